"""clojure.walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.core.access import contains, get
from breyta_runtime.core.building import empty
from breyta_runtime.core.functions import as_fn
from breyta_runtime.core.metadata import like_vector
from breyta_runtime.core.transducers import into
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map, freeze_raw, map_of
from breyta_runtime.values.names import Keyword, kw
from breyta_runtime.values.seqs import ArraySeq, List, PersistentList, iter_of
from breyta_runtime.values.vectors import MapEntry

Fn = Callable[[Any], Any]


def walk(inner: Any, outer: Any, form: Any) -> Any:
    return _walk(as_fn(inner), as_fn(outer), form)


def _walk(inner: Fn, outer: Fn, form: Any) -> Any:
    if isinstance(form, tuple):
        items = tuple([inner(item) for item in form])
        return outer(MapEntry(items) if type(form) is MapEntry else like_vector(form, items))
    if isinstance(form, Sequential):
        items = tuple([inner(item) for item in form])
        meta = getattr(form, "meta", None)
        made = List(items, meta) if type(form) is PersistentList else ArraySeq(items, 0, meta)
        return outer(made if items else List((), meta))
    if isinstance(form, (dict, MapLike, SetLike)):
        return outer(into(empty(form), [inner(item) for item in iter_of(form)]))
    return outer(form)


def postwalk(f: Any, form: Any) -> Any:
    """Children first."""
    call = as_fn(f)

    def visit(node: Any) -> Any:
        return _walk(visit, call, node)

    return visit(form)


def prewalk(f: Any, form: Any) -> Any:
    """The node first, then the children of what it became."""
    call = as_fn(f)

    def visit(node: Any) -> Any:
        return _walk(visit, lambda made: made, call(node))

    return visit(form)


def _replacer(smap: Any) -> Fn:
    return lambda node: get(smap, node) if contains(smap, node) else node


def postwalk_replace(smap: Any, form: Any) -> Any:
    return postwalk(_replacer(smap), form)


def prewalk_replace(smap: Any, form: Any) -> Any:
    return prewalk(_replacer(smap), form)


def _with_keys(change: Fn) -> Fn:
    def visit(node: Any) -> Any:
        if not isinstance(node, (dict, MapLike)):
            return node
        pairs = [(change(key), value) for key, value in node.items()]  # type: ignore[union-attr]
        if isinstance(node, Map):
            return node.like(_raw(pairs))
        return freeze_raw(_raw(pairs))

    return visit


def _raw(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    made = map_of(*[part for pair in pairs for part in pair])
    return dict(dict.items(made))


def keywordize_keys(form: Any) -> Any:
    return postwalk(_with_keys(lambda key: kw(key) if isinstance(key, str) else key), form)


def stringify_keys(form: Any) -> Any:
    return postwalk(_with_keys(lambda key: key.name if type(key) is Keyword else key), form)
