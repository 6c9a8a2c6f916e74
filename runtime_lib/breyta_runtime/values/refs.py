"""Boxes with a changing content: atoms, volatiles, delays; and `Reduced`, which ends a reduction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.values.errors import IllegalState


class Reduced:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Atom:
    __slots__ = ("meta", "validator", "value")

    def __init__(
        self, value: Any = None, validator: Callable[[Any], Any] | None = None, meta: Any = None
    ) -> None:
        self.validator = validator
        self.meta = meta
        self.value = value
        if validator is not None:
            self.check(value)

    def check(self, value: Any) -> None:
        if self.validator is not None and self.validator(value) in (None, False):
            raise IllegalState("Invalid reference state")

    def set(self, value: Any) -> Any:
        if self.validator is not None:
            self.check(value)
        self.value = value
        return value


class Volatile:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Delay:
    """Runs its thunk when first forced; a thunk that raised raises the same again."""

    __slots__ = ("_error", "_thunk", "_value")

    def __init__(self, thunk: Callable[[], Any]) -> None:
        self._thunk: Callable[[], Any] | None = thunk
        self._value: Any = None
        self._error: Exception | None = None

    @property
    def realized(self) -> bool:
        return self._thunk is None

    def force(self) -> Any:
        if self._thunk is not None:
            thunk, self._thunk = self._thunk, None
            try:
                self._value = thunk()
            except Exception as error:
                self._error = error
        if self._error is not None:
            raise self._error
        return self._value
