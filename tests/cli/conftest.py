"""The command as people call it: in a directory of its own, with real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from breytac.cli.main import run

FLOWS = Path(__file__).parent.parent.parent / "flows"

GREET = """\
{:slug :greet
 :name "Greet"
 :concurrency {:type :singleton :on-new-version :supersede}
 :functions [{:id :say :language :clojure :code (fn [input] {:message (str "Hi, " (:name input))})}]
 :invocations {:default {:inputs [{:name :name :type :text :label "Name" :default "World"}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow '(let [input (flow/input)]
          (flow/step :function :greet {:ref :say :input {:name (:name input)}}))}
"""
BROKEN = GREET.replace("}}))}", "}]}")


@dataclass(frozen=True)
class Done:
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Done]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace, which is also the current directory."""
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    for name in ("PREFECT_API_URL", "BREYTAC_DEBUG", "BREYTAC_WORKSPACE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def breytac(project: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command in this process: quick, for all but `run`."""

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(arguments)
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture
def breytac_process(project: Path) -> Call:
    """Calls the command in a process of its own."""

    def call(*arguments: str, stdin: str | None = None, **environment: str) -> Done:
        command = Path(sys.executable).with_name("breytac")
        done = subprocess.run(
            [str(command), *arguments],
            cwd=project,
            env={**os.environ, **environment},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def greet(project: Path) -> Path:
    """A workspace with one flow, `flows/greet.clj`."""
    source = project / "flows" / "greet.clj"
    source.parent.mkdir()
    source.write_text(GREET, encoding="utf-8")
    return source
