"""What a rule is about, for people: one small Markdown file per code, in `docs/`.

    # BRY101 missing-field

    What is wrong, why it matters, and what to do.

    ## Wrong

    ```clojure
    {:name "Orders"}
    ```

    ## Right
    …
    ## Source

    Where a limit comes from; left out when the rule has no number or list in it.

The examples leave out what does not matter, and tests complete and lint them.  A fence such as
"```clojure file=parts/step.clj" is a file that the example includes, and "```clojure whole" an
example that is complete as it stands.  An example in TOML is a file of settings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from breytac.diagnostics.finding import Rule

DIRECTORY = Path(__file__).parent / "docs"
_HEAD = re.compile(r"# (BRY\d{3}) ([a-z0-9-]+)\n")
_SECTION = re.compile(r"^## (\w+)\n", re.MULTILINE)
_FENCE = re.compile(r"^```(?:clojure|toml) *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    whole: bool
    """Whether it is a file as it stands, or the part of a flow that matters."""
    files: tuple[tuple[str, str], ...] = ()
    """The files it includes, with their texts."""


@dataclass(frozen=True, slots=True)
class Explanation:
    code: str
    name: str
    why: str
    wrong: Example
    right: Example
    source: str | None
    text: str
    """All of it but the heading."""


def explain(rule: Rule) -> Explanation | None:
    """The explanation of a rule; None when nobody has written one."""
    try:
        text = (DIRECTORY / f"{rule.code}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return parse_explanation(text)


def markdown_of(rule: Rule) -> str | None:
    found = explain(rule)
    return found.text if found is not None else None


def parse_explanation(text: str) -> Explanation:
    """Raises ValueError for a text that is not laid out as explanations are."""
    head = _HEAD.match(text)
    if head is None:
        raise ValueError("an explanation begins with `# BRY### name`")
    body = text[head.end() :].strip()
    why, *parts = _SECTION.split(body)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    unknown = set(sections) - {"Wrong", "Right", "Source"}
    if unknown or not {"Wrong", "Right"} <= set(sections) or not why.strip():
        raise ValueError("an explanation has a text, `## Wrong`, `## Right`, maybe `## Source`")
    source = sections.get("Source")
    return Explanation(
        head[1],
        head[2],
        why.strip(),
        _example(sections["Wrong"]),
        _example(sections["Right"]),
        source.strip() if source else None,
        body + "\n",
    )


def _example(section: str) -> Example:
    fences = _FENCE.findall(section)
    files = tuple((info[5:], text) for info, text in fences if info.startswith("file="))
    mains = [(info, text) for info, text in fences if not info.startswith("file=")]
    if len(mains) != 1 or mains[0][0] not in ("", "whole"):
        raise ValueError("a section has one example, and any number of files it includes")
    return Example(mains[0][1], mains[0][0] == "whole", files)
