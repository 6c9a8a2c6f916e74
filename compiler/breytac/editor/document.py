"""A source that is open in an editor, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from breytac.diagnostics.finding import Finding
from breytac.pipeline import Analyzed, LoadInclude, analyze_source
from breytac.syntax import expand_includes, forms, read_all
from breytac.syntax.forms import Form
from breytac.syntax.source import Source, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a flow declares under an id."""

    kind: str
    """ "function", "template", "slot", "step", "invocation" or "agent"."""
    name: str
    form: Form
    """All of the entry."""
    span: Span
    """Of its id."""


@dataclass(frozen=True)
class Document:
    source: Source
    top: tuple[Form, ...]
    """As they are written, before includes."""
    analyzed: Analyzed | None = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    expanded: Form | None = field(default=None, repr=False)
    """The first form with what it includes."""

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def root(self) -> forms.Map | None:
        """The map of the flow, with what it includes."""
        return self.expanded if isinstance(self.expanded, forms.Map) else None

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, Entry]]:
        """By kind and name, in the order of the source."""
        return {kind: _entries(self.root, kind) for kind in _SECTIONS}

    def entry(self, kind: str, name: str) -> Entry | None:
        return self.entries[kind].get(name)


def read_document(text: str, name: str, *, load_include: LoadInclude) -> Document:
    """Only reads a text, which is enough for what is asked while somebody types."""
    source = Source(name, text)
    read = read_all(source)
    expanded = expand_includes(read.forms[0], load_include)[0] if read.forms else None
    return Document(source, read.forms, None, read.findings, expanded)


def open_document(
    text: str,
    name: str,
    *,
    load_include: LoadInclude,
    known_flows: Collection[str] | None = None,
) -> Document:
    """Reads and analyzes a text; never raises for what is wrong in it.

    What is no flow, such as a file that flows include, is only read.
    """
    document = read_document(text, name, load_include=load_include)
    if not _is_flow(document.top):
        return document
    try:
        analyzed, findings = analyze_source(
            document.source, load_include=load_include, known_flows=known_flows
        )
    except RecursionError:  # nested too deeply for the analysis; the reader has no limit
        return document
    return replace(document, analyzed=analyzed, findings=findings)


def _is_flow(top: tuple[Form, ...]) -> bool:
    first = top[0] if top else None
    return any(
        isinstance(part, forms.Keyword) and part.full_name in ("flow", "slug")
        for part in (forms.parts(first) if isinstance(first, forms.Map) else ())
    )


_SECTIONS = {
    "function": ("functions", "id"),
    "template": ("templates", "id"),
    "slot": ("requires", "slot"),
    "step": ("steps", "id"),
    "agent": ("agents", "id"),
    "invocation": ("invocations", None),
}


def _entries(root: forms.Map | None, kind: str) -> dict[str, Entry]:
    section, id_key = _SECTIONS[kind]
    value = unquoted(_section(root, section)) if root is not None else None
    found: dict[str, Entry] = {}
    if isinstance(value, forms.Map) and id_key is None:
        for key, form in value.pairs:
            if isinstance(key, forms.Keyword):
                found.setdefault(key.full_name, Entry(kind, key.full_name, form, key.span))
    elif isinstance(value, forms.Vector) and id_key is not None:
        for item in value.items:
            each = unquoted(item)
            name = each.get(id_key) if isinstance(each, forms.Map) else None
            if name is not None and (text := name_of(name)):
                found.setdefault(text, Entry(kind, text, item, name.span))
    return found


def _section(root: forms.Map, name: str) -> Form | None:
    """What stands behind a key, even while a value before it is missing."""
    for before, form in pairwise(forms.parts(root)):
        is_key = isinstance(before, forms.Keyword) and before.full_name == name
        if is_key and isinstance(form, forms.Branch):
            return form
    return None


def unquoted(form: Form | None) -> Form | None:
    """What a quote is around."""
    while isinstance(form, forms.List) and len(form.items) == 2:
        if name_of(form.items[0]) != "quote":
            break
        form = form.items[1]
    return form


def name_of(form: Form | None) -> str:
    """The name in a keyword, a symbol or a string; "" for anything else."""
    match form:
        case forms.Keyword() | forms.Symbol():
            return form.full_name
        case forms.String(value=text):
            return text
    return ""
