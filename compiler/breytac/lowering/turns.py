"""Whether every turn of a loop runs a step: then the engine's bound on steps is the loop's own."""

from __future__ import annotations

from breytac.ir.expr import (
    And,
    Call,
    Case,
    Cond,
    CoreCall,
    Do,
    Expr,
    If,
    Let,
    LetFn,
    Loop,
    MapExpr,
    Or,
    Poll,
    Recur,
    RunCall,
    SetExpr,
    StepCall,
    Thread,
    Throw,
    Try,
    VectorExpr,
)


def runs_step(expr: Expr) -> bool:
    """Whether evaluating `expr` surely starts a step."""
    match expr:
        case StepCall() | Poll() | RunCall(method="call_flow"):
            return True
        case If(test=test, then=then, otherwise=otherwise):
            return runs_step(test) or (runs_step(then) and runs_step(otherwise))
        case Cond(clauses=clauses, default=default):
            if clauses and runs_step(clauses[0].test):
                return True
            return runs_step(default) and all(runs_step(clause.body) for clause in clauses)
        case Case(subject=subject):
            return runs_step(subject)
        case And(items=(first, *_)) | Or(items=(first, *_)):
            return runs_step(first)
        case Thread(initial=initial):
            return runs_step(initial)
        case Try(body=body) | LetFn(body=body):
            return runs_step(body)
        case Do() | Let() | Loop() | CoreCall() | Call() | RunCall() | Throw() | Recur():
            return any(map(runs_step, expr.children()))
        case VectorExpr() | SetExpr() | MapExpr():
            return any(map(runs_step, expr.children()))
        case _:
            return False


def turns_without_step(expr: Expr) -> bool:
    """Whether a way through the body of a loop gets to a `recur` without a step."""
    match expr:
        case Recur():
            return not runs_step(expr)
        case If(test=test, then=then, otherwise=otherwise):
            ways = turns_without_step(then) or turns_without_step(otherwise)
            return ways and not runs_step(test)
        case Cond(clauses=clauses, default=default):
            for clause in clauses:
                if runs_step(clause.test):
                    return False
                if turns_without_step(clause.body):
                    return True
            return turns_without_step(default)
        case Case(subject=subject, clauses=cases, default=fallback):
            bodies = [clause.body for clause in cases] + ([fallback] if fallback else [])
            return not runs_step(subject) and any(map(turns_without_step, bodies))
        case Let(bindings=bindings, body=body):
            before = any(runs_step(binding.value) for binding in bindings)
            return not before and turns_without_step(body)
        case Do(items=(*before_last, last)):
            return not any(map(runs_step, before_last)) and turns_without_step(last)
        case And(items=(*before_last, last)) | Or(items=(*before_last, last)):
            return not runs_step(expr) and turns_without_step(last)
        case LetFn(body=body):
            return turns_without_step(body)
        case _:
            return False
