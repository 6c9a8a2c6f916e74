"""Values: results of every kind, and what the flow sees of them."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, durable
from breyta_runtime.values import Char, Keyword, List, Map, Ratio, Set, kw, pr_str
from prefect import flow

DEFINITION = Definition(
    slug="values",
    name="Values",
    source="flows/values.clj",
    invocations={"default": Invocation()},
)


# 2:20
def make(_input: Any) -> Any:
    return Map(
        {
            kw("vector"): (1, 2.0, Ratio(1, 3), None, True),
            kw("list"): List((kw("a"), "b")),
            kw("set"): Set((1, 2)),
            kw("char"): Char("x"),
            kw("ns/key"): Map({"string": Keyword("name")}),
        }
    )


@flow(name="values")
@durable(DEFINITION)
def values(run: Run) -> Any:
    # 4:9
    return pr_str(run.step("function", "make", code=make))
