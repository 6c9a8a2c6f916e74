"""The wheel, as somebody gets it who has no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PYTHONS = ("3.11", "3.12", "3.13")


def output_of(*command: str | Path, cwd: Path) -> str:
    """What a command prints; nothing of this process's Python reaches it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PREFECT_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def find_python(version: str) -> str | None:
    """An interpreter of that version: on the path, of pyenv, or the one that runs this test."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        return sys.executable
    installed = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    candidates = [*map(str, installed), shutil.which(f"python{version}")]
    for candidate in filter(None, candidates):
        works = subprocess.run(
            [candidate, "-m", "venv", "--help"], capture_output=True, check=False
        )
        if works.returncode == 0:
            return candidate
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing a build leaves behind gets into the checkout."""
    directory = tmp_path_factory.mktemp("build")
    skipped = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests")
    shutil.copytree(ROOT, directory / "source", ignore=skipped)
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", "dist", "./source")
    output_of(*pip, cwd=directory)
    (built,) = (directory / "dist").glob("breytac-*.whl")
    return built


def install(wheel: Path, python: str, directory: Path, extra: str = "") -> Path:
    """The `bin` directory of a new environment with the wheel at the locked versions."""
    output_of(python, "-m", "venv", "venv", cwd=directory)
    binaries = directory / "venv" / "bin"
    constraints = ROOT / "constraints.txt"
    output_of(
        *(binaries / "pip", "install", "-q", "-c", constraints, f"{wheel}{extra}"), cwd=directory
    )
    return binaries


@pytest.mark.slow
def test_the_wheel_holds_both_packages_and_the_files_they_read(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"breytac", "breyta_runtime"}
    packed = {name for name in names if not name.endswith(".pyc")}
    for package, home in (("breytac", "compiler"), ("breyta_runtime", "runtime_lib")):
        for path in (ROOT / home / package).rglob("*"):
            name = path.relative_to(ROOT / home)
            hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
            if path.is_file() and not hidden:
                assert name.as_posix() in packed
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


@pytest.mark.slow
@pytest.mark.parametrize("version", PYTHONS)
def test_a_base_install_compiles_without_prefect(wheel: Path, version: str, tmp_path: Path) -> None:
    python = find_python(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    binaries = install(wheel, python, tmp_path)
    (tmp_path / "flows").mkdir()
    shutil.copy(ROOT / "flows" / "hello-world.clj", tmp_path / "flows")

    assert output_of(binaries / "breytac", "--version", cwd=tmp_path).startswith("breytac ")
    output_of(binaries / "breytac", "compile", cwd=tmp_path)
    committed = (ROOT / "generated" / "hello_world.py").read_bytes()
    assert (tmp_path / "generated" / "hello_world.py").read_bytes() == committed
    output_of(binaries / "breytac", "status", cwd=tmp_path)
    run = subprocess.run(
        [binaries / "breytac", "run", "hello-world"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "pip install 'breytac[run]'" in run.stderr


@pytest.mark.slow
def test_an_install_with_run_runs_a_flow_at_the_locked_versions(
    wheel: Path, tmp_path: Path
) -> None:
    binaries = install(wheel, sys.executable, tmp_path, "[run]")
    output_of(binaries / "pip", "check", cwd=tmp_path)
    shutil.copy(ROOT / "flows" / "hello-world.clj", tmp_path)
    flow = ("run", "hello-world.clj", "--offline", "--input", '{"name": "Ada"}')
    assert "Hello, Ada!" in output_of(binaries / "breytac", *flow, cwd=tmp_path)
