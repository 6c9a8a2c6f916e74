"""The `:sleep` step: a pause between two steps."""

from __future__ import annotations

import time
from typing import Any

from breyta_runtime import limits
from breyta_runtime.contracts.sleep import DEFAULT_MS, DURATIONS
from breyta_runtime.engine.durations import format_ms, is_number, parse_duration_ms
from breyta_runtime.engine.errors import LimitExceeded, RunError
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Map, kw

SLEPT_SECONDS = kw("slept-seconds")


def run(config: Map, _ctx: StepContext) -> Map:
    """Sleeps and says for how long, in seconds."""
    ms = length_ms(config)
    time.sleep(ms / 1_000)
    whole, rest = divmod(ms, 1_000)
    return Map({SLEPT_SECONDS: ms / 1_000 if rest else whole})


def length_ms(config: Map) -> int:
    """How long a sleep step sleeps, from exactly one of its fields; one second without any."""
    given = {name: config[kw(name)] for name in DURATIONS if config.get(kw(name)) is not None}
    if len(given) > 1:
        names = " and ".join(":" + name for name in given)
        raise RunError(f"a :sleep step takes one of :seconds, :millis and :duration, not {names}")
    ms = DEFAULT_MS
    for name, value in given.items():
        ms = _field_ms(name, value)
    if ms > limits.MAX_RUN_DURATION_MS:
        longest = format_ms(limits.MAX_RUN_DURATION_MS)
        raise LimitExceeded(f"a :sleep step of {format_ms(ms)} exceeds the maximum of {longest}")
    return ms


def _field_ms(name: str, value: Any) -> int:
    if name == "duration":
        if not isinstance(value, str):
            raise RunError(f':duration must be a string such as "5m", not {value!r}')
        return parse_duration_ms(value)
    if not is_number(value) or value < 0:
        raise RunError(f":{name} must be a number from 0, not {value!r}")
    return int(value * (1_000 if name == "seconds" else 1))
