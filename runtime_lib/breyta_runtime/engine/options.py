"""The options every step may have, apart from the fields of its own family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from breyta_runtime.engine.durations import (
    CONSTANT,
    Backoff,
    is_number,
    milliseconds,
    parse_backoff,
    seconds,
)
from breyta_runtime.engine.errors import RunError, StepError, UnsupportedStep
from breyta_runtime.values import Keyword, Map, kw

DEFAULT_BACKOFF_MS = 1_000

LATER_OPTIONS = {
    "persist": "persisted results",
    "review": "human checkpoints",
    "confirm": "human checkpoints",
    "breakpoint": "breakpoints",
}
"""Documented options whose silent absence would change what a flow does."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """`max_attempts` counts all tries, the first one too."""

    max_attempts: int = 1
    first_gap_ms: int = DEFAULT_BACKOFF_MS
    backoff: Backoff = CONSTANT

    def gap_s(self, attempt: int) -> float:
        """Seconds between the `attempt`-th try and the next one."""
        return self.backoff.gap_ms(self.first_gap_ms, attempt) / 1_000

    def again(self, error: BaseException, attempt: int) -> bool:
        """Whether to try once more after `error` ended the `attempt`-th try."""
        return attempt < self.max_attempts and is_transient(error)


ONE_TRY = RetryPolicy()


def is_transient(error: BaseException) -> bool:
    """Whether the same step could do better the next time.

    What a step's code or configuration gets wrong it gets wrong again.
    """
    if isinstance(error, StepError):
        return error.retryable
    return isinstance(error, ConnectionError | TimeoutError)


@dataclass(frozen=True, slots=True)
class OnError:
    strategy: str = "fail"
    """"fail" or "skip"."""
    has_default: bool = False
    default: Any = None


FAIL = OnError()


@dataclass(frozen=True, slots=True)
class StepOptions:
    title: str | None = None
    timeout: float | None = None
    """Seconds."""
    retry: RetryPolicy = ONE_TRY
    on_error: OnError = FAIL
    mocked: bool = False
    mock: Any = None


_NO_OPTIONS = StepOptions()

_TYPE, _TITLE, _TIMEOUT, _RETRY = kw("type"), kw("title"), kw("timeout"), kw("retry")
_ON_ERROR, _MOCK, _METERING = kw("on-error"), kw("mock"), kw("metering")
_LATER = {kw(name): what for name, what in LATER_OPTIONS.items()}
_COMMON = frozenset({_TYPE, _TITLE, _RETRY, _ON_ERROR, _MOCK, _METERING, *_LATER})


def split_options(
    family: str, config: Map, *, families: tuple[str, ...], own_timeout: bool
) -> tuple[StepOptions, Map]:
    """The common options of a step's config, and what is left for its family.

    `families` are the names the family goes by; one whose `:timeout` means something of its own
    keeps it.
    """
    common = _COMMON if own_timeout else _COMMON | {_TIMEOUT}
    found = {key: value for key, value in config.items() if key in common}
    if not found:
        return _NO_OPTIONS, config
    for key, what in _LATER.items():
        if found.get(key) not in (None, False):
            raise UnsupportedStep(f"{key!r} is not runnable by this version: it has no {what} yet")
    declared = found.get(_TYPE)
    if declared is not None and name_of(declared) not in families:
        raise RunError(f":type {declared!r} contradicts the step's family :{family}")
    timeout = found.get(_TIMEOUT)
    title = found.get(_TITLE)
    options = StepOptions(
        title=None if title is None else name_of(title),
        timeout=None if timeout is None else _timeout(timeout),
        retry=parse_retry(found.get(_RETRY)),
        on_error=parse_on_error(found.get(_ON_ERROR)),
        mocked=_MOCK in found,
        mock=found.get(_MOCK),
    )
    return options, Map({key: value for key, value in config.items() if key not in common})


def parse_retry(config: Any) -> RetryPolicy:
    """`{:max-attempts n :backoff-ms ms}`, or `:backoff {…}` as in `flow/poll`."""
    if config is None or config is False:
        return ONE_TRY
    if not isinstance(config, Mapping):
        raise RunError(":retry must be a map such as {:max-attempts 3 :backoff-ms 1000}")
    attempts = config.get(kw("max-attempts"), 1)
    if not is_whole(attempts) or attempts < 1:
        raise RunError(f":retry :max-attempts must be a whole number from 1, not {attempts!r}")
    first_gap = config.get(kw("backoff-ms"))
    return RetryPolicy(
        attempts,
        DEFAULT_BACKOFF_MS if first_gap is None else milliseconds(first_gap, ":retry :backoff-ms"),
        parse_backoff(config.get(kw("backoff")), ":retry :backoff"),
    )


def parse_on_error(config: Any) -> OnError:
    """`:fail`, `:skip`, `:continue`, or `{:strategy … :default …}`."""
    if config is None:
        return FAIL
    strategy: Any = config
    has_default, default = False, None
    if isinstance(config, Mapping):
        strategy = config.get(kw("strategy"), "fail")
        for key in (kw("default"), kw("default-value")):
            if key in config:
                has_default, default = True, config[key]
    name = name_of(strategy)
    if name == "fail":
        return FAIL
    if name in ("skip", "continue"):
        return OnError("skip", has_default, default)
    if name == "checkpoint":
        raise UnsupportedStep(
            ":on-error :checkpoint is not runnable by this version: it has no human checkpoints yet"
        )
    raise RunError(f":on-error :{name} is not known; it is :fail, :skip or :checkpoint")


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)


def name_of(value: Any) -> str:
    """The text of a name that may be a keyword, a symbol or a string; without a colon."""
    if isinstance(value, Keyword):
        return value.full
    return value if isinstance(value, str) else str(getattr(value, "full", value))


def _timeout(value: Any) -> float:
    limit = seconds(value, ":timeout")
    if limit <= 0:
        raise RunError(":timeout must be greater than 0 seconds")
    return limit
