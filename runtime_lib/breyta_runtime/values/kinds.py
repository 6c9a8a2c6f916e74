"""Marker bases, so that equality and printing can tell collections apart without importing them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Sequential:
    """A list or seq: equal to vectors and other seqs with equal elements."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"{type(self).__name__} is not iterable")


class MapLike:
    """A map that is no `dict` (sorted maps): has items(), keys(), values(), lookup(key, default)."""

    __slots__ = ()


class SetLike:
    """A set: has the boxed elements in `raw`."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"{type(self).__name__} is not iterable")
