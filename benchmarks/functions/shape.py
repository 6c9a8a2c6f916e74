"""One record, reshaped."""

from typing import Any


def run(input: dict[str, Any]) -> Any:
    user = input["user"]
    address, orders = user["address"], user["orders"]
    total = sum(order["amount"] for order in orders)
    email = user.get("email")
    return {
        "user-id": user["id"],
        "name": f"{user['first-name']} {user['last-name']}",
        "email": email.lower() if email else None,
        "city": address.get("city", {}).get("name", "unknown"),
        "country": address.get("country") or "NO",
        "order-count": len(orders),
        "total": total,
        "tier": "gold" if total > 1000 else "silver" if total > 100 else "basic",
        "active?": input.get("status") == "active" and len(orders) > 0,
    }
