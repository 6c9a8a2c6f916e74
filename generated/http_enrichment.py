"""HTTP Enrichment.

Compiled by breytac from flows/http-enrichment.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: 7753d16c67990baf7f4fcbd83023403f052c749fcff7d9f63d0738fc18dea874
format: 1
"""

from typing import Any

from breyta_runtime import (
    Concurrency,
    Definition,
    Input,
    Interfaces,
    Invocation,
    ManualInterface,
    Run,
    Slot,
    durable,
)
from breyta_runtime.core import str_
from breyta_runtime.values import Map, as_map, kw
from prefect import flow

K_LOOKUP_USER_ID = kw("lookup-user-id")
K_NONE = kw("none")
K_PUBLIC_API = kw("public-api")
K_TYPE = kw("type")
K_USER = kw("user")
K_USER_ID = kw("user-id")


# 11:22
def normalize_user(input: Any) -> Any:
    input = as_map(input)
    return Map({K_LOOKUP_USER_ID: input[K_USER_ID], K_USER: input[K_USER]})


DEFINITION = Definition(
    slug="http-enrichment",
    name="HTTP Enrichment",
    source="flows/http-enrichment.clj",
    concurrency=Concurrency("singleton", "supersede"),
    requires=(
        Slot(
            "public-api",
            "http-api",
            label="Public API",
            base_url="https://jsonplaceholder.typicode.com",
            auth=Map({K_TYPE: K_NONE}),
        ),
    ),
    invocations={
        "default": Invocation(inputs=(Input("user-id", type="number", label="User ID", default=1),))
    },
    interfaces=Interfaces(manual=(ManualInterface("run", invocation="default", label="Run"),)),
    functions={"normalize-user": normalize_user},
)


@flow(name="http-enrichment")
@durable(DEFINITION)
def http_enrichment(run: Run) -> Any:
    # 18:15
    input = run.input()
    # 23:9
    if run.branch(
        "Resolve user id",
        input.get(K_USER_ID),
        yes="Use provided user-id",
        no="Fallback to default user",
    ):
        user_id = input.get(K_USER_ID)
    else:
        user_id = 1
    # 24:14
    user = run.step("http", "fetch-user", connection=K_PUBLIC_API, path=str_("/users/", user_id))
    # 26:20
    return run.step(
        "function",
        "normalize-response",
        code=normalize_user,
        input=Map({K_USER_ID: user_id, K_USER: user}),
    )
