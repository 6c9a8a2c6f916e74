"""`#flow/include`: DEF-022, DEF-023."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath

import pytest
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import reader as rules
from breytac.syntax import expand_includes, forms as f, print_form, read_one
from breytac.syntax.includes import MAX_INCLUDED, Load, refusal
from breytac.syntax.source import Source


def loader(files: Mapping[str, str]) -> Load:
    def load(path: str, form: f.Form) -> Source:
        name = normpath(join(dirname(form.span.in_file.source.name), path))
        if name not in files:
            raise refusal(rules.UNREADABLE_INCLUDE, form, f"no {name}")
        return Source(name, files[name])

    return load


def expand(text: str, **files: str) -> tuple[f.Form, tuple[Finding, ...]]:
    named = {name.replace("__", "/") + ".edn": content for name, content in files.items()}
    return expand_includes(read_one(Source("flow.clj", text)), loader(named))


def expanded(text: str, **files: str) -> str:
    form, findings = expand(text, **files)
    assert findings == ()
    return print_form(form)


def faults(text: str, **files: str) -> list[str]:
    return [f"{each.rule.name} {each.span} {each.message}" for each in expand(text, **files)[1]]


def test_entries_and_values() -> None:
    """DEF-023: in vectors of definitions, as a value, inside :flow and in code."""
    text = """{:templates [#flow/include "t.edn"]
               :functions [{:id :f :code #flow/include "code.edn"}]
               :flow '(let [schema #flow/include "schema.edn"] schema)}"""
    assert expanded(text, t="{:id :t}", code='"(fn [x] x)"', schema='{"type" "object"}') == (
        '{:templates [{:id :t}] :functions [{:id :f :code "(fn [x] x)"}] '
        """:flow '(let [schema {"type" "object"}] schema)}"""
    )


def test_a_file_may_bring_several_forms() -> None:
    assert expanded('[1 #flow/include "a.edn" 4]', a="2 3") == "[1 2 3 4]"
    assert expanded('(f #flow/include "a.edn")', a="x y") == "(f x y)"
    assert expanded('{:a 1 #flow/include "a.edn" :d 4}', a=":b 2 :c 3") == "{:a 1 :b 2 :c 3 :d 4}"
    assert expanded('{:a #flow/include "a.edn"}', a="1 :b 2") == "{:a 1 :b 2}"
    assert expanded('[#flow/include "a.edn"]', a="; nothing") == "[]"


def test_includes_in_included_files_are_relative_to_these() -> None:
    """DEF-022"""
    text = '[#flow/include "lib/a.edn"]'
    assert (
        expanded(
            text, lib__a='{:x #flow/include "b.edn"}', lib__b='#flow/include "../c.edn"', c="1"
        )
        == "[{:x 1}]"
    )


def test_included_forms_keep_their_places() -> None:
    form, _ = expand('[#flow/include "lib/a.edn"]', lib__a="\n  {:a b}")
    assert isinstance(form, f.Vector)
    assert str(form.items[0].span) == "lib/a.edn:2:3"
    assert str(form.span) == "flow.clj:1:1"


def test_a_form_without_includes_is_the_same_object() -> None:
    form = read_one(Source("flow.clj", "{:a [1 #{b}] :c ^:k (d)}"))
    assert expand_includes(form, loader({}))[0] is form


def test_metadata_before_an_include_goes_to_its_form() -> None:
    assert expanded('[^{:label "L"} #flow/include "a.edn"]', a="^:k (f)") == (
        '[^{:label "L" :k true} (f)]'
    )
    assert expanded('^{:x #flow/include "a.edn"} [b]', a="1") == "^{:x 1} [b]"


def test_discarded_includes_are_not_loaded() -> None:
    assert expanded('{:a [#_ #flow/include "no.edn"] :b "#flow/include \\"no.edn\\""}') == (
        '{:a [] :b "#flow/include \\"no.edn\\""}'
    )


def test_a_cycle_is_named() -> None:
    assert faults(
        '[#flow/include "a.edn"]', a='[#flow/include "b.edn"]', b='{:x #flow/include "a.edn"}'
    ) == ["include-cycle b.edn:1:5 this file includes itself: a.edn -> b.edn -> a.edn"]
    form, [finding] = expand('[#flow/include "a.edn"]', a='#flow/include "a.edn"')
    assert finding.message == "this file includes itself: a.edn -> a.edn"
    assert print_form(form) == "[nil]"


def test_the_flow_itself_is_part_of_a_cycle() -> None:
    load = loader({"flow.clj": "[]"})
    form = read_one(Source("flow.clj", '[#flow/include "flow.clj"]'))
    [finding] = expand_includes(form, load)[1]
    assert finding.message == "this file includes itself: flow.clj -> flow.clj"


def test_the_same_file_twice_is_fine_and_faulted_once() -> None:
    assert expanded('[#flow/include "a.edn" #flow/include "a.edn"]', a="1") == "[1 1]"
    assert faults('[#flow/include "a.edn" #flow/include "a.edn"]', a="08") == [
        "bad-number a.edn:1:1 `08` is not a number"
    ]


@pytest.mark.parametrize(
    ("include", "fault"),
    [
        ('"/etc/passwd"', 'include-outside t:1 the path "/etc/passwd" is absolute'),
        ('"~/x"', 'include-outside t:1 the path "~/x" is absolute'),
        ('"C:/x"', 'include-outside t:1 the path "C:/x" is absolute'),
        ("x", "bad-include t:1 `#flow/include` is not followed by the path of a file"),
        ('""', "bad-include t:1 `#flow/include` is not followed by the path of a file"),
        ('"a\\nb"', "bad-include t:1 this path holds a character that no path has"),
        ('"no.edn"', "unreadable-include t:1 no no.edn"),
    ],
)
def test_refused(include: str, fault: str) -> None:
    assert faults(f"{{:a #flow/include {include}}}") == [fault.replace("t:1", "flow.clj:1:5")]


def test_a_failed_include_leaves_no_trail_of_further_faults() -> None:
    assert len(faults('{:a 1 #flow/include "no.edn"}')) == 1
    assert (
        print_form(expand('{:steps [#flow/include "no.edn" {:id :a}]}')[0]) == "{:steps [{:id :a}]}"
    )
    assert print_form(expand('(let [a #flow/include "no.edn"] a)')[0]) == "(let [a nil] a)"


def test_exactly_one_form_where_one_is_needed() -> None:
    message = "bad-include flow.clj:1:6 one form is needed here, and the included file has 2"
    assert faults('[:x \'#flow/include "a.edn"]', a="1 2") == [message]
    assert faults('#flow/include "a.edn"', a="") == [
        "bad-include flow.clj:1:1 one form is needed here, and the included file has 0"
    ]
    assert expanded('#flow/include "a.edn"', a="{:slug :a}") == "{:slug :a}"


def test_keys_are_checked_across_files() -> None:
    assert faults('{:a 1 #flow/include "a.edn"}', a=":b 2 :a 3") == [
        "duplicate-key a.edn:1:6 the key `:a` is in this map already"
    ]
    assert faults('{#flow/include "a.edn"}', a=":b") == [
        "missing-map-value a.edn:1:1 the key `:b` has no value"
    ]


def test_files_cannot_multiply_each_other() -> None:
    files = {
        f"f{n}": f'[{f"#flow/include {chr(34)}f{n + 1}.edn{chr(34)} " * 10}]' for n in range(9)
    }
    _, findings = expand('[#flow/include "f0.edn"]', **files, f9="x")
    assert f"more than {MAX_INCLUDED:,} characters" in findings[0].message


def test_deep_forms_and_long_chains() -> None:
    deep = "[" * 20_000 + '#flow/include "a.edn"' + "]" * 20_000
    form, findings = expand(deep, a="x")
    assert findings == ()
    assert print_form(form) == "[" * 20_000 + "x" + "]" * 20_000

    chain = {f"c{n}": f'[#flow/include "c{n + 1}.edn"]' for n in range(300)}
    assert expanded('#flow/include "c0.edn"', **chain, c300="x") == "[" * 300 + "x" + "]" * 300
