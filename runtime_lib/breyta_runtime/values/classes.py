"""Java class names of values, for `class`, `type`, `instance?` and error messages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from breyta_runtime.values import seqs
from breyta_runtime.values.errors import ClojureError, java_class_name
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.numbers import LONG_MAX, LONG_MIN, BigInt, Ratio
from breyta_runtime.values.refs import Atom, Delay, Reduced, Transient, Volatile
from breyta_runtime.values.sets import Set
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.vectors import MapEntry, MetaVector


class JavaClass:
    """A class as a value; one object per name."""

    __slots__ = ("name",)
    java = "java.lang.Class"
    _all: ClassVar[dict[str, JavaClass]] = {}

    name: str

    def __new__(cls, name: str) -> JavaClass:
        known = cls._all.get(name)
        if known is not None:
            return known
        made = object.__new__(cls)
        made.name = name
        return cls._all.setdefault(name, made)

    def __repr__(self) -> str:
        return f"JavaClass({self.name!r})"

    def __str__(self) -> str:
        return f"class {self.name}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (JavaClass, (self.name,))


_NAMES: dict[type, str] = {
    bool: "java.lang.Boolean",
    int: "java.lang.Long",
    float: "java.lang.Double",
    str: "java.lang.String",
    bytes: "[B",
    tuple: "clojure.lang.PersistentVector",
    list: "clojure.lang.PersistentVector",
    MetaVector: "clojure.lang.PersistentVector",
    MapEntry: "clojure.lang.MapEntry",
    Map: "clojure.lang.PersistentArrayMap",
    Set: "clojure.lang.PersistentHashSet",
    SortedMap: "clojure.lang.PersistentTreeMap",
    SortedSet: "clojure.lang.PersistentTreeSet",
    Keyword: "clojure.lang.Keyword",
    Symbol: "clojure.lang.Symbol",
    Char: "java.lang.Character",
    BigInt: "clojure.lang.BigInt",
    Ratio: "clojure.lang.Ratio",
    Decimal: "java.math.BigDecimal",
    Atom: "clojure.lang.Atom",
    Volatile: "clojure.lang.Volatile",
    Delay: "clojure.lang.Delay",
    Reduced: "clojure.lang.Reduced",
    Transient: "clojure.lang.ITransientCollection",
    seqs.PersistentList: "clojure.lang.PersistentList",
    seqs.Cons: "clojure.lang.Cons",
    seqs.ArraySeq: "clojure.lang.PersistentVector$ChunkedSeq",
    seqs.LazySeq: "clojure.lang.LazySeq",
    seqs.IterSeq: "clojure.lang.LazySeq",
}


_JAVA_TIME = "breyta_runtime.values.java_time"
_TEMPORAL = frozenset({"ChronoUnit", "TemporalAdjusters"})


def java_name(kind: type) -> str | None:
    """The class name a Python class declares for itself, or has by being one of java.time's."""
    named = getattr(kind, "java", None)
    if isinstance(named, str):
        return named
    if kind.__module__.startswith(_JAVA_TIME):
        package = "java.time.temporal" if kind.__name__ in _TEMPORAL else "java.time"
        return f"{package}.{kind.__name__}"
    return None


def class_name(value: Any) -> str:
    """The full class name, as `(.getName (class value))`; "nil" for nil."""
    kind = type(value)
    if kind is int and not LONG_MIN <= value <= LONG_MAX:
        return "clojure.lang.BigInt"
    if value is seqs.EMPTY:
        return "clojure.lang.PersistentList$EmptyList"
    known = _NAMES.get(kind)
    if known is not None:
        return known
    if value is None:
        return "nil"
    if isinstance(value, BaseException):
        return java_class_name(value)
    named = java_name(kind)
    if named is not None:
        return named
    if isinstance(value, dict):
        return "clojure.lang.PersistentArrayMap"
    if kind.__name__ == "UUID":
        return "java.util.UUID"
    if kind.__name__ == "Pattern":
        return "java.util.regex.Pattern"
    return "clojure.lang.AFunction" if callable(value) else f"python.{kind.__name__}"


def class_of(value: Any) -> JavaClass | None:
    return None if value is None else JavaClass(class_name(value))


_COLLECTION = "clojure.lang.IPersistentCollection clojure.lang.Seqable clojure.lang.IObj"
_SEQ = (
    f"clojure.lang.ISeq clojure.lang.Sequential java.util.List java.util.Collection {_COLLECTION}"
)
_MAP = (
    f"clojure.lang.IPersistentMap clojure.lang.Associative clojure.lang.ILookup clojure.lang.IFn \
clojure.lang.Counted java.util.Map {_COLLECTION}"
)
_SET = f"clojure.lang.IPersistentSet clojure.lang.IFn clojure.lang.Counted java.util.Set \
java.util.Collection {_COLLECTION}"
_VECTOR = f"clojure.lang.IPersistentVector clojure.lang.Associative clojure.lang.ILookup \
clojure.lang.IFn clojure.lang.Indexed clojure.lang.Counted clojure.lang.Sequential java.util.List \
java.util.Collection {_COLLECTION}"
_NUMBER = "java.lang.Number java.lang.Comparable"

_SUPERS: dict[str, frozenset[str]] = {
    name: frozenset(supers.split())
    for name, supers in {
        "java.lang.Long": _NUMBER,
        "java.lang.Double": _NUMBER,
        "clojure.lang.BigInt": "java.lang.Number",
        "clojure.lang.Ratio": _NUMBER,
        "java.math.BigDecimal": _NUMBER,
        "java.lang.String": "java.lang.CharSequence java.lang.Comparable",
        "java.lang.Boolean": "java.lang.Comparable",
        "java.lang.Character": "java.lang.Comparable",
        "clojure.lang.Keyword": "clojure.lang.IFn clojure.lang.Named java.lang.Comparable",
        "clojure.lang.Symbol": "clojure.lang.IFn clojure.lang.Named clojure.lang.IObj "
        "java.lang.Comparable",
        "clojure.lang.PersistentVector": _VECTOR,
        "clojure.lang.MapEntry": _VECTOR + " java.util.Map$Entry",
        "clojure.lang.PersistentArrayMap": _MAP + " clojure.lang.APersistentMap",
        "clojure.lang.PersistentTreeMap": _MAP + " clojure.lang.Sorted clojure.lang.APersistentMap",
        "clojure.lang.PersistentHashSet": _SET + " clojure.lang.APersistentSet",
        "clojure.lang.PersistentTreeSet": _SET + " clojure.lang.Sorted clojure.lang.APersistentSet",
        "clojure.lang.PersistentList": _SEQ + " clojure.lang.IPersistentList clojure.lang.Counted",
        "clojure.lang.PersistentList$EmptyList": _SEQ
        + " clojure.lang.IPersistentList clojure.lang.PersistentList clojure.lang.Counted",
        "clojure.lang.Cons": _SEQ,
        "clojure.lang.PersistentVector$ChunkedSeq": _SEQ + " clojure.lang.Counted",
        "clojure.lang.LazySeq": _SEQ + " clojure.lang.IPending",
        "clojure.lang.Atom": "clojure.lang.IDeref clojure.lang.IAtom clojure.lang.IRef",
        "clojure.lang.Volatile": "clojure.lang.IDeref",
        "clojure.lang.Delay": "clojure.lang.IDeref clojure.lang.IPending",
        "clojure.lang.Reduced": "clojure.lang.IDeref",
        "clojure.lang.AFunction": "clojure.lang.IFn clojure.lang.Fn java.lang.Runnable "
        "java.util.concurrent.Callable java.util.Comparator",
        "java.util.UUID": "java.lang.Comparable",
        "java.time.Instant": "java.lang.Comparable java.time.temporal.Temporal",
        "java.time.Duration": "java.lang.Comparable",
    }.items()
}


def is_instance(cls: JavaClass, value: Any) -> bool:
    """`(instance? cls value)`."""
    if value is None:
        return False
    wanted = cls.name
    if wanted == "java.lang.Object":
        return True
    if isinstance(value, BaseException):
        return wanted in _error_classes(value)
    own = class_name(value)
    return own == wanted or wanted in _SUPERS.get(own, frozenset())


def _error_classes(error: BaseException) -> set[str]:
    found = {java_class_name(error), "java.lang.Throwable"}
    if not isinstance(error, (AssertionError, RecursionError, MemoryError)):
        found |= {"java.lang.Exception", "java.lang.RuntimeException"}
    else:
        found.add("java.lang.Error")
    for base in type(error).__mro__:
        if issubclass(base, ClojureError) and base is not ClojureError:
            found.add(base.java)
    if "clojure.lang.ExceptionInfo" in found:
        found.add("clojure.lang.IExceptionInfo")
    return found


_SIMPLE = {
    name.rpartition(".")[2]: name
    for name in (
        *_SUPERS,
        "java.lang.Object",
        "java.lang.Number",
        "java.lang.Comparable",
        "java.lang.CharSequence",
        "java.lang.Throwable",
        "java.lang.Exception",
        "java.lang.RuntimeException",
        "java.lang.IllegalArgumentException",
        "java.lang.ArithmeticException",
        "java.lang.ClassCastException",
        "java.lang.NumberFormatException",
        "java.lang.IllegalStateException",
        "java.lang.IndexOutOfBoundsException",
        "java.lang.NullPointerException",
    )
    if name.startswith("java.lang.")
}


def class_named(name: str) -> JavaClass | None:
    """The class a symbol names in code: java.lang by simple name, others in full; None if unknown."""
    full = _SIMPLE.get(name, name)
    known = full in _SUPERS or full in _SIMPLE.values()
    known = known or any(full in supers for supers in _SUPERS.values())
    known = known or full == "clojure.lang.ExceptionInfo" or full.startswith("java.time.")
    return JavaClass(full) if known else None
