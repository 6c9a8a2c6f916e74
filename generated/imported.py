"""Imported Flow.

Compiled by breytac from flows/imported.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: f634dd3bc15563f80dc8528be6f8981307876119c9b3de4390d28a882835f532
format: 1
"""

from typing import Any

from breyta_runtime import (
    Concurrency,
    Definition,
    Interfaces,
    Invocation,
    ManualInterface,
    Run,
    Slot,
    Template,
    durable,
)
from breyta_runtime.values import Map, kw
from prefect import flow

K_API = kw("api")
K_API_KEY = kw("api-key")
K_GET = kw("get")
K_GET_USERS_REQUEST = kw("get-users-request")
K_INPUT = kw("input")
K_METHOD = kw("method")
K_PATH = kw("path")
K_REQUEST = kw("request")
K_TYPE = kw("type")
K_USERS = kw("users")


# 12:65
def transform_users_fn(input: Any) -> Any:
    return input


DEFINITION = Definition(
    slug="imported",
    name="Imported Flow",
    source="flows/imported.clj",
    concurrency=Concurrency("singleton", "supersede"),
    requires=(
        Slot(
            "api",
            "http-api",
            label="Imported API",
            base_url="https://api.example.com",
            auth=Map({K_TYPE: K_API_KEY}),
        ),
    ),
    invocations={"default": Invocation()},
    interfaces=Interfaces(manual=(ManualInterface("run", invocation="default", label="Run"),)),
    templates=(
        Template(
            "get-users-request", "http-request", request=Map({K_PATH: "/users", K_METHOD: K_GET})
        ),
    ),
    functions={"transform-users-fn": transform_users_fn},
)


@flow(name="imported")
@durable(DEFINITION)
def imported(run: Run) -> Any:
    # 16:15
    input = run.input()
    # 19:9
    if run.branch(
        "Request source", input.get(K_REQUEST), yes="Use input override", no="Use imported template"
    ):
        request = input.get(K_REQUEST)
    else:
        request = Map()
    # 20:15
    users = run.step(
        "http", "get-users", connection=K_API, template=K_GET_USERS_REQUEST, data=request
    )
    # 26:16
    return run.step(
        "function",
        "transform-users",
        code=transform_users_fn,
        input=Map({K_USERS: users, K_INPUT: input}),
    )
