"""Random programs that end: the same seed gives the same program, on every Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from . import templates, templates_colls, templates_text
from .grammar import LOCAL, PLACEHOLDER, Node, Template, parse, read_templates, show

Env = dict[str, str]


def _read(*sources: object) -> dict[str, list[Template]]:
    return {
        name.lower(): read_templates(text)
        for source in sources
        for name, text in vars(source).items()
        if name.isupper() and isinstance(text, str)
    }


TEMPLATES = _read(templates, templates_text, templates_colls)

# A local of one of these types will do as well.
SUBTYPES: dict[str, tuple[str, ...]] = {
    "any": (
        "int",
        "num",
        "str",
        "bool",
        "kw",
        "char",
        "oint",
        "ints",
        "vint",
        "vany",
        "map",
        "imap",
        "rows",
        "amap",
        "anys",
        "strs",
        "lint",
    ),
    "num": ("int",),
    "oint": ("int",),
    "ints": ("vint", "lint"),
    "anys": ("vint", "ints", "vany", "strs", "lint", "kws", "nums", "rows"),
    "vany": ("vint",),
    "map": ("imap",),
    "amap": ("map", "imap"),
    "data": ("any", "int", "str", "map", "vany", "sint", "sany"),
    "sany": ("sint",),
    "ostr": ("str",),
    "small": (),
}

LEAVES: dict[str, str] = {
    "int": "0 1 -1 2 3 4 5 7 10 12 42 -7 100 -3 0 1 2 255 1000000007 2147483648 -2147483649"
    " 9223372036854775807 -9223372036854775807",
    "small": "0 1 2 3 4 1 2 3",
    "num": "0 1 -2 3 0.0 -0.0 1.5 -2.5 0.1 1.0 2.0 1e10 1.0E21 1e-5 123456.789 1/2 -7/3 5N 0N"
    " 12345678901234567890N 1.50M 0M -3.25M 2.5 3.5 0.25 100.0 9007199254740993 4.0E-4",
    "str": '"" "a" "ab" "abc" " x " "a,b,c" "12" "-7" "1.5" "é" "😀b" "ß" "x\\ny" "\\"q\\"" "\\\\"'
    ' "aXbYc" "true" "Hello, World" "a1b22" "  " "nil" "a-b" "İ" "b" "B" "1e3" "%s" "$1"',
    "char": "\\a \\b \\c \\space \\newline \\1 \\é \\Z \\,",
    "kw": ":a :b :c :z :n/b :k :a :b",
    "sym": "(quote foo) (quote a/b) (quote x)",
    "bool": "true false true false (< 1 2) (= :a :b)",
    "nil": "nil",
    "oint": "nil 1 0 7",
    "ostr": 'nil "a" "b1"',
    "ints": "[] [1] [1 2 3] [3 1 2] [5 -1 0 5] (list 1 2) (range 4) nil [7 7 7] (list)",
    "vint": "[] [1] [1 2 3] [3 1 2] [0 -5 10 2] [9 8]",
    "lint": "(list) (list 1) (list 3 2 1) (quote (5 6))",
    "strs": '["a" "b"] [] ["b" "" "a"] (list "x" "y,z") ["é" "A"]',
    "kws": "[:a :b] [:c] [] (list :b :a :b)",
    "nums": "[1 2.5] [1/2 1] [3 1N 2.0] [0.5]",
    "anys": '[] [1 "a" :b] [nil nil] (list 1 nil) nil [1 1.0 2N] [[1] [2]] [true false nil \\a]',
    "vany": '[] [1 "a"] [nil] [[1 2] {:a 1}] [:a [:b [3]]]',
    "map": '{} {:a 1} {:a 1 :b "x"} {:a {:b 2}} {:a nil :c [1 2]} {:b {:c {:d 1}} :a false}',
    "imap": "{} {:a 1} {:a 1 :b 2} {:c 3 :b -1 :a 0}",
    "amap": '{} {nil 1} {1 :i 1.0 :d} {"a" 1 \\a 2 :a 3} {[1] 2} {true 1 1 2} {{:a 1} 2 #{1} 3}',
    "sint": "#{} #{1} #{1 2 3} (sorted-set 3 1 2)",
    "sany": '#{} #{nil} #{:a} #{1 "a" :b} #{[1] (quote (2))}',
    "rows": "[] [{:k :a :v 1}] [{:k :b :v 2} {:k :a :v 1} {:k :b :v 3}] (list {:k :a :v 0})",
    "f1": "inc dec identity - abs",
    "f2": "+ - * max min",
    "pred": "odd? even? pos? neg? zero?",
    "xf": "(map inc) (filter odd?) (take 2) (distinct)",
    "truthy": "identity some?",
    "re": '#"[a-c]+" #"," #"(a)|(b)" #"\\d+"',
}
_LEAF_NODES: dict[str, list[Node]] = {}

NAMES = [
    "a",
    "b",
    "c",
    "x",
    "y",
    "z",
    "v",
    "w",
    "n",
    "m",
    "f",
    "g",
    "xs",
    "acc",
    "item",
    "row",
    "total",
    "a-b",
    "a_b",
    "x?",
    "x'",
    "->y",
    "is?",
    "é",
    "class",
    "None",
    "self",
    "lambda",
    "in",
    "is",
    "value",
    "e",
    "k",
    "i",
    "j",
    "result",
    "fn_1",
    "_x",
    "x_2",
    "a1",
    "data*",
    "+x",
    "not!",
    "Map",
    "str_",
    "get_",
    "input_",
    "return",
]
# Locals called as core functions are: what else is made of the program must not need those.
SHADOWS = [
    "name",
    "key",
    "val",
    "type",
    "list",
    "last",
    "rest",
    "hash",
    "range",
    "test",
    "num",
    "print",
    "set",
    "max",
    "sum",
    "id",
]


@dataclass(frozen=True, slots=True)
class Options:
    budget: int = 40
    """How many templates a program is made of, about."""
    depth: int = 7
    confusion: float = 0.01
    """How often an expression has another type than it should."""


DEFAULT = Options()


@dataclass(frozen=True, slots=True)
class Program:
    """`function` is `(fn [input] …)`, `input` a literal."""

    function: Node
    input: Node

    @property
    def code(self) -> str:
        return show(self.function)

    @property
    def data(self) -> str:
        return show(self.input)


def program(seed: int, options: Options = DEFAULT) -> Program:
    return _Generator(Random(seed), options).program()


@dataclass(slots=True)
class _Generator:
    random: Random
    options: Options
    left: int = 0
    lazy: int = 0
    seen: set[str] = field(default_factory=set)

    def program(self) -> Program:
        self.left = max(3, int(self.options.budget * self.random.random() ** 1.3) + 2)
        inputs = {
            "n": "int",
            "s": "str",
            "xs": "vint",
            "m": "imap",
            "rows": "rows",
            "x": "any",
            "flag": "bool",
        }
        pairs: list[Node] = []
        for name, kind in inputs.items():
            if self.random.random() < 0.9:
                pairs += [":" + name, self._literal(kind)]
        data: Node = ("{", *pairs)
        logs = self.random.random() < 0.5
        known = self.random.sample(list(inputs), self.random.randint(1, 5))
        env = {name: inputs[name] for name in known}
        given: Node = ("{", ":keys", ("[", *known), ":or", self._defaults(known), ":as", "input")
        if logs:
            env["log"] = "log"
        body = self.expression("data", env, self.options.depth)
        if logs:
            result: Node = ("(", "let", ("[", "result'", body), ("[", "result'", "(deref log)"))
            body = ("(", "let", ("[", "log", "(atom [])"), result)
        return Program(("(", "fn", ("[", given), body), data)

    def _defaults(self, known: list[str]) -> Node:
        defaults = {"n": "5", "s": '"dflt"', "xs": "[4 5 6]", "m": "{:a 9}", "rows": "[]"}
        pairs = [part for n in known if n in defaults for part in (n, defaults[n])]
        return ("{", *map(parse, pairs))

    def _literal(self, kind: str) -> Node:
        """Data only: nothing in it is evaluated."""
        if kind == "any":
            kind = self.random.choice(["int", "num", "str", "char", "kw", "map", "amap", "vany"])
        for _ in range(20):
            leaf = self.leaf(kind)
            if "(" not in show(leaf):
                return leaf
        return "nil"

    def leaf(self, kind: str) -> Node:
        if kind in ("any", "data"):
            kind = self.random.choice(["int", "num", "str", "kw", "nil", "vint", "map", "char"])
        leaves = _LEAF_NODES.get(kind)
        if leaves is None:
            leaves = _LEAF_NODES[kind] = list(parse(f"[{LEAVES[kind]}]")[1:])
        return self.random.choice(leaves)

    def local(self, kind: str, env: Env) -> Node | None:
        kinds = (kind, *SUBTYPES.get(kind, ()))
        fitting = [name for name, known in env.items() if known in kinds]
        return self.random.choice(fitting[-6:]) if fitting else None

    def expression(self, kind: str, env: Env, depth: int) -> Node:
        random = self.random
        if random.random() < self.options.confusion:
            kind = random.choice(["any", "int", "str", "vany", "map", "kw", "nil"])
        whole = depth == self.options.depth
        if (not whole and random.random() < 0.28) or depth <= 0 or self.left <= 0:
            found = self.local(kind, env)
            if found is not None and random.random() < 0.8:
                return found
        if depth <= 0 or self.left <= 0 or (not whole and random.random() < 0.12):
            return self.leaf(kind)
        self.left -= 1
        usable = [t for t in TEMPLATES[kind] if not t.effects or ("log" in env and not self.lazy)]
        (template,) = random.choices(usable, [t.weight for t in usable])
        names = self._names(template, env)
        return self._fill(template.tree, names, env, depth - 1)

    def _names(self, template: Template, env: Env) -> dict[str, str]:
        found: dict[str, str] = {}
        for letter in sorted(template.locals):
            for _ in range(50):
                pool = NAMES if self.random.random() < 0.93 else SHADOWS
                if env and self.random.random() < 0.2:
                    pool = [name for name in env if name != "log"] or NAMES
                name = self.random.choice(pool)
                if name not in found.values():
                    found[letter] = name
                    break
            else:
                found[letter] = f"local-{letter}"
        return found

    def _fill(self, node: Node, names: dict[str, str], env: Env, depth: int) -> Node:
        if not isinstance(node, str):
            return (node[0], *(self._fill(child, names, env, depth) for child in node[1:]))
        hole = PLACEHOLDER.fullmatch(node)
        if hole is None:
            if names and node[0] not in '"#\\':
                return LOCAL.sub(lambda found: names.get(found[1], found[0]), node)
            return node
        kind, lazy, given = hole.groups()
        inner = env
        for part in (given or "").split("|"):
            name, _, known = part.partition(":")
            if name:
                name = name[1:] if name[0] == "=" else names[name]
                inner = {k: v for k, v in inner.items() if k != name} | {name: known.rstrip("?")}
        self.lazy += bool(lazy)
        try:
            return self.expression(kind, inner, depth)
        finally:
            self.lazy -= bool(lazy)
