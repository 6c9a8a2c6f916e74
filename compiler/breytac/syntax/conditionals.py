"""`#?(…)` and `#?@(…)`: which forms the active features select."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.diagnostics.rules.reader import BAD_CONDITIONAL
from breytac.syntax.forms import Form, Keyword, List, Nil, Vector
from breytac.syntax.tokens import Token

_RESERVED = ("else", "none")
_MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Selected:
    """The forms that stand in the place of a conditional: none, one, or those of a splice."""

    token: Token
    forms: tuple[Form, ...]
    end: int
    """Where the conditional ends in the text."""


def select(token: Token, items: list[Form], end: int, *, mended: bool) -> Selected:
    if len(items) % 2 and not mended:
        token.report(
            BAD_CONDITIONAL,
            f"`{token.text}` has a feature without a form",
            f"Features and forms come in pairs: `{token.text}(:clj form :default form)`.",
        )
    features = token.reading.features
    chosen: Form | None = None
    for feature, form in zip(items[::2], items[1::2], strict=False):
        active = _is_active(feature, features)
        if active is None:
            _report_feature(token, feature)
        elif active and chosen is None:
            chosen = form
    if chosen is None:
        return Selected(token, (), end)
    if token.text == "#?":
        return Selected(token, (chosen,), end)
    if isinstance(chosen, List | Vector):
        return Selected(token, chosen.items, end)
    token.report(
        BAD_CONDITIONAL,
        "`#?@` can only splice a list or a vector",
        "Put the forms to splice into a vector: `#?@(:clj [a b])`.",
    )
    return Selected(token, (chosen,), end)


def single(selected: Selected) -> Form:
    """The one form of a conditional that stands where exactly one is needed."""
    if len(selected.forms) == 1:
        return selected.forms[0]
    token = selected.token
    found = "no form" if not selected.forms else f"{len(selected.forms)} forms"
    token.report(
        BAD_CONDITIONAL,
        f"one form is needed here, and this conditional gives {found}",
        "Add a `:default` branch, or move what stands before it into the branches.",
    )
    return selected.forms[0] if selected.forms else Nil(span=token.span)


def _report_feature(token: Token, feature: Form) -> None:
    start = feature.span.start - token.start
    token.report(
        BAD_CONDITIONAL,
        f"`{feature.span.text[:30]}` is not a feature",
        "A feature is a keyword such as :clj or :default, or (:and …), (:or …), (:not …).",
        part=(start, start + len(feature.span.text)),
    )


def _is_active(feature: Form, features: frozenset[str], depth: int = 0) -> bool | None:
    """Whether a feature expression holds; None if it is not one."""
    if isinstance(feature, Keyword):
        if feature.ns is not None or feature.name in _RESERVED:
            return None
        return feature.name in features
    if not isinstance(feature, List) or not feature.items or depth > _MAX_DEPTH:
        return None
    head, *rest = feature.items
    if not isinstance(head, Keyword) or head.ns is not None:
        return None
    inner = [_is_active(item, features, depth + 1) for item in rest]
    if None in inner:
        return None
    match head.name:
        case "and":
            return all(inner)
        case "or":
            return any(inner)
        case "not" if len(inner) == 1:
            return not inner[0]
    return None
