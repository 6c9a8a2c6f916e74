"""A flow as the compiler understands it: the typed definition, the code of its functions, its
body, and where everything stands in the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from breyta_runtime.definition import Definition, contract_of
from breyta_runtime.values import ClojureError, pr_str

from breytac.diagnostics.finding import Finding
from breytac.ir.spans import Path, Places, path_text, position
from breytac.syntax.forms import Form
from breytac.syntax.source import Source, Span


@dataclass(frozen=True, slots=True)
class FunctionSource:
    """The code of one function of the definition."""

    id: str
    """The id of an entry of `:functions`; "<agent id>.<hook>" for a hook written in an agent."""
    forms: tuple[Form, ...]
    """What the code reads as: of a quoted form the form itself, of a string everything in it."""
    span: Span
    """The whole value of `:code`."""
    path: Path
    language: str = "clojure"
    description: str | None = None
    from_text: bool = False
    """Whether the code is in a string."""


@dataclass(frozen=True, slots=True)
class FlowIR:
    source: Source
    definition: Definition
    """Without its functions: these are `function_sources` until they are compiled."""
    spans: Places
    function_sources: tuple[FunctionSource, ...]
    body: Form | None
    """The orchestration, unquoted."""
    findings: tuple[Finding, ...]
    complete: bool
    """Whether all required top-level fields are there; a fragment is typed all the same."""

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    def function(self, name: str) -> FunctionSource | None:
        return next((f for f in self.function_sources if f.id == name), None)


def ir_to_json(flow: FlowIR, body_summary: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The flow as plain JSON data; positions are "line:column".

    `body_summary` is what the analysis of the body has to say about it, merged into "flow".
    """
    body: dict[str, Any] = {}
    if flow.body is not None:
        body["position"] = position(flow.body.span)
    if body_summary is not None:
        body.update(body_summary)
    return {
        "format": 1,
        "source": flow.source.name,
        "complete": flow.complete,
        "definition": _json(flow.definition),
        "functions": [
            {
                "id": each.id,
                "language": each.language,
                "position": position(each.span),
                **({"description": each.description} if each.description else {}),
            }
            for each in flow.function_sources
        ],
        "flow": body,
        "positions": {path_text(path): position(span) for path, span in flow.spans.items() if path},
    }


def _json(value: Any) -> Any:
    """A value of the definition; what JSON cannot hold (a pattern, a nil key) as Clojure text."""

    if is_dataclass(value) and not isinstance(value, type) and hasattr(value, "__contract__"):
        return _record(value)
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    if type(value) is dict:
        return {name: _json(each) for name, each in value.items()}
    from breyta_runtime.values import to_json

    try:
        return to_json(value)
    except ClojureError:
        return pr_str(value)


def _record(value: Any) -> dict[str, Any]:
    """A record by its keywords; what is as by default is left out."""
    contract = contract_of(type(value))
    shown: dict[str, Any] = {}
    for each in fields(value):
        declared = contract.keys.get(each.name)
        held = getattr(value, each.name)
        if declared is None or (not declared.required and held == declared.default):
            continue
        if held is not None and held not in ((), {}):
            shown[declared.name] = _json(held)
    if value.extra:
        shown["extra"] = _json(value.extra)
    return shown
