"""The data model: Clojure's values in Python.

nil None · booleans · long int, bigint `BigInt` · double float · ratio `Ratio` · decimal
`decimal.Decimal` · string str · char `Char` · keyword `Keyword` · symbol `Symbol` · vector tuple ·
map `Map` · set `Set` · list `PersistentList` · lazy seq `LazySeq` · functions are callables.

Patterns, java.time, the JSON data model and the codec are imported when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from breyta_runtime.values.classes import JavaClass, class_name, class_of, is_instance
from breyta_runtime.values.equality import OddKey, box, equal, unbox
from breyta_runtime.values.errors import (
    CATCHES,
    Arithmetic,
    Arity,
    AssertionFailed,
    ClassCast,
    ClojureError,
    DateTime,
    DateTimeParse,
    ExInfo,
    IllegalArgument,
    IllegalState,
    IndexOutOfBounds,
    JavaRuntimeError,
    LimitExceeded,
    NoSuchElement,
    NullPointer,
    NumberFormat,
    PatternSyntax,
    StringIndexOutOfBounds,
    UnsupportedOperation,
    catch_types,
    throw,
)
from breyta_runtime.values.maps import (
    EMPTY_MAP,
    BoxMap,
    Map,
    as_map,
    freeze,
    freeze_built,
    freeze_raw,
    map_literal,
    map_of,
)
from breyta_runtime.values.names import Char, Keyword, Symbol, kw, sym
from breyta_runtime.values.numbers import BigInt, Ratio, ratio
from breyta_runtime.values.ordering import compare
from breyta_runtime.values.printing import pr_str, print_str, str_, str_of
from breyta_runtime.values.refs import Atom, Delay, Reduced, Volatile
from breyta_runtime.values.seqs import (
    EMPTY,
    ArraySeq,
    Cons,
    IterSeq,
    LazySeq,
    List,
    PersistentList,
    Seq,
    each_map,
    items_of,
    iter_of,
    to_seq,
)
from breyta_runtime.values.sets import EMPTY_SET, Set, set_literal
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.truth import truthy
from breyta_runtime.values.vectors import MapEntry, MetaVector, meta_vector

if TYPE_CHECKING:
    from breyta_runtime.values.codec import decode, encode
    from breyta_runtime.values.hashing import hash_of
    from breyta_runtime.values.java_time.amounts import Duration
    from breyta_runtime.values.java_time.zoned import Instant
    from breyta_runtime.values.json import from_json, to_json
    from breyta_runtime.values.pattern import Pattern, regex

eq = equal

_LATER = {
    "Pattern": "pattern",
    "regex": "pattern",
    "encode": "codec",
    "decode": "codec",
    "to_json": "json",
    "from_json": "json",
    "hash_of": "hashing",
    "Instant": "java_time.zoned",
    "Duration": "java_time.amounts",
}


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found


__all__ = [
    "CATCHES",
    "EMPTY",
    "EMPTY_MAP",
    "EMPTY_SET",
    "Arithmetic",
    "Arity",
    "ArraySeq",
    "AssertionFailed",
    "Atom",
    "BigInt",
    "BoxMap",
    "Char",
    "ClassCast",
    "ClojureError",
    "Cons",
    "DateTime",
    "DateTimeParse",
    "Delay",
    "Duration",
    "ExInfo",
    "IllegalArgument",
    "IllegalState",
    "IndexOutOfBounds",
    "Instant",
    "IterSeq",
    "JavaClass",
    "JavaRuntimeError",
    "Keyword",
    "LazySeq",
    "LimitExceeded",
    "List",
    "Map",
    "MapEntry",
    "MetaVector",
    "NoSuchElement",
    "NullPointer",
    "NumberFormat",
    "OddKey",
    "Pattern",
    "PatternSyntax",
    "PersistentList",
    "Ratio",
    "Reduced",
    "Seq",
    "Set",
    "SortedMap",
    "SortedSet",
    "StringIndexOutOfBounds",
    "Symbol",
    "UnsupportedOperation",
    "Volatile",
    "as_map",
    "box",
    "catch_types",
    "class_name",
    "class_of",
    "compare",
    "decode",
    "each_map",
    "encode",
    "eq",
    "equal",
    "freeze",
    "freeze_built",
    "freeze_raw",
    "from_json",
    "hash_of",
    "is_instance",
    "items_of",
    "iter_of",
    "kw",
    "map_literal",
    "map_of",
    "meta_vector",
    "pr_str",
    "print_str",
    "ratio",
    "regex",
    "set_literal",
    "str_",
    "str_of",
    "sym",
    "throw",
    "to_json",
    "to_seq",
    "truthy",
    "unbox",
]
