"""Rules about a flow as a whole: what refers to what, what is never reached, what is too much."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# References
UNKNOWN_STEP = Rule(
    "BRY501",
    "unknown-packaged-step",
    _ERROR,
    "A packaged step or agent is called that the flow does not declare",
    aliases=("missing_packaged_step_reference",),
)
UNUSED_STEP = Rule(
    "BRY502",
    "unused-packaged-step",
    _WARNING,
    "A packaged step is declared and never called",
    aliases=("unreferenced_packaged_step",),
)
UNKNOWN_TEMPLATE = Rule(
    "BRY503", "unknown-template", _ERROR, "A step names a template that is not declared"
)
TEMPLATE_TYPE = Rule(
    "BRY504", "template-type", _ERROR, "A template is of another type than its step takes"
)
UNKNOWN_CONNECTION = Rule(
    "BRY505", "unknown-connection", _WARNING, "A step names a slot that :requires does not declare"
)
CONNECTION_TYPE = Rule(
    "BRY506", "connection-type", _ERROR, "A slot is of a type its step cannot use"
)
UNKNOWN_PROVIDER = Rule("BRY507", "unknown-provider", _WARNING, "A model provider is not known")
UNKNOWN_MCP_TOOL = Rule(
    "BRY508", "unknown-mcp-tool", _ERROR, "A tool of an MCP adapter is selected that is not there"
)
UNKNOWN_FLOW = Rule(
    "BRY509", "unknown-flow", _WARNING, "A child flow is called that is not among the sources"
)
UNKNOWN_SECRET = Rule(
    "BRY510", "unknown-secret", _WARNING, "A secret is named that no slot provides"
)

# Definitions nobody uses
UNUSED_FUNCTION = Rule(
    "BRY511", "unused-function", _WARNING, "A function is declared and never named"
)
UNUSED_TEMPLATE = Rule(
    "BRY512", "unused-template", _WARNING, "A template is declared and never named"
)
UNUSED_SLOT = Rule("BRY513", "unused-slot", _WARNING, "A slot is required and never named")
UNUSED_DEFINITION = Rule(
    "BRY514",
    "unused-definition",
    _WARNING,
    "An agent, provider or MCP adapter is declared and never named",
)

# Branches
CONSTANT_TEST = Rule("BRY515", "constant-test", _WARNING, "A test always has the same outcome")
UNREACHABLE = Rule("BRY516", "unreachable", _WARNING, "Code can never be reached")

# Inputs and templates
KEY_NOT_SUPPLIED = Rule(
    "BRY517",
    "concurrency-key-not-supplied",
    _WARNING,
    "Runs are keyed by a field that no entry point supplies",
)
TEMPLATE_VARIABLE = Rule(
    "BRY518", "template-variable", _WARNING, "A template uses a variable its :data does not hold"
)
TEMPLATE_SYNTAX = Rule("BRY519", "template-syntax", _ERROR, "A template is not well formed")
UNKNOWN_INPUT = Rule(
    "BRY520", "unknown-input", _WARNING, "The flow reads an input that nobody declares"
)

# Sizes
TOO_MANY_STEPS = Rule("BRY521", "too-many-steps", _ERROR, "A flow has more steps than allowed")
LARGE_STRING = Rule(
    "BRY522",
    "large-inline-string",
    _WARNING,
    "A large string stands in the flow itself",
    aliases=("large_inline_string",),
)
LARGE_STEP = Rule("BRY523", "large-step", _NOTE, "The literals of a step are large")

# Values
WORKSPACE_ID = Rule(
    "BRY524",
    "hardcoded-workspace-id",
    _WARNING,
    "The id of a workspace is written into the flow",
    aliases=("hardcoded_workspace_id",),
)
DUPLICATE_STEP_ID = Rule("BRY525", "duplicate-step-id", _WARNING, "Two steps have the same id")
RESULT_FIELD = Rule(
    "BRY526", "result-field", _WARNING, "A field is read that the result of the step does not have"
)
PACKAGED_INPUT = Rule(
    "BRY527", "packaged-input", _ERROR, "A packaged step is not called as its schema wants it"
)
VIEWER_KIND = Rule("BRY528", "viewer-kind", _WARNING, "A viewer is of a kind nobody knows")
UNBOUND_OPTIONAL = Rule(
    "BRY529",
    "optional-slot-unchecked",
    _NOTE,
    "A step uses an optional slot without asking whether it is bound",
)
TABLE_VIEWER = Rule(
    "BRY530", "table-viewer", _WARNING, "A table viewer is given rows instead of a table resource"
)
