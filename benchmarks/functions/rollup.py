"""Sales rolled up by region."""

from collections import Counter
from typing import Any


def run(input: dict[str, Any]) -> Any:
    totals = {}
    for row in input["rows"]:
        total = totals.get(row["region"])
        if total is None:
            total = totals[row["region"]] = {"revenue": 0, "units": 0, "products": Counter()}
        total["revenue"] += row["amount"] * row["quantity"]
        total["units"] += row["quantity"]
        total["products"][row["product"]] += 1
    for region, total in totals.items():
        total["region"] = region
        total["average"] = total["revenue"] // total["units"]
    return sorted(totals.values(), key=lambda total: total["revenue"], reverse=True)
