"""Text to forms.

    text ─tokenize→ tokens ─balance→ tokens whose brackets match ─grammar.lark→ forms

Nothing here recurses, so a text may nest as deeply as it likes, and nothing raises on a bad text:
all mistakes come back as findings, next to the forms that could be made out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from breytac.diagnostics.finding import Finding, Related, SourceError
from breytac.diagnostics.rules import reader as rules
from breytac.syntax.arguments import mark_arguments
from breytac.syntax.atoms import parse_string
from breytac.syntax.balance import TEXT, balance
from breytac.syntax.forms import Form, String
from breytac.syntax.lexer import tokenize
from breytac.syntax.parser import parse
from breytac.syntax.source import Source, Span
from breytac.syntax.tokens import Reading, Token

FEATURES = ("clj", "default")
"""The features that are active in reader conditionals."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    forms: tuple[Form, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not any(finding.is_error for finding in self.findings)


def read_all(source: Source, *, features: Iterable[str] = FEATURES) -> ReadResult:
    """All forms of a text, and everything that is wrong with it, in the order of the text."""
    reading = Reading(source, frozenset(features))
    tokens = tokenize(reading)
    if tokens and tokens[-1].type == "OPEN_STRING":
        _report_open_string(tokens)
    tokens = balance(tokens, reading)
    mark_arguments(tokens)
    forms = parse(tokens, reading)
    findings = sorted(reading.findings, key=lambda finding: finding.span.start)
    return ReadResult(tuple(forms), tuple(findings))


def read_one(source: Source, *, features: Iterable[str] = FEATURES) -> Form:
    """The one form of a text; raises SourceError for any mistake, and for none or several."""
    result = read_all(source, features=features)
    problem = single_form_problem(source, result)
    findings = result.findings if problem is None else (*result.findings, problem)
    if any(finding.is_error for finding in findings):
        raise SourceError(*findings)
    return result.forms[0]


def single_form_problem(source: Source, result: ReadResult) -> Finding | None:
    """What is wrong with a text that should hold exactly one form."""
    forms = result.forms
    if not forms:
        if not result.ok:
            return None
        return Finding(
            rules.NO_FORM,
            Span(source, 0, 0),
            "there is no form in this text",
            "A flow is one map: {:slug :my-flow …}.",
        )
    if len(forms) == 1:
        return None
    first, second = forms[0], forms[1]
    return Finding(
        rules.TRAILING_FORM,
        second.span,
        f"{len(forms) - 1} more form{'s' * (len(forms) > 2)} after the first one",
        "Only one form is expected here. Is a bracket closed too early?",
        (Related(Span(source, max(first.span.end - 1, 0), first.span.end), "it ends here"),),
    )


def read_code_string(form: String, *, features: Iterable[str] = FEATURES) -> ReadResult:
    """The code inside a string literal; its spans lead back, through escapes, to the file."""
    return read_all(code_source(form), features=features)


def code_source(form: String) -> Source:
    """The text of a string literal as a source of its own."""
    outer = form.span
    literal = outer.text
    text = parse_string(literal[1:-1])
    if text.value == form.value:
        offsets = tuple(outer.start + 1 + offset for offset in text.offsets)
    else:  # not written as a literal at that place
        offsets = (outer.start,) * (len(form.value) + 1)
    return Source(outer.source.name, form.value, outer.source, offsets)


def _report_open_string(tokens: list[Token]) -> None:
    """Points at the quote that opens the last string, and at one where things went wrong."""
    last = tokens[-1]
    what = "regex" if last.text[0] == "#" else "string"
    related: tuple[Related, ...] = ()
    for before, token in pairwise(tokens):
        # Behind a closing quote comes a blank or a closing bracket, unless it was meant to open.
        touches = before.end == token.start and token.type not in TEXT
        if touches and before.type == "STRING" and "\n" in before.text:
            message = "this string runs over several lines: is its closing quote missing?"
            related = (Related(before.span, message),)
            break
    quote = last.text.index('"') + 1
    last.report(
        rules.UNTERMINATED_STRING,
        f"this {what} has no closing quote",
        'Add the closing `"`. A quote inside the text is written `\\"`.',
        related,
        part=(0, quote),
    )
