"""`:persist`: where a step's result is stored, and as what."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, MapContract, Unit, map_of, some_of
from breyta_runtime.definition.contract import Shape

PERSIST_TYPES = ("blob", "kv", "table")
TIERS = ("retained", "ephemeral")
WRITE_MODES = ("append", "upsert")
MAX_TTL_SECONDS = 31_536_000
MAX_INDEXES = 16
MAX_COLUMNS = 200

TYPE = Field(Shape.CHOICE, "PER-001 PER-010 TAB-001", one_of=PERSIST_TYPES, required=True)

SEARCH_INDEX = map_of(
    "a :search-index",
    {
        "text": Field(Shape.TEXT, "PER-015"),
        "tags": Field(Shape.TEXTS, "PER-015"),
        "source-label": Field(Shape.TEXT, "PER-015"),
        "title": Field(Shape.TEXT, "PER-015"),
        "include-raw-content?": Field(Shape.FLAG, "PER-015"),
    },
)

BLOB = map_of(
    "a blob's :persist",
    {
        "type": TYPE,
        "path": Field(Shape.TEXT, "PER-004 PER-005", note="Relative, with {{…}}."),
        "filename": Field(Shape.TEXT, "PER-004 PER-005"),
        "name": Field(Shape.TEXT, "PER-001"),
        "content-type": Field(Shape.TEXT, "PER-001"),
        "tier": Field(Shape.CHOICE, "PER-003", one_of=TIERS, default="retained"),
        "slot": Field(Shape.NAME, "PER-009"),
        "search-index": Field(Shape.MAP, "PER-015", inside=SEARCH_INDEX),
        "signed-url": Field(
            Shape.FLAG,
            "PER-018",
            also=(Shape.MAP,),
            inside=map_of(
                "a :signed-url",
                {"ttl-seconds": Field(Shape.WHOLE, "PER-018", unit=Unit.SECONDS, minimum=1)},
            ),
        ),
    },
    elsewhere={
        "table": "A table is stored with :type :table.",
        "key": "A key/value record is stored with :type :kv.",
        "file-name": "The name of the file is :filename.",
    },
)

KV = map_of(
    "a key/value :persist",
    {
        "type": TYPE,
        "key": Field(Shape.TEXT, "PER-010", also=(Shape.NAME,), required=True),
        "ttl": Field(Shape.WHOLE, "PER-010", unit=Unit.SECONDS, minimum=1, maximum=MAX_TTL_SECONDS),
        "metadata": Field(Shape.MAP, "PER-010"),
    },
    elsewhere={"ttl-seconds": "The time to live, in seconds, is :ttl."},
)

INDEX = map_of("an index", {"field": Field(Shape.NAME, "TAB-002", required=True)}, loose=True)

COLUMN = map_of(
    "a column definition",
    {
        "column": Field(Shape.NAME, "TAB-028"),
        "display-name": Field(Shape.TEXT, "TAB-028"),
        "semantic-type": Field(Shape.NAME, "TAB-028"),
        "type-hint": Field(Shape.NAME, "TAB-028"),
        "format": Field(Shape.MAP, "TAB-028 TAB-033", also=(Shape.NAME,)),
        "computed": Field(
            Shape.MAP,
            "TAB-029",
            inside=map_of(
                "a :computed",
                {"type": Field(Shape.CHOICE, "TAB-029", one_of=("expr", "lookup"), required=True)},
                loose=True,
            ),
        ),
        "reference": Field(
            Shape.MAP,
            "TAB-030",
            inside=map_of(
                "a :reference",
                {
                    "table": Field(Shape.NAME, "TAB-030", also=(Shape.MAP,), required=True),
                    "remote-field": Field(Shape.NAME, "TAB-030"),
                },
                loose=True,
            ),
        ),
        "enum": Field(Shape.MAP, "TAB-032"),
    },
    loose=True,
)

TABLE = map_of(
    "a table's :persist",
    {
        "type": TYPE,
        "table": Field(Shape.NAME, "TAB-002"),
        "name": Field(Shape.NAME, "TAB-002", note="Another name of :table."),
        "rows-path": Field(Shape.ITEMS, "TAB-002 TAB-006", note="The rows in the result."),
        "write-mode": Field(Shape.CHOICE, "TAB-002 TAB-004 TAB-005", one_of=WRITE_MODES),
        "key-fields": Field(Shape.NAMES, "TAB-002"),
        "index-fields": Field(Shape.NAMES, "TAB-002"),
        "indexes": Field(
            Shape.RECORDS,
            "TAB-002",
            maximum=MAX_INDEXES,
            item=Field(Shape.MAP, "TAB-002", also=(Shape.NAME,), inside=INDEX),
        ),
        "columns": Field(
            Shape.RECORDS,
            "TAB-002 TAB-028",
            maximum=MAX_COLUMNS,
            item=Field(Shape.MAP, "TAB-028", inside=COLUMN),
        ),
        "partitioning": Field(Shape.MAP, "TAB-039"),
        "partitions": Field(Shape.MAP, "TAB-039"),
    },
    some_of("TAB-002", "table", "name", hint='Name the table: :table "orders".'),
    elsewhere={
        "mode": "How rows are written is :write-mode.",
        "keys": "The fields that identify a row are :key-fields.",
        "key": "The fields that identify a row are :key-fields.",
        "path": "The place of the rows in the result is :rows-path.",
        "filename": "A file is stored with :type :blob.",
    },
)

BY_TYPE: dict[str, MapContract] = {"blob": BLOB, "kv": KV, "table": TABLE}
"""What a `:persist` of each type holds."""
