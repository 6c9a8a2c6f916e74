"""Which rule speaks when a field is wrong: a general one, unless Breyta's linter has its own."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition import (
    Definition,
    HttpInterface,
    HttpPermissions,
    Input,
    Interfaces,
    Invocation,
    ManualInterface,
    McpInterface,
    PackagedStep,
    Providers,
    WebhookInterface,
)

from breytac.diagnostics.finding import Rule
from breytac.diagnostics.rules import definition as rules

_GENERAL = {
    "shape": rules.WRONG_SHAPE,
    "item": rules.WRONG_SHAPE,
    "id": rules.INVALID_ID,
    "missing": rules.MISSING_KEY,
    "nil": rules.MISSING_KEY,
    "choice": rules.UNKNOWN_VALUE,
    "unusual": rules.UNUSUAL_VALUE,
    "range": rules.OUT_OF_RANGE,
    "unknown": rules.UNKNOWN_KEY,
}

_OF_FIELDS: dict[tuple[type[Any], str, str], Rule] = {
    (Definition, "", "unknown"): rules.UNKNOWN_FIELD,
    (Definition, "slug", "missing"): rules.MISSING_FIELD,
    (Definition, "name", "missing"): rules.MISSING_NAME,
    (Definition, "concurrency", "missing"): rules.MISSING_FIELD,
    (Definition, "slug", "nil"): rules.NIL_FIELD,
    (Definition, "name", "nil"): rules.MISSING_NAME,
    (Definition, "concurrency", "nil"): rules.NIL_FIELD,
    (Definition, "invocations", "shape"): rules.INVOCATIONS_SHAPE,
    (Definition, "invocations", "id"): rules.INVOCATION_ID,
    (Definition, "invocations", "item"): rules.INVOCATION_SHAPE,
    (Definition, "interfaces", "shape"): rules.INTERFACES_SHAPE,
    (Invocation, "inputs", "shape"): rules.INPUTS_SHAPE,
    (Invocation, "inputs", "item"): rules.INPUT_SHAPE,
    (Input, "name", "missing"): rules.INPUT_NAME_MISSING,
    (Input, "name", "shape"): rules.INPUT_NAME,
    (Input, "name", "id"): rules.INPUT_NAME,
    (Input, "type", "choice"): rules.INPUT_TYPE,
    (McpInterface, "tool_name", "missing"): rules.INTERFACE_ID_MISSING,
    (McpInterface, "tool_name", "shape"): rules.INTERFACE_ID,
    (WebhookInterface, "auth", "missing"): rules.WEBHOOK_AUTH,
    (PackagedStep, "prepare", "shape"): rules.INLINE_HELPER,
    (PackagedStep, "project_result", "shape"): rules.INLINE_HELPER,
    (Providers, "", "unknown"): rules.PROVIDER_FAMILY,
    (HttpPermissions, "", "unknown"): rules.PERMISSION,
}

for _category in ("manual", "http", "webhook", "mcp"):
    _OF_FIELDS[(Interfaces, _category, "shape")] = rules.CATEGORY_SHAPE
    _OF_FIELDS[(Interfaces, _category, "item")] = rules.INTERFACE_SHAPE

_INTERFACES: tuple[type[Any], ...] = (
    ManualInterface,
    HttpInterface,
    WebhookInterface,
    McpInterface,
)
for _interface in _INTERFACES:
    _OF_FIELDS |= {
        (_interface, "id", "missing"): rules.INTERFACE_ID_MISSING,
        (_interface, "id", "shape"): rules.INTERFACE_ID,
        (_interface, "id", "id"): rules.INTERFACE_ID,
        (_interface, "invocation", "missing"): rules.INTERFACE_INVOCATION_MISSING,
        (_interface, "invocation", "shape"): rules.INTERFACE_INVOCATION,
        (_interface, "invocation", "id"): rules.INTERFACE_INVOCATION,
    }


def rule_for(cls: type[Any], attribute: str, problem: str) -> Rule:
    """The rule for one kind of problem with one field of a record."""
    return _OF_FIELDS.get((cls, attribute, problem)) or _GENERAL[problem]
