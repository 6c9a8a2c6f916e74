"""`#flow/include "path"`: the forms of another file in the place of the tag.

An include stands for the text of its file: in a vector, a list or a map it may bring any number of
forms, elsewhere exactly one.  Files come from the `load` that the caller gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from breytac.diagnostics.finding import Finding, Related, Rule, SourceError
from breytac.diagnostics.rules import reader as rules
from breytac.syntax.entries import Entries, is_include
from breytac.syntax.forms import (
    Branch,
    Form,
    List,
    Map,
    Nil,
    Set,
    String,
    Symbol,
    Tagged,
    Vector,
    parts,
)
from breytac.syntax.metadata import merge
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source

Load: TypeAlias = Callable[[str, Form], Source]
"""(path as written, the include form) -> the included text; raises SourceError to refuse.

The name of the source tells files apart; the span of the form tells which file includes it.
"""

MAX_INCLUDED = 4_000_000
"""Characters that all includes of a flow may bring, so that files cannot multiply each other."""

_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")


def expand_includes(form: Form, load: Load) -> tuple[Form, tuple[Finding, ...]]:
    """The form with all includes replaced, those of included files too, and what went wrong."""
    expansion = _Expansion(load)
    return expansion.run(form), tuple(expansion.findings)


@dataclass(slots=True)
class _Frame:
    """A form whose parts are being expanded."""

    form: Form
    todo: list[Form]
    """What is still to be done, the next one last."""
    file: Source | None = None
    """For an include: the file that `todo` was read from."""
    done: list[Form] = field(default_factory=list)


class _Expansion:
    def __init__(self, load: Load) -> None:
        self._load = load
        self.findings: list[Finding] = []
        self._entries = Entries(self.findings)
        self._read: dict[str, tuple[Form, ...]] = {}
        """The forms of each file: one that is included twice is read, and faulted, once."""
        self._size = 0

    def run(self, form: Form) -> Form:
        outermost = _Frame(form, [form], file=form.span.in_file.source)
        stack = [outermost]
        while True:
            frame = stack[-1]
            if frame.todo:
                part = frame.todo.pop()
                if is_include(part):
                    self._open_include(part, stack)
                elif isinstance(part, Branch):
                    stack.append(_Frame(part, _todo(part)))
                else:
                    frame.done.append(part)
            elif frame is outermost:
                return self._exactly_one(form, frame.done)
            else:
                stack.pop()
                stack[-1].done.extend(self._close(frame))

    def _open_include(self, form: Form, stack: list[_Frame]) -> None:
        try:
            source, read = self._file(form, stack)
        except SourceError as error:
            self.findings.extend(error.findings)
            stack[-1].done.extend(_stand_in(form, stack[-1].form))
            return
        stack.append(_Frame(form, list(reversed(read)), source))

    def _file(self, form: Form, stack: list[_Frame]) -> tuple[Source, tuple[Form, ...]]:
        """The file of an include and its forms; raises SourceError for what cannot be."""
        source = self._load(_path(form), form)
        open_files = [frame.file for frame in stack if frame.file is not None]
        if any(source.name == file.name for file in open_files):
            raise _cycle(form, source, stack)
        self._size += len(source.text)
        if self._size > MAX_INCLUDED:
            raise refusal(
                rules.BAD_INCLUDE,
                form,
                f"the includes of this flow bring more than {MAX_INCLUDED:,} characters",
                "Is a file included many times over?",
            )
        if source.name not in self._read:
            result = read_all(source)
            self.findings.extend(result.findings)
            self._read[source.name] = result.forms
        return source, self._read[source.name]

    def _close(self, frame: _Frame) -> list[Form]:
        """What a form became, now that all its parts are expanded."""
        form, done = frame.form, frame.done
        if frame.file is not None:
            if form.meta is not None and done and isinstance(done[0], Branch | Symbol):
                done[0] = merge(form.meta, done[0])
            return done
        if _same(done, _todo(form)):
            return [form]
        if form.meta is not None:
            meta = done.pop(0)
            assert isinstance(meta, Map)
            form = replace(form, meta=meta)
        return [self._rebuild(form, done)]

    def _rebuild(self, form: Form, items: list[Form]) -> Form:
        if isinstance(form, Map):
            pairs = self._entries.pair_up(items, form.span)
            self._entries.check_keys(pairs)
            return replace(form, pairs=pairs)
        if isinstance(form, Tagged):
            return replace(form, form=self._exactly_one(form.form, items[1:]))
        if isinstance(form, List) and form.sugar not in ("", "#("):
            return replace(form, items=(items[0], self._exactly_one(form.items[1], items[1:])))
        if isinstance(form, Set):
            self._entries.check_set(items)
        assert isinstance(form, List | Vector | Set)
        return replace(form, items=tuple(items))

    def _exactly_one(self, form: Form, forms: list[Form]) -> Form:
        if len(forms) != 1:
            self.findings.append(
                Finding(
                    rules.BAD_INCLUDE,
                    form.span,
                    f"one form is needed here, and the included file has {len(forms)}",
                    "Include it inside a vector, a list or a map, or leave one form in it.",
                )
            )
        return forms[0] if forms else Nil(span=form.span)


def refusal(rule: Rule, form: Form, message: str, hint: str | None = None) -> SourceError:
    """What a `load` raises when it does not give the file of an include."""
    return SourceError(Finding(rule, form.span, message, hint))


def _todo(form: Form) -> list[Form]:
    """The parts of a form, the first one last; metadata comes before all of them."""
    inner = list(parts(form))
    if isinstance(form, Map):
        inner = [p for key, value in form.pairs for p in ((key,) if key is value else (key, value))]
    inner.reverse()
    if form.meta is not None:
        inner.append(form.meta)
    return inner


def _same(done: list[Form], todo: list[Form]) -> bool:
    pairs = zip(done, reversed(todo), strict=False)
    return len(done) == len(todo) and all(new is old for new, old in pairs)


def _path(form: Form) -> str:
    assert isinstance(form, Tagged)
    path = form.form
    if not isinstance(path, String) or not path.value.strip():
        message = "`#flow/include` is not followed by the path of a file"
        raise refusal(rules.BAD_INCLUDE, form, message, 'Write #flow/include "path/to/file.edn".')
    if "\0" in path.value or "\n" in path.value:
        raise refusal(rules.BAD_INCLUDE, form, "this path holds a character that no path has")
    if _ABSOLUTE.match(path.value):
        raise refusal(
            rules.INCLUDE_OUTSIDE,
            form,
            f"the path {path.span.text} is absolute",
            "Write it relative to the file that includes it.",
        )
    return path.value


def _cycle(form: Form, source: Source, stack: list[_Frame]) -> SourceError:
    frames = [frame for frame in stack if frame.file is not None]
    names = [frame.file.name for frame in frames if frame.file is not None]
    start = names.index(source.name)
    chain = " -> ".join([*names[start:], source.name])
    related = tuple(
        Related(frame.form.span, f"{name} is included here")
        for name, frame in zip(names[start + 1 :], frames[start + 1 :], strict=True)
    )
    message = f"this file includes itself: {chain}"
    hint = "Remove one of these includes."
    return SourceError(Finding(rules.INCLUDE_CYCLE, form.span, message, hint, related))


def _stand_in(include: Form, parent: Form) -> list[Form]:
    """What takes the place of an include that failed, so that nothing else is faulted for it."""
    if isinstance(parent, Map):
        gone = any(key is include and value is include for key, value in parent.pairs)
    else:
        gone = isinstance(parent, Set) or (
            isinstance(parent, Vector)
            and all(isinstance(item, Map | Tagged) for item in parent.items)
        )
    return [] if gone else [Nil(span=include.span)]
