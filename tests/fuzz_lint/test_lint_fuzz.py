"""Broken flows never end in a traceback or a hang; long runs are in docs/oracle-runs.md."""

from __future__ import annotations

import pytest

from tests.fuzz_lint.run import failures


@pytest.mark.parametrize("seed", [11, 12])
def test_a_broken_flow_ends_in_findings(seed: int) -> None:
    assert next(failures(400, seed), None) is None
