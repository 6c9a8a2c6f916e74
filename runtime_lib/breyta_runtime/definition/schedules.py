"""`:schedules`: when the flow runs by itself."""

from __future__ import annotations

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


@record("schedule")
class Schedule:
    """One schedule: a five-field `:cron`, or a `:preset` with its time and day."""

    id: str = key(Shape.ID, "SCH-001", note="Stable: setup and the CLI address it by id.")
    cron: str | None = key(Shape.TEXT, "SCH-001 SCH-002", default=None)
    timezone: str = key(Shape.TEXT, "SCH-003", default="UTC")
    invocation: str = key(Shape.ID, "SCH-001 SCH-012 INV-003", default="default")
    label: str | None = key(Shape.TEXT, "SCH-001", default=None)
    description: str | None = key(Shape.TEXT, "SCH-001", default=None)
    enabled: bool = key(Shape.FLAG, "SCH-007 SCH-008", default=True)
    preset: str | None = key(
        Shape.CHOICE, "SCH-004", default=None, one_of=("daily", "weekly", "monthly")
    )
    hour: int = key(Shape.WHOLE, "SCH-004", default=0, minimum=0, maximum=23)
    minute: int = key(Shape.WHOLE, "SCH-004", default=0, minimum=0, maximum=59)
    day_of_week: str | None = key(
        Shape.CHOICE, "SCH-004", default=None, aliases=("dayOfWeek",), one_of=DAYS
    )
    day_of_month: str | None = key(
        Shape.CHOICE,
        "SCH-004 SCH-005",
        default=None,
        aliases=("dayOfMonth",),
        one_of=("first", "mid-month", "last"),
    )
    extra: Map = EMPTY
