"""Runs the benchmarks named on the command line, or all of them."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module

NAMES = ("start", "lint", "compile", "functions", "run")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    rows = []
    for name in arguments.names or NAMES:
        for row in import_module(f"benchmarks.bench_{name}").rows():
            rows.append(row)
            if not arguments.json:
                print(row.line(), flush=True)
    if arguments.json:
        print(json.dumps([row.data() for row in rows], indent=2))
    sys.exit(0 if all(row.within for row in rows) else 1)


main()
