"""Log lines taken apart with regexes, words counted."""

import re
from collections import Counter
from typing import Any

LINE = re.compile(r"(\w+) \[(\d+)\] (.*)", re.ASCII)
NOT_WORD = re.compile(r"\W+", re.ASCII)
DIGITS = re.compile(r"\d+", re.ASCII)


def run(input: dict[str, Any]) -> Any:
    levels, words, errors = Counter(), Counter(), []
    for line in input["lines"]:
        match = LINE.fullmatch(line)
        if match is None:
            continue
        level, code, message = match.groups()
        levels[level] += 1
        words.update(NOT_WORD.split(message.lower()))
        if level == "ERROR":
            errors.append(f"{code}: {DIGITS.sub('#', message)}")
    top = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:10]
    return {"levels": levels, "errors": errors[::-1][:20], "top": [word for word, _ in top]}
