"""Results and failures of steps as the text the journal keeps, and back."""

from __future__ import annotations

import json
from typing import Any

from breyta_runtime import limits
from breyta_runtime.engine.errors import StepError, StepTimeout
from breyta_runtime.values import Map, errors, kw
from breyta_runtime.values.codec import decode, encode

_ERROR, _MESSAGE, _KIND = kw("error"), kw("message"), kw("kind")
_STATUS, _SKIPPED = kw("status"), kw("skipped?")


def encode_result(step_id: str, value: Any) -> str:
    """The text of a result, refused when it is too large or no data."""
    try:
        text = encode(value)
    except (TypeError, ValueError) as problem:
        raise StepError(
            f"the result of step :{step_id} is not data: {problem}", kind="result"
        ) from None
    if len(text) > limits.MAX_STEP_RESULT_BYTES:
        check_size(value, limits.MAX_STEP_RESULT_BYTES, "Result", f"step :{step_id} returned")
    return text


def decode_result(text: str) -> Any:
    return decode(text)


def check_size(value: Any, limit: int, what: str, who: str) -> None:
    """Fails with the documented words when `value` is larger than `limit` bytes."""
    if _exceeds(value, limit):
        raise StepError(
            f"{what} too large: {who} more than {limit // limits.KB} KB;"
            " pass a smaller part, or page through it",
            kind="limit",
        )


def _exceeds(value: Any, limit: int) -> bool:
    """Whether the data of `value` takes more than `limit` bytes, structure not counted."""
    left = limit
    waiting = [value]
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, str | bytes | dict | tuple):
            # What a result holds twice (a body that is also its :data) counts once.
            if id(item) in seen:
                continue
            seen.add(id(item))
        if isinstance(item, str):
            left -= len(item) if item.isascii() else len(item.encode("utf-8", "surrogatepass"))
        elif isinstance(item, bytes):
            left -= len(item)
        elif isinstance(item, dict):
            left -= 2 * len(item)
            waiting.extend(item.keys())
            waiting.extend(item.values())
        elif isinstance(item, tuple):
            left -= len(item)
            waiting.extend(item)
        else:
            left -= 4
        if left < 0:
            return True
    return False


def encode_failure(error: Exception) -> str:
    status, data = getattr(error, "status", None), getattr(error, "data", None)
    return json.dumps(
        {
            "type": type(error).__name__,
            "message": message_of(error),
            "kind": getattr(error, "kind", None),
            "status": status if isinstance(status, int) else None,
            "retryable": getattr(error, "retryable", False) is True,
            "seconds": getattr(error, "seconds", None),
            "data": _encoded_or_none(data),
            "notes": list(getattr(error, "__notes__", ())),
        }
    )


def decode_failure(text: str) -> Exception:
    """The failure as it was raised: a flow that caught it catches it again."""
    kept = json.loads(text)
    error = _error(kept)
    for note in kept["notes"]:
        error.add_note(note)
    return error


def _error(kept: dict[str, Any]) -> Exception:
    name, message = kept["type"], kept["message"]
    data = None if kept["data"] is None else decode(kept["data"])
    if name == StepTimeout.__name__ and kept["seconds"] is not None:
        return StepTimeout(message, seconds=kept["seconds"])
    if name == errors.ExInfo.__name__:
        return errors.ExInfo(message, data)
    raised = getattr(errors, name, None)
    if isinstance(raised, type) and issubclass(raised, errors.ClojureError):
        return raised(message)
    return StepError(
        message,
        kind=kept["kind"] or name,
        status=kept["status"],
        retryable=kept["retryable"],
        data=data,
    )


def _encoded_or_none(data: Any) -> str | None:
    try:
        return None if data is None else encode(data)
    except (TypeError, ValueError):
        return None


def message_of(error: BaseException) -> str:
    return str(error) or type(error).__name__


def failure_value(error: Exception, *, skipped: bool = False) -> Map:
    """A failure as the value of its step: `{:error {…} :status …}` with what the error holds."""
    status = getattr(error, "status", None)
    data = getattr(error, "data", None)
    described: dict[Any, Any] = {_MESSAGE: message_of(error)}
    described[_KIND] = kw(getattr(error, "kind", None) or "error")
    if status is not None:
        described[_STATUS] = status
    fields: dict[Any, Any] = dict(data.items()) if isinstance(data, Map) else {}
    fields[_ERROR] = Map(described)
    if status is not None:
        fields[_STATUS] = status
    if skipped:
        fields[_SKIPPED] = True
    return Map(fields)
