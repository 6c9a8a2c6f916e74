"""No data makes a template fail, and no template makes the module anything else than meant."""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Any

from both_ways import compiled, module_of, prompt
from breyta_runtime.templates import render, render_all
from breyta_runtime.templates.parser import parse
from breyta_runtime.templates.problems import TemplateError
from breyta_runtime.values import BigInt, Char, LazySeq, List, Map, Ratio, Set, kw, regex, sym
from breytac.lowering.templates import IMPORTED
from hypothesis import given, settings, strategies as st

NODES = (
    "Module ImportFrom alias Assign Name Store Load Call Constant FunctionDef arguments arg Return "
    "Attribute Dict Tuple keyword Expr Lambda IfExp UnaryOp Not USub"
)

PATHS = "a b a.b this this.a ../a ../../b .. . @index @key @first @last @root @../index a.0 [a] x-y"
paths = st.sampled_from(PATHS.split())


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    """A path, a literal, or a helper in parentheses."""
    kind = draw(st.integers(0, 7 if depth else 3))
    if kind < 3:
        return draw(paths)
    if kind == 3:
        return draw(st.sampled_from(["'s'", '"t"', "3", "-1.5", "true"]))
    return f"({draw(helpers(depth - 1))})"


@st.composite
def helpers(draw: st.DrawFn, depth: int = 2) -> str:
    name = draw(
        st.sampled_from(
            ["first", "last", "json", "length", "default", "lookup", "truncate", "join"]
        )
    )
    call = f"{name} {draw(values(depth))}"
    if name in ("default", "lookup"):
        return f"{call} {draw(values(depth))}"
    if name == "truncate":
        return f"{call} length={draw(paths)} suffix={draw(values(depth))}"
    return f"{call} separator={draw(values(depth))}" if name == "join" else call


@st.composite
def templates(draw: st.DrawFn, depth: int = 3) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 4 if depth else 2))
        left, right = draw(tildes), draw(tildes)
        if kind == 0:
            pieces.append(draw(texts))
        elif kind == 1:
            pieces.append("{{" + left + draw(paths) + right + "}}")
        elif kind == 2:
            pieces.append("{{" + left + draw(helpers()) + right + "}}")
        else:
            name = draw(st.sampled_from(["if", "unless", "each", "with", "a", "b"]))
            value = "" if len(name) == 1 else f" {draw(values())}"
            other = draw(st.sampled_from(["", "{{else}}", "{{~^}}"]))
            body = draw(templates(depth - 1)) + (other and other + draw(templates(depth - 1)))
            pieces.append(f"{{{{{left}#{name}{value}{right}}}}}{body}{{{{/{name}}}}}")
    return "".join(pieces)


tildes = st.sampled_from(["", "", "~"])
texts = st.text(max_size=6).filter(lambda text: not {"{", "}", "\\"} & set(text))
keys = st.sampled_from(["a", "b", "x-y", "index", "key", "first"])
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(
        [
            kw("k"),
            kw("n/k"),
            sym("s"),
            Char("c"),
            Ratio(1, 3),
            Decimal("1.50"),
            BigInt(2**70),
            b"\x00",
            regex("a+"),
            len,
            Map,
            object(),
        ]
    )
)
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3).map(tuple)
    | st.lists(inner, max_size=3).map(List)
    | st.lists(st.integers(), max_size=3).map(lambda items: Set(tuple(items)))
    | st.lists(st.integers(), max_size=3).map(lambda items: LazySeq(lambda: List(items)))
    | st.dictionaries(keys.map(kw) | keys, inner, max_size=4).map(Map),
    max_leaves=10,
)


@settings(max_examples=400, deadline=None)
@given(templates(), data)
def test_rendering_never_fails_and_both_ways_agree(text: str, given_data: Any) -> None:
    rendered = render(text, given_data)
    assert isinstance(rendered, str)
    if "{{" in text:
        assert compiled(text, given_data) == rendered


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="{}~#/^&!>*=ab.@[]()\"' \\|-0else\n", max_size=40), data)
def test_any_text_is_rendered_or_refused(text: str, given_data: Any) -> None:
    try:
        rendered = render(text, given_data)
    except TemplateError as error:
        problem = error.problem
        assert 0 <= problem.start <= problem.end <= len(text)
    else:
        assert isinstance(rendered, str)


HOSTILE = st.sampled_from(
    [
        "'''",
        '"""',
        "\\",
        "\n# 1:1\n",
        "§1:1§",
        '"; import os; "',
        "{}",
        "%s",
        "\x00",
        "\u202e",
        "__import__('os')",
        "None",
        "\ud800",
        "a]b",
        "é",
        "def",
        "kw",
        "text",
        "data",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=4))
def test_a_hostile_template_stays_data(parts: list[str]) -> None:
    """Whatever it holds, the module is made of the nodes templates are made of."""
    inside = "".join(parts)
    for text in (f"{inside}{{{{x}}}}", f"{{{{[{inside}]}}}}", f'{{{{default x "{inside}"}}}}'):
        try:
            parse(text)
        except TemplateError:
            continue
        written, names = module_of(prompt(text))
        tree = ast.parse(written)
        assert {type(node).__name__ for node in ast.walk(tree)} <= set(NODES.split())
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert imported <= {*IMPORTED, "Any", "Map", "kw"}
        assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == names


def test_values_inside_data_are_not_rendered_again() -> None:
    """NOT-008: one pass over the channels; what `:data` holds is text."""
    channels = Map({kw("subject"): "{{message}}", kw("to"): ("{{who}}",)})
    given_data = Map({kw("message"): "Order {{order-id}}", kw("who"): "a@b.test"})
    assert render_all(channels, given_data) == Map(
        {kw("subject"): "Order {{order-id}}", kw("to"): ("a@b.test",)}
    )
