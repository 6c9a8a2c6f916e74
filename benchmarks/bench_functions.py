"""Compiled functions against the same by hand in Python, and the code itself in other Clojures.

The hand-written Python works on plain dicts and lists, as one would.  Every function must give the
same on all sides before anything is timed.  Other Clojures take part when they are here: nbb (on the
PATH, in `node_modules`, or named by NBB) and a JVM with Clojure (CLOJURE_JAR).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from math import exp, log
from pathlib import Path
from typing import Any

from breyta_runtime.values.json import to_json
from breytac.functions import compile_function

from benchmarks.functions.data import clojure_value, edn, events, inputs
from benchmarks.measure import Row, best_of

HERE = Path(__file__).parent / "functions"
SAMPLE = 0.05
"""Processor seconds a sample takes at least."""
SAMPLES = 9
HAND_MEAN, HAND_WORST, NBB_MEAN, GROWTH = 1.3, 2.0, 1 / 4, 2.0

DRIVER = """
(require '[clojure.string :as str] '[clojure.edn :as edn] {requires})

(def clock {clock})

(defn json [x]
  (cond (nil? x) "null"
        (keyword? x) (pr-str (name x))
        (map? x) (str "{{" (str/join ","
                   (map (fn [[k v]] (str (json (if (keyword? k) (name k) (str k))) ":" (json v))) x)) "}}")
        (coll? x) (str "[" (str/join "," (map json x)) "]")
        :else (pr-str x)))

(defn calls [f input n]
  (let [began (clock)]
    (dotimes [_ n] (f input))
    (- (clock) began)))

(defn best [f input]
  (let [n (loop [n 1] (if (< (calls f input n) {sample}) (recur (* 2 n)) n))]
    (dotimes [_ {warm}] (calls f input n))
    (/ (apply min (repeatedly {samples} #(calls f input n))) n)))

(doseq [[title path f]
        [{cases}]]
  (let [input (edn/read-string {slurp})]
    (println (str "[" (json title) "," (json (f input)) "," (double (best f input)) "]"))))
"""
NBB = {
    "requires": '\'["fs" :as fs]',
    "clock": "(fn [] (let [u (.cpuUsage js/process)] (/ (+ (.-user u) (.-system u)) 1e6)))",
    "slurp": '(.readFileSync fs path "utf8")',
}
JVM = {
    "requires": "",
    "clock": "(let [bean (java.lang.management.ManagementFactory/getThreadMXBean)]"
    " (fn [] (/ (.getCurrentThreadCpuTime bean) 1e9)))",
    "slurp": "(slurp path)",
}


def rows() -> Iterator[Row]:
    data = inputs()
    hand, ours, results = {}, {}, {}
    for name, plain in data.items():
        function = compile_function((HERE / f"{name}.clj").read_text(), name=name)
        by_hand = import_module(f"benchmarks.functions.{name}").run
        value = clojure_value(plain)
        results[name] = same_form(to_json(function(value)))
        _check(name, "by hand", same_form(by_hand(plain)), results[name])
        hand[name], ours[name] = _paired(partial(by_hand, plain), partial(function, value))
        yield Row(name, ours[name], hand[name], "by hand", HAND_WORST)
    yield _mean("all six", ours, hand, "by hand", HAND_MEAN)
    yield from _against("nbb", _nbb(), NBB, ours, results, NBB_MEAN)
    yield from _against("Clojure on the JVM", _jvm(), JVM, ours, results, None)
    yield from _growth()


def same_form(result: Any) -> Any:
    """What JSON makes of a result: tuples are lists and all keys strings."""
    return json.loads(json.dumps(result))


def _check(name: str, peer: str, found: Any, expected: Any) -> None:
    if found != expected:
        raise SystemExit(f"{name}: {peer} gives another result")


def _paired(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds per call of both, taking turns."""
    works = [(work, _calls_per_sample(work)) for work in (first, second)]
    best = [float("inf"), float("inf")]
    for _ in range(SAMPLES):
        for index, (work, calls) in enumerate(works):
            took = best_of(1, partial(_repeat, work, calls))
            best[index] = min(best[index], took / calls)
    return best[0], best[1]


def _calls_per_sample(work: Callable[[], object]) -> int:
    calls = 1
    while best_of(2, partial(_repeat, work, calls)) < SAMPLE:
        calls *= 2
    return calls


def _repeat(work: Callable[[], object], calls: int) -> None:
    for _ in range(calls):
        work()


def _mean(
    name: str, ours: dict[str, float], theirs: dict[str, float], peer: str, limit: float | None
) -> Row:
    """The geometric mean of the ratios, as a row whose ratio it is."""
    ratio = exp(sum(log(ours[each] / theirs[each]) for each in ours) / len(ours))
    total = sum(theirs.values())
    return Row(f"{name}, geometric mean", ratio * total, total, peer, limit)


# ---- other Clojures


def _nbb() -> list[str] | None:
    local = Path(__file__).parent.parent / "node_modules" / ".bin" / "nbb"
    found = os.environ.get("NBB") or shutil.which("nbb") or (str(local) if local.exists() else None)
    return [found] if found else None


def _jvm() -> list[str] | None:
    jar = os.environ.get("CLOJURE_JAR", "/usr/share/java/clojure.jar")
    java = shutil.which("java")
    return [java, "-cp", jar, "clojure.main"] if java and Path(jar).exists() else None


def _against(
    peer: str,
    command: list[str] | None,
    dialect: dict[str, str],
    ours: dict[str, float],
    results: dict[str, Any],
    limit: float | None,
) -> Iterator[Row]:
    if command is None:
        yield Row(f"{peer}: not here, left out", 0.0)
        return
    theirs: dict[str, float] = {}
    for _ in range(2):
        for name, result, took in _run_driver(command, dialect):
            _check(name, peer, result, results[name])
            theirs[name] = min(took, theirs.get(name, took))
    for name, took in ours.items():
        yield Row(name, took, theirs[name], peer)
    yield _mean("all six", ours, theirs, peer, limit)


def _run_driver(command: list[str], dialect: dict[str, str]) -> Iterator[tuple[str, Any, float]]:
    with tempfile.TemporaryDirectory() as directory:
        cases = []
        for name, plain in inputs().items():
            path = Path(directory) / f"{name}.edn"
            path.write_text(edn(plain), encoding="utf-8")
            code = (HERE / f"{name}.clj").read_text(encoding="utf-8")
            cases.append(f'["{name}" "{path}"\n{code}]')
        driver = Path(directory) / "driver.cljs"
        text = DRIVER.format(
            cases="\n".join(cases), sample=SAMPLE, samples=SAMPLES, warm=6, **dialect
        )
        driver.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [*command, str(driver)], capture_output=True, text=True, check=False, cwd=directory
        )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    for line in done.stdout.splitlines():
        name, result, took = json.loads(line)
        yield name, result, took


# ---- growth


def _growth() -> Iterator[Row]:
    """Accumulation per element, which must not depend on how many there are."""
    function = compile_function((HERE / "accumulate.clj").read_text(), name="accumulate")
    base = None
    for count in (1_000, 10_000, 100_000):
        value = clojure_value(events(count))
        began = time.process_time()
        function(value)
        goes = 5 if time.process_time() - began < 2 else 1
        took = best_of(goes, partial(function, value)) / count
        name = f"accumulate {count:,} elements, each"
        yield Row(name, took, base, "each of 1,000", GROWTH if base else None)
        base = base or took
