"""From slugs to module names."""

from __future__ import annotations

import sys

import pytest
from breyta_runtime.naming import TAKEN_NAMES, module_name


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("daily-report", "daily_report"),
        (":daily-report", "daily_report"),
        ("Report2", "Report2"),
        ("json", "json_flow"),
        ("prefect", "prefect_flow"),
        ("class", "class_flow"),
        ("type", "type_flow"),
        ("test-orders", "test_orders_flow"),
        ("2-factor", "flow_2_factor"),
        ("billing/apply", "billing_apply"),
    ],
)
def test_module_names(slug: str, name: str) -> None:
    assert module_name(slug) == name
    assert module_name(slug).isidentifier()


def test_no_flow_hides_a_module_of_the_standard_library() -> None:
    public = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    assert {name for name in public if module_name(name) == name} == set()
    assert {name.lower() for name in public} <= TAKEN_NAMES
