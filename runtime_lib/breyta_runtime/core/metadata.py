"""Metadata: `meta`, `with-meta`, `vary-meta`."""

from __future__ import annotations

from typing import Any

from breyta_runtime.core.functions import as_fn
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import ClassCast
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Symbol
from breyta_runtime.values.refs import Atom
from breyta_runtime.values.vectors import MapEntry, MetaVector, meta_vector


def meta(value: Any) -> Any:
    if type(value) is tuple or type(value) is Map:
        return None
    if isinstance(value, (MetaVector, Map, MapLike, SetLike, Sequential, Symbol, Atom)):
        return getattr(value, "meta", None)
    return getattr(value, "__clojure_meta__", None)


def with_meta(value: Any, data: Any) -> Any:
    if data is not None and not isinstance(data, (Map, MapLike)):
        raise ClassCast(
            f"class {class_name(data)} cannot be cast to class clojure.lang.IPersistentMap"
        )
    if isinstance(value, tuple) and type(value) is not MapEntry:
        return meta_vector(value, data)
    if isinstance(value, (Map, MapLike, SetLike, Sequential, Symbol)):
        return value.with_meta(data)  # type: ignore[union-attr]
    if callable(value) and not isinstance(value, type) and type(value).__name__ == "function":

        def same(*args: Any) -> Any:
            return value(*args)

        same.__clojure_meta__ = data  # type: ignore[attr-defined]
        return same
    raise ClassCast(f"class {class_name(value)} cannot be cast to class clojure.lang.IObj")


def vary_meta(value: Any, f: Any, *args: Any) -> Any:
    return with_meta(value, as_fn(f)(meta(value), *args))


def like_vector(old: Any, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """`items` with the metadata of the vector they come from."""
    data = getattr(old, "meta", None)
    return items if data is None else meta_vector(items, data)
