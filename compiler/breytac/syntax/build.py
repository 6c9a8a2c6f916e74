"""Grammar rules to forms: the callbacks that run while the parser reduces.

A `Builder` has no state.  What a callback needs to know about the reading at hand it takes from
the first token of its rule.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from breytac.diagnostics.finding import Rule
from breytac.diagnostics.rules import reader as rules
from breytac.syntax.arguments import Arguments
from breytac.syntax.atoms import Problem, parse_char, parse_name, parse_number, parse_string
from breytac.syntax.conditionals import Selected, select, single
from breytac.syntax.entries import Entries
from breytac.syntax.forms import (
    Bool,
    Char,
    Float,
    Form,
    Keyword,
    List,
    Map,
    Nil,
    Regex,
    Set,
    String,
    Symbol,
    Tagged,
    Vector,
)
from breytac.syntax.metadata import attach
from breytac.syntax.source import Span
from breytac.syntax.tokens import Token

_SUGAR = {
    "'": (None, "quote"),
    "@": ("clojure.core", "deref"),
    "#'": (None, "var"),
    "`": (None, "syntax-quote"),
    "~": ("clojure.core", "unquote"),
    "~@": ("clojure.core", "unquote-splicing"),
}
_SYMBOLIC = {"Inf": float("inf"), "-Inf": float("-inf"), "NaN": float("nan")}

Children: TypeAlias = list[Any]


class Builder:
    # Sequences.

    def start(self, children: Children) -> list[Form]:
        items: list[Form] = children[0]
        return items

    def nothing(self, _children: Children) -> list[Form]:
        return []

    def one_more(self, children: Children) -> list[Form]:
        items: list[Form] = children[0]
        items.append(children[1])
        return items

    def none_more(self, children: Children) -> list[Form]:
        items: list[Form] = children[0]
        return items

    def some_more(self, children: Children) -> list[Form]:
        items: list[Form] = children[0]
        items.extend(children[1].forms)
        return items

    def last(self, children: Children) -> Form | Selected:
        target: Form | Selected = children[-1]
        return target

    # Collections.

    def list_form(self, children: Children) -> List:
        opener, items, closer = children
        return List(tuple(items), span=_across(opener, closer))

    def vector(self, children: Children) -> Vector:
        opener, items, closer = children
        return Vector(tuple(items), span=_across(opener, closer))

    def map_form(self, children: Children) -> Map:
        opener, items, closer = children
        return _map(opener, opener, items, closer)

    def set_form(self, children: Children) -> Set:
        opener, items, closer = children
        if not _is_mended(closer):
            opener.reading.entries.check_set(items)
        return Set(tuple(items), span=_across(opener, closer))

    def namespaced_map(self, children: Children) -> Map:
        prefix, opener, items, closer = children
        return _map(prefix, opener, items, closer, _namespace(prefix))

    def bare_namespace(self, children: Children) -> Map:
        token = children[0]
        token.report(
            rules.BAD_NAMESPACED_MAP,
            f"`{token.text}` is not followed by a map",
            "A namespaced map is written `#:name{:key value}`.",
        )
        return Map((), span=token.span)

    def function(self, children: Children) -> List:
        opener, items, closer = children
        arguments: Arguments = opener.extra
        at = opener.span
        span = _across(opener, closer)
        names = tuple(Symbol(None, name, span=at) for name in arguments.names)
        body = List(tuple(items), span=span)
        head = Symbol(None, "fn*", span=at)
        return List((head, Vector(names, span=at), body), sugar="#(", span=span)

    # Prefixes.

    def prefix(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def prefixed(self, children: Children) -> List:
        token, target = children
        ns, name = _SUGAR[token.text]
        head = Symbol(ns, name, span=token.span)
        form, end = _one(target)
        span = Span(token.reading.source, token.start, end)
        return List((head, form), sugar=token.text, span=span)

    def with_meta(self, children: Children) -> Form:
        token, meta, target = children
        return attach(token, _one(meta)[0], _one(target)[0])

    def tagged(self, children: Children) -> Tagged:
        token, target = children
        ns, name = _name(token, token.text[1:])
        if "." in name:
            token.report(
                rules.UNSUPPORTED_DISPATCH,
                f"`{token.text}` would make a Java object",
                "Write the data itself: a map, a vector or a string.",
            )
        tag = Symbol(ns, name, span=Span(token.reading.source, token.start + 1, token.end))
        form, end = _one(target)
        return Tagged(tag, form, span=Span(token.reading.source, token.start, end))

    def evaluated(self, children: Children) -> Form:
        token, target = children
        token.report(
            rules.READER_EVAL,
            "`#=` would run code while the source is read",
            "Write the value itself, or compute it in a function.",
        )
        return _one(target)[0]

    def discard(self, children: Children) -> None:
        _one(children[1])

    # Reader conditionals.

    def conditional(self, children: Children) -> Selected:
        token, _, items, closer = children
        return select(token, items, closer.end, mended=_is_mended(closer))

    def bare_conditional(self, children: Children) -> Selected:
        token = children[0]
        token.report(
            rules.BAD_CONDITIONAL,
            f"`{token.text}` is not followed by a list",
            f"It is written `{token.text}(:clj form :default form)`.",
        )
        return Selected(token, (Nil(span=token.span),), token.end)

    # Terminals.

    def NUMBER(self, token: Token) -> Form:
        form = parse_number(token.text, token.span)
        if isinstance(form, Problem):
            _problem(token, rules.BAD_NUMBER, form)
            return Nil(span=token.span)
        return form

    def KEYWORD(self, token: Token) -> Keyword:
        text = token.text
        if text.startswith("::"):
            name = text.lstrip(":")
            token.report(
                rules.AUTO_RESOLVED,
                f"`{text}` takes its namespace from the file, and a flow has none",
                (
                    f"Write `:{name}`, or `:some.name/{name}` with the namespace spelled out."
                    if "/" not in name
                    else f"Write the namespace in full: `:{name}`."
                ),
            )
            text = f":{name}"
        ns, name = _name(token, text)
        return Keyword(ns, name, span=token.span)

    def SYMBOL(self, token: Token) -> Form:
        text = token.text
        if text == "nil":
            return Nil(span=token.span)
        if text in ("true", "false"):
            return Bool(text == "true", span=token.span)
        ns, name = _name(token, text)
        return Symbol(ns, name, span=token.span)

    def argument(self, children: Children) -> Symbol:
        token = children[0]
        text = token.text
        name = text if text == "%&" else f"%{int(text[1:] or '1')}"
        return Symbol(None, name, span=token.span)

    def STRING(self, token: Token) -> String:
        body = token.text[1:-1]
        if "\\" not in body:
            return String(body, span=token.span)
        text = parse_string(body)
        for problem in text.problems:
            _problem(token, rules.BAD_ESCAPE, problem, shift=1)
        return String(text.value, span=token.span)

    def REGEX(self, token: Token) -> Regex:
        return Regex(token.text[2:-1], span=token.span)

    def CHAR(self, token: Token) -> Form:
        char = parse_char(token.text)
        if isinstance(char, Problem):
            _problem(token, rules.BAD_CHARACTER, char)
            return Nil(span=token.span)
        return Char(char, span=token.span)

    def SYMBOLIC(self, token: Token) -> Form:
        value = _SYMBOLIC.get(token.text[2:])
        if value is None:
            hint = "The symbolic values are ##Inf, ##-Inf and ##NaN."
            token.report(rules.BAD_NUMBER, f"`{token.text}` is not a value", hint)
            return Nil(span=token.span)
        return Float(value, span=token.span)

    def OPEN_STRING(self, token: Token) -> String:
        # Said by the reader, which knows the tokens before it.
        return String(token.text[1:], span=token.span)

    def ESCAPED_STRING(self, token: Token) -> String:
        inner = token.text[2:-2]
        token.report(
            rules.BAD_CHARACTER,
            f"`{token.text}` has backslashes before its quotes",
            f'Write "{inner}": `\\"` is for quotes inside a string.',
        )
        return String(inner, span=token.span)

    def UNKNOWN(self, token: Token) -> Nil:
        text = token.text
        if text.startswith("#"):
            message = f"`{text}` is not something the reader knows"
            hint = 'After # come {} () [] "" \' _ ? : # or the name of a tag.'
            if text.startswith("#<"):
                hint = "This is how Clojure shows an object that cannot be read back."
            token.report(rules.UNSUPPORTED_DISPATCH, message, hint)
        else:
            token.report(rules.BAD_CHARACTER, f"`{text}` is followed by no character")
        return Nil(span=token.span)

    def missing(self, children: Children) -> Nil:
        return Nil(span=children[0].span)


def _one(target: Form | Selected) -> tuple[Form, int]:
    """The one form that a prefix applies to, and where the text of it ends."""
    if isinstance(target, Selected):
        return single(target), target.end
    return target, target.span.end


def _across(opener: Token, closer: Token) -> Span:
    return Span(opener.reading.source, opener.start, closer.end)


def _is_mended(closer: Token) -> bool:
    """Whether this closing bracket is not in the text: then what is inside proves nothing."""
    return closer.start == closer.end


def _map(first: Token, opener: Token, items: list[Form], closer: Token, ns: str = "") -> Map:
    span = _across(first, closer)
    mended = _is_mended(closer)
    entries = Entries([]) if mended else opener.reading.entries
    pairs = entries.pair_up(items, _across(opener, closer))
    if ns:
        pairs = tuple((_qualified(key, ns), value) for key, value in pairs)
    if not mended:
        entries.check_keys(pairs)
    return Map(pairs, span=span)


def _namespace(prefix: Token) -> str:
    """The namespace that `#:name{…}` gives to the keys inside, or "" if it gives none."""
    text = prefix.text[1:]
    if text.startswith("::"):
        prefix.report(
            rules.AUTO_RESOLVED,
            f"`{prefix.text}` takes its namespace from the file, and a flow has none",
            "Write the namespace: `#:name{…}`.",
        )
        return ""
    name = parse_name(text)
    if isinstance(name, Problem) or name[0] is not None:
        prefix.report(
            rules.BAD_NAMESPACED_MAP,
            f"`{prefix.text}` does not name a namespace",
            "A namespaced map is written `#:name{:key value}`.",
        )
        return ""
    return name[1]


def _qualified(key: Form, ns: str) -> Form:
    if isinstance(key, Keyword | Symbol) and key.ns in (None, "_"):
        return replace(key, ns=ns if key.ns is None else None)
    return key


def _name(token: Token, text: str) -> tuple[str | None, str]:
    """Namespace and name; what is wrong with them is said, and they are taken as they are."""
    name = parse_name(text)
    if isinstance(name, Problem):
        _problem(token, rules.BAD_NAME, name)
        return None, text.lstrip(":")
    return name


def _problem(token: Token, rule: Rule, problem: Problem, shift: int = 0) -> None:
    end = None if problem.end is None else problem.end + shift
    token.report(rule, problem.message, problem.hint, part=(problem.start + shift, end))
