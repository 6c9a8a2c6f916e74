"""Critical Flow.

Compiled by breytac from flows/critical-flow.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: f76aea46a51a9f1ae1f1b7577e58c09005162bfa556ff28a8796e2a08becb42f
format: 1
"""

from typing import Any

from breyta_runtime import Concurrency, Definition, Run, durable
from prefect import flow

DEFINITION = Definition(
    slug="critical-flow",
    name="Critical Flow",
    source="flows/critical-flow.clj",
    concurrency=Concurrency("singleton", "supersede"),
    deploy_key_required=True,
)


@flow(name="critical-flow")
@durable(DEFINITION)
def critical_flow(run: Run) -> Any:
    # 5:21
    return run.input()
