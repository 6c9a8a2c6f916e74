"""Key/value records of a workspace, inside the caller's transaction.

Values are encoded text here.  A record that has expired is as good as not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from breyta_runtime.store.database import clock_ms
from breyta_runtime.store.migrations import kv_records

_columns = kv_records.c


@dataclass(frozen=True, slots=True)
class Record:
    key: str
    value: str
    metadata: str | None = None
    expires_ms: int | None = None


class KvRecords:
    """The records as of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.now_ms = clock_ms()
        self._lives = or_(_columns.expires_ms.is_(None), _columns.expires_ms > self.now_ms)

    def find(self, key: str) -> Record | None:
        """The record under a key that has not expired."""
        query = select(_columns.value, _columns.metadata, _columns.expires_ms)
        row = self._connection.execute(query.where(_columns.key == key, self._lives)).first()
        return None if row is None else Record(key, *row)

    def put(self, record: Record) -> None:
        """Creates or replaces a record; what has expired by now is removed for good."""
        self._connection.execute(delete(kv_records).where(_columns.expires_ms <= self.now_ms))
        values = {
            "value": record.value,
            "metadata": record.metadata,
            "expires_ms": record.expires_ms,
            "updated_ms": self.now_ms,
        }
        changed = self._connection.execute(
            update(kv_records).where(_columns.key == record.key).values(values)
        )
        if not changed.rowcount:
            values |= {"key": record.key, "created_ms": self.now_ms}
            self._connection.execute(insert(kv_records).values(values))

    def remove(self, key: str) -> bool:
        """Whether there was such a record."""
        gone = self.find(key) is not None
        self._connection.execute(delete(kv_records).where(_columns.key == key))
        return gone

    def keys(self, prefix: str, limit: int) -> list[str]:
        """The first keys with a prefix, in order."""
        query = select(_columns.key).where(_columns.key >= prefix, self._lives)
        # Not LIKE, which takes no notice of capitals in SQLite and gives `_` a meaning.
        query = query.where(func.substr(_columns.key, 1, len(prefix)) == prefix)
        return list(self._connection.execute(query.order_by(_columns.key).limit(limit)).scalars())

    def expiry(self, ttl: int | None) -> int | None:
        """When a record that is to live for `ttl` seconds from now expires."""
        return None if ttl is None else self.now_ms + 1000 * ttl
