"""Accumulators changed in place, walks and lookups give what JVM Clojure gives (FN-004, FN-022).

The expressions are in oracle_accumulation.clj, the answers in oracle_accumulation.json, made by
tests/oracles/control_flow.py.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from breyta_runtime.values import Map, kw, pr_str
from breytac import compile_function

HERE = Path(__file__).parent
CASES = json.loads((HERE / "oracle_accumulation.json").read_text())


@pytest.mark.parametrize("in_place", [True, False], ids=["in-place", "copied"])
@pytest.mark.parametrize("case", CASES, ids=[case["code"][:60] for case in CASES])
def test_value_is_the_jvm_s(case: dict[str, str], in_place: bool) -> None:
    function = compile_function(f"(fn [] {case['code']})", in_place=in_place)
    if "error" in case:
        with pytest.raises(Exception):  # noqa: B017  (which one is for the other tests)
            function()
    else:
        assert pr_str(function()) == case["value"], function.python_source


def test_every_line_of_the_source_has_an_answer() -> None:
    lines = (HERE / "oracle_accumulation.clj").read_text().splitlines()
    codes = [line for line in lines if line and not line.startswith(";;")]
    assert codes == [case["code"] for case in CASES]


GROWING = """
(fn [{:keys [events]}]
  (loop [events events by-id {} order []]
    (if (empty? events)
      [(count by-id) (count order)
       (count (:all (reduce (fn [acc e] (update acc :all (fnil conj []) e)) {} order)))]
      (let [{:keys [id]} (first events)]
        (recur (rest events) (assoc by-id id true) (conj order id))))))
"""


def test_accumulation_is_linear() -> None:
    """Copied at each step, 100,000 elements would take minutes."""
    function = compile_function(GROWING)
    events = tuple(Map({kw("id"): number}) for number in range(100_000))
    began = time.process_time()
    assert function(Map({kw("events"): events})) == (100_000, 100_000, 100_000)
    assert time.process_time() - began < 5


def test_a_walk_is_a_for_loop() -> None:
    source = compile_function(GROWING).python_source
    assert " in each_map(" in source
    assert "bounded" not in source
    assert ".setdefault(K_ALL, []).append(" in source
