"""Scheduled Rollup.

Compiled by breytac from flows/scheduled-rollup.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: 796a213771937343dd5ba9ac05a7b599644eabf74c93c4b66507c90c63b7ff82
format: 1
"""

from typing import Any

from breyta_runtime import Concurrency, Definition, Invocation, Run, Schedule, durable
from breyta_runtime.values import Map, as_map, kw
from prefect import flow

K_INPUT = kw("input")
K_OVERRIDE = kw("override")
K_ROLLUP = kw("rollup")
K_RUN_AT = kw("run-at")
K_TYPE = kw("type")


# 6:22
def build_rollup_output(input: Any) -> Any:
    input = as_map(input)
    return Map({K_TYPE: K_ROLLUP, K_RUN_AT: input[K_RUN_AT], K_INPUT: input[K_INPUT]})


DEFINITION = Definition(
    slug="scheduled-rollup",
    name="Scheduled Rollup",
    source="flows/scheduled-rollup.clj",
    concurrency=Concurrency("singleton", "drain"),
    invocations={"default": Invocation()},
    schedules=(Schedule("every-15m", cron="*/15 * * * *", label="Every 15m"),),
    functions={"build-rollup-output": build_rollup_output},
)


@flow(name="scheduled-rollup")
@durable(DEFINITION)
def scheduled_rollup(run: Run) -> Any:
    # 14:16
    run_at = run.step("time", "now")
    # 15:15
    input = run.input()
    # 20:9
    if run.branch(
        "Rollup input source",
        input.get(K_OVERRIDE),
        yes="Use override payload",
        no="Use schedule/manual input",
    ):
        rollup_input = input.get(K_OVERRIDE)
    else:
        rollup_input = input
    # 21:16
    return run.step(
        "function",
        "build-output",
        code=build_rollup_output,
        input=Map({K_RUN_AT: run_at, K_INPUT: rollup_input}),
    )
