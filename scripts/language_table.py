"""Writes the tables of docs/language.md from the declarations that the compiler itself uses.

python scripts/language_table.py [--check]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from breyta_runtime.core.vars import VARS, Var
from breyta_runtime.interop.classes import CLASSES, EXCEPTIONS, HINTS, METHOD_HINTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "language.md"
START = "<!-- made by scripts/language_table.py: start -->\n"
END = "<!-- made by scripts/language_table.py: end -->\n"


def table() -> str:
    return "\n".join([*_supported(), *_refused(), *_interop(), ""])


def _supported() -> Iterator[str]:
    known = [var for var in VARS.values() if var.tier < 3]
    yield f"### Supported: {len(known)} names"
    yield ""
    yield "The number of arguments is in brackets where it is not any number."
    yield ""
    yield "| namespace | names |"
    yield "|---|---|"
    groups: dict[str, list[Var]] = defaultdict(list)
    for var in known:
        groups[_group(var)].append(var)
    for group, found in groups.items():
        yield f"| {group} | {' '.join(_entry(var) for var in found)} |"
    yield ""


def _group(var: Var) -> str:
    if var.ns == "clojure.core":
        return "clojure.core" if var.kind == "fn" else "clojure.core: forms"
    names = {
        "clojure.string": "`str/` or `clojure.string/`",
        "clojure.set": "`set/` or `clojure.set/`",
        "clojure.walk": "`walk/` or `clojure.walk/`",
        "json": "`json/`",
        "breyta.sandbox": "`breyta.sandbox/`",
        "flow-helpers": "helpers, without a namespace",
    }
    return names[var.ns]


def _entry(var: Var) -> str:
    low, high = var.arity
    if var.kind != "fn" or (low == 0 and high is None):
        return _code(var.name)
    count = f"{low}+" if high is None else f"{low}" if low == high else f"{low}–{high}"
    return f"{_code(var.name)}[{count}]"


def _refused() -> Iterator[str]:
    refused = [var for var in VARS.values() if var.tier == 3]
    yield f"### Refused: {len(refused)} names, each with a hint"
    yield ""
    yield "| names | instead |"
    yield "|---|---|"
    hints: dict[str, list[str]] = defaultdict(list)
    for var in refused:
        hints[var.hint].append(var.name)
    for hint, names in hints.items():
        yield f"| {_codes(names)} | {_cell(hint)} |"
    yield ""


def _interop() -> Iterator[str]:
    yield f"### Java classes: {len(CLASSES)}, and exceptions"
    yield ""
    yield "Exceptions that may be constructed and thrown: " + _codes(_simple(EXCEPTIONS)) + "."
    yield ""
    yield "| class | statics and fields | methods | refused |"
    yield "|---|---|---|---|"
    for name, spec in CLASSES.items():
        statics = [*(["new"] if spec.constructor else []), *spec.statics, *spec.fields]
        refused = "; ".join(f"{_code(m)}: {_cell(hint)}" for m, hint in spec.refused.items())
        yield f"| {_code(name)} | {_codes(statics)} | {_codes(spec.methods)} | {refused} |"
    yield ""
    yield "| class or method that is not there | instead |"
    yield "|---|---|"
    for name, hint in HINTS.items():
        yield f"| {_code(name)} | {_cell(hint)} |"
    for name, hint in METHOD_HINTS.items():
        yield f"| {_code('.' + name)} | {_cell(hint)} |"


def _simple(names: Iterable[str]) -> list[str]:
    return [name.rpartition(".")[2] for name in names]


def _code(name: str) -> str:
    return f"`{name}`".replace("|", "\\|")


def _codes(names: Iterable[str]) -> str:
    return " ".join(_code(name) for name in names)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def page(text: str) -> str:
    """The page with its tables made anew."""
    before, _, rest = text.partition(START)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{PAGE} has no place for the tables")
    return before + START + table() + END + after


def main() -> int:
    known = PAGE.read_text(encoding="utf-8")
    wanted = page(known)
    if "--check" in sys.argv:
        if known != wanted:
            print("docs/language.md is out of date: run python scripts/language_table.py")
            return 1
        return 0
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
