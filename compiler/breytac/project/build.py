"""Compiling files: sources in, finished module texts out; nothing is written to `generated/`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from breytac.diagnostics.finding import Finding
from breytac.project import formatting
from breytac.project.cache import Cache, content_key
from breytac.project.files import SourceFileError, read_text
from breytac.project.remembered import finding_data, finding_from
from breytac.project.workspace import Workspace
from breytac.syntax.source import Source

if TYPE_CHECKING:
    from breytac.syntax.forms import Form

KIND = "compile"
ENOUGH_FOR_WORKERS = 6
"""Fewer files than this are done before a second process has imported the compiler."""


@dataclass(frozen=True, slots=True)
class Built:
    """What one source became: a module text, or findings that say why not."""

    path: Path
    shown: str
    slug: str | None = None
    file_name: str | None = None
    text: str | None = None
    findings: tuple[Finding, ...] = ()
    problem: str | None = None
    """Why there was no source to compile."""

    @property
    def failed(self) -> bool:
        return self.text is None


def build_all(paths: Sequence[Path], workspace: Workspace) -> list[Built]:
    """Compile the files, in order; those that did not change come from the cache."""
    store = Cache(workspace.cache)
    built = {path: _remembered(path, workspace, store) for path in paths}
    missing = [path for path, known in built.items() if known is None]
    built.update(zip(missing, _compile_many(missing, workspace), strict=True))
    if missing:
        store.trim()
    return [known for known in built.values() if known is not None]


def build_to_run(path: Path, workspace: Workspace) -> Built:
    """Compile one file that will be executed: nothing but its layout is taken from the cache,
    and that only if it is the layout of the very same program."""
    source = Source(workspace.shown(path), read_text(path))
    return _compile(source, path, _Includes(workspace), Cache(workspace.cache), verify=True)


class _Includes:
    """Loads the files a flow includes, and knows afterwards which they were."""

    def __init__(self, workspace: Workspace) -> None:
        from breytac.project.sources import include_loader

        self._load = include_loader(workspace.root)
        self.loaded: dict[str, str] = {}

    def __call__(self, name: str, form: Form) -> Source:
        source = self._load(name, form)
        self.loaded[source.name] = content_key(source.text)
        return source


def _compile_many(paths: Sequence[Path], workspace: Workspace) -> list[Built]:
    workers = min(len(paths), os.cpu_count() or 1)
    one = partial(_compile_and_remember, workspace=workspace)
    if workers < 2 or len(paths) < ENOUGH_FOR_WORKERS:
        return [one(path) for path in paths]
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    import black  # noqa: F401  (imported once here, not in every worker)

    import breytac.pipeline  # noqa: F401

    # Forking spares each worker the imports, and is safe here: there is one thread.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(one, paths, chunksize=max(1, len(paths) // (workers * 4))))


def _compile_and_remember(path: Path, workspace: Workspace) -> Built:
    store = Cache(workspace.cache)
    includes = _Includes(workspace)
    try:
        source = Source(workspace.shown(path), read_text(path))
    except SourceFileError as error:
        return Built(path, workspace.shown(path), problem=str(error))
    built = _compile(source, path, includes, store)
    entry = {
        "slug": built.slug,
        "file_name": built.file_name,
        "text": built.text,
        "findings": [finding_data(finding) for finding in built.findings],
        "includes": includes.loaded,
    }
    # An include that cannot be read may be readable next time, with the same text around it.
    if built.text is not None:
        store.put(KIND, _key(source), entry)
    return built


def _compile(
    source: Source, path: Path, includes: _Includes, store: Cache, *, verify: bool = False
) -> Built:
    from breytac.pipeline import compile_source

    compiled = compile_source(source, load_include=includes)
    text = compiled.text
    if text is not None:
        text = formatting.format_module(text, store, verify=verify)
    return Built(path, source.name, compiled.slug, compiled.file_name, text, compiled.findings)


def _remembered(path: Path, workspace: Workspace, store: Cache) -> Built | None:
    """What an earlier compile of the same text, and the same includes, gave."""
    try:
        text = read_text(path)
    except SourceFileError:
        return None
    source = Source(workspace.shown(path), text)
    entry = store.get(KIND, _key(source))
    try:
        sources = None if entry is None else _unchanged_includes(entry["includes"], workspace)
        if entry is None or sources is None:
            return None
        sources[source.name] = source
        findings = tuple(finding_from(each, sources) for each in entry["findings"])
        return Built(path, source.name, entry["slug"], entry["file_name"], entry["text"], findings)
    except (KeyError, TypeError, ValueError):
        return None  # a damaged entry is no entry


def _unchanged_includes(wanted: dict[str, str], workspace: Workspace) -> dict[str, Source] | None:
    """The included files, or None when one of them no longer has the text it had."""
    found = {}
    for name, key in wanted.items():
        try:
            text = read_text(workspace.root / name)
        except SourceFileError:
            return None
        if content_key(text) != key:
            return None
        found[name] = Source(name, text)
    return found


def _key(source: Source) -> str:
    return content_key(KIND, compiler_fingerprint(), source.name, source.text)


@cache
def compiler_fingerprint() -> str:
    """Changes whenever a compile might give something else: another breytac (edited in place
    too), another black, another Python."""
    parts = [sys.version, formatting.black_version()]
    for package in ("breytac", "breyta_runtime"):
        spec = find_spec(package)
        for place in (spec and spec.submodule_search_locations) or ():
            parts.extend(_stamps(place))
    return content_key(*parts)


def _stamps(directory: str) -> list[str]:
    stamps = []
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    stamps.extend(_stamps(entry.path))
            else:
                status = entry.stat()
                stamps.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return stamps
