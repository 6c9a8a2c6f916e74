"""What a compiled template is made of.  Nothing here raises, whatever the data is.

    {{user.name}}               value(data, K_USER, K_NAME)
    {{../title}}                value(outer(row), K_TITLE)
    {{@index}}                  item(row, "index")
    {{#if x}}a{{else}}b{{/if}}  "a" if present(value(data, K_X)) else "b"
    {{#each rows}}…{{/each}}    each(data, value(data, K_ROWS), lambda row: …)

`data` is the value a template is given, or the `Scope` a block opens in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from breyta_runtime.core.access import get
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Keyword, kw
from breyta_runtime.values.numbers import NUMBERS
from breyta_runtime.values.printing import str_of
from breyta_runtime.values.text import utf16_length

Body = Callable[[Any], Any]
Otherwise = Callable[[], Any] | None

_MAPS = (Map, MapLike, dict)
_LISTS = (tuple, list, Sequential, SetLike)


class Scope:
    """What names mean inside a block: the fields of `model`, and else what they mean outside."""

    __slots__ = ("extras", "model", "names", "parent")

    def __init__(
        self, model: Any, parent: Any, extras: dict[str, Any], names: dict[str, Any]
    ) -> None:
        self.model = model
        self.parent = parent
        self.extras = extras
        """What `@index` and its like are."""
        self.names = names
        """What the block calls things after `as`."""


_NOWHERE = Scope(None, None, {}, {})
_NO_NAMES: dict[str, Any] = {}


# -- looking up ---------------------------------------------------------------------------------


def value(scope: Any, first: Keyword | int, *rest: Keyword | int) -> Any:
    """The value at a path, from the innermost scope that has its first name; else None."""
    found = None
    while type(scope) is Scope and found is None:
        if scope.names:
            found = scope.names.get(_name(first))
        if found is None:
            found = field(scope.model, first)
        scope = scope.parent
    if found is None:
        found = field(scope, first)
    for key in rest:
        found = field(found, key)
    return found


def item(scope: Any, name: str, *path: Keyword | int) -> Any:
    """`@index`, `@key`, `@first`, `@last`, `@root` …; a field of that name goes before it."""
    found = None
    key = kw(name)
    for inner in _scopes(scope):
        model = inner.model if type(inner) is Scope else inner
        found = field(model, key) if is_map(model) else None
        if found is None and type(inner) is Scope:
            found = inner.extras.get(name)
        if found is not None:
            break
    if found is None and name == "root":
        *_, outermost = _scopes(scope)
        found = this(outermost)
    for part in path:
        found = field(found, part)
    return found


def this(scope: Any) -> Any:
    return scope.model if type(scope) is Scope else scope


def outer(scope: Any) -> Any:
    """The scope around this one; there is nothing around the outermost."""
    return scope.parent if type(scope) is Scope and scope is not _NOWHERE else _NOWHERE


def _scopes(scope: Any) -> Iterator[Any]:
    while type(scope) is Scope:
        yield scope
        if scope is _NOWHERE:
            return
        scope = scope.parent
    yield scope


def field(model: Any, key: Keyword | int | str) -> Any:
    """A field of a map by its keyword or by its name, an element of a list by its number."""
    if model is None:
        return None
    if is_map(model):
        found = get(model, key if type(key) is Keyword else kw(str(key)))
        if found is None:
            found = get(model, _name(key))
        return get(model, key) if found is None and isinstance(key, int) else found
    if is_list(model):
        if isinstance(key, int):
            return next((each for i, each in enumerate(model) if i == key), None)
        return sum(1 for _ in model) if _name(key) in ("length", "size") else None
    return utf16_length(model) if isinstance(model, str) and _name(key) == "length" else None


def _name(key: Keyword | int | str) -> str:
    return key.full if isinstance(key, Keyword) else str(key)


def is_map(model: Any) -> bool:
    return isinstance(model, _MAPS)


def is_list(model: Any) -> bool:
    """Whether a value has elements to go through."""
    return isinstance(model, _LISTS)


# -- building -----------------------------------------------------------------------------------


def text(*pieces: Any) -> str:
    """The pieces in a row; what is not there leaves nothing."""
    return "".join([piece if type(piece) is str else str_of(piece) for piece in pieces])


def present(found: Any, include_zero: Any = False) -> bool:
    """Whether `{{#if}}` takes a value for true: not for nil, false, 0, "" and what is empty."""
    if found is None or found is False:
        return False
    if found is True:
        return True
    if isinstance(found, str):
        return found != ""
    if type(found) in NUMBERS:
        return found != 0 or include_zero is True
    if is_map(found) or is_list(found):
        return any(True for _ in found)
    return True


def each(
    scope: Any, found: Any, body: Body, otherwise: Otherwise = None, names: tuple[str, ...] = ()
) -> str:
    """The body for every element of a list, or for every value of a map."""
    by_key = is_map(found)
    pairs: Iterable[tuple[Any, Any]] = ()
    if by_key:
        pairs = [(_key(key), model) for key, model in found.items()]
    elif is_list(found):
        pairs = list(enumerate(found))
    rendered = []
    last = len(pairs) - 1  # type: ignore[arg-type]
    for index, (key, model) in enumerate(pairs):
        extras = {
            "key": key,
            "index": index,
            "first": "first" if index == 0 else "",
            "last": "last" if index == last else "",
        }
        if not by_key:
            extras["index_1"] = index + 1
            extras["odd"] = "odd" if index % 2 else ""
            extras["even"] = "" if index % 2 else "even"
        called = dict(zip(names, (model, key), strict=False)) if names else _NO_NAMES
        rendered.append(text(body(Scope(model, scope, extras, called))))
    return "".join(rendered) if rendered else _inverse(otherwise)


def within(
    scope: Any, found: Any, body: Body, otherwise: Otherwise = None, names: tuple[str, ...] = ()
) -> str:
    """The body in the scope of a value, as `{{#with}}` has it."""
    if not present(found):
        return _inverse(otherwise)
    called = dict(zip(names, (found,), strict=False)) if names else _NO_NAMES
    return text(body(Scope(found, scope, {}, called)))


def section(
    scope: Any, found: Any, body: Body, otherwise: Otherwise = None, names: tuple[str, ...] = ()
) -> str:
    """`{{#x}}`: like `each` for a list, like `if` for true and false, else like `with`."""
    if is_list(found):
        return each(scope, found, body, otherwise, names)
    if found is True:
        return text(body(scope))
    return within(scope, found, body, otherwise, names)


def _inverse(otherwise: Otherwise) -> str:
    return "" if otherwise is None else text(otherwise())


def _key(key: Any) -> Any:
    return key.full if isinstance(key, Keyword) else key
