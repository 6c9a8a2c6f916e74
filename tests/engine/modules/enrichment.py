"""Enrichment: HTTP steps, whose results answer for their bodies."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, Slot, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_API = kw("api")
K_BACKOFF_MS = kw("backoff-ms")
K_ID = kw("id")
K_MAX_ATTEMPTS = kw("max-attempts")
K_NAME = kw("name")
K_POST = kw("post")

DEFINITION = Definition(
    slug="enrichment",
    name="Enrichment",
    source="flows/enrichment.clj",
    requires=(Slot("api", "http-api"),),
    invocations={"default": Invocation()},
)


@flow(name="enrichment")
@durable(DEFINITION)
def enrichment(run: Run) -> Any:
    # 4:9
    user = run.step("http", "fetch-user", connection=K_API, path="/users/7")
    # 8:9
    order = run.step(
        "http",
        "create-order",
        connection=K_API,
        method=K_POST,
        path="/orders",
        retry=Map({K_MAX_ATTEMPTS: 3, K_BACKOFF_MS: 10}),
    )
    # 9:5
    return Map({K_NAME: get(user, K_NAME), K_ID: get(order, K_ID)})
