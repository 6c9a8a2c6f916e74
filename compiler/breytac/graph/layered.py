"""Where the nodes and edges of a picture go: layers from top to bottom, after Sugiyama.

Nodes stand in even layers.  An edge passes through a point in every layer between its ends, so it
crosses no node; the point in the layer behind its start is as wide as the edge's label.  An edge
that goes back is laid out as if it went down.  Nothing here depends on hashes or on chance: the
same graph gives the same picture.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

NODE_GAP = 28.0
POINT_GAP = 14.0
LAYER_GAP = 22.0
SWEEPS = 8
RELAXATIONS = 80
ENOUGH_WORK = 400_000
"""Large pictures are improved less often."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a node, or the label of an edge, takes."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    source: int
    target: int
    label: Box | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The points of an edge from its source to its target, and the middle of its label."""

    points: tuple[tuple[float, float], ...]
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Placement:
    width: float
    height: float
    nodes: tuple[tuple[float, float], ...]
    """The middle of every node."""
    routes: tuple[Route, ...]
    """As many as there are lines; empty for a line from a node to itself."""


@dataclass(slots=True, eq=False)
class _Item:
    """A node, or a point of an edge, in its layer."""

    layer: int
    width: float
    height: float
    gap: float
    above: list[_Item] = field(default_factory=list)
    below: list[_Item] = field(default_factory=list)
    order: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def is_point(self) -> bool:
        return self.gap == POINT_GAP


def place(boxes: Sequence[Box], lines: Sequence[Line]) -> Placement:
    """Positions for nodes, given in an order in which no line but those that go back points up."""
    layers_of = _layers(len(boxes), lines)
    items = [
        _Item(layers_of[index], box.width, box.height, NODE_GAP) for index, box in enumerate(boxes)
    ]
    chains = [_chain(line, items) for line in lines]
    layers = _fill(items, chains)
    _arrange(layers)
    _spread(layers)
    width, height = _measure(layers)
    routes = tuple(_route(line, chain, items) for line, chain in zip(lines, chains, strict=True))
    return Placement(width, height, tuple((item.x, item.y) for item in items), routes)


def _layers(count: int, lines: Sequence[Line]) -> list[int]:
    layers = [0] * count
    down = sorted((min(each.source, each.target), max(each.source, each.target)) for each in lines)
    for source, target in down:
        if source != target:
            layers[target] = max(layers[target], layers[source] + 2)
    return layers


def _chain(line: Line, items: list[_Item]) -> list[_Item]:
    """The points of an edge, from its upper end to its lower one."""
    if line.source == line.target:
        return []
    upper = items[min(line.source, line.target)]
    lower = items[max(line.source, line.target)]
    chain = [_Item(layer, 2.0, 0.0, POINT_GAP) for layer in range(upper.layer + 1, lower.layer)]
    if line.label is not None:
        holder = chain[0] if line.source < line.target else chain[-1]
        holder.width, holder.height = line.label.width, line.label.height
    whole = [upper, *chain, lower]
    for above, below in pairwise(whole):
        above.below.append(below)
        below.above.append(above)
    return chain


def _fill(items: list[_Item], chains: list[list[_Item]]) -> list[list[_Item]]:
    """The layers, in a first order: that of a walk from the top, so that branches stay together."""
    everything = items + [point for chain in chains for point in chain]
    layers: list[list[_Item]] = [
        [] for _ in range(max((i.layer for i in everything), default=0) + 1)
    ]
    seen: set[int] = set()
    stack = [item for item in reversed(items) if not item.above]
    while stack:
        item = stack.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        item.order = len(layers[item.layer])
        layers[item.layer].append(item)
        stack.extend(reversed(item.below))
    return layers


def _arrange(layers: list[list[_Item]]) -> None:
    """Orders the layers so that few edges cross."""
    best, orders = _crossings(layers), _orders(layers)
    for sweep in range(SWEEPS):
        if best == 0:
            break
        down = sweep % 2 == 0
        for layer in layers[1:] if down else layers[-2::-1]:
            _sort_layer(layer, down)
        crossings = _crossings(layers)
        if crossings < best:
            best, orders = crossings, _orders(layers)
    for layer, order in zip(layers, orders, strict=True):
        layer[:] = order
        _number(layer)


def _sort_layer(layer: list[_Item], down: bool) -> None:
    def middle(item: _Item) -> float:
        near = item.above if down else item.below
        return sum(each.order for each in near) / len(near) if near else float(item.order)

    layer.sort(key=middle)
    _number(layer)


def _number(layer: list[_Item]) -> None:
    for order, item in enumerate(layer):
        item.order = order


def _orders(layers: list[list[_Item]]) -> list[list[_Item]]:
    return [list(layer) for layer in layers]


def _crossings(layers: list[list[_Item]]) -> int:
    count = 0
    for layer in layers:
        seen: list[int] = []
        for item in layer:
            ends = sorted(each.order for each in item.below)
            count += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def _spread(layers: list[list[_Item]]) -> None:
    """Moves items below what leads to them, as far as their neighbours let them."""
    for layer in layers:
        _settle(layer, [0.0] * len(layer))
    turns = min(RELAXATIONS, 2 + ENOUGH_WORK // (1 + sum(map(len, layers))))
    for turn in range(turns):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            _settle(layer, [_pull(item, item.above + item.below) for item in layer])
    for layer in layers[1:]:
        _settle(layer, [_below(item) for item in layer])


def _pull(item: _Item, near: list[_Item]) -> float:
    """The middle of the neighbours; long edges would rather be straight than nodes in the middle,
    and what is alone below something stands straight below it."""
    if not near:
        return item.x
    weights = [
        4.0 if item.is_point and each.is_point else 2.0 if _is_alone(item, each) else 1.0
        for each in near
    ]
    total = sum(each.x * weight for each, weight in zip(near, weights, strict=True))
    return total / sum(weights)


def _below(item: _Item) -> float:
    """Straight below what leads here: a row of branches is centred below where it begins."""
    if len(item.above) != 1:
        return sum(each.x for each in item.above) / len(item.above) if item.above else item.x
    parent = item.above[0]
    row = [each for each in parent.below if each.above == [parent]]
    return parent.x + item.x - sum(each.x for each in row) / len(row)


def _is_alone(one: _Item, other: _Item) -> bool:
    if one.layer > other.layer:
        one, other = other, one
    return len(one.below) == 1 and len(other.above) == 1


def _settle(layer: list[_Item], wanted: list[float]) -> None:
    """The places nearest to the wanted ones that keep the order and the gaps.

    Neighbours that want to be closer than they may move together (pool adjacent violators).
    """
    offsets = [0.0]
    for before, item in pairwise(layer):
        gap = max(before.gap, item.gap) if not (before.is_point and item.is_point) else POINT_GAP
        offsets.append(offsets[-1] + (before.width + item.width) / 2 + gap)
    groups: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while groups and groups[-1][0] > mean:
            other, count = groups.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        groups.append((mean, size))
    places = [mean for mean, size in groups for _ in range(size)]
    for item, base, offset in zip(layer, places, offsets, strict=True):
        item.x = base + offset


def _measure(layers: list[list[_Item]]) -> tuple[float, float]:
    """Moves everything to start at 0, 0; the size of it all."""
    everything = [item for layer in layers for item in layer]
    left = min((item.x - item.width / 2 for item in everything), default=0.0)
    top = 0.0
    for layer in layers:
        tall = max((item.height for item in layer), default=0.0)
        for item in layer:
            item.x -= left
            item.y = top + tall / 2
        top += tall + LAYER_GAP
    right = max((item.x + item.width / 2 for item in everything), default=0.0)
    return right, max(top - LAYER_GAP, 0.0)


def _route(line: Line, chain: list[_Item], items: list[_Item]) -> Route:
    if line.source == line.target:
        return Route((), None)
    upper = items[min(line.source, line.target)]
    lower = items[max(line.source, line.target)]
    first, last = (chain[0], chain[-1])
    start = (_port(upper, first, upper.below), upper.y + upper.height / 2)
    end = (_port(lower, last, lower.above), lower.y - lower.height / 2)
    points = [start, *((point.x, point.y) for point in chain), end]
    goes_back = line.source > line.target
    if goes_back:
        points.reverse()
    label = None
    if line.label is not None:
        holder = last if goes_back else first
        label = (holder.x, holder.y)
    return Route(tuple(points), label)


def _port(node: _Item, point: _Item, points: list[_Item]) -> float:
    """Where on the side of a node an edge begins: several share it in their order."""
    ordered = sorted(points, key=lambda each: each.order)
    step = min(18.0, node.width / (len(ordered) + 1))
    return node.x + (ordered.index(point) - (len(ordered) - 1) / 2) * step
