"""Polls: a job whose successive answers are told by the input."""

from pathlib import Path
from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.engine.errors import StepError
from breyta_runtime.values import Map, kw
from prefect import flow

K_ANSWERS = kw("answers")
K_CONFIG = kw("config")
K_LOG = kw("log")
K_STATE = kw("state")
K_STATUS = kw("status")


# 3:20
def job_status(input: Any) -> Any:
    log = Path(get(input, K_LOG))
    with log.open("a") as out:
        out.write("asked\n")
    answers = get(input, K_ANSWERS)
    answer = answers[min(log.read_text().count("asked"), len(answers)) - 1]
    if isinstance(answer, int):
        # 5:9
        raise StepError(
            f"the job service answered {answer}",
            kind="http",
            status=answer,
            data=Map({K_STATUS: answer}),
        )
    return Map({K_STATE: answer})


DEFINITION = Definition(
    slug="polls",
    name="Polls",
    source="flows/polls.clj",
    functions={"job-status": job_status},
    invocations={"default": Invocation()},
)


@flow(name="polls")
@durable(DEFINITION)
def polls(run: Run) -> Any:
    # 12:16
    input = run.input()

    # 14:9
    def body() -> Any:
        # 15:11
        return run.step("function", "fetch-status", code=job_status, input=input)

    config = {key.name.replace("-", "_"): value for key, value in get(input, K_CONFIG).items()}
    # 14:9
    return run.poll(body, return_on=lambda r: get(r, K_STATE) == "completed", **config)
