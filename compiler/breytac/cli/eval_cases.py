"""Evaluating functions on inputs, one case at a time, each within its bounds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from breyta_runtime.guard import limited
from breyta_runtime.limits import RECURSION_DEPTH
from breyta_runtime.values import ExInfo, LimitExceeded, Map, from_json, kw, to_json

from breytac.analysis.expressions import analyze_function_code
from breytac.analysis.expressions.constants import LiteralError, datum
from breytac.cli.edn_values import NotData, one_line, to_edn
from breytac.cli.errors import CliError
from breytac.diagnostics.finding import Finding, SourceError
from breytac.functions import load_function
from breytac.project.files import SourceFileError, read_text
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.reader import read_all, read_code_string, read_one
from breytac.syntax.source import Source, Span


@dataclass(frozen=True, slots=True)
class Failure:
    message: str
    data: Any = None
    findings: tuple[Finding, ...] = ()
    code: str = "eval_failed"

    def data_text(self) -> str:
        try:
            return to_edn(self.data)
        except Exception:  # data that is none, or that fails when it is walked
            return "nil"


@dataclass(frozen=True, slots=True)
class Outcome:
    name: Any
    text: str = ""
    json: Any = None
    """The value as JSON data, if that was asked for."""
    failure: Failure | None = None

    def line(self) -> str:
        name = to_edn(self.name)
        if self.failure is None:
            return f"{{:name {name}, :value {self.text}}}"
        message = one_line(to_edn(self.failure.message))
        error = f"{{:message {message}, :data {self.failure.data_text()}}}"
        return f"{{:name {name}, :error {error}}}"


@dataclass(frozen=True, slots=True)
class Case:
    """Something to evaluate; what is wrong with it shows when it is evaluated."""

    function: Callable[[], Callable[..., Any]]
    input: Callable[[], Any]
    name: Any = None

    @staticmethod
    def of_source(source: Source, value: Any) -> Case:
        return Case(lambda: _compiled(source.name, source.text), lambda: value)


# ---- evaluating


def evaluate(case: Case, seconds: float, *, as_json: bool = False) -> Outcome:
    """The value of a case, printed too, because only then a lazy value is all there."""
    try:
        with _room_to_recurse():
            function, value = case.function(), case.input()
            return limited(lambda: _called(case, function, value, as_json), seconds=seconds)
    except SourceError as error:
        return Outcome(case.name, failure=_of_findings(error.findings))
    except (LimitExceeded, NotData, CliError) as error:
        code = "limit" if isinstance(error, LimitExceeded) else "no_data"
        return Outcome(case.name, failure=Failure(str(error), code=code))
    except RecursionError:
        message = "the evaluation is nested too deeply"
        return Outcome(case.name, failure=Failure(message, code="limit"))
    except Exception as error:
        data = error.data if isinstance(error, ExInfo) else None
        return Outcome(case.name, failure=Failure(str(error) or type(error).__name__, data))


def _called(case: Case, function: Callable[..., Any], value: Any, as_json: bool) -> Outcome:
    result = function(value)
    return Outcome(case.name, to_edn(result), to_json(result) if as_json else None)


def _of_findings(findings: tuple[Finding, ...]) -> Failure:
    errors = [each for each in findings if each.is_error] or list(findings)
    found = tuple(
        Map(
            {
                kw("code"): each.rule.code,
                kw("message"): each.message,
                kw("line"): each.span.in_file.line,
                kw("column"): each.span.in_file.column,
                kw("hint"): each.hint,
            }
        )
        for each in errors
    )
    message = errors[0].message if errors else "the code does not compile"
    return Failure(message, Map({kw("findings"): found}), tuple(findings), "findings")


@contextmanager
def _room_to_recurse() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION_DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@lru_cache(maxsize=256)
def _compiled(name: str, text: str) -> Callable[..., Any]:
    source = Source(name, text)
    read = read_all(source)
    return _load(source, read.forms, read.findings)


def _load(
    source: Source, code: tuple[Form, ...], findings: tuple[Finding, ...]
) -> Callable[..., Any]:
    if any(each.is_error for each in findings):
        raise SourceError(*findings)
    unit = analyze_function_code(code, span=Span(source, 0, len(source.text)))
    if unit.main is None:
        raise SourceError(*unit.findings)
    return load_function(unit)


# ---- data


def parse_data(name: str, text: str) -> Any:
    """The value of a JSON or EDN text; what can be read as JSON is JSON."""
    try:
        return from_json(json.loads(text, parse_constant=_no_constant))
    except (ValueError, RecursionError):
        pass
    if name.endswith(".json"):
        raise CliError(f"{name} is not JSON")
    try:
        return _datum(read_one(Source(name, text)))
    except SourceError as error:
        said = "; ".join(each.message for each in error.findings if each.is_error)
        raise CliError(f"{name} is neither EDN nor JSON: {said}") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _datum(form: Form) -> Any:
    try:
        return datum(form)
    except LiteralError as problem:
        raise SourceError(
            Finding(problem.rule, problem.form.span, problem.message, problem.hint)
        ) from None


# ---- cases


@dataclass(slots=True)
class _Reading:
    folder: Path
    findings: list[Finding] = field(default_factory=list)

    def case(self, form: Form, inside: tuple[Finding, ...]) -> Case:
        """The case a form says; `inside` is what the reader found wrong in it."""
        if not isinstance(form, forms.Map):
            return Case(_raiser("a case is a map {:name … :code … :input …}"), _nothing)
        name = form.get("name")
        shown = None if name is None else _or_none(name)
        if any(each.is_error for each in inside):
            return Case(_raising(SourceError(*inside)), _nothing, shown)
        return Case(_function_of(form), self._input_of(form), shown)

    def _input_of(self, form: forms.Map) -> Callable[[], Any]:
        given, file = form.get("input"), form.get("input-file")
        if given is not None:
            return lambda: _datum(given)
        if file is None:
            return _nothing
        if not isinstance(file, forms.String):
            return _raiser(":input-file must be a string")
        path = self.folder / file.value
        return lambda: _from_file(path)


def read_cases(source: Source, folder: Path) -> tuple[Iterator[Case], tuple[Finding, ...]]:
    """The cases of a file, and what is wrong with the file outside of them."""
    read = read_all(source)
    reading = _Reading(folder)
    inside: dict[int, list[Finding]] = {}
    outside = []
    for finding in read.findings:
        owner = _owner(read.forms, finding)
        if owner is None:
            outside.append(finding)
        else:
            inside.setdefault(owner, []).append(finding)
    cases = (
        reading.case(form, tuple(inside.get(index, ()))) for index, form in enumerate(read.forms)
    )
    return cases, tuple(outside)


def _owner(cases: tuple[Form, ...], finding: Finding) -> int | None:
    at = finding.span.in_file.start
    return next((i for i, form in enumerate(cases) if form.span.start <= at < form.span.end), None)


def _function_of(form: forms.Map) -> Callable[[], Callable[..., Any]]:
    code = form.get("code")
    if code is None:
        return _raiser("the case has no :code")
    if isinstance(code, forms.String):
        text = code

        def from_string() -> Callable[..., Any]:
            read = read_code_string(text)
            return _load(text.span.source, read.forms, read.findings)

        return from_string
    return lambda: _load(code.span.source, (code,), ())


def _from_file(path: Path) -> Any:
    try:
        return parse_data(str(path), read_text(path))
    except SourceFileError as error:
        raise CliError(str(error)) from error


def _or_none(form: Form) -> Any:
    try:
        return datum(form)
    except LiteralError:
        return form.span.text


def _raiser(message: str) -> Callable[[], Any]:
    return _raising(CliError(message))


def _raising(error: Exception) -> Callable[[], Any]:
    def fail() -> Any:
        raise error

    return fail


def _nothing() -> None:
    return None
