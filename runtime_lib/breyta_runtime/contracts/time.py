"""`:time`: the logical time of the run."""

from __future__ import annotations

from breyta_runtime.contracts.base import StepContract

CONTRACT = StepContract("time", "example-scheduled-rollup", {})
