"""Random programs whose control flow, scopes and evaluation order JVM Clojure can judge.

    python tests/oracles/fuzz_control.py SEED COUNT      compares the compiler with JVM Clojure

`program(random)` is also what tests/lowering/test_metamorphic.py takes its programs from.  A program
is a vector of its result and the log of everything it touched, in order.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

JAR = "/usr/share/java/clojure.jar"
_WORDS = "a b c x y get-in name class if? a-b a_b x' item value key for_ list"
NAMES = _WORDS.split()


class Maker:
    """Makes expressions of a wanted kind: whole number, boolean, or vector of whole numbers."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.scope: list[tuple[str, str]] = []

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def program(self) -> str:
        body = self.make("int", 5)
        return (
            "(let [log (atom []) t (fn [x] (swap! log conj x) x)] "
            f"(let [r (try {body} (catch Exception e :failed))] [r @log]))"
        )

    def make(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.08:
            return self.leaf(kind)
        shapes = {"int": INTS, "bool": BOOLS, "vec": VECTORS}[kind] + SHARED
        return getattr(self, self.random.choice(shapes))(kind, depth - 1)

    def leaf(self, kind: str) -> str:
        visible = dict(self.scope)
        names = [name for name, of in visible.items() if of == kind]
        if names and self.random.random() < 0.7:
            return self.random.choice(names)
        number = str(self.random.randint(-2, 5))
        return {
            "int": self.pick(number, f"(t {number})"),
            "bool": self.pick("true", "false", "(t true)", "(t nil)"),
            "vec": self.pick("[]", "[1 2]", f"[{number} (t 7)]", "[3 1 2]"),
        }[kind]

    def name(self) -> str:
        return self.random.choice(NAMES)

    def kind(self) -> str:
        return self.pick("int", "int", "bool", "vec")

    def with_names(self, names: list[tuple[str, str]], kind: str, depth: int) -> str:
        before = len(self.scope)
        self.scope += names
        made = self.make(kind, depth)
        del self.scope[before:]
        return made

    # ---- any kind

    def let(self, kind: str, depth: int) -> str:
        before = len(self.scope)
        parts = []
        for _ in range(self.random.randint(1, 3)):
            of = self.kind()
            value = self.make(of, depth - 1)
            name = self.name()
            self.scope.append((name, of))
            parts.append(f"{name} {value}")
        body = self.make(kind, depth)
        del self.scope[before:]
        return f"(let [{' '.join(parts)}] {body})"

    def destructured(self, kind: str, depth: int) -> str:
        first, second = self.random.sample(NAMES, 2)
        value = self.make("int", depth - 1)
        body = self.with_names([(first, "int"), (second, "int")], kind, depth)
        if self.random.random() < 0.5:
            return f"(let [[{first} {second}] [{value} (t 4)]] {body})"
        return (
            f"(let [{{:keys [{first}] {second} :other :or {{{first} (t 8)}}}} "
            f"{{:other {value} :z 1}}] {body})"
        )

    def if_(self, kind: str, depth: int) -> str:
        test = self.make("bool", depth)
        return f"({self.pick('if', 'if-not')} {test} {self.make(kind, depth)} {self.make(kind, depth)})"

    def cond(self, kind: str, depth: int) -> str:
        clauses = " ".join(
            f"{self.make('bool', depth - 1)} {self.make(kind, depth)}"
            for _ in range(self.random.randint(1, 3))
        )
        return f"(cond {clauses} :else {self.make(kind, depth)})"

    def case(self, kind: str, depth: int) -> str:
        return (
            f"(case {self.make('int', depth)} 0 {self.make(kind, depth)} "
            f"(1 2) {self.make(kind, depth)} {self.make(kind, depth)})"
        )

    def do(self, kind: str, depth: int) -> str:
        return f"(do {self.make(self.kind(), depth)} {self.make(kind, depth)})"

    def try_(self, kind: str, depth: int) -> str:
        body = self.make(kind, depth)
        if self.random.random() < 0.3:
            body = f'(if {self.make("bool", depth - 1)} (throw (ex-info "x" {{:n 1}})) {body})'
        final = f" (finally {self.make('int', depth - 1)})" if self.random.random() < 0.4 else ""
        return f"(try {body} (catch Exception e {self.make(kind, depth)}){final})"

    def called(self, kind: str, depth: int) -> str:
        name = self.name()
        argument = self.make("int", depth)
        body = self.with_names([(name, "int")], kind, depth)
        return f"((fn [{name}] {body}) {argument})"

    def if_let(self, kind: str, depth: int) -> str:
        name = self.name()
        value = f"(when {self.make('bool', depth)} {self.make('int', depth)})"
        then = self.with_names([(name, "int")], kind, depth)
        return (
            f"({self.pick('if-let', 'if-some')} [{name} {value}] {then} {self.make(kind, depth)})"
        )

    def loop(self, kind: str, depth: int) -> str:
        counter, carried = self.random.sample(NAMES, 2)
        start = self.make(kind, depth - 1)
        names = [(counter, "int"), (carried, kind)]
        following = self.with_names(names, kind, depth)
        end = self.with_names(names, kind, depth)
        again = f"(recur (inc {counter}) {following})"
        if self.random.random() < 0.4:
            again = f"(do (t {counter}) {again})"
        if self.random.random() < 0.4:
            again = f"(let [{counter} (+ {counter} 0)] {again})"
        return f"(loop [{counter} 0 {carried} {start}] (if (< {counter} 3) {again} {end}))"

    def named_fn(self, kind: str, depth: int) -> str:
        argument = self.random.choice(["n", "k"])
        body = self.with_names([(argument, "int")], kind, depth)
        return f"((fn again [{argument}] (if (pos? {argument}) (again (dec {argument})) {body})) (t 2))"

    def thread(self, kind: str, depth: int) -> str:
        step = self.with_names([("it", kind)], kind, depth)
        test = self.make("bool", depth - 1)
        start = self.make(kind, depth)
        if self.random.random() < 0.5:
            return f"(as-> {start} it {step})"
        return f"(cond-> {start} {test} ((fn [it] {step})))"

    # ---- whole numbers

    def arithmetic(self, kind: str, depth: int) -> str:
        return f"(rem ({self.pick('+', '-', '*')} {self.make('int', depth)} {self.make('int', depth)}) 97)"

    def many(self, kind: str, depth: int) -> str:
        parts = " ".join(self.make("int", depth) for _ in range(3))
        return f"(rem (+ {parts}) 89)"

    def choice(self, kind: str, depth: int) -> str:
        falsy = f"(when {self.make('bool', depth)} {self.make('int', depth)})"
        return f"(or {falsy} {self.make('int', depth)})"

    def both(self, kind: str, depth: int) -> str:
        test = f"(when {self.make('bool', depth)} {self.make('int', depth)})"
        return f"(if-some [q (and {test} {self.make('int', depth)})] q {self.make('int', depth)})"

    def reduced(self, kind: str, depth: int) -> str:
        acc, item = self.random.sample(NAMES, 2)
        body = self.with_names([(acc, "int"), (item, "int")], "int", depth)
        if self.random.random() < 0.3:
            body = f"(if (> {item} 2) (reduced {acc}) {body})"
        return f"(reduce (fn [{acc} {item}] {body}) {self.make('int', depth)} {self.make('vec', depth)})"

    def rolled(self, kind: str, depth: int) -> str:
        """A map that is written item by item, and looked at meanwhile."""
        acc, item = self.random.sample(NAMES, 2)
        names = [(item, "int")]
        key, value = (self.with_names(names, "int", depth - 1) for _ in range(2))
        looked_at = self.pick(f"(count {acc})", f"(get {acc} {item} 3)", value)
        write = self.pick(
            f"(assoc {acc} {key} {looked_at})",
            f"(update {acc} {key} (fnil + 1) {value})",
            f"(-> {acc} (assoc {item} {looked_at}) (dissoc {key}))",
            f"(if (contains? {acc} {item}) {acc} (assoc {acc} {key} {value}))",
            f"(cond-> (assoc {acc} {item} {value}) {self.with_names(names, 'bool', 1)} (assoc {key} 2))",
        )
        made = f"(reduce (fn [{acc} {item}] {write}) {{}} {self.make('vec', depth)})"
        return f"(rem (reduce + (vals {made})) 83)"

    def counted(self, kind: str, depth: int) -> str:
        return f"(count {self.make('vec', depth)})"

    def divided(self, kind: str, depth: int) -> str:
        return f"(quot {self.make('int', depth)} {self.make('int', depth)})"

    def applied(self, kind: str, depth: int) -> str:
        name = self.name()
        body = self.with_names([(name, "int")], "int", depth)
        return f"(let [f (fn [{name}] {body})] (rem (+ (f 1) (f (t 2))) 53))"

    def closures(self, kind: str, depth: int) -> str:
        name = self.name()
        body = self.with_names([(name, "int")], "int", depth)
        made = self.pick(
            f"(mapv (fn [{name}] (fn [] {body})) [1 2 3])",
            f"(vec (for [{name} [1 2 3]] (fn [] {body})))",
            f"(loop [{name} 0 fs []] (if (< {name} 3) (recur (inc {name}) (conj fs (fn [] {body}))) fs))",
            f"(reduce (fn [fs {name}] (conj fs (fn [] {body}))) [] [1 2 3])",
        )
        return f"(rem (reduce + (map (fn [g] (g)) {made})) 71)"

    # ---- booleans

    def compared(self, kind: str, depth: int) -> str:
        return f"({self.pick('<', '=', '>=', 'not=')} {self.make('int', depth)} {self.make('int', depth)})"

    def logic(self, kind: str, depth: int) -> str:
        parts = " ".join(self.make("bool", depth) for _ in range(self.random.randint(1, 3)))
        return f"({self.pick('and', 'or')} {parts})"

    def tested(self, kind: str, depth: int) -> str:
        return self.pick(
            f"(not {self.make('bool', depth)})",
            f"(nil? {self.make('bool', depth)})",
            f"(empty? {self.make('vec', depth)})",
            f"(even? {self.make('int', depth)})",
            f"(boolean (some (fn [v] (> v 2)) {self.make('vec', depth)}))",
            f"(every? (fn [v] (> v 2)) {self.make('vec', depth)})",
        )

    # ---- vectors

    def literal(self, kind: str, depth: int) -> str:
        return f"[{' '.join(self.make('int', depth) for _ in range(self.random.randint(1, 3)))}]"

    def comprehension(self, kind: str, depth: int) -> str:
        name = self.name()
        items = self.make("vec", depth)
        names = [(name, "int")]
        extra = ""
        if self.random.random() < 0.3:
            other = self.name()
            value = self.with_names(names, "int", depth - 1)
            names.append((other, "int"))
            extra += f" :let [{other} {value}]"
        if self.random.random() < 0.4:
            extra += f" {self.pick(':when', ':while')} {self.with_names(names, 'bool', depth - 1)}"
        body = self.with_names(names, "int", depth)
        return f"({self.pick('vec', 'into []', 'doall')} (for [{name} {items}{extra}] {body}))"

    def mapped(self, kind: str, depth: int) -> str:
        name = self.name()
        items = self.make("vec", depth)
        of = self.pick("int", "bool")
        body = self.with_names([(name, "int")], of, depth)
        if of == "bool":
            head = self.pick("filterv", "vec (filter", "into [] (remove")
            return self.closed(head, name, body, items)
        return self.closed(self.pick("mapv", "vec (map", "doall (map"), name, body, items)

    @staticmethod
    def closed(head: str, name: str, body: str, items: str) -> str:
        return f"({head} (fn [{name}] {body}) {items}){')' if '(' in head else ''}"

    def gathered(self, kind: str, depth: int) -> str:
        acc, item = self.random.sample(NAMES, 2)
        value = self.with_names([(acc, "vec"), (item, "int")], "int", depth)
        return f"(reduce (fn [{acc} {item}] (conj {acc} {value})) [] {self.make('vec', depth)})"

    def grown(self, kind: str, depth: int) -> str:
        """A vector that a loop adds to."""
        counter, acc = self.random.sample(NAMES, 2)
        value = self.with_names([(counter, "int")], "int", depth)
        value = self.pick(value, f"(count {acc})")
        test = self.with_names([(counter, "int")], "bool", depth - 1)
        end = self.with_names([(counter, "int"), (acc, "vec")], "vec", depth)
        return (
            f"(loop [{counter} 0 {acc} []] (cond (> {counter} 3) {end} "
            f"{test} (recur (inc {counter}) {acc}) "
            f":else (recur (inc {counter}) (conj {acc} {value}))))"
        )

    def noted(self, kind: str, depth: int) -> str:
        name = self.name()
        items = self.make("vec", depth)
        body = self.with_names([(name, "int")], "int", depth)
        return f"(let [seen (atom [])] (doseq [{name} {items}] (swap! seen conj {body})) @seen)"


_SHARED = "let let destructured if_ if_ cond case do try_ called if_let loop loop named_fn thread"
_INTS = "arithmetic many choice both reduced rolled counted divided applied closures"
_VECTORS = "literal comprehension mapped gathered grown noted"
SHARED = _SHARED.split()
INTS = _INTS.split()
BOOLS = ["compared", "logic", "tested"]
VECTORS = _VECTORS.split()


def program(random: Random) -> str:
    return Maker(random).program()


RUNNER = """
(doseq [line (clojure.string/split-lines (slurp (first *command-line-args*)))]
  (println (try (pr-str (eval (read-string line)))
             (catch Throwable e "ERROR"))))
"""


def answers(programs: list[str], jar: str = JAR) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        cases, runner = Path(folder, "cases.clj"), Path(folder, "run.clj")
        cases.write_text("\n".join(programs))
        runner.write_text("(require 'clojure.string)\n" + RUNNER)
        command = ["java", "-cp", jar, "clojure.main", str(runner), str(cases)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def main(seed: int, count: int) -> int:
    from breyta_runtime.values import pr_str
    from breytac import compile_function

    random = Random(seed)
    programs = [program(random) for _ in range(count)]
    wrong = 0
    for code, want in zip(programs, answers(programs), strict=True):
        try:
            got = pr_str(compile_function(f"(fn [] {code})")())
        except Exception as error:
            got = f"{type(error).__name__}: {error}"
        if got != want and not want.startswith("ERROR"):  # JVM Clojure cannot compile some loops
            wrong += 1
            print(json.dumps({"code": code, "want": want, "got": got}, indent=1))
    print(f"{wrong} of {count} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
