"""One :kv step after the other, as the input says; a crash on demand between two of them.

No `@flow`: the tests start many processes, and Prefect takes longer to import than they take.
"""

import os
import signal
from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.core import get
from breyta_runtime.values import kw

K_CRASH_AFTER = kw("crash-after")
K_STEPS = kw("steps")

DEFINITION = Definition(
    slug="records",
    name="Records",
    source="flows/records.clj",
    invocations={"default": Invocation()},
)


@durable(DEFINITION)
def records(run: Run) -> Any:
    # 5:16
    input = run.input()
    results: Any = ()
    # 6:9
    for step in run.each("Each step", get(input, K_STEPS)):
        # 7:12
        results = (*results, run.step("kv", "record", step))
        if get(input, K_CRASH_AFTER) == len(results):
            os.kill(os.getpid(), signal.SIGKILL)
    # 9:5
    return results
