"""`breytac compile`: what is written, what is refused, what is left alone."""

from __future__ import annotations

import ast
import os
import shutil
from pathlib import Path

import pytest

from .conftest import BROKEN, FLOWS, GREET, Call


def modules(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "generated").glob("*"))


def test_a_flow_becomes_a_module_named_by_its_slug(
    breytac: Call, project: Path, greet: Path
) -> None:
    done = breytac("compile")
    assert done.code == 0, done.err
    assert done.out == "wrote    generated/greet.py  ← flows/greet.clj\n"
    assert done.err == "1 flow, 1 written\n"
    text = (project / "generated" / "greet.py").read_text(encoding="utf-8")
    assert "Compiled by breytac from flows/greet.clj; change that file, not this one." in text
    assert ast.parse(text)
    assert modules(project) == ["greet.py"], "no temporary files"


def test_nothing_is_written_twice(breytac: Call, project: Path, greet: Path) -> None:
    breytac("compile")
    module = project / "generated" / "greet.py"
    os.utime(module, (1, 1))
    done = breytac("compile")
    assert (done.code, done.out, done.err) == (0, "", "1 flow, 1 up to date\n")
    assert module.stat().st_mtime == 1


def test_what_comes_from_the_cache_is_what_was_compiled(
    breytac: Call, project: Path, greet: Path
) -> None:
    breytac("compile")
    module = project / "generated" / "greet.py"
    fresh = module.read_text(encoding="utf-8")
    module.unlink()
    breytac("compile")
    assert module.read_text(encoding="utf-8") == fresh


def test_a_changed_source_is_compiled_anew(breytac: Call, project: Path, greet: Path) -> None:
    breytac("compile")
    greet.write_text(GREET.replace("Hi, ", "Hello, "), encoding="utf-8")
    assert breytac("compile").err == "1 flow, 1 written\n"
    assert '"Hello, "' in (project / "generated" / "greet.py").read_text(encoding="utf-8")


def test_a_changed_include_is_noticed(breytac: Call, project: Path, greet: Path) -> None:
    """DEF-022: the source text is the same, its meaning is not."""
    function = greet.with_name("say.clj")
    function.write_text('(fn [input] {:message (str "Hi, " (:name input))})')
    start = GREET.index("(fn [input]")
    code = GREET[start : GREET.index("}]", start)]
    greet.write_text(GREET.replace(code, '#flow/include "say.clj"'))
    assert breytac("compile").code == 0
    assert breytac("compile", "--check").code == 0
    function.write_text('(fn [input] {:message "changed"})')
    assert breytac("compile", "--check").code == 1
    breytac("compile")
    assert '"changed"' in (project / "generated" / "greet.py").read_text(encoding="utf-8")


def test_check_passes_when_all_is_up_to_date_and_writes_nothing_when_not(
    breytac: Call, project: Path, greet: Path
) -> None:
    done = breytac("compile", "--check")
    assert (done.code, done.out) == (1, "missing  generated/greet.py  ← flows/greet.clj\n")
    assert not (project / "generated").exists()

    breytac("compile")
    assert breytac("compile", "--check").code == 0

    module = project / "generated" / "greet.py"
    module.write_text(module.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    done = breytac("compile", "--check")
    assert (done.code, done.out) == (1, "stale    generated/greet.py  ← flows/greet.clj\n")
    assert module.read_text(encoding="utf-8").endswith("# edited\n")


def test_check_names_modules_whose_flow_is_gone(breytac: Call, project: Path, greet: Path) -> None:
    breytac("compile")
    greet.write_text(GREET.replace(":slug :greet", ":slug :salute"), encoding="utf-8")
    (project / "generated" / "by_hand.py").write_text("x = 1\n")
    assert breytac("compile").code == 0
    done = breytac("compile", "--check")
    assert done.code == 1
    assert "orphaned generated/greet.py" in done.err
    assert "by_hand" not in done.err
    (project / "generated" / "greet.py").unlink()
    assert breytac("compile", "--check").code == 0


def test_diff_shows_what_would_change(breytac: Call, project: Path, greet: Path) -> None:
    new = breytac("compile", "--diff")
    assert new.code == 1
    assert new.out.startswith("--- /dev/null\n+++ generated/greet.py\n")
    breytac("compile")
    assert breytac("compile", "--diff").code == 0
    greet.write_text(GREET.replace("Hi, ", "Hello, "), encoding="utf-8")
    changed = breytac("compile", "--diff")
    assert changed.code == 1
    assert "--- generated/greet.py\n+++ generated/greet.py\n" in changed.out
    assert [line[0] for line in changed.out.splitlines() if '"Hello, "' in line] == ["+"]
    assert '"Hello, "' not in (project / "generated" / "greet.py").read_text(encoding="utf-8")


def test_two_flows_that_would_share_a_file_are_both_named(
    breytac: Call, project: Path, greet: Path
) -> None:
    greet.with_name("other.clj").write_text(GREET.replace(":slug :greet", ":slug :Greet"))
    greet.with_name("fine.clj").write_text(GREET.replace(":slug :greet", ":slug :fine"))
    done = breytac("compile")
    assert done.code == 1
    assert "flows/greet.clj" in done.err
    assert "flows/other.clj" in done.err
    assert modules(project) == ["fine.py"]


def test_a_file_that_is_not_ours_is_not_overwritten(
    breytac: Call, project: Path, greet: Path
) -> None:
    module = project / "generated" / "greet.py"
    module.parent.mkdir()
    module.write_text("precious = 1\n")
    done = breytac("compile")
    assert done.code == 1
    assert "generated/greet.py exists and was not made by breytac" in done.err
    assert module.read_text() == "precious = 1\n"


def test_a_flow_with_errors_is_reported_and_the_others_are_written(
    breytac: Call, project: Path, greet: Path
) -> None:
    breytac("compile")
    kept = (project / "generated" / "greet.py").read_text(encoding="utf-8")
    greet.write_text(BROKEN, encoding="utf-8")
    greet.with_name("fine.clj").write_text(GREET.replace(":slug :greet", ":slug :fine"))
    done = breytac("compile")
    assert done.code == 1
    assert "error BRY" in done.err
    assert "--> flows/greet.clj:" in done.err
    assert done.err.splitlines()[-1] == "2 flows, 1 written, 1 failed"
    assert modules(project) == ["fine.py", "greet.py"]
    assert (project / "generated" / "greet.py").read_text(encoding="utf-8") == kept


def test_json_has_the_envelope_and_all_that_the_text_says(breytac: Call, greet: Path) -> None:
    done = breytac("compile", "--format", "json")
    assert done.json == {
        "ok": True,
        "data": {
            "files": [
                {
                    "source": "flows/greet.clj",
                    "slug": "greet",
                    "output": "generated/greet.py",
                    "status": "written",
                    "findings": [],
                }
            ],
            "orphans": [],
            "conflicts": [],
        },
        "meta": {"flows": 1, "changed": 1, "failed": 0},
    }
    greet.write_text("{:slug :greet :flow (}", encoding="utf-8")
    failed = breytac("compile", "--check", "--format", "json")
    assert failed.code == 1
    assert failed.json["ok"] is False
    assert failed.json["error"]["code"] == "findings"
    (file,) = failed.json["data"]["files"]
    assert file["status"] == "failed"
    assert file["findings"][0]["code"].startswith("BRY")
    assert file["findings"][0]["file"] == "flows/greet.clj"


def test_sources_and_output_are_the_users_choice(breytac: Call, project: Path, greet: Path) -> None:
    done = breytac("compile", "flows/greet.clj", "-o", "elsewhere/deep")
    assert done.out == "wrote    elsewhere/deep/greet.py  ← flows/greet.clj\n"


def test_paths_in_modules_do_not_depend_on_where_one_stands(
    breytac: Call, project: Path, greet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breytac("compile")
    monkeypatch.chdir(greet.parent)
    assert breytac("compile", "greet.clj", "--check").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no flows directory in"),
        (("missing.clj",), "no such file or directory: missing.clj"),
        (("*.clj",), "no file matches *.clj"),
        ((".",), "no flow found in ."),
    ],
)
def test_a_source_that_is_not_there_is_a_message(
    breytac: Call, arguments: tuple[str, ...], message: str
) -> None:
    done = breytac("compile", *arguments)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_bytes_that_are_no_text_are_a_message(breytac: Call, greet: Path) -> None:
    greet.write_bytes(b"{:slug :greet \xff}")
    done = breytac("compile")
    assert done.code == 1
    assert "greet.clj is not UTF-8 text (at byte 14)" in done.err


def test_every_example_is_compiled_by_several_workers_as_by_one(
    breytac: Call, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FLOWS, project / "flows")
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    together = breytac("compile", "-o", "together", "--format", "json")
    shutil.rmtree(project / ".breyta")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    alone = breytac("compile", "-o", "alone", "--format", "json")
    assert together.json["meta"] == alone.json["meta"]
    names = {path.name for path in (project / "together").iterdir()}
    assert len(names) >= 6
    for name in names:
        assert (project / "together" / name).read_bytes() == (project / "alone" / name).read_bytes()


def test_findings_are_told_again_when_nothing_changed(breytac: Call, greet: Path) -> None:
    """DEF-022: also those in an included file."""
    text = GREET[: GREET.index(" :interfaces")] + GREET[GREET.index(" :flow") :]
    greet.write_text(text, encoding="utf-8")
    first = breytac("compile")
    assert first.code == 0
    assert "warning BRY" in first.err
    second = breytac("compile")
    assert second.err.replace("1 up to date", "1 written") == first.err
