"""No text of a function becomes Python: strings, names and keys stay what they are (FN-022)."""

from __future__ import annotations

import ast

import pytest
from breyta_runtime.values import kw
from breytac import compile_function

TEXTS = [
    '"); import os; os.system("id") #',
    "'''",
    '"""',
    "\\",
    "\\N{BULLET} \\x41 \\u0041",
    "{x} {0.__class__} {}",
    "%s %n %1$s %(x)s",
    "\n\r\x00\x85\u2028",
    "${x} $1 `id`",
    "# 1:1",
    "§1:1§",
    "é 😀 \u202e",
    "__import__('os')",
]
NAMES = [
    "__import__",
    "__class__",
    "__builtins__",
    "os",
    "None",
    "True",
    "lambda",
    "x'",
    "a.b",
    "->x",
    "x*!?",
    "é",
    "Map",
    "kw",
    "str_",
    "input",
    "exec",
    "a-b_c",
    "_",
    "self",
    "print",
]


def imports(source: str) -> set[str]:
    tree = ast.walk(ast.parse(source))
    return {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)} | {
        alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names
    }


def literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if " " <= c < "\x7f" else _unicode(c) for c in escaped) + '"'


def _unicode(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


@pytest.mark.parametrize("text", TEXTS)
def test_a_string_is_a_constant(text: str) -> None:
    function = compile_function(f"(fn [x] [{literal(text)} (str x {literal(text)})])")
    assert function("a") == (text, "a" + text)
    assert imports(function.python_source) <= {"typing", "breyta_runtime.core", "breyta_runtime.values"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", TEXTS)
def test_a_format_has_no_way_to_attributes(text: str) -> None:
    function = compile_function(
        "(fn [x] (try (format x {:a 1}) (catch IllegalArgumentException e :refused)))"
    )
    found = function(text)
    assert found is kw("refused") or "class" not in found or "{0.__class__}" in found


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_local_whatever_it_means_in_python(name: str) -> None:
    code = f"(fn [{name}] (let [f (fn [y] [y {name}]) {name} (f {name})] {{:{name} {name}}}))"
    function = compile_function(code)
    assert function(1) == {kw(name): (1, 1)}
    assert imports(function.python_source) <= {"typing", "breyta_runtime.core", "breyta_runtime.values"}  # type: ignore[attr-defined]


def test_keywords_and_methods_reach_no_python_attribute() -> None:
    assert compile_function("(fn [x] (:__class__ x))")("text") is None
    assert compile_function("(fn [x] (get x :__dict__ :none))")(object()) is kw("none")
    assert compile_function("(fn [x] ((keyword x) {:a 1}))")("__class__") is None
    refused = "(fn [x] (try (.format x x) (catch IllegalArgumentException e :refused)))"
    assert compile_function(refused)("{0.__class__}") is kw("refused")
