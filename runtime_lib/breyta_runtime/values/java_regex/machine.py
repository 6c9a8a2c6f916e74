"""A backtracking matcher that never explores the same choice at the same place twice.

It gives the answers Java's matcher gives (first alternative first), in time proportional to
pattern × text, where `re` may need exponential time.  Back references defeat that memory, so a
count of steps is the last bound: passing it is an error, the same on every machine and every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from breyta_runtime.values.errors import LimitExceeded
from breyta_runtime.values.java_regex.charset import ALL, LINE_ENDS, WORD, CharSet, unicode_word
from breyta_runtime.values.java_regex.nodes import (
    Alt,
    Assert,
    Atomic,
    BackRef,
    Chars,
    Group,
    Look,
    Node,
    PatternError,
    Regex,
    Repeat,
    Seq,
)
from breyta_runtime.values.java_regex.parser import first_chars, width

MAX_STEPS = 20_000_000
UNREMEMBERED_STEPS = 3_000_000
"""The same for patterns with back references, for which failures cannot be remembered."""
PLAIN_STEPS = 200_000
"""Steps without the memory of failures; only with it a group's last, empty turn can get lost."""
MAX_PROGRAM = 20_000
MAX_MEMORY = 64_000_000


# Instructions: (CHAR, test) (SPLIT, first, second, memo) (JUMP, to) (SAVE, slot) (MARK, slot)
# (AGAIN, slot, to) (PLACE, Assert) (LOOK, Program, ahead, negative, least, most) (ATOMIC, Program)
# (BACK, group, ignore_case) (FAIL,) (MATCH,)
CHAR, SPLIT, JUMP, SAVE, MARK, AGAIN, PLACE, LOOK, ATOMIC, BACK, FAIL, MATCH = range(12)
Instruction = tuple[Any, ...]


@dataclass(slots=True)
class Program:
    code: list[Instruction]
    splits: int
    slots: int
    memo: bool


def compile_program(regex: Regex) -> Program:
    compiler = _Compiler(regex)
    return compiler.program(regex.root)


class _Compiler:
    def __init__(self, regex: Regex) -> None:
        self.regex = regex
        self.slots = 2 * (regex.groups + 1)
        self.size = 0
        self.memo = True
        self.tests: dict[CharSet, Callable[[int], bool]] = {}

    def program(self, root: Node) -> Program:
        program = Program([], 0, 0, True)
        self.emit(program, root)
        program.code.append((MATCH,))
        program.slots, program.memo = self.slots, self.memo
        return program

    def emit(self, p: Program, node: Node) -> None:
        self.size += 1
        if self.size > MAX_PROGRAM:
            raise PatternError("Pattern too large (counted repetitions)", self.regex.source, 0)
        code = p.code
        match node:
            case Chars(chars):
                test = self.tests.get(chars) or self.tests.setdefault(chars, chars.tester())
                code.append((CHAR, test))
            case Seq(items):
                for item in items:
                    self.emit(p, item)
            case Alt(options):
                self.alternatives(p, options)
            case Group(index, body):
                code.append((SAVE, 2 * index))
                self.emit(p, body)
                code.append((SAVE, 2 * index + 1))
            case Repeat(body, low, high, "possessive"):
                inner: Node = Repeat(body, low, high, "greedy")
                code.append((ATOMIC, self.program(inner)))
            case Repeat():
                self.repeat(p, node)
            case Atomic(body):
                code.append((ATOMIC, self.program(body)))
            case Look(body, ahead, negative):
                least, most = width(body)
                code.append((LOOK, self.program(body), ahead, negative, least, most))
            case BackRef(index, ignore_case, known):
                self.memo = self.memo and not known
                code.append((BACK, index, ignore_case) if known else (FAIL,))
            case Assert():
                code.append((PLACE, node))

    def split(self, p: Program) -> int:
        """Room for a choice, to be filled in by `choose`."""
        p.code.append((FAIL,))
        return len(p.code) - 1

    def choose(self, p: Program, at: int, into: int, past: int, lazy: bool) -> None:
        first, second = (past, into) if lazy else (into, past)
        p.code[at] = (SPLIT, first, second, p.splits)
        p.splits += 1

    def alternatives(self, p: Program, options: tuple[Node, ...]) -> None:
        jumps: list[int] = []
        for option in options[:-1]:
            at = self.split(p)
            self.emit(p, option)
            jumps.append(len(p.code))
            p.code.append((FAIL,))
            self.choose(p, at, at + 1, len(p.code), False)
        self.emit(p, options[-1])
        for jump in jumps:
            p.code[jump] = (JUMP, len(p.code))

    def repeat(self, p: Program, node: Repeat) -> None:
        body, low, high, lazy = node.body, node.low, node.high, node.mode == "lazy"
        for _ in range(low):
            self.emit(p, body)
        if high is None:
            self.unbounded(p, body, lazy)
            return
        starts = []
        for _ in range(high - low):
            starts.append(self.split(p))
            self.emit(p, body)
        for at in starts:
            self.choose(p, at, at + 1, len(p.code), lazy)

    def unbounded(self, p: Program, body: Node, lazy: bool) -> None:
        """`body*`; a turn that matched nothing is the last one."""
        top = self.split(p)
        if width(body)[0] > 0:
            self.emit(p, body)
            p.code.append((JUMP, top))
        else:
            slot, self.slots = self.slots, self.slots + 1
            p.code.append((MARK, slot))
            self.emit(p, body)
            p.code.append((AGAIN, slot, top))
        self.choose(p, top, top + 1, len(p.code), lazy)


class _Exhausted(Exception):
    """The plain steps are used up."""


class _Sparse(dict[int, int]):
    """A memory for the few places an inner match looks at."""

    def __missing__(self, key: int) -> int:
        return 0


class Machine:
    """One pattern on one text; `search` may be called again and again."""

    def __init__(self, regex: Regex, program: Program, text: str) -> None:
        self.program = program
        self.text = text
        self.codes = [ord(c) for c in text]
        self.steps = 0
        self.size = len(text) + 1
        if program.splits * self.size > MAX_MEMORY:
            raise _too_long(regex.source)
        self.source = regex.source
        self.remember = not program.memo
        self.seen: bytearray | _Sparse = bytearray()
        first = first_chars(regex.root)
        narrow = first is not None and first != ALL
        self.starts = re.compile(first.python(), re.DOTALL) if first and narrow else None

    def search(self, start: int) -> list[int] | None:
        """The slots of the first match at or behind `start`."""
        pos = start
        while pos < self.size:
            if self.starts is not None:
                found = self.starts.search(self.text, pos)
                if found is None:
                    return None
                pos = found.start()
            slots = self.match(pos)
            if slots is not None:
                return slots
            pos += 1
        return None

    def match(self, pos: int, whole: bool = False) -> list[int] | None:
        must_end = len(self.text) if whole else -1
        if not self.remember:
            try:
                return self.attempt(pos, must_end)
            except _Exhausted:
                self.remember = True
                self.seen = bytearray(self.program.splits * self.size)
        return self.attempt(pos, must_end)

    def attempt(self, pos: int, must_end: int) -> list[int] | None:
        slots = [-1] * self.program.slots
        touched: list[int] = []
        end = self.run(self.program, pos, slots, self.seen, touched, must_end=must_end)
        if end < 0:
            return None
        for i in touched:  # what lies beyond a success has not failed
            self.seen[i] = 0
        slots[0], slots[1] = pos, end
        return slots

    def limit(self) -> int:
        if not self.remember:
            return PLAIN_STEPS
        return MAX_STEPS if self.program.memo else UNREMEMBERED_STEPS

    def run(
        self,
        program: Program,
        pos: int,
        slots: list[int],
        seen: bytearray | _Sparse,
        touched: list[int],
        *,
        must_end: int = -1,
    ) -> int:
        """The end of the preferred match from `pos`, or -1; fills `slots`."""
        code, codes, size = program.code, self.codes, self.size
        memo = program.memo and self.remember
        length, pc, steps = size - 1, 0, 0
        # What to go back to: (pc, pos), or (-slot - 1, old value) to undo a slot.
        back: list[tuple[int, int]] = []
        budget = self.limit() - self.steps
        while True:
            steps += 1
            if steps > budget:
                self.steps += steps
                raise _too_long(self.source) if self.remember else _Exhausted
            op = code[pc]
            match op[0]:
                case 0:  # CHAR
                    if pos < length and op[1](codes[pos]):
                        pos += 1
                        pc += 1
                        continue
                case 1:  # SPLIT
                    if memo:
                        key = op[3] * size + pos
                        if not seen[key]:
                            seen[key] = 1
                            touched.append(key)
                            back.append((op[2], pos))
                            pc = op[1]
                            continue
                    else:
                        back.append((op[2], pos))
                        pc = op[1]
                        continue
                case 2:  # JUMP
                    pc = op[1]
                    continue
                case 3 | 4:  # SAVE, MARK
                    slot: int = op[1]
                    back.append((-slot - 1, slots[slot]))
                    slots[slot] = pos
                    pc += 1
                    continue
                case 5:  # AGAIN
                    pc = pc + 1 if slots[op[1]] == pos else op[2]
                    continue
                case 11:  # MATCH
                    if must_end < 0 or pos == must_end:
                        self.steps += steps
                        return pos
                case _:
                    self.steps += steps
                    after = self.special(op, pos, slots, back)
                    budget = self.limit() - self.steps
                    steps = 0
                    if after >= 0:
                        pos = after
                        pc += 1
                        continue
            while back:  # this way failed: undo slots up to the last choice
                pc, pos = back.pop()
                if pc >= 0:
                    break
                slots[-pc - 1] = pos
            else:
                self.steps += steps
                return -1

    def special(
        self, op: Instruction, pos: int, slots: list[int], back: list[tuple[int, int]]
    ) -> int:
        """Where the rarer instructions lead to, or -1."""
        match op:
            case (6, Assert() as place):
                return pos if holds(place, self.codes, pos) else -1
            case (7, _, _, bool(negative), _, _):
                kept = list(slots)
                found = self.look(op, pos, kept)
                if found and not negative:
                    _adopt(slots, kept, back)
                return pos if found != negative else -1
            case (8, Program() as body):
                kept = list(slots)
                end = self.inner(body, pos, kept)
                if end >= 0:
                    _adopt(slots, kept, back)
                return end
            case (9, int(group), bool(ignore_case)):
                return self.back_reference(group, ignore_case, pos, slots)
            case _:
                return -1

    def look(self, op: Instruction, pos: int, slots: list[int]) -> bool:
        _, body, ahead, _, least, most = op
        if ahead:
            return self.inner(body, pos, slots) >= 0
        first = 0 if most is None else max(0, pos - most)
        return any(
            self.inner(body, start, slots, pos) >= 0 for start in range(pos - least, first - 1, -1)
        )

    def inner(self, body: Program, pos: int, slots: list[int], must_end: int = -1) -> int:
        """A look-around or atomic group: a match of its own, with a memory of its own."""
        slots.extend([-1] * (body.slots - len(slots)))
        return self.run(body, pos, slots, _Sparse(), [], must_end=must_end)

    def back_reference(self, group: int, ignore_case: bool, pos: int, slots: list[int]) -> int:
        start, end = slots[2 * group], slots[2 * group + 1]
        if start < 0 or end < 0:
            return -1
        wanted, there = self.text[start:end], self.text[pos : pos + end - start]
        if ignore_case:
            wanted, there = _ascii_lower(wanted), _ascii_lower(there)
        self.steps += end - start
        return pos + end - start if wanted == there else -1


def holds(place: Assert, codes: list[int], pos: int) -> bool:
    """Whether a zero-width place such as `^` or `\\b` is at `pos`."""
    end = len(codes)
    before = codes[pos - 1] if pos > 0 else -1
    here = codes[pos] if pos < end else -1
    match place.place:
        case "start":
            return pos == 0
        case "end":
            return pos == end
        case "word" | "not-word":
            word = unicode_word() if place.unicode else WORD
            boundary = (before >= 0 and before in word) != (here >= 0 and here in word)
            return boundary == (place.place == "word")
        case "line-start":
            if pos == end:
                return False
            return pos == 0 or (_line_end(before, place.unix) and not (before == 13 and here == 10))
        case "line-end":
            at_end = pos == end or _line_end(here, place.unix)
            return at_end and not (before == 13 and here == 10 and not place.unix)
        case "last-line-end":
            if pos == end or place.unix:
                return pos == end or (pos == end - 1 and here == 10)
            if pos == end - 2:
                return here == 13 and codes[pos + 1] == 10
            return pos == end - 1 and here in LINE_ENDS and not (before == 13 and here == 10)


def _line_end(code: int, unix: bool) -> bool:
    return code == 10 if unix else code >= 0 and code in LINE_ENDS


def _adopt(slots: list[int], kept: list[int], back: list[tuple[int, int]]) -> None:
    """Take over the groups an inner match has set, so that they are undone on the way back."""
    for i, value in enumerate(kept[: len(slots)]):
        if slots[i] != value:
            back.append((-i - 1, slots[i]))
            slots[i] = value


def _ascii_lower(text: str) -> str:
    return re.sub("[A-Z]+", lambda m: m[0].lower(), text)


def _too_long(source: str) -> LimitExceeded:
    shown = source if len(source) <= 60 else source[:57] + "..."
    return LimitExceeded(
        f'matching the pattern #"{shown}" takes too long on this text; make the pattern less '
        "ambiguous (no nested * or +) or the text shorter"
    )
