"""Values as the text that queries, forms and headers are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from breyta_runtime.values import (
    Char,
    Keyword,
    Ratio,
    Symbol,
    class_name,
    pr_str,
    str_of as text_of,
)
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike

_SCALARS = (str, bool, int, float, Decimal, Ratio, Char, Symbol, UUID)


def name_of(value: str | Keyword) -> str:
    """`:a/b` as "a/b", text as it is."""
    return value.full if isinstance(value, Keyword) else str(value)


def scalar_text(value: Any, what: str) -> str:
    """One value as text; collections are refused, since every API joins them in its own way."""
    if isinstance(value, Keyword):
        return name_of(value)
    if isinstance(value, _SCALARS) or class_name(value).startswith("java.time."):
        return text_of(value)
    raise ValueError(
        f"{what} must be one value, not {short(value)}; "
        'join several into the form the API expects first, such as (str/join "," xs)'
    )


def is_many(value: Any) -> bool:
    """Whether a value is a vector, list, seq or set."""
    return isinstance(value, tuple | Sequential | SetLike)


def pairs(value: Any, what: str) -> Iterator[tuple[str, Any]]:
    """The entries of a map with names as text; nil stands for no map."""
    if value is None:
        return
    if not isinstance(value, dict | MapLike):
        raise ValueError(f"{what} must be a map, not {short(value)}")
    items: Iterable[tuple[Any, Any]] = value.items()  # type: ignore[union-attr]
    for key, item in items:
        if not isinstance(key, str | Keyword):
            raise ValueError(f"{what} has the key {short(key)}; keys are keywords or strings")
        yield name_of(key), item


def short(value: Any) -> str:
    """A value as an error shows it.  For values whose text is no secret."""
    text = pr_str(value)
    return text if len(text) <= 60 else text[:57] + "..."
