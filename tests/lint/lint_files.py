"""What the tests of lint share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, as text shows them."""
        heads = ("error BRY", "warning BRY", "note BRY")
        return [line.split()[1] for line in self.out.splitlines() if line.startswith(heads)]


Lint = Callable[..., Done]
Write = Callable[..., Path]

CLEAN = """\
{:slug :clean
 :name "Clean"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs []}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow '(flow/input)}
"""
