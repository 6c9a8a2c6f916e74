"""Java interop on the allow-list of `breyta_runtime.interop`; everything else is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breytac.ir.expr import Expr
from breytac.syntax import forms

if TYPE_CHECKING:
    from breytac.analysis.expressions.analyzer import Analyzer
    from breytac.analysis.expressions.env import Env


def field(analyzer: Analyzer, form: forms.Symbol) -> Expr | None:
    return None


def call(analyzer: Analyzer, head: forms.Symbol, form: forms.List, env: Env) -> Expr | None:
    return None
