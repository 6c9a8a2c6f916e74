"""Retry And Compensation.

Compiled by breytac from flows/retry-compensation.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: c0690cf1f10723d450a7fa42a49ee83a3b12c9f4e5e7e6304a099a95a0ce7562
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
from breyta_runtime.core import get
from breyta_runtime.values import Map, as_map, kw, truthy
from prefect import flow

K_AMOUNT_CENTS = kw("amount-cents")
K_BACKOFF_MS = kw("backoff-ms")
K_BEARER = kw("bearer")
K_BILLING = kw("billing")
K_CHARGE = kw("charge")
K_CHARGE_ID = kw("charge-id")
K_CUSTOMER_ID = kw("customer-id")
K_ID = kw("id")
K_MAX_ATTEMPTS = kw("max-attempts")
K_POST = kw("post")
K_REASON = kw("reason")
K_RECEIPT = kw("receipt")
K_SKIPPED = kw("skipped")
K_SKIP_RECEIPT = kw("skip-receipt")
K_STATUS = kw("status")
K_TYPE = kw("type")


# 11:22
def build_summary(input: Any) -> Any:
    input = as_map(input)
    return Map({K_CHARGE: input[K_CHARGE], K_RECEIPT: input[K_RECEIPT]})


DEFINITION = Definition(
    slug="retry-compensation",
    name="Retry And Compensation",
    source="flows/retry-compensation.clj",
    concurrency=Concurrency("singleton", "supersede"),
    requires=(
        Slot(
            "billing",
            "http-api",
            label="Billing API",
            base_url="https://api.example.com",
            auth=Map({K_TYPE: K_BEARER}),
        ),
    ),
    invocations={
        "default": Invocation(
            inputs=(
                Input("customer-id", label="Customer ID", required=True),
                Input("amount-cents", type="number", label="Amount cents", required=True),
                Input("skip-receipt", type="boolean", label="Skip receipt"),
            )
        )
    },
    interfaces=Interfaces(manual=(ManualInterface("run", invocation="default", label="Run"),)),
    functions={"build-summary": build_summary},
)


@flow(name="retry-compensation")
@durable(DEFINITION)
def retry_compensation(run: Run) -> Any:
    # 25:15
    input = run.input()
    # 26:16
    charge = run.step(
        "http",
        "create-charge",
        connection=K_BILLING,
        method=K_POST,
        path="/charges",
        body=Map(
            {K_CUSTOMER_ID: input.get(K_CUSTOMER_ID), K_AMOUNT_CENTS: input.get(K_AMOUNT_CENTS)}
        ),
        retry=Map({K_MAX_ATTEMPTS: 3, K_BACKOFF_MS: 1000}),
    )
    # 35:9
    if run.branch(
        "Receipt dispatch",
        not truthy(input.get(K_SKIP_RECEIPT)),
        yes="Send receipt",
        no="Skip receipt",
    ):
        # 36:11
        receipt = run.step(
            "http",
            "send-receipt",
            connection=K_BILLING,
            method=K_POST,
            path="/receipts",
            body=Map({K_CHARGE_ID: get(charge, K_ID)}),
        )
    else:
        receipt = Map({K_STATUS: K_SKIPPED, K_REASON: K_SKIP_RECEIPT})
    # 42:17
    return run.step(
        "function",
        "summarize-result",
        code=build_summary,
        input=Map({K_CHARGE: charge, K_RECEIPT: receipt}),
    )
