"""How a definition's dataclasses say what the keys of a flow map may hold.

Each field is written once, as `key(...)` beside its Python type: the keyword, other names it goes
by, its shape, the values it is limited to, and the feature it comes from.  The analysis builds the
dataclasses from these declarations, and the linter and the reference pages read the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from enum import Enum
from typing import Any, TypeVar, dataclass_transform

from breyta_runtime.values import Map

EMPTY = Map({})
"""The default of every map-valued field."""


class Shape(Enum):
    """What a value looks like in the source, and so what it becomes here."""

    TEXT = "a string"
    NAME = "a keyword"
    """A keyword or a string; becomes a str without the colon."""
    ID = "a simple keyword"
    """A NAME that is a safe identifier without a namespace."""
    QUALIFIED = "a qualified keyword"
    """A keyword with a namespace; becomes "ns/name"."""
    CHOICE = "one of a few keywords"
    FLAG = "true or false"
    WHOLE = "a whole number"
    NUMBER = "a number"
    AMOUNT = "a number, or a number in a string"
    NAMES = "a vector of keywords"
    """A vector or set of keywords or strings; becomes a tuple of str."""
    TEXTS = "a vector of strings"
    ITEMS = "a vector"
    """A vector of any data; becomes a tuple of runtime values."""
    PATH = "a keyword or a vector of keywords"
    MAP = "a map"
    """Free-form data; becomes a runtime Map."""
    DATA = "data"
    """Anything at all, as a runtime value."""
    SCHEMA = "a schema"
    """A Malli form or a JSON Schema map, as a runtime value."""
    CODE = "a string or a quoted form"
    """A function written as a quoted form or in a string, or the id of a declared one."""
    RECORD = "a map of known keys"
    RECORDS = "a vector of maps"
    KEYED = "a map of maps"
    """A map from ids to records; becomes a dict."""

    @property
    def spoken(self) -> str:
        """What to ask for in a message."""
        return "a map" if self is Shape.RECORD else self.value


@dataclass(frozen=True, slots=True)
class Key:
    """The contract of one key of a map."""

    shape: Shape
    features: str
    """Ids of the documented features this key is part of, separated by blanks."""
    name: str = ""
    """The keyword, without its colon."""
    aliases: tuple[str, ...] = ()
    required: bool = False
    one_of: tuple[str, ...] = ()
    """The values of a CHOICE, or of each of NAMES."""
    loose: bool = False
    """Whether `one_of` lists the usual values only; another one is then merely remarked upon."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old values of a CHOICE and what they are called now."""
    record: tuple[type[Any], ...] = ()
    """What a RECORD, RECORDS or KEYED value is made of; several when `:kind` tells them apart."""
    single: bool = False
    """RECORDS: one map may stand without its vector.  RECORD: a keyword may stand for the map and
    is then its first field."""
    minimum: float | None = None
    maximum: float | None = None
    """Bounds of a number, or of the length of a text."""
    default: Any = None
    sample: str = ""
    """A value to suggest when a required key is missing."""
    note: str = ""
    """What a reader of the reference has to know besides."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The keys of one kind of map."""

    title: str
    """What such a map is called: "invocation input"."""
    phrase: str
    """The title with its article, for use in a sentence."""
    keys: Mapping[str, Key]
    """By attribute name, in the order of the fields."""
    loose: bool
    """Whether other keys are part of the format (they go to `extra` without a remark)."""
    by_keyword: Mapping[str, str]
    """Attribute names by keyword, aliases included."""
    also: tuple[str, ...]
    """Keys of such a map that are no fields: they are read apart, or rewritten beforehand."""
    elsewhere: Mapping[str, str]
    """Keys people write here that belong elsewhere, with what to do about it."""

    def names(self) -> tuple[str, ...]:
        """The keywords one should write, in the order of the fields."""
        return tuple(key.name for key in self.keys.values())


_KEY = "key"
T = TypeVar("T")


def key(
    shape: Shape,
    features: str,
    *,
    default: Any = MISSING,
    default_factory: Any = MISSING,
    kw_only: bool = False,
    required: bool | None = None,
    **contract: Any,
) -> Any:
    """A dataclass field with its contract.  Without a default it is required, in Python and in
    the flow map alike; `required=True` asks for it in the flow map only."""
    contract |= {
        "shape": shape,
        "features": features,
        "required": (
            default is MISSING and default_factory is MISSING if required is None else required
        ),
        "default": None if default is MISSING else default,
    }
    return field(
        default=default,
        default_factory=default_factory,
        kw_only=kw_only,
        metadata={_KEY: contract},
    )


@dataclass_transform(frozen_default=True, field_specifiers=(key, field))
def record(
    title: str,
    *,
    article: str = "",
    loose: bool = False,
    also: tuple[str, ...] = (),
    elsewhere: Mapping[str, str] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Makes a frozen slotted dataclass out of a class whose fields are written with `key`.

    All records share their methods.  Having dataclass generate them for each would cost every
    process that runs or compiles a flow more time than the rest of this package.
    """

    def decorate(cls: type[T]) -> type[T]:
        cls.__doc__ = cls.__doc__ or f"{title[0].upper()}{title[1:]}."
        for name, method in _METHODS.items():
            setattr(cls, name, method)
        made: Any = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
        made.__fields__ = tuple((each.name, *_default(each)) for each in fields(made))
        keys: dict[str, Key] = {}
        for each in fields(made):
            declared = each.metadata.get(_KEY)
            if declared is not None:
                keys[each.name] = Key(**{"name": each.name.replace("_", "-"), **declared})
        by_keyword = {
            spelled: attribute
            for attribute, declared in keys.items()
            for spelled in (declared.name, *declared.aliases)
        }
        phrase = f"{article or _article(title)} {title}"
        made.__contract__ = Contract(title, phrase, keys, loose, by_keyword, also, elsewhere or {})
        return made  # type: ignore[no-any-return]

    return decorate


def _article(title: str) -> str:
    vowel = title[0] in "aeiouAEIOU" or title.startswith(("HTTP ", "MCP ", "LLM "))
    return "an" if vowel else "a"


def _default(each: Any) -> tuple[Any, Callable[[], Any] | None]:
    """The default of a field, or what makes it; (MISSING, None) when it has none."""
    factory = None if each.default_factory is MISSING else each.default_factory
    return each.default, factory


def _init(self: Any, *args: Any, **given: Any) -> None:
    known = self.__fields__
    if len(args) > len(known):
        raise TypeError(f"{type(self).__name__}() takes {len(known)} arguments, not {len(args)}")
    for value, (name, _, _) in zip(args, known, strict=False):
        if name in given:
            raise TypeError(f"{type(self).__name__}() got two values for {name!r}")
        object.__setattr__(self, name, value)
    for name, default, factory in known[len(args) :]:
        value = given.pop(name, default)
        if value is MISSING:
            if factory is None:
                raise TypeError(f"{type(self).__name__}() needs a value for {name!r}")
            value = factory()
        object.__setattr__(self, name, value)
    if given:
        raise TypeError(f"{type(self).__name__}() has no field {next(iter(given))!r}")


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")


def _equal(self: Any, other: Any) -> Any:
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)


def _hash(self: Any) -> int:
    return hash((type(self), *(getattr(self, name) for name in self.__slots__)))


def _show(self: Any) -> str:
    """The call that would make the record, without what is as by default."""
    shown = []
    for name, default, factory in self.__fields__:
        value = getattr(self, name)
        if default is MISSING and factory is None:
            shown.append(repr(value))
        elif value != (default if factory is None else factory()):
            shown.append(f"{name}={value!r}")
    return f"{type(self).__name__}({', '.join(shown)})"


def _reduce(self: Any) -> Any:
    return type(self), tuple(getattr(self, name) for name in self.__slots__)


_METHODS: dict[str, Callable[..., Any]] = {
    "__init__": _init,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _show,
    "__reduce__": _reduce,
}


def contract_of(cls: type[Any]) -> Contract:
    """The contract of a class made with `record`."""
    found: Contract = cls.__contract__
    return found
