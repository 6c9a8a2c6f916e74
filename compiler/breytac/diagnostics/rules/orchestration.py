"""Rules about flow bodies: steps as they are written, polling, what a body may not do."""

from __future__ import annotations

from collections.abc import Iterable

from breytac.diagnostics.finding import Finding, Rule, Severity

TRANSFORM_IN_FLOW = Rule(
    "BRY301",
    "transform-in-flow",
    Severity.ERROR,
    "A flow body transforms data",
    aliases=("prohibited_orchestration_transform",),
)
THREADING_IN_FLOW = Rule(
    "BRY302",
    "threading-in-flow",
    Severity.ERROR,
    "A flow body uses a threading form a flow graph cannot show",
    aliases=("unsupported_visual_flow_form",),
)
STEP_ARITY = Rule(
    "BRY303",
    "step-arity",
    Severity.ERROR,
    "flow/step takes a step type, a step id and a config map",
    aliases=("flow_step_arity_invalid",),
)
STEP_CONFIG = Rule(
    "BRY304",
    "step-config",
    Severity.ERROR,
    "A step has no config map",
    aliases=("flow_step_missing_config",),
)
STEP_TYPE = Rule(
    "BRY305",
    "step-type",
    Severity.ERROR,
    "A step's type is not a keyword",
    aliases=("flow_step_invalid_type",),
)
STEP_ID = Rule(
    "BRY306",
    "step-id",
    Severity.ERROR,
    "A step has no id",
    aliases=("flow_step_missing_step_id",),
)
PACKAGED_EXTRA = Rule(
    "BRY307",
    "packaged-step-extra-argument",
    Severity.ERROR,
    "A packaged step gets an argument too many",
    aliases=("flow_step_packaged_extra_argument",),
)
FUNCTION_STEP_ARITY = Rule(
    "BRY308",
    "function-step-arity",
    Severity.ERROR,
    "A function step takes a step id and a config map",
    aliases=("function_step_arity_invalid",),
)
FUNCTION_STEP_CONFIG = Rule(
    "BRY309",
    "function-step-config",
    Severity.ERROR,
    "A function step's config is not a map",
    aliases=("function_step_config_invalid",),
)
CODE_AND_REF = Rule(
    "BRY310",
    "code-and-ref",
    Severity.ERROR,
    "A function step has both :code and :ref",
    aliases=("function_step_code_ref_conflict",),
)
NO_CODE_OR_REF = Rule(
    "BRY311",
    "no-code-or-ref",
    Severity.ERROR,
    "A function step has neither :code nor :ref",
    aliases=("function_step_missing_code_or_ref",),
)
FUNCTION_INPUT = Rule(
    "BRY312",
    "function-input",
    Severity.ERROR,
    "A function step's :input can never be a map",
    aliases=("function_step_input_shape_invalid",),
)
UNKNOWN_FUNCTION = Rule(
    "BRY313", "unknown-function", Severity.ERROR, "A :ref names no entry of :functions"
)
FLOW_CALL = Rule("BRY314", "flow-call", Severity.ERROR, "A flow/… call has the wrong arguments")
POLL_CONFIG = Rule(
    "BRY315", "poll-config", Severity.ERROR, "flow/poll takes a literal config map and a body"
)
POLL_INTERVAL = Rule("BRY316", "poll-interval", Severity.ERROR, "flow/poll has no :interval")
POLL_UNBOUNDED = Rule(
    "BRY317", "poll-unbounded", Severity.ERROR, "flow/poll has no :timeout and no :max-attempts"
)
POLL_LIMIT = Rule(
    "BRY318", "poll-limit", Severity.ERROR, "flow/poll asks for more than the limits allow"
)
POLL_RETURN_ON = Rule(
    "BRY319", "poll-return-on", Severity.ERROR, "flow/poll needs a function under :return-on"
)
POLL_BACKOFF = Rule("BRY320", "poll-backoff", Severity.ERROR, "flow/poll's :backoff is not valid")
POLL_DURATION = Rule(
    "BRY321", "poll-duration", Severity.ERROR, "A duration of flow/poll cannot be read"
)
POLL_OPTION = Rule(
    "BRY322", "poll-option", Severity.WARNING, "flow/poll does not know one of its options"
)
INTEROP_IN_FLOW = Rule("BRY323", "interop-in-flow", Severity.ERROR, "A flow body uses Java interop")
UNKNOWN_FLOW_FORM = Rule(
    "BRY324", "unknown-flow-form", Severity.ERROR, "There is no such flow/… form"
)
LABEL = Rule("BRY325", "label", Severity.WARNING, "A label cannot be used as written")
STEP_AS_VALUE = Rule("BRY326", "step-as-value", Severity.ERROR, "A flow/… form is used as a value")

COMPILES_ANYWAY = frozenset(
    rule.name for rule in (TRANSFORM_IN_FLOW, THREADING_IN_FLOW, NO_CODE_OR_REF)
)
"""Errors for the linter, as in Breyta's own, that documented examples nevertheless contain: what
they are about compiles and runs."""


def stops_compile(findings: Iterable[Finding]) -> bool:
    return any(f.is_error and f.rule.name not in COMPILES_ANYWAY for f in findings)
