"""The step families: which there are, and which module runs each.

A family's module has `run(config, ctx) -> value`; see `steps.context`.  It is imported when a
flow's first step of that family runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import cast

from breyta_runtime.steps.context import StepRunner


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    module: str | None = None
    """Where it is implemented; None for a documented family this version cannot run."""
    own_timeout: bool = False
    """Whether its `:timeout` means something else than the common step option."""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def runner(self) -> StepRunner:
        assert self.module is not None, self.name
        return cast(StepRunner, import_module(self.module).run)


def _here(name: str) -> str:
    return f"{__name__}.{name}"


_DECLARED = (
    Family("function", _here("function"), aliases=("code",)),
    Family("http", _here("http")),
    Family("kv", _here("kv")),
    Family("sleep", _here("sleep")),
    Family("time", _here("time")),
    Family("agent"),
    Family("breyta"),
    Family("db"),
    Family("fanout"),
    Family("files"),
    Family("job", own_timeout=True),
    Family("llm"),
    Family("notify"),
    Family("search"),
    Family("ssh", own_timeout=True),
    Family("table"),
    Family("wait", own_timeout=True),
)

FAMILIES: dict[str, Family] = {name: family for family in _DECLARED for name in family.names}


def closest_family(name: str) -> str | None:
    """The family somebody who wrote `name` may have meant."""
    close = get_close_matches(name, FAMILIES, n=1)
    return close[0] if close else None
