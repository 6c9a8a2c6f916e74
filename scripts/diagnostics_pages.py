"""Writes docs/diagnostics/: one page for each area of rules, and an index.

The texts are those of `breytac explain`.

    python scripts/diagnostics_pages.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from breytac.diagnostics.catalogue import all_rules
from breytac.diagnostics.explanations import markdown_of
from breytac.diagnostics.finding import Rule

PAGES = Path(__file__).resolve().parent.parent / "docs" / "diagnostics"
AREAS = {
    "BRY0": ("reading", "Reading a file"),
    "BRY1": ("definition", "The definition of a flow"),
    "BRY2": ("code", "Clojure code"),
    "BRY3": ("steps", "Steps and orchestration"),
    "BRY4": ("build", "Building modules"),
    "BRY5": ("flow", "The flow as a whole"),
    "BRY9": ("lint", "Linting itself"),
}
MADE = "Made by `scripts/diagnostics_pages.py` from the texts of `breytac explain`."


def pages() -> dict[str, str]:
    """The texts of all pages by file name."""
    found: dict[str, str] = {}
    index = [
        "# Diagnostics",
        "",
        "Everything `breytac lint` can say.  `breytac explain BRY101` shows one rule, and",
        "[linting.md](../linting.md) how to select and silence them.",
        "",
        MADE,
    ]
    for prefix, (name, title) in AREAS.items():
        rules = [rule for rule in all_rules() if rule.code.startswith(prefix)]
        if not rules:
            continue
        index += ["", f"## [{title}]({name}.md)", "", "| code | name | severity | about |"]
        index += ["|---|---|---|---|", *(_row(rule, name) for rule in rules)]
        found[f"{name}.md"] = f"# {title}\n\n{MADE}\n" + "".join(map(_section, rules))
    return {"README.md": "\n".join(index) + "\n", **found}


def _row(rule: Rule, page: str) -> str:
    link = f"[{rule.code}]({page}.md#{rule.code.lower()}-{rule.name})"
    return f"| {link} | {rule.name} | {rule.severity.value} | {_escaped(rule.title)} |"


def _section(rule: Rule) -> str:
    lines = [f"\n## {rule.code} {rule.name}\n\n*{rule.severity.value}*: {rule.title}"]
    if rule.aliases:
        lines.append(f" Breyta calls it `{'`, `'.join(rule.aliases)}`.")
    text = (markdown_of(rule) or "").replace("\n## ", "\n### ")
    return "".join(lines) + f"\n\n{text}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    if there == wanted:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{PAGES} is out of date; run {Path(__file__).name}", file=sys.stderr)
        return 1
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - wanted.keys():
        (PAGES / name).unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
