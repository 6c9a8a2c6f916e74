"""Rows of one system as rows of another."""

from typing import Any


def reshape(row: dict[str, Any]) -> dict[str, Any]:
    score = row["score"]
    return {
        "id": row["id"],
        "email": row["email"].lower(),
        "name": f"{row['first']} {row['last']}",
        "grade": "a" if score >= 80 else "b" if score >= 50 else "c",
    }


def run(input: dict[str, Any]) -> Any:
    rows = (reshape(row) for row in input["rows"] if not row["deleted"])
    return [row for row in rows if row["grade"] != "c"]
