"""The one exception a command raises for what it cannot do, and the exit codes."""

from __future__ import annotations

OK = 0
FINDINGS = 1
"""The command worked, and found something wrong: findings, a failed run, a stale file."""
USAGE = 2
"""The command could not do its work: wrong usage, a missing file, or an error of ours."""


class CliError(Exception):
    """A message for the user, without a traceback.  `code` is for those who read JSON."""

    def __init__(
        self, message: str, *, hint: str | None = None, code: str = "usage", exit_code: int = USAGE
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
        self.exit_code = exit_code
