"""Retries: a step that fails as told, under the options it is told."""

import time
from pathlib import Path
from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.engine.errors import StepError
from breyta_runtime.values import ExInfo, Map, kw
from prefect import flow

K_FAILURE = kw("failure")
K_FAILURES = kw("failures")
K_HANDLED = kw("handled")
K_INPUT = kw("input")
K_LOG = kw("log")
K_OPTIONS = kw("options")
K_REASON = kw("reason")
K_STATUS = kw("status")


# 3:20
def work(input: Any) -> Any:
    log = Path(get(input, K_LOG))
    with log.open("a") as out:
        out.write("try\n")
    if log.read_text().count("try") > get(input, K_FAILURES):
        return "done"
    # 5:9
    if get(input, K_FAILURE) == "busy":
        # 5:31
        raise StepError(
            "the service is busy",
            kind="http",
            status=503,
            retryable=True,
            data=Map({K_REASON: "maintenance"}),
        )
    # 6:9
    if get(input, K_FAILURE) == "slow":
        time.sleep(10)
        return "too late"
    # 7:9
    raise ExInfo("this order is closed", Map({K_REASON: "closed"}))


DEFINITION = Definition(
    slug="retries",
    name="Retries",
    source="flows/retries.clj",
    functions={"work": work},
    invocations={"default": Invocation()},
)


@flow(name="retries")
@durable(DEFINITION)
def retries(run: Run) -> Any:
    # 12:16
    input = run.input()
    options = dict((get(input, K_OPTIONS) or Map({})).items())
    # 14:9
    return run.step("function", "work", Map({**options, kw("ref"): kw("work"), K_INPUT: input}))
