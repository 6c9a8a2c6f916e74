"""`:interfaces`: the surfaces people and programs call the flow through."""

from __future__ import annotations

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

WEBHOOK_AUTH_TYPES = ("hmac-sha256", "signature", "bearer", "api-key", "basic", "ip-allowlist")
CALLER_AUTH_TYPES = ("workspace-api-auth", *WEBHOOK_AUTH_TYPES)
"""What HTTP and MCP interfaces may name; a bare keyword stands for a map with only `:type`."""


@record("webhook auth", article="the")
class WebhookAuth:
    """How a caller proves who it is."""

    type: str = key(
        Shape.CHOICE,
        "WH-001 WH-002 WH-003 WH-004 WH-005 WH-006 WH-007 INT-006",
        one_of=(*CALLER_AUTH_TYPES, "none"),
    )
    secret_ref: str | None = key(Shape.NAME, "WH-001 WH-002 WH-003 WH-004 WH-005", default=None)
    header: str | None = key(Shape.TEXT, "WH-001 WH-004", default=None)
    location: str | None = key(
        Shape.CHOICE, "WH-001", default=None, one_of=("header", "query"), note=":header by default."
    )
    param: str | None = key(Shape.TEXT, "WH-001", default=None, aliases=("param-name",))
    prefix: str | None = key(Shape.TEXT, "WH-002", default=None)
    username: str | None = key(Shape.TEXT, "WH-003", default=None)
    algo: str | None = key(
        Shape.CHOICE, "WH-005", default=None, one_of=("hmac-sha256", "ecdsa-p256")
    )
    signature_header: str | None = key(Shape.TEXT, "WH-005", default=None)
    timestamp_header: str | None = key(Shape.TEXT, "WH-005", default=None)
    signed_message: str | None = key(
        Shape.CHOICE,
        "WH-005",
        default=None,
        one_of=("payload", "timestamp-payload"),
        note=":payload by default.",
    )
    separator: str | None = key(
        Shape.TEXT,
        "WH-005",
        default=None,
        note="Between timestamp and payload; nothing by default.",
    )
    signature_format: str | None = key(
        Shape.CHOICE,
        "WH-005",
        default=None,
        one_of=("base64", "hex"),
        note=":base64 by default.",
    )
    signature_prefix: str | None = key(Shape.TEXT, "WH-005", default=None)
    timestamp_max_skew_ms: int = key(Shape.WHOLE, "WH-005 WH-009", default=300_000, minimum=0)
    public_key_ref: str | None = key(Shape.NAME, "WH-005", default=None)
    allow: tuple[str, ...] = key(Shape.TEXTS, "WH-006", default=())
    extra: Map = EMPTY


@record("manual interface")
class ManualInterface:
    """A run button with the form of an invocation."""

    id: str = key(Shape.ID, "INT-001 INT-003")
    invocation: str = key(Shape.ID, "INT-003 INV-003", default="default", required=True)
    label: str | None = key(
        Shape.TEXT, "INT-005", default=None, note='On every run button; "Run now" when left out.'
    )
    description: str | None = key(Shape.TEXT, "INT-003", default=None)
    enabled: bool = key(Shape.FLAG, "INT-004", default=True)
    extra: Map = EMPTY


@record("HTTP interface")
class HttpInterface:
    """An endpoint a program calls; it answers with the run envelope."""

    id: str = key(Shape.ID, "INT-001 INT-003")
    invocation: str = key(Shape.ID, "INT-003 INV-003", default="default", required=True)
    method: str = key(
        Shape.CHOICE,
        "INT-006",
        default="post",
        one_of=("get", "post", "put", "patch", "delete"),
    )
    path: str | None = key(Shape.TEXT, "INT-006", default=None)
    auth: WebhookAuth | None = key(
        Shape.RECORD, "INT-006 INT-015", default=None, record=(WebhookAuth,), single=True
    )
    label: str | None = key(Shape.TEXT, "INT-003", default=None)
    description: str | None = key(Shape.TEXT, "INT-003", default=None)
    enabled: bool = key(Shape.FLAG, "INT-004", default=True)
    extra: Map = EMPTY


@record("webhook interface")
class WebhookInterface:
    """An endpoint another service posts its events to."""

    id: str = key(Shape.ID, "INT-001 INT-003")
    invocation: str = key(Shape.ID, "INT-003 INV-003", default="default", required=True)
    event_name: str | None = key(
        Shape.NAME, "WH-012", default=None, note="The interface's id when left out."
    )
    auth: WebhookAuth | None = key(
        Shape.RECORD,
        "INT-015 WH-007",
        default=None,
        record=(WebhookAuth,),
        required=True,
        sample='{:type :hmac-sha256 :header "X-Signature" :secret-ref :webhook-secret}',
    )
    label: str | None = key(Shape.TEXT, "INT-003", default=None)
    description: str | None = key(Shape.TEXT, "INT-003", default=None)
    enabled: bool = key(Shape.FLAG, "INT-004", default=True)
    path: str | None = key(
        Shape.TEXT, "WH-014", default=None, note="Kept, not used: paths are generated."
    )
    replay: Map = key(Shape.MAP, "INT-003 WH-009", default=EMPTY)
    extra: Map = EMPTY

    @property
    def event(self) -> str:
        """The name of the event a delivery raises."""
        return self.event_name or self.id


@record("MCP interface")
class McpInterface:
    """A tool other agents call over MCP."""

    tool_name: str = key(Shape.TEXT, "INT-003 INT-010")
    invocation: str = key(Shape.ID, "INT-003 INV-003", default="default", required=True)
    description: str | None = key(Shape.TEXT, "INT-003", default=None)
    auth: WebhookAuth | None = key(
        Shape.RECORD, "INT-010 INT-015", default=None, record=(WebhookAuth,), single=True
    )
    id: str | None = key(Shape.ID, "INT-003", default=None)
    label: str | None = key(Shape.TEXT, "INT-003", default=None)
    enabled: bool = key(Shape.FLAG, "INT-004", default=True)
    extra: Map = EMPTY


Interface = ManualInterface | HttpInterface | WebhookInterface | McpInterface


@record("interfaces", article="the")
class Interfaces:
    """The declared surfaces, by category; nothing else can be called."""

    manual: tuple[ManualInterface, ...] = key(
        Shape.RECORDS, "INT-001 INT-002 INT-005", default=(), record=(ManualInterface,)
    )
    http: tuple[HttpInterface, ...] = key(
        Shape.RECORDS, "INT-001 INT-002 INT-006", default=(), record=(HttpInterface,)
    )
    webhook: tuple[WebhookInterface, ...] = key(
        Shape.RECORDS, "INT-001 INT-002 WH-012", default=(), record=(WebhookInterface,)
    )
    mcp: tuple[McpInterface, ...] = key(
        Shape.RECORDS, "INT-001 INT-002 INT-010", default=(), record=(McpInterface,)
    )
    extra: Map = EMPTY

    @property
    def all(self) -> tuple[Interface, ...]:
        return (*self.manual, *self.http, *self.webhook, *self.mcp)
