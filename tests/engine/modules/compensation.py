"""Compensation: a flow that catches the failure of a step and makes up for it."""

from pathlib import Path
from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import ExInfo, Map, kw
from prefect import flow

K_FAILURES = kw("failures")
K_LOG = kw("log")
K_REASON = kw("reason")


# 3:20
def work(input: Any) -> Any:
    log = Path(get(input, K_LOG))
    with log.open("a") as out:
        out.write("try\n")
    if log.read_text().count("try") > get(input, K_FAILURES):
        return "done"
    # 5:9
    raise ExInfo("this order is closed", Map({K_REASON: "closed"}))


# 7:20
def compensate(input: Any) -> Any:
    with Path(get(input, K_LOG)).open("a") as out:
        out.write("compensate\n")
    return "compensated"


DEFINITION = Definition(
    slug="compensation",
    name="Compensation",
    source="flows/compensation.clj",
    invocations={"default": Invocation()},
)


@flow(name="compensation")
@durable(DEFINITION)
def compensation(run: Run) -> Any:
    # 12:16
    input = run.input()
    # 13:9
    try:
        # 14:11
        return run.step("function", "work", code=work, input=input)
    except ExInfo as e:
        # 15:13
        if get(input, kw("quietly")):
            return "gave up"
        # 16:13
        run.step("function", "compensate", code=compensate, input=input)
        return Map({kw("compensated"): e.message, K_REASON: get(e.data, K_REASON)})
