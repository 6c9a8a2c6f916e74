"""The journal in the workspace database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, and_, select, update
from sqlalchemy.dialects.sqlite import insert

from breyta_runtime.journal.store import Journal, Outcome, RunHeader, RunJournal, StepKey
from breyta_runtime.store.database import open_database, reading
from breyta_runtime.store.migrations import runs, step_outcomes

_OUTCOME_COLUMNS = (
    step_outcomes.c.family,
    step_outcomes.c.ok,
    step_outcomes.c.payload,
    step_outcomes.c.started_ms,
    step_outcomes.c.finished_ms,
    step_outcomes.c.attempts,
    step_outcomes.c.title,
    step_outcomes.c.settled,
)

_RECORD = insert(step_outcomes)
_RECORD = _RECORD.on_conflict_do_update(
    index_elements=["run_id", "path", "occurrence"],
    set_={
        name: _RECORD.excluded[name]
        for name in ("family", "ok", "payload", "started_ms", "finished_ms", "attempts", "title")
    },
    # What is final stays: a second process that got here too takes over the first one's result.
    where=and_(step_outcomes.c.ok.is_(False), step_outcomes.c.settled.is_(False)),
)
_BEGIN_RUN = insert(runs).on_conflict_do_update(
    index_elements=["run_id"], set_={"status": "running", "finished_ms": None, "error": None}
)


class SqliteJournal(Journal):
    def __init__(self, path: Path) -> None:
        self._engine = open_database(path)

    def open(self, header: RunHeader) -> RunJournal:
        with reading(self._engine) as connection:
            row = connection.execute(select(runs).where(runs.c.run_id == header.run_id)).first()
            if row is None:
                return SqliteRunJournal(self._engine, header, frozenset())
            known = connection.execute(
                select(step_outcomes.c.path, step_outcomes.c.occurrence).where(
                    step_outcomes.c.run_id == header.run_id
                )
            )
            keys = frozenset(StepKey(path, occurrence) for path, occurrence in known)
        first = RunHeader(header.run_id, row.flow, row.invocation, header.host, row.started_ms)
        return SqliteRunJournal(self._engine, first, keys)


class SqliteRunJournal(RunJournal):
    """Knows which outcomes exist since it was opened, so a first execution never queries."""

    def __init__(self, engine: Engine, header: RunHeader, keys: frozenset[StepKey]) -> None:
        self._engine = engine
        self._header = header
        self._keys = keys
        self._begun = False

    @property
    def header(self) -> RunHeader:
        return self._header

    def find(self, key: StepKey) -> Outcome | None:
        return self._read(key) if key in self._keys else None

    def record(self, key: StepKey, outcome: Outcome) -> Outcome:
        with self._engine.begin() as connection:
            stored = self._insert(connection, key, outcome)
        self._begun = True
        if stored:
            return outcome
        kept = self._read(key)
        assert kept is not None, "a conflict without a row"
        return kept

    def perform(self, key: StepKey, effect: Callable[[Connection], Outcome]) -> Outcome:
        with self._engine.begin() as connection:
            # Nobody else can record anything until this transaction is over.
            row = connection.execute(select(*_OUTCOME_COLUMNS).where(self._at(key))).first()
            kept = None if row is None else Outcome(*row)
            if kept is not None and (kept.ok or kept.settled):
                return kept
            outcome = effect(connection)
            self._insert(connection, key, outcome)
        self._begun = True
        return outcome

    def _insert(self, connection: Connection, key: StepKey, outcome: Outcome) -> bool:
        if not self._begun:
            connection.execute(_BEGIN_RUN, self._run_values())
        values = {
            "run_id": self._header.run_id,
            "path": key.path,
            "occurrence": key.occurrence,
            "family": outcome.family,
            "title": outcome.title,
            "ok": outcome.ok,
            "settled": outcome.settled,
            "payload": outcome.payload,
            "started_ms": outcome.started_ms,
            "finished_ms": outcome.finished_ms,
            "attempts": outcome.attempts,
        }
        return connection.execute(_RECORD, values).rowcount > 0

    def settle(self, key: StepKey) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(step_outcomes).where(self._at(key)), {"settled": True})

    def finish(self, status: str, finished_ms: int, error: str | None = None) -> None:
        values = {**self._run_values(), "status": status}
        values |= {"finished_ms": finished_ms, "error": error}
        ended = {"status": status, "finished_ms": finished_ms, "error": error}
        with self._engine.begin() as connection:
            connection.execute(
                insert(runs).on_conflict_do_update(index_elements=["run_id"], set_=ended), values
            )

    def _run_values(self) -> dict[str, object]:
        return {
            "run_id": self._header.run_id,
            "flow": self._header.flow,
            "invocation": self._header.invocation,
            "host": self._header.host,
            "status": "running",
            "started_ms": self._header.started_ms,
        }

    def _at(self, key: StepKey):  # type: ignore[no-untyped-def]
        columns = step_outcomes.c
        return and_(
            columns.run_id == self._header.run_id,
            columns.path == key.path,
            columns.occurrence == key.occurrence,
        )

    def _read(self, key: StepKey) -> Outcome | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(*_OUTCOME_COLUMNS).where(self._at(key))).first()
        return None if row is None else Outcome(*row)
