"""`:providers`: LLM and files providers the flow brings along."""

from __future__ import annotations

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

LLM_FAMILIES = (
    "openai",
    "deepseek",
    "chat-completions-compatible",
    "openrouter",
    "anthropic",
    "bedrock",
    "google",
    "custom",
)


@record("LLM provider")
class LlmProvider:
    id: str = key(Shape.ID, "PRV-001 PRV-005")
    family: str = key(
        Shape.CHOICE,
        "PRV-001 PRV-003",
        one_of=LLM_FAMILIES,
        renamed={"openai-compatible": "chat-completions-compatible"},
    )
    defaults: Map = key(
        Shape.MAP, "PRV-002", default=EMPTY, note="Merged under the config of the step."
    )
    call_step: str | None = key(
        Shape.QUALIFIED, "PRV-003", default=None, note="For :custom: a packaged step."
    )
    display_name: str | None = key(Shape.TEXT, "PRV-001", default=None)
    capabilities: tuple[str, ...] | None = key(
        Shape.NAMES, "PRV-004", default=None, note="In place of those of the family."
    )
    extra: Map = EMPTY


@record("files operations", article="the")
class FilesOperations:
    """The packaged steps that do a files provider's work."""

    load_source_entries: str = key(Shape.QUALIFIED, "PRV-006")
    publish_changes: str = key(Shape.QUALIFIED, "PRV-006")
    open_change_request: str = key(Shape.QUALIFIED, "PRV-006")
    extra: Map = EMPTY


@record("files provider")
class FilesProvider:
    id: str = key(Shape.ID, "PRV-006")
    operations: FilesOperations = key(Shape.RECORD, "PRV-006", record=(FilesOperations,))
    display_name: str | None = key(Shape.TEXT, "PRV-006", default=None)
    extra: Map = EMPTY


@record("providers", article="the")
class Providers:
    llm: tuple[LlmProvider, ...] = key(Shape.RECORDS, "PRV-001", default=(), record=(LlmProvider,))
    files: tuple[FilesProvider, ...] = key(
        Shape.RECORDS, "PRV-006", default=(), record=(FilesProvider,)
    )
    extra: Map = EMPTY
