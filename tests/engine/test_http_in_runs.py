"""HTTP steps as parts of runs: retries, replays, and the key that makes a repeat harmless."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engine_runs import Execute, kinds
from support.http_server import LocalServer, local_server, reply


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    with local_server() as server:
        monkeypatch.setenv("BREYTA_CONNECTION_API_BASE_URL", server.url)
        server.on("GET /users/7", {"id": 7, "name": "Ada"})
        yield server


def test_an_unavailable_service_is_asked_again(execute: Execute, api: LocalServer) -> None:
    """OPT-003, for what a retry can help with: 503, then a cut connection, then an answer."""
    api.on("POST /orders", reply("busy", status=503), reply(drop=True), {"id": 12})
    result = execute("enrichment")
    assert result.value == {"name": "Ada", "id": 12}, result.error
    orders = [request for request in api.requests if request.method == "POST"]
    assert len(orders) == 3
    assert len({order.headers["idempotency-key"] for order in orders}) == 1


def test_a_refused_request_is_not_repeated(execute: Execute, api: LocalServer) -> None:
    api.on("POST /orders", reply("no such customer", status=422))
    result = execute("enrichment")
    assert result.status == "failed"
    assert "422" in str(result.error)
    assert kinds(result, "step-retrying") == []
    assert result.error is not None
    assert result.error.__notes__[-1] == "--> flows/enrichment.clj:8:9  step :create-order"


def test_a_replayed_result_still_answers_for_its_body(offline: Execute, api: LocalServer) -> None:
    api.on("POST /orders", {"id": 12})
    first = offline("enrichment")
    again = offline("enrichment", run_id=first.run_id)
    assert again.value == first.value == {"name": "Ada", "id": 12}
    assert len(api.requests) == 2
