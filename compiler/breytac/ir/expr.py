"""The expression tree: Clojure code with its macros expanded and its names resolved.

Nodes are compared by identity, so passes keep what they learn in dictionaries keyed by node.
A `Local` is one binding of one name; two bindings of the same name are two `Local`s, so no pass
after analysis has to think about shadowing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from breyta_runtime.core.vars import Var

from breytac.diagnostics.finding import Finding
from breytac.ir.node import node
from breytac.syntax import forms
from breytac.syntax.source import Span


@node
class Local:
    """A name bound by let, fn, loop, for, catch … or by a top-level `defn`."""

    name: str
    span: Span = field(repr=False)
    top_level: bool = False
    """Bound by `defn` before the final `fn`: a function of the module, visible to its siblings."""
    made_up: bool = False
    """Not written by the author: introduced while expanding a macro or a destructuring."""


@dataclass(frozen=True, slots=True)
class Label:
    """What `^"x"` or `^{:label …}` on a control form says about it."""

    text: str
    yes: str | None = None
    no: str | None = None
    max_iterations: int | None = None


@node
class Expr:
    span: Span = field(kw_only=True, repr=False)

    def children(self) -> Iterator[Expr]:
        """The expressions directly inside this one, in evaluation order."""
        return iter(())


# ---- values and names


@node
class Const(Expr):
    """A value known now: a literal, a quoted form, a collection of such."""

    value: object


@node
class LocalRef(Expr):
    local: Local


@node
class CoreRef(Expr):
    """A core function used as a value, as in `(map inc xs)`."""

    var: Var


@node
class VectorExpr(Expr):
    items: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.items)


@node
class SetExpr(Expr):
    items: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.items)


@node
class MapExpr(Expr):
    pairs: tuple[tuple[Expr, Expr], ...]

    def children(self) -> Iterator[Expr]:
        for key, value in self.pairs:
            yield key
            yield value


# ---- calls


@node
class CoreCall(Expr):
    var: Var
    args: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.args)


@node
class Call(Expr):
    """A call of a function that is a value."""

    function: Expr
    args: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        yield self.function
        yield from self.args


@node
class Interop(Expr):
    """`(.m x …)`, `(C/m …)`, `(C. …)` or `C/FIELD`, on the allow-list of `breyta_runtime.interop`.

    A method's receiver is its first argument.
    """

    kind: str
    """"static", "method", "constructor" or "field"."""
    cls: str
    """The class in full; empty for methods, which are found when the receiver is known."""
    member: str
    """The method or field; empty for constructors."""
    args: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.args)


# ---- control


@node
class Do(Expr):
    """Evaluated in order; the value is the last one's.  Never empty."""

    items: tuple[Expr, ...]
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        return iter(self.items)


@node
class If(Expr):
    test: Expr
    then: Expr
    otherwise: Expr
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        yield self.test
        yield self.then
        yield self.otherwise


@node
class Clause:
    test: Expr
    body: Expr
    text: str
    """The source of the test, shown as the choice of a labelled form."""


@node
class Cond(Expr):
    clauses: tuple[Clause, ...]
    default: Expr
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        for clause in self.clauses:
            yield clause.test
            yield clause.body
        yield self.default


@node
class CaseClause:
    values: tuple[object, ...]
    body: Expr
    text: str


@node
class Case(Expr):
    """Without a default, no match is an error."""

    subject: Expr
    clauses: tuple[CaseClause, ...]
    default: Expr | None
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        yield self.subject
        for clause in self.clauses:
            yield clause.body
        if self.default is not None:
            yield self.default


@node
class And(Expr):
    items: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.items)


@node
class Or(Expr):
    items: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.items)


@node
class Binding:
    local: Local
    value: Expr


@node
class Let(Expr):
    bindings: tuple[Binding, ...]
    body: Expr
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        for binding in self.bindings:
            yield binding.value
        yield self.body


@node
class Update:
    """`local` becomes `value`, if `test` (when there is one) holds."""

    test: Expr | None
    value: Expr


@node
class Thread(Expr):
    """`as->`, `some->`, `cond->` and kin: a value carried through steps; its last state counts."""

    local: Local
    initial: Expr
    updates: tuple[Update, ...]

    def children(self) -> Iterator[Expr]:
        yield self.initial
        for update in self.updates:
            if update.test is not None:
                yield update.test
            yield update.value


@node
class RecurTarget:
    """What a `recur` goes back to: a loop or an arity of a function, and the locals it rebinds."""

    locals: tuple[Local, ...]


@node
class Loop(Expr):
    bindings: tuple[Binding, ...]
    body: Expr
    target: RecurTarget
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        for binding in self.bindings:
            yield binding.value
        yield self.body


@node
class Recur(Expr):
    target: RecurTarget
    args: tuple[Expr, ...]

    def children(self) -> Iterator[Expr]:
        return iter(self.args)


@node
class While(Expr):
    test: Expr
    body: Expr
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        yield self.test
        yield self.body


@node
class ForIn:
    local: Local
    items: Expr


@node
class ForLet:
    local: Local
    value: Expr


@node
class ForWhen:
    test: Expr


@node
class ForWhile:
    test: Expr


ForClause = ForIn | ForLet | ForWhen | ForWhile


@node
class For(Expr):
    """`for`, `doseq` or `dotimes`; the first clause is a `ForIn`."""

    clauses: tuple[ForClause, ...]
    body: Expr
    effect: bool
    """True for doseq and dotimes: run for effect, the value is nil."""
    eager: bool
    """False for a `for` of function code: its elements are made when asked for."""
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        for clause in self.clauses:
            match clause:
                case ForIn(items=part) | ForLet(value=part):
                    yield part
                case ForWhen(test=part) | ForWhile(test=part):
                    yield part
        yield self.body


@node
class Catch:
    exceptions: str
    """The class as written, such as `Exception` or `clojure.lang.ExceptionInfo`."""
    local: Local
    body: Expr


@node
class Try(Expr):
    body: Expr
    catches: tuple[Catch, ...]
    finally_: Expr | None

    def children(self) -> Iterator[Expr]:
        yield self.body
        for catch in self.catches:
            yield catch.body
        if self.finally_ is not None:
            yield self.finally_


@node
class Throw(Expr):
    value: Expr

    def children(self) -> Iterator[Expr]:
        yield self.value


@node
class NoMatch(Expr):
    """The error of a condp in which nothing holds."""

    subject: Expr

    def children(self) -> Iterator[Expr]:
        yield self.subject


@node
class AssertExpr(Expr):
    test: Expr
    message: Expr | None
    text: str

    def children(self) -> Iterator[Expr]:
        yield self.test
        if self.message is not None:
            yield self.message


# ---- functions


@node
class Arity:
    params: tuple[Local, ...]
    rest: Local | None
    body: Expr
    target: RecurTarget


@node
class Fn(Expr):
    name: Local | None
    """The function's own name inside its body."""
    arities: tuple[Arity, ...]
    doc: str | None = None

    def children(self) -> Iterator[Expr]:
        for arity in self.arities:
            yield arity.body


@node
class LetFn(Expr):
    functions: tuple[tuple[Local, Fn], ...]
    body: Expr

    def children(self) -> Iterator[Expr]:
        for _, function in self.functions:
            yield function
        yield self.body


@node
class Delayed(Expr):
    """A body that is evaluated when somebody asks; `lazy-seq` and `delay` remember the value."""

    kind: str
    """"lazy-seq", "delay", or "thunk" for the bare function."""
    body: Expr

    def children(self) -> Iterator[Expr]:
        yield self.body


# ---- orchestration


@dataclass(frozen=True, slots=True)
class Reference:
    """A name a step's literal config points to."""

    kind: str
    """"function", "template", "connection" (any slot), "packaged-step" or "flow"."""
    name: str
    span: Span = field(repr=False)
    key: str = ""
    """The config key that holds it."""


@node
class StepSite:
    """One `flow/step`, `flow/call-flow` or `flow/poll` as written in a flow body."""

    family: str | None
    """"http", "github/open-pr", "call-flow", "poll"; None when it is worked out at run time."""
    id: str | None
    """The literal step id (the slug for call-flow), without its colon."""
    span: Span = field(repr=False)
    form: forms.List = field(repr=False)
    config: forms.Map | None = field(repr=False)
    """The config when it is a literal map."""
    keys: tuple[str, ...]
    references: tuple[Reference, ...]
    label: Label | None = None
    binding: str | None = None
    """The name the author binds the result to."""
    inside: tuple[str, ...] = ()
    """The constructs around it, outermost first: "if", "for", "loop", "poll", "fn" …"""


@node
class FunctionRef(Expr):
    """A function of the definition's `:functions`, named by its id."""

    id: str


@node
class InlineFunction(Expr):
    """Function code written inside a step's config (`:code`): it sees none of the flow's names."""

    unit: FunctionUnit
    hint: str
    """What to call it: the step's id."""


@node
class StepCall(Expr):
    site: StepSite
    family: Expr
    id: Expr | None
    """None in the two-argument form of packaged steps."""
    config: Expr | None

    def children(self) -> Iterator[Expr]:
        yield self.family
        if self.id is not None:
            yield self.id
        if self.config is not None:
            yield self.config


@node
class RunCall(Expr):
    """A call of the flow's own helpers: input, call-flow, now-ms, backoff, elapsed?, slot-bound?"""

    method: str
    args: tuple[Expr, ...]
    site: StepSite | None = None

    def children(self) -> Iterator[Expr]:
        return iter(self.args)


@node
class Poll(Expr):
    site: StepSite
    options: tuple[tuple[str, Expr], ...]
    """Config keys as written, without colon, in source order."""
    body: Expr
    label: Label | None = None

    def children(self) -> Iterator[Expr]:
        for _, option in self.options:
            yield option
        yield self.body


# ---- whole pieces of code


@node
class FunctionUnit:
    """Function code: the `defn`s before it, and the function itself."""

    helpers: tuple[tuple[Local, Expr], ...]
    main: Expr | None
    """None when errors left nothing to compile."""
    span: Span = field(repr=False)
    findings: tuple[Finding, ...] = ()


@node
class FlowBody:
    """A flow's orchestration body, and the steps in it in source order."""

    body: Expr | None
    steps: tuple[StepSite, ...]
    span: Span = field(repr=False)
    findings: tuple[Finding, ...] = ()
    inline_functions: tuple[InlineFunction, ...] = ()


def walk(expr: Expr) -> Iterator[Expr]:
    """Every expression of a tree, parents first; code of inline functions is left out."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(node.children())))
