"""HTTP steps in whole runs, without a Prefect server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from breyta_runtime.core import assoc, get, get_in, merge, select_keys
from breyta_runtime.engine.inputs import InputError
from breyta_runtime.engine.runner import execute_module
from breyta_runtime.steps.http.result import HttpResult, http_result
from breyta_runtime.values import Map, kw
from breyta_runtime.values.codec import decode, encode
from breyta_runtime.values.json import to_json
from support.http_server import LocalServer, reply

MODULE = Path(__file__).parent / "modules" / "order_check.py"


@pytest.fixture(autouse=True)
def _workspace(workspace: Path, server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BREYTA_CONNECTION_ORDERS_API_BASE_URL", server.url)


def test_a_flow_calls_an_api(server: LocalServer) -> None:
    """INV-009, HTTP-037, HTTP-032: "7" becomes 7, a 503 is tried again, the result reads well."""
    server.on("GET /orders/7", reply("busy", status=503), reply({"id": 7, "total": 12.5}))
    server.on("POST /charges", reply({"id": "ch_1"}, status=201))
    result = execute_module(MODULE, {"order-id": "7"}, host="offline")
    assert result.error is None
    assert result.value == {"order": 7, "total": 12.5, "http": 200, "charge": "ch_1"}
    assert [r.method for r in server.requests] == ["GET", "GET", "POST"]


def test_every_attempt_carries_the_same_key(server: LocalServer) -> None:
    server.on("GET /orders/7", reply({"id": 7}))
    server.on("POST /charges", reply(drop=True), reply({"id": "ch_1"}))
    result = execute_module(MODULE, {"order-id": 7}, host="offline")
    assert result.error is None
    keys = [r.headers["idempotency-key"] for r in server.requests if r.method == "POST"]
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_a_run_that_goes_on_repeats_no_request(server: LocalServer) -> None:
    """What the journal gives back still answers (:id order)."""
    server.on("GET /orders/7", reply({"id": 7, "total": 1}))
    server.on("POST /charges", reply({"id": "ch_1"}))
    first = execute_module(MODULE, {"order-id": 7}, host="offline")
    again = execute_module(MODULE, {"order-id": 7}, host="offline", run_id=first.run_id)
    assert again.error is None
    assert again.value == first.value == {"order": 7, "total": 1, "http": 200, "charge": "ch_1"}
    assert len(server.requests) == 2


def test_a_failure_says_where_it_comes_from(server: LocalServer) -> None:
    server.on("GET /orders/7", reply({"id": 7}))
    server.on("POST /charges", reply("no", status=409))
    result = execute_module(MODULE, {"order-id": 7}, host="offline")
    assert result.status == "failed"
    assert str(result.error) == f"POST {server.url}/charges answered 409 Conflict: no"
    assert "flows/order-check.clj:9:9" in "".join(getattr(result.error, "__notes__", ()))
    assert len(server.requests) == 2


def test_a_wrong_input_starts_nothing(server: LocalServer) -> None:
    """INV-007."""
    result = execute_module(MODULE, {}, host="offline")
    assert isinstance(result.error, InputError)
    assert server.requests == []


class TestResultAsData:
    RESULT = http_result(
        200, {"content-type": "application/json"}, Map({kw("id"): 7, kw("name"): "Ada"})
    )

    def test_the_journal_keeps_it(self) -> None:
        again = decode(encode(Map({kw("user"): self.RESULT})))[kw("user")]
        assert type(again) is HttpResult
        assert again == self.RESULT
        assert get(again, kw("id")) == 7
        assert get_in(again, (kw("headers"), kw("content-type"))) == "application/json"

    def test_core_functions_look_things_up(self) -> None:
        assert get(self.RESULT, kw("id")) == 7
        assert get_in(self.RESULT, (kw("body"), kw("name"))) == "Ada"
        assert get_in(self.RESULT, (kw("data"), kw("name"))) == "Ada"
        assert get(self.RESULT, kw("absent"), 1) == 1
        assert get(assoc(self.RESULT, kw("checked"), True), kw("id")) == 7
        assert get(merge(self.RESULT, Map({kw("a"): 1})), kw("id")) == 7
        assert select_keys(self.RESULT, (kw("status"),)) == Map({kw("status"): 200})

    def test_json_shows_the_documented_keys(self) -> None:
        body = {"id": 7, "name": "Ada"}
        assert to_json(self.RESULT) == {
            "status": 200,
            "headers": {"content-type": "application/json"},
            "body": body,
        }


def test_importing_the_step_imports_no_client() -> None:
    """A run that replays its HTTP steps from the journal never needs one."""
    code = (
        "import sys, breyta_runtime.steps.http;"
        "print([m for m in ('httpx', 'httpcore', 'yaml', 'edn_format') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
