"""The text both sides are compared by: as the oracle's `canon` prints, maps and sets sorted."""

from __future__ import annotations

from typing import Any

from breyta_runtime.values import SortedMap, SortedSet, class_name, pr_str
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.refs import Atom, Delay, Reduced, Volatile


def canon(value: Any) -> str:
    if isinstance(value, (dict, MapLike)):
        texts = [f"{canon(key)} {canon(item)}" for key, item in value.items()]
        return "{" + ", ".join(texts if isinstance(value, SortedMap) else sorted(texts)) + "}"
    if isinstance(value, SetLike):
        texts = [canon(item) for item in value]
        return "#{" + " ".join(texts if isinstance(value, SortedSet) else sorted(texts)) + "}"
    if isinstance(value, tuple):
        return "[" + " ".join(map(canon, value)) + "]"
    if isinstance(value, Sequential):
        return "(" + " ".join(map(canon, value)) + ")"
    if isinstance(value, (Atom, Volatile, Reduced)):
        return f"#ref[{type(value).__name__} {canon(value.value)}]"
    if isinstance(value, Delay):
        return f"#ref[Delay {canon(value.force())}]"
    if isinstance(value, BaseException):
        return f"#error[{class_name(value)} {canon(getattr(value, 'message', None))}]"
    return (
        "#fn"
        if callable(value) and class_name(value) == "clojure.lang.AFunction"
        else pr_str(value)
    )
