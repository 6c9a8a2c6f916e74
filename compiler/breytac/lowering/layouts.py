"""What an owned map holds: collections of its own, changed in place like itself, or values.

`(update acc kind (fnil conj []) id)` grows a vector inside the accumulator.  When every write of a
place in the accumulator is of that sort, nobody has seen the vector, and it is a list until the end;
so with maps that only `update-in` and `assoc-in` reach into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from breyta_runtime.core.vars import Var

from breytac.ir.expr import (
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Do,
    Expr,
    Fn,
    If,
    Let,
    Local,
    LocalRef,
    MapExpr,
    Thread,
    VectorExpr,
    walk,
)

ANY_KEY = object()
WRITES = frozenset({"assoc", "dissoc", "update", "assoc-in", "update-in"})
Resolve = Callable[[Expr], Expr]


@dataclass(slots=True)
class Place:
    """What is at a key: "value", "list" or "dict"; a dict has places of its own."""

    kind: str = "value"
    places: dict[object, Place] = field(default_factory=dict)
    present: bool = False
    """There from the start, under a key that is known."""
    counts: bool = False
    """A number that is only ever incremented, from 0."""
    never_nil: bool = False
    """Only ever updated by functions that give no nil, with a default for the first time."""

    def at(self, key: Expr) -> Place:
        found = self.places.get(key.value) if isinstance(key, Const) else None
        return found or self.places.get(ANY_KEY) or _VALUE

    @property
    def owns(self) -> bool:
        """Whether something in it has to become a value at the end."""
        return any(place.kind != "value" for place in self.places.values())


_VALUE = Place()


@dataclass(frozen=True, slots=True)
class _Write:
    path: tuple[Expr, ...]
    function: Expr | None
    """What updates the place; None when it is given a value."""
    args: int


def path_of(expr: Expr) -> list[Expr]:
    """The keys of a path written in place."""
    if isinstance(expr, VectorExpr):
        return list(expr.items)
    if isinstance(expr, Const) and isinstance(expr.value, tuple):
        return [Const(key, span=expr.span) for key in expr.value]
    return []


def written(expr: Expr) -> Local | None:
    """The accumulator a chain of writes goes back to."""
    match expr:
        case LocalRef(local=local):
            return local
        case CoreCall(var=Var(name="reduce"), args=(_, first, _)):
            return written(first)
        case CoreCall(args=(first, *_)) | Thread(initial=first):
            return written(first)
        case If(then=then, otherwise=otherwise):
            return written(then) or written(otherwise)
        case Cond(default=inner) | Let(body=inner):
            return written(inner)
        case Do(items=items):
            return written(items[-1])
        case _:
            return None


def layout_of(local: Local, initial: Expr, body: Expr, resolve: Resolve) -> Place:
    """The places of an owned map with this beginning, written by this body."""
    found: list[_Write] = []
    names = {local}
    for node in walk(body):
        match node:
            case Thread(local=inner, initial=first) if written(first) in names:
                names.add(inner)
            case CoreCall(var=Var(name="reduce"), args=(Fn(arities=(arity,)), first, _)):
                if written(first) in names:
                    names.add(arity.params[0])
            case CoreCall(args=(LocalRef(local=looked_at), *_)) if (
                looked_at in names and node.var.key == "get"
            ):
                return Place("dict")
            case CoreCall(args=(first, *rest)) if (
                node.var.key in WRITES and written(first) in names
            ):
                if any(_mentions(arg, names) for arg in rest):
                    return Place("dict")
                if node.var.key == "dissoc":
                    found += [_Write((key,), None, 0) for key in rest]
                else:
                    found += _writes(node)
            case _:
                pass
    return _dict_of(found, _start(initial), resolve)


def _mentions(expr: Expr, locals_: set[Local]) -> bool:
    return any(isinstance(node, LocalRef) and node.local in locals_ for node in walk(expr))


def _writes(call: CoreCall) -> Iterator[_Write]:
    _, *args = call.args
    match call.var.key:
        case "assoc":
            for key in args[::2]:
                yield _Write((key,), None, 0)
        case "update":
            yield _Write((args[0],), args[1], len(args) - 2)
        case "assoc-in":
            yield _Write(tuple(path_of(args[0])), None, 0)
        case "update-in":
            yield _Write(tuple(path_of(args[0])), args[1], len(args) - 2)


def _start(initial: Expr | None) -> dict[object, Expr]:
    """What a map written in place holds under its constant keys."""
    match initial:
        case MapExpr(pairs=pairs):
            return {key.value: value for key, value in pairs if isinstance(key, Const)}
        case Const(value=dict() as known):
            return {key: Const(value, span=initial.span) for key, value in known.items()}
        case _:
            return {}


def _dict_of(writes: list[_Write], start: dict[object, Expr], resolve: Resolve) -> Place:
    known = all(isinstance(write.path[0], Const) for write in writes)
    groups: dict[object, list[_Write]] = {}
    for write in writes:
        first = write.path[0]
        at = first.value if known and isinstance(first, Const) else ANY_KEY
        groups.setdefault(at, []).append(_Write(write.path[1:], write.function, write.args))
    made = Place("dict")
    for place, group in groups.items():
        if place is ANY_KEY and start:
            made.places[place] = Place()
        else:
            made.places[place] = _place(group, start.get(place), resolve)
    return made


def _place(group: list[_Write], initial: Expr | None, resolve: Resolve) -> Place:
    if all(write.path for write in group):
        inside = _start(initial)
        if initial is None or (_is_map(initial) and not inside):
            return _dict_of(group, inside, resolve)
        return Place()
    functions = [resolve(w.function) if w.function else None for w in group]
    if any(write.path for write in group) or None in functions:
        return Place()
    if all(
        write.args > 0 and _grows(function, initial is not None)
        for write, function in zip(group, functions, strict=True)
    ):
        if initial is None or _is_vector(initial):
            return Place("list", present=initial is not None)
        return Place()
    filled = initial is None and all(map(_gives_something, functions))
    counts = filled and all(map(_increments, functions))
    return Place(counts=counts, never_nil=filled)


def _is_map(expr: Expr) -> bool:
    return isinstance(expr, MapExpr) or (isinstance(expr, Const) and isinstance(expr.value, dict))


def _is_vector(expr: Expr) -> bool:
    if isinstance(expr, Const):
        return type(expr.value) is tuple
    return isinstance(expr, VectorExpr)


def _grows(function: Expr | None, present: bool) -> bool:
    match function:
        case CoreRef(var=Var(name="conj")):
            return present
        case CoreCall(
            var=Var(name="fnil"), args=(CoreRef(var=Var(name="conj")), Const(value=empty))
        ):
            return type(empty) is tuple and not empty
        case _:
            return False


_NEVER_NIL = frozenset({"+", "-", "*", "inc", "dec", "max", "min", "str"})


def _gives_something(function: Expr | None) -> bool:
    match function:
        case CoreCall(var=Var(name="fnil"), args=(CoreRef(var=inner), Const(value=default))):
            return (
                inner.key in _NEVER_NIL
                and default is not None
                and not isinstance(default, dict | tuple)
            )
        case _:
            return False


def _increments(function: Expr | None) -> bool:
    match function:
        case CoreCall(
            var=Var(name="fnil"), args=(CoreRef(var=Var(name="inc")), Const(value=default))
        ):
            return type(default) is int and default == 0
        case _:
            return False
