"""The input of a run: what was given, checked and completed by what the flow declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from breyta_runtime.definition import Definition, Input, Invocation
from breyta_runtime.engine.errors import RunError
from breyta_runtime.engine.input_types import SECRET_KINDS, Refused, coerce, is_missing
from breyta_runtime.values import Keyword, Map, kw, pr_str
from breyta_runtime.values.json import from_json, key_of

_ACTIVATION = kw("activation")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One field that cannot be used."""

    name: str
    expected: str
    given: str | None
    """As shown to people: short, and hidden for secrets.  None when nothing was given."""

    def __str__(self) -> str:
        if self.given is None:
            return f"{self.name}: {self.expected}"
        return f"{self.name}: expected {self.expected}, got {self.given}"


class InputError(RunError):
    """The input of a run is not what the flow asks for; names every bad field at once."""

    def __init__(
        self, message: str, problems: tuple[InputProblem, ...] = (), *, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.problems = problems


def prepare_inputs(
    definition: Definition,
    invocation: str,
    raw: Mapping[Any, Any] | None,
    setup: Mapping[Any, Any] | None = None,
) -> Map:
    """What `(flow/input)` returns.

    `raw` is what the caller gave, `setup` what was saved for the target.  A given value goes
    before a saved one, and that before the field's default.  Keys nobody declared are kept.
    """
    chosen = _invocation(definition, invocation)
    given = _keyed(raw, "the input")
    saved = _keyed(setup, "the setup")
    nested = given.pop(_ACTIVATION, None)
    if nested is not None and not isinstance(nested, Map):
        raise InputError(f"the input's :activation must be a map, not {_shown(nested)}")
    saved |= nested or {}
    reader = _Reader(given)
    activation = reader.read(definition.setup_inputs, saved)
    values = activation | reader.read(chosen.inputs if chosen else (), activation)
    if reader.problems:
        raise _invalid(definition, invocation, reader.problems)
    extras = {key: value for key, value in given.items() if key not in reader.declared}
    merged = values | extras
    if activation or nested:
        merged[_ACTIVATION] = Map(saved | activation)
    return Map(merged)


class _Reader:
    """Reads declared fields out of what was given, collecting problems."""

    def __init__(self, given: dict[Any, Any]) -> None:
        self._given = given
        self.declared: set[Keyword] = set()
        self.problems: list[InputProblem] = []

    def read(self, fields: Iterable[Input], saved: Mapping[Any, Any]) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for field in fields:
            key = kw(field.name)
            self.declared.add(key)
            sources = (self._given.get(key), saved.get(key), from_json(field.default))
            value = next((v for v in sources if not is_missing(field, v)), None)
            if value is not None:
                self._coerce(field, key, value, values)
            elif field.required:
                self.problems.append(InputProblem(field.name, self._required(field), None))
        return values

    def _coerce(self, field: Input, key: Keyword, value: Any, values: dict[Any, Any]) -> None:
        try:
            values[key] = coerce(field, value)
        except Refused as error:
            given = "(hidden)" if field.kind in SECRET_KINDS else _shown(value)
            # A parser quotes what it could not read.
            expected = "text" if field.kind in SECRET_KINDS else str(error)
            self.problems.append(InputProblem(field.name, expected, given))

    def _required(self, field: Input) -> str:
        others = [key.full if isinstance(key, Keyword) else str(key) for key in self._given]
        spelled = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in others}
        close = spelled.get(re.sub(r"[^a-z0-9]", "", field.name.lower()))
        if close is None:
            close = next(iter(get_close_matches(field.name, others, n=1, cutoff=0.8)), None)
        if close is not None and close != field.name:
            return f"required, but missing ({close} was given; the field is called {field.name})"
        return "required, but missing"


def _invocation(definition: Definition, name: str) -> Invocation | None:
    found = definition.invocations.get(name)
    if found is not None:
        return found
    known = list(definition.invocations)
    if name == "default" and not known:
        return None
    close = get_close_matches(name, known, n=1)
    declared = ", ".join(":" + each for each in known) or "none"
    raise InputError(
        f"flow {definition.slug} has no invocation :{name}"
        + (f"; did you mean :{close[0]}?" if close else f"; it declares {declared}")
    )


def _keyed(raw: Mapping[Any, Any] | None, what: str) -> dict[Any, Any]:
    """A caller's data as runtime values; the keys JSON and EDN callers use become the same."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise InputError(f"{what} must be a map of values, not {_shown(raw)}")
    keyed: dict[Any, Any] = {}
    for key, value in raw.items():
        name = key_of(key.removeprefix(":")) if isinstance(key, str) else key
        keyed[name] = from_json(value)
    return keyed


def _invalid(definition: Definition, invocation: str, problems: list[InputProblem]) -> InputError:
    head = f"the input of {definition.slug} does not fit its invocation :{invocation}"
    if len(problems) == 1:
        message = f"{head}: {problems[0]}"
    else:
        message = head + "".join(f"\n  {problem}" for problem in problems)
    return InputError(message, tuple(problems))


def _shown(value: Any) -> str:
    text = pr_str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
