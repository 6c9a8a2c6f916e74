"""The runtime of flows compiled by breytac.

What generated modules import from here is loaded on first use, so that `breyta_runtime.values`
or `breyta_runtime.core` alone cost nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from breyta_runtime.definition import *  # noqa: F403
    from breyta_runtime.engine.durable import durable as durable
    from breyta_runtime.engine.run import Run as Run

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "durable":
        from breyta_runtime.engine.durable import durable

        found: Any = durable
    elif name == "Run":
        from breyta_runtime.engine.run import Run

        found = Run
    else:
        # `from breyta_runtime import limits` asks here first, and must not import anything.
        if not name[:1].isupper():
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from breyta_runtime import definition

        found = getattr(definition, name)
    globals()[name] = found
    return found
