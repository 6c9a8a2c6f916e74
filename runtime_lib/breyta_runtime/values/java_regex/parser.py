"""Java's regular expression syntax, as `java.util.regex.Pattern` reads it."""

from __future__ import annotations

from breyta_runtime.values.java_regex import charset
from breyta_runtime.values.java_regex.charset import CharSet
from breyta_runtime.values.java_regex.escapes import FLAG_NAMES, Flags, Scanner
from breyta_runtime.values.java_regex.nodes import (
    EMPTY,
    Alt,
    Assert,
    Atomic,
    BackRef,
    Chars,
    Group,
    Look,
    Mode,
    Node,
    PatternError,
    Regex,
    Repeat,
    Seq,
)

MAX_LENGTH = 20_000
"""Longer patterns are refused: nobody writes them, and they cost time to read."""


def parse(source: str) -> Regex:
    """The syntax tree of `source`, or PatternError with Java's wording."""
    if len(source) > MAX_LENGTH:
        raise PatternError("Pattern too long", source[:80], 0)
    parser = _Parser(_unquote(source))
    try:
        root = parser.alternatives()
    except RecursionError:
        raise PatternError("Pattern too deeply nested", source[:80], 0) from None
    if parser.peek() == ")":
        raise parser.fail("Unmatched closing ')'", max(parser.pos - 1, 0))
    return Regex(source, root, parser.groups, parser.names)


def _unquote(source: str) -> str:
    """`\\Q…\\E` spelled out with ordinary escapes, so that the parser never meets it."""
    if "\\Q" not in source:
        return source
    out: list[str] = []
    i = 0
    while i < len(source):
        pair = source[i : i + 2]
        if pair == "\\Q":
            end = source.find("\\E", i + 2)
            quoted = source[i + 2 :] if end < 0 else source[i + 2 : end]
            out += (f"\\{c}" if c.isascii() and not c.isalnum() else c for c in quoted)
            i = len(source) if end < 0 else end + 2
        elif pair[:1] == "\\":
            out.append(pair)
            i += 2
        else:
            out.append(pair[:1])
            i += 1
    return "".join(out)


class _Parser(Scanner):
    """Recursive descent; one method per level of the grammar."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.groups = 0
        self.closed: set[int] = set()
        self.names: dict[str, int] = {}

    def alternatives(self) -> Node:
        options = [self.sequence()]
        while self.peek() == "|":
            self.next()
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def sequence(self) -> Node:
        items: list[Node] = []
        while (char := self.peek()) and char not in "|)":
            atom = self.atom()
            if atom is not None:
                items.append(self.quantified(atom))
        if len(items) == 1:
            return items[0]
        return Seq(tuple(items)) if items else EMPTY

    # -- quantifiers --------------------------------------------------------------------------

    def quantified(self, atom: Node) -> Node:
        bounds = self.bounds()
        if bounds is None:
            return atom
        low, high = bounds
        mode: Mode = "greedy"
        if self.peek() in ("?", "+"):
            mode = "lazy" if self.next() == "?" else "possessive"
        return Repeat(atom, low, high, mode)

    def bounds(self) -> tuple[int, int | None] | None:
        match self.peek():
            case "?":
                self.next()
                return 0, 1
            case "*":
                self.next()
                return 0, None
            case "+":
                self.next()
                return 1, None
            case "{":
                return self.counted()
            case _:
                return None

    def counted(self) -> tuple[int, int | None]:
        start = self.pos
        self.next()
        low = self.digits()
        if low is None:
            raise self.fail("Illegal repetition", start)
        high: int | None = low
        if self.accept(","):
            high = self.digits()
        if not self.accept("}"):
            raise self.fail("Unclosed counted closure")
        if (high is not None and high < low) or max(low, high or 0) > 0x7FFFFFFF:
            raise self.fail("Illegal repetition range")
        return low, high

    def digits(self) -> int | None:
        start = self.pos
        while self.raw().isascii() and self.raw().isdigit():
            self.pos += 1
        return int(self.text[start : self.pos]) if self.pos > start else None

    # -- atoms --------------------------------------------------------------------------------

    def atom(self) -> Node | None:
        """One atom, or None for something that matches nothing by itself, such as `(?i)`."""
        start = self.pos
        char = self.next()
        flags = self.flags
        match char:
            case "(":
                return self.group()
            case "[":
                return Chars(self.char_class())
            case "\\":
                return self.escape()
            case ".":
                ends = CharSet.chars("\n") if flags.unix_lines else charset.LINE_ENDS
                return Chars(charset.ALL if flags.dot_all else ~ends)
            case "^":
                return Assert("line-start" if flags.multiline else "start", flags.unix_lines)
            case "$":
                return Assert("line-end" if flags.multiline else "last-line-end", flags.unix_lines)
            case "*" | "+" | "?":
                raise self.fail(f"Dangling meta character '{char}'", start)
            case "{":
                raise self.fail("Illegal repetition", start)
            case _:
                return Chars(flags.fold(CharSet.of([(ord(char), ord(char))])))

    def escape(self) -> Node:
        start = self.pos
        char = self.raw()
        if not char:
            raise self.fail("Unexpected internal error")
        self.pos += 1
        flags = self.flags
        match char:
            case "A":
                return Assert("start")
            case "z":
                return Assert("end")
            case "Z":
                return Assert("last-line-end", flags.unix_lines)
            case "b" | "B":
                if self.raw() == "{":
                    raise self.fail("\\b{…} is not supported; use \\b", start)
                return Assert("word" if char == "b" else "not-word", unicode=flags.unicode_classes)
            case "G" | "X":
                raise self.fail(f"\\{char} is not supported", start)
            case "R":
                crlf = Seq((Chars(CharSet.chars("\r")), Chars(CharSet.chars("\n"))))
                return Alt((crlf, Chars(charset.VERTICAL)))
            case "k":
                return self.named_reference()
            case _ if char in "123456789":
                return self.reference(char)
        return Chars(self.escape_in_set(char, start))

    def escape_in_set(self, char: str, start: int) -> CharSet:
        """What an escape means both inside and outside of a class."""
        found = self.escaped_class(char)
        if found is not None:
            return found
        code = self.escaped_char(char)
        if code is None:
            raise self.fail("Illegal/unsupported escape sequence", start)
        return self.flags.fold(CharSet.of([(code, code)]))

    def reference(self, first: str) -> Node:
        number = int(first)
        while self.raw() and self.raw() in "0123456789":
            longer = number * 10 + int(self.raw())
            if longer > self.groups:
                break
            number = longer
            self.pos += 1
        return BackRef(number, self.flags.ignore_case, number in self.closed)

    def named_reference(self) -> Node:
        if not self.raw() == "<":
            raise self.fail("\\k is not followed by '<' for named capturing group")
        self.pos += 1
        name = self.group_name()
        if name not in self.names:
            raise self.fail(f"named capturing group <{name}> does not exist")
        number = self.names[name]
        return BackRef(number, self.flags.ignore_case, number in self.closed)

    # -- groups -------------------------------------------------------------------------------

    def group(self) -> Node | None:
        """What follows an opening parenthesis; flags set inside end with the group."""
        outer = self.flags
        self.flags = outer.copy()
        if not self.accept("?"):
            node: Node | None = self.capture()
        elif self.accept(":"):
            node = self.rest()
        elif self.accept(">"):
            node = Atomic(self.rest())
        elif self.accept("="):
            node = Look(self.rest(), True, False)
        elif self.accept("!"):
            node = Look(self.rest(), True, True)
        elif self.accept("<"):
            node = self.behind_or_named()
        else:
            return self.inline_flags(outer)
        self.flags = outer
        return node

    def capture(self, name: str | None = None) -> Node:
        self.groups += 1
        number = self.groups
        if name is not None:
            if name in self.names:
                raise self.fail(f"Named capturing group <{name}> is already defined")
            self.names[name] = number
        body = self.rest()
        self.closed.add(number)
        return Group(number, body)

    def rest(self) -> Node:
        body = self.alternatives()
        if not self.accept(")"):
            raise self.fail("Unclosed group")
        return body

    def behind_or_named(self) -> Node:
        if self.accept("=") or self.accept("!"):
            negative = self.text[self.pos - 1] == "!"
            return Look(self.rest(), False, negative)
        return self.capture(self.group_name())

    def group_name(self) -> str:
        end = self.text.find(">", self.pos)
        name = self.text[self.pos : end] if end >= 0 else ""
        if not (name.isascii() and name.isalnum() and name[0].isalpha()):
            raise self.fail("capturing group name does not start with a Latin letter")
        self.pos = end + 1
        return name

    def inline_flags(self, outer: Flags) -> Node | None:
        """`(?i)` changes the rest of the enclosing group, `(?i:…)` only its own body."""
        value = True
        while (char := self.raw()) not in ("", ")", ":"):
            self.pos += 1
            if char == "-" and value:
                value = False
            elif char in FLAG_NAMES:
                setattr(self.flags, FLAG_NAMES[char], value)
                if char == "U" and value:
                    self.flags.unicode_case = True
            else:
                raise self.fail("Unknown inline modifier", self.pos - 1)
        if not char:
            raise self.fail("Unclosed group")
        self.pos += 1
        if char == ")":
            return None
        body = self.rest()
        self.flags = outer
        return body

    # -- classes ------------------------------------------------------------------------------

    def char_class(self) -> CharSet:
        """The rest of `[…]`: unions of ranges, nested classes, and `&&` between them."""
        negated = self.accept("^")
        result = self.class_operand(first=True)
        while self.accept("&&"):
            operand = self.class_operand(first=False)
            if operand is not None:
                result = operand if result is None else result & operand
        if not self.accept("]"):
            raise self.fail("Unclosed character class", len(self.text) - 1)
        if result is None:
            raise self.fail("Bad class syntax")
        return ~result if negated else result

    def class_operand(self, first: bool) -> CharSet | None:
        found: CharSet | None = None
        while char := self.peek():
            if char == "]" and not (first and found is None):
                break
            if self.text.startswith("&&", self.pos):
                break
            self.pos += 1
            item = self.char_class() if char == "[" else self.class_item(char)
            found = item if found is None else found | item
        return found

    def class_item(self, char: str) -> CharSet:
        """One character, shorthand or range; the cursor is behind `char`."""
        low = self.class_char(char)
        if isinstance(low, CharSet):
            return low
        if self.peek() == "-" and self.text[self.pos + 1 : self.pos + 2] not in ("", "]", "["):
            self.pos += 1
            high = self.class_char(self.next())
            if isinstance(high, CharSet) or high < low:
                raise self.fail("Illegal character range")
            return self.flags.fold(CharSet.of([(low, high)]))
        return self.flags.fold(CharSet.of([(low, low)]))

    def class_char(self, char: str) -> int | CharSet:
        if char != "\\":
            return ord(char) if char else -1
        start = self.pos
        name = self.raw()
        if not name:
            raise self.fail("Unclosed character class", len(self.text) - 1)
        self.pos += 1
        found = self.escaped_class(name)
        if found is not None:
            return found
        code = self.escaped_char(name)
        if code is None:
            raise self.fail("Illegal/unsupported escape sequence", start)
        return code


def width(node: Node) -> tuple[int, int | None]:
    """The least and the most characters `node` matches; None for no limit."""
    match node:
        case Chars():
            return 1, 1
        case Seq(items):
            widths = [width(item) for item in items]
            return sum(w[0] for w in widths), _total([w[1] for w in widths])
        case Alt(options):
            widths = [width(option) for option in options]
            most = [w[1] for w in widths]
            return min(w[0] for w in widths), (
                None if None in most else max(m for m in most if m is not None)
            )
        case Group(_, body) | Atomic(body):
            return width(body)
        case Repeat(body, low, high):
            least, most_one = width(body)
            if most_one == 0:
                return 0, 0
            return least * low, None if high is None or most_one is None else most_one * high
        case BackRef():
            return 0, None
        case _:
            return 0, 0


def _total(widths: list[int | None]) -> int | None:
    total = 0
    for one in widths:
        if one is None:
            return None
        total += one
    return total


def first_chars(node: Node) -> CharSet | None:
    """The characters a match can begin with; None when a match can be empty or is hard to say."""
    match node:
        case Chars(chars):
            return chars
        case Group(_, body) | Atomic(body):
            return first_chars(body)
        case Alt(options):
            found = CharSet(())
            for option in options:
                one = first_chars(option)
                if one is None:
                    return None
                found = found | one
            return found
        case Repeat(body, low):
            return first_chars(body) if low > 0 else None
        case Seq(items):
            return _first_of_sequence(items)
        case _:
            return None


def _first_of_sequence(items: tuple[Node, ...]) -> CharSet | None:
    found = CharSet(())
    for item in items:
        if isinstance(item, Assert | Look):
            continue
        one = first_chars(item)
        if one is not None:
            return found | one
        if not (isinstance(item, Repeat) and (inner := first_chars(item.body))):
            return None
        found = found | inner
    return None
