"""Linting files: the findings of each, and the fixes written back."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules.reader import UNREADABLE_SOURCE
from breytac.lint.fixes import apply_edits
from breytac.lint.settings import Settings
from breytac.lint.source import lint_source
from breytac.project.discovery import find_sources
from breytac.project.files import SourceFileError, read_text, write_atomic
from breytac.project.sources import include_loader
from breytac.project.workspace import Workspace
from breytac.syntax.source import Source, Span

ENOUGH_FOR_WORKERS = 24
"""Fewer files than this are done before a second process would have begun."""
MAX_ROUNDS = 10
_SLUG = re.compile(r":slug[\s,]+:?\"?([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in one file, after its fixes if some were asked for."""

    path: Path
    shown: str
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    old: str = ""
    new: str = ""
    """The text without and with the fixes."""
    problem: str | None = None
    """Why there are no findings: an error of ours."""

    @property
    def slug(self) -> str | None:
        match = _SLUG.search(self.new)
        return match[1] if match else None

    def diff(self) -> str:
        return "".join(
            difflib.unified_diff(
                self.old.splitlines(keepends=True),
                self.new.splitlines(keepends=True),
                self.shown,
                self.shown,
            )
        )

    def write(self) -> bool:
        """Bring the fixes into the file; False when there are none."""
        if self.old == self.new:
            return False
        mark = "\ufeff" if self.path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
        write_atomic(self.path, mark + self.new)
        return True


def lint_all(
    paths: Sequence[Path], workspace: Workspace, settings: Settings, *, fix: bool = False
) -> list[Linted]:
    """Lint the files, in order; what two flows include is found fault with once."""
    known = _known_flows(paths, workspace)
    one = partial(_lint, workspace=workspace, settings=settings, known=known, fix=fix)
    return _without_repeats(_map(one, paths))


def _map(one: partial[Linted], paths: Sequence[Path]) -> list[Linted]:
    workers = min(len(paths), os.cpu_count() or 1)
    if workers < 2 or len(paths) < ENOUGH_FOR_WORKERS:
        return [one(path) for path in paths]
    import multiprocessing

    # Forked workers have everything imported; starting others would take longer than the work.
    if "fork" not in multiprocessing.get_all_start_methods():
        return [one(path) for path in paths]
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(one, paths, chunksize=max(1, len(paths) // (workers * 8))))


def _lint(
    path: Path, workspace: Workspace, settings: Settings, known: frozenset[str] | None, fix: bool
) -> Linted:
    shown = workspace.shown(path)
    try:
        text = read_text(path)
    except SourceFileError as error:
        empty = Source(shown, "")
        return Linted(path, shown, (Finding(UNREADABLE_SOURCE, Span(empty, 0, 0), str(error)),))
    try:
        return _lint_text(path, Source(shown, text), workspace, settings, known, fix)
    except Exception as error:
        if os.environ.get("BREYTAC_DEBUG"):
            raise
        return Linted(path, shown, (), problem=f"{type(error).__name__}: {error}")


def _lint_text(
    path: Path,
    source: Source,
    workspace: Workspace,
    settings: Settings,
    known: frozenset[str] | None,
    fix: bool,
) -> Linted:
    def look(at: Source) -> tuple[Finding, ...]:
        load = include_loader(workspace.root)
        return lint_source(at, load_include=load, known_flows=known, settings=settings)

    first = source
    findings = look(source)
    fixed: list[Finding] = []
    for _ in range(MAX_ROUNDS if fix else 0):
        done = _repair(source, findings, look)
        if done is None:
            break
        source, findings, settled = done
        fixed.extend(settled)
    return Linted(path, source.name, findings, tuple(fixed), first.text, source.text)


def _repair(
    source: Source, findings: tuple[Finding, ...], look: Callable[[Source], tuple[Finding, ...]]
) -> tuple[Source, tuple[Finding, ...], list[Finding]] | None:
    """One round of fixes: all together, or the first one that does no harm; None when none is left.

    No fix is worth an error that was not there before.
    """
    for group in (findings, *((each,) for each in findings if each.edits)):
        text, settled = apply_edits(source, group)
        if text != source.text:
            changed = Source(source.name, text)
            left = look(changed)
            if _errors(left) <= _errors(findings):
                return changed, left, settled
    return None


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.is_error for finding in findings)


def _without_repeats(files: Sequence[Linted]) -> list[Linted]:
    from dataclasses import replace

    seen: set[tuple[object, ...]] = set()
    kept = []
    for file in files:
        fresh = []
        for finding in file.findings:
            span = finding.span.in_file
            mark = (finding.rule.code, span.source.name, span.start, span.end, finding.message)
            if span.source.name == file.shown or mark not in seen:
                fresh.append(finding)
            seen.add(mark)
        same = len(fresh) == len(file.findings)
        kept.append(file if same else replace(file, findings=tuple(fresh)))
    return kept


def _known_flows(paths: Sequence[Path], workspace: Workspace) -> frozenset[str] | None:
    """The slugs that a flow may call; None when nobody can tell, or nobody calls."""
    texts = list(_texts(paths))
    if not any("call-flow" in text for text in texts):
        return None
    others: Sequence[Path] = ()
    if workspace.flows.is_dir():
        others = find_sources((), workspace.flows)
    elif len(paths) < 2:
        return None
    texts.extend(_texts(others))
    return frozenset(match[1] for text in texts if (match := _SLUG.search(text)))


def _texts(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        try:
            yield read_text(path)
        except SourceFileError:
            continue
