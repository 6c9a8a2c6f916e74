"""From a flow's expression tree to the picture of it.

Only what a reader would call a part of the process is drawn: steps, calls of other flows, waits,
and the decisions and repetitions that have such parts inside or carry a label.  Plain computation
is left out.  `_Builder.visit` takes the loose ends that lead to an expression, and gives those
that leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from breytac.graph.describe import call_flow_node, poll_node, step_node
from breytac.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from breytac.graph.relevance import Relevance
from breytac.graph.text import MAX_EDGE, shorten
from breytac.ir import expr as ir
from breytac.ir.spans import position


@dataclass(frozen=True, slots=True)
class _End:
    """A loose end: the node an edge will come from, and what it will say."""

    node: str
    label: str = ""
    kind: EdgeKind = EdgeKind.NEXT


_Ends = tuple[_End, ...]


def build_graph(body: ir.FlowBody, title: str, triggers: Sequence[str] = ()) -> Graph:
    """The graph of a flow; `triggers` say what starts it."""
    builder = _Builder(body.body)
    start = builder.add(NodeKind.START, title, " · ".join(triggers))
    ends: _Ends = (_End(start),)
    if body.body is not None:
        ends = builder.visit(body.body, ends)
    if ends:
        builder.add(NodeKind.END, "End", ends=ends)
    return Graph(title, tuple(builder.nodes), tuple(dict.fromkeys(builder.edges)))


class _Builder:
    def __init__(self, root: ir.Expr | None) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self._relevance = Relevance(root)
        self._loops: dict[ir.RecurTarget, str] = {}
        self._inside: set[ir.Fn] = set()
        """Functions whose bodies are being drawn: one that calls itself is not drawn again."""

    # Drawing.

    def add(
        self,
        kind: NodeKind,
        title: str,
        detail: str = "",
        *,
        ends: _Ends = (),
        at: ir.Expr | None = None,
    ) -> str:
        place = position(at.span) if at is not None else None
        return self._place(Node("", kind, title, detail, position=place), ends)

    def _place(self, node: Node, ends: _Ends) -> str:
        name = f"n{len(self.nodes)}"
        placed = Node(
            name, node.kind, node.title, node.detail, node.family, node.step, node.position
        )
        self.nodes.append(placed)
        self._join(ends, name)
        return name

    def _join(self, ends: _Ends, target: str, kind: EdgeKind | None = None) -> None:
        for end in ends:
            self.edges.append(Edge(end.node, target, end.label, kind or end.kind))

    # Expressions.

    def visit(self, node: ir.Expr, ends: _Ends) -> _Ends:
        if not ends or not self._relevance.of(node):
            return ends
        match node:
            case ir.StepCall(site=site):
                ends = self._sequence(node.children(), ends)
                return (_End(self._place(step_node(site), ends)),)
            case ir.RunCall(site=ir.StepSite() as site):
                ends = self._sequence(node.args, ends)
                return (_End(self._place(call_flow_node(site), ends)),)
            case ir.Poll():
                return self._poll(node, ends)
            case ir.Do(items=(ir.StepCall() | ir.RunCall(),)):
                return self.visit(node.items[0], ends)
            case ir.If():
                return self._if(node, ends)
            case ir.Cond():
                return self._cond(node, ends)
            case ir.Case():
                return self._case(node, ends)
            case ir.And(items=items) | ir.Or(items=items):
                return self._short_circuit(items, ends, stops_on=isinstance(node, ir.Or))
            case ir.Let() | ir.Do():
                if node.label is not None and node.label.text:
                    ends = (_End(self.add(NodeKind.PHASE, node.label.text, ends=ends, at=node)),)
                return self._sequence(node.children(), ends)
            case ir.Thread():
                return self._thread(node, ends)
            case ir.Loop():
                return self._loop(node, ends)
            case ir.Recur():
                ends = self._sequence(node.args, ends)
                self._join(ends, self._loops.get(node.target, ends[0].node), EdgeKind.BACK)
                return ()
            case ir.While():
                return self._while(node, ends)
            case ir.For():
                return self._for(node, ends)
            case ir.Try():
                return self._try(node, ends)
            case ir.Throw():
                ends = self._sequence(node.children(), ends)
                self.add(NodeKind.FAIL, "Fail", _reason(node), ends=ends, at=node)
                return ()
            case ir.Fn():
                return self._function(node, "every call", ends)
            case ir.LetFn():
                return self.visit(node.body, ends)
            case ir.CoreCall(var=var):
                return self._call(node.args, var.name, ends)
            case ir.Call(function=ir.LocalRef(local=local), args=args):
                ends = self._sequence(args, ends)
                known = self._relevance.function(local)
                return self._inline(known, ends) if known is not None else ends
            case ir.Call(function=ir.Fn() as function, args=args):
                return self._inline(function, self._sequence(args, ends))
        return self._sequence(node.children(), ends)

    def _sequence(self, nodes: Iterable[ir.Expr], ends: _Ends) -> _Ends:
        for node in nodes:
            if isinstance(node, ir.Fn) and self._relevance.is_bound(node):
                continue  # drawn where it is called
            ends = self.visit(node, ends)
        return ends

    def _if(self, node: ir.If, ends: _Ends) -> _Ends:
        ends = self.visit(node.test, ends)
        label = node.label
        title = label.text if label and label.text else f"{_source(node.test)}?"
        branch = self.add(NodeKind.BRANCH, title, ends=ends, at=node)
        yes = shorten((label and label.yes) or "yes", MAX_EDGE)
        no = shorten((label and label.no) or "no", MAX_EDGE)
        return (
            *self.visit(node.then, (_End(branch, yes),)),
            *self.visit(node.otherwise, (_End(branch, no),)),
        )

    def _cond(self, node: ir.Cond, ends: _Ends) -> _Ends:
        ends = self._sequence((clause.test for clause in node.clauses), ends)
        branch = self.add(NodeKind.BRANCH, _title(node.label, "Which?"), ends=ends, at=node)
        out: list[_End] = []
        for clause in node.clauses:
            out += self.visit(clause.body, (_End(branch, shorten(clause.text, MAX_EDGE)),))
        return (*out, *self.visit(node.default, (_End(branch, "else"),)))

    def _case(self, node: ir.Case, ends: _Ends) -> _Ends:
        ends = self.visit(node.subject, ends)
        title = _title(node.label, f"{_source(node.subject)}?")
        branch = self.add(NodeKind.BRANCH, title, ends=ends, at=node)
        out: list[_End] = []
        for clause in node.clauses:
            out += self.visit(clause.body, (_End(branch, shorten(clause.text, MAX_EDGE)),))
        if node.default is not None:
            out += self.visit(node.default, (_End(branch, "else"),))
        return tuple(out)

    def _short_circuit(self, items: tuple[ir.Expr, ...], ends: _Ends, *, stops_on: bool) -> _Ends:
        """`and` and `or`: what comes later may not happen."""
        ends = self.visit(items[0], ends)
        out: list[_End] = []
        for before, item in pairwise(items):
            if self._relevance.of(item):
                title = f"{_source(before)}?"
                branch = self.add(NodeKind.BRANCH, title, ends=ends, at=before)
                stop, go = ("yes", "no") if stops_on else ("no", "yes")
                out.append(_End(branch, stop))
                ends = self.visit(item, (_End(branch, go),))
        return (*out, *ends)

    def _thread(self, node: ir.Thread, ends: _Ends) -> _Ends:
        ends = self.visit(node.initial, ends)
        for update in node.updates:
            if update.test is None:
                ends = self.visit(update.value, ends)
                continue
            ends = self.visit(update.test, ends)
            if self._relevance.of(update.value):
                title = f"{_source(update.test)}?"
                branch = self.add(NodeKind.BRANCH, title, ends=ends, at=update.test)
                done = self.visit(update.value, (_End(branch, "yes"),))
                ends = (*done, _End(branch, "no"))
        return ends

    # Repetition.

    def _loop(self, node: ir.Loop, ends: _Ends) -> _Ends:
        ends = self._sequence((binding.value for binding in node.bindings), ends)
        limit = node.label.max_iterations if node.label else None
        detail = f"at most {limit} times" if limit else ""
        loop = self.add(NodeKind.LOOP, _title(node.label, "Loop"), detail, ends=ends, at=node)
        self._loops[node.target] = loop
        return self.visit(node.body, (_End(loop),))

    def _while(self, node: ir.While, ends: _Ends) -> _Ends:
        has_steps = self._relevance.of(node.test)
        title = _title(node.label, "While" if has_steps else f"While {_source(node.test)}")
        loop = self.add(NodeKind.LOOP, title, ends=ends, at=node)
        tested = self.visit(node.test, (_End(loop),))
        self._join(self.visit(node.body, tested), loop, EdgeKind.BACK)
        return tuple(_End(end.node, "done", end.kind) for end in tested)

    def _for(self, node: ir.For, ends: _Ends) -> _Ends:
        first, *rest = node.clauses
        assert isinstance(first, ir.ForIn)
        ends = self.visit(first.items, ends)
        title = _title(node.label, f"For each {first.local.name}")
        if first.local.made_up:
            title = _title(node.label, f"For each of {_source(first.items)}")
        each = self.add(NodeKind.EACH, title, ends=ends, at=node)
        ends = (_End(each, "next"),)
        for clause in rest:
            match clause:
                case ir.ForIn(items=part) | ir.ForLet(value=part):
                    ends = self.visit(part, ends)
                case ir.ForWhen(test=part) | ir.ForWhile(test=part):
                    ends = self.visit(part, ends)
        self._join(self.visit(node.body, ends), each, EdgeKind.BACK)
        return (_End(each, "done"),)

    def _poll(self, node: ir.Poll, ends: _Ends) -> _Ends:
        ends = self._sequence((option for _, option in node.options if _is_plain(option)), ends)
        poll = self._place(poll_node(node), ends)
        self._join(self.visit(node.body, (_End(poll, "try"),)), poll, EdgeKind.BACK)
        return (_End(poll, "done"),)

    # Functions.

    def _call(self, args: tuple[ir.Expr, ...], name: str, ends: _Ends) -> _Ends:
        """A core function; functions among its arguments are called for each item."""
        late = [arg for arg in args if self._as_function(arg) is not None]
        ends = self._sequence((arg for arg in args if arg not in late), ends)
        for arg in late:
            function = self._as_function(arg)
            if function is not None:
                ends = self._function(function, name, ends)
        return ends

    def _as_function(self, node: ir.Expr) -> ir.Fn | None:
        if isinstance(node, ir.Fn):
            return node
        return self._relevance.function(node.local) if isinstance(node, ir.LocalRef) else None

    def _function(self, function: ir.Fn, name: str, ends: _Ends) -> _Ends:
        if function in self._inside or not self._relevance.of(function):
            return ends
        each = self.add(NodeKind.EACH, f"For each ({name})", ends=ends, at=function)
        self._join(self._inline(function, (_End(each, "next"),)), each, EdgeKind.BACK)
        return (_End(each, "done"),)

    def _inline(self, function: ir.Fn, ends: _Ends) -> _Ends:
        if function in self._inside:
            return ends
        self._inside.add(function)
        out: list[_End] = []
        for arity in function.arities:
            self._loops[arity.target] = ends[0].node
            out += self.visit(arity.body, ends)
        self._inside.discard(function)
        return tuple(dict.fromkeys(out))

    # Errors.

    def _try(self, node: ir.Try, ends: _Ends) -> _Ends:
        if not node.catches:
            ends = self.visit(node.body, ends)
        else:
            start = self.add(NodeKind.TRY, "Try", ends=ends, at=node)
            out = list(self.visit(node.body, (_End(start),)))
            for catch in node.catches:
                error = _End(start, shorten(catch.exceptions, MAX_EDGE), EdgeKind.ERROR)
                out += self.visit(catch.body, (error,))
            ends = tuple(out)
        return self.visit(node.finally_, ends) if node.finally_ is not None else ends


def _title(label: ir.Label | None, otherwise: str) -> str:
    return label.text if label is not None and label.text else otherwise


def _source(node: ir.Expr) -> str:
    return shorten(node.span.text, MAX_EDGE)


def _is_plain(option: ir.Expr) -> bool:
    return not isinstance(option, ir.Fn)


def _reason(node: ir.Throw) -> str:
    match node.value:
        case ir.CoreCall(args=(ir.Const(value=str() as text), *_)):
            return text
    return ""
