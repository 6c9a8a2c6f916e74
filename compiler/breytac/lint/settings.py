"""`[tool.breytac]`: which findings are reported, and how bad they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from breytac.diagnostics.catalogue import matches, meant, rules_named
from breytac.diagnostics.finding import Finding, Rule, Severity
from breytac.diagnostics.rules import lint as rules
from breytac.syntax.source import Source, Span

SECTION = "tool.breytac"


@dataclass(frozen=True, slots=True)
class Settings:
    """Words name rules: a code, the beginning of one, a name, or one of Breyta's own codes."""

    select: tuple[str, ...] = ()
    """Only these are reported; empty for all."""
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(glob for a path from the root, what is not reported there)."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """The last word that names a rule counts."""
    strict: bool = False
    """Whether warnings fail like errors."""
    base: str = ""
    """The directory that globs start from."""

    def wants(self, rule: Rule, file: str) -> bool:
        if self.select and not _any(rule, self.select):
            return False
        if _any(rule, self.ignore):
            return False
        inner = file.removeprefix(f"{self.base}/") if self.base else file
        return not any(
            _any(rule, words) for glob, words in self.per_file_ignores if covers(glob, inner)
        )

    def graded(self, finding: Finding) -> Finding:
        """The finding as bad as the settings say."""
        for word, severity in reversed(self.severity):
            if matches(finding.rule, word):
                if finding.rule.severity is severity:
                    return finding
                return replace(finding, rule=replace(finding.rule, severity=severity))
        return finding


def _any(rule: Rule, words: Iterable[str]) -> bool:
    return any(matches(rule, word) for word in words)


def covers(glob: str, file: str) -> bool:
    """Whether a glob means a file: by its path, by its name, or by a directory around it."""
    glob = glob.removeprefix("./").rstrip("/")
    name = file.rsplit("/", 1)[-1]
    return any(fnmatchcase(file, each) for each in (glob, f"{glob}/*")) or (
        "/" not in glob and fnmatchcase(name, glob)
    )


@dataclass(slots=True)
class _Reader:
    """Reads one table of settings; what is wrong with it becomes findings in its file."""

    source: Source
    findings: list[Finding] = field(default_factory=list)

    def report(
        self, rule: Rule, word: str, message: str, hint: str | None = None, within: str = ""
    ) -> None:
        span = find_word(self.source, word, within)
        self.findings.append(Finding(rule, span, message, hint))

    def words(self, value: Any, key: str) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, Sequence) or not all(isinstance(each, str) for each in listed):
            self.report(
                rules.CONFIG_VALUE, key, f"`{key}` is a list of codes or names of rules",
                f'For example: {key} = ["BRY513"]',
            )  # fmt: skip
            return ()
        for word in listed:
            self.known(word, key)
        return tuple(listed)

    def known(self, word: str, key: str) -> None:
        if not rules_named(word):
            self.report(
                rules.UNKNOWN_RULE,
                word,
                f"`{key}` names {word}, which is no rule",
                suggestion(word),
                within=key,
            )

    def flag(self, value: Any, key: str) -> bool:
        if isinstance(value, bool):
            return value
        self.report(rules.CONFIG_VALUE, key, f"`{key}` is true or false")
        return False

    def table(self, value: Any, key: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.report(rules.CONFIG_VALUE, key, f"`{key}` is a table")
        return {}

    def severities(self, value: Any, key: str) -> tuple[tuple[str, Severity], ...]:
        found = []
        for word, wanted in self.table(value, key).items():
            self.known(word, key)
            try:
                found.append((word, Severity(wanted)))
            except ValueError:
                self.report(
                    rules.CONFIG_VALUE,
                    word,
                    f'the severity of {word} is "error", "warning" or "note"',
                    "To silence a rule, put it into `ignore`.",
                    within=key,
                )
        return tuple(found)


_KEYS = ("select", "ignore", "per-file-ignores", "severity", "strict")


def settings_from(table: Mapping[str, Any], source: Source) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings in a table that was read from `source`, and what is wrong with them."""
    reader = _Reader(source)
    held = {key.replace("_", "-"): value for key, value in table.items()}
    for key in held:
        if key not in _KEYS:
            from breytac.analysis.definition.suggest import did_you_mean, listed

            hint = did_you_mean(key, _KEYS, "") or f"The settings are {listed(_KEYS, '', 'and')}."
            reader.report(rules.CONFIG_KEY, key, f"there is no setting `{key}`", hint)
    per_file = reader.table(held.get("per-file-ignores", {}), "per-file-ignores")
    settings = Settings(
        select=reader.words(held.get("select", ()), "select"),
        ignore=reader.words(held.get("ignore", ()), "ignore"),
        per_file_ignores=tuple(
            (glob, reader.words(words, glob)) for glob, words in per_file.items()
        ),
        severity=reader.severities(held.get("severity", {}), "severity"),
        strict=reader.flag(held.get("strict", False), "strict"),
    )
    return settings, tuple(reader.findings)


def suggestion(word: str) -> str:
    guess = meant(word)
    return f"Did you mean {guess}?" if guess else "`breytac explain` lists the rules."


def find_word(source: Source, word: str, within: str = "") -> Span:
    """Where a word stands in our section of a settings file, behind the key it belongs to; the
    section's head if it does not."""
    head = re.search(rf"^\s*\[{re.escape(SECTION)}", source.text, re.MULTILINE)
    start = head.start() if head else 0
    outer = _search(source, within, start) if within else None
    found = _search(source, word, outer.end() if outer else start)
    if found is not None:
        return Span(source, *found.span())
    end = source.text.find("\n", start)
    return Span(source, start, len(source.text) if end == -1 else end)


def _search(source: Source, word: str, start: int) -> re.Match[str] | None:
    spelled = re.escape(word).replace("\\-", "[-_]")
    return re.compile(rf"(?<![\w-]){spelled}(?![\w-])").search(source.text, start)
