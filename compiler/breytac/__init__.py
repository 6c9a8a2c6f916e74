"""breytac: Breyta flows compiled to readable Prefect modules.

compile_function(code: str) -> Callable     one Clojure function as a Python function
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from breytac.functions import compile_function

__all__ = ["compile_function"]


def __getattr__(name: str) -> Any:
    if name == "compile_function":
        from breytac.functions import compile_function

        return compile_function
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
