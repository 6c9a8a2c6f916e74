"""Vectors are tuples; map entries and vectors with metadata are tuples that know they are."""

from __future__ import annotations

from typing import Any


class MapEntry(tuple[Any, ...]):
    """An entry of a map: a vector of key and value for which `map-entry?` holds."""

    __slots__ = ()

    @property
    def key(self) -> Any:
        return self[0]

    @property
    def val(self) -> Any:
        return self[1]

    def __reduce__(self) -> tuple[Any, ...]:
        return (MapEntry, (tuple(self),))


class MetaVector(tuple[Any, ...]):
    """A vector that carries metadata."""

    meta: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (meta_vector, (tuple(self), self.meta))


def meta_vector(items: tuple[Any, ...], meta: Any) -> tuple[Any, ...]:
    if meta is None:
        return tuple(items)
    made = MetaVector(items)
    made.meta = meta
    return made
