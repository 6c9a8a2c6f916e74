"""Bad call: leaves out what the child requires."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from prefect import flow

DEFINITION = Definition(
    slug="bad-call",
    name="Bad call",
    source="flows/bad-call.clj",
    invocations={"default": Invocation()},
)


@flow(name="bad-call")
@durable(DEFINITION)
def bad_call(run: Run) -> Any:
    # 3:5
    return run.call_flow("child-flow")
