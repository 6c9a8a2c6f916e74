"""An error in an included file is reported there."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import GREET, Call

pytest.importorskip("prefect")

FN = "(fn [input]\n  (let [length (count (:name input))]\n    {:message (/ 1\n                 (- length 5))}))\n"


def test_an_included_function_that_fails(breytac_process: Call, greet: Path) -> None:
    """The note of the error and the module's comment name the included file."""
    code = '(fn [input] {:message (str "Hi, " (:name input))})'
    greet.write_text(GREET.replace(code, '#flow/include "assets/say.clj"'), encoding="utf-8")
    (greet.parent / "assets").mkdir()
    (greet.parent / "assets" / "say.clj").write_text(FN, encoding="utf-8")
    done = breytac_process("run", "flows/greet.clj", "--offline")
    assert done.code == 1
    assert "flows/assets/say.clj:3:5  step :greet" in done.err, done.err
    module = Path(".breyta/build/greet.py").read_text(encoding="utf-8")
    assert "# flows/assets/say.clj:1:1\n" in module
    assert "    # 8:18\n" in module or "# 8:" in module
