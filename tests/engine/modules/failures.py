"""Failures: the ways a flow can go wrong, chosen by the input."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_A = kw("a")
K_B = kw("b")
K_INPUT = kw("input")
K_LOAD = kw("load")
K_OP = kw("op")
K_WHAT = kw("what")


# 3:20
def divide(input: Any) -> Any:
    a = get(input, K_A)
    # 4:25
    return a / get(input, K_B)


DEFINITION = Definition(
    slug="failures",
    name="Failures",
    source="flows/failures.clj",
    functions={"divide": divide},
    invocations={"default": Invocation()},
)


@flow(name="failures")
@durable(DEFINITION)
def failures(run: Run) -> Any:
    # 12:16
    what = get(run.input(), K_WHAT)
    if what == "function":
        # 14:7
        return run.step(
            "function",
            "divide-them",
            code=divide,
            input=Map({K_A: 1, K_B: 0}),
        )
    if what == "body":
        # 16:7
        return divide(Map({K_A: 1, K_B: 0}))
    if what == "documented-family":
        # 18:7
        return run.step("ssh", "load-history", command="uptime")
    if what == "unknown-family":
        # 20:7
        return run.step("htp", "fetch", url="http://localhost")
    if what == "unknown-ref":
        # 22:7
        return run.step("function", "norm", ref=kw("devide"))
    if what == "load":
        # 24:7
        return run.step("function", "norm", ref=kw("divide"), load=(K_INPUT,))
    if what == "persist":
        # 26:7
        return run.step("function", "norm", ref=kw("divide"), persist=Map({kw("type"): kw("blob")}))
    if what == "type":
        # 28:7
        return run.step("time", "now", type=kw("sleep"))
    if what == "loop":
        # 30:7
        for _ in run.loop("Retry status", max_iterations=3):
            run.step("sleep", "gap", millis=1)
    if what == "not-data":
        # 32:7
        return run.step("function", "norm", code=lambda _: divide)
    if what == "large":
        # 34:7
        return run.step("function", "large", code=lambda _: "x" * (1024 * 1024 + 1))
    if what == "large-input":
        # 36:7
        return run.step("function", "large", code=divide, input=Map({K_A: "x" * (1 << 20) + "x"}))
    return None
