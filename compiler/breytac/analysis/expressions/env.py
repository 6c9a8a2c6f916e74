"""What a form is analyzed in: the names it sees, and what a `recur` there would go back to."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.ir.expr import Local, RecurTarget


@dataclass(frozen=True, slots=True)
class Env:
    names: dict[str, Local]
    tail: RecurTarget | None = None
    """Set in tail position only."""

    def child(self) -> Env:
        """A scope whose bindings stay its own."""
        return Env(dict(self.names), self.tail)

    @property
    def inner(self) -> Env:
        """The same names, not in tail position."""
        return self if self.tail is None else Env(self.names, None)

    def with_tail(self, tail: RecurTarget | None) -> Env:
        return Env(self.names, tail)

    def bind(self, local: Local) -> Local:
        self.names[local.name] = local
        return local
