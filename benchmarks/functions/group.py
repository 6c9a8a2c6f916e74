"""A handful of items, grouped, summed and sorted."""

from collections import defaultdict
from operator import itemgetter
from typing import Any


def run(input: dict[str, Any]) -> Any:
    groups = defaultdict(list)
    for item in input["items"]:
        if item["in-stock"]:
            groups[item["category"]].append(item)
    return [
        {
            "category": category,
            "count": len(items),
            "total": sum(item["price"] for item in items),
            "names": [item["name"] for item in sorted(items, key=itemgetter("price"))],
        }
        for category, items in sorted(groups.items())
    ]
