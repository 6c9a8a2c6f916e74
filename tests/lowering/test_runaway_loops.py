"""Loops of flow bodies end: those with a step in every turn by the engine's bound on steps."""

from __future__ import annotations

from typing import Any

import pytest
from breyta_runtime.core import control
from breyta_runtime.values import Map
from breyta_runtime.values.errors import LimitExceeded
from test_flow_bodies import Notes, compiled, run


@pytest.mark.parametrize(
    "loop",
    [
        "(loop [n 0] (recur n))",
        "(while true nil)",
        "(loop [n 0] (if (pos? n) (flow/step :http :a {}) (recur n)))",
        "(loop [n 0] (when (pos? n) (flow/step :http :a {})) (recur n))",
        "(loop [n 0] (let [f (fn [] (flow/step :http :a {}))] (recur n)))",
        "(loop [n 0] (cond (pos? n) (do (flow/step :http :a {}) (recur n)) :else (recur n)))",
    ],
)
def test_a_loop_without_steps_is_bounded(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "FUNCTION_LOOP_LIMIT", 1000)
    with pytest.raises(LimitExceeded, match="more than 1000 turns without ending"):
        compiled(loop)(Notes(Map()))


@pytest.mark.parametrize(
    "loop",
    [
        "(loop [] (flow/step :http :a {}) (recur))",
        "(while true (flow/step :http :a {}))",
        "(loop [n 0] (let [r (try (flow/step :http :a {}) (catch Exception e nil))] (recur n)))",
        "(loop [n 0] (if (:ok (flow/step :http :a {})) n (recur (inc n))))",
        "(loop [n 0] (if (> n 3) n (recur (:n (flow/step :http :a {})))))",
        "(loop [n 0] (cond (> n 3) n :else (do (flow/step :http :a {}) (recur (inc n)))))",
    ],
)
def test_the_engine_bounds_a_loop_of_steps(loop: str) -> None:
    """LIM-004: it stops the run at its ten-thousandth step; here at the hundredth."""
    asked = []

    def answer(*_: Any) -> Any:
        asked.append(1)
        if len(asked) == 100:
            raise KeyboardInterrupt
        return Map()

    with pytest.raises(KeyboardInterrupt):
        run(loop.replace("(> n 3)", "false"), answers=answer)
