"""Context: what functions and flows find out about where they run."""

from typing import Any

from breyta_runtime import Definition, Input, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_FLOW_CTX = kw("flow/ctx")
K_STEP_CTX = kw("step/ctx")
K_STEP_ID = kw("step-id")
K_WORKFLOW_ID = kw("workflow-id")


# 3:20
def look_around(input: Any) -> Any:
    return Map(
        {
            kw("input"): input,
            kw("keys"): tuple(input.keys()),
            kw("step-id"): get(get(input, K_STEP_CTX), K_STEP_ID),
            kw("workflow-id"): get(get(input, K_FLOW_CTX), K_WORKFLOW_ID),
        }
    )


# 8:20
def keys_of(input: Any) -> Any:
    return tuple(input.keys())


DEFINITION = Definition(
    slug="context",
    name="Context",
    source="flows/context.clj",
    functions={"look-around": look_around},
    invocations={"default": Invocation(inputs=(Input("name", "text"),))},
)


@flow(name="context")
@durable(DEFINITION)
def context(run: Run) -> Any:
    # 12:16
    input = run.input()
    # 13:9
    seen = run.step("function", "look-around", ref=kw("look-around"), input=input)
    fields = {
        kw("flow-input-workflow-id"): get(get(input, K_FLOW_CTX), K_WORKFLOW_ID),
        kw("no-input"): run.step("function", "no-input", code=keys_of),
        kw("identity"): run.step("code", "identity", input=input),
    }
    # 16:5
    return Map({**dict(seen.items()), **fields})
