"""How messages are printed: as sentences, whoever wrote them."""

from __future__ import annotations

_BEGINNINGS = ("the ", "this ", "there ", "a ", "an ", "it ", "only ", "no ")


def as_sentence(text: str) -> str:
    """The message with a full stop, and a capital if it begins with a word and not with a name."""
    if text.startswith(_BEGINNINGS):
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…")) or text.startswith("(") else f"{text}."
