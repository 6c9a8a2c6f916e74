"""A typer group that imports a command's module only when that command is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

from breytac.cli.plain_params import read_plainly


@dataclass(frozen=True, slots=True)
class Lazy:
    """Where a command lives: `module` has a function `function`."""

    module: str
    function: str


class LazyGroup(TyperGroup):
    """Knows its commands by name; subclasses fill the table."""

    table: ClassVar[dict[str, Lazy]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        read_plainly(self)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        lazy = self.table.get(cmd_name)
        if lazy is None:
            return None
        found = getattr(import_module(lazy.module), lazy.function)
        app = found if isinstance(found, typer.Typer) else _single(cmd_name, found)
        command: Any = typer.main.get_command(app)
        command.name = cmd_name
        read_plainly(command)
        self.commands[cmd_name] = command
        return command


def _single(name: str, function: Any) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name)(function)
    return app
