"""Durations as flows write them, and the gaps between attempts that grow from them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from breyta_runtime.contracts.common import BACKOFF_TYPES
from breyta_runtime.engine.errors import RunError

MS_PER_UNIT = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}

_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*")
_EXAMPLES = '"250ms", "10s", "1.5h", "20m" or "1d"'


def parse_duration_ms(text: str) -> int:
    """Milliseconds of a duration such as "250ms", "10s", "20m", "1.5h" or "1d"."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise RunError(f'"{text}" is not a duration', hint=f"write {_EXAMPLES}")
    return int(Decimal(match[1]) * MS_PER_UNIT[match[2]])


def is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def milliseconds(value: Any, what: str) -> int:
    """A duration where a bare number means milliseconds."""
    return _duration(value, what, unit_ms=1)


def seconds(value: Any, what: str) -> float:
    """A duration where a bare number means seconds."""
    return _duration(value, what, unit_ms=1_000) / 1_000


def _duration(value: Any, what: str, *, unit_ms: int) -> int:
    if isinstance(value, str):
        try:
            return parse_duration_ms(value)
        except RunError as error:
            raise RunError(f"{what}: {error.message}", hint=error.hint) from None
    if is_number(value) and math.isfinite(value) and value >= 0:
        return int(value * unit_ms)
    unit = "milliseconds" if unit_ms == 1 else "seconds"
    raise RunError(
        f"{what} is {_shown(value)}, not a duration",
        hint=f"write a number of {unit}, or a string such as {_EXAMPLES}",
    )


def _shown(value: Any) -> str:
    return "nil" if value is None else repr(value)[:60]


def format_ms(ms: float) -> str:
    """For people: "250 ms", "1.5 s", "20 m"."""
    for unit in ("d", "h", "m"):
        if ms >= MS_PER_UNIT[unit] and ms % MS_PER_UNIT[unit] == 0:
            return f"{ms / MS_PER_UNIT[unit]:g} {unit}"
    return f"{ms:g} ms" if ms < 1_000 else f"{ms / 1_000:g} s"


@dataclass(frozen=True, slots=True)
class Backoff:
    """How the gap between attempts goes on from its first value."""

    type: str = "constant"
    factor: float = 2.0
    step_ms: int = 0
    max_ms: int | None = None

    def gap_ms(self, first_ms: int, attempt: int) -> int:
        """The gap after the `attempt`-th attempt (1, 2, …)."""
        grown: float = first_ms
        if self.type == "linear":
            grown = first_ms + self.step_ms * (attempt - 1)
        elif self.type == "exponential":
            try:
                grown = first_ms * self.factor ** (attempt - 1)
            except OverflowError:
                grown = math.inf
        bound = MS_PER_UNIT["d"] * 30 if self.max_ms is None else self.max_ms
        return int(min(grown, bound))


CONSTANT = Backoff()


def parse_backoff(config: Any, what: str = ":backoff") -> Backoff:
    """`{:type :constant|:linear|:exponential :step … :factor … :max …}`; nil is constant."""
    if config is None:
        return CONSTANT
    if not isinstance(config, Mapping):
        raise RunError(f"{what} must be a map with :type :constant, :linear or :exponential")
    fields = {_name(key): value for key, value in config.items()}
    kind = _name(fields.get("type", "constant"))
    if kind not in BACKOFF_TYPES:
        raise RunError(f"{what} has no :type :{kind}; it is :constant, :linear or :exponential")
    step_ms = 0
    if kind == "linear":
        if fields.get("step") is None:
            raise RunError(f"{what} {{:type :linear}} requires :step")
        step_ms = milliseconds(fields["step"], f"{what} :step")
    factor = fields.get("factor", 2)
    if not is_number(factor) or not math.isfinite(factor) or factor <= 0:
        raise RunError(f"{what} :factor must be a number greater than 0")
    top = fields.get("max")
    max_ms = None if top is None else milliseconds(top, f"{what} :max")
    return Backoff(kind, float(factor), step_ms, max_ms)


def _name(value: Any) -> str:
    """The name of a keyword or string; keywords know theirs."""
    return value if isinstance(value, str) else str(getattr(value, "name", value))
