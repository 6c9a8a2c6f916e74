"""A literal map against its contract: unknown keys, wrong values, what is missing or too much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from breyta_runtime.contracts import Count, Field, Group, MapContract, Unit
from breyta_runtime.definition.contract import Shape

from breytac.analysis.definition.suggest import closest, did_you_mean, listed
from breytac.analysis.definition.words import describe, sentence
from breytac.analysis.expressions.poll import milliseconds
from breytac.checks.facts import finding
from breytac.checks.literals import fits, is_dynamic, number_of, plain, text_of
from breytac.diagnostics.finding import Edit, Finding, Related
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form

_A_DURATION = 'Write a duration such as "10s", "5m", "2h" or "1d".'
_TEXT_UNITS = (Unit.TEXT, Unit.SECONDS_OR_TEXT, Unit.MILLISECONDS_OR_TEXT)
_MS_UNITS = (Unit.MILLISECONDS, Unit.MILLISECONDS_OR_TEXT)
_SECOND_UNITS = (Unit.SECONDS, Unit.SECONDS_OR_TEXT, Unit.TEXT)


@dataclass(frozen=True, slots=True)
class Place:
    """What a map belongs to, for the messages."""

    owner: str
    """"the :http step :fetch"."""
    keys: str = ""
    """The way into it: ":retry", empty at the top."""

    def inner(self, name: str) -> Place:
        return Place(self.owner, f"{self.keys} :{name}".strip())

    @property
    def subject(self) -> str:
        return f"{self.keys} of {self.owner}" if self.keys else self.owner


def check_map(
    contract: MapContract, form: forms.Map, place: Place, *, partial: bool = False
) -> Iterator[Finding]:
    """`partial` for a map whose other keys come from elsewhere."""
    written: dict[str, Form] = {}
    for key, value in form.pairs:
        if isinstance(key, forms.Keyword) and key.ns is None:
            declared = contract.fields.get(key.name)
            if declared is None:
                yield from _unknown(contract, form, key, place)
                continue
            if not isinstance(value, forms.Nil):
                written[key.name] = value
                yield from check_value(declared, value, place.inner(key.name), key)
        elif isinstance(key, forms.String) and key.value in contract.fields:
            yield finding(
                rules.STEP_KEY,
                key,
                f"The keys of {place.subject} are keywords; found a string.",
                f"Write :{key.value}.",
            )
    if not partial:
        yield from _missing(contract, form, written, place)
    yield from check_groups(contract.groups, form, written, place, partial=partial)


def _missing(
    contract: MapContract, form: forms.Map, written: Mapping[str, Form], place: Place
) -> Iterator[Finding]:
    has_others = any(not isinstance(key, forms.Keyword) for key, _ in form.pairs)
    for name, declared in contract.fields.items():
        if declared.required and name not in written and not has_others:
            wanted = listed(declared.one_of) if declared.one_of else _spoken(declared)
            yield finding(
                rules.STEP_MISSING,
                form,
                f"{sentence(place.subject)} needs :{name}: {wanted}.",
                _near_key(name, contract, form),
            )


def _near_key(name: str, contract: MapContract, form: forms.Map) -> str | None:
    """A key that may have been meant for the missing one."""
    strange = [
        key.name
        for key, _ in form.pairs
        if isinstance(key, forms.Keyword) and key.name not in contract.fields
    ]
    near = closest(name, strange)
    return f"Is :{near} meant for :{name}?" if near else None


def _unknown(
    contract: MapContract, form: forms.Map, key: forms.Keyword, place: Place
) -> Iterator[Finding]:
    hint = contract.elsewhere.get(key.name)
    if hint is None:
        written = {k.name for k, _ in form.pairs if isinstance(k, forms.Keyword)}
        hint = did_you_mean(key.name, [n for n in contract.fields if n not in written])
        if contract.loose and hint is None:
            return
        if hint is None and len(contract.fields) <= 10 and contract.fields:
            hint = f"Its keys are {listed(contract.fields, last='and')}."
    yield finding(rules.STEP_KEY, key, f":{key.name} is no key of {place.subject}.", hint)


# ---- groups


def check_groups(
    groups: tuple[Group, ...],
    form: forms.Map,
    written: Mapping[str, Form],
    place: Place,
    *,
    partial: bool = False,
) -> Iterator[Finding]:
    for group in groups:
        there = [name for name in written if name in group.names]
        if not there and group.count is not Count.MOST_ONE and not partial:
            if not any(name in written for name in group.unless):
                yield _none_of(group, form, place)
        elif len(there) > 1 and group.count is not Count.SOME:
            yield _too_many(group, there, written, place)


def _none_of(group: Group, form: forms.Map, place: Place) -> Finding:
    message = f"{sentence(place.subject)} needs {listed(group.names)}."
    if group.text:
        message = f"{group.text}; {place.subject} has none."
    return finding(rules.STEP_MISSING, form, message, group.hint or None)


def _too_many(group: Group, there: list[str], written: Mapping[str, Form], place: Place) -> Finding:
    names = listed(there, last="and")
    if group.advice:
        wins = next(name for name in group.names if name in there)
        return finding(
            rules.STEP_ADVICE,
            written[next(name for name in there if name != wins)],
            f"{sentence(place.subject)} has {names}; only :{wins} counts.",
            group.hint or None,
            (Related(written[wins].span, f":{wins} is here"),),
        )
    first, second = there[0], there[1]
    return finding(
        rules.STEP_CONFLICT,
        written[second],
        f"{sentence(place.subject)} has {names}; it takes {group.count.value} {listed(group.names)}.",
        "Keep one of them.",
        (Related(written[first].span, f":{first} is here"),),
    )


# ---- values


def check_value(
    declared: Field, written: Form, place: Place, key: Form | None = None
) -> Iterator[Finding]:
    form = plain(written)
    if isinstance(form, forms.Nil):
        return
    if declared.instead and key is not None:
        yield finding(
            rules.STEP_OLD,
            key,
            f"{sentence(place.subject)} is for old flows.",
            f"Write {declared.instead}.",
            edits=(Edit(key.span, declared.instead),) if declared.is_renamed else (),
        )
    if is_dynamic(form):
        return
    renamed = declared.renamed.get(text_of(form) or "")
    if renamed is not None:
        yield finding(
            rules.STEP_OLD,
            form,
            f"{sentence(place.subject)} is {_shown(form)}, an old name.",
            f"Write :{renamed}.",
            edits=(Edit(form.span, f":{renamed}"),),
        )
    shape = next((shape for shape in declared.shapes if fits(shape, form)), None)
    if shape is None:
        yield _wrong_shape(declared, form, place)
        return
    yield from _check_unit(declared, form, place)
    yield from _check_choice(declared, shape, form, place)
    yield from _check_bounds(declared, form, place)
    if declared.inside is not None and isinstance(form, forms.Map):
        yield from check_map(declared.inside, form, place)
    if declared.item is not None and isinstance(form, forms.Vector | forms.Set):
        for item in form.items:
            yield from check_value(
                declared.item, item, Place(place.owner, f"an item of {place.keys}")
            )


def _spoken(declared: Field) -> str:
    wanted = " or ".join(shape.spoken for shape in declared.shapes if shape is not Shape.CHOICE)
    if declared.unit is not None and declared.unit is not Unit.MICROS:
        return (
            declared.unit.value
            if declared.unit in _TEXT_UNITS
            else f"a number of {declared.unit.value}"
        )
    if declared.one_of and not declared.loose:
        choice = listed(declared.one_of)
        if Shape.CHOICE in declared.shapes:
            return f"{choice}, or {wanted}" if wanted else choice
    return wanted or "a keyword"


def _wrong_shape(declared: Field, form: Form, place: Place) -> Finding:
    text = text_of(form)
    if declared.unit is not None and isinstance(form, forms.String) and text is not None:
        return _wrong_unit(declared, form, text, place)
    if declared.unit is Unit.TEXT and number_of(form) is not None:
        return finding(
            rules.STEP_UNIT,
            form,
            f"{sentence(place.subject)} is {_spoken(declared)}; found {describe(form)}.",
            'Write the unit with it, as in "30s", or use :seconds.',
        )
    hint = None
    if declared.one_of and not declared.loose and text is not None:
        hint = did_you_mean(text, declared.one_of)
    elif isinstance(form, forms.String) and text is not None and _number(text, declared):
        hint = f"Write {text.strip()}, without quotes."
    elif Shape.TEXT in declared.shapes and isinstance(form, forms.Keyword):
        hint = f'Write "{form.full_name}".'
    elif Shape.MAP in declared.shapes and isinstance(form, forms.Bool):
        hint = f"{sentence(place.keys)} is a map of options."
    return finding(
        rules.STEP_SHAPE,
        form,
        f"{sentence(place.subject)} is {_spoken(declared)}; found {describe(form)}.",
        hint,
    )


def _number(text: str, declared: Field) -> bool:
    wants = {Shape.WHOLE, Shape.NUMBER}.intersection(declared.shapes)
    return bool(wants) and re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", text) is not None


def _wrong_unit(declared: Field, form: Form, text: str, place: Place) -> Finding:
    length = milliseconds(text)
    assert declared.unit is not None
    hint = _A_DURATION if declared.unit in _TEXT_UNITS else None
    if length is not None and declared.unit in (Unit.SECONDS, *_MS_UNITS):
        per = 1 if declared.unit in _MS_UNITS else 1000
        hint = f"Write {length / per:g}."
    elif hint is None and re.fullmatch(r"\s*\d+\s*", text):
        hint = f"Write {text.strip()}, without quotes."
    return finding(
        rules.STEP_UNIT,
        form,
        f'{sentence(place.subject)} is {_spoken(declared)}; found "{text[:40]}".',
        hint,
    )


def _check_unit(declared: Field, form: Form, place: Place) -> Iterator[Finding]:
    if declared.unit is None or not isinstance(form, forms.String):
        return
    if milliseconds(form.value) is None:
        yield _wrong_unit(declared, form, form.value, place)
    elif declared.unit is Unit.SECONDS:
        seconds = (milliseconds(form.value) or 0) / 1000
        yield finding(
            rules.STEP_DURATION,
            form,
            f"{sentence(place.subject)} is documented as a number of seconds; "
            f'found "{form.value}".',
            f"Write {seconds:g}.",
            edits=(Edit(form.span, f"{seconds:g}"),) if seconds == int(seconds) else (),
        )


def _check_choice(declared: Field, shape: Shape, form: Form, place: Place) -> Iterator[Finding]:
    if not declared.one_of or declared.loose:
        return
    chosen: tuple[Form, ...]
    if shape is Shape.NAMES and isinstance(form, forms.Vector | forms.Set):
        chosen = form.items
    elif shape in (Shape.CHOICE, Shape.NAME):
        chosen = (form,)
    else:
        return
    for each in chosen:
        text = text_of(each)
        if text is None or text in declared.one_of:
            continue
        if isinstance(each, forms.String) and text.lower() in declared.one_of:
            continue
        yield finding(
            rules.STEP_CHOICE,
            each,
            f"{sentence(place.subject)} takes {listed(declared.one_of)}; found {_shown(each)}.",
            did_you_mean(text, declared.one_of),
        )


def _shown(form: Form) -> str:
    if isinstance(form, forms.Keyword):
        return f":{form.full_name}"
    return f'"{form.value}"' if isinstance(form, forms.String) else describe(form)


def _check_bounds(declared: Field, form: Form, place: Place) -> Iterator[Finding]:
    low, high = declared.minimum, declared.maximum
    size, what = _measured(declared, form)
    if size is None:
        return
    if high is not None and size > high:
        found, most = _amount(size, declared, what), _amount(high, declared, what)
        message = f"{sentence(place.subject)} is at most {most}; found {found}."
        if declared.over:
            message = f"{declared.over}: {place.subject} is {found}, {most} are allowed."
        yield finding(rules.STEP_LIMIT, form, message)
    elif low is not None and size < low:
        yield finding(
            rules.STEP_LIMIT,
            form,
            f"{sentence(place.subject)} is at least {_amount(low, declared, what)}; "
            f"found {_amount(size, declared, what)}.",
        )
    if declared.pattern and isinstance(form, forms.String) and form.value:
        strange = sorted({c for c in form.value if not re.fullmatch(declared.pattern, c)})
        if strange:
            yield finding(
                rules.STEP_LIMIT,
                form,
                f"{sentence(place.subject)} cannot hold {' '.join(map(repr, strange))}.",
                "Letters, digits and the characters _ - : may stand in it.",
            )


def _measured(declared: Field, form: Form) -> tuple[float | None, str]:
    """How much a literal is, in the unit its limits are in; and what that is called."""
    number = number_of(form)
    if number is not None:
        return number, ""
    if isinstance(form, forms.String):
        if declared.unit is None:
            counted = bool(declared.pattern or declared.minimum)
            return (len(form.value), " characters") if counted else (None, "")
        length = milliseconds(form.value)
        per = 1 if declared.unit in _MS_UNITS else 1000
        return (None if length is None else length / per), ""
    if isinstance(form, forms.Vector | forms.Set):
        return len(form.items), " items"
    return None, ""


def _amount(size: float, declared: Field, what: str) -> str:
    """A size for people; lengths of time in the largest unit they fill."""
    if declared.unit in _MS_UNITS or declared.unit in _SECOND_UNITS:
        ms = size if declared.unit in _MS_UNITS else size * 1000
        for name, length in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
            if ms >= length and ms % length == 0:
                return f"{ms / length:,.0f} {name}"
        return f"{ms:,.0f} ms"
    text = f"{size:,.0f}" if size == int(min(size, 1e15)) else f"{size:g}"
    return f"{text}{what}"
