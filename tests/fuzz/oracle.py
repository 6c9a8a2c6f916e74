"""JVM Clojure answering programs: one process for as many as there are."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from threading import Thread
from typing import Any

from .generate import Program

JAR = Path("/usr/share/java/clojure.jar")
SCRIPT = Path(__file__).with_name("oracle.clj")
Answer = tuple[Any, ...]
"""("value", sorted text, exact text or None), ("error", class, message) or ("timeout",)."""


def available() -> bool:
    return JAR.exists() and shutil.which("java") is not None


class Oracle:
    """A running Clojure; use it as a context manager."""

    def __enter__(self) -> Oracle:
        flags = ["-Xss4m", "-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        self.process = subprocess.Popen(
            ["java", *flags, "-Dfile.encoding=UTF-8", "-cp", str(JAR), "clojure.main", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)

    def answers(self, programs: Iterable[Program]) -> list[Answer]:
        texts = [f"({each.code} (quote {each.data}))" for each in programs]
        assert self.process.stdin and self.process.stdout
        writer = Thread(target=self._send, args=(texts,))
        writer.start()
        lines = [self.process.stdout.readline() for _ in texts]
        writer.join()
        return [tuple(json.loads(line)) for line in lines]

    def _send(self, texts: list[str]) -> None:
        assert self.process.stdin
        for text in texts:
            self.process.stdin.write(_clojure_string(text) + "\n")
        self.process.stdin.flush()

    def version(self) -> str:
        (answer,) = self.answers([Program(("(", "fn", "[_]", "(clojure-version)"), "nil")])
        return str(json.loads(answer[1]))


def _clojure_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
