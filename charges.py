"""Charges: one step per order, whose effect is a line in a file, and a crash on demand.

Compiled functions cannot write files; these do, so that tests can count what was done.
"""

import os
import signal
from pathlib import Path
from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import Map, kw
from prefect import flow

K_AT = kw("at")
K_CHARGED = kw("charged")
K_CRASH_AFTER = kw("crash-after")
K_CRASH_IN = kw("crash-in")
K_LOG = kw("log")
K_ORDER = kw("order")
K_ORDERS = kw("orders")


# 3:20
def charge(input: Any) -> Any:
    with Path(get(input, K_LOG)).open("a") as log:
        log.write(f"charge {get(input, K_ORDER)}\n")
    if get(input, K_CRASH_IN) == get(input, K_ORDER):
        os.kill(os.getpid(), signal.SIGKILL)
    return Map({K_ORDER: get(input, K_ORDER)})


DEFINITION = Definition(
    slug="charges",
    name="Charges",
    source="flows/charges.clj",
    functions={"charge": charge},
    invocations={"default": Invocation()},
)


@flow(name="charges")
@durable(DEFINITION)
def charges(run: Run) -> Any:
    # 12:16
    input = run.input()
    # 13:13
    at = run.step("time", "now")
    charged: Any = ()
    # 14:9
    for order in run.each("Charge each order", get(input, K_ORDERS)):
        # 15:12
        one = run.step(
            "function",
            "charge-order",
            code=charge,
            title=f"Charge {order}",
            input=Map(
                {
                    K_LOG: get(input, K_LOG),
                    K_ORDER: order,
                    K_CRASH_IN: get(input, K_CRASH_IN),
                }
            ),
        )
        charged = (*charged, get(one, K_ORDER))
        if get(input, K_CRASH_AFTER) == order:
            os.kill(os.getpid(), signal.SIGKILL)
    # 20:5
    return Map({K_AT: at, K_CHARGED: charged})
