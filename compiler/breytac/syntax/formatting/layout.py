"""From the tree to the text: what fits is put on one line, everything else by its style.

A layout is a generator: it writes what is its own, and yields the children that are to be written
at that place.  `Printer.run` keeps the generators on a stack, so depth costs no recursion.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from breytac.syntax.formatting.styles import (
    THREADING,
    Binds,
    Style,
    count_on_first_line,
    style_of,
)
from breytac.syntax.formatting.tree import Kind, Node, breaks_behind_meta

WIDTH = 88
"""A form goes on the line if it ends by this column; brackets that close behind it may go beyond.
With exactly this rule the examples of the Breyta docs come out as they are printed."""
DEEPEST = 200
"""No line is indented further: the text of a source that nests without end would never end."""

Steps: TypeAlias = Iterator[tuple[Node, Binds]]
"""Children to write, and whether each is a vector of names and values."""


def render(root: Node, line_end: str = "\n") -> str:
    return _Printer(line_end).run(root)


class _Printer:
    def __init__(self, line_end: str) -> None:
        self._line_end = line_end
        self._out: list[str] = []
        self._column = 0
        self._lines = 0
        self._in_comment = False
        """The last thing written is a comment: only a new line can follow."""

    def run(self, root: Node) -> str:
        stack: list[Steps] = [self._root(root)]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                continue
            node, binds = step
            if self._fits(node) and not (binds is Binds.ALWAYS and _forms(node) > 2):
                self._put(_flat(node))
            else:
                stack.append(self._broken(node, binds))
        return "".join(self._out)

    # Writing.

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._column += len(text)

    def _put_comment(self, node: Node, indent: int) -> None:
        if node.newline or self._in_comment:
            self._new_line(indent, node)
        else:
            self._put(node.gap)
        self._put(node.text)
        self._in_comment = True

    def _new_line(self, indent: int, node: Node | None = None) -> None:
        """Begins a line, behind an empty one if there is one before `node` in the source."""
        indent = min(indent, DEEPEST)
        blank = self._line_end if node is not None and node.blank else ""
        self._out.append(f"{blank}{self._line_end}{' ' * indent}")
        self._column = indent
        self._lines += 1
        self._in_comment = False

    def _separate(self, indent: int) -> None:
        """A blank, or a new line if a comment is in the way."""
        if self._in_comment:
            self._new_line(indent)
        else:
            self._put(" ")

    def _close(self, node: Node, indent: int) -> None:
        if self._in_comment:
            self._new_line(indent)
        self._put(node.close)

    def _fits(self, node: Node, column: int | None = None) -> bool:
        start = self._column if column is None else column
        return not node.hard and start + node.width <= WIDTH

    # Layouts.

    def _root(self, node: Node) -> Steps:
        """Every form on a line of its own; in an excerpt of a map, a value stays behind its key."""
        before: Node | None = None
        for child in node.children:
            if child.is_comment and before is not None:
                self._put_comment(child, 0)
            elif child.is_comment:
                self._put(child.text)
                self._in_comment = True
            else:
                is_key = before is not None and before.text.startswith(":")
                if is_key and not child.newline and not self._in_comment:
                    self._put(" ")
                elif before is not None:
                    self._new_line(0, child)
                yield child, Binds.NO
            before = child
        if before is not None:
            self._new_line(0)

    def _broken(self, node: Node, binds: Binds) -> Steps:
        match node.kind:
            case Kind.MAP:
                return self._map(node)
            case Kind.VECTOR if binds is not Binds.NO:
                return self._map(node)
            case Kind.VECTOR | Kind.SET:
                return self._sequence(node)
            case Kind.LIST:
                style = style_of(node)
                if style is not None:
                    return self._with_body(node, style)
                return self._call(node) if _is_call(node) else self._sequence(node)
            case Kind.PREFIX:
                return self._prefix(node)
        return self._atom(node)

    def _atom(self, node: Node) -> Steps:
        """A string of several lines, or one that is too long."""
        self._put(node.text)
        end = max(node.text.rfind("\n"), node.text.rfind("\r"))
        if end != -1:
            self._column = len(node.text) - end - 1
            self._lines += 1
        yield from ()

    def _prefix(self, node: Node) -> Steps:
        start = self._column
        self._put(node.text)
        children = node.children
        if not children[0].is_comment:
            self._put(node.gap)
        own_lines = breaks_behind_meta(node)
        for index, child in enumerate(children):
            if child.is_comment:
                self._put_comment(child, start)
                continue
            if index:
                if own_lines:
                    self._new_line(start)
                else:
                    self._separate(start)
            elif self._in_comment:
                self._new_line(start)
            yield child, Binds.NO

    def _map(self, node: Node) -> Steps:
        self._put(node.text)
        align = self._column
        yield from self._pairs(node.children, align, inline=True)
        self._close(node, align)

    def _pairs(self, nodes: list[Node], indent: int, *, inline: bool) -> Steps:
        """Keys and values, a pair a line; the first one goes on with the line if `inline`."""
        for row_index, row in enumerate(_rows(nodes)):
            key: Node | None = None
            for index, node in enumerate(row):
                if node.is_comment:
                    self._put_comment(node, indent)
                    continue
                if index == 0:
                    if row_index or not inline or self._in_comment:
                        self._new_line(indent, node)
                else:
                    self._before_value(node, key if node.is_form else None, indent)
                if node.is_form and key is None:
                    key = node
                is_let = key is not None and key is not node and key.text == ":let"
                binds = Binds.WHEN_BROKEN if is_let and node.text == "[" else Binds.NO
                yield node, binds

    def _before_value(self, node: Node, key: Node | None, indent: int) -> None:
        """Whether a value follows its key on the line or begins a new one."""
        if self._in_comment or node.newline:
            self._new_line(indent)
        elif self._fits(node, self._column + 1) or key is None:
            self._put(" ")
        elif _wants_own_line(node, key):
            self._new_line(indent)
        else:
            self._put(" ")

    def _with_body(self, node: Node, style: Style) -> Steps:
        start = self._column + len(node.text) - 1
        self._put(node.text)
        self._put(node.children[0].text)
        indent = self._column + 1 if style.aligned else start + 2
        arguments = node.children[1:]
        waiting = count_on_first_line(node, style)
        index = 0
        while index < len(arguments) and waiting:
            child = arguments[index]
            index += 1
            if child.is_comment:
                self._put_comment(child, start + 4)
                continue
            self._separate(start + 4)
            waiting -= child.is_form
            binds = style.binds if child.text == "[" else Binds.NO
            yield child, binds
        body = arguments[index:]
        if style.pairs and not any(child.text == ":>>" for child in body):
            yield from self._pairs(body, indent, inline=False)
        else:
            for child in body:
                if child.is_comment:
                    self._put_comment(child, indent)
                    continue
                self._new_line(indent, child)
                yield child, Binds.NO
        self._close(node, indent)

    def _sequence(self, node: Node) -> Steps:
        self._put(node.text)
        align = self._column
        yield from self._items(node.children, align, first="")
        self._close(node, align)

    def _call(self, node: Node) -> Steps:
        start = self._column + len(node.text) - 1
        head, arguments = node.children[0], node.children[1:]
        self._put(node.text)
        self._put(head.text)
        align = self._column + 1
        if arguments and self._goes_below(arguments, start + 2, align):
            align = start + 2
            if not arguments[0].is_comment:
                self._new_line(align, arguments[0])
            yield from self._items(arguments, align, first="")
        else:
            every = head.text in THREADING
            yield from self._items(arguments, align, first=" ", every=every)
        self._close(node, align)

    def _goes_below(self, arguments: list[Node], below: int, align: int) -> bool:
        """Whether the arguments begin on the line below the head."""
        first = arguments[0]
        if first.newline or first.is_comment:
            return True
        if not _may_share(arguments):
            return False
        widest = max(child.width for child in arguments)
        return align + widest > WIDTH >= below + widest

    def _items(self, nodes: list[Node], align: int, *, first: str, every: bool = False) -> Steps:
        """Nodes one by one: the author's lines are kept, and more are made where they are needed."""
        one_a_line = every or (_may_share(nodes) and not self._can_flow(nodes, align))
        hugged = nodes[-1] if nodes and _is_function(nodes[-1]) else None
        lines = self._lines
        for index, child in enumerate(nodes):
            if child.is_comment:
                self._put_comment(child, align)
                continue
            if self._in_comment:
                self._new_line(align, child)
            elif index == 0:
                self._put(first)
            elif child.newline or one_a_line or lines != self._lines:
                self._new_line(align, child)
            elif child.hard or self._fits(child, self._column + 1) or child is hugged:
                self._put(" ")
            else:
                self._new_line(align, child)
            lines = self._lines
            yield child, Binds.NO

    def _can_flow(self, nodes: list[Node], align: int) -> bool:
        """Whether nodes fill lines: if there is but one line, or they are names and values; and a
        function that comes last may begin where the others end."""
        width = sum(node.width + 1 for node in nodes)
        if align + width - 1 <= WIDTH:
            return True
        if nodes and _is_function(nodes[-1]):
            return align + width - nodes[-1].width - 1 <= WIDTH // 2
        return all(node.kind in (Kind.ATOM, Kind.SYMBOL) for node in nodes)


def _flat(node: Node) -> str:
    """A node on one line; no deeper than the line is long."""
    if node.kind is Kind.PREFIX:
        return node.text + node.gap + " ".join(map(_flat, node.children))
    if not node.close:
        return node.text
    return node.text + " ".join(map(_flat, node.children)) + node.close


def _forms(node: Node) -> int:
    return sum(child.is_form for child in node.children)


def _is_call(node: Node) -> bool:
    return bool(node.children) and (
        node.children[0].kind is Kind.SYMBOL or node.children[0].text.startswith(":")
    )


def _may_share(nodes: list[Node]) -> bool:
    """Whether nothing but the width keeps nodes from sharing a line."""
    return not any(node.hard for node in nodes) and not any(node.newline for node in nodes[1:])


def _is_function(node: Node) -> bool:
    return node.text == "#(" or (
        node.text == "(" and bool(node.children) and node.children[0].text in ("fn", "fn*")
    )


def _wants_own_line(value: Node, key: Node) -> bool:
    """Whether a value that does not fit begins below its key: `'(let […] …)`, and what has a label."""
    if value.kind is Kind.PREFIX:
        if value.text == "'":
            style = style_of(value.children[-1])
            return style is not None and style.binds is not Binds.NO
        return breaks_behind_meta(value)
    return key.kind is Kind.LIST and value.kind is Kind.LIST


def _rows(nodes: list[Node]) -> Iterator[list[Node]]:
    """The lines of a map: a key and its value, with the comments and discards among them.

    What stands for whole entries, an include or a spliced conditional, has a line of its own.
    """
    row: list[Node] = []
    forms = 0
    for node in nodes:
        goes_on = node.is_comment and not node.newline
        whole = forms == 2 or (forms == 0 and bool(row) and _discards_entry(row[-1]))
        if row and ((forms == 0 and node.newline) or (whole and not goes_on)):
            yield row
            row, forms = [], 0
        row.append(node)
        forms += node.is_form
        if forms == 1 and node.is_form and node.text in ("#flow/include", "#?@"):
            forms = 2
    if row:
        yield row


def _discards_entry(node: Node) -> bool:
    """`#_#_:key value`"""
    return node.is_discard and node.children[0].is_discard
