"""How much work a backtracking matcher could need for a pattern, in the worst case.

The pattern is seen as an automaton whose states are its character sets (Glushkov's construction).
Two different ways round a loop over the same text make matching exponential; otherwise the number
of ambiguous loops on a way through bounds the power of the text's length.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from breyta_runtime.values.java_regex.charset import ALL, EMPTY, CharSet
from breyta_runtime.values.java_regex.nodes import (
    Alt,
    Assert,
    Atomic,
    BackRef,
    Chars,
    Group,
    Look,
    Node,
    Repeat,
    Seq,
)
from breyta_runtime.values.java_regex.parser import width

MAX_STATES = 400
COPIES = 8
"""A counted repetition up to this often is spelled out, a longer one is taken for a loop."""
MAX_PATHS = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Work for one search of n characters: at most about paths · n · run**degree.

    `run` is the longest stretch of characters out of `loops`; `degree` None means exponential.
    """

    degree: int | None
    paths: int
    loops: CharSet


UNBOUNDED = Cost(None, 1, ALL)


def cost_of(root: Node) -> Cost:
    graph = _Graph()
    try:
        part = graph.add(root)
    except _TooLarge:
        return UNBOUNDED
    components = _components(graph)
    looped = {state for c in components if c.loops for state in c.states}
    if any(_ambiguous(graph, c) for c in components if c.loops):
        return UNBOUNDED
    loops = CharSet.of(r for state in looped for r in graph.sets[state].ranges)
    degree, paths = _longest(graph, components, part.first)
    if _deterministic(graph, part.first):
        degree, paths = min(degree, 1), 1
    if degree == 1 and looped <= part.last and not graph.checked:
        degree = 0  # whatever the loop takes is part of the match: nothing is scanned twice
    if paths > MAX_PATHS:
        return UNBOUNDED
    inner = [cost_of(body) for body in graph.looks]
    if any(c.degree is None for c in inner):
        return UNBOUNDED
    for c in inner:
        loops = loops | c.loops
        paths *= c.paths
    return Cost(degree + max((c.degree or 0 for c in inner), default=0), paths, loops)


class _TooLarge(Exception):
    pass


@dataclass(slots=True)
class _Part:
    first: list[int]
    last: set[int]
    nullable: bool


@dataclass(slots=True)
class _Graph:
    sets: list[CharSet] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    doubled: set[tuple[int, int]] = field(default_factory=set)
    looks: list[Node] = field(default_factory=list)
    checked: bool = False
    """A place or look-around behind some character can turn a match down."""

    def state(self, chars: CharSet) -> _Part:
        if len(self.sets) >= MAX_STATES:
            raise _TooLarge
        self.sets.append(chars)
        self.follow.append([])
        number = len(self.sets) - 1
        return _Part([number], {number}, False)

    def link(self, left: _Part, right: _Part) -> None:
        for a in left.last:
            for b in right.first:
                if b in self.follow[a]:
                    self.doubled.add((a, b))
                else:
                    self.follow[a].append(b)

    def add(self, node: Node) -> _Part:
        match node:
            case Chars(chars):
                return self.state(chars)
            case Seq(items):
                return self.sequence(items)
            case Alt(options):
                parts = [self.add(option) for option in options]
                return _Part(
                    [s for p in parts for s in p.first],
                    {s for p in parts for s in p.last},
                    any(p.nullable for p in parts),
                )
            case Group(_, body) | Atomic(body):
                return self.add(body)
            case Repeat():
                return self.repeat(node)
            case BackRef():
                return self.loop(self.state(ALL), True)
            case Look(body):
                self.looks.append(body)
                self.checked = True
            case Assert():
                self.checked = self.checked or bool(self.sets)
        return _Part([], set(), True)

    def sequence(self, items: tuple[Node, ...]) -> _Part:
        whole = _Part([], set(), True)
        for item in items:
            part = self.add(item)
            self.link(whole, part)
            whole = _Part(
                whole.first + part.first if whole.nullable else whole.first,
                whole.last | part.last if part.nullable else part.last,
                whole.nullable and part.nullable,
            )
        return whole

    def repeat(self, node: Repeat) -> _Part:
        low, high = node.low, node.high
        if high == 0 or width(node.body)[1] == 0:
            return self.add(Seq(())) if high == 0 else self.add(node.body)
        if high is None or (high > COPIES and low != high):
            copies = min(low, COPIES)
            loop = self.loop(self.add(node.body), low == 0)
            if copies <= 1:
                return loop
            return self.joined([*(self.add(node.body) for _ in range(copies - 1)), loop])
        if low == high and high > COPIES:
            return self.fixed(node)
        parts = [self.add(node.body) for _ in range(high)]
        for i, part in enumerate(parts):
            part.nullable = part.nullable or i >= low
        return self.joined(parts)

    def fixed(self, node: Repeat) -> _Part:
        """`x{40}`: as many states as needed when `x` is simple, else taken for a loop."""
        if isinstance(node.body, Chars) and node.low <= MAX_STATES:
            return self.joined([self.state(node.body.chars) for _ in range(node.low)])
        return self.loop(self.add(node.body), False)

    def joined(self, parts: list[_Part]) -> _Part:
        whole = parts[0]
        for part in parts[1:]:
            self.link(whole, part)
            whole = _Part(
                whole.first + part.first if whole.nullable else whole.first,
                whole.last | part.last if part.nullable else part.last,
                whole.nullable and part.nullable,
            )
        return whole

    def loop(self, part: _Part, nullable: bool) -> _Part:
        self.link(part, part)
        return _Part(part.first, part.last, nullable or part.nullable)


@dataclass(frozen=True, slots=True)
class _Component:
    """States that reach each other; `loops` when one can come back to itself."""

    states: tuple[int, ...]
    loops: bool


def _components(graph: _Graph) -> list[_Component]:
    """Strongly connected components, a component before those that lead to it (Tarjan)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    out: list[_Component] = []
    for root in range(len(graph.sets)):
        if root in index:
            continue
        work: list[tuple[int, int]] = [(root, 0)]
        while work:
            state, edge = work.pop()
            if edge == 0:
                index[state] = low[state] = len(index)
                stack.append(state)
                on_stack.add(state)
            edges = graph.follow[state]
            if edge > 0:
                low[state] = min(low[state], low[edges[edge - 1]])
            while edge < len(edges):
                target = edges[edge]
                edge += 1
                if target not in index:
                    work += [(state, edge), (target, 0)]
                    break
                if target in on_stack:
                    low[state] = min(low[state], index[target])
            else:
                if low[state] == index[state]:
                    cut = stack.index(state)
                    members = tuple(stack[cut:])
                    del stack[cut:]
                    on_stack.difference_update(members)
                    loops = len(members) > 1 or state in edges
                    out.append(_Component(members, loops))
    return out


def _ambiguous(graph: _Graph, component: _Component) -> bool:
    """Whether two different ways lead from a state back to it over the same text."""
    inside = set(component.states)
    if any(a in inside and b in inside for a, b in graph.doubled):
        return True
    seen: set[tuple[int, int]] = {(s, s) for s in inside}
    work = list(seen)
    backward: dict[tuple[int, int], list[tuple[int, int]]] = {}
    while work:
        pair = work.pop()
        for a in graph.follow[pair[0]]:
            for b in graph.follow[pair[1]]:
                if a in inside and b in inside and graph.sets[a].overlaps(graph.sets[b]):
                    backward.setdefault((a, b), []).append(pair)
                    if (a, b) not in seen:
                        seen.add((a, b))
                        work.append((a, b))
    work = [(s, s) for s in inside]
    done = set(work)
    while work:
        for pair in backward.get(work.pop(), ()):
            if pair[0] != pair[1]:
                return True
            if pair not in done:
                done.add(pair)
                work.append(pair)
    return False


def _deterministic(graph: _Graph, first: list[int]) -> bool:
    """Whether the next character always settles which way to go."""
    if graph.doubled:
        return False
    for choices in [first, *graph.follow]:
        taken = EMPTY
        for state in choices:
            if taken.overlaps(graph.sets[state]):
                return False
            taken = taken | graph.sets[state]
    return True


def _longest(graph: _Graph, components: list[_Component], first: list[int]) -> tuple[int, int]:
    """The most loops on one way through, and the number of ways between components."""
    home = {state: i for i, c in enumerate(components) for state in c.states}
    loops = [0] * len(components)
    ways = [1] * len(components)
    for i, component in enumerate(components):
        targets = {
            (state, target)
            for state in component.states
            for target in graph.follow[state]
            if home[target] != i
        }
        best = max((loops[home[target]] for _, target in targets), default=0)
        loops[i] = best + component.loops
        ways[i] = min(MAX_PATHS + 1, 1 + sum(ways[home[target]] for _, target in targets))
    starts = {home[state] for state in first}
    degree = max((loops[i] for i in starts), default=0)
    return degree, min(MAX_PATHS + 1, sum(ways[i] for i in starts) or 1)
