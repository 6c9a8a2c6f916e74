"""Maps that know where they are: `:flow/ctx` and `:step/ctx` in the input of flows and functions.

The two keys answer lookups but are no entries: they are not counted, printed, compared, walked
over or kept, so a function that returns its input returns what it was given.
"""

from __future__ import annotations

from typing import Any

from breyta_runtime.values import kw
from breyta_runtime.values.maps import BoxMap, Map

FLOW_CTX, STEP_CTX = kw("flow/ctx"), kw("step/ctx")


class ContextMap(BoxMap):
    """A map with entries that only a lookup by their key finds; assoc and dissoc keep them."""

    __slots__ = ("_context",)

    _context: dict[Any, Any]

    def __init__(self, entries: Map, context: dict[Any, Any]) -> None:
        super().__init__(entries, entries.meta)
        self._context = context

    def lookup(self, key: Any, default: Any = None) -> Any:
        found = super().lookup(key, _MISSING)
        return self._context.get(key, default) if found is _MISSING else found

    def has(self, key: Any) -> bool:
        return super().has(key) or key in self._context

    def like(self, raw: dict[Any, Any]) -> Map:
        return ContextMap(super().like(raw), self._context)

    def with_meta(self, meta: Any) -> Map:
        return ContextMap(super().with_meta(meta), self._context)

    def __reduce__(self) -> tuple[Any, ...]:
        return BoxMap, (dict(dict.items(self)), self._meta)


_MISSING = object()


def flow_context(run_id: str, slug: str, invocation: str) -> Map:
    return Map(
        {
            kw("workflow-id"): run_id,
            kw("flow-slug"): slug,
            kw("invocation"): invocation,
        }
    )


def step_context(step_id: str, family: str, attempt: int, occurrence: int) -> Map:
    return Map(
        {
            kw("step-id"): step_id,
            kw("type"): kw(family),
            kw("attempt"): attempt,
            kw("occurrence"): occurrence,
        }
    )
