"""Rules about the config of steps: what a family takes, and in which combination."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# What holds for the keys of every family
STEP_FAMILY = Rule("BRY327", "unknown-step-type", _ERROR, "There is no step of that type")
STEP_KEY = Rule("BRY328", "unknown-step-key", _WARNING, "A step does not know one of its keys")
STEP_SHAPE = Rule("BRY329", "step-value", _ERROR, "A value is not what its key of the step takes")
STEP_MISSING = Rule("BRY330", "missing-step-key", _ERROR, "A step lacks a key it needs")
STEP_CHOICE = Rule("BRY331", "step-choice", _ERROR, "A value is none of those the step knows")
STEP_CONFLICT = Rule("BRY332", "step-conflict", _ERROR, "Two keys of a step cannot stand together")
STEP_UNIT = Rule("BRY333", "wrong-unit", _ERROR, "A length of time is in the wrong unit")
STEP_DURATION = Rule(
    "BRY334", "duration-text", _WARNING, "A timeout in seconds is written as a duration"
)
STEP_LIMIT = Rule("BRY335", "step-limit", _ERROR, "A value of a step is outside its limits")
STEP_UNUSED = Rule(
    "BRY336", "unused-step-key", _WARNING, "A key has no effect with this operation of the step"
)
STEP_OLD = Rule("BRY337", "old-step-key", _WARNING, "A key of a step has a new name")
STEP_TYPE_TWICE = Rule(
    "BRY338", "contradicting-type", _ERROR, "The :type in a config is not that of its step"
)
STEP_ADVICE = Rule(
    "BRY339", "overruled-step-key", _WARNING, "Of several keys that exclude each other one wins"
)
SUSPICIOUS_SECONDS = Rule(
    "BRY340", "suspicious-seconds", _WARNING, "A number of seconds looks like milliseconds"
)

# :persist
PERSIST_PATH = Rule(
    "BRY341", "persist-path", _ERROR, "The path of a stored blob is not relative to its root"
)
PERSIST_TIER = Rule(
    "BRY342", "persist-tier", _ERROR, "The ephemeral tier is for the blobs of HTTP steps"
)
PERSIST_UPSERT = Rule(
    "BRY343", "upsert-without-key", _WARNING, "An upsert does not say what identifies a row"
)

# Families
HTTP_QUERY = Rule("BRY344", "query-value", _ERROR, "A query parameter is not a single value")
STEP_AUTH = Rule("BRY345", "step-auth", _ERROR, "The :auth of a step cannot be used as written")
BINARY_INLINE = Rule(
    "BRY346", "binary-inline", _WARNING, "A binary answer is not stored with :persist"
)
WAIT_DEFAULT = Rule(
    "BRY347", "wait-default", _WARNING, "A wait that goes on after its timeout has no value for it"
)
WAIT_UNBOUNDED = Rule(
    "BRY348", "wait-timeout", Severity.NOTE, "A wait does not say how long it lasts"
)
NOTIFY_AUTH = Rule(
    "BRY349", "notify-auth", _ERROR, "A notification needs a connection to authenticate"
)
FANOUT_ITEMS = Rule(
    "BRY350", "fanout-items", _ERROR, "The items of a fanout are not all of one permitted kind"
)
TABLE_PAGE = Rule("BRY351", "table-page", _ERROR, "The :page of a query contradicts itself")
TABLE_EXPRESSION = Rule(
    "BRY352", "table-expression", _ERROR, "A predicate, an order or a metric is not valid"
)
FILES_OPERATION = Rule(
    "BRY353", "files-operation", _ERROR, "The keys of a :files operation do not fit together"
)
SQL_PARAMETERS = Rule("BRY354", "sql-parameters", _WARNING, "A query and its :params do not match")
LLM_INPUT = Rule("BRY355", "llm-input", _WARNING, "A model call says in several ways what to ask")
LLM_OPTION = Rule(
    "BRY356", "llm-option", _ERROR, "An option of a model call is not supported where it stands"
)
TOOL_EXPOSED = Rule(
    "BRY357", "tool-not-exposable", _ERROR, "A step is too broad to be handed to a model"
)
TOOL_NAME = Rule("BRY358", "tool-name", _ERROR, "A tool is not named as its list wants it")
BREYTA_GRANT = Rule(
    "BRY359", "breyta-grant", _ERROR, "An operation on the workspace is not granted"
)
LOADED_KEY = Rule("BRY360", "loaded-key", _ERROR, ":load names no key of the :input")
LLM_OVERRULED = Rule(
    "BRY361", "output-overruled", _WARNING, "An old output option overrules :output"
)
JSON_SCHEMA_SUPPORT = Rule(
    "BRY362", "provider-schema", _ERROR, "The provider takes no schema for its output"
)
