"""Asks the reader of JVM Clojure what the sources of tests/syntax mean, and keeps its answers.

    python tests/oracles/reader.py path/to/clojure.jar

Run it after a change of the sources below, of tests/syntax/reader_table.py or of tests/spec.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "syntax"))

from breytac.syntax.print import print_string  # noqa: E402
from reader_answers import digest  # noqa: E402
from reader_table import READS, REFUSED  # noqa: E402

ANSWERS = TESTS / "syntax" / "oracle_reader.json"
_PIECES = [
    *"()[]{}'`@^#_%&:/.+-*!?<>=|\\\"; ,09aAbBnNxXrReEuMo~",
    *("#{", "#(", "#'", "#_", "#?(", ":clj ", "#:a{", "##Inf", "nil", "true", ":a", ":a/b", "::"),
    *("1", "-1", "1.5", "1/2", "0x", "2r1", "017", "1e3", "a/b", "//", "\\n", "\\u0041", "\\o7"),
    *("\\newline", '"a"', '"\\n"', '"\\u00e9"', '#"a"', "#inst", "[a]", "(b)", "{c 1}", "%1"),
]


def random_sources(count: int, seed: int) -> list[str]:
    """Short texts of pieces that mean something to a reader; many are wrong on purpose."""
    rng = random.Random(seed)
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts["".join(rng.choices(_PIECES, k=rng.randint(1, 5)))] = None
    return list(texts)


def main(jar: str) -> None:
    sources = [*(source for source, _ in READS), *REFUSED, *random_sources(1500, seed=20)]
    files = sorted(path for path in (TESTS / "spec").rglob("*") if path.suffix in (".clj", ".edn"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    done = subprocess.run(
        ["java", "-cp", jar, "clojure.main", str(Path(__file__).with_suffix(".clj"))],
        input=f"[{' '.join(map(print_string, sources + texts))}]",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answer = json.loads(done.stdout)
    of_sources, of_files = answer["answers"][: len(sources)], answer["answers"][len(sources) :]
    reader = [json.dumps(pair, ensure_ascii=True) for pair in zip(sources, of_sources, strict=True)]
    spec = {
        path.relative_to(TESTS / "spec").as_posix(): (
            digest(each["forms"]) if "forms" in each else ""
        )
        for path, each in zip(files, of_files, strict=True)
    }
    ANSWERS.write_text(
        f'{{"clojure": "{answer["clojure"]}",\n"reader": [\n' + ",\n".join(reader) + "\n],\n"
        '"spec": ' + json.dumps(spec, indent=0) + "}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
