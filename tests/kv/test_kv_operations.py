"""The operations of the `:kv` step (KV-001) and the shapes of their results (ambiguity: a `:get`
always gives the map around the value)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from breyta_runtime.engine.errors import StepError
from breyta_runtime.engine.runner import RunResult
from breyta_runtime.store import kv as store

Kv = Callable[..., Any]
Execute = Callable[..., RunResult]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The store's clock in ms; the test sets it."""
    now = [1_000_000]
    monkeypatch.setattr(store, "clock_ms", lambda: now[0])
    return now


def test_get_and_set(kv: Kv) -> None:
    """KV-002, KV-003"""
    assert kv("get", key="a") == {"success": True, "value": None, "exists?": False}
    assert kv("get", key="a", default=[]) == {"success": True, "value": [], "exists?": False}
    assert kv("set", key="a", value={"n": 1}) == {"success": True, "key": "a", "created?": True}
    assert kv("set", key="a", value={"n": 2}) == {"success": True, "key": "a", "created?": False}
    found = kv("get", key="a", default=0)
    assert found == {"success": True, "value": {"n": 2}, "exists?": True}


def test_nil_is_a_value(kv: Kv) -> None:
    kv("set", key="a", value=None)
    assert kv("get", key="a", default=1) == {"success": True, "value": None, "exists?": True}


def test_values_come_back_as_they_were(execute: Execute) -> None:
    """Keywords stay keywords, ratios ratios: through the journal's exact encoding."""
    from breyta_runtime.steps.kv import run
    from breyta_runtime.store.database import open_database
    from breyta_runtime.store.kv import KvRecords
    from breyta_runtime.store.location import database_path, workspace_directory
    from breyta_runtime.values import Map, Ratio, Set, kw

    value = Map({kw("a"): Ratio(1, 3), "b": Set((1, 1.0)), kw("n/k"): (None, kw("x"))})
    operation = kw("operation")
    put = Map({operation: kw("set"), kw("key"): "k", kw("value"): value})
    get = Map({operation: kw("get"), kw("key"): "k"})
    with open_database(database_path(workspace_directory())).begin() as connection:
        run(put, None).apply(connection)  # type: ignore[arg-type]
        assert run(get, None).apply(connection).get(kw("value")) == value  # type: ignore[arg-type]
        assert KvRecords(connection).keys("", 10) == ["k"]


def test_set_only_when_there_is_nothing(kv: Kv) -> None:
    """KV-003"""
    assert kv("set", key="lock", value="a", if_not_exists=True)["created?"] is True
    assert kv("set", key="lock", value="b", if_not_exists=True)["created?"] is False
    assert kv("get", key="lock")["value"] == "a"


def test_delete_and_exists(kv: Kv) -> None:
    assert kv("delete", key="a") == {"success": True, "key": "a", "deleted?": False}
    kv("set", key="a", value=1)
    assert kv("exists", key="a") == {"success": True, "key": "a", "exists?": True}
    assert kv("delete", key="a") == {"success": True, "key": "a", "deleted?": True}
    assert kv("exists", key="a") == {"success": True, "key": "a", "exists?": False}


def test_increment(kv: Kv) -> None:
    """KV-004"""
    assert kv("increment", key="n") == {"success": True, "key": "n", "value": 1, "previous": 0}
    assert kv("increment", key="n", delta=10)["value"] == 11
    assert kv("increment", key="n", delta=-1)["previous"] == 11
    assert kv("increment", key="n", delta=0.5)["value"] == 10.5


def test_what_is_no_number_is_not_incremented(kv: Kv) -> None:
    kv("set", key="s", value="x")
    with pytest.raises(StepError, match="the record s is no number"):
        kv("increment", key="s")
    kv("set", key="big", value=2**63 - 1)
    with pytest.raises(StepError, match="the record big cannot be incremented: long overflow"):
        kv("increment", key="big")
    assert kv("get", key="big")["value"] == 2**63 - 1


def test_append(kv: Kv) -> None:
    """KV-005: the oldest go."""
    assert kv("append", key="l", item=1) == {"success": True, "key": "l", "length": 1}
    assert kv("append", key="l", items=[2, 3]) == {"success": True, "key": "l", "length": 3}
    assert kv("append", key="l", items=[4], item=5, max_length=3)["length"] == 3
    assert kv("get", key="l")["value"] == [3, 4, 5]
    assert kv("append", key="many", items=list(range(1500)))["length"] == 1000
    kv("set", key="m", value={"a": 1})
    with pytest.raises(StepError, match="the record m holds no vector"):
        kv("append", key="m", item=1)


def test_list_keys(kv: Kv) -> None:
    """KV-006: in order, `_` and capitals meant literally."""
    for key in ("s:2", "s:1", "S:3", "s_4", "t"):
        kv("set", key=key, value=1)
    assert kv("list-keys", prefix="s:") == {"success": True, "keys": ["s:1", "s:2"], "count": 2}
    assert kv("list-keys", prefix="s_")["keys"] == ["s_4"]
    assert kv("list-keys")["count"] == 5
    assert kv("list-keys", limit=2)["keys"] == ["S:3", "s:1"]
    assert kv("list-keys", prefix="x") == {"success": True, "keys": [], "count": 0}


def test_records_expire_by_the_stores_clock(kv: Kv, clock: list[int]) -> None:
    """KV-003, KV-009"""
    kv("set", key="a", value=1, ttl=60)
    kv("set", key="b", value=1)
    clock[0] += 59_999
    assert kv("exists", key="a")["exists?"] is True
    clock[0] += 1
    assert kv("get", key="a", default="gone") == {
        "success": True,
        "value": "gone",
        "exists?": False,
    }
    assert kv("exists", key="a")["exists?"] is False
    assert kv("list-keys")["keys"] == ["b"]
    assert kv("delete", key="a")["deleted?"] is False
    assert kv("set", key="a", value=2, if_not_exists=True)["created?"] is True


def test_an_expired_counter_starts_again(kv: Kv, clock: list[int]) -> None:
    kv("increment", key="n", ttl=10)
    clock[0] += 5_000
    assert kv("increment", key="n")["value"] == 2
    clock[0] += 5_000
    assert kv("increment", key="n") == {"success": True, "key": "n", "value": 1, "previous": 0}


def test_a_new_value_without_a_ttl_stays(kv: Kv, clock: list[int]) -> None:
    kv("set", key="a", value=1, ttl=1)
    kv("set", key="a", value=2)
    clock[0] += 10_000
    assert kv("get", key="a")["value"] == 2


@pytest.mark.parametrize(
    ("operation", "fields", "message"),
    [
        ("get", {}, ":key is required"),
        ("get", {"key": "a/b"}, "letters, digits, `_`, `-` and `:` only"),
        ("get", {"key": ""}, "letters, digits"),
        ("get", {"key": "a\n"}, "letters, digits"),
        ("get", {"key": "é"}, "letters, digits"),
        ("get", {"key": 7}, ":key must be a string, not 7"),
        ("get", {"key": "k" * 257}, ":key may have 256 characters; this one has 257"),
        ("set", {"key": "a"}, ":value is required"),
        ("set", {"key": "a", "value": 1, "ttl": 0}, ":ttl must be from 1 to 31536000 seconds"),
        ("set", {"key": "a", "value": 1, "ttl": 31_536_001}, ":ttl must be from 1 to 31536000"),
        ("set", {"key": "a", "value": 1, "ttl": 1.5}, ":ttl must be a whole number, not 1.5"),
        ("set", {"key": "a", "value": 1, "metadata": 1}, ":metadata must be a map"),
        ("increment", {"key": "a", "delta": "1"}, ':delta must be a number, not "1"'),
        ("increment", {"key": "a", "delta": True}, ":delta must be a number, not true"),
        ("append", {"key": "a"}, "an :append needs an :item or :items"),
        ("append", {"key": "a", "items": "ab"}, ":items must be a vector"),
        ("append", {"key": "a", "item": 1, "max_length": 0}, ":max-length must be at least 1"),
        ("list-keys", {"limit": 1001}, ":limit must be from 1 to 1000, not 1001"),
        ("list-keys", {"prefix": 1}, ":prefix must be a string"),
        ("incr", {"key": "a"}, 'unknown :operation "incr"; did you mean'),
        (None, {"key": "a"}, ":operation is required"),
    ],
)
def test_a_wrong_config(kv: Kv, operation: str, fields: dict[str, Any], message: str) -> None:
    """KV-007, KV-003: nothing is written."""
    with pytest.raises(StepError) as raised:
        kv(operation, **fields)
    assert message in str(raised.value)
    assert raised.value.kind == "config"
    assert kv("list-keys")["count"] == 0


def test_a_key_of_256_characters(kv: Kv) -> None:
    """KV-007"""
    kv("set", key="aZ0_-:" + "k" * 250, value=1)
    assert kv("list-keys", prefix="aZ0_-:")["count"] == 1


def test_a_value_takes_at_most_a_megabyte(kv: Kv) -> None:
    """KV-008"""
    kv("set", key="a", value="x" * (1024 * 1024 - 2))
    with pytest.raises(StepError, match="Value too large: :value takes 1024 KB"):
        kv("set", key="b", value="x" * (1024 * 1024))
    with pytest.raises(StepError, match="Value too large: the list under :key l"):
        for _ in range(3):
            kv("append", key="l", item="x" * (500 * 1024))


def test_a_record_is_there_for_every_run(execute: Execute) -> None:
    """KV-010"""
    execute([{"operation": "set", "key": "a", "value": 1}])
    result = execute([{"operation": "get", "key": "a"}])
    assert result.value[0]["value"] == 1


def test_the_documented_example_runs(kv: Kv) -> None:
    """KV-011: `(conj history {…})` on the result of a :get merges two maps, as Clojure has it."""
    from breyta_runtime.core import conj
    from breyta_runtime.values.json import from_json, to_json

    history = from_json(kv("get", key="session:1:history", default=[]))
    updated = to_json(conj(history, from_json({"at": 1, "message": "hello"})))
    assert kv("set", key="session:1:history", value=updated, ttl=86400)["created?"] is True
    assert kv("get", key="session:1:history")["value"]["message"] == "hello"
