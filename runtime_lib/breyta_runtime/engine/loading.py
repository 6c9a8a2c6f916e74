"""Finding the flow of a generated module, by name, by file, or next to another one."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import linecache
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Any

from breyta_runtime.engine.durable import DurableFlow, flow_of
from breyta_runtime.engine.errors import RunError
from breyta_runtime.engine.positions import position_of_line
from breyta_runtime.naming import module_name
from breyta_runtime.store.location import workspace_directory

GENERATED = "generated"
"""Where a workspace keeps its compiled flows."""


@dataclass(frozen=True, slots=True)
class LoadedFlow:
    flow: DurableFlow
    function: Callable[..., Any]
    """What the module calls its flow: a Prefect flow, or the bare durable function."""


def load_flow(target: str | Path | ModuleType) -> LoadedFlow:
    """The flow of a module, given as such, as a file, or as a dotted name."""
    if isinstance(target, ModuleType):
        return _flow_in(target)
    path = Path(target)
    if path.suffix == ".py" or path.exists():
        if not path.is_file():
            raise RunError(f"there is no generated module {path}")
        return _flow_in(_module_at(path.absolute()))
    return _flow_in(importlib.import_module(str(target)))


def load_child(parent: DurableFlow, slug: str) -> DurableFlow:
    """The flow `slug`, whose module is next to that of `parent`, or in the workspace."""
    if slug == parent.definition.slug:
        return parent
    own = Path(parent.filename).absolute()
    places = dict.fromkeys((own.parent, workspace_directory() / GENERATED))
    name = module_name(slug)
    path = next(
        (place / f"{name}.py" for place in places if (place / f"{name}.py").is_file()), None
    )
    if path is None:
        raise _unknown_child(own, tuple(places), slug)
    package = parent.body.__globals__.get("__package__")
    if package and path.parent == own.parent and parent.body.__module__ in sys.modules:
        module = importlib.import_module(f"{package}.{name}")
    else:
        module = _module_at(path)
    flow = _flow_in(module).flow
    if flow.definition.slug != slug:
        raise RunError(f"{path.name} holds the flow :{flow.definition.slug}, not :{slug}")
    return flow


def _unknown_child(own: Path, places: tuple[Path, ...], slug: str) -> RunError:
    files = (file for place in places for file in place.glob("*.py") if file != own)
    close = get_close_matches(module_name(slug), sorted(file.stem for file in files), n=1)
    if close:
        hint = f"did you mean :{close[0].replace('_', '-')}?"
    else:
        hint = f"compile its source, so that {module_name(slug)}.py is next to {own.name}"
    return RunError(f"flow/call-flow :{slug}: no compiled flow of that name was found", hint=hint)


def _module_at(path: Path) -> ModuleType:
    """The module of a file, loaded again when the file has changed."""
    stamp = f"{path}:{path.stat().st_mtime_ns}"
    digest = hashlib.sha256(stamp.encode()).hexdigest()[:12]
    name = f"breyta_flow_{path.stem}_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RunError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    linecache.checkcache(str(path))
    position_of_line.cache_clear()
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _flow_in(module: ModuleType) -> LoadedFlow:
    for value in vars(module).values():
        flow = flow_of(value)
        if flow is not None:
            return LoadedFlow(flow, value)
    raise RunError(f"{module.__file__ or module.__name__} holds no flow compiled by breytac")
