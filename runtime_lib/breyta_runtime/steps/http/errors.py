"""How an HTTP step fails: every failure is a StepError that says whether to try again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps.http.parsing import split_content_type
from breyta_runtime.steps.http.urls import without_query
from breyta_runtime.values import Map, kw

if TYPE_CHECKING:
    from breyta_runtime.steps.http.exchange import Answer
    from breyta_runtime.steps.http.request import Request

RETRYABLE_STATUSES = frozenset({408, 425, 429})
"""Besides all of 5xx."""

_EXCERPT = 200


def config_error(problem: object) -> StepError:
    """The step itself is wrong; trying again cannot help."""
    return StepError(str(problem), kind="config")


def network_error(method: str, url: str, problem: BaseException) -> StepError:
    """No answer came: refused, reset, unresolved, cut off."""
    return StepError(
        f"{method} {without_query(url)} failed: {str(problem) or type(problem).__name__}",
        kind="network",
        retryable=not _is_bad_certificate(problem),
    )


def _is_bad_certificate(problem: BaseException | None) -> bool:
    """The one failure of a connection that will not pass by itself."""
    while problem is not None:
        if "CERTIFICATE_VERIFY_FAILED" in str(problem):
            return True
        problem = problem.__cause__
    return False


def response_error(method: str, url: str, problem: object) -> StepError:
    """An answer came that cannot become the step's result."""
    return StepError(f"{method} {without_query(url)}: {problem}", kind="response")


def status_error(request: Request, answer: Answer, result: Map) -> StepError:
    """The server said no; `result` is what the step would have returned."""
    said = _excerpt(answer.content, answer.header("content-type"))
    message = f"{request.method} {without_query(request.url)} answered {answer.status}"
    if answer.reason:
        message += f" {answer.reason}"
    return StepError(
        f"{message}: {said}" if said else message,
        kind="http",
        status=answer.status,
        retryable=answer.status >= 500 or answer.status in RETRYABLE_STATUSES,
        data=_error_data(result),
    )


def _error_data(result: Map) -> Map:
    kept: dict[Any, Any] = {}
    for name in ("status", "headers", "body"):
        kept[kw(name)] = result.get(kw(name))
    return Map(kept)


def _excerpt(content: bytes, content_type: str) -> str:
    """The start of a body on one line; binary ones by their size."""
    media, charset = split_content_type(content_type)
    head = content[: 4 * _EXCERPT]
    if b"\0" in head or media.startswith(("image/", "audio/", "video/", "font/")):
        return f"{len(content)} bytes of {media or 'binary data'}"
    text = " ".join(head.decode(charset, errors="replace").split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
