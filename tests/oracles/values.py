"""Ask JVM Clojure what the expressions in `cases/*.clj` give, and keep its answers.

    python tests/oracles/values.py [area ...]

writes tests/core/oracle_<area>.json.  Needs `java` and a Clojure jar (CLOJURE_JAR).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
JAR = os.environ.get("CLOJURE_JAR", "/usr/share/java/clojure.jar")


def answers(cases: Path) -> dict[str, object]:
    command = ["java", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "-cp", JAR]
    run = subprocess.run(
        [*command, "clojure.main", str(HERE / "values.clj"), str(cases)],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    # The output holds raw control characters, which JSON allows only when not strict.
    versions, *lines = (json.loads(line, strict=False) for line in run.stdout.split("\n") if line)
    return {"clojure": versions[0], "java": versions[1], "cases": lines}


def main(areas: list[str]) -> None:
    for cases in sorted((HERE / "cases").glob("*.clj")):
        if areas and cases.stem not in areas:
            continue
        found = answers(cases)
        rows = ",\n".join(json.dumps(case, ensure_ascii=False) for case in found["cases"])
        head = json.dumps({k: found[k] for k in ("clojure", "java")})[:-1]
        target = HERE.parent / "core" / f"oracle_{cases.stem}.json"
        target.write_text(f'{head}, "cases": [\n{rows}\n]}}\n', encoding="utf-8")
        print(target.name, len(found["cases"]))


if __name__ == "__main__":
    main(sys.argv[1:])
