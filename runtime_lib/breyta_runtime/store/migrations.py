"""The schema of the workspace database.  A released migration is never edited: add the next one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    insert,
    inspect,
    select,
)

metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("flow", Text, nullable=False),
    Column("invocation", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("finished_ms", BigInteger),
    Column("error", Text),
)

step_outcomes = Table(
    "step_outcomes",
    metadata,
    # In the order of completion, which is the order of the timeline.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("run_id", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("family", Text, nullable=False),
    Column("title", Text),
    Column("ok", Boolean, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("finished_ms", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    UniqueConstraint("run_id", "path", "occurrence"),
)


kv_records = Table(
    "kv_records",
    metadata,
    Column("key", Text, primary_key=True),
    # The value and the metadata are encoded, as the journal's payloads are.
    Column("value", Text, nullable=False),
    Column("metadata", Text),
    Column("expires_ms", BigInteger, index=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
)


def _journal(connection: Connection) -> None:
    metadata.create_all(connection, tables=[runs, step_outcomes])


def _kv(connection: Connection) -> None:
    metadata.create_all(connection, tables=[kv_records])


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_journal, _kv)


class NewerDatabase(Exception):
    """The database was written by a later version than this one."""


def migrate(connection: Connection) -> None:
    """Brings the database up to date, inside the caller's transaction."""
    version = 0
    if inspect(connection).has_table(schema_version.name):
        applied = connection.execute(select(schema_version.c.version)).scalars()
        version = max(applied, default=0)
    else:
        schema_version.create(connection)
    if version > len(MIGRATIONS):
        raise NewerDatabase(
            f"the workspace database has schema version {version}, and this version of breytac"
            f" knows {len(MIGRATIONS)}: install a newer breytac"
        )
    for number in range(version + 1, len(MIGRATIONS) + 1):
        MIGRATIONS[number - 1](connection)
        connection.execute(insert(schema_version).values(version=number))
