"""Just enough of a reader and evaluator to run the oracles' expressions against the runtime.

Knows literals, calls of known functions, and interop through the allowlist.  It has nothing of the
compiler, so these tests fail only when the runtime is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from breyta_runtime import interop
from breyta_runtime.core import regexes, strings
from breyta_runtime.core.format import format_
from breyta_runtime.values import (
    BigInt,
    Char,
    Set,
    Symbol,
    class_name,
    freeze,
    items_of,
    kw,
    pr_str,
    ratio,
    regex,
    str_,
)

_TOKEN = re.compile(
    r"""[\s,]*(?P<token>\#?"(?:[^"\\]|\\.)*"|\\(?:u[0-9a-f]{4}|[a-z]+|.)|\#\{|[()\[\]{}]|[^\s,()\[\]{}"]+)""",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "b": "\b", '"': '"', "\\": "\\"}
_CHARS = {"space": " ", "newline": "\n", "tab": "\t"}


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "str": str_,
    "vec": lambda coll: tuple(items_of(coll)),
    "pr-str": pr_str,
    "count": len,
    "second": lambda v: v[1],
    "constantly": lambda v: lambda *_: v,
    "biginteger": BigInt,
    "format": format_,
    "re-find": regexes.re_find,
    "re-matches": regexes.re_matches,
    "re-seq": regexes.re_seq,
    "re-pattern": regexes.re_pattern,
    "re-groups": regexes.re_groups,
    "re-matcher": regexes.re_matcher,
    "instance?": interop.instance_of,
    "=": lambda a, b: a == b,
}
_STRING_NAMES = {
    "blank?": "is_blank",
    "includes?": "includes",
    "starts-with?": "starts_with",
    "ends-with?": "ends_with",
}


def evaluate(source: str) -> Any:
    """The value of one expression."""
    tokens = [found["token"] for found in _TOKEN.finditer(source)]
    form, rest = _read(tokens)
    assert not rest, rest
    return _eval(form)


def _read(tokens: list[str]) -> tuple[Any, list[str]]:
    token, *rest = tokens
    if token in ("(", "[", "{", "#{"):
        items = []
        while rest[0] not in (")", "]", "}"):
            item, rest = _read(rest)
            items.append(item)
        return (token, items), rest[1:]
    return ("atom", token), rest


def _eval(form: Any) -> Any:
    kind, content = form
    match kind:
        case "atom":
            return _atom(content)
        case "[":
            return tuple(map(_eval, content))
        case "{":
            values = list(map(_eval, content))
            return freeze(dict(zip(values[::2], values[1::2], strict=True)))
        case "#{":
            return Set(map(_eval, content))
    (_, head), *args = content
    if head == "quote":
        return Symbol(args[0][1])
    if head == "instance?":
        return interop.instance_of(args[0][1], _eval(args[1]))
    values = list(map(_eval, args))
    if head.startswith("."):
        return interop.call_method(head[1:], *values)
    if head.endswith("."):
        return interop.construct(head[:-1], *values)
    return _function(head)(*values)


def _function(name: str) -> Callable[..., Any]:
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    ns, _, member = name.partition("/")
    if ns == "str":
        return getattr(strings, _STRING_NAMES.get(member, member.replace("-", "_")))  # type: ignore[no-any-return]
    return interop.static(ns, member)


def _atom(token: str) -> Any:
    if token[0] == '"':
        return _unescape(token[1:-1])
    if token.startswith('#"'):
        return regex(token[2:-1])
    if token[0] == "\\":
        return Char(_CHARS.get(token[1:], token[1:]))
    if token[0] == ":":
        return kw(token[1:])
    if token[0] == "'":
        return Symbol(token[1:])
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    if re.fullmatch(r"[-+]?\d+", token):
        return int(token)
    if re.fullmatch(r"[-+]?\d[\d.eE+-]*M", token):
        return Decimal(token[:-1])
    if re.fullmatch(r"[-+]?\d+/\d+", token):
        return ratio(*map(int, token.split("/")))
    if re.fullmatch(r"[-+]?\d[\d.eE+-]*", token):
        return float(token)
    if token in FUNCTIONS or token.startswith("str/"):
        return _function(token)
    ns, _, member = token.partition("/")
    return interop.static_field(ns, member)


_CONSTANTS = {
    "nil": None,
    "true": True,
    "false": False,
    "##NaN": float("nan"),
    "##Inf": float("inf"),
    "##-Inf": float("-inf"),
}


def _unescape(body: str) -> str:
    def one(found: re.Match[str]) -> str:
        text = found[1]
        return chr(int(text[1:], 16)) if text[0] == "u" else _ESCAPES[text]

    plain = re.sub(r"\\(u[0-9a-f]{4}|.)", one, body)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16")


def outcome(source: str) -> tuple[str, str]:
    """("value", pr-str) or the exception's Java class with its message."""
    try:
        return "value", pr_str(evaluate(source))
    except AssertionError:
        raise
    except Exception as error:
        return class_name(error), str(error)


def oracle(area: str) -> list[tuple[str, str, str]]:
    """What JVM Clojure said: (expression, "value" or an exception's class, text)."""
    path = Path(__file__).parent / f"oracle_{area}.json"
    return [tuple(case) for case in json.loads(path.read_text("utf-8"))["cases"]]
