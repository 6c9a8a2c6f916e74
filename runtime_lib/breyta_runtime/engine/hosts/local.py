"""The host without a server: the same steps, retries and journal, and no Prefect API at all."""

from __future__ import annotations

import time

from breyta_runtime.engine.attempt import StepCall
from breyta_runtime.engine.events import RunEvent
from breyta_runtime.engine.state import Host


class LocalHost(Host):
    name = "offline"

    def execute(self, call: StepCall) -> None:
        while True:
            try:
                return call.attempt()
            except Exception:
                if not call.tries_again():
                    raise
            time.sleep(call.options.retry.gap_s(call.attempts))

    def notify(self, event: RunEvent) -> None:
        """Nobody to tell but the listeners."""
