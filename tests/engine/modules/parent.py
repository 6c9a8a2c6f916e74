"""Parent: calls other flows, known and unknown."""

from typing import Any

from breyta_runtime import Definition, Input, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_CALL = kw("call")
K_DEPTH = kw("depth")
K_FIRST = kw("first")
K_OPTIONS = kw("options")
K_ORDER = kw("order")
K_SECOND = kw("second")
K_TIMES = kw("times")

DEFINITION = Definition(
    slug="parent",
    name="Parent",
    source="flows/parent.clj",
    invocations={"default": Invocation(inputs=(Input("call", "text"),))},
)


@flow(name="parent")
@durable(DEFINITION)
def parent(run: Run) -> Any:
    # 3:16
    input = run.input()
    # 4:9
    if get(input, K_CALL) == "deeper":
        # 5:7
        depth = get(input, K_DEPTH) - 1
        if depth < 1:
            return "bottom"
        # 6:7
        return run.call_flow("parent", Map({K_CALL: "deeper", K_DEPTH: depth}))
    # 7:9
    if get(input, K_CALL) == "often":
        for number in range(get(input, K_TIMES)):
            # 8:7
            run.call_flow("child-flow", Map({K_ORDER: number}))
        return "often"
    # 9:9
    if get(input, K_CALL) == "unknown":
        # 10:7
        return run.call_flow(kw("child-flaw"), Map({}))
    # 10:9
    if get(input, K_CALL) == "options":
        # 10:40
        return run.call_flow("child-flow", Map({K_ORDER: 1}), options=get(input, K_OPTIONS))
    # 11:5
    first = run.call_flow("child-flow", Map({K_ORDER: 1}))
    # 12:5
    return Map({K_FIRST: first, K_SECOND: run.call_flow("child-flow", Map({K_ORDER: 2}))})
