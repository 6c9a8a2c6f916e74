"""`:http`: requests, and the HTTP channel of notifications, which is the same request."""

from __future__ import annotations

from breyta_runtime.contracts.base import (
    Field,
    StepContract,
    Unit,
    map_of,
    most_one_of,
    named,
    one_of,
)
from breyta_runtime.definition.contract import Shape

METHODS = ("get", "post", "put", "patch", "delete")
RESPONSE_TYPES = ("auto", "json", "jsonl", "sse", "text", "bytes", "edn", "xml", "yaml")
STEP_AUTH_TYPES = (
    "none",
    "bearer",
    "token",
    "api-key",
    "basic",
    "aws-sigv4",
    "google-service-account",
)
BODIES = ("json", "form", "multipart", "body", "body-from-ref")

AUTH = map_of(
    "an :auth",
    {
        "type": Field(Shape.CHOICE, "HTTP-021", one_of=STEP_AUTH_TYPES, required=True),
        "secret-ref": Field(Shape.NAME, "HTTP-021"),
        "prefix": Field(Shape.TEXT, "HTTP-022"),
        "header": Field(Shape.TEXT, "HTTP-023"),
        "location": Field(Shape.CHOICE, "HTTP-023", one_of=("header", "query")),
        "param-name": Field(Shape.TEXT, "HTTP-023"),
        "param": Field(Shape.TEXT, "HTTP-023"),
        "username": Field(Shape.TEXT, "HTTP-021"),
        "region": Field(Shape.TEXT, "HTTP-024"),
        "service": Field(Shape.TEXT, "HTTP-024"),
        "scopes": Field(Shape.TEXTS, "HTTP-025"),
    },
    loose=True,
)

PART = map_of(
    "a part of :multipart",
    {
        "name": Field(Shape.TEXT, "HTTP-008", also=(Shape.NAME,), required=True),
        "filename": Field(Shape.TEXT, "HTTP-008"),
        "content-type": Field(Shape.NAME, "HTTP-008"),
        "content": Field(Shape.DATA, "HTTP-008"),
        "from-ref": Field(Shape.DATA, "HTTP-008 HTTP-010"),
    },
    loose=True,
)

REQUEST = named(
    {
        "connection": Field(Shape.NAME, "HTTP-001"),
        "url": Field(Shape.TEXT, "HTTP-001"),
        "path": Field(Shape.TEXT, "HTTP-002"),
        "method": Field(Shape.CHOICE, "HTTP-003", one_of=METHODS, default="get"),
        "headers": Field(Shape.MAP, "HTTP-004"),
        "query": Field(Shape.MAP, "HTTP-005"),
        "json": Field(Shape.DATA, "HTTP-006"),
        "form": Field(Shape.MAP, "HTTP-007"),
        "multipart": Field(
            Shape.RECORDS, "HTTP-008", item=Field(Shape.MAP, "HTTP-008", inside=PART)
        ),
        "body": Field(Shape.DATA, "HTTP-009"),
        "body-from-ref": Field(Shape.MAP, "HTTP-010", also=(Shape.TEXT,)),
        "content-type": Field(Shape.NAME, "HTTP-013"),
        "accept": Field(Shape.NAME, "HTTP-014"),
        "auth": Field(Shape.MAP, "HTTP-021", inside=AUTH),
        "template": Field(Shape.NAME, "HTTP-020 TPL-002"),
        "data": Field(Shape.MAP, "HTTP-020 TPL-002"),
    }
)

TARGET = one_of(
    "HTTP-001",
    "connection",
    "url",
    unless=("template",),
    hint="Name a slot of :requires with :connection, or give a full :url.",
)
ONE_BODY = most_one_of("HTTP-006", *BODIES, advice=True, hint="Keep one of them.")

CONTRACT = StepContract(
    "http",
    "reference-step-http",
    REQUEST
    | named(
        {
            "response-as": Field(
                Shape.CHOICE, "HTTP-015 HTTP-016", one_of=RESPONSE_TYPES, default="auto"
            ),
            "include-headers": Field(Shape.NAMES, "HTTP-018"),
            "parser-fn": Field(Shape.CODE, "HTTP-019", also=(Shape.NAME,)),
            "client-opts": Field(
                Shape.MAP,
                "HTTP-026",
                inside=map_of(
                    ":client-opts",
                    {
                        "max-response-bytes": Field(
                            Shape.WHOLE, "HTTP-026", unit=Unit.BYTES, minimum=1
                        )
                    },
                    loose=True,
                ),
            ),
            "auto-search-index?": Field(Shape.FLAG, "HTTP-028 HTTP-029"),
        }
    ),
    (TARGET, ONE_BODY),
    template="http-request",
    connection=("http-api",),
    elsewhere={
        "params": "Query parameters are :query.",
        "query-params": "Query parameters are :query.",
        "form-params": "A form body is :form.",
        "json-body": "A JSON body is :json.",
        "uri": "The full address is :url.",
        "as": "How the body is read is :response-as.",
        "timeout-ms": "The limit, in seconds, is :timeout.",
        "verb": "The verb is :method.",
    },
)
