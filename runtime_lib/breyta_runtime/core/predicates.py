"""Predicates on values and collections; equality as functions of any number of arguments."""

from __future__ import annotations

from typing import Any

from breyta_runtime.core.functions import as_fn
from breyta_runtime.values.classes import (
    JavaClass,
    class_name,
    class_of,
    is_instance as instance_of,
)
from breyta_runtime.values.equality import box, equal
from breyta_runtime.values.errors import ClassCast
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.refs import Delay, Reduced, Volatile
from breyta_runtime.values.seqs import ArraySeq, LazySeq, PersistentList, Seq, iter_of
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.vectors import MapEntry

_NONE: Any = object()


# -- equality -------------------------------------------------------------------------------------


def eq(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    if not more:
        kind = type(a)
        if (kind is str or kind is int) and type(b) is kind:
            return a == b  # type: ignore[no-any-return]
        return True if b is _NONE or a is b else equal(a, b)
    if not equal(a, b):
        return False
    return all(equal(b, other) for other in more)


def not_eq(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    return not eq(a, b, *more)


_BY_VALUE = frozenset({bool, str, Keyword, Char, type(None)})


def identical(a: Any, b: Any) -> bool:
    """Small values have no identity of their own here: equal ones are the same."""
    if a is b:
        return True
    kind = type(a)
    if kind is not type(b):
        return False
    if kind in _BY_VALUE:
        return bool(a == b)
    if kind is int:
        return bool(a == b and -128 <= a <= 127)
    return isinstance(a, (tuple, dict)) and not a and not b


def is_distinct(first: Any, *more: Any) -> bool:
    return len({box(value) for value in (first, *more)}) == len(more) + 1


def hash_(value: Any) -> int:
    from breyta_runtime.values.hashing import hash_of

    return hash_of(value)


# -- truth ----------------------------------------------------------------------------------------


def boolean(value: Any) -> bool:
    return value is not None and value is not False


def not_(value: Any) -> bool:
    return value is None or value is False


def is_nil(value: Any) -> bool:
    return value is None


def is_some(value: Any) -> bool:
    return value is not None


def is_any(_value: Any) -> bool:
    return True


def is_true(value: Any) -> bool:
    return value is True


def is_false(value: Any) -> bool:
    return value is False


def is_boolean(value: Any) -> bool:
    return value is True or value is False


# -- collections by element -----------------------------------------------------------------------


def every(pred: Any, coll: Any) -> bool:
    call = as_fn(pred)
    for item in iter_of(coll):
        found = call(item)
        if found is None or found is False:
            return False
    return True


def some(pred: Any, coll: Any) -> Any:
    call = as_fn(pred)
    for item in iter_of(coll):
        found = call(item)
        if found is not None and found is not False:
            return found
    return None


def not_any(pred: Any, coll: Any) -> bool:
    return some(pred, coll) is None


def not_every(pred: Any, coll: Any) -> bool:
    return not every(pred, coll)


# -- kinds of values ------------------------------------------------------------------------------


def is_string(value: Any) -> bool:
    return isinstance(value, str)


def is_char(value: Any) -> bool:
    return type(value) is Char


def is_keyword(value: Any) -> bool:
    return type(value) is Keyword


def is_symbol(value: Any) -> bool:
    return type(value) is Symbol


def is_ident(value: Any) -> bool:
    return type(value) is Keyword or type(value) is Symbol


def is_simple_ident(value: Any) -> bool:
    return is_ident(value) and value.ns is None


def is_qualified_ident(value: Any) -> bool:
    return is_ident(value) and value.ns is not None


def is_simple_keyword(value: Any) -> bool:
    return type(value) is Keyword and value.ns is None


def is_qualified_keyword(value: Any) -> bool:
    return type(value) is Keyword and value.ns is not None


def is_simple_symbol(value: Any) -> bool:
    return type(value) is Symbol and value.ns is None


def is_qualified_symbol(value: Any) -> bool:
    return type(value) is Symbol and value.ns is not None


def is_map(value: Any) -> bool:
    return isinstance(value, (dict, MapLike))


def is_vector(value: Any) -> bool:
    return isinstance(value, (tuple, list))


def is_set(value: Any) -> bool:
    return isinstance(value, SetLike)


def is_list(value: Any) -> bool:
    return type(value) is PersistentList


def is_seq(value: Any) -> bool:
    return isinstance(value, Seq)


def is_sequential(value: Any) -> bool:
    return isinstance(value, (tuple, list, Sequential))


def is_coll(value: Any) -> bool:
    return isinstance(value, (tuple, list, dict, MapLike, SetLike, Sequential))


def is_associative(value: Any) -> bool:
    return isinstance(value, (tuple, list, dict, MapLike))


def is_indexed(value: Any) -> bool:
    return isinstance(value, (tuple, list))


def is_reversible(value: Any) -> bool:
    return isinstance(value, (tuple, list, SortedMap, SortedSet))


def is_sorted(value: Any) -> bool:
    return isinstance(value, (SortedMap, SortedSet))


def is_seqable(value: Any) -> bool:
    return value is None or isinstance(value, (str, bytes)) or is_coll(value)


def is_map_entry(value: Any) -> bool:
    return type(value) is MapEntry


def is_record(_value: Any) -> bool:
    return False


def is_chunked_seq(value: Any) -> bool:
    return type(value) is ArraySeq


def is_delay(value: Any) -> bool:
    return type(value) is Delay


def is_volatile(value: Any) -> bool:
    return type(value) is Volatile


def is_reduced(value: Any) -> bool:
    return type(value) is Reduced


def is_realized(value: Any) -> bool:
    if isinstance(value, (LazySeq, Delay)):
        return value.realized
    raise ClassCast(f"class {class_name(value)} cannot be cast to class clojure.lang.IPending")


def is_bytes(value: Any) -> bool:
    return isinstance(value, bytes)


def is_uuid(value: Any) -> bool:
    return class_name(value) == "java.util.UUID"


def is_inst(value: Any) -> bool:
    return class_name(value) == "java.time.Instant"


def is_uri(value: Any) -> bool:
    return class_name(value) == "java.net.URI"


def inst_ms(value: Any) -> int:
    if not is_inst(value):
        raise ClassCast(f"class {class_name(value)} cannot be cast to class java.time.Instant")
    return int(value.to_epoch_milli())


_SPECIAL = frozenset(
    [
        "&",
        ".",
        "case*",
        "catch",
        "def",
        "deftype*",
        "do",
        "finally",
        "fn*",
        "if",
        "import*",
        "let*",
        "letfn*",
        "loop*",
        "monitor-enter",
        "monitor-exit",
        "new",
        "quote",
        "recur",
        "reify*",
        "set!",
        "throw",
        "try",
        "var",
    ]
)


def is_special_symbol(value: Any) -> bool:
    return type(value) is Symbol and value.full in _SPECIAL


def class_(value: Any) -> JavaClass | None:
    return class_of(value)


def type_(value: Any) -> Any:
    """The :type of the metadata, else the class."""
    from breyta_runtime.core.metadata import meta

    data = meta(value)
    found = None if data is None else data.lookup(Keyword("type"))
    return class_of(value) if found is None else found


def is_instance(cls: Any, value: Any) -> bool:
    if type(cls) is not JavaClass:
        raise ClassCast(f"class {class_name(cls)} cannot be cast to class java.lang.Class")
    return instance_of(cls, value)


def test(value: Any) -> Keyword:
    """Runs the :test function of the metadata, if there is one."""
    from breyta_runtime.core.metadata import meta

    data = meta(value)
    found = None if data is None else data.lookup(Keyword("test"))
    if found is None:
        return Keyword("no-test")
    as_fn(found)()
    return Keyword("ok")
