"""What the contracts say may stand at a place: worked out from the forms around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from breyta_runtime.contracts import Field, MapContract, step_contract
from breyta_runtime.contracts.common import COMMON
from breyta_runtime.contracts.persist import BY_TYPE
from breyta_runtime.definition import Definition
from breyta_runtime.definition.contract import Key, Shape, contract_of

from breytac.analysis.expressions.poll import OPTIONS as POLL_OPTIONS
from breytac.editor.document import name_of
from breytac.syntax import forms
from breytac.syntax.forms import Form

_NOTHING: Mapping[str, Key] = {}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a form is, as far as its surroundings tell."""

    title: str = ""
    """What a map here is called: "step config", "invocation input"."""
    key: Key | None = None
    """The contract of the key this is the value of."""
    fields: Mapping[str, Key] = field(default_factory=dict)
    """The keys of a map that stands here."""
    classes: tuple[type[Any], ...] = ()
    """The records a map here may be; its `:kind` tells them apart."""
    each: Expected | None = None
    """What the items of a vector, or the values of a map of ids, are."""
    is_code: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)


ROOT = Expected("flow definition", classes=(Definition,))
CODE = Expected(is_code=True)
UNKNOWN = Expected()


def expected_at(path: tuple[Form, ...]) -> list[Expected]:
    """For every form of a path what it is expected to be; the first one is the flow."""
    if not path:
        return []
    found = [_filled(ROOT, path[0]) if isinstance(path[0], forms.Map) else CODE]
    for outer, inner in pairwise(path):
        found.append(_filled(_inside(found[-1], outer, inner), inner))
    return found


def _inside(here: Expected, outer: Form, inner: Form) -> Expected:
    match outer:
        case forms.Map():
            return _in_map(here, outer, inner)
        case forms.Vector() | forms.Set():
            return CODE if here.is_code else here.each or UNKNOWN
        case forms.List():
            return _in_list(here, outer, inner)
        case forms.Tagged():
            return here
        case forms.String():
            return CODE
    return UNKNOWN


def _in_map(here: Expected, outer: forms.Map, inner: Form) -> Expected:
    name = _key_before(here, outer, inner)
    if name is None:
        return UNKNOWN
    if Definition in here.classes and name == "flow":
        return CODE
    declared = here.fields.get(name)
    if declared is not None:
        found = of_key(declared)
        return _persist(inner) if name == "persist" and not found.fields else found
    if here.each is not None and not here.fields:
        return here.each
    return CODE if here.is_code or here.title == STEP_CONFIG else UNKNOWN


def _key_before(here: Expected, outer: forms.Map, inner: Form) -> str | None:
    """The name of the key whose value a form is; None for keys.

    While a map is being typed a value may be missing, and then what follows is paired wrongly: a
    collection behind a known key is the value of that key all the same.
    """
    before: Form | None = None
    for key, value in outer.pairs:
        if key is inner:
            known = isinstance(before, forms.Keyword) and before.full_name in {*here.fields, "flow"}
            is_value = known and isinstance(inner, forms.Branch)
            return name_of(before) if is_value else None
        if value is inner:
            return name_of(key) if isinstance(key, forms.Keyword) else ""
        before = value
    return None


STEP_CONFIG = "step config"


def _in_list(here: Expected, outer: forms.List, inner: Form) -> Expected:
    head = outer.items[0] if outer.items else None
    name = head.full_name if isinstance(head, forms.Symbol) else ""
    if name == "quote":
        return here
    if isinstance(inner, forms.Map):
        if name == "flow/step" and any(inner is item for item in outer.items[2:4]):
            return step_config(name_of(outer.items[1]))
        if name == "flow/poll" and len(outer.items) > 1 and inner is outer.items[1]:
            return Expected("poll config", fields={each: _POLL[each] for each in POLL_OPTIONS})
    return CODE


_POLL: dict[str, Key] = {
    "interval": Field(Shape.TEXT, "POLL-002", name="interval", required=True),
    "timeout": Field(Shape.TEXT, "POLL-003", name="timeout"),
    "max-attempts": Field(Shape.WHOLE, "POLL-003 POLL-004", name="max-attempts"),
    "backoff": Field(Shape.MAP, "POLL-007", name="backoff"),
    "abort-on": Field(Shape.MAP, "POLL-006", name="abort-on"),
    "return-on": Field(Shape.CODE, "POLL-005", name="return-on", required=True),
    "id": Field(Shape.NAME, "POLL-008", name="id"),
}


def step_config(family: str) -> Expected:
    """The keys of a step's config: those of its family, and those of every step."""
    contract = step_contract(family)
    own: Mapping[str, Key] = contract.fields if contract is not None else _NOTHING
    elsewhere = contract.elsewhere if contract is not None else {}
    return Expected(STEP_CONFIG, fields={**COMMON, **own}, elsewhere=elsewhere)


def of_key(key: Key) -> Expected:
    """What the value of a key is."""
    if isinstance(key, Field):
        each = of_key(key.item) if key.item is not None else None
        inside = key.inside
        if inside is not None:
            return _of_map(inside, key, each)
        return Expected(key=key, each=each, is_code=key.shape in (Shape.CODE, Shape.DATA))
    record = Expected(classes=key.record) if key.record else None
    match key.shape:
        case Shape.RECORD:
            return Expected(key=key, classes=key.record)
        case Shape.RECORDS:
            return Expected(key=key, each=record, classes=key.record if key.single else ())
        case Shape.KEYED:
            return Expected(key=key, each=record)
        case Shape.CODE:
            return Expected(key=key, is_code=True)
    return Expected(key=key)


def _of_map(contract: MapContract, key: Key, each: Expected | None) -> Expected:
    return Expected(
        contract.title.removeprefix("an ").removeprefix("a ").removeprefix("the "),
        key,
        contract.fields,
        each=each,
        elsewhere=contract.elsewhere,
    )


def _persist(form: Form) -> Expected:
    """The keys of `:persist` depend on its type; before that is known they are those of all."""
    kind = name_of(form.get("type")) if isinstance(form, forms.Map) else ""
    if kind in BY_TYPE:
        return _of_map(BY_TYPE[kind], COMMON["persist"], None)
    fields = {name: each for known in BY_TYPE.values() for name, each in known.fields.items()}
    return Expected(":persist", COMMON["persist"], fields)


def _filled(here: Expected, form: Form) -> Expected:
    """With the keys of the record a map turns out to be."""
    if not here.classes or not isinstance(form, forms.Map):
        return here
    classes = _narrowed(here.classes, form)
    fields: dict[str, Key] = {}
    elsewhere: dict[str, str] = {}
    for cls in classes:
        contract = contract_of(cls)
        for declared in contract.keys.values():
            fields.setdefault(declared.name, declared)
            for alias in declared.aliases:
                fields.setdefault(alias, declared)
        elsewhere |= contract.elsewhere
    title = contract_of(classes[0]).title if len(classes) == 1 else here.title
    return Expected(title, here.key, fields, classes, here.each, here.is_code, elsewhere)


def _narrowed(classes: tuple[type[Any], ...], form: forms.Map) -> tuple[type[Any], ...]:
    if len(classes) == 1:
        return classes
    kind = name_of(form.get("kind"))
    named = {cls: contract_of(cls).keys.get("kind") for cls in classes}
    if kind:
        fitting = tuple(cls for cls, key in named.items() if key and kind in key.one_of)
        return fitting or classes
    if form.get("slot") is not None:
        return tuple(cls for cls in classes if "slot" in contract_of(cls).by_keyword)[:1] or classes
    return classes
