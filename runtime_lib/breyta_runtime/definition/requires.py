"""`:requires`: what has to be there before a run - connections, secrets, setup values, workers."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.definition.inputs import Input
from breyta_runtime.values import Map

SLOT_TYPES = ("http-api", "database", "blob-storage", "kv-store", "secret", "ssh")
AUTH_TYPES = ("none", "api-key", "bearer", "token", "basic", "aws-sigv4", "google-service-account")
OWNERS = ("installer", "author")
DATABASES = ("postgres", "mysql", "clickhouse", "bigquery", "firestore")


@record("OAuth contract")
class OAuth:
    """The account a slot wants to be connected through OAuth."""

    provider: str = key(Shape.NAME, "CNX-010 CNX-011", note=":any, :custom, or a provider's name.")
    provider_name: str | None = key(Shape.TEXT, "CNX-010 CNX-011", default=None)
    template_connection_id: str | None = key(Shape.TEXT, "CNX-010 CNX-011", default=None)
    scopes: Map = key(Shape.MAP, "CNX-010 CNX-011", default=EMPTY, note=":required and :any-of.")
    requires_refresh_token: bool = key(Shape.FLAG, "CNX-010 CNX-011", default=False)
    authorize_params: Map = key(Shape.MAP, "CNX-010 CNX-011", default=EMPTY)
    scope_separator: str | None = key(Shape.TEXT, "CNX-010 CNX-011", default=None)
    token_params: Map = key(Shape.MAP, "CNX-010 CNX-011", default=EMPTY)
    refresh_token_params: Map = key(Shape.MAP, "CNX-010 CNX-011", default=EMPTY)
    pkce: Map = key(Shape.MAP, "CNX-010 CNX-011", default=EMPTY)
    extra: Map = EMPTY


@record("preferred slot")
class Preference:
    """A slot of another flow this one would like to share its storage with; a hint only."""

    flow: str = key(Shape.ID, "REQ-019")
    slot: str = key(Shape.ID, "REQ-019")
    extra: Map = EMPTY


@record("HTTP tool permissions", article="the")
class HttpPermissions:
    """`:config {:tool-permissions {:http …}}`: what packaged HTTP steps may do with the slot."""

    mode: str | None = key(
        Shape.CHOICE, "REQ-010", default=None, one_of=("read-only", "read-write")
    )
    allowed_methods: tuple[str, ...] = key(Shape.NAMES, "REQ-010", default=())
    allowed_hosts: tuple[str, ...] = key(Shape.TEXTS, "REQ-010", default=())
    allowed_path_prefixes: tuple[str, ...] = key(Shape.TEXTS, "REQ-010", default=())
    allowed_url_prefixes: tuple[str, ...] = key(Shape.TEXTS, "REQ-010", default=())
    extra: Map = EMPTY


@record("storage prefix")
class StoragePrefix:
    """`:config {:prefix …}` of a blob-storage slot: how setup asks for the storage root."""

    default: str | None = key(Shape.TEXT, "REQ-020", default=None)
    label: str | None = key(Shape.TEXT, "REQ-020", default=None)
    description: str | None = key(Shape.TEXT, "REQ-020", default=None)
    placeholder: str | None = key(Shape.TEXT, "REQ-020", default=None)
    extra: Map = EMPTY


@record("connection slot", also=("kind", "required"))
class Slot:
    """A connection, storage or secret the flow refers to by name; it is bound per target."""

    slot: str = key(Shape.ID, "REQ-001 REQ-004 REQ-006")
    type: str = key(
        Shape.CHOICE,
        "REQ-002 REQ-003",
        one_of=SLOT_TYPES,
        renamed={"llm-provider": "http-api"},
    )
    label: str | None = key(Shape.TEXT, "REQ-004", default=None)
    description: str | None = key(Shape.TEXT, "REQ-004", default=None)
    base_url: str | None = key(Shape.TEXT, "REQ-004", default=None)
    auth: Map = key(Shape.MAP, "REQ-009", default=EMPTY)
    backend: str | None = key(Shape.NAME, "REQ-004 MCPC-002", default=None)
    backends: tuple[str, ...] = key(
        Shape.NAMES,
        "REQ-021 REQ-004",
        default=(),
        note="For :database the dialects, for :http-api the LLM backends that will do.",
    )
    provided_by: str | None = key(
        Shape.CHOICE,
        "REQ-007 REQ-008",
        default=None,
        one_of=OWNERS,
        note=":installer when left out; public flows have to say it.",
    )
    optional: bool = key(
        Shape.FLAG, "REQ-005", default=False, note=":required false says the same."
    )
    secret_ref: str | None = key(
        Shape.NAME, "REQ-018", default=None, note="For :secret; the slot's name when left out."
    )
    config: Map = key(Shape.MAP, "REQ-010 REQ-020", default=EMPTY)
    oauth: OAuth | None = key(Shape.RECORD, "REQ-004", default=None, record=(OAuth,))
    prefers: tuple[Preference, ...] = key(
        Shape.RECORDS, "REQ-019", default=(), record=(Preference,)
    )
    extra: Map = EMPTY

    @property
    def owner(self) -> str:
        """Who binds the slot."""
        return self.provided_by or "installer"


@record("setup form", also=("kind", "collect"))
class SetupForm:
    """Values asked for once, at setup, and merged into the input of every run."""

    fields: tuple[Input, ...] = key(Shape.RECORDS, "REQ-013 REQ-014", record=(Input,), single=True)
    label: str | None = key(Shape.TEXT, "REQ-013", default=None)
    description: str | None = key(Shape.TEXT, "REQ-013", default=None)
    provided_by: str | None = key(Shape.CHOICE, "REQ-007 REQ-013", default=None, one_of=OWNERS)
    extra: Map = EMPTY

    @property
    def owner(self) -> str:
        """Who fills the form in."""
        return self.provided_by or "installer"


@record("worker requirement", also=("kind", "job-type"))
class Worker:
    """An external worker that has to run for the flow's jobs to be done."""

    label: str | None = key(Shape.TEXT, "REQ-011", default=None)
    capability: str | None = key(Shape.NAME, "REQ-011", default=None)
    job_types: tuple[str, ...] = key(
        Shape.NAMES, "REQ-011", default=(), note=":job-type holds a single one."
    )
    provided_by: str | None = key(Shape.CHOICE, "REQ-011 REQ-012", default=None, one_of=OWNERS)
    provider: str | None = key(Shape.NAME, "REQ-011", default=None)
    version: str | None = key(Shape.TEXT, "REQ-011", default=None)
    setup_summary: str | None = key(Shape.TEXT, "REQ-011", default=None)
    setup_docs_url: str | None = key(Shape.TEXT, "REQ-011", default=None)
    extra: Map = EMPTY

    @property
    def owner(self) -> str:
        """Who runs the worker."""
        return self.provided_by or "installer"


Requirement = Slot | SetupForm | Worker

REQUIREMENT_KINDS: dict[str, type[Any]] = {
    "connection": Slot,
    "form": SetupForm,
    "worker": Worker,
}
"""What `:kind` says a requirement is; a connection slot when it is left out."""
