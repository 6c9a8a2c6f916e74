"""Single tokens to values, by the rules of Clojure's reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal as PyDecimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from breytac.syntax.forms import Decimal, Float, Form, Integer, Ratio
from breytac.syntax.source import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a piece of text; `start` and `end` are relative to that text."""

    message: str
    hint: str | None = None
    start: int = 0
    end: int | None = None


_INTEGER = re.compile(
    r"(?P<sign>[-+]?)(?:0[xX](?P<hex>[0-9A-Fa-f]+)|(?P<zero>0)|0(?P<octal>[0-7]+)"
    r"|(?P<radix>[1-9][0-9]?)[rR](?P<digits>[0-9A-Za-z]+)|(?P<decimal>[1-9][0-9]*))(?P<big>N?)"
)
_FLOAT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?(M?)")
_RATIO = re.compile(r"([-+]?[0-9]+)/([0-9]+)")
_MAX_DIGITS = 4300
_MAX_EXPONENT = 2**31 - 1


def parse_number(text: str, span: Span) -> Form | Problem:
    if len(text) > _MAX_DIGITS:
        return Problem(f"a number of {len(text)} characters is too long to be meant")
    if match := _INTEGER.fullmatch(text):
        return _integer(match, span)
    if re.fullmatch(r"[-+]?0[0-9]+N?", text):
        hint = "A leading 0 means octal, which has the digits 0 to 7 only."
        return Problem(f"`{text}` is not a number", hint)
    if match := _FLOAT.fullmatch(text):
        if not match[1]:
            return Float(float(text), span=span)
        return _decimal(text[:-1], span)
    if match := _RATIO.fullmatch(text):
        if int(match[2]) == 0:
            return Problem(f"`{text}` divides by zero")
        value = Fraction(int(match[1]), int(match[2]))
        if value.denominator == 1:
            return _long(value.numerator, span)
        return Ratio(value, span=span)
    return Problem(f"`{text}` is not a number", _number_hint(text))


def _integer(match: re.Match[str], span: Span) -> Form | Problem:
    if match["radix"]:
        base, digits = int(match["radix"]), match["digits"]
        if not 2 <= base <= 36:
            return Problem(f"`{match[0]}` has the base {base}", "A base is 2 to 36.")
    else:
        base, digits = next(
            (base, match[group])
            for group, base in (("hex", 16), ("octal", 8), ("decimal", 10), ("zero", 10))
            if match[group] is not None
        )
    try:
        value = int(match["sign"] + digits, base)
    except ValueError:
        return Problem(f"`{match[0]}` has digits that do not exist in base {base}")
    return _long(value, span, bool(match["big"]))


def _long(value: int, span: Span, big: bool = False) -> Integer:
    return Integer(value, big or not -(2**63) <= value < 2**63, span=span)


def _decimal(text: str, span: Span) -> Form | Problem:
    try:
        value = PyDecimal(text)
    except InvalidOperation:
        value = PyDecimal("nan")
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > _MAX_EXPONENT:
        return Problem(f"`{text}M` has an exponent that is too large")
    return Decimal(value, span=span)


def _number_hint(text: str) -> str | None:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?(T.*)?", text):
        return f'Write a date or time as a string: "{text}".'
    if re.fullmatch(r"[0-9]+(?:ms|s|m|h|d|sec|min)", text):
        return f'Write a duration as a string, such as "{text}", or as a plain number.'
    if "_" in text and text.replace("_", "").lstrip("+-").isdigit():
        return f"Digits are not grouped in Clojure: write {text.replace('_', '')}."
    if not re.fullmatch(r"[-+0-9.eExXrRnNmM/]+", text):
        return "A name cannot begin with a digit; a text belongs in quotes."
    return None


_NAME = re.compile(r":?([^0-9/].*/)?(?:/|[^0-9/][^/]*)", re.DOTALL)
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f]"
_CURLY_QUOTES = "[\u201c\u201d\u201e\u00ab\u00bb]"


@lru_cache(maxsize=8192)
def parse_name(text: str) -> tuple[str | None, str] | Problem:
    """(namespace, name) of a symbol's text, or of a keyword's text with its colon."""
    if not text.isascii():
        if unseen := re.search(_INVISIBLE, text):
            shown = f"U+{ord(unseen[0]):04X}"
            message = f"this name holds the invisible character {shown}"
            return Problem(message, "Delete it and type the name again.", *unseen.span())
        if quote := re.search(_CURLY_QUOTES, text):
            message = f"`{quote[0]}` is a typographic quote"
            return Problem(message, 'Strings are written in straight quotes: "text".')
    match = _NAME.fullmatch(text)
    if match is None or text.endswith(":") or "::" in text[1:]:
        return _bad_name(text)
    if match[1] is not None and match[1].endswith(":/"):
        return _bad_name(text)
    bare = text[1:] if text[0] == ":" else text
    ns, slash, name = bare.partition("/")
    if not slash or bare == "/":
        return None, bare
    return ns, name


def _bad_name(text: str) -> Problem:
    what = "keyword" if text[0] == ":" else "symbol"
    if text == ":":
        return Problem("`:` is followed by no name", "A keyword is written `:name`.")
    if text.startswith("//"):
        return Problem("`//` does not begin a comment", "Comments begin with `;`.")
    if text.endswith(":"):
        hint = f"A keyword has its colon in front: `:{text.strip(':')}`."
        return Problem(f"`{text}` ends in a colon", hint)
    if text.endswith("/"):
        return Problem(f"`{text}` has nothing after its slash")
    if text.startswith(("/", ":/")):
        return Problem(f"`{text}` has nothing before its slash", "A path belongs in quotes.")
    return Problem(f"`{text}` is not a valid {what}")


_CHARACTERS = {
    "newline": "\n",
    "space": " ",
    "tab": "\t",
    "backspace": "\b",
    "formfeed": "\f",
    "return": "\r",
}


def parse_char(text: str) -> str | Problem:
    """The character that a literal such as `\\a`, `\\newline`, `\\u00e9` or `\\o101` names."""
    name = text[1:]
    if len(name) == 1 and ord(name) <= 0xFFFF and not _is_half(ord(name)):
        return name
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    if re.fullmatch(r"u[0-9A-Fa-f]{4}", name):
        code = int(name[1:], 16)
        if _is_half(code):
            return Problem(f"`{text}` is half of a surrogate pair, not a character")
        return chr(code)
    if re.fullmatch(r"o[0-7]{1,3}", name):
        code = int(name[1:], 8)
        return chr(code) if code <= 0o377 else Problem(f"`{text}` is above \\o377")
    return _bad_char(text, name)


def _is_half(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF


def _bad_char(text: str, name: str) -> Problem:
    if name.startswith('"'):
        return Problem(
            '`\\"` stands outside of any string',
            'Write a plain `"` here; `\\"` is for quotes inside a string.',
        )
    if len(name) == 1:
        return Problem(f"`{text}` does not fit into one character", 'Write it as a string: "…".')
    names = ", ".join(f"\\{known}" for known in _CHARACTERS)
    return Problem(f"`{text}` is not a character", f"A single character, or {names}, \\u00e9.")


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([0-7]{1,3})|([\s\S]))")
_ESCAPES = {"t": "\t", "r": "\r", "n": "\n", "\\": "\\", '"': '"', "b": "\b", "f": "\f"}
_ENDS_OCTAL = re.compile(r"""[\s,";'@^`~()\[\]{}\\%#]|\Z""")


@dataclass(frozen=True, slots=True)
class Text:
    """The value of a string literal."""

    value: str
    offsets: tuple[int, ...]
    """Where each character of the value, and its end, stands in the literal's body."""
    problems: tuple[Problem, ...]


def parse_string(body: str) -> Text:
    """The text between the quotes, with its escapes resolved."""
    chars: list[str] = []
    offsets: list[int] = []
    problems: list[Problem] = []
    at = 0
    for match in _ESCAPE.finditer(body):
        start = match.start()
        if start < at:
            continue
        chars.append(body[at:start])
        offsets.extend(range(at, start))
        at = match.end()
        char = _escaped(match, body)
        if isinstance(char, str) and 0xD800 <= ord(char) <= 0xDFFF:
            low = _ESCAPE.match(body, at)
            char = _pair(match, low)
            if low is not None and isinstance(char, str):
                at = low.end()
        if isinstance(char, Problem):
            problems.append(char)
            char = match[0]
        chars.append(char)
        offsets.extend([start] * len(char))
    chars.append(body[at:])
    offsets.extend(range(at, len(body) + 1))
    return Text("".join(chars), tuple(offsets), tuple(problems))


def _escaped(match: re.Match[str], body: str) -> str | Problem:
    code, octal, letter = match.groups()
    start, end = match.span()
    if code is not None:
        return chr(int(code, 16))
    if octal is not None:
        if int(octal, 8) > 0o377 or (len(octal) < 3 and not _ENDS_OCTAL.match(body, end)):
            hint = "Up to three octal digits, at most \\377; \\u0041 is clearer."
            return Problem(f"`{match[0]}` is not an octal escape", hint, start, end)
        return chr(int(octal, 8))
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter == "u":
        hint = "Four hexadecimal digits follow `\\u`."
        return Problem("`\\u` is not followed by four hexadecimal digits", hint, start, end)
    known = '\\n \\t \\r \\b \\f \\\\ \\" \\u0041'
    hint = f"Write `\\\\{letter}` for a backslash in the text; the escapes are {known}."
    return Problem(f"`{match[0]}` is not an escape", hint, start, end)


def _pair(high: re.Match[str], low: re.Match[str] | None) -> str | Problem:
    """Java's strings are UTF-16: two escapes may make one character."""
    if low is not None and low[1] is not None:
        units = int(high[1], 16), int(low[1], 16)
        if 0xD800 <= units[0] <= 0xDBFF and 0xDC00 <= units[1] <= 0xDFFF:
            return chr(0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00))
    return Problem(f"`{high[0]}` is half of a surrogate pair", None, *high.span())
