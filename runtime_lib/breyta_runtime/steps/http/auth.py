"""How a request proves who sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from breyta_runtime.engine.errors import UnsupportedStep
from breyta_runtime.steps.http.scalars import name_of, short
from breyta_runtime.values import Keyword, Map, kw

if TYPE_CHECKING:
    from breyta_runtime.connections import Connection

_TYPE = kw("type")
_CREDENTIALS = frozenset(
    {
        "access-key-id",
        "api-key",
        "apikey",
        "client-secret",
        "key",
        "password",
        "secret",
        "secret-access-key",
        "token",
        "value",
    }
)


def check_auth(auth: Any, connection: Connection | None) -> None:
    """Accepts the step's `:auth`, or else the connection's, if nothing has to be sent for it."""
    if auth is not None and not isinstance(auth, Map):
        raise ValueError(f":auth must be a map such as {{:type :none}}, not {short(auth)}")
    chosen = auth or (connection.auth if connection else None)
    if not chosen:
        return
    whose = ":auth" if auth else f":auth of connection :{connection.name if connection else ''}"
    refuse_inline_credentials(chosen, whose)
    kind = chosen.get(_TYPE)
    name = name_of(kind) if isinstance(kind, str | Keyword) else "none"
    if name != "none":
        raise UnsupportedStep(
            f"{whose} is of type :{name}; this version sends requests without authentication only",
            hint="use {:type :none}, or an API that needs no key",
        )


def refuse_inline_credentials(auth: Map, whose: str) -> None:
    """A key in the source would end up in version control, in the journal and in logs."""
    for key, value in auth.items():
        name = name_of(key) if isinstance(key, str | Keyword) else ""
        if name in _CREDENTIALS and isinstance(value, str):
            # Only the name: the value is what must not be shown.
            raise ValueError(
                f"{whose} holds :{name} itself; inline credentials are refused, "
                "name a secret with :secret-ref"
            )
