"""What the analysis of one definition gathers on its way: findings, places, function sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from breytac.diagnostics.finding import Edit, Finding, Related, Rule
from breytac.ir.flow import FunctionSource
from breytac.ir.spans import Path
from breytac.syntax.forms import Form
from breytac.syntax.source import Source, Span


@dataclass(slots=True)
class Context:
    source: Source
    findings: list[Finding] = field(default_factory=list)
    forms: dict[Path, Form] = field(default_factory=dict)
    functions: list[FunctionSource] = field(default_factory=list)

    def report(
        self,
        rule: Rule,
        at: Form | Span,
        message: str,
        *,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
        path: Path = (),
        edits: tuple[Edit, ...] = (),
    ) -> None:
        span = at if isinstance(at, Span) else at.span
        self.findings.append(Finding(rule, span, message, hint, related, path, edits))

    def place(self, path: Path, form: Form) -> None:
        self.forms[path] = form

    def span(self, path: Path) -> Span:
        """The place of a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            form = self.forms.get(path[:length])
            if form is not None:
                return form.span
        return Span(self.source, 0, 0)
