"""The declaration of the vars, against the functions that implement them."""

from __future__ import annotations

import inspect
import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from breyta_runtime.core.vars import VARS, Var, python_name, resolve

FUNCTIONS = [var for var in VARS.values() if var.tier < 3 and var.kind == "fn"]


def implementation(var: Var) -> object:
    module = "breyta_runtime.core" + ("" if var.module == "core" else f".{var.module}")
    return getattr(import_module(module), var.python)


@pytest.mark.parametrize("var", FUNCTIONS, ids=lambda var: var.key)
def test_every_supported_function_exists(var: Var) -> None:
    """FN-012 and the allow-list: what is declared can be called with the arity declared."""
    function = implementation(var)
    assert callable(function)
    parameters = inspect.signature(function).parameters.values()
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    required = [p for p in positional if p.default is p.empty]
    endless = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    low, high = var.arity
    assert len(required) <= low, "refuses a call with the fewest arguments"
    assert endless or (high is not None and len(positional) >= high), "refuses one with the most"


def test_python_names_are_unique_within_a_module() -> None:
    names = [(var.module, var.python) for var in FUNCTIONS]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for _, name in names)


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("get-in", "get_in"),
        ("nil?", "is_nil"),
        ("contains?", "contains"),
        ("every?", "every"),
        ("some?", "is_some"),
        ("some", "some"),
        ("swap!", "swap"),
        ("conj!", "conj_x"),
        ("run!", "run_x"),
        ("+", "add"),
        ("+'", "add_p"),
        ("not=", "not_eq"),
        ("str", "str_"),
        ("not", "not_"),
        ("next", "next_"),
        ("list*", "list_star"),
        ("NaN?", "is_nan"),
        ("instant->epoch-ms", "instant_to_epoch_ms"),
        ("json-parse!", "json_parse_x"),
    ],
)
def test_python_names(name: str, python: str) -> None:
    assert python_name(name) == python


def test_names_resolve_through_aliases_and_full_namespaces() -> None:
    """FN-012: str/ and set/ stand for clojure.string and clojure.set."""
    for ns in ("str", "clojure.string"):
        assert resolve(ns, "join") is VARS["clojure.string/join"]
    assert resolve("set", "union") is resolve("clojure.set", "union")
    assert resolve(None, "map") is resolve("clojure.core", "map")
    assert resolve("json", "parse") is VARS["json/parse"]
    assert resolve("breyta.sandbox", "sha256-hex") is not None
    assert resolve(None, "join") is None
    assert resolve("str", "no-such") is None
    assert resolve("clojure.core", "json-parse") is None
    assert resolve("elsewhere", "map") is None


def test_refused_vars_say_what_to_do_instead() -> None:
    """FN-022: no eval, no clock, no randomness, no IO."""
    refused = [var for var in VARS.values() if var.tier == 3]
    assert len(refused) > 220
    assert all(len(var.hint) > 15 for var in refused)
    for name in ("eval", "slurp", "rand", "random-uuid", "future", "defmacro", "with-redefs"):
        found = resolve(None, name)
        assert found is not None
        assert found.tier == 3


# Not functions one calls for an answer, or answered by a test of their own.
_WITHOUT_CASE = {"bytes?", "inst-ms", "printf", "print", "pr", "prn", "newline", "declare", "def"}
_WITHOUT_CASE |= {
    "defn",
    "defn-",
    "defonce",
    "fn*",
    "let*",
    "loop*",
    ".",
    "new",
    "find-keyword",
    "enumeration-seq",
}


def test_every_var_of_clojure_has_an_oracle_case() -> None:
    cases = json.loads(Path(__file__).with_name("oracle_core.json").read_text(encoding="utf-8"))
    tokens: set[str] = set()
    for line, *_ in cases["cases"]:
        tokens.update(re.findall(r"[^\s()\[\]{}\"'@#^,;]+'?", line))
    missing = {
        var.key
        for var in VARS.values()
        if var.tier < 3 and (var.ns.startswith("clojure.")) and var.name not in _WITHOUT_CASE
        if var.name not in tokens and var.key not in tokens
    }
    assert missing == set()
