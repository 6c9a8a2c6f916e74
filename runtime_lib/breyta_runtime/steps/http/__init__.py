"""The `:http` step: one request to a declared connection or a URL, and its answer as a value."""

from __future__ import annotations

from breyta_runtime.connections import ConnectionProblem
from breyta_runtime.engine.errors import UnsupportedStep
from breyta_runtime.steps.context import StepContext
from breyta_runtime.steps.http.errors import config_error
from breyta_runtime.steps.http.exchange import BodyTooLarge, exchange
from breyta_runtime.steps.http.request import build_request
from breyta_runtime.steps.http.response import build_reading, byte_limit, read_answer, too_large
from breyta_runtime.steps.http.result import HttpHeaders, HttpResult
from breyta_runtime.steps.templated import filled_in
from breyta_runtime.values import Map, kw

__all__ = ["HttpHeaders", "HttpResult", "run"]

_LATER = {
    "body-from-ref": "stored blobs as request bodies",
    "persist": "persisted responses",
}
"""Documented options that this version does not have, as errors name them."""


def run(config: Map, ctx: StepContext) -> HttpResult:
    """Sends the request of a step and returns what came back."""
    try:
        config = filled_in(config, ctx.definition, "http-request")
    except ValueError as error:
        raise config_error(error) from error
    for option, capability in _LATER.items():
        if config.get(kw(option)) is not None:
            raise UnsupportedStep(
                f"step :{ctx.step_id} uses :{option}; this version has no {capability} yet"
            )
    try:
        reading = build_reading(config)
        request = build_request(config, ctx)
    except (ValueError, ConnectionProblem) as error:
        raise config_error(error) from error
    try:
        answer = exchange(request, byte_limit(reading))
    except BodyTooLarge as error:
        raise too_large(request, reading) from error
    return read_answer(answer, request, reading, ctx)
