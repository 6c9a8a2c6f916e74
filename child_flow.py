"""Child: what `parent` calls; wants a number of an order."""

from typing import Any

from breyta_runtime import Definition, Input, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_DOUBLED = kw("doubled")
K_ORDER = kw("order")
K_PRIORITY = kw("priority")


# 3:20
def double(input: Any) -> Any:
    return Map({K_DOUBLED: get(input, K_ORDER) * 2, K_PRIORITY: get(input, K_PRIORITY)})


DEFINITION = Definition(
    slug="child-flow",
    name="Child",
    source="flows/child-flow.clj",
    functions={"double": double},
    invocations={
        "default": Invocation(
            inputs=(Input("order", "number", required=True), Input("priority", default="low"))
        )
    },
)


@flow(name="child-flow")
@durable(DEFINITION)
def child_flow(run: Run) -> Any:
    # 9:5
    return run.step("function", "double", code=double, title="Double it", input=run.input())
