"""The journal: what every step of every run came to, kept so that no completed step runs twice."""

from __future__ import annotations

from breyta_runtime.journal.store import Journal, Outcome, RunHeader, RunJournal, StepKey

__all__ = ["Journal", "Outcome", "RunHeader", "RunJournal", "StepKey"]
