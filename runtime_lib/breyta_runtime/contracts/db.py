"""`:db`: queries of SQL databases, BigQuery and Firestore."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Op, StepContract, named, one_of
from breyta_runtime.definition.contract import Shape

MAX_ROWS = 5_000
MAX_DOCUMENTS = 1_000
WHERE_OPS = ("=", "!=", "<", "<=", ">", ">=", "in", "contains", "contains-any")
SQL_DATABASES = ("postgres", "mysql", "clickhouse")

_QUERY = one_of("DB-002 DB-009", "sql", "template", hint="Write the query under :sql.")
_SQL = Op((), ("sql", "template", "data", "params", "max-results"), (_QUERY,))

OPS: dict[str, Op] = {
    **dict.fromkeys(SQL_DATABASES, _SQL),
    "bigquery": Op((), (*_SQL.optional, "dry-run"), (_QUERY,)),
    "firestore": Op(("collection",), ("where", "order-by", "limit")),
}

CONTRACT = StepContract(
    "db",
    "reference-step-db",
    named(
        {
            "database": Field(Shape.CHOICE, "DB-001", one_of=tuple(OPS), required=True),
            "connection": Field(Shape.NAME, "DB-001 DB-014", required=True),
            "sql": Field(Shape.TEXT, "DB-002 DB-009"),
            "template": Field(Shape.NAME, "DB-002 DB-009 TPL-002"),
            "data": Field(Shape.MAP, "TPL-002"),
            "params": Field(Shape.ITEMS, "DB-002 DB-008", also=(Shape.MAP,)),
            "max-results": Field(Shape.WHOLE, "DB-004", minimum=1, maximum=MAX_ROWS),
            "dry-run": Field(Shape.FLAG, "DB-008"),
            "collection": Field(Shape.NAME, "DB-010"),
            "where": Field(Shape.ITEMS, "DB-010 DB-011"),
            "order-by": Field(Shape.ITEMS, "DB-010"),
            "limit": Field(Shape.WHOLE, "DB-010", minimum=1, maximum=MAX_DOCUMENTS, default=100),
        }
    ),
    selector="database",
    ops=OPS,
    template="db-query",
    connection=("database",),
    elsewhere={
        "query": "The query is :sql.",
        "args": "The values of a query are :params.",
        "offset": "Firestore queries are not paged by offset; narrow them with :where.",
    },
)
