"""From the `:connection` of a step to a Connection."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from breyta_runtime.connections.connection import Connection, ConnectionProblem, ConnectionStore
from breyta_runtime.connections.environment import EnvironmentStore
from breyta_runtime.definition import Definition, Slot
from breyta_runtime.values import Keyword

DEFAULT_STORES: tuple[ConnectionStore, ...] = (EnvironmentStore(),)
"""Asked in order; an earlier one wins and a later one fills what it leaves open."""


def resolve_connection(
    definition: Definition,
    ref: Keyword | str,
    stores: Sequence[ConnectionStore] = DEFAULT_STORES,
) -> Connection:
    """The connection a slot is bound to, with the slot's own values where the binding has none.

    A name that is no slot is taken for a connection id.
    """
    name = ref.name if isinstance(ref, Keyword) else ref
    slot = definition.slot(name)
    if slot is not None:
        return _bound(slot, stores) or _declared(slot)
    found = _merged([store.by_id(name) for store in stores])
    if found is None:
        raise ConnectionProblem(_unknown(name, [slot.slot for slot in definition.slots]))
    return found


def slot_bound(
    definition: Definition,
    slot: Keyword | str,
    stores: Sequence[ConnectionStore] = DEFAULT_STORES,
) -> bool:
    """Whether a slot can be used: something is bound to it, or it says all there is to know."""
    declared = definition.slot(slot.name if isinstance(slot, Keyword) else slot)
    if declared is None:
        return False
    connection = _declared(declared)
    complete = connection.base_url is not None and connection.auth_type == "none"
    return complete or _bound(declared, stores) is not None


def _bound(slot: Slot, stores: Sequence[ConnectionStore]) -> Connection | None:
    found = _merged([store.bound_to(slot.slot) for store in stores])
    return found.or_else(_declared(slot)) if found else None


def _declared(slot: Slot) -> Connection:
    return Connection(
        name=slot.slot,
        type=slot.type,
        base_url=slot.base_url,
        auth=slot.auth,
        backend=slot.backend,
        config=slot.config,
    )


def _merged(found: list[Connection | None]) -> Connection | None:
    best: Connection | None = None
    for connection in found:
        if connection is not None:
            best = best.or_else(connection) if best else connection
    return best


def _unknown(name: str, slots: list[str]) -> str:
    message = f":{name} is neither a connection slot of this flow nor a known connection"
    close = get_close_matches(name, slots, n=1)
    if close:
        return f"{message}; did you mean :{close[0]}?"
    declared = ", ".join(":" + slot for slot in slots) or "none"
    return f"{message}; slots in :requires: {declared}"
