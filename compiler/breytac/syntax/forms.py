"""The forms a reader gives: frozen nodes, each with the place it was read from.

Equality ignores places and metadata, as in Clojure; `Map` keeps its entries in source order, and
the order counts.  A source may nest as deeply as it likes: comparing, hashing, showing and
pickling a form never recurses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal as PyDecimal
from fractions import Fraction
from itertools import chain
from typing import Any

from breytac.syntax.source import Span


@dataclass(frozen=True, slots=True)
class Form:
    """What every form has: its span, and the metadata map written before it, if any.

    `^:k x` reads as `{:k true}`, `^"label" x` as `{:tag "label"}`, `^sym x` as `{:tag sym}`;
    several are merged as Clojure merges them (the leftmost wins).
    """

    span: Span = field(kw_only=True, compare=False, repr=False)
    meta: Map | None = field(default=None, kw_only=True, compare=False, repr=False)


class Branch(Form):
    """A form that holds forms."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or not isinstance(other, Branch):
            return NotImplemented
        return _flat(self) == _flat(other)

    def __hash__(self) -> int:
        return hash(tuple(_flat(self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}<{self.span}>"

    def __reduce__(self) -> tuple[Any, ...]:
        from breytac.syntax.packing import pack, unpack

        return unpack, (pack(self),)


def parts(form: Form) -> tuple[Form, ...]:
    """The forms directly inside a form, in source order, metadata not among them."""
    if isinstance(form, Map):
        return tuple(chain.from_iterable(form.pairs))
    if isinstance(form, (List, Vector, Set)):
        return form.items
    if isinstance(form, Tagged):
        return (form.tag, form.form)
    return ()


def _flat(form: Form) -> list[object]:
    """A form in prefix order, as things that can be compared without recursion."""
    flat: list[object] = []
    stack = [form]
    while stack:
        here = stack.pop()
        if isinstance(here, Branch):
            inner = parts(here)
            flat.append((type(here), len(inner)))
            stack.extend(reversed(inner))
        else:
            flat.append(here)
    return flat


@dataclass(frozen=True, slots=True)
class Nil(Form):
    pass


@dataclass(frozen=True, slots=True)
class Bool(Form):
    value: bool


@dataclass(frozen=True, slots=True)
class Integer(Form):
    """A whole number; `big` when written with `N` or when it does not fit a 64-bit long."""

    value: int
    big: bool = False


@dataclass(frozen=True, slots=True)
class Float(Form):
    """A double, `##Inf`, `##-Inf` and `##NaN` included."""

    value: float


@dataclass(frozen=True, slots=True)
class Ratio(Form):
    """A ratio that is not a whole number (`4/2` reads as the Integer 2)."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Decimal(Form):
    """A number written with `M`."""

    value: PyDecimal


@dataclass(frozen=True, slots=True)
class Char(Form):
    r"""A character literal such as `\a`, `\newline` or `\u00e9`."""

    value: str


@dataclass(frozen=True, slots=True)
class String(Form):
    value: str


@dataclass(frozen=True, slots=True)
class Regex(Form):
    """`#"pattern"`: the pattern as written, escapes untouched."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Keyword(Form):
    ns: str | None
    name: str

    @property
    def full_name(self) -> str:
        return f"{self.ns}/{self.name}" if self.ns else self.name


@dataclass(frozen=True, slots=True)
class Symbol(Form):
    ns: str | None
    name: str

    @property
    def full_name(self) -> str:
        return f"{self.ns}/{self.name}" if self.ns else self.name


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class List(Branch):
    """A list.  `'x` reads as `(quote x)`, `@x` as `(clojure.core/deref x)`, `#'x` as `(var x)`,
    `~x` as `(clojure.core/unquote x)`, `~@x` as `(clojure.core/unquote-splicing x)`, a syntax quote
    as `(syntax-quote x)`, `#(…)` as `(fn* [%1 …] (…))`; `sugar` keeps which of these was written
    (`"'"`, `"@"`, …, `"#("`), for printing back."""

    items: tuple[Form, ...]
    sugar: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Vector(Branch):
    items: tuple[Form, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Map(Branch):
    """A map literal: its (key, value) pairs in source order.

    An include in the place of a key stands for whole entries; until it is expanded it is its own
    value: `{#flow/include "common.edn"}` has the one pair (include, include).
    """

    pairs: tuple[tuple[Form, Form], ...]

    def get(self, name: str) -> Form | None:
        """The value under the unqualified keyword `:name`, or None."""
        for key, value in self.pairs:
            if isinstance(key, Keyword) and key.ns is None and key.name == name:
                return value
        return None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Set(Branch):
    items: tuple[Form, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tagged(Branch):
    """A tagged literal such as `#inst "2026-01-01"`, kept as data."""

    tag: Symbol
    form: Form
