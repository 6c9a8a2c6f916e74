"""The helpers every flow can call without a namespace: present?, blank?, json-parse …"""

from __future__ import annotations

from typing import Any

from breyta_runtime.core import json, strings
from breyta_runtime.values.errors import ClojureError
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.seqs import to_seq

_COLLECTIONS = (tuple, dict, list, bytes, Sequential, MapLike, SetLike)


def is_blank(value: Any) -> bool:
    """nil, a string of nothing but white space, an empty collection."""
    if value is None:
        return True
    if isinstance(value, str):
        return strings.is_blank(value)
    return isinstance(value, _COLLECTIONS) and to_seq(value) is None


def is_present(value: Any) -> bool:
    return not is_blank(value)


def json_parse(s: Any) -> Any:
    """The data in a JSON text; nil when it is none."""
    try:
        return json.parse(s)
    except ClojureError:
        return None


def json_parse_x(s: Any) -> Any:
    """`json-parse!`: throws on what is no JSON."""
    return json.parse(s)


def json_emit(value: Any) -> str:
    return json.write_str(value)
