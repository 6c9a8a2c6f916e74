"""Whatever a flow is called or holds, the module stays what the compiler meant (FN-022, FN-024).

Random strings, symbols and keywords are put in a function and a flow body; the emitted text must
parse to the node kinds lowering makes, name nothing it did not import or bind, and keep every
string where it was: in a constant.
"""

from __future__ import annotations

import ast
import builtins
import json

from breyta_runtime.values import kw, pr_str
from breytac import compile_function
from breytac.analysis.expressions import analyze_flow_body
from breytac.lowering import ModuleBuilder, emit, lower_flow_body
from breytac.lowering.names import EMITTED_BUILTINS
from breytac.syntax import forms
from breytac.syntax.source import Source, Span
from hypothesis import given, settings, strategies as st

NODES = (
    "Module ImportFrom alias Assign Name Store Load Call Constant FunctionDef arguments arg Return "
    "Attribute Dict Tuple keyword Expr Lambda If Compare Is IsNot Eq In IfExp UnaryOp Not For "
    "Continue Break BoolOp And Or GeneratorExp comprehension"
)

texts = st.text(max_size=40) | st.sampled_from(
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
        "None",
    ]
)
names = st.text(
    st.characters(
        exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"], exclude_characters="\"\\;@^`~,()[]{}/:#'"
    ),
    min_size=1,
    max_size=30,
).filter(lambda name: not name[0].isdigit() and name not in ("nil", "true", "false", "&"))


def span() -> Span:
    return Span(Source("hostile.clj", " "), 0, 1)


def symbol(name: str) -> forms.Symbol:
    return forms.Symbol(None, name, span=span())


def listed(*items: forms.Form) -> forms.List:
    return forms.List(items, span=span())


def check(text: str, strings: list[str]) -> None:
    tree = ast.parse(text)
    kinds = {type(node).__name__ for node in ast.walk(tree)}
    assert kinds <= set(NODES.split()), kinds - set(NODES.split())
    bound = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    bound |= {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used - bound <= EMITTED_BUILTINS, used - bound
    assert not (bound & set(dir(builtins)) & EMITTED_BUILTINS) or bound.isdisjoint(
        used & EMITTED_BUILTINS
    )
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(strings) <= constants


@settings(max_examples=150, deadline=None)
@given(text=texts, first=names, second=names, key=names)
def test_flow_body(text: str, first: str, second: str, key: str) -> None:
    keyword = forms.Keyword(None, key, span=span())
    string = forms.String(text, span=span())
    step = listed(
        forms.Symbol("flow", "step", span=span()),
        forms.Keyword(None, "http", span=span()),
        keyword,
        forms.Map(((keyword, string), (string, symbol(first))), span=span()),
    )
    bindings = forms.Vector((symbol(first), string, symbol(second), step), span=span())
    label = forms.Map(((forms.Keyword(None, "label", span=span()), string),), span=span())
    branch = forms.List(
        (symbol("if"), symbol(second), symbol(first), keyword), span=span(), meta=label
    )
    body = analyze_flow_body(listed(symbol("let*"), bindings, branch))
    assert body.body is not None, body.findings
    module = ModuleBuilder()
    statements = lower_flow_body(module, body)
    run = ast.arguments([], [ast.arg("run")], None, [], [], None, [])
    module.definitions.append(ast.FunctionDef("the_flow", run, statements, []))
    check(emit(module.module(text)), [text, key])


readable = st.text(
    st.characters(categories=["L"], include_characters="-+*!?<>=_$"), min_size=1, max_size=20
).filter(lambda name: name not in ("nil", "true", "false", "fn*", "let*"))


@settings(max_examples=150, deadline=None)
@given(text=texts, first=readable, second=readable)
def test_function_still_computes(text: str, first: str, second: str) -> None:
    """Names of any spelling are names, and strings of any content arrive unharmed."""
    written = json.dumps(text)
    code = (
        f"(fn [{first}] (let* [{second} [{first} {written}]]"
        f" {{:it {second} :n (fn* [{first}] {first})}}))"
    )
    function = compile_function(code, name=second)
    found = function(7)
    assert found.get(kw("it")) == (7, text), pr_str(found)
    assert found.get(kw("n"))(5) == 5
    check(function.python_source, [text])
