"""Boxes with a changing content: atoms, volatiles, delays; and `Reduced`, which ends a reduction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.values.equality import box
from breyta_runtime.values.errors import IllegalAccess, IllegalState
from breyta_runtime.values.truth import truthy


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
        if self.validator is not None and not truthy(self.validator(value)):
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


class Transient:
    """`(transient coll)`: a collection open to change until `persistent!` closes it.

    `data` is a list for a vector, a dict of boxed keys for a map, a dict of boxed elements for a set.
    """

    __slots__ = ("data", "kind", "open")

    def __init__(self, kind: str, data: Any) -> None:
        self.kind = kind
        self.data = data
        self.open = True

    def check(self) -> None:
        if not self.open:
            raise IllegalAccess("Transient used after persistent! call")

    def lookup(self, key: Any, default: Any = None) -> Any:
        self.check()
        if self.kind == "vector":
            inside = type(key) is int and 0 <= key < len(self.data)
            return self.data[key] if inside else default
        return self.data.get(box(key), default)

    def __call__(self, key: Any, default: Any = None, /) -> Any:
        return self.lookup(key, default)

    def __len__(self) -> int:
        return len(self.data)
