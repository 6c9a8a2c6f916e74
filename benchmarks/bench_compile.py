"""What compiling costs: each stage for each example flow, then a hundred flows at once."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from breytac.pipeline import analyze_source, compile_source
from breytac.project.formatting import format_module
from breytac.project.sources import include_loader
from breytac.syntax import read_all
from breytac.syntax.source import Source

from benchmarks.measure import Row, best_of, installed_environment, run_command, wall

ROOT = Path(__file__).parent.parent
REPEATS = 5
MANY = 100
COLD_BUDGET, UNCHANGED_BUDGET = 10.0, 0.5


def rows() -> Iterator[Row]:
    compiled = []
    for path in sorted((ROOT / "flows").glob("*.clj")):
        text = path.read_text(encoding="utf-8")
        stages = list(_stages(path.name, text))
        yield from stages
        if len(stages) == 4:
            compiled.append((path.stem, text))
    yield from _many(compiled)


def _stages(name: str, text: str) -> Iterator[Row]:
    """Read, analyze, emit and format; each stage includes the ones before it, so the earlier one
    is taken off."""
    load = include_loader(ROOT)

    def source() -> Source:
        return Source(f"flows/{name}", text)

    read = best_of(REPEATS, lambda: read_all(source()))
    analyze = best_of(REPEATS, lambda: analyze_source(source(), load_include=load))
    size = f"{len(text) / 1000:.1f} KB, {len(text) / 1e6 / read:.2f} MB/s" if read else ""
    yield Row(f"{name}: read", read, note=size)
    yield Row(f"{name}: analyze", max(analyze - read, 0), read, "read")
    module = compile_source(source(), load_include=load).text
    if module is None:
        return
    emit = best_of(REPEATS, lambda: compile_source(source(), load_include=load))
    yield Row(f"{name}: emit", max(emit - analyze, 0), read, "read")
    layout = best_of(REPEATS, lambda: format_module(module, None))
    lines = f"{module.count(chr(10))} lines"
    yield Row(f"{name}: format (black, when changed)", layout, read, "read", note=lines)


def _many(flows: list[tuple[str, str]]) -> Iterator[Row]:
    if not flows:
        return
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "flows").mkdir()
        for number in range(MANY):
            stem, text = flows[number % len(flows)]
            unique = re.sub(r":slug :([\w-]+)", rf":slug :\1-{number}", text, count=1)
            (directory / "flows" / f"{stem}-{number}.clj").write_text(unique, encoding="utf-8")
        breytac = str(Path(sys.executable).with_name("breytac"))
        env = installed_environment(directory)

        def compile_all() -> None:
            run_command([breytac, "compile"], directory, env)

        def compile_anew() -> None:
            shutil.rmtree(directory / ".breyta")
            shutil.rmtree(directory / "generated")
            compile_all()

        compile_all()
        cold = min(wall(compile_anew) for _ in range(2))
        yield Row(f"{MANY} flows, cold", cold, COLD_BUDGET, "budget", 1.0)
        warm = min(wall(compile_all) for _ in range(3))
        yield Row(f"{MANY} flows, unchanged", warm, UNCHANGED_BUDGET, "budget", 1.0)
        first = min((directory / "flows").iterdir())
        first.write_text(first.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        yield Row(f"{MANY} flows, one changed", wall(compile_all), warm, "unchanged")
