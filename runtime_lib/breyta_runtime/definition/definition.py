"""The whole of a flow's definition, as its source declares it and as a generated module holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from breyta_runtime.definition.agents import Agent
from breyta_runtime.definition.concurrency import Concurrency
from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.definition.functions import Functions, FunctionSpec
from breyta_runtime.definition.inputs import Input, Invocation
from breyta_runtime.definition.interfaces import Interfaces
from breyta_runtime.definition.listing import Discover, Marketplace, PublishMedia
from breyta_runtime.definition.mcp import McpAdapter
from breyta_runtime.definition.packaged import PackagedStep
from breyta_runtime.definition.providers import Providers
from breyta_runtime.definition.requires import Requirement, SetupForm, Slot, Worker
from breyta_runtime.definition.schedules import Schedule
from breyta_runtime.definition.templates import Template
from breyta_runtime.values import Map


@record(
    "flow definition",
    article="the",
    also=("flow", "triggers", "activation"),
    elsewhere={
        "secrets": "Declare secrets under :requires, as {:slot … :type :secret}.",
        "inputs": "Declare inputs under :invocations {:default {:inputs [...]}}.",
        "trigger": "Declare entry points under :interfaces and :schedules.",
    },
)
class Definition:
    slug: str = key(Shape.ID, "DEF-002", sample=":my-flow")
    name: str = key(Shape.TEXT, "DEF-003", sample='"My flow"')
    source: str = field(default="")
    """Where the flow's source is, relative to the project."""
    concurrency: Concurrency = key(
        Shape.RECORD,
        "DEF-004 CON-006",
        record=(Concurrency,),
        default=Concurrency("singleton", "supersede"),
        required=True,
        sample="{:type :singleton :on-new-version :supersede}",
    )
    description: str | None = key(
        Shape.TEXT, "DEF-006", default=None, note="Markdown, shown on setup and run pages."
    )
    tags: tuple[str, ...] = key(Shape.NAMES, "DEF-008", default=())
    requires: tuple[Requirement, ...] = key(
        Shape.RECORDS, "DEF-010 REQ-001", default=(), record=(Slot, SetupForm, Worker)
    )
    invocations: Mapping[str, Invocation] = key(
        Shape.KEYED, "DEF-010 INV-001", default_factory=dict, record=(Invocation,)
    )
    interfaces: Interfaces = key(
        Shape.RECORD, "DEF-010 INT-001", default=Interfaces(), record=(Interfaces,)
    )
    schedules: tuple[Schedule, ...] = key(
        Shape.RECORDS, "DEF-010 SCH-001", default=(), record=(Schedule,)
    )
    templates: tuple[Template, ...] = key(
        Shape.RECORDS, "DEF-010 TPL-001", default=(), record=(Template,)
    )
    functions: Functions = key(
        Shape.RECORDS, "DEF-010 FN-001", default_factory=dict, record=(FunctionSpec,)
    )
    """The compiled functions by id; the compiler keeps their sources apart from the definition."""
    steps: tuple[PackagedStep, ...] = key(
        Shape.RECORDS, "DEF-010 PKG-001", default=(), record=(PackagedStep,)
    )
    agents: tuple[Agent, ...] = key(Shape.RECORDS, "DEF-010 AGD-001", default=(), record=(Agent,))
    providers: Providers = key(
        Shape.RECORD, "DEF-010 DEF-016 PRV-001", default=Providers(), record=(Providers,)
    )
    mcp: tuple[McpAdapter, ...] = key(
        Shape.RECORDS, "DEF-010 MCPC-001", default=(), record=(McpAdapter,)
    )
    mcp_registries: Any = key(
        Shape.DATA, "DEF-010 DEF-011", default=None, note="Authoring metadata; publishes no tool."
    )
    deploy_key_required: bool = key(Shape.FLAG, "DEF-007", default=False)
    discover: Discover = key(Shape.RECORD, "DEF-012", default=Discover(), record=(Discover,))
    marketplace: Marketplace = key(
        Shape.RECORD, "DEF-012 META-004", default=Marketplace(), record=(Marketplace,)
    )
    publish_media: PublishMedia | None = key(
        Shape.RECORD, "DEF-012 META-003", default=None, record=(PublishMedia,)
    )
    icon: str | None = key(Shape.NAME, "DEF-009", default=None)
    connections: Any = key(
        Shape.DATA,
        "DEF-009",
        default=None,
        note="Icons and labels only; bindings are in :requires.",
    )
    extra: Map = EMPTY

    def slot(self, name: str) -> Slot | None:
        """The connection slot of that name."""
        return next((s for s in self.slots if s.slot == name), None)

    def template(self, name: str) -> Template | None:
        return next((t for t in self.templates if t.id == name), None)

    def step(self, name: str) -> PackagedStep | None:
        """The packaged step "ns/name"."""
        return next((s for s in self.steps if s.id == name), None)

    def agent(self, name: str) -> Agent | None:
        return next((a for a in self.agents if a.id == name), None)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(r for r in self.requires if isinstance(r, Slot))

    @property
    def forms(self) -> tuple[SetupForm, ...]:
        return tuple(r for r in self.requires if isinstance(r, SetupForm))

    @property
    def workers(self) -> tuple[Worker, ...]:
        return tuple(r for r in self.requires if isinstance(r, Worker))

    @property
    def setup_inputs(self) -> tuple[Input, ...]:
        """The fields of all setup forms; their values are part of every run's input."""
        return tuple(each for form in self.forms for each in form.fields)
