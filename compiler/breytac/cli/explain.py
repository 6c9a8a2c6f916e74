"""`breytac explain`: what a rule is about, and how to write it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import CliError
from breytac.cli.output import Format, FormatOption, envelope, print_json, print_out

if TYPE_CHECKING:
    from breytac.diagnostics.finding import Rule


def explain_command(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]",
            help="A code (BRY101), a name (missing-field), or one of Breyta's own codes.",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Explain a rule, or list all of them."""
    from breytac.diagnostics.catalogue import all_rules

    rules = _named(rule) if rule else all_rules()
    if format is Format.JSON:
        data = [_data(each, explained=rule is not None) for each in rules]
        print_json(envelope({"rules": data}, meta={"count": len(data)}))
    elif rule is None or len(rules) > 1:
        for each in rules:
            print_out(f"{each.code}  {each.severity.value:7}  {each.name:32}  {each.title}")
    else:
        print_out(_text(rules[0]))


def _named(word: str) -> tuple[Rule, ...]:
    from breytac.diagnostics.catalogue import rules_named
    from breytac.lint.settings import suggestion

    found = rules_named(word) or rules_named(word.upper()) or rules_named(word.lower())
    if not found:
        raise CliError(f"there is no rule {word}", hint=suggestion(word), code="not_found")
    return found


def _text(rule: Rule) -> str:
    from breytac.diagnostics.explanations import markdown_of

    lines = [f"{rule.code} {rule.name} ({rule.severity.value})", rule.title, ""]
    if rule.aliases:
        lines[1:1] = [f"called {', '.join(rule.aliases)} by Breyta"]
    return "\n".join(lines) + (markdown_of(rule) or "").rstrip()


def _data(rule: Rule, *, explained: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "title": rule.title,
        "aliases": list(rule.aliases),
    }
    if explained:
        from breytac.diagnostics.explanations import explain

        found = explain(rule)
        if found is not None:
            data |= {
                "why": found.why,
                "wrong": found.wrong.text,
                "right": found.right.text,
                "source": found.source,
            }
    return data
