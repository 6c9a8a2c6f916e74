"""Forms in the shape in which the oracle answers: nested lists that JSON can hold."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from breytac.syntax import forms as f


def normal(form: f.Form) -> list[Any]:
    """A form as tagged lists; the entries of maps and sets in an order of their own."""
    if form.meta is not None:
        return ["meta", _plain(form.meta), _plain(form)]
    return _plain(form)


def _plain(form: f.Form) -> list[Any]:
    match form:
        case f.Nil():
            return ["nil"]
        case f.Bool(value=value):
            return ["bool", str(value).lower()]
        case f.Integer(value=value, big=big):
            return ["bigint" if big else "int", str(value)]
        case f.Float(value=value):
            return ["float", repr(value)]
        case f.Ratio(value=value):
            return ["ratio", str(value)]
        case f.Decimal(value=value):
            return ["decimal", str(value.normalize())]
        case f.Char(value=value) | f.String(value=value):
            return [type(form).__name__.lower(), value]
        case f.Regex(pattern=pattern):
            return ["regex", pattern]
        case f.Keyword(ns=ns, name=name):
            return ["keyword", ns, name]
        case f.Symbol(ns=ns, name=name):
            return ["symbol", ns, name]
        case f.Tagged(tag=tag, form=inner):
            return ["tagged", normal(tag), normal(inner)]
        case f.Map(pairs=pairs):
            return settle(["map", *([normal(key), normal(value)] for key, value in pairs)])
        case f.Set(items=items):
            return settle(["set", *map(normal, items)])
        case f.List(items=items) | f.Vector(items=items):
            return [type(form).__name__.lower(), *map(normal, items)]
    raise TypeError(type(form))


def settle(answer: list[Any]) -> list[Any]:
    """An answer of the oracle with numbers as Python writes them, and in that order."""
    kind, *rest = answer
    match kind:
        case "float":
            return [kind, repr(float(rest[0].replace("Infinity", "inf")))]
        case "decimal":
            return [kind, str(Decimal(rest[0]).normalize())]
        case "map":
            return [kind, *sorted(([settle(k), settle(v)] for k, v in rest), key=json.dumps)]
        case "set":
            return [kind, *sorted(map(settle, rest), key=json.dumps)]
        case "list" | "vector" | "meta" | "tagged":
            return [kind, *map(settle, rest)]
    return answer


def digest(forms: list[list[Any]]) -> str:
    """A short name of a whole file's forms."""
    text = json.dumps([settle(form) for form in forms])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
