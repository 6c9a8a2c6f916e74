"""Collections grown one element at a time."""

from collections import defaultdict
from typing import Any


def run(input: dict[str, Any]) -> Any:
    by_id, order, by_kind = {}, [], defaultdict(list)
    for event in input["events"]:
        by_id[event["id"]] = event["value"]
        if event["value"] > 0:
            order.append(event["id"])
    for event in input["events"]:
        by_kind[event["kind"]].append(event["id"])
    return {"by-id": by_id, "order": order, "by-kind": dict(by_kind)}
