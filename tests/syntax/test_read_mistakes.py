"""What the reader says about texts that are wrong: which rule, where, in which words."""

from __future__ import annotations

import pytest
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import reader as rules
from breytac.syntax import print_form, read_all
from breytac.syntax.source import Source
from reader_table import REFUSED


def mistakes(text: str) -> list[Finding]:
    return list(read_all(Source("t.clj", text)).findings)


def place(finding: Finding) -> str:
    return "{}:{}".format(*finding.span.start_position)


def recovered(text: str) -> str:
    return " ".join(map(print_form, read_all(Source("t.clj", text)).forms))


@pytest.mark.parametrize("text", REFUSED)
def test_says_what_is_wrong_once(text: str) -> None:
    name, where, message = REFUSED[text]

    [finding] = mistakes(text)
    assert (finding.rule.name, place(finding)) == (name, where)
    assert message in finding.message
    assert finding.hint is not None or finding.rule in (rules.BAD_NUMBER, *SELF_EVIDENT)


SELF_EVIDENT = (rules.BAD_NAME, rules.BAD_CHARACTER, rules.MISSING_VALUE, rules.BAD_ESCAPE)


def test_codes_and_names_are_unique() -> None:
    declared = [value for value in vars(rules).values() if isinstance(value, rules.Rule)]

    assert len({rule.code for rule in declared}) == len({rule.name for rule in declared})
    assert all("BRY001" <= rule.code <= "BRY049" for rule in declared)


def test_reader_eval_has_the_name_of_the_other_linter() -> None:
    """FN-024"""
    [finding] = mistakes("{:a #=(launch)}")
    assert finding.rule.aliases == ("clojure_reader_eval_disabled",)


# Brackets: one mistake, one finding, and both ends of it.


def test_a_missing_bracket_names_both_ends() -> None:
    text = "(let [a 1\n      b 2)\n  (+ a b))"

    [finding] = mistakes(text)
    assert finding.message == "`[` opened at 1:6 is closed by `)` at 2:10"
    assert finding.hint == "Write `]` in place of this `)`."
    assert [str(related.span) for related in finding.related] == ["t.clj:1:6"]
    assert recovered(text) == "(let [a 1 b 2] (+ a b))"


def test_a_bracket_of_the_wrong_kind_does_not_upset_the_rest() -> None:
    assert len(mistakes("{:a (f [1 2)) :b [3]}")) == 1
    assert recovered("{:a (f [1 2)) :b [3]}") == "{:a (f [1 2]) :b [3]}"


def test_a_missing_bracket_inside_another() -> None:
    [finding] = mistakes("{:a [1 (f x] :b 2}")
    assert finding.message == "`(` opened at 1:8 is closed by `]` at 1:12"
    assert finding.hint == "Add the missing `)` before this `]`."
    assert recovered("{:a [1 (f x] :b 2}") == "{:a [1 (f x)] :b 2}"


def test_one_bracket_too_many() -> None:
    [finding] = mistakes("{:a (f x)) :b 2}")
    assert finding.message == "`)` closes nothing"
    assert place(finding) == "1:10"
    assert recovered("{:a (f x)) :b 2}") == "{:a (f x) :b 2}"


def test_several_mistakes_are_reported_in_one_go() -> None:
    text = "{:a [1 2)\n :b (f]\n :c 08\n :d :d:\n :a 3}"

    found = [(finding.rule.name, place(finding)) for finding in mistakes(text)]
    assert found == [
        ("mismatched-delimiter", "1:9"),
        ("mismatched-delimiter", "2:7"),
        ("bad-number", "3:5"),
        ("bad-name", "4:5"),
        ("duplicate-key", "5:2"),
    ]


def test_the_indentation_tells_which_bracket_was_forgotten() -> None:
    text = "{:a {:b 1\n     :c 2\n :d {:e 3}\n :f 4}\n"

    [finding] = mistakes(text)
    assert finding.message == "`{` opened at 1:1 is never closed"
    assert finding.hint == "Add `}` at 2:10."
    [related] = finding.related
    assert str(related.span) == "t.clj:1:5"
    assert related.message == "by the indentation, this `{` was meant to be closed at 2:10"


def test_a_text_that_stops_short_says_what_to_add() -> None:
    [finding] = mistakes("{:a (f [1 2")
    assert finding.message == "3 brackets are never closed, from `{` at 1:1 to `[` at 1:8"
    assert finding.hint == "Add `])}` at the end of the text."
    assert recovered("{:a (f [1 2") == "{:a (f [1 2])}"


def test_what_is_inside_a_mended_bracket_is_not_faulted() -> None:
    assert [f.rule for f in mistakes("[{:a {:b 1 :c] 2")] == [rules.MISMATCHED]


# Strings.


def test_an_open_string_does_not_blame_the_brackets() -> None:
    [finding] = mistakes('{:a (f "text)}\n')
    assert (finding.rule, place(finding)) == (rules.UNTERMINATED_STRING, "1:8")
    assert finding.span.text == '"'


def test_an_open_string_points_at_the_string_that_may_have_caused_it() -> None:
    text = '{:a "one\n :b "two"\n :c "three"}'

    finding = mistakes(text)[-1]
    assert finding.rule is rules.UNTERMINATED_STRING
    [related] = finding.related
    assert str(related.span) == "t.clj:1:5"
    assert related.message == "this string runs over several lines: is its closing quote missing?"


def test_an_open_string_before_code() -> None:
    finding = mistakes('{:name "Demo\n :code "(fn [x] x)"}')[-1]
    assert finding.rule is rules.UNTERMINATED_STRING
    assert [str(related.span) for related in finding.related] == ["t.clj:1:8"]


def test_a_bad_escape_is_marked_by_itself() -> None:
    [finding] = mistakes(r'{:re "a\d+"}')
    assert finding.span.text == r"\d"
    assert finding.hint is not None
    assert finding.hint.startswith(r"Write `\\d` for a backslash in the text")


# Maps and sets.


def test_the_key_that_lost_its_value() -> None:
    [finding] = mistakes("{:a 1 :b :c 3 :d 4}")
    assert finding.message == "the key `:b` has no value: the key `:c` follows at once"
    assert place(finding) == "1:7"


def test_a_repeated_key_shows_both_places() -> None:
    [finding] = mistakes("{:a 1\n :b 2\n :a 3}")
    assert place(finding) == "3:2"
    assert [str(related.span) for related in finding.related] == ["t.clj:1:2"]


def test_keys_are_compared_as_clojure_does() -> None:
    assert mistakes('{1 :a 1.0 :b 1M :c "1" :d \\1 :e :1 :f}') == []
    assert mistakes('#{#"a" #"a" ##NaN ##NaN}') == []
    assert len(mistakes("{{:a [1]} 1 {:a (1)} 2}")) == 1
    assert len(mistakes("#{1.0M 1.00M}")) == 1


def test_an_include_among_keys_is_no_key_without_value() -> None:
    assert mistakes('{:a 1 #flow/include "x.edn"}') == []
    assert mistakes('{#flow/include "x.edn" #flow/include "x.edn" :a 1}') == []
    assert len(mistakes('{:a #flow/include "x.edn" :b}')) == 1


# For newcomers from other languages.


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("// note", "Comments begin with `;`."),
        ("{name: 1}", "A keyword has its colon in front: `:name`."),
        ("“text”", 'Strings are written in straight quotes: "text".'),
        ("5s", 'Write a duration as a string, such as "5s", or as a plain number.'),
        ("1_000", "Digits are not grouped in Clojure: write 1000."),
        ("2026-01-02", 'Write a date or time as a string: "2026-01-02".'),
        ("/users/1", "A path belongs in quotes."),
        ("#=(x)", "Write the value itself, or compute it in a function."),
        (":a\u200b", "Delete it and type the name again."),
    ],
)
def test_hints(text: str, hint: str) -> None:
    assert hint in [finding.hint for finding in mistakes(text)]
