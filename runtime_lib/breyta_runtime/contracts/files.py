"""`:files`: source trees, and changes to them that are published as branches."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Op, StepContract, map_of, named, one_of
from breyta_runtime.definition.contract import Shape

MAX_LISTED = 2_000
MAX_FOUND = 100
MAX_PATHS = 50
MAX_LINES = 400

_EDIT_TARGET = ("changeset", "path")
_SESSION = ("session-uri", "lease-id", "generation")

OPS: dict[str, Op] = {
    "resolve-source": Op(("source",)),
    "init-changeset": Op(("source",)),
    "list": Op(("source",), ("path-prefix", "limit")),
    "read": Op(
        ("source",),
        ("path", "paths", "line-start", "line-end"),
        (one_of("FIL-007", "path", "paths"),),
    ),
    "search": Op(("source", "query"), ("path-prefix", "limit")),
    "write-file": Op((*_EDIT_TARGET, "content"), ("content-type",)),
    "apply-edit": Op((*_EDIT_TARGET, "edit")),
    "replace": Op((*_EDIT_TARGET, "match", "replace"), ("all?",)),
    "replace-lines": Op((*_EDIT_TARGET, "line-start", "line-end", "expected", "replace")),
    "delete-file": Op(_EDIT_TARGET),
    "move-file": Op(("changeset", "from-path", "to-path")),
    "diff": Op(("source",)),
    "materialize": Op(("source",)),
    "capture": Op(
        (),
        ("changeset", "directory", *_SESSION, "path-prefix"),
        (one_of("FIL-018 FIL-019", "directory", "session-uri"),),
    ),
    "heartbeat": Op(_SESSION),
    "status": Op(("session-uri",), ("lease-id", "generation")),
    "release": Op(_SESSION),
    "publish": Op(
        ("changeset", "branch", "commit-message"),
        (
            "provider",
            "connection",
            "repository",
            "base-branch",
            "allow-target-override?",
            "force?",
        ),
    ),
    "open-change-request": Op(
        ("change-title", "change-body"),
        (
            "provider",
            "connection",
            "published",
            "repository",
            "base-branch",
            "branch",
            "allow-target-override?",
            "draft?",
        ),
    ),
}

GIT_SOURCE = map_of(
    "a :source",
    {
        "type": Field(Shape.CHOICE, "FIL-001 FIL-002", one_of=("git",), required=True),
        "repo": Field(Shape.TEXT, "FIL-001", required=True),
        "ref": Field(Shape.TEXT, "FIL-001", default="HEAD"),
        "provider": Field(Shape.NAME, "FIL-001"),
        "connection": Field(Shape.NAME, "FIL-001"),
        "sparse-paths": Field(Shape.TEXTS, "FIL-001"),
    },
    elsewhere={
        "url": "The address of the repository is :repo.",
        "branch": "A branch, tag or commit is :ref.",
        "paths": "The paths to import are :sparse-paths.",
    },
)

EDIT = map_of(
    "an :edit",
    {
        "op": Field(Shape.CHOICE, "FIL-012", one_of=("replace", "replace-lines"), required=True),
        "match": Field(Shape.TEXT, "FIL-012 FIL-013", minimum=1),
        "replace": Field(Shape.TEXT, "FIL-012", required=True),
        "all?": Field(Shape.FLAG, "FIL-012 FIL-013"),
        "line-start": Field(Shape.WHOLE, "FIL-012", minimum=1),
        "line-end": Field(Shape.WHOLE, "FIL-012", minimum=1),
        "expected": Field(Shape.TEXT, "FIL-012 FIL-014"),
    },
)

_REF = (Shape.TEXT,)
_FLAG = Field(Shape.FLAG, "FIL-020 FIL-022")
_TEXT = Field(Shape.TEXT, "FIL-020 FIL-022")
_LINE = Field(Shape.WHOLE, "FIL-007 FIL-014", minimum=1)

CONTRACT = StepContract(
    "files",
    "reference-step-files",
    named(
        {
            "op": Field(Shape.CHOICE, "FIL-001", one_of=tuple(OPS), required=True),
            "source": Field(Shape.MAP, "FIL-001 FIL-005", also=_REF),
            "changeset": Field(Shape.MAP, "FIL-011", also=_REF),
            "path": Field(Shape.TEXT, "FIL-007 FIL-011"),
            "paths": Field(Shape.TEXTS, "FIL-007", maximum=MAX_PATHS),
            "path-prefix": Field(Shape.TEXT, "FIL-006 FIL-010"),
            "limit": Field(Shape.WHOLE, "FIL-006 FIL-010", minimum=1, maximum=MAX_LISTED),
            "line-start": _LINE,
            "line-end": _LINE,
            "query": Field(Shape.TEXT, "FIL-010"),
            "content": Field(Shape.TEXT, "FIL-011"),
            "content-type": Field(Shape.TEXT, "FIL-011"),
            "edit": Field(Shape.MAP, "FIL-012", inside=EDIT),
            "match": Field(Shape.TEXT, "FIL-013", minimum=1),
            "replace": Field(Shape.TEXT, "FIL-013"),
            "expected": Field(Shape.TEXT, "FIL-014"),
            "all?": _FLAG,
            "from-path": Field(Shape.TEXT, "FIL-015"),
            "to-path": Field(Shape.TEXT, "FIL-015"),
            "directory": Field(Shape.TEXT, "FIL-018"),
            "session-uri": Field(Shape.TEXT, "FIL-019"),
            "lease-id": Field(Shape.TEXT, "FIL-019"),
            "generation": Field(Shape.WHOLE, "FIL-019"),
            "provider": Field(Shape.NAME, "FIL-020 PRV-006"),
            "connection": Field(Shape.NAME, "FIL-020"),
            "repository": _TEXT,
            "base-branch": _TEXT,
            "branch": _TEXT,
            "commit-message": Field(Shape.TEXT, "FIL-020"),
            "allow-target-override?": Field(Shape.FLAG, "FIL-021"),
            "force?": Field(Shape.FLAG, "FIL-020"),
            "published": Field(Shape.MAP, "FIL-022"),
            "change-title": Field(Shape.TEXT, "FIL-022"),
            "change-body": Field(Shape.TEXT, "FIL-022"),
            "draft?": Field(Shape.FLAG, "FIL-022"),
        }
    ),
    selector="op",
    ops=OPS,
    connection=("http-api",),
    elsewhere={
        "message": "The message of the commit is :commit-message.",
        "body": "The text of the change request is :change-body.",
    },
)
