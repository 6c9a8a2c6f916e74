"""From what a user calls a flow, a file or a slug, to the module that runs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from breyta_runtime.naming import module_name

from breytac.diagnostics.finding import Finding
from breytac.project.build import Built, build_all, build_to_run
from breytac.project.discovery import find_sources
from breytac.project.files import SourceFileError, read_or_none, write_if_changed
from breytac.project.outputs import generated_from
from breytac.project.workspace import Workspace

_SOURCE_SLUG = re.compile(r":slug[\s,]+:?\"?([A-Za-z][\w-]*)")
_MODULE_SLUG = re.compile(r"^    slug=\"([^\"\\]+)\",$", re.MULTILINE)
_CALLED_SLUG = re.compile(r"\.call_flow\(\s*\"([^\"\\]+)\"")


@dataclass(frozen=True, slots=True)
class Runnable:
    """A module to execute, or, when there is none, the findings that say why."""

    module: Path | None
    findings: tuple[Finding, ...] = ()
    stale_source: str | None = None
    """The source that has changed since the committed module was compiled from it."""


def find_runnable(name: str, workspace: Workspace) -> Runnable:
    """The module for a source file, a generated file, or the slug of a flow of the workspace.

    Raises SourceFileError when the name leads nowhere.
    """
    path = Path(name)
    if path.is_file():
        return Runnable(path) if path.suffix == ".py" else _build(path.absolute(), workspace)
    if path.exists() or path.suffix in (".clj", ".cljc", ".edn", ".py") or "/" in name:
        kind = "a directory; name one flow" if path.is_dir() else "no such file"
        raise SourceFileError(f"{name}: {kind}")
    slug = name.removeprefix(":")
    module = workspace.generated / f"{module_name(slug)}.py"
    text = read_or_none(module)
    if text is not None and slug in _MODULE_SLUG.findall(text):
        return _committed(module, text, workspace)
    source = _source_of(slug, workspace)
    if source is None:
        raise SourceFileError(_nothing_called(slug, workspace))
    return _build(source, workspace)


def _build(source: Path, workspace: Workspace) -> Runnable:
    """Compile a source below `.breyta/build`, together with the flows it calls by name, which a
    module looks for next to itself."""
    built = build_to_run(source, workspace)
    if built.text is None:
        return Runnable(None, built.findings)
    findings = list(built.findings)
    module = _write(built, workspace)
    done = {built.slug}
    called = _CALLED_SLUG.findall(built.text)
    while called:
        slug = called.pop()
        child_source = None if slug in done else _source_of(slug, workspace, near=source)
        done.add(slug)
        if child_source is None:
            continue
        child = build_to_run(child_source, workspace)
        findings.extend(child.findings)
        if child.text is None:
            return Runnable(None, tuple(findings))
        _write(child, workspace)
        called.extend(_CALLED_SLUG.findall(child.text))
    return Runnable(module, tuple(findings))


def _write(built: Built, workspace: Workspace) -> Path:
    path = workspace.build / str(built.file_name)
    write_if_changed(path, str(built.text))
    return path


def _committed(module: Path, text: str, workspace: Workspace) -> Runnable:
    source = generated_from(text)
    path = workspace.root / source if source else None
    if source is None or path is None or not path.is_file():
        return Runnable(module)
    (now,) = build_all([path], workspace)
    return Runnable(module, stale_source=None if now.text == text else source)


def _source_of(slug: str, workspace: Workspace, near: Path | None = None) -> Path | None:
    """The source of a flow: beside `near` if it is there, else in `flows/`."""
    for directory in (near.parent if near else None, workspace.flows):
        if directory is not None and directory.is_dir():
            for path in find_sources([str(directory)], directory):
                if _slug_in(path) == slug:
                    return path
    return None


def _slug_in(path: Path) -> str | None:
    match = _SOURCE_SLUG.search(read_or_none(path) or "")
    return match[1] if match else None


def _nothing_called(slug: str, workspace: Workspace) -> str:
    known = set()
    if workspace.flows.is_dir():
        sources = find_sources([str(workspace.flows)], workspace.flows)
        known = {found for path in sources if (found := _slug_in(path))}
    close = get_close_matches(slug, sorted(known), n=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"no flow {slug} in flows/ or generated/ of {workspace.root}{meant}"
