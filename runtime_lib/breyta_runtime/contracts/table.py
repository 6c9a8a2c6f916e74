"""`:table`: queries and changes of table resources."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Op, StepContract, map_of, named, one_of
from breyta_runtime.contracts.persist import COLUMN, MAX_INDEXES, WRITE_MODES
from breyta_runtime.definition.contract import Shape

PREDICATES = ("=", "!=", ">", ">=", "<", "<=", "contains")
METRICS = (
    "count",
    "sum",
    "avg",
    "min",
    "max",
    "count-distinct",
    "arg-max",
    "arg-min",
    "collect-set",
    "percentile",
    "median",
)
BUCKETS = ("date-trunc", "numeric-bin")
DATE_UNITS = ("day", "week", "month")
MAX_PAGE = 1_000
MAX_SCAN = 10_000
MAX_GROUPS = 200
MAX_COLLECTED = 25
MAX_JOIN_KEYS = 4
MAX_JOIN_FIELDS = 64
MAX_JOIN_ROWS = 1_000
MAX_JOIN_WINDOW = 10_000
MAX_QUERY_PARTITIONS = 12
MAX_READ_PARTITIONS = 24

_ROW = one_of("TAB-013", "row-id", "key")
_ROW_KEYS = ("row-id", "key")

OPS: dict[str, Op] = {
    "query": Op(("table", "page"), ("select", "where", "sort")),
    "get-row": Op(("table",), _ROW_KEYS, (_ROW,)),
    "aggregate": Op(("table",), ("where", "group-by", "metrics", "having", "order-by", "limit")),
    # Together with :persist a table may be created by asking for its schema.
    "schema": Op((), ("table",)),
    "export": Op(("table",), ("format", "select", "where", "sort")),
    "update-cell": Op(("table", "column", "value"), _ROW_KEYS, (_ROW,)),
    "update-cell-format": Op(("table", "column"), (*_ROW_KEYS, "format"), (_ROW,)),
    "set-column": Op(("table", "column"), ("definition",)),
    "recompute": Op(("table",), ("where", "limit", "offset")),
    "materialize-join": Op(("left", "right", "on", "into"), ("join-type", "project", "op-id")),
}

PAGE = map_of(
    "a :page",
    {
        "mode": Field(Shape.CHOICE, "TAB-007", one_of=("offset", "cursor"), required=True),
        "limit": Field(Shape.WHOLE, "TAB-008 TAB-041", minimum=1, maximum=MAX_PAGE),
        "offset": Field(Shape.WHOLE, "TAB-008 TAB-041", minimum=0, maximum=MAX_SCAN),
        "cursor": Field(Shape.TEXT, "TAB-009"),
        "total-count": Field(Shape.FLAG, "TAB-009"),
    },
    loose=True,
)

BUCKET = map_of(
    "a :bucket",
    {
        "op": Field(Shape.CHOICE, "TAB-020", one_of=BUCKETS, required=True),
        "unit": Field(Shape.CHOICE, "TAB-020", one_of=DATE_UNITS),
        "size": Field(Shape.NUMBER, "TAB-020"),
    },
)

GROUP_BY = map_of(
    "a :group-by",
    {
        "field": Field(Shape.NAME, "TAB-020", required=True),
        "bucket": Field(Shape.MAP, "TAB-020", inside=BUCKET),
        "as": Field(Shape.NAME, "TAB-020"),
    },
)

METRIC = map_of(
    "a metric",
    {
        "op": Field(Shape.CHOICE, "TAB-015 TAB-016", one_of=METRICS, required=True),
        "field": Field(Shape.NAME, "TAB-015"),
        "as": Field(Shape.NAME, "TAB-015"),
        "where": Field(Shape.ITEMS, "TAB-019"),
        "order-field": Field(Shape.NAME, "TAB-016"),
        "limit": Field(Shape.WHOLE, "TAB-017", minimum=1, maximum=MAX_COLLECTED),
        "p": Field(Shape.NUMBER, "TAB-018", minimum=0, maximum=1),
    },
)

_SIDE = {
    "table": Field(Shape.NAME, "TAB-035", also=(Shape.MAP,)),
    "ref": Field(Shape.DATA, "TAB-035"),
    "rows": Field(Shape.ITEMS, "TAB-035 TAB-036", maximum=MAX_JOIN_ROWS),
    "select": Field(Shape.NAMES, "TAB-035"),
    "where": Field(Shape.ITEMS, "TAB-035"),
    "sort": Field(Shape.ITEMS, "TAB-035"),
    "limit": Field(Shape.WHOLE, "TAB-036", minimum=1, maximum=MAX_JOIN_WINDOW),
    "offset": Field(Shape.WHOLE, "TAB-036", minimum=0),
    "partitions": Field(Shape.MAP, "TAB-012"),
}

INTO = map_of(
    "an :into",
    {
        "table": Field(Shape.NAME, "TAB-035", also=(Shape.MAP,), required=True),
        "write-mode": Field(Shape.CHOICE, "TAB-035", one_of=WRITE_MODES),
        "key-fields": Field(Shape.NAMES, "TAB-035"),
        "index-fields": Field(Shape.NAMES, "TAB-035", maximum=MAX_INDEXES),
    },
    loose=True,
)

CONTRACT = StepContract(
    "table",
    "reference-step-table",
    named(
        {
            "op": Field(Shape.CHOICE, "TAB-007", one_of=tuple(OPS), required=True),
            "table": Field(Shape.MAP, "TAB-012", also=(Shape.NAME,)),
            "page": Field(Shape.MAP, "TAB-007", inside=PAGE),
            "select": Field(Shape.NAMES, "TAB-010"),
            "where": Field(Shape.ITEMS, "TAB-010 TAB-011"),
            "sort": Field(Shape.ITEMS, "TAB-010"),
            "row-id": Field(Shape.DATA, "TAB-013"),
            "key": Field(Shape.MAP, "TAB-013"),
            "group-by": Field(
                Shape.ITEMS,
                "TAB-014 TAB-020",
                item=Field(Shape.NAME, "TAB-014", also=(Shape.MAP,), inside=GROUP_BY),
            ),
            "metrics": Field(
                Shape.RECORDS, "TAB-014", item=Field(Shape.MAP, "TAB-015", inside=METRIC)
            ),
            "having": Field(Shape.ITEMS, "TAB-021"),
            "order-by": Field(Shape.ITEMS, "TAB-021"),
            "limit": Field(Shape.WHOLE, "TAB-022 TAB-031", minimum=1),
            "offset": Field(Shape.WHOLE, "TAB-031", minimum=0),
            "format": Field(
                Shape.CHOICE, "TAB-024 TAB-026", also=(Shape.MAP,), one_of=("csv",), loose=True
            ),
            "column": Field(Shape.NAME, "TAB-025 TAB-027"),
            "value": Field(Shape.DATA, "TAB-025"),
            "definition": Field(Shape.MAP, "TAB-027 TAB-028", inside=COLUMN),
            "left": Field(Shape.MAP, "TAB-035", inside=map_of("a :left", _SIDE, loose=True)),
            "right": Field(Shape.MAP, "TAB-035", inside=map_of("a :right", _SIDE, loose=True)),
            "on": Field(
                Shape.RECORDS,
                "TAB-035 TAB-036",
                maximum=MAX_JOIN_KEYS,
                item=Field(
                    Shape.MAP,
                    "TAB-035",
                    inside=map_of(
                        "an :on",
                        {
                            "left-field": Field(Shape.NAME, "TAB-035", required=True),
                            "right-field": Field(Shape.NAME, "TAB-035", required=True),
                        },
                    ),
                ),
            ),
            "into": Field(Shape.MAP, "TAB-035", inside=INTO),
            "join-type": Field(Shape.CHOICE, "TAB-035", one_of=("left", "inner")),
            "project": Field(Shape.MAP, "TAB-035", also=(Shape.ITEMS,)),
            "op-id": Field(Shape.NAME, "TAB-035"),
            "provider-opts": Field(Shape.MAP, "TAB-007"),
        }
    ),
    selector="op",
    ops=OPS,
    elsewhere={
        "rows": "Rows become a table with :persist {:type :table …} of the step that makes them.",
        "operation": "The operation of a :table step is :op.",
        "order": "The order of a query is :sort, of an aggregate :order-by.",
    },
)
