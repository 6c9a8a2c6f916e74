"""Templates: Handlebars in the dialect of handlebars-java, without HTML escaping.

Compiled flows hold the templates they declare as Python functions made of the functions below.
Texts that only exist at run time go through `render` and `render_all`, which do the same; the
parser they need is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from breyta_runtime.templates import helpers
from breyta_runtime.templates.rendering import (
    each,
    item,
    outer,
    present,
    section,
    text,
    this,
    value,
    within,
)

if TYPE_CHECKING:
    from breyta_runtime.templates.runtime import render, render_all

__all__ = [
    "each",
    "helpers",
    "item",
    "outer",
    "present",
    "render",
    "render_all",
    "section",
    "text",
    "this",
    "value",
    "within",
]


def __getattr__(name: str) -> Any:
    if name not in ("render", "render_all"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from breyta_runtime.templates import runtime

    return getattr(runtime, name)
