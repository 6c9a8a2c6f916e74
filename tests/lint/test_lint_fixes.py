"""`lint --fix`: repairs that cannot change what a flow means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from breytac.diagnostics.finding import Edit, Finding, Rule, Severity
from breytac.lint.fixes import apply_edits
from breytac.pipeline import analyze_source, show_ir
from breytac.syntax.source import Source, Span
from lint_files import CLEAN, Lint, Write

HOOK = ":webhook [{:id :hook :invocation :default :auth {:type :api-key :secret-ref :key}}]"
STEP = "(flow/input)"
FIXES = {
    "BRY155": (
        CLEAN.replace(":manual [", f"{HOOK} :manual [").replace(
            ":flow", ':requires [{:slot :key :type :secret :label "K"}]\n :flow'
        ),
        ':label "K" :secret-ref :key}',
    ),
    "BRY165": (
        CLEAN.replace(
            ":flow",
            ':marketplace {:monetization {:pricing {:type :one-time :amount 5 :currency "EUR"}}}'
            "\n :flow",
        ),
        ':currency "eur"',
    ),
    "BRY168": (CLEAN.replace(":inputs []", ":inputs [{:id :a :type :text}]"), "[{:name :a "),
    "BRY173": (
        CLEAN.replace(
            ":flow '(flow/input)",
            ':requires [{:slot :ai :type :llm-provider :label "AI"}]\n'
            ' :flow \'(flow/step :llm :ask {:connection :ai :prompt "Hi"})',
        ),
        ":type :http-api",
    ),
    "BRY180": (CLEAN.replace(":flow '", ":flow "), ":flow '(flow/input)"),
    "BRY334": (
        CLEAN.replace(STEP, '(flow/step :http :get {:url "https://example.com" :timeout "30s"})'),
        ":timeout 30}",
    ),
    "BRY337": (
        CLEAN.replace(STEP, "(flow/step :code :x {:code (fn [i] i) :input {:n 1}})"),
        "(flow/step :function :x",
    ),
    "BRY902": (CLEAN.replace('"Clean"', '"Clean" ; breytac: ignore[BRY102]'), ':name "Clean"\n'),
}


def meaning(path: Path) -> Any:
    """What is made of a flow, without the places of things."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    analyzed, _ = analyze_source(source, load_include=lambda name, form: source)
    assert analyzed is not None
    shown = show_ir(analyzed)

    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_places(v) for k, v in value.items() if "position" not in k}
        return [without_places(each) for each in value] if isinstance(value, list) else value

    return without_places(shown)


@pytest.mark.parametrize("code", FIXES)
def test_a_fix_settles_its_finding_and_keeps_the_meaning(
    lint: Lint, write: Write, code: str
) -> None:
    text, after = FIXES[code]
    path = write("flows/a.clj", text)
    before = meaning(path)
    assert lint().codes == [code]
    assert "1 can be repaired with --fix" in lint().err
    done = lint("--fix")
    assert (done.code, done.out, done.err) == (0, "", "1 file: nothing found; 1 fixed\n")
    assert after in path.read_text(encoding="utf-8")
    now = meaning(path)
    if code == "BRY165":  # Breyta takes no other spelling of a currency
        assert str(now).lower() == str(before).lower()
        return
    if code in ("BRY334", "BRY337"):  # these are spelled in the steps, and mean the same when run
        before["flow"] = now["flow"]
    assert now == before


def test_diff_writes_nothing_and_fails(lint: Lint, write: Write) -> None:
    text, _ = FIXES["BRY180"]
    path = write("flows/a.clj", text)
    done = lint("--diff")
    assert done.code == 1
    assert "-- flows/a.clj" in done.out
    assert "+ :flow '(flow/input)}" in done.out
    assert done.err == "1 file: nothing found; 1 fixable\n"
    assert path.read_text(encoding="utf-8") == text
    assert lint("--diff", "--format", "json").json["data"]["diffs"].keys() == {"flows/a.clj"}
    assert lint("--diff", "--format", "sarif").code == 2


def test_what_is_not_safe_is_only_a_hint(lint: Lint, write: Write) -> None:
    text = CLEAN.replace(":manual [{", ":manual [{:descriptoin 1 ")
    path = write("flows/a.clj", text)
    assert "Did you mean :description?" in lint("--fix").out
    assert path.read_text(encoding="utf-8") == text


def test_the_rest_of_the_bytes_stays(lint: Lint, project: Path) -> None:
    path = project / "a.clj"
    text = FIXES["BRY180"][0].replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    path.chmod(0o640)
    assert lint("--fix", "a.clj").code == 0
    fixed = path.read_bytes()
    assert fixed == b"\xef\xbb\xbf" + text.replace(":flow (", ":flow '(").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in project.iterdir() if each.name != ".git"] == ["a.clj"]


def test_no_fix_is_worth_an_error(lint: Lint, write: Write) -> None:
    """Here the new key is there already: renaming the old one would make two of them."""
    step = '(flow/step :wait :w {:key "k" :timeout 60 :timeout-seconds 60})'
    text = CLEAN.replace(STEP, step).replace(":flow '", ":flow ")
    path = write("flows/a.clj", text)
    assert lint("--fix").codes == ["BRY337"]
    assert path.read_text(encoding="utf-8") == text.replace(":flow (", ":flow '(")


def test_fixes_that_are_not_selected_are_not_made(lint: Lint, write: Write) -> None:
    path = write("flows/a.clj", FIXES["BRY180"][0])
    lint("--fix", "--ignore", "BRY180")
    assert path.read_text(encoding="utf-8") == FIXES["BRY180"][0]


RULE = Rule("BRY999", "test", Severity.ERROR, "A test")
SOURCE = Source("a.clj", "0123456789")


def finding(*edits: tuple[int, int, str]) -> Finding:
    span = Span(SOURCE, 0, 1)
    made = tuple(Edit(Span(SOURCE, start, end), text) for start, end, text in edits)
    return Finding(RULE, span, "x", edits=made)


@pytest.mark.parametrize(
    ("findings", "text", "count"),
    [
        ([finding((0, 1, "a")), finding((9, 10, "bc"))], "a12345678bc", 2),
        ([finding((3, 3, "x")), finding((3, 5, "y"))], "012x3456789", 1),
        ([finding((2, 5, "")), finding((4, 6, "y"))], "0156789", 1),
        ([finding((2, 5, "")), finding((5, 6, "y"))], "01y6789", 2),
        ([finding((2, 5, "x"), (7, 8, "z")), finding((7, 9, "y"))], "01x56z89", 1),
        ([finding((7, 9, "y")), finding((2, 5, "x"), (7, 8, "z"))], "0123456y9", 1),
        ([finding((2, 5, "x")), finding((2, 5, "x"))], "01x56789", 2),
    ],
)
def test_edits_that_touch_each_other_are_not_both_made(
    findings: list[Finding], text: str, count: int
) -> None:
    made, settled = apply_edits(SOURCE, findings)
    assert (made, len(settled)) == (text, count)


def test_code_in_a_string_is_not_edited() -> None:
    inner = Source("a.clj", "code", SOURCE, (1, 2, 3, 4, 5))
    edit = Edit(Span(inner, 0, 2), '"')
    assert apply_edits(SOURCE, [Finding(RULE, Span(inner, 0, 2), "x", edits=(edit,))])[1] == []
