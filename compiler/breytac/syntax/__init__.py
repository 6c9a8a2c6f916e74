"""Flow source as forms: reading, printing, includes.  Pure: text comes in, forms go out.

The names below are loaded when they are first used: who only needs `forms` or `source` should not
wait for the grammar.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from breytac.syntax.includes import expand_includes as expand_includes
    from breytac.syntax.print import print_form as print_form, show_forms as show_forms
    from breytac.syntax.reader import (
        ReadResult as ReadResult,
        read_all as read_all,
        read_code_string as read_code_string,
        read_one as read_one,
    )

_HOMES = {
    "expand_includes": "includes",
    "print_form": "print",
    "show_forms": "print",
    "ReadResult": "reader",
    "read_all": "reader",
    "read_code_string": "reader",
    "read_one": "reader",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
