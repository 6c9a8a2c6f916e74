"""Findings: what breytac has to say about a source, as data.  Renderers are apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from breytac.syntax.source import Span


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its stable code, its name, and how bad it is by default."""

    code: str
    """`BRY` and three digits; never used again for something else."""
    name: str
    """The name people select by, in kebab case."""
    severity: Severity
    title: str
    """What is wrong in one short sentence, without the particulars."""
    aliases: tuple[str, ...] = ()
    """Codes of Breyta's own linter that mean the same."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, such as the bracket that was never closed."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to the source that settles a finding and cannot change what the flow means."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    span: Span
    message: str
    """A sentence that names what was found and what was expected."""
    hint: str | None = None
    """What to do about it."""
    related: tuple[Related, ...] = ()
    path: tuple[str | int, ...] = ()
    """Where in the definition, as keys and indexes: ("functions", 0, "code")."""
    edits: tuple[Edit, ...] = ()
    """What `lint --fix` does about it; all of them or none."""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


class SourceError(Exception):
    """Raised where there is nothing to go on with: carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{f.span}: {f.message}" for f in findings))
