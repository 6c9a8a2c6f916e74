"""Two increments, as a Prefect flow."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.values import kw
from prefect import flow

K_INCREMENT = kw("increment")

DEFINITION = Definition(
    slug="counter",
    name="Counter",
    source="flows/counter.clj",
    invocations={"default": Invocation()},
)


@flow(name="counter")
@durable(DEFINITION)
def counter(run: Run) -> Any:
    # 5:16
    run.step("kv", "first", operation=K_INCREMENT, key="n")
    # 6:5
    return run.step("kv", "second", operation=K_INCREMENT, key="n")
