"""The generator itself: it is repeatable, and knows every var there is."""

from __future__ import annotations

import re

from breyta_runtime.core.vars import VARS

from . import templates, templates_colls, templates_text
from .compare import difference, shrink
from .generate import LEAVES, TEMPLATES, Program, program
from .grammar import PLACEHOLDER, parse, paths, show, size

# What has no answer to compare, or no counterpart on a JVM.
NOT_COMPARED = {
    "hash", "class", "type", "enumeration-seq", "->Eduction", "seq-to-map-for-destructuring",
    "prn", "pr", "printf", "println", "biginteger", "numerator", "denominator", "def", "defn",
    "defn-", "defonce", "declare", "new", ".", "let*", "loop*", "fn*", "short", "byte",
    "unchecked-byte", "unchecked-int", "comparator", "test",
}  # fmt: skip


def test_the_same_seed_gives_the_same_program() -> None:
    assert [program(7).code for _ in range(3)] == [program(7).code] * 3
    assert program(7).code != program(8).code


def test_every_supported_var_is_in_a_template() -> None:
    text = "\n".join(
        each
        for source in (templates, templates_text, templates_colls)
        for name, each in vars(source).items()
        if name.isupper()
    )
    words = set(re.findall(r"[^\s()\[\]{}#\"@]+", text))
    aliases = {"clojure.string": "str", "clojure.set": "set", "clojure.walk": "walk"}
    missing = []
    for var in VARS.values():
        if var.tier == 3 or var.ns in ("json", "breyta.sandbox", "flow-helpers"):
            continue
        name = f"{aliases[var.ns]}/{var.name}" if var.ns in aliases else var.name
        if name not in words and var.name not in NOT_COMPARED:
            missing.append(name)
    assert not missing, missing


def test_every_placeholder_has_templates_and_leaves() -> None:
    for kind, known in TEMPLATES.items():
        for template in known:
            for _, node in paths(template.tree):
                found = PLACEHOLDER.fullmatch(node) if isinstance(node, str) else None
                assert not found or found[1] in TEMPLATES or found[1] in LEAVES, (kind, node)


def test_text_and_tree_are_the_same() -> None:
    for seed in range(200):
        code = program(seed).code
        assert show(parse(code)) == code


def test_shrinking_keeps_only_what_matters() -> None:
    whole = Program(parse("(fn [x] (let [a 1 b (+ a 2)] [a (str b (quot 1 0)) x]))"), "{:n 1}")
    small = shrink(whole, lambda found: ["(quot 1 0)" in each.code for each in found])
    assert size(small.function) < size(whole.function) / 2
    assert "(quot 1 0)" in small.code


def test_differences() -> None:
    assert difference(("value", "1", "1"), ("value", "1", "1")) is None
    assert difference(("value", "1", "1"), ("value", "1N", "1N")) == "another value"
    assert difference(
        ("value", "{:a 1, :b 2}", "{:b 2, :a 1}"), ("value", "{:a 1, :b 2}", "{:a 1, :b 2}")
    )
    assert difference(("error", "X", "m"), ("error", "Y", "n")) is None
    assert difference(("error", "X", "m"), ("value", "1", "1")) == "error became value"
