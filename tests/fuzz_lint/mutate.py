"""Broken flows, made from sound ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PIECES = (
    "(", ")", "[", "]", "{", "}", '"', "'", "`", "~", "~@", "@", "^", "#", "#_", "#(", "#{", "#'",
    "#?(", "#?@(", "#=", "##Inf", "#:a", "#inst ", "#uuid \"", "\\", "\\u", ";", ":", "::", "/",
    "%", "%&", "&", "nil", "true", "1/0", "1N", "-0x", "1e999", "99999999999999999999", "\x00",
    "\ufeff", "\u202e", "é", "🧪", "\r", "\t", "\n", ",", "flow/step", "flow/poll", "recur", "fn",
    "let", "loop", "case", ":flow", ":slug", "{:a 1}", "[]", "()", "'()", "(())", "#flow/include",
    "; breytac: ignore[", "; breytac: ignore-file[BRY1]", '"{{#each a}}"', '"{{"', "(flow/step)",
)  # fmt: skip


def seeds() -> list[str]:
    """Sound and nearly sound sources: the examples, those of explanations, and those of checks."""
    paths = [*ROOT.glob("flows/*.clj"), *ROOT.glob("tests/checks/cases/*/*.clj")]
    texts = [path.read_text(encoding="utf-8") for path in sorted(paths)]
    from breytac.diagnostics.catalogue import all_rules
    from breytac.diagnostics.explanations import explain

    for rule in all_rules():
        found = explain(rule)
        if found is not None:
            texts += [found.wrong.text, found.right.text]
    return [text for text in texts if len(text) < 6000]


def mutated(rng: random.Random, texts: list[str]) -> str:
    """One of the texts after a few changes."""
    text = rng.choice(texts)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        text = rng.choice(_CHANGES)(rng, text, texts)
    return text[:20_000]


def _drop(rng: random.Random, text: str, _: list[str]) -> str:
    start = rng.randrange(len(text) + 1)
    return text[:start] + text[start + rng.choice((1, 1, 1, 2, 5, 40)) :]


def _insert(rng: random.Random, text: str, _: list[str]) -> str:
    start = rng.randrange(len(text) + 1)
    return text[:start] + rng.choice(PIECES) * rng.choice((1, 1, 1, 2, 50)) + text[start:]


def _truncate(rng: random.Random, text: str, _: list[str]) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _move(rng: random.Random, text: str, _: list[str]) -> str:
    a, b, c = sorted(rng.randrange(len(text) + 1) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def _graft(rng: random.Random, text: str, texts: list[str]) -> str:
    other = rng.choice(texts)
    a, b = sorted(rng.randrange(len(other) + 1) for _ in range(2))
    start = rng.randrange(len(text) + 1)
    return text[:start] + other[a : min(b, a + 300)] + text[start:]


def _swap_words(rng: random.Random, text: str, _: list[str]) -> str:
    words = text.split(" ")
    if len(words) > 1:
        a, b = rng.randrange(len(words)), rng.randrange(len(words))
        words[a], words[b] = words[b], words[a]
    return " ".join(words)


def _drop_bracket(rng: random.Random, text: str, _: list[str]) -> str:
    places = [at for at, char in enumerate(text) if char in '()[]{}"']
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


_CHANGES: tuple[Callable[[random.Random, str, list[str]], str], ...] = (
    _drop, _insert, _truncate, _move, _graft, _swap_words, _drop_bracket,
)  # fmt: skip
