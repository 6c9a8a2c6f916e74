"""What can be wrong with a template, as data: the compiler makes findings of it, a run an error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    start: int
    """Offset in the template's text."""
    end: int
    hint: str | None = None
    other: tuple[int, int] | None = None
    """A second place that explains it, such as the tag that is never closed."""


class TemplateError(ValueError):
    """A text that is no template."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
