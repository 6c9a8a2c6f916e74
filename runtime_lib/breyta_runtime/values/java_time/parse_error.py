"""The exception of a text that is no date or time."""

from __future__ import annotations

from breyta_runtime.values.errors import DateTimeParse


def parse_error(text: str, index: int, message: str | None = None) -> DateTimeParse:
    """Java's DateTimeParseException: `Text 'x' could not be parsed at index 0`."""
    shown = text if len(text) <= 64 else text[:64] + "..."
    return DateTimeParse(message or f"Text '{shown}' could not be parsed at index {index}")
