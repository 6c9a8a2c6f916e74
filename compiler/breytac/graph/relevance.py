"""Which expressions have something to draw."""

from __future__ import annotations

from breytac.ir import expr as ir


class Relevance:
    """Answers for every expression of one tree, worked out once and without recursion."""

    def __init__(self, root: ir.Expr | None) -> None:
        self._relevant: set[ir.Expr] = set()
        self._functions: dict[ir.Local, ir.Fn] = {}
        nodes = list(ir.walk(root)) if root is not None else []
        for node in nodes:
            self._note_functions(node)
        self._bound = set(self._functions.values())
        known = -1
        # A function that is called before its own body was looked at needs another round.
        while known != len(self._relevant):
            known = len(self._relevant)
            for node in reversed(nodes):
                if self._is_relevant(node):
                    self._relevant.add(node)

    def of(self, node: ir.Expr) -> bool:
        return node in self._relevant

    def function(self, local: ir.Local) -> ir.Fn | None:
        """The function a name is bound to, if it has something to draw."""
        function = self._functions.get(local)
        return function if function is not None and function in self._relevant else None

    def is_bound(self, function: ir.Fn) -> bool:
        """Whether a function has a name, and is drawn where it is called."""
        return function in self._bound

    def _note_functions(self, node: ir.Expr) -> None:
        match node:
            case ir.Let(bindings=bindings):
                for binding in bindings:
                    if isinstance(binding.value, ir.Fn):
                        self._functions[binding.local] = binding.value
            case ir.LetFn(functions=functions):
                self._functions.update(functions)

    def _is_relevant(self, node: ir.Expr) -> bool:
        match node:
            case ir.StepCall() | ir.Poll() | ir.RunCall(site=ir.StepSite()) | ir.Throw():
                return True
            case ir.LocalRef(local=local) if self.function(local) is not None:
                return True
            case (
                ir.If(label=ir.Label())
                | ir.Cond(label=ir.Label())
                | ir.Case(label=ir.Label())
                | ir.Loop(label=ir.Label())
                | ir.While(label=ir.Label())
                | ir.For(label=ir.Label())
            ):
                return True
            case ir.Recur():
                return True
            case ir.Loop() | ir.Fn():
                return any(self._says_something(child) for child in node.children())
        return any(child in self._relevant for child in node.children())

    def _says_something(self, node: ir.Expr) -> bool:
        """Relevant for more than going back to the start of a loop."""
        if node not in self._relevant:
            return False
        return any(
            each in self._relevant and not isinstance(each, ir.Recur) and not list(each.children())
            or isinstance(each, ir.StepCall | ir.Poll | ir.RunCall | ir.Throw)
            and each in self._relevant
            or getattr(each, "label", None) is not None
            for each in ir.walk(node)
        )
