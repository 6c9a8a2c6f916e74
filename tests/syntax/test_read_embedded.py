"""Code inside strings: every place in it leads back to the file, through the escapes."""

from __future__ import annotations

from breytac.syntax import forms as f, print_form, read_code_string, read_one
from breytac.syntax.print import print_string
from breytac.syntax.source import Source
from hypothesis import given, strategies as st


def string(text: str) -> f.String:
    form = read_one(Source("flow.clj", text))
    assert isinstance(form, f.String)
    return form


def code(text: str) -> tuple[f.Form, ...]:
    result = read_code_string(string(text))
    assert result.findings == ()
    return result.forms


def test_places_on_later_lines_and_behind_escapes() -> None:
    [form] = code('\n  "(fn [x]\n     (str \\"a\\\\n\\" x))"')
    assert isinstance(form, f.List)
    call = form.items[2]
    assert isinstance(call, f.List)

    assert print_form(form) == r'(fn [x] (str "a\n" x))'
    assert [str(each.span) for each in (form, *call.items)] == [
        "flow.clj:2:4",
        "flow.clj:3:7",
        "flow.clj:3:11",
        "flow.clj:3:20",
    ]
    assert call.items[1].span.end_position == (3, 19)


def test_unicode_escapes_and_pairs() -> None:
    forms = code(r'"\u0061 \ud83d\ude00 \141 b"')

    assert [print_form(form) for form in forms] == ["a", "😀", "a", "b"]
    assert [form.span.column for form in forms] == [2, 9, 22, 27]


def test_mistakes_in_code_are_in_the_file_too() -> None:
    result = read_code_string(string('\n\n "(fn [x]\n  (inc x])"'))

    [finding] = result.findings[:1]
    assert finding.span.in_file.source.name == "flow.clj"
    assert finding.span.start_position == (4, 9)
    assert result.findings[0].related[0].span.start_position == (4, 3)


def test_code_in_code() -> None:
    [form] = code(r'"(f \"(g \\\"x\\\")\")"')
    assert isinstance(form, f.List)
    inner = form.items[1]
    assert isinstance(inner, f.String)
    [call] = read_code_string(inner).forms
    assert isinstance(call, f.List)

    assert print_form(call) == '(g "x")'
    assert call.span.column == 7
    assert call.items[1].span.column == 10


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=6))
def test_every_word_is_found_where_it_is_written(words: list[str]) -> None:
    """Strings of any text, inside a string: the span of each starts at its escaped quote."""
    inside = " ".join(map(print_string, words))
    outer = string("\n " + print_string(inside))
    text = outer.span.source.text

    forms = read_code_string(outer).forms
    assert forms == tuple(f.String(word, span=outer.span) for word in words)
    for form in forms:
        span = form.span.in_file
        assert text[span.start : span.start + 2] == '\\"'
        assert text[span.end - 2 : span.end] == '\\"'
        assert form.span.line == 2
