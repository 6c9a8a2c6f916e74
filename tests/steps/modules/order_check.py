"""Order check: reads an order, and answers from what the step's result holds."""

from typing import Any

from breyta_runtime import Definition, Input, Invocation, Run, Slot, durable
from breyta_runtime.core import get, get_in, str_
from breyta_runtime.values import Map, kw
from prefect import flow

DEFINITION = Definition(
    slug="order-check",
    name="Order check",
    source="flows/order-check.clj",
    requires=(Slot("orders-api", "http-api", base_url="https://orders.example"),),
    invocations={"default": Invocation(inputs=(Input("order-id", "number", required=True),))},
)


@flow(name="order-check")
@durable(DEFINITION)
def order_check(run: Run) -> Any:
    # 4:9
    input = run.input()
    # 5:9
    order = run.step(
        "http",
        "fetch-order",
        connection=kw("orders-api"),
        path=str_("/orders/", get(input, kw("order-id"))),
        retry=Map({kw("max-attempts"): 3, kw("backoff-ms"): 1}),
    )
    # 9:9
    charge = run.step(
        "http",
        "charge",
        connection=kw("orders-api"),
        method=kw("post"),
        path="/charges",
        json=Map({kw("order"): get(order, kw("id"))}),
        retry=Map({kw("max-attempts"): 2, kw("backoff-ms"): 1}),
    )
    return Map(
        {
            kw("order"): get(order, kw("id")),
            kw("total"): get_in(order, (kw("body"), kw("total"))),
            kw("http"): get(order, kw("status")),
            kw("charge"): get(charge, kw("id")),
        }
    )
