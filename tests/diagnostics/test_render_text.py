"""Findings as text: the place is marked exactly, whatever the line holds."""

from __future__ import annotations

import unicodedata

import pytest
from breytac.diagnostics.finding import Finding, Related, Rule, Severity
from breytac.diagnostics.text import render_finding, render_findings, width
from breytac.syntax import forms as f, read_all, read_code_string
from breytac.syntax.source import Source, Span

RULE = Rule("BRY999", "test-rule", Severity.WARNING, "A test")


def finding(text: str, part: str, message: str = "something is odd") -> Finding:
    source = Source("flows/a.clj", text)
    start = text.index(part)
    return Finding(RULE, Span(source, start, start + len(part)), message)


def shown(text: str) -> str:
    return render_findings(read_all(Source("flows/a.clj", text)).findings)


def test_an_error_with_both_ends() -> None:
    assert shown("(let [a 1\n      b 2)\n  (+ a b))\n") == (
        "error BRY002 mismatched-delimiter: `[` opened at 1:6 is closed by `)` at 2:10.\n"
        "  --> flows/a.clj:2:10\n"
        "    |\n"
        "  2 |       b 2)\n"
        "    |          ^\n"
        "  note: `[` is opened here\n"
        "  --> flows/a.clj:1:6\n"
        "    |\n"
        "  1 | (let [a 1\n"
        "    |      ^\n"
        "  hint: Write `]` in place of this `)`.\n"
    )


def test_a_word_is_underlined_as_a_whole() -> None:
    assert render_finding(finding("{:a 1\n :b name: 2}", "name:")).splitlines()[2:] == [
        "    |",
        "  2 |  :b name: 2}",
        "    |     ^^^^^",
    ]


def test_a_place_of_several_lines_is_marked_on_the_first() -> None:
    lines = render_finding(finding("{:a (f x\n  y)}", "(f x\n  y)")).splitlines()
    assert lines[3:] == ["  1 | {:a (f x", "    |     ^^^^"]


def test_an_empty_place_still_has_a_caret() -> None:
    source = Source("a.clj", "")
    lines = render_finding(Finding(RULE, Span(source, 0, 0), "nothing here")).splitlines()
    assert lines == [
        "warning BRY999 test-rule: nothing here.",
        "  --> a.clj:1:1",
        "    |",
        "  1 |",
        "    | ^",
    ]


@pytest.mark.parametrize(
    "line",
    ["\t\t{:a X}", "{:名前 X}", "{:e\u0301te\u0301 X}", "{:a \t X}", "{:🚀🚀 X}", "{:x\u200b X}"],
)
def test_tabs_and_wide_characters_do_not_move_the_caret(line: str) -> None:
    """The caret is as many columns in as the terminal takes for what stands before it."""
    *_, source_line, caret_line = render_finding(finding(line, "X")).splitlines()
    before = source_line[: source_line.index("X")]

    assert "\t" not in source_line
    assert caret_line.index("^") == width(before)
    assert caret_line.count("^") == 1


def test_width() -> None:
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("e\u0301") == 1
    assert all(width(c) == 1 for c in "éλ→…" if unicodedata.east_asian_width(c) != "W")


def test_long_lines_are_cut_around_the_place() -> None:
    text = "(f " + "a" * 300 + " X " + "b" * 300 + ")"
    *_, line, carets = render_finding(finding(text, "X")).splitlines()

    assert len(line) < 110
    assert line[carets.index("^")] == "X"
    assert line.count("…") == 2


def test_a_long_place_is_cut_too() -> None:
    lines = render_finding(finding("x" * 500, "x" * 500)).splitlines()
    assert all(len(line) < 110 for line in lines)


def test_nothing_in_a_source_steers_the_terminal() -> None:
    text = '{:a \x1b[31m"evil" :b\u202e X}'
    rendered = render_finding(finding(text, "X", message="bad \x1b[2J \u202e name"))
    assert "\x1b" not in rendered
    assert "\u202e" not in rendered
    assert "bad \\u001b[2J \\u202e name" in rendered


def test_colours_only_when_asked_for() -> None:
    odd = finding("{:a X}", "X")
    assert "\x1b[" not in render_finding(odd)
    coloured = render_finding(odd, colour=True)
    assert coloured.startswith("\x1b[1;33mwarning BRY999 test-rule\x1b[0m: ")


def test_findings_are_sorted_by_file_and_place() -> None:
    one, two = Source("a.clj", "x\ny\n"), Source("b.clj", "z\n")
    places = [Span(two, 0, 1), Span(one, 2, 3), Span(one, 0, 1)]
    rendered = render_findings([Finding(RULE, span, "odd") for span in places])
    assert [line.strip() for line in rendered.splitlines() if "-->" in line] == [
        "--> a.clj:1:1",
        "--> a.clj:2:1",
        "--> b.clj:1:1",
    ]
    assert render_findings([]) == ""


def test_code_in_a_string_is_shown_as_it_stands_in_the_file() -> None:
    text = '{:code "(fn [x]\n  (str \\"a\\" x]"}'
    outer = read_all(Source("flows/a.clj", text)).forms[0]
    assert isinstance(outer, f.Map)
    code = outer.get("code")
    assert isinstance(code, f.String)

    rendered = render_findings(read_code_string(code).findings)
    assert '  2 |   (str \\"a\\" x]"}\n    |               ^\n' in rendered


def test_related_places_in_other_files() -> None:
    other = Span(Source("lib/b.edn", "first\nsecond"), 6, 12)
    odd = Finding(RULE, finding("X", "X").span, "odd", related=(Related(other, "see here"),))
    assert "  note: see here\n  --> lib/b.edn:2:1\n    |\n  2 | second\n" in render_finding(odd)
