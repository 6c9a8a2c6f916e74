"""`^meta form`."""

from __future__ import annotations

from dataclasses import replace

from breytac.diagnostics.rules.reader import BAD_METADATA
from breytac.syntax.forms import (
    Bool,
    Branch,
    Form,
    Keyword,
    Map,
    String,
    Symbol,
)
from breytac.syntax.tokens import Token


def attach(token: Token, meta: Form, target: Form) -> Form:
    """The target with its metadata; what stands further left wins, as in Clojure."""
    if target.span.start == target.span.end:  # there is none, which is said already
        return target
    entries = _as_map(meta)
    if entries is None:
        token.report(
            BAD_METADATA,
            f"`{meta.span.text[:30]}` cannot be metadata",
            'Metadata is a map, a keyword, a string or a symbol: ^{:label "…"} or ^:key.',
            part=(0, meta.span.end - token.start),
        )
        return target
    if not isinstance(target, Branch | Symbol):
        token.report(
            BAD_METADATA,
            f"`{target.span.text[:30]}` cannot carry metadata",
            "Only symbols and collections can; put it before the form it describes.",
            part=(0, target.span.end - token.start),
        )
        return target
    return merge(entries, target)


def merge(meta: Map, target: Form) -> Form:
    """The target with `meta` put before the metadata it has."""
    if target.meta is not None:
        own = {key for key, _ in meta.pairs}
        others = tuple(pair for pair in target.meta.pairs if pair[0] not in own)
        meta = replace(meta, pairs=meta.pairs + others)
    return replace(target, meta=meta)


def _as_map(meta: Form) -> Map | None:
    span = meta.span
    if isinstance(meta, Map):
        return meta
    if isinstance(meta, Keyword):
        return Map(((meta, Bool(True, span=span)),), span=span)
    if isinstance(meta, String | Symbol):
        return Map(((Keyword(None, "tag", span=span), meta),), span=span)
    return None
