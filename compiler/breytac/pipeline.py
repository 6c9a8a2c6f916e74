"""The way of one flow through the compiler: read, include, analyze, lower, emit.

Pure: the text comes in and the module's text goes out; included files come from the `load_include`
that the caller gives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from breyta_runtime.naming import module_name

from breytac.analysis.definition import analyze_definition
from breytac.analysis.expressions import (
    analyze_flow_body,
    analyze_function_code,
    stops_compile,
)
from breytac.checks import check
from breytac.diagnostics.finding import Finding, Severity, SourceError
from breytac.ir.expr import FlowBody, FunctionUnit, StepSite
from breytac.ir.flow import FlowIR, ir_to_json
from breytac.ir.spans import position
from breytac.syntax import expand_includes, read_all
from breytac.syntax.forms import Form
from breytac.syntax.reader import single_form_problem
from breytac.syntax.source import Source, Span

LoadInclude = Callable[[str, Form], Source]
"""(path as written, the form that includes it) -> the text; raises SourceError when refused."""


@dataclass(frozen=True, slots=True)
class Analyzed:
    """All that is known of a flow before any Python is written."""

    flow: FlowIR
    functions: tuple[tuple[str, FunctionUnit], ...]
    body: FlowBody | None
    findings: tuple[Finding, ...]
    """Of every stage, in the order of their places."""
    digest: str

    @property
    def compiles(self) -> bool:
        return self.body is not None and self.flow.complete and not stops_compile(self.findings)


@dataclass(frozen=True, slots=True)
class Compiled:
    slug: str | None
    file_name: str | None
    text: str | None
    """The module before black; None when findings stop the compile."""
    findings: tuple[Finding, ...]


def compile_source(
    source: Source, *, load_include: LoadInclude, known_flows: Collection[str] | None = None
) -> Compiled:
    """The Python module of the one flow in `source`; never raises for what is wrong in it."""
    analyzed, findings = analyze_source(source, load_include=load_include, known_flows=known_flows)
    if analyzed is None:
        return Compiled(None, None, None, findings)
    slug = analyzed.flow.definition.slug
    if not analyzed.compiles or analyzed.body is None:
        return Compiled(slug or None, None, None, findings)
    from breytac.backends.prefect import FlowParts, build_module
    from breytac.lowering import emit

    flow = analyzed.flow
    parts = FlowParts(
        flow.definition, analyzed.functions, analyzed.body, analyzed.digest, _template_spans(flow)
    )
    try:
        text = emit(build_module(parts))
    except SourceError as error:
        return Compiled(slug, None, None, _sorted((*findings, *error.findings)))
    return Compiled(slug, f"{module_name(slug)}.py", text, tuple(map(_for_a_compile, findings)))


def analyze_source(
    source: Source, *, load_include: LoadInclude, known_flows: Collection[str] | None = None
) -> tuple[Analyzed | None, tuple[Finding, ...]]:
    """What a source says, and every finding in it; None when there is no form to analyze.

    `known_flows` are the slugs that may be called as child flows, when the caller knows them all.
    """
    digest = sha256(source.text.encode())

    def load(path: str, form: Form) -> Source:
        included = load_include(path, form)
        digest.update(b"\0" + included.text.encode())
        return included

    read = read_all(source)
    odd = single_form_problem(source, read)
    if not read.forms:
        return None, (*read.findings, *([odd] if odd else ()))
    form, included = expand_includes(read.forms[0], load)
    flow = analyze_definition(form, source)
    functions = tuple(
        (each.id, analyze_function_code(each.forms, span=each.span))
        for each in flow.function_sources
    )
    body = (
        analyze_flow_body(flow.body, known_functions=frozenset(id_ for id_, _ in functions))
        if flow.body is not None
        else None
    )
    found = _sorted(
        (
            *read.findings,
            *([odd] if odd else ()),
            *included,
            *flow.findings,
            *(finding for _, unit in functions for finding in unit.findings),
            *(body.findings if body is not None else ()),
        )
    )
    analyzed = Analyzed(flow, functions, body, found, digest.hexdigest())
    findings = _sorted((*found, *check(analyzed, known_flows)))
    return replace(analyzed, findings=findings), findings


def _template_spans(flow: FlowIR) -> dict[str, Span]:
    """The places of the templates by id."""
    found = {}
    for i, template in enumerate(flow.definition.templates):
        span = flow.spans.nearest(("templates", i))
        if span is not None:
            found[template.id] = span
    return found


def _for_a_compile(finding: Finding) -> Finding:
    """An error of the linter that does not stop a compile is a warning there."""
    if not finding.is_error:
        return finding
    return replace(finding, rule=replace(finding.rule, severity=Severity.WARNING))


def show_ir(analyzed: Analyzed) -> dict[str, Any]:
    """The typed definition with the steps of its body, as JSON data."""
    steps = [_step(site) for site in analyzed.body.steps] if analyzed.body is not None else []
    return ir_to_json(analyzed.flow, {"steps": steps})


def _step(site: StepSite) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "family": site.family,
        "id": site.id,
        "position": position(site.span),
        "binding": site.binding,
        "label": site.label.text if site.label else None,
        "keys": list(site.keys),
        "inside": list(site.inside),
        "references": [
            {"kind": each.kind, "name": each.name, "key": each.key, "position": position(each.span)}
            for each in site.references
        ],
    }
    return {name: value for name, value in shown.items() if value not in (None, [])}


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    def place(finding: Finding) -> tuple[str, int]:
        span = finding.span.in_file
        return span.source.name, span.start

    return tuple(sorted(findings, key=place))
