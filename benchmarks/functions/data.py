"""Made-up input, the same on every machine, and its forms for each language."""

from __future__ import annotations

import random
from typing import Any

from breyta_runtime.values import Map, kw

REGIONS = ("north", "south", "east", "west", "central")
PRODUCTS = ("chair", "table", "lamp", "desk", "shelf", "sofa", "bed", "rug")
WORDS = ("timeout", "request", "user", "node", "cache", "retry", "socket", "write", "read", "lost")


def inputs(rows: int = 10_000) -> dict[str, dict[str, Any]]:
    """Input of every function, by its name."""
    return {
        "shape": _user(),
        "group": {"items": [_item(*each) for each in _ITEMS]},
        "rollup": {"rows": _sales(rows)},
        "reshape": {"rows": _people(rows)},
        "accumulate": events(rows),
        "text": {"lines": _lines(rows)},
    }


def _user() -> dict[str, Any]:
    orders = [{"id": number, "amount": 40 * number} for number in range(1, 5)]
    return {
        "status": "active",
        "user": {
            "id": 17,
            "first-name": "Ada",
            "last-name": "Lovelace",
            "email": "Ada@Example.com",
            "phone": "555-0101",
            "address": {"street": "Main 1", "zip": "0150", "city": {"id": 3, "name": "Oslo"}},
            "orders": orders,
        },
    }


_ITEMS = (("desk", "office", 250), ("pen", "office", 3), ("lamp", "home", 40), ("sofa", "home", 0))


def _item(name: str, category: str, price: int) -> dict[str, Any]:
    return {"name": name, "category": category, "price": price, "in-stock": price > 0}


def _sales(count: int) -> list[dict[str, Any]]:
    made = random.Random(1)
    return [
        {
            "id": number,
            "region": made.choice(REGIONS),
            "product": made.choice(PRODUCTS),
            "amount": made.randrange(1, 500),
            "quantity": made.randrange(1, 20),
        }
        for number in range(count)
    ]


def _people(count: int) -> list[dict[str, Any]]:
    made = random.Random(2)
    return [
        {
            "id": number,
            "first": made.choice(WORDS).title(),
            "last": made.choice(PRODUCTS).title(),
            "email": f"User{number}@Example.com",
            "score": made.randrange(100),
            "deleted": made.random() < 0.1,
            "note": None,
        }
        for number in range(count)
    ]


def events(count: int) -> dict[str, Any]:
    made = random.Random(3)
    return {
        "events": [
            {"id": number, "kind": made.choice(REGIONS), "value": made.randrange(-20, 80)}
            for number in range(count)
        ]
    }


def _lines(count: int) -> list[str]:
    made = random.Random(4)
    levels = ("INFO", "INFO", "INFO", "WARN", "ERROR")
    return [
        f"{made.choice(levels)} [{made.randrange(100, 600)}] "
        + " ".join(made.choices(WORDS, k=5))
        + f" after {made.randrange(1000)} ms"
        for _ in range(count)
    ]


def clojure_value(data: Any) -> Any:
    """As the runtime has it: keyword keys, immutable."""
    if isinstance(data, dict):
        return Map({kw(key): clojure_value(value) for key, value in data.items()})
    return tuple(map(clojure_value, data)) if isinstance(data, list) else data


def edn(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + " ".join(f":{key} {edn(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + " ".join(map(edn, data)) + "]"
    if isinstance(data, str):
        return f'"{data}"'
    return "nil" if data is None else str(data).lower()
