"""Did you mean: the known name closest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name at the smallest editing distance, if that is small for its length."""
    best: str | None = None
    bound = 0 if len(name) < 3 else 1 if len(name) < 5 else 2 if len(name) < 9 else 3
    for candidate in known:
        if abs(len(candidate) - len(name)) > bound:
            continue
        distance = _distance(name.lower(), candidate.lower(), bound)
        if distance < bound or (distance == bound and _is_better(name, candidate, best)):
            best, bound = candidate, distance
    return best


def _is_better(name: str, candidate: str, best: str | None) -> bool:
    """Of two equally close names the one with the right first letter."""
    return best is None or (candidate[:1] == name[:1] != best[:1])


def _distance(a: str, b: str, bound: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours from a to b; over `bound`, any more."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > bound:
            return bound + 1
    return row[-1]


def did_you_mean(name: str, known: Iterable[str], mark: str = ":") -> str | None:
    """A hint, or None when nothing known is close."""
    found = closest(name, known)
    return f"Did you mean {mark}{found}?" if found is not None else None


def listed(names: Iterable[str], mark: str = ":", last: str = "or") -> str:
    """The names as a phrase: ":a, :b or :c"."""
    marked = [f"{mark}{name}" for name in names]
    if len(marked) < 2:
        return "".join(marked)
    return f"{', '.join(marked[:-1])} {last} {marked[-1]}"
