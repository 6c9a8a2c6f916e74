"""A template's text as tokens: pieces of text, the edges of tags, and what is inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from breyta_runtime.templates import grammar_table
from breyta_runtime.templates.problems import Problem, TemplateError

_OPEN = re.compile(r"\\?\{\{")
_TAG = re.compile(
    r"""\{\{(?:
      (?P<comment>!(?:--)?)
    | (?P<raw_end>\{\{/)
    | (?P<raw>\{\{)
    | (?P<triple>~?\{)
    | (?P<left>~?)(?:
        (?P<refused>\#[>*]|[>*=])
      | (?P<kind>[\#^/&])
      | (?P<otherwise>else(?![\w.\-/:=\[]))
      )?
    )""",
    re.VERBOSE,
)
_ELSE_CARET = re.compile(r"\{\{~?\^(?=\s*~?\}\})")
_CLOSES = {
    "raw": re.compile(r"(~?)\}\}\}\}"),
    "raw_end": re.compile(r"(~?)\}\}\}\}"),
    "triple": re.compile(r"(?:(~)\}\}\}|\}(~?)\}\})"),
    "": re.compile(r"(~?)\}\}"),
}
_BRACES = {"raw": "}}}}", "raw_end": "}}}}", "triple": "}}}"}
_END = re.compile(r"~?\}~?\}")
_KINDS = {"#": "OPEN_BLOCK", "^": "OPEN_INVERSE", "/": "OPEN_END", "&": "OPEN"}
_REFUSED = {
    ">": "partials ({{> …}})",
    "#>": "partial blocks ({{#> …}})",
    "*": "decorators ({{* …}})",
    "#*": "inline partials and decorators ({{#* …}})",
    "=": "other delimiters ({{= … =}})",
}


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(grammar_table.PATTERN)


@dataclass(slots=True)
class Token:
    type: str
    start: int
    end: int
    text: str
    trims: bool = False
    """An edge of a tag with `~`: white space on its outer side goes."""


def tokenize(text: str) -> list[Token]:
    """All tokens of a template; raises TemplateError."""
    lexer = _Lexer(text)
    lexer.read()
    return _trimmed(lexer.tokens)


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.raw: list[str] = []

    def read(self) -> None:
        text, at = self.text, 0
        while at < len(text):
            opening = _OPEN.search(text, at)
            if opening is None:
                self.literal(at, len(text))
                return
            self.literal(at, opening.start())
            at = opening.start()
            at = self.escaped(at) if text[at] == "\\" else self.tag(at)

    def add(self, kind: str, start: int, end: int, *, trims: bool = False) -> None:
        self.tokens.append(Token(kind, start, end, self.text[start:end], trims))

    def literal(self, start: int, end: int) -> None:
        if start < end:
            self.add("TEXT", start, end)

    def escaped(self, at: int) -> int:
        """`\\{{x}}` is the text `{{x}}`."""
        close = self.text.find("}}", at + 3)
        again = self.text.find("{{", at + 3)
        if close < 0 or 0 <= again < close:
            raise TemplateError(Problem(r"`\{{` escapes no tag: there is no `}}`", at, at + 3))
        self.literal(at + 1, close + 2)
        return close + 2

    def tag(self, at: int) -> int:
        tag = _TAG.match(self.text, at)
        assert tag is not None, "every `{{` opens some tag"
        if tag["comment"]:
            return self.comment(at, tag["comment"])
        if tag["refused"]:
            what = _REFUSED[tag["refused"]]
            raise TemplateError(Problem(f"templates have no {what}", at, tag.end()))
        caret = _ELSE_CARET.match(self.text, at)
        start = caret.end() if caret else tag.end()
        self.add(
            "OPEN_ELSE" if caret else self.kind(tag),
            at,
            start,
            trims=self.text.startswith("~", at + 2),
        )
        mode = next((name for name in ("raw", "raw_end", "triple") if tag[name]), "")
        name = len(self.tokens)
        end = self.contents(at, start, mode)
        if mode == "raw":
            return self.raw_text(at, end, self.tokens[name])
        return end

    @staticmethod
    def kind(tag: re.Match[str]) -> str:
        if tag["raw_end"]:
            return "OPEN_END"
        if tag["raw"]:
            return "OPEN_RAW"
        if tag["otherwise"]:
            return "OPEN_ELSE"
        return _KINDS[tag["kind"]] if tag["kind"] else "OPEN"

    def comment(self, at: int, mark: str) -> int:
        closing = "--}}" if mark == "!--" else "}}"
        close = self.text.find(closing, at + 2 + len(mark))
        if close < 0:
            hint = f"Write {closing} where the comment ends."
            raise TemplateError(Problem("this comment is never closed", at, at + 3, hint))
        end = close + len(closing)
        self.add("COMMENT", at, end)
        return end

    def contents(self, opened: int, at: int, mode: str) -> int:
        """The tokens up to the end of a tag; gives the offset behind it."""
        text = self.text
        while True:
            match = _inside().match(text, at)
            kind = match.lastgroup if match else None
            where = _after_blanks(text, at)
            if _END.match(text, where):
                return self.close(opened, where, mode)
            if match is None or kind is None:
                raise TemplateError(self.unreadable(opened, where))
            self.add(kind, *match.span(kind))
            at = match.end()

    def close(self, opened: int, where: int, mode: str) -> int:
        closing = _CLOSES[mode].match(self.text, where)
        if closing is None:
            braces = _BRACES[mode]
            problem = Problem(
                f"this tag ends in `{braces}`", where, where + 2, other=(opened, opened + 2)
            )
            raise TemplateError(problem)
        end = closing.end()
        if mode == "" and self.text.startswith("}", end) and not self.text.startswith("}}", end):
            hint = "Put a blank between the tag and a brace of the text: `}} }`."
            raise TemplateError(
                Problem("a tag with two braces ends in three", where, end + 1, hint)
            )
        self.add("CLOSE", where, end, trims="~" in closing[0])
        return end

    def raw_text(self, opened: int, at: int, name: Token) -> int:
        """Everything up to `{{{{/name}}}}` is text."""
        closing = "{{{{/" + name.text + "}}}}"
        close = self.text.find(closing, at)
        if close < 0:
            hint = f"Write {closing} where it ends."
            raise TemplateError(Problem("this raw block is never closed", opened, at, hint))
        self.literal(at, close)
        return self.tag(close)

    def unreadable(self, opened: int, at: int) -> Problem:
        text = self.text
        if at >= len(text) or "}}" not in text[at:]:
            hint = r"Close it with `}}`, or write `\{{…}}` for braces that are text."
            return Problem("this tag is never closed", opened, opened + 2, hint)
        name = re.compile(r"[^\s{}()]*").search(text, _word_start(text, opened, at))
        word = name[0] if name else text[at]
        message = f"`{text[at]}` cannot stand here in a tag"
        if re.fullmatch(r"[\w$:.-]+[?!*+<>=]+", word):
            return Problem(message, at, at + 1, f"Write the name as [{word}].")
        return Problem(message, at, at + 1, "A tag holds a name, or a helper and its arguments.")


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _word_start(text: str, opened: int, at: int) -> int:
    while at > opened + 2 and (text[at - 1].isalnum() or text[at - 1] in "_-$:."):
        at -= 1
    return at


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without the white space that a `~` next to it takes away."""
    for before, token in pairwise(tokens):
        if token.type.startswith("OPEN") and token.trims and before.type == "TEXT":
            before.text = before.text.rstrip()
        elif before.type == "CLOSE" and before.trims and token.type == "TEXT":
            token.text = token.text.lstrip()
    # Only now: nothing trims through a comment.
    return [token for token in tokens if token.type != "COMMENT"]
