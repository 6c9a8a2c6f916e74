"""Hello World.

Compiled by breytac from flows/hello-world.clj; change that file, not this one.
A comment such as `# 17:9` gives the line and column of the statement below it in that file.
"""

from typing import Any

from breyta_runtime import Concurrency, Definition, Input, Invocation, Run, durable
from breyta_runtime.core import assoc, get, str_
from breyta_runtime.values import Map, kw
from prefect import flow

K_BREYTA_VIEWER_KIND = kw("breyta.viewer/kind")
K_BREYTA_VIEWER_VALUE = kw("breyta.viewer/value")
K_INPUT = kw("input")
K_MARKDOWN = kw("markdown")
K_MESSAGE = kw("message")
K_NAME = kw("name")


# 6:22
def build_greeting(input: Any) -> Any:
    return Map({K_MESSAGE: str_("Hello, ", get(input, K_NAME), "!"), K_INPUT: input})


DEFINITION = Definition(
    slug="hello-world",
    name="Hello World",
    source="flows/hello-world.clj",
    concurrency=Concurrency("singleton", on_new_version="supersede"),
    functions={"build-greeting": build_greeting},
    invocations={
        "default": Invocation(inputs=(Input("name", "text", label="Name", default="World"),))
    },
)


@flow(name="hello-world")
@durable(DEFINITION)
def hello_world(run: Run) -> Any:
    # 14:16
    input = run.input()
    # 17:9
    if run.branch(
        "Greeting target", get(input, K_NAME), yes="Use provided name", no="Fallback to World"
    ):
        greeting_input = input
    else:
        greeting_input = assoc(input, K_NAME, "World")
    # 18:16
    output = run.step("function", "build-output", code=build_greeting, input=greeting_input)
    # 20:5
    return Map(
        {
            K_BREYTA_VIEWER_KIND: K_MARKDOWN,
            K_BREYTA_VIEWER_VALUE: str_("# Greeting\n\n", get(output, K_MESSAGE)),
        }
    )
