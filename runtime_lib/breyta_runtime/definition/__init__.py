"""Typed flow definitions: what the compiler reads out of a source, and what a generated module
hands to the runtime."""

from breyta_runtime.definition.agents import Agent
from breyta_runtime.definition.concurrency import Concurrency
from breyta_runtime.definition.contract import Contract, Key, Shape, contract_of
from breyta_runtime.definition.definition import Definition
from breyta_runtime.definition.functions import Functions, FunctionSpec
from breyta_runtime.definition.inputs import Input, Invocation, OptionsSource
from breyta_runtime.definition.interfaces import (
    HttpInterface,
    Interface,
    Interfaces,
    ManualInterface,
    McpInterface,
    WebhookAuth,
    WebhookInterface,
)
from breyta_runtime.definition.listing import (
    App,
    Discover,
    Marketplace,
    MediaSource,
    Monetization,
    Paywall,
    Plan,
    Pricing,
    PublishMedia,
    Trial,
)
from breyta_runtime.definition.mcp import McpAdapter, McpTool
from breyta_runtime.definition.packaged import PackagedStep, Tool
from breyta_runtime.definition.providers import (
    FilesOperations,
    FilesProvider,
    LlmProvider,
    Providers,
)
from breyta_runtime.definition.requires import (
    HttpPermissions,
    OAuth,
    Preference,
    Requirement,
    SetupForm,
    Slot,
    StoragePrefix,
    Worker,
)
from breyta_runtime.definition.schedules import Schedule
from breyta_runtime.definition.templates import Template

__all__ = [
    "Agent",
    "App",
    "Concurrency",
    "Contract",
    "Definition",
    "Discover",
    "FilesOperations",
    "FilesProvider",
    "FunctionSpec",
    "Functions",
    "HttpInterface",
    "HttpPermissions",
    "Input",
    "Interface",
    "Interfaces",
    "Invocation",
    "Key",
    "LlmProvider",
    "ManualInterface",
    "Marketplace",
    "McpAdapter",
    "McpInterface",
    "McpTool",
    "MediaSource",
    "Monetization",
    "OAuth",
    "OptionsSource",
    "PackagedStep",
    "Paywall",
    "Plan",
    "Preference",
    "Pricing",
    "Providers",
    "PublishMedia",
    "Requirement",
    "Schedule",
    "SetupForm",
    "Shape",
    "Slot",
    "StoragePrefix",
    "Template",
    "Tool",
    "Trial",
    "WebhookAuth",
    "WebhookInterface",
    "Worker",
    "contract_of",
]
