"""Brackets: makes those of a token list match, and says what was wrong.

One mistake should give one finding.  At a closing bracket that does not fit there are three
explanations: closing brackets are missing before it, it is of the wrong kind, or it is one too
many.  Each is tried on the rest of the text; the one that leaves the fewest further mistakes wins.
"""

from __future__ import annotations

from dataclasses import dataclass

from breytac.diagnostics.finding import Related
from breytac.diagnostics.rules import reader as rules
from breytac.syntax.indentation import Guess, guess_unclosed
from breytac.syntax.tokens import Reading, Token

CLOSERS = {
    "LPAREN": "RPAREN",
    "LBRACKET": "RBRACKET",
    "LBRACE": "RBRACE",
    "LSET": "RBRACE",
    "LFUNCTION": "RPAREN",
}
TEXT = {"RPAREN": ")", "RBRACKET": "]", "RBRACE": "}"}
_TRIALS = 12
"""So many mistakes of a text are weighed; the rest take the usual explanation."""


@dataclass(slots=True)
class _Wrong:
    """How a bracket that does not fit is explained: by `missing` closers before it, or if that
    is 0 as one `extra`, or else as being of the wrong kind."""

    missing: int = 0
    extra: bool = False


def balance(tokens: list[Token], reading: Reading) -> list[Token]:
    """The tokens with all brackets matching: the list itself where they do already."""
    stack: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in CLOSERS:
            stack.append(CLOSERS[kind])
        elif kind in TEXT and (not stack or stack.pop() != kind):
            return _Repair(tokens, reading).run()
    return _Repair(tokens, reading).run() if stack else tokens


class _Repair:
    def __init__(self, tokens: list[Token], reading: Reading) -> None:
        self.tokens = tokens
        self.reading = reading
        self.open: list[Token] = []
        self.out: list[Token] = []
        self.counts = dict.fromkeys(TEXT, 0)
        """How many open brackets each kind of closer would find."""
        self.trials = _TRIALS
        self.brackets = [t.type for t in tokens if t.type in CLOSERS or t.type in TEXT]

    def run(self) -> list[Token]:
        seen = 0
        for token in self.tokens:
            kind = token.type
            keep = True
            if kind in CLOSERS:
                self.open.append(token)
                self.counts[CLOSERS[kind]] += 1
                seen += 1
            elif kind in TEXT:
                seen += 1
                keep = self._close(token, seen)
            if keep:
                self.out.append(token)
        self._finish()
        return self.out

    def _close(self, token: Token, seen: int) -> bool:
        """Deals with a closing bracket, the last of the first `seen` brackets; False drops it."""
        if not self.open:
            self._report_stray(token)
            return False
        if CLOSERS[self.open[-1].type] == token.type:
            self._pop()
            return True
        wrong = self._explain(token.type, seen)
        if wrong.extra:
            self._report_stray(token)
            return False
        if wrong.missing:
            self._report_missing(token, wrong.missing)
            for _ in range(wrong.missing):
                self._insert_closer(self._pop())
            self._pop()
            return True
        opener = self._pop()
        self._report_replaced(opener, token)
        token.type = CLOSERS[opener.type]
        return True

    def _pop(self) -> Token:
        opener = self.open.pop()
        self.counts[CLOSERS[opener.type]] -= 1
        return opener

    def _insert_closer(self, opener: Token) -> None:
        """Closes at the end of the last token: a closer of no width marks a form as mended."""
        end = self.out[-1].end
        kind = CLOSERS[opener.type]
        self.out.append(Token(kind, end, end, TEXT[kind], self.reading))

    def _explain(self, kind: str, seen: int) -> _Wrong:
        depth = self._depth_of(kind) if self.counts[kind] else 0
        usual = _Wrong(missing=depth)
        if self.trials == 0:
            return usual
        self.trials -= 1
        expected = [CLOSERS[opener.type] for opener in self.open]
        rest = self.brackets[seen:]
        options = [(1 + _mistakes(expected[:-1], rest), _Wrong())]
        if depth:
            options.insert(0, (depth + _mistakes(expected[: -depth - 1], rest), usual))
        options.append((1 + _mistakes(expected, rest), _Wrong(extra=True)))
        return min(options, key=lambda option: option[0])[1]

    def _depth_of(self, kind: str) -> int:
        """How many open brackets stand above the innermost one that `kind` closes."""
        depth = 0
        while CLOSERS[self.open[-1 - depth].type] != kind:
            depth += 1
        return depth

    # What is said about it.

    def _report_stray(self, token: Token) -> None:
        related: tuple[Related, ...] = ()
        hint = f"Remove this `{token.text}`, or add the bracket that should open before it."
        if self.open:
            opener = self.open[-1]
            related = (Related(opener.span, f"`{opener.text}` is what is open here"),)
        message = f"`{token.text}` closes nothing"
        token.report(rules.STRAY, message, hint, related)

    def _report_missing(self, token: Token, count: int) -> None:
        left_open = self.open[-count:]
        opener = left_open[-1]
        needed = "".join(TEXT[CLOSERS[t.type]] for t in reversed(left_open))
        guess = guess_unclosed(self.tokens, left_open[0], token) if self.trials else None
        where = f"before this `{token.text}`"
        related = [Related(t.span, f"`{t.text}` is opened here") for t in left_open[:-4:-1]]
        if guess is not None:
            related.append(_related_guess(guess))
            where = f"at {guess.place}"
        token.report(
            rules.MISMATCHED,
            f"`{opener.text}` opened at {opener.place} is closed by `{token.text}` "
            f"at {token.place}",
            f"Add the missing `{needed}` {where}.",
            tuple(related),
        )

    def _report_replaced(self, opener: Token, token: Token) -> None:
        needed = TEXT[CLOSERS[opener.type]]
        token.report(
            rules.MISMATCHED,
            f"`{opener.text}` opened at {opener.place} is closed by `{token.text}` "
            f"at {token.place}",
            f"Write `{needed}` in place of this `{token.text}`.",
            (Related(opener.span, f"`{opener.text}` is opened here"),),
        )

    def _finish(self) -> None:
        """Closes what is still open at the end of the text."""
        if not self.open:
            return
        end = self.tokens[-1]
        if end.type != "OPEN_STRING":  # else the string swallowed them, which is said already
            self._report_unclosed()
        for opener in reversed(self.open):
            self._insert_closer(opener)

    def _report_unclosed(self) -> None:
        outer = self.open[0]
        needed = "".join(TEXT[CLOSERS[t.type]] for t in reversed(self.open))
        guess = guess_unclosed(self.tokens, outer, None) if self.trials else None
        related = []
        hint = f"Add `{needed[:20]}` at the end of the text."
        if guess is not None:
            related.append(_related_guess(guess))
            hint = f"Add `{TEXT[CLOSERS[guess.opener.type]]}` at {guess.place}."
        if len(self.open) == 1:
            message = f"`{outer.text}` opened at {outer.place} is never closed"
        else:
            inner = self.open[-1]
            message = (
                f"{len(self.open)} brackets are never closed, from `{outer.text}` at "
                f"{outer.place} to `{inner.text}` at {inner.place}"
            )
            related += [Related(t.span, f"`{t.text}` is open too") for t in self.open[1:4]]
        outer.report(rules.UNCLOSED, message, hint, tuple(related))


def _mistakes(expected: list[str], rest: list[str]) -> int:
    """How many mistakes the rest of a text has, with the usual explanation of each."""
    stack = list(expected)
    counts = {kind: stack.count(kind) for kind in TEXT}
    mistakes = 0
    for kind in rest:
        if kind in CLOSERS:
            stack.append(CLOSERS[kind])
            counts[CLOSERS[kind]] += 1
        elif not stack:
            mistakes += 1
        elif counts[kind] == 0:
            mistakes += 1
            counts[stack.pop()] -= 1
        else:
            while stack[-1] != kind:
                mistakes += 1
                counts[stack.pop()] -= 1
            counts[stack.pop()] -= 1
    return mistakes + len(stack)


def _related_guess(guess: Guess) -> Related:
    text = guess.opener.text
    message = f"by the indentation, this `{text}` was meant to be closed at {guess.place}"
    return Related(guess.opener.span, message)
