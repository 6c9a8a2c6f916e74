"""Asks JVM Clojure for the values in tests/lowering/oracle_*.clj.

    python tests/oracles/control_flow.py [clojure.jar]

writes oracle_*.json beside them: each a list of {"code", "value"} or {"code", "error"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent / "lowering"
JAR = "/usr/share/java/clojure.jar"

RUNNER = """
(require 'clojure.string)
(doseq [line (clojure.string/split-lines (slurp (first *command-line-args*)))]
  (let [result (try [:value (binding [*print-length* 200]
                              (pr-str (eval (read-string (str "((fn [] " line "))")))))]
                 (catch Throwable e
                   (let [e (if (instance? clojure.lang.Compiler$CompilerException e)
                             (or (.getCause e) e) e)]
                     [:error (.getName (class e))])))]
    (println (str (name (first result)) \\space (pr-str (second result))))))
"""


def main(jar: str = JAR) -> None:
    for source in sorted(HERE.glob("oracle_*.clj")):
        answer_file(source, jar)


def answer_file(source: Path, jar: str) -> None:
    lines = [line for line in source.read_text().splitlines() if line and not line.startswith(";;")]
    with tempfile.TemporaryDirectory() as folder:
        cases, runner = Path(folder, "cases.clj"), Path(folder, "run.clj")
        cases.write_text("\n".join(lines))
        runner.write_text(RUNNER)
        answer = subprocess.run(
            ["java", "-cp", jar, "clojure.main", str(runner), str(cases)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    found = []
    for code, line in zip(lines, answer.splitlines(), strict=True):
        kind, value = line.split(" ", 1)
        found.append({"code": code, kind: json.loads(value)})
    source.with_suffix(".json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
