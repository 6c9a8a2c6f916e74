"""How often lint finds a slip, and how near to it: a bracket lost, a key misspelled, a value of
another type.

    python -m benchmarks.bench_lint_mutations [--show]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from breyta_runtime.contracts import step_contract
from breyta_runtime.contracts.base import Field
from breyta_runtime.contracts.common import COMMON
from breyta_runtime.definition import Definition
from breyta_runtime.definition.contract import Contract, Key, Shape, contract_of
from breytac.diagnostics.finding import Finding
from breytac.lint.source import lint_source
from breytac.pipeline import analyze_source
from breytac.syntax import forms, read_all
from breytac.syntax.forms import Form
from breytac.syntax.grammar import token_pattern
from breytac.syntax.source import Source

ROOT = Path(__file__).parent.parent
NEAR = 2
"""Lines between a slip and a finding that helps to see it."""
GOAL = 0.95
PER_FLOW = 60
ODD = {
    Shape.TEXT: "[1]",
    Shape.NAME: "42",
    Shape.ID: "42",
    Shape.QUALIFIED: "42",
    Shape.CHOICE: ":no-such-choice",
    Shape.FLAG: '"yes"',
    Shape.WHOLE: "[1]",
    Shape.NUMBER: "[1]",
    Shape.AMOUNT: "[1]",
    Shape.NAMES: "42",
    Shape.TEXTS: "42",
    Shape.ITEMS: "42",
    Shape.PATH: "42",
    Shape.MAP: "[1]",
    Shape.RECORD: "[1]",
    Shape.RECORDS: "42",
    Shape.KEYED: "[1]",
}
"""For each shape a value that does not have it."""


@dataclass(frozen=True, slots=True)
class Slip:
    kind: str
    start: int
    end: int
    replacement: str

    def made_in(self, text: str) -> str:
        return text[: self.start] + self.replacement + text[self.end :]


def flows() -> list[Source]:
    """Flows without a finding."""
    paths = [*ROOT.glob("flows/*.clj"), *ROOT.glob("tests/checks/cases/*/silent.clj")]
    sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in sorted(paths)]
    return [source for source in sources if not any(f.is_error for f in lint(source))]


def lint(source: Source) -> tuple[Finding, ...]:
    return lint_source(source, load_include=_load, known_flows=None)


def _load(name: str, form: Form) -> Source:
    raise AssertionError(f"{name} is included by {form}")


def slips(source: Source, rng: random.Random) -> Iterator[Slip]:
    brackets = [
        match.span(match.lastgroup)
        for match in token_pattern().finditer(source.text)
        if match.lastgroup is not None and match[match.lastgroup] in "()[]{}"
    ]
    for start, end in _some(brackets, rng):
        yield Slip("a bracket is dropped", start, end, "")
    keys = list(_known_keys(source))
    for key, _, _ in _some(keys, rng):
        name = key.span.text
        at = rng.randrange(1, len(name) - 1) if len(name) > 3 else 1
        wrong = (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :] if len(name) > 3 else name + "x"
        )
        if wrong != name:
            yield Slip("a key is misspelled", key.span.start, key.span.end, wrong)
    for _, value, declared in _some(keys, rng):
        odd = _odd(declared)
        if odd is not None:
            yield Slip("a value has another type", value.span.start, value.span.end, odd)


def _some(things: list[Any], rng: random.Random) -> list[Any]:
    return things if len(things) <= PER_FLOW else rng.sample(things, PER_FLOW)


def _odd(declared: Key) -> str | None:
    shapes = declared.shapes if isinstance(declared, Field) else (declared.shape,)
    if not set(shapes) <= ODD.keys() or declared.loose:
        return None
    fitting = {ODD[shape] for shape in shapes}
    return ODD[shapes[0]] if len(fitting) == 1 else "\\c"


def _known_keys(source: Source) -> Iterator[tuple[Form, Form, Key]]:
    """Every key of a map that has a contract, with its value."""
    top = read_all(source).forms[0]
    if isinstance(top, forms.Map):
        yield from _of_record(top, contract_of(Definition))
    analyzed, _ = analyze_source(source, load_include=_load)
    for site in analyzed.body.steps if analyzed is not None and analyzed.body is not None else ():
        contract = step_contract(site.family or "")
        if contract is not None and site.config is not None and not contract.loose:
            fields = {**COMMON, **contract.fields}
            for key, value in site.config.pairs:
                if isinstance(key, forms.Keyword) and key.name in fields:
                    yield key, value, fields[key.name]


def _of_record(form: forms.Map, contract: Contract) -> Iterator[tuple[Form, Form, Key]]:
    for key, value in form.pairs:
        attribute = contract.by_keyword.get(key.name) if isinstance(key, forms.Keyword) else None
        if attribute is None:
            continue
        declared = contract.keys[attribute]
        yield key, value, declared
        if len(declared.record) == 1:
            inner = contract_of(declared.record[0])
            for part in _records(declared, value):
                yield from _of_record(part, inner)


def _records(declared: Key, value: Form) -> list[forms.Map]:
    if declared.shape is Shape.RECORD:
        parts: tuple[Form, ...] = (value,)
    elif isinstance(value, forms.Map):
        parts = tuple(inner for _, inner in value.pairs)
    else:
        parts = forms.parts(value)
    return [part for part in parts if isinstance(part, forms.Map)]


def found_near(source: Source, slip: Slip) -> bool:
    """Whether there is a finding, which was not there before, within two lines of the slip."""
    line, _ = source.position(slip.start)
    last, _ = source.position(slip.end)
    before = Counter((f.rule.code, f.message) for f in lint(source))
    for finding in lint(Source(source.name, slip.made_in(source.text))):
        mark = (finding.rule.code, finding.message)
        if before[mark]:
            before[mark] -= 1
            continue
        places = [finding.span, *(related.span for related in finding.related)]
        if any(line - NEAR <= place.line <= last + NEAR for place in places):
            return True
    return False


def measure(show: bool = False) -> dict[str, tuple[int, int]]:
    """(found, made) of every kind of slip."""
    rng = random.Random(5)
    counts: dict[str, tuple[int, int]] = {}
    for source in flows():
        for slip in slips(source, rng):
            found, made = counts.get(slip.kind, (0, 0))
            hit = found_near(source, slip)
            counts[slip.kind] = found + hit, made + 1
            if show and not hit:
                line, column = source.position(slip.start)
                old = source.text[slip.start : slip.end][:40]
                print(
                    f"missed: {source.name}:{line}:{column} {slip.kind}: {old} → {slip.replacement}"
                )
    return counts


def main() -> int:
    counts = measure("--show" in sys.argv[1:])
    total_found = sum(found for found, _ in counts.values())
    total = sum(made for _, made in counts.values())
    for kind, (found, made) in counts.items():
        print(f"{kind:28} {found:5} of {made:5} found within {NEAR} lines: {found / made:6.1%}")
    share = total_found / total
    print(f"{'all':28} {total_found:5} of {total:5}: {share:6.1%} (goal {GOAL:.0%})")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
