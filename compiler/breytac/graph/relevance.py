"""Which expressions have something to draw."""

from __future__ import annotations

from collections.abc import Callable

from breytac.ir import expr as ir

_LABELLED = (ir.If, ir.Cond, ir.Case, ir.Loop, ir.While, ir.For, ir.Do, ir.Let)


class Relevance:
    """Answers for every expression of one tree, worked out once and without recursion."""

    def __init__(self, root: ir.Expr | None) -> None:
        self._relevant: set[ir.Expr] = set()
        self._functions: dict[ir.Local, ir.Fn] = {}
        self._nodes = list(ir.walk(root)) if root is not None else []
        for node in self._nodes:
            self._note_functions(node)
        self._bound = set(self._functions.values())
        self._spread(self._is_part)
        # Going back to a loop is worth drawing only if the loop is.
        targets = {target for node in self._relevant for target in _targets(node)}
        self._spread(lambda node: isinstance(node, ir.Recur) and node.target in targets)

    def of(self, node: ir.Expr) -> bool:
        return node in self._relevant

    def function(self, local: ir.Local) -> ir.Fn | None:
        """The function a name is bound to, if it has something to draw."""
        function = self._functions.get(local)
        return function if function is not None and function in self._relevant else None

    def is_bound(self, function: ir.Fn) -> bool:
        """Whether a function has a name, and is drawn where it is called."""
        return function in self._bound

    def _spread(self, holds: Callable[[ir.Expr], bool]) -> None:
        """Adds what `holds` for, and everything around it."""
        known = -1
        while known != len(self._relevant):  # a function may be called before its body was seen
            known = len(self._relevant)
            for node in reversed(self._nodes):
                if holds(node) or any(child in self._relevant for child in node.children()):
                    self._relevant.add(node)

    def _note_functions(self, node: ir.Expr) -> None:
        match node:
            case ir.Let(bindings=bindings):
                for binding in bindings:
                    if isinstance(binding.value, ir.Fn):
                        self._functions[binding.local] = binding.value
            case ir.LetFn(functions=functions):
                self._functions.update(functions)

    def _is_part(self, node: ir.Expr) -> bool:
        match node:
            case ir.StepCall() | ir.Poll() | ir.RunCall(site=ir.StepSite()) | ir.Throw():
                return True
            case ir.LocalRef(local=local):
                return self.function(local) is not None
        return isinstance(node, _LABELLED) and node.label is not None


def _targets(node: ir.Expr) -> tuple[ir.RecurTarget, ...]:
    match node:
        case ir.Loop(target=target):
            return (target,)
        case ir.Fn(arities=arities):
            return tuple(arity.target for arity in arities)
    return ()
