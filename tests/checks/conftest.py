"""`pytest tests/checks --update` rewrites what the cases expect; so does BREYTAC_UPDATE=1."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    # Another part of the tests may have it already.
    with suppress(ValueError):
        parser.addoption("--update", action="store_true", help="rewrite expected findings")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    asked = request.config.getoption("--update", default=False)
    return bool(asked) or os.environ.get("BREYTAC_UPDATE") == "1"
