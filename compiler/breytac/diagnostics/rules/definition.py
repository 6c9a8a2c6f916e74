"""Rules about the flow map: its keys, their values, and what they refer to."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# The map as a whole, and what holds for all of its parts
NOT_A_MAP = Rule("BRY100", "not-a-flow-map", _ERROR, "A flow source is one map")
MISSING_FIELD = Rule(
    "BRY101",
    "missing-field",
    _ERROR,
    "A required top-level field is missing",
    aliases=("missing_required_field",),
)
MISSING_NAME = Rule("BRY102", "missing-name", _WARNING, "The flow has no display name")
NIL_FIELD = Rule(
    "BRY103",
    "nil-field",
    _ERROR,
    "A required top-level field is nil",
    aliases=("invalid_required_field",),
)
UNKNOWN_FIELD = Rule("BRY104", "unknown-field", _WARNING, "A top-level field is not known")
UNKNOWN_KEY = Rule("BRY105", "unknown-key", _WARNING, "A key is not known here")
MISSING_KEY = Rule("BRY106", "missing-key", _ERROR, "A required key is missing")
WRONG_SHAPE = Rule("BRY107", "wrong-shape", _ERROR, "A value is not of the kind its key takes")
UNKNOWN_VALUE = Rule("BRY108", "unknown-value", _ERROR, "A value is none of those allowed")
UNUSUAL_VALUE = Rule("BRY109", "unusual-value", _WARNING, "A value is none of the usual ones")
OUT_OF_RANGE = Rule("BRY110", "out-of-range", _ERROR, "A value is outside its limits")
INVALID_ID = Rule("BRY111", "invalid-id", _ERROR, "An id is not written as ids are")
DUPLICATE_ID = Rule("BRY112", "duplicate-id", _ERROR, "An id is used twice")
CONFLICT = Rule("BRY113", "conflicting-keys", _ERROR, "Two keys contradict each other")
UNUSED_KEY = Rule("BRY114", "unused-key", _WARNING, "A key has no effect here")
NOT_DATA = Rule(
    "BRY115", "not-data", _ERROR, "Code stands where only data can be: it is never evaluated"
)
DATA_TOO_DEEP = Rule("BRY116", "data-too-deep", _ERROR, "Data is nested too deeply")
INCLUDE_LEFT = Rule(
    "BRY117",
    "include-left",
    _ERROR,
    "An include was not expanded",
    aliases=("flow_include_invalid",),
)
UNKNOWN_REFERENCE = Rule(
    "BRY118", "unknown-reference", _ERROR, "Something refers to what the flow does not declare"
)
UNKNOWN_SLOT = Rule(
    "BRY119", "unknown-slot", _WARNING, "A slot is named that :requires does not declare"
)

# :invocations and inputs
INVOCATIONS_SHAPE = Rule(
    "BRY120",
    "invocations-shape",
    _ERROR,
    ":invocations is a map of invocations by id",
    aliases=("invalid_invocations_shape",),
)
INVOCATION_ID = Rule(
    "BRY121",
    "invocation-id",
    _ERROR,
    "An invocation's id is a simple keyword",
    aliases=("invalid_invocation_id",),
)
INVOCATION_SHAPE = Rule(
    "BRY122",
    "invocation-shape",
    _ERROR,
    "An invocation is a map",
    aliases=("invalid_invocation_shape",),
)
INPUTS_SHAPE = Rule(
    "BRY123",
    "inputs-shape",
    _ERROR,
    "The :inputs of an invocation are a vector of maps",
    aliases=("invalid_invocation_inputs_shape",),
)
INPUT_SHAPE = Rule(
    "BRY124",
    "input-shape",
    _ERROR,
    "An input is a map",
    aliases=("invalid_invocation_input_shape",),
)
INPUT_NAME_MISSING = Rule(
    "BRY125",
    "input-name-missing",
    _ERROR,
    "An input has no :name",
    aliases=("missing_invocation_input_name",),
)
INPUT_NAME = Rule(
    "BRY126",
    "input-name",
    _ERROR,
    "An input's :name is not a safe identifier",
    aliases=("invalid_invocation_input_name",),
)
INPUT_DUPLICATE = Rule(
    "BRY127",
    "input-duplicate",
    _ERROR,
    "Two inputs have the same name",
    aliases=("duplicate_invocation_input_name",),
)
INPUT_TYPE = Rule(
    "BRY128",
    "input-type",
    _ERROR,
    "An input's :type is not known",
    aliases=("invalid_invocation_input_type",),
)
INPUT_OPTIONS = Rule("BRY129", "input-options", _ERROR, "A :select has no options")

# :interfaces
INTERFACES_SHAPE = Rule(
    "BRY130",
    "interfaces-shape",
    _ERROR,
    ":interfaces is a map of categories",
    aliases=("invalid_interfaces_shape",),
)
CATEGORY_SHAPE = Rule(
    "BRY131",
    "interface-category-shape",
    _ERROR,
    "A category of :interfaces is a vector of maps",
    aliases=("invalid_interface_category_shape",),
)
INTERFACE_SHAPE = Rule(
    "BRY132",
    "interface-shape",
    _ERROR,
    "An interface is a map",
    aliases=("invalid_interface_shape",),
)
TOO_MANY_INTERFACES = Rule(
    "BRY133",
    "too-many-interfaces",
    _ERROR,
    "A category has more than one interface",
    aliases=("too_many_interfaces",),
)
SEVERAL_TOOLS = Rule(
    "BRY134", "several-mcp-tools", _WARNING, "A flow publishes more than one MCP tool"
)
INTERFACE_ID_MISSING = Rule(
    "BRY135",
    "interface-id-missing",
    _ERROR,
    "An interface has no id",
    aliases=("missing_interface_id",),
)
INTERFACE_ID = Rule(
    "BRY136",
    "interface-id",
    _ERROR,
    "An interface's id is not valid",
    aliases=("invalid_interface_id",),
)
INTERFACE_DUPLICATE = Rule(
    "BRY137",
    "interface-duplicate",
    _ERROR,
    "Two interfaces have the same id",
    aliases=("duplicate_interface_id",),
)
INTERFACE_INVOCATION_MISSING = Rule(
    "BRY138",
    "interface-invocation-missing",
    _ERROR,
    "An interface does not say which invocation it calls",
    aliases=("missing_interface_invocation",),
)
INTERFACE_INVOCATION = Rule(
    "BRY139",
    "interface-invocation",
    _ERROR,
    "An interface's :invocation is not an id",
    aliases=("invalid_interface_invocation",),
)
UNKNOWN_INVOCATION = Rule(
    "BRY140",
    "unknown-invocation",
    _ERROR,
    "An interface or a schedule calls an invocation that is not declared",
    aliases=("unknown_interface_invocation",),
)
WEBHOOK_AUTH = Rule(
    "BRY141", "webhook-auth", _ERROR, "A webhook interface does not authenticate its callers"
)
AUTH_INCOMPLETE = Rule("BRY142", "auth-incomplete", _ERROR, "An auth map lacks what its type needs")
NO_INTERFACES = Rule(
    "BRY143",
    "no-interfaces",
    _WARNING,
    "The flow declares no :interfaces",
    aliases=("missing_interfaces",),
)
NO_INVOCATIONS = Rule(
    "BRY144",
    "no-invocations",
    _WARNING,
    "The flow declares no :invocations",
    aliases=("missing_invocations",),
)

PERMISSION = Rule(
    "BRY145", "permission", _ERROR, "A restriction of a connection cannot be understood"
)

# The other sections
SCHEDULE_TIME = Rule("BRY150", "schedule-time", _ERROR, "A schedule does not say when it runs")
CRON = Rule("BRY151", "cron", _ERROR, "A cron expression is not valid")
TIMEZONE = Rule("BRY152", "timezone", _WARNING, "A time zone is not known")
CONCURRENCY_KEY = Rule("BRY153", "concurrency-key", _ERROR, "Keyed concurrency has no :key-field")
INLINE_SECRET = Rule("BRY154", "inline-secret", _ERROR, "A secret is written into the flow")
SECRET_REF = Rule("BRY155", "secret-ref", _WARNING, "A secret slot has no :secret-ref")
PROVIDED_BY = Rule(
    "BRY156", "provided-by", _WARNING, "A public flow does not say who provides a connection"
)
TEMPLATE_CONTENT = Rule(
    "BRY157", "template-content", _ERROR, "A template lacks the content of its type"
)
SCHEMA = Rule("BRY158", "schema", _ERROR, "A schema is not well formed")
INLINE_HELPER = Rule(
    "BRY159", "inline-helper", _ERROR, "A packaged step names its helpers, it does not hold them"
)
OUTER_CONTROL = Rule(
    "BRY160", "outer-control", _WARNING, "A control of the call stands in a packaged step"
)
PROVIDER_FAMILY = Rule("BRY161", "provider-family", _ERROR, "A family of providers is not known")
CALL_STEP = Rule("BRY162", "call-step", _ERROR, "A custom LLM provider has no :call-step")
MCP_SLOT = Rule("BRY163", "mcp-slot", _WARNING, "An MCP adapter's slot is not an MCP endpoint")
FUNCTION_CODE = Rule(
    "BRY164",
    "function-code",
    _ERROR,
    "The code of a function is not readable",
    aliases=("function_code_string_invalid",),
)
LISTING = Rule("BRY165", "listing", _WARNING, "The listing of the flow is not consistent")
TOO_LARGE = Rule("BRY166", "too-large", _ERROR, "The definition is over a size limit")
SHADOWED_INPUT = Rule(
    "BRY167", "shadowed-input", _WARNING, "A run input has the name of a setup value"
)
INPUT_NAME_SPELLED = Rule(
    "BRY168",
    "input-name-spelled",
    _WARNING,
    "A run input is named by :key or :id, which Breyta's own linter refuses",
    aliases=("missing_invocation_input_name",),
)

# Old source
OLD_TRIGGER = Rule(
    "BRY170",
    "old-trigger",
    _WARNING,
    ":triggers are read for old flows only",
    aliases=("deprecated_manual_trigger",),
)
OLD_RUN_FORM = Rule(
    "BRY171", "old-run-form", _WARNING, "Run inputs in :requires are read for old flows only"
)
OLD_OVERRULED = Rule(
    "BRY172",
    "old-overruled",
    _WARNING,
    "An old definition is overruled by a new one",
    aliases=("deprecated_manual_trigger",),
)
OLD_VALUE = Rule("BRY173", "old-value", _WARNING, "A value has a new name")

# :flow
UNQUOTED_FLOW = Rule("BRY180", "unquoted-flow", _WARNING, ":flow is not quoted")
FLOW_BODY = Rule("BRY181", "flow-body", _ERROR, ":flow is not one form")
