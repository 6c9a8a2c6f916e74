"""`:schedules` and `:concurrency`: when runs start, and which may overlap."""

from __future__ import annotations

from breyta_runtime.definition import Concurrency, Schedule

from breytac.analysis.definition.build import after
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import value_of
from breytac.analysis.definition.suggest import did_you_mean
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

# Name, lowest, highest, names for the numbers from the lowest on.
_FIELDS: tuple[tuple[str, int, int, list[str]], ...] = (
    ("minute", 0, 59, []),
    ("hour", 0, 23, []),
    ("day of month", 1, 31, []),
    ("month", 1, 12, _MONTHS),
    ("day of week", 0, 7, _DAYS),
)


@after(Concurrency)
def check_concurrency(ctx: Context, made: Concurrency, form: forms.Map, path: Path) -> Concurrency:
    if made.type == "keyed" and made.key_field is None and value_of(form, "key-field") is None:
        ctx.report(
            rules.CONCURRENCY_KEY,
            form,
            "Concurrency of type :keyed needs a :key-field.",
            hint="Name an input that every caller sends, such as :order-id or [:event :id].",
            path=path,
        )
    elif made.type == "singleton" and made.key_field is not None:
        ctx.report(
            rules.UNUSED_KEY,
            form.get("key-field") or form,
            ":key-field has no effect with concurrency of type :singleton.",
            hint="Write :type :keyed to have one run per key.",
            path=(*path, "key-field"),
        )
    return made


@after(Schedule)
def check_schedule(ctx: Context, made: Schedule, form: forms.Map, path: Path) -> Schedule:
    cron, preset = value_of(form, "cron"), value_of(form, "preset")
    if cron is None and preset is None:
        ctx.report(
            rules.SCHEDULE_TIME,
            form,
            "A schedule needs a :cron expression or a :preset.",
            path=path,
        )
    if cron is not None and preset is not None:
        ctx.report(
            rules.CONFLICT, preset, "A schedule has both :cron and :preset.", path=(*path, "preset")
        )
    if made.cron is not None and cron is not None:
        problem = cron_problem(made.cron)
        if problem is not None:
            ctx.report(rules.CRON, cron, problem[0], hint=problem[1], path=(*path, "cron"))
    _check_zone(ctx, made, form, path)
    if preset is None:
        for name in ("hour", "minute", "day-of-week", "day-of-month"):
            value = value_of(form, name)
            if value is not None:
                ctx.report(rules.UNUSED_KEY, value, f":{name} needs a :preset.", path=(*path, name))
    return made


def _check_zone(ctx: Context, made: Schedule, form: forms.Map, path: Path) -> None:
    if made.timezone == "UTC":
        return
    from breytac.analysis.definition.timezones import ZONES

    if made.timezone not in ZONES:
        ctx.report(
            rules.TIMEZONE,
            form.get("timezone") or form,
            f'"{made.timezone}" is no time zone; they are written like "Europe/Oslo".',
            hint=did_you_mean(made.timezone, sorted(ZONES), ""),
            path=(*path, "timezone"),
        )


def cron_problem(text: str) -> tuple[str, str | None] | None:
    """What is wrong with a five-field cron expression, and what to do about it."""
    parts = text.split()
    if len(parts) != len(_FIELDS):
        hint = "The fields are minute, hour, day of month, month and day of week."
        if len(parts) in (6, 7):
            hint = "Leave out the seconds and the year."
        return f'"{text}" has {len(parts)} fields; a cron expression has five.', hint
    for part, (name, low, high, names) in zip(parts, _FIELDS, strict=True):
        problem = _field_problem(part, low, high, names)
        if problem is not None:
            message, hint_text = problem
            return f'"{part}" is no {name}: {message}.', hint_text
    return None


def _field_problem(
    text: str, low: int, high: int, names: list[str]
) -> tuple[str, str | None] | None:
    for item in text.split(","):
        body, slash, step = item.partition("/")
        if slash and (not step.isdecimal() or int(step) == 0):
            return f'the step "{step}" is no number above 0', None
        if body in ("*", "?") or (body == "L" and high == 31):
            continue
        first, dash, last = body.partition("-")
        ends = []
        for end in (first, last) if dash else (first,):
            number = _number(end, low, names)
            if number is None:
                hint = did_you_mean(end, names, "") if names else None
                return f'"{end}" is not a number{" or a name" if names else ""}', hint
            if not low <= number <= high:
                return f"{number} is not between {low} and {high}", None
            ends.append(number)
        if len(ends) == 2 and ends[0] > ends[1] and not (high == 7 and ends[1] == 0):
            return f"the range {body} runs backwards", None
    return None


def _number(text: str, low: int, names: list[str]) -> int | None:
    if text.isdecimal():
        return int(text)
    return names.index(text.upper()) + low if text.upper() in names else None
