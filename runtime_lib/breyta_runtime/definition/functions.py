"""`:functions`: transforms written in Clojure, which compile to Python functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

Functions = Mapping[str, Callable[..., Any]]
"""What a generated module holds in their place: the compiled functions by id."""


@record("function")
class FunctionSpec:
    """A declared function; only the compiler sees these."""

    id: str = key(Shape.NAME, "FN-001 FN-002")
    code: str = key(Shape.CODE, "FN-001")
    language: str = key(Shape.CHOICE, "FN-001", default="clojure", one_of=("clojure",))
    description: str | None = key(Shape.TEXT, "FN-001", default=None)
    extra: Map = EMPTY
