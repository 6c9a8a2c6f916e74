"""From a step's :connection to where its requests go."""

from __future__ import annotations

import pytest
from breyta_runtime.connections import (
    Connection,
    ConnectionProblem,
    EnvironmentStore,
    resolve_connection,
    slot_bound,
)
from breyta_runtime.definition import Definition, Slot
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps import http
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Map, kw
from support.http_server import LocalServer, reply
from support.step_context import Call, m, with_slots

FLOW = Definition(
    "orders",
    "Orders",
    requires=(
        Slot("orders-api", "http-api", base_url="https://orders.example", auth=m(type=kw("none"))),
        Slot("crm", "http-api", label="CRM", auth=m(type=kw("bearer")), optional=True),
        Slot("db", "database"),
    ),
)


class Store:
    """Connections as a server would keep them."""

    def __init__(self, **slots: Connection) -> None:
        self._slots = slots

    def bound_to(self, slot: str) -> Connection | None:
        return self._slots.get(slot.replace("-", "_"))

    def by_id(self, connection_id: str) -> Connection | None:
        return next((c for c in self._slots.values() if c.name == connection_id), None)


def test_a_slot_with_a_base_url_needs_no_binding() -> None:
    """REQ-004, REQ-006."""
    found = resolve_connection(FLOW, kw("orders-api"), ())
    assert found.base_url == "https://orders.example"
    assert found.auth_type == "none"
    assert resolve_connection(FLOW, "orders-api", ()) == found


def test_the_environment_overrides_the_slot() -> None:
    store = EnvironmentStore({"BREYTA_CONNECTION_ORDERS_API_BASE_URL": "http://127.0.0.1:1"})
    assert resolve_connection(FLOW, kw("orders-api"), [store]).base_url == "http://127.0.0.1:1"


def test_the_binding_wins_and_the_slot_fills_its_gaps() -> None:
    """REQ-006: what the target has bound goes before what the flow suggests."""
    store = Store(crm=Connection("conn-1", base_url="https://crm.example", headers=Map({"X": "1"})))
    found = resolve_connection(FLOW, kw("crm"), [store])
    assert (found.name, found.base_url) == ("conn-1", "https://crm.example")
    assert found.auth_type == "bearer"
    assert found.type == "http-api"
    assert found.headers == Map({"X": "1"})


def test_earlier_stores_win() -> None:
    first = Store(crm=Connection("first", base_url="https://first.example"))
    second = Store(crm=Connection("second", base_url="https://second.example", backend="crm"))
    found = resolve_connection(FLOW, kw("crm"), [first, second])
    assert (found.base_url, found.backend) == ("https://first.example", "crm")


def test_a_name_that_is_no_slot_is_a_connection_id() -> None:
    """HTTP-001: slot first, then id."""
    store = Store(crm=Connection("conn-1", base_url="https://crm.example"))
    assert resolve_connection(FLOW, "conn-1", [store]).base_url == "https://crm.example"
    with pytest.raises(ConnectionProblem, match=r":order-api is neither .*mean :orders-api\?"):
        resolve_connection(FLOW, kw("order-api"), [store])
    with pytest.raises(ConnectionProblem, match="slots in :requires: :orders-api, :crm, :db"):
        resolve_connection(FLOW, kw("zzz"), [store])


def test_slot_bound() -> None:
    """REQ-005: how a flow finds out about an optional slot."""
    assert slot_bound(FLOW, kw("orders-api"), ())
    assert not slot_bound(FLOW, kw("crm"), ())
    assert slot_bound(FLOW, kw("crm"), [Store(crm=Connection("c", base_url="https://c.example"))])
    assert not slot_bound(FLOW, kw("unknown"), ())


def test_a_step_uses_the_override(
    server: LocalServer, context: StepContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("GET /base/users/2", reply({"id": 2}))
    monkeypatch.setenv("BREYTA_CONNECTION_PUBLIC_API_BASE_URL", f"{server.url}/base/")
    ctx = with_slots(context, Slot("public-api", "http-api", base_url="https://api.example"))
    result = http.run(m(connection=kw("public-api"), path="/users/2"), ctx)
    assert kw("id")(result) == 2


def test_slots_that_cannot_serve_http(context: StepContext, call: Call) -> None:
    ctx = with_slots(context, Slot("db", "database"), Slot("crm", "http-api"))
    with pytest.raises(StepError, match=":db is a :database connection"):
        call(ctx=ctx, connection=kw("db"))
    with pytest.raises(StepError, match=":crm has no base URL"):
        call(ctx=ctx, connection=kw("crm"))
