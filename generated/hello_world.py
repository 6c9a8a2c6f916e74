"""Hello World.

Compiled by breytac from flows/hello-world.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: 61d34b5f8ad74a66cbbe7d8277e81063af3c2980712175cef47fb88ae172c4bc
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
    durable,
)
from breyta_runtime.core import assoc, get, str_
from breyta_runtime.values import Map, kw
from prefect import flow

K_BREYTA_VIEWER_KIND = kw("breyta.viewer/kind")
K_BREYTA_VIEWER_OPTIONS = kw("breyta.viewer/options")
K_BREYTA_VIEWER_VALUE = kw("breyta.viewer/value")
K_INPUT = kw("input")
K_MARKDOWN = kw("markdown")
K_MESSAGE = kw("message")
K_NAME = kw("name")
K_TITLE = kw("title")


# 6:22
def build_greeting(input: Any) -> Any:
    return Map({K_MESSAGE: str_("Hello, ", get(input, K_NAME), "!"), K_INPUT: input})


DEFINITION = Definition(
    slug="hello-world",
    name="Hello World",
    source="flows/hello-world.clj",
    concurrency=Concurrency("singleton", "supersede"),
    invocations={"default": Invocation(inputs=(Input("name", label="Name", default="World"),))},
    interfaces=Interfaces(manual=(ManualInterface("run", invocation="default", label="Run"),)),
    functions={"build-greeting": build_greeting},
)


@flow(name="hello-world")
@durable(DEFINITION)
def hello_world(run: Run) -> Any:
    # 13:15
    input = run.input()
    # 16:9
    if run.branch(
        "Greeting target", input.get(K_NAME), yes="Use provided name", no="Fallback to World"
    ):
        greeting_input = input
    else:
        # 16:33
        greeting_input = assoc(input, K_NAME, "World")
    # 17:16
    output = run.step("function", "build-output", code=build_greeting, input=greeting_input)
    # 19:5
    return Map(
        {
            K_BREYTA_VIEWER_KIND: K_MARKDOWN,
            K_BREYTA_VIEWER_OPTIONS: Map({K_TITLE: "Greeting"}),
            K_BREYTA_VIEWER_VALUE: str_("# Greeting\n\n", get(output, K_MESSAGE)),
        }
    )
