"""Every Clojure var breytac knows: what may be called, under which Python name, and what may not.

This is the only declaration: the analysis resolves names here, lowering takes the Python name and
what is known of the result, the documentation lists it, and the tests check that each exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from breyta_runtime.core import var_table
from breyta_runtime.core.var_rejects import REJECTED

Kind = Literal["fn", "macro", "special", "value"]
Module = Literal["core", "strings", "sets", "walk", "json", "sandbox", "flow_helpers"]
Returns = Literal[
    "any", "bool", "int", "number", "str", "map", "vector", "list", "seq", "set", "keyword", "nil"
]


@dataclass(frozen=True, slots=True)
class Var:
    ns: str
    """The canonical namespace: "clojure.core", "clojure.string", "json", "breyta.sandbox" …"""
    name: str
    python: str
    """The attribute of the module that implements it (functions only)."""
    module: Module
    tier: Literal[1, 2, 3]
    """1 and 2 are supported; 3 is refused with `hint`."""
    kind: Kind
    arity: tuple[int, int | None]
    returns: Returns
    """What a call surely gives; "any" when it depends, nil included."""
    pure: bool
    """No effect, and the same result whenever it is called (given pure arguments)."""
    hint: str

    @property
    def key(self) -> str:
        """The key in `VARS`: bare for what needs no namespace."""
        return self.name if self.ns in _BARE else f"{self.ns}/{self.name}"

    def accepts(self, count: int) -> bool:
        low, high = self.arity
        return low <= count and (high is None or count <= high)


_BARE = frozenset({"clojure.core", "flow-helpers"})

# Names whose Python spelling the rule below would get wrong or make unclear.
_OVERRIDES = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "=": "eq",
    "not=": "not_eq",
    "==": "num_eq",
    "+'": "add_p",
    "-'": "sub_p",
    "*'": "mul_p",
    "inc'": "inc_p",
    "dec'": "dec_p",
    "contains?": "contains",
    "every?": "every",
    "not-any?": "not_any",
    "not-every?": "not_every",
    "identical?": "identical",
    "starts-with?": "starts_with",
    "ends-with?": "ends_with",
    "includes?": "includes",
    "NaN?": "is_nan",
    "list*": "list_star",
    "fn*": "fn_star",
    "let*": "let_star",
    "loop*": "loop_star",
    "->": "thread_first",
    "->>": "thread_last",
    "->Eduction": "to_eduction",
    ".": "dot",
    # `run` is the flow body's parameter in generated modules.
    "run!": "run_x",
    # Transients and their persistent namesakes are both free functions.
    "conj!": "conj_x",
    "assoc!": "assoc_x",
    "dissoc!": "dissoc_x",
    "disj!": "disj_x",
    "pop!": "pop_x",
    "json-parse!": "json_parse_x",
}

# Keywords and builtins of Python; spelled out so that the names do not depend on the interpreter.
_TAKEN = frozenset(
    [
        "False",
        "None",
        "True",
        "and",
        "as",
        "assert",
        "async",
        "await",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "from",
        "global",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "nonlocal",
        "not",
        "or",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "yield",
        "abs",
        "aiter",
        "all",
        "anext",
        "any",
        "ascii",
        "bin",
        "bool",
        "breakpoint",
        "bytearray",
        "bytes",
        "callable",
        "chr",
        "classmethod",
        "compile",
        "complex",
        "copyright",
        "credits",
        "delattr",
        "dict",
        "dir",
        "divmod",
        "enumerate",
        "eval",
        "exec",
        "exit",
        "filter",
        "float",
        "format",
        "frozenset",
        "getattr",
        "globals",
        "hasattr",
        "hash",
        "help",
        "hex",
        "id",
        "input",
        "int",
        "isinstance",
        "issubclass",
        "iter",
        "len",
        "license",
        "list",
        "locals",
        "map",
        "max",
        "memoryview",
        "min",
        "next",
        "object",
        "oct",
        "open",
        "ord",
        "pow",
        "print",
        "property",
        "quit",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "setattr",
        "slice",
        "sorted",
        "staticmethod",
        "str",
        "sum",
        "super",
        "tuple",
        "type",
        "vars",
        "zip",
    ]
)


def python_name(name: str) -> str:
    """The attribute that implements the var `name`: `get-in` -> get_in, `nil?` -> is_nil …"""
    known = _OVERRIDES.get(name)
    if known is not None:
        return known
    text = name.replace("->", "_to_").replace("<-", "_from_")
    if text.endswith("?"):
        text = "is_" + text[:-1]
    text = text.removesuffix("!").replace("-", "_").replace("*", "_star").replace(">", "_to")
    text = text.strip(".").replace("'", "_p").replace(".", "_")
    return text + "_" if text in _TAKEN else text


def _arity(text: str) -> tuple[int, int | None]:
    low, _, high = text.partition("..")
    return int(low), int(high) if high else None


def _read(table: str, ns: str, module: Module, tier: Literal[1, 2]) -> list[Var]:
    found = []
    for line in table.split("\n"):
        if not line:
            continue
        name, arity, returns, *remarks = line.split()
        kind = next((r for r in remarks if r in ("macro", "special", "value")), "fn")
        found.append(
            Var(
                ns=ns,
                name=name,
                python=python_name(name),
                module=module,
                tier=tier,
                kind=cast(Kind, kind),
                arity=_arity(arity),
                returns=cast(Returns, returns),
                pure="impure" not in remarks,
                hint="",
            )
        )
    return found


def _rejected() -> list[Var]:
    return [
        Var(
            ns="clojure.core",
            name=name,
            python="",
            module="core",
            tier=3,
            kind="fn",
            arity=(0, None),
            returns="any",
            pure=False,
            hint=hint,
        )
        for hint, names in REJECTED
        for name in names.split()
    ]


def _all() -> dict[str, Var]:
    found: dict[str, Var] = {}
    for var in (
        *_read(var_table.CORE, "clojure.core", "core", 1),
        *_read(var_table.CORE_SECOND, "clojure.core", "core", 2),
        *_read(var_table.STRINGS, "clojure.string", "strings", 1),
        *_read(var_table.SETS, "clojure.set", "sets", 1),
        *_read(var_table.WALK, "clojure.walk", "walk", 2),
        *_read(var_table.JSON, "json", "json", 1),
        *_read(var_table.SANDBOX, "breyta.sandbox", "sandbox", 1),
        *_read(var_table.FLOW_HELPERS, "flow-helpers", "flow_helpers", 1),
        *_rejected(),
    ):
        if var.key in found:
            raise ValueError(f"{var.key} is declared twice")
        found[var.key] = var
    return found


VARS: dict[str, Var] = _all()
"""By "name" for clojure.core and the flow helpers, by "namespace/name" for the others."""

NAMESPACES: dict[str, str] = {
    "str": "clojure.string",
    "clojure.string": "clojure.string",
    "set": "clojure.set",
    "clojure.set": "clojure.set",
    "walk": "clojure.walk",
    "clojure.walk": "clojure.walk",
    "json": "json",
    "breyta.sandbox": "breyta.sandbox",
    "clojure.core": "clojure.core",
}
"""What a symbol's namespace part may be -> the canonical namespace."""


def resolve(ns: str | None, name: str) -> Var | None:
    """The var a symbol names, or None when there is none (tier 3 vars are found, with their hint)."""
    if ns is None:
        return VARS.get(name)
    canonical = NAMESPACES.get(ns)
    if canonical is None:
        return None
    if canonical == "clojure.core":
        found = VARS.get(name)
        return found if found is not None and found.ns == canonical else None
    return VARS.get(f"{canonical}/{name}")
