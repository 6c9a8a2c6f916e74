"""The same programs, compiled to Python: answers in the oracle's shape."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from breyta_runtime.values import ExInfo, SortedMap, SortedSet, class_name, pr_str
from breyta_runtime.values.errors import java_class_name
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.refs import Atom, Delay, Reduced, Volatile
from breytac.analysis.expressions.constants import datum
from breytac.diagnostics.finding import SourceError
from breytac.functions import analyze_text, load_function
from breytac.syntax.reader import read_one
from breytac.syntax.source import Source

from .generate import Program
from .oracle import Answer

SECONDS = 5


class Stuck(BaseException):
    pass


def canon(value: Any, exact: bool) -> str:
    """As the oracle's `canon`."""
    if isinstance(value, dict | MapLike):
        pairs = [f"{canon(k, exact)} {canon(v, exact)}" for k, v in value.items()]  # type: ignore[union-attr]
        return "{" + ", ".join(_ordered(pairs, value, exact)) + "}"
    if isinstance(value, SetLike):
        items = [canon(item, exact) for item in value]
        return "#{" + " ".join(_ordered(items, value, exact)) + "}"
    if isinstance(value, tuple):
        return "[" + " ".join([canon(item, exact) for item in value]) + "]"
    if isinstance(value, Sequential):
        return "(" + " ".join([canon(item, exact) for item in value]) + ")"
    if isinstance(value, Atom | Volatile | Reduced):
        return f"#ref[{type(value).__name__} {canon(value.value, exact)}]"
    if isinstance(value, Delay):
        return f"#ref[Delay {canon(value.force(), exact)}]"
    if isinstance(value, BaseException):
        message = canon(value.message, exact) if isinstance(value, ExInfo) else ""
        return f"#error[{class_name(value)} {message}]"
    is_function = callable(value) and class_name(value) == "clojure.lang.AFunction"
    return "#fn" if is_function else pr_str(value)


def _ordered(texts: list[str], value: object, exact: bool) -> list[str]:
    # The oracle sorts UTF-16 units; the order only has to be the same on both sides.
    if exact or isinstance(value, SortedMap | SortedSet):
        return texts
    return sorted(texts, key=lambda text: text.encode("utf-16-be", "surrogatepass"))


def compiled(program: Program, *, in_place: bool = True) -> Callable[[Any], Any]:
    return load_function(analyze_text(program.code), in_place=in_place)


def input_of(program: Program) -> Any:
    return datum(read_one(Source("input", program.data)))


def answer(program: Program, *, in_place: bool = True) -> Answer:
    before = signal.signal(signal.SIGALRM, _stuck)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    recursion = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(12_000)
        with redirect_stdout(StringIO()):
            value = compiled(program, in_place=in_place)(input_of(program))
            return "value", canon(value, False), canon(value, True)
    except SourceError as error:
        refusal = min(error.findings, key=lambda each: each.span.start)
        return "error", "compile", f"{refusal.rule.code} {refusal.message}"
    except Stuck:
        return ("timeout",)
    except Exception as error:
        return "error", java_class_name(error), f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.setrecursionlimit(recursion)


def _stuck(*_: object) -> None:
    raise Stuck
