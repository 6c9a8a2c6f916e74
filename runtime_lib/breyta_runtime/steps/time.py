"""The `:time` step: `(flow/step :time :now {})` is the run's time as an ISO-8601 string in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Map


def run(_config: Map, ctx: StepContext) -> str:
    """The logical time, so that executing the run again gives the same."""
    whole, ms = divmod(ctx.now_ms, 1_000)
    moment = datetime.fromtimestamp(whole, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{ms:03d}Z"
