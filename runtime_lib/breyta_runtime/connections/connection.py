"""A connection as steps see it, and where connections come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from breyta_runtime.values import Keyword, Map, kw

_TYPE = kw("type")
_EMPTY = Map({})


class ConnectionProblem(Exception):
    """No usable connection; the message says which one and what to do."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a service is and how to be let in.  Holds references to secrets, never secrets."""

    name: str
    """The slot or connection id, as errors and logs call it."""
    type: str | None = None
    base_url: str | None = None
    auth: Map = _EMPTY
    """As in a slot: `{:type :bearer :secret-ref …}`; empty when nothing is said."""
    headers: Map = _EMPTY
    """Sent with every request, unless the step sets the same header."""
    backend: str | None = None
    config: Map = _EMPTY

    @property
    def auth_type(self) -> str:
        kind = self.auth.get(_TYPE)
        return kind.name if isinstance(kind, Keyword) else str(kind or "none")

    def or_else(self, other: Connection) -> Connection:
        """This connection, with what it leaves open taken from another one."""
        return Connection(
            name=self.name,
            type=self.type or other.type,
            base_url=self.base_url or other.base_url,
            auth=self.auth or other.auth,
            headers=Map({**other.headers, **self.headers}),
            backend=self.backend or other.backend,
            config=Map({**other.config, **self.config}),
        )


class ConnectionStore(Protocol):
    """Somewhere connections are kept: the environment, blocks of a server."""

    def bound_to(self, slot: str) -> Connection | None:
        """What a slot of the flow is bound to."""
        ...

    def by_id(self, connection_id: str) -> Connection | None: ...
