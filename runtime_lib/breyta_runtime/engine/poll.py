"""`flow/poll`: a bounded loop of a body, a look at its result, and a `:sleep` step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from breyta_runtime import limits
from breyta_runtime.engine.durations import Backoff, format_ms, milliseconds, parse_backoff
from breyta_runtime.engine.errors import LimitExceeded, PollError, RunError
from breyta_runtime.engine.options import is_whole, name_of
from breyta_runtime.values import Map, kw, pr_str, truthy

if TYPE_CHECKING:
    from breyta_runtime.engine.run import Run

DEFAULT_SLEEP_ID = "poll-sleep"

_STATUS, _ERROR, _ERROR_FLAG = kw("status"), kw("error"), kw("error?")
_LAST, _ATTEMPTS = kw("last-result"), kw("attempts")
_SHOWN_CHARS = 200


@dataclass(frozen=True, slots=True)
class _Plan:
    interval_ms: int
    timeout_ms: int
    max_attempts: int
    backoff: Backoff
    abort_statuses: tuple[Any, ...]
    abort_on_error: bool
    sleep_id: str


def poll(
    run: Run,
    body: Callable[[], Any],
    *,
    interval: Any = None,
    return_on: Any = None,
    timeout: Any = None,
    max_attempts: Any = None,
    backoff: Any = None,
    abort_on: Any = None,
    id: Any = None,  # noqa: A002
) -> Any:
    """Inside the body a failed step is a value, the map of its error, for the conditions to see."""
    if not callable(return_on):
        raise RunError("flow/poll requires :return-on, a function of the result")
    statuses, on_error = _parse_abort(abort_on)
    plan = _Plan(
        _interval_ms(interval),
        *_bounds(timeout, max_attempts),
        backoff=parse_backoff(backoff, "flow/poll :backoff"),
        abort_statuses=statuses,
        abort_on_error=on_error,
        sleep_id=DEFAULT_SLEEP_ID if id is None else name_of(id),
    )
    start = run.now_ms()
    attempt = 0
    while True:
        attempt += 1
        run._polling += 1
        try:
            result = body()
        finally:
            run._polling -= 1
        if truthy(return_on(result)):
            run._tell("poll", f"flow/poll done at attempt {attempt}", label=plan.sleep_id)
            return result
        reason = _abort_reason(plan, result)
        if reason is not None:
            raise _ended(f"flow/poll aborted at attempt {attempt}: {reason}", result, attempt)
        waited = run.now_ms() - start
        if waited >= plan.timeout_ms:
            allowed = format_ms(plan.timeout_ms)
            raise _ended(
                f"flow/poll timed out after {allowed}, at attempt {attempt}", result, attempt
            )
        if attempt >= plan.max_attempts:
            raise _ended(
                f"flow/poll max attempts exceeded: no result accepted in {attempt} attempts",
                result,
                attempt,
            )
        gap = min(plan.backoff.gap_ms(plan.interval_ms, attempt), plan.timeout_ms - waited)
        run._tell(
            "poll", f"flow/poll attempt {attempt}, again in {format_ms(gap)}", label=plan.sleep_id
        )
        run._step("sleep", plan.sleep_id, Map({kw("millis"): gap}))


def _interval_ms(interval: Any) -> int:
    if interval is None:
        raise RunError("flow/poll requires :interval", hint='such as "10s", or milliseconds')
    return milliseconds(interval, "flow/poll :interval")


def _bounds(timeout: Any, max_attempts: Any) -> tuple[int, int]:
    """Milliseconds and attempts, each within its limit; one of the two must be given."""
    if timeout is None and max_attempts is None:
        raise RunError("flow/poll requires :timeout or :max-attempts")
    timeout_ms = limits.MAX_POLL_TIMEOUT_MS
    if timeout is not None:
        timeout_ms = milliseconds(timeout, "flow/poll :timeout")
        if timeout_ms > limits.MAX_POLL_TIMEOUT_MS:
            raise LimitExceeded(
                f"flow/poll timeout exceeds limit: {format_ms(timeout_ms)} is more than"
                f" {format_ms(limits.MAX_POLL_TIMEOUT_MS)}"
            )
    attempts = limits.MAX_POLL_ATTEMPTS
    if max_attempts is not None:
        if not is_whole(max_attempts) or max_attempts < 1:
            raise RunError("flow/poll :max-attempts must be a whole number from 1")
        attempts = max_attempts
        if attempts > limits.MAX_POLL_ATTEMPTS:
            raise LimitExceeded(
                f"flow/poll max attempts exceeded: {attempts} is more than"
                f" {limits.MAX_POLL_ATTEMPTS}"
            )
    return timeout_ms, attempts


def _parse_abort(abort_on: Any) -> tuple[tuple[Any, ...], bool]:
    if abort_on is None:
        return (), True
    if not isinstance(abort_on, Mapping):
        raise RunError(
            "flow/poll :abort-on must be a map such as {:status #{400 404} :error? true}"
        )
    wanted = abort_on.get(_STATUS)
    if wanted is None:
        statuses: tuple[Any, ...] = ()
    elif isinstance(wanted, str | int) or not hasattr(wanted, "__iter__"):
        statuses = (wanted,)
    else:
        statuses = tuple(wanted)
    flag = abort_on.get(_ERROR_FLAG)
    return statuses, flag is None or truthy(flag)


def _abort_reason(plan: _Plan, result: Any) -> str | None:
    if not isinstance(result, Mapping):
        return None
    error, status = result.get(_ERROR), result.get(_STATUS)
    if status is not None and any(_same(status, each) for each in plan.abort_statuses):
        return f":status {_shown(status)}"
    if plan.abort_on_error and truthy(error):
        message = error.get(kw("message")) if isinstance(error, Mapping) else error
        return _shown(message)
    return None


def _same(a: Any, b: Any) -> bool:
    return type(a) is type(b) and bool(a == b)


def _ended(message: str, result: Any, attempts: int) -> PollError:
    data = Map({_LAST: result, _ATTEMPTS: attempts})
    return PollError(f"{message}; last result: {_shown(result)}", kind="poll", data=data)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else pr_str(value)
    return text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…"
