"""What sources read as, and where their forms stand."""

from __future__ import annotations

import pytest
from breytac.diagnostics.finding import SourceError
from breytac.syntax import forms as f, print_form, read_all, read_one
from breytac.syntax.source import Source
from reader_table import READS


def read(text: str) -> f.Form:
    return read_one(Source("t.clj", text))


@pytest.mark.parametrize(("text", "edn"), [row for row in READS if row[1] is not None])
def test_reads_as(text: str, edn: str) -> None:
    result = read_all(Source("t.clj", text))

    assert result.findings == ()
    assert " ".join(map(print_form, result.forms)) == edn


@pytest.mark.parametrize("text", [text for text, _ in READS])
def test_what_is_printed_reads_back(text: str) -> None:
    forms = read_all(Source("t.clj", text)).forms

    for form in forms:
        again = read(print_form(form))
        assert again == form
        assert print_form(again) == print_form(form)


def test_a_syntax_quote_is_data() -> None:
    """Later passes refuse it, and know where it is."""
    form = read("`(a ~b ~@c)")

    assert print_form(form) == "`(a ~b ~@c)"
    assert isinstance(form, f.List)
    assert [head.full_name for head in form.items[:1] if isinstance(head, f.Symbol)] == [
        "syntax-quote"
    ]
    assert "(clojure.core/unquote b)" in print_form(read("(clojure.core/unquote b)"))
    assert read("~b") == read("(clojure.core/unquote b)")
    assert read("~@b") == read("(clojure.core/unquote-splicing b)")
    assert print_form(read("~ @b")) == "~ @b"


def test_sugar_is_the_long_form() -> None:
    assert read("'x") == read("(quote x)")
    assert read("@x") == read("(clojure.core/deref x)")
    assert read("#'x") == read("(var x)")
    assert read("#(f % %3)") == read("(fn* [%1 %2 %3] (f %1 %3))")
    assert read("#(f %&)") == read("(fn* [& %&] (f %&))")


def test_nan_reads_and_prints() -> None:
    assert print_form(read("##NaN")) == "##NaN"


def test_positions_count_characters_from_one() -> None:
    text = '\ufeff{:a "日本"\r\n\t:b (f x)}'
    form = read(text)
    assert isinstance(form, f.Map)
    call = form.get("b")
    assert call is not None

    assert (form.span.line, form.span.column) == (1, 2)
    assert call.span.start_position == (2, 5)
    assert call.span.end_position == (2, 10)
    assert str(call.span) == "t.clj:2:5"


def test_spans_cover_prefixes_but_not_metadata() -> None:
    text = "[^:k (a) 'b #_ x @c #(d) #inst \"e\" #:n{:f 1} ^:m 'g '#?(:clj h)]"
    form = read(text)
    assert isinstance(form, f.Vector)

    assert [item.span.text for item in form.items] == [
        "(a)", "'b", "@c", "#(d)", '#inst "e"', "#:n{:f 1}", "'g", "'#?(:clj h)",
    ]  # fmt: skip
    meta = form.items[0].meta
    assert meta is not None
    assert meta.span.text == ":k"


def test_features_choose_the_branch() -> None:
    source = Source("t.clj", "#?(:cljs 1 :clj 2) #?((:and :clj (:not :cljs)) 3) #?((:or :x :bb) 4)")

    def shown(*features: str) -> str:
        return " ".join(map(print_form, read_all(source, features=features).forms))

    assert shown("clj", "default") == "2 3"
    assert shown("cljs") == "1"
    assert shown("bb", "clj") == "2 3 4"


def test_equality_ignores_places_and_metadata() -> None:
    assert read("(a [b {:c #{d}}])") == read("( a  ^:k [b {:c #{d}}] )")
    assert hash(read("(a [b])")) == hash(read(" (a [b])"))
    assert read("[a]") != read("(a)")
    assert read("{:a 1}") != read("{:a 2}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no form in this text"),
        ("; nothing", "there is no form in this text"),
        ("{:a 1} {:b 2} 3", "2 more forms after the first one"),
    ],
)
def test_read_one_wants_one_form(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text)

    assert [finding.message for finding in caught.value.findings] == [message]
