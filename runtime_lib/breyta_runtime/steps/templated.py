"""`:template` and `:data` of a step: the template's content becomes part of the step's config."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from breyta_runtime.definition import Definition, Template
from breyta_runtime.values import Keyword, Map, kw, pr_str

_TEMPLATE, _DATA = kw("template"), kw("data")
_EMPTY = Map({})

_EXTENDED = frozenset({kw("headers"), kw("query")})
"""Maps of which the step may change or add single entries."""
_INSTEAD = (
    frozenset({kw("connection"), kw("url")}),
    frozenset({kw("json"), kw("form"), kw("body"), kw("multipart"), kw("body-from-ref")}),
)
"""Keys that replace each other: one of the step's own puts those of the template aside."""


def filled_in(config: Map, definition: Definition, wanted: str) -> Map:
    """The config with what its `:template` supplies; what the step says itself goes before.

    Raises ValueError with words for the author.
    """
    name = config.get(_TEMPLATE)
    if name is None:
        return config
    template = _template(definition, name, wanted)
    data = config.get(_DATA)
    if data is not None and not isinstance(data, Map):
        raise ValueError(f":data must be a map, not {pr_str(data)[:60]}")
    own = {
        key: value
        for key, value in config.items()
        if value is not None and key not in {_TEMPLATE, _DATA}
    }
    return _merged(template.config(_EMPTY if data is None else data), own)


def _template(definition: Definition, name: Any, wanted: str) -> Template:
    if not isinstance(name, Keyword | str):
        raise ValueError(f":template must be the id of a template, not {pr_str(name)[:60]}")
    id_ = name.full if isinstance(name, Keyword) else name.removeprefix(":")
    template = definition.template(id_)
    if template is None:
        known = [each.id for each in definition.templates]
        close = get_close_matches(id_, known, n=1)
        hint = f"did you mean :{close[0]}?" if close else _declared(known)
        raise ValueError(f"there is no template :{id_}; {hint}")
    if template.type != wanted:
        raise ValueError(
            f"the template :{id_} is of type :{template.type}; the step takes one of type :{wanted}"
        )
    return template


def _declared(known: list[str]) -> str:
    names = ", ".join(f":{name}" for name in known)
    return f"the flow declares {names}" if known else "the flow declares no templates"


def _merged(supplied: Map, own: dict[Any, Any]) -> Map:
    merged = dict(supplied.items())
    for group in _INSTEAD:
        if any(key in group for key in own):
            for key in group:
                merged.pop(key, None)
    for key, value in own.items():
        before = merged.get(key)
        if key in _EXTENDED and isinstance(before, Map) and isinstance(value, Map):
            merged[key] = Map({**before, **value})
        else:
            merged[key] = value
    return Map(merged)
