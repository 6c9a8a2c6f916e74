"""`:files` steps: which keys of an operation belong together."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.files import GIT_SOURCE, MAX_FOUND, MAX_LINES

from breytac.analysis.definition.suggest import listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.fields import Place, check_map
from breytac.checks.literals import number_of, text_of
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms

_EDITS: dict[str, tuple[str, ...]] = {
    "replace": ("match",),
    "replace-lines": ("line-start", "line-end", "expected"),
}
_SESSION = ("lease-id", "generation")
_TARGET = ("repository", "base-branch", "branch")


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        if site.family == "files" and site.config is not None:
            yield from _step(site.config, text_of(site.config.get("op")), step_name(site))


def _step(config: forms.Map, op: str | None, owner: str) -> Iterator[Finding]:
    source, edit, paths = config.get("source"), config.get("edit"), config.get("paths")
    if op == "resolve-source" and isinstance(source, forms.Map):
        yield from check_map(GIT_SOURCE, source, Place(owner, ":source"))
    if op == "apply-edit" and isinstance(edit, forms.Map):
        kind = text_of(edit.get("op")) or ""
        yield from _together(edit, _EDITS.get(kind, ()), f":edit {{:op :{kind}}} of {owner}")
        yield from _lines(edit, owner)
    if op in ("read", "replace-lines"):
        yield from _lines(config, owner)
    if op == "read" and paths is not None:
        for name in ("line-start", "line-end"):
            bound = config.get(name)
            if bound is not None:
                yield finding(
                    rules.FILES_OPERATION,
                    bound,
                    f":{name} of {owner} is for one file, under :path; there is :paths.",
                )
    limit = config.get("limit")
    if op == "search" and limit is not None and (number_of(limit) or 0) > MAX_FOUND:
        yield finding(rules.STEP_LIMIT, limit, f":limit of {owner} is at most {MAX_FOUND}.")
    if op == "capture":
        yield from _capture(config, owner)
    if op == "open-change-request" and config.get("published") is None:
        yield from _together(
            config, _TARGET, owner, "Or hand on what the :publish step gave, under :published."
        )


def _together(
    form: forms.Map, names: tuple[str, ...], owner: str, hint: str | None = None
) -> Iterator[Finding]:
    missing = [name for name in names if form.get(name) is None]
    if missing:
        yield finding(
            rules.FILES_OPERATION,
            form,
            f"{sentence(owner)} needs {listed(missing, last='and')}.",
            hint,
        )


def _capture(config: forms.Map, owner: str) -> Iterator[Finding]:
    if config.get("session-uri") is not None:
        yield from _together(config, _SESSION, owner)
    elif config.get("directory") is not None:
        yield from _together(config, ("changeset",), owner)


def _lines(form: forms.Map, owner: str) -> Iterator[Finding]:
    first, last = form.get("line-start"), form.get("line-end")
    if first is None or last is None:
        return
    start, end = number_of(first), number_of(last)
    if start is None or end is None:
        return
    if end < start:
        yield finding(
            rules.FILES_OPERATION,
            last,
            f":line-end of {owner} is {end:.0f}, before :line-start {start:.0f}.",
        )
    elif end - start + 1 > MAX_LINES:
        yield finding(
            rules.STEP_LIMIT,
            last,
            f"{sentence(owner)} spans {end - start + 1:.0f} lines; {MAX_LINES} are allowed.",
        )
