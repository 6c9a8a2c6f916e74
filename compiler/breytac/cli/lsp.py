"""`breytac lsp`: the language server, on stdin and stdout."""

from __future__ import annotations

from importlib.util import find_spec

from breytac.cli.errors import CliError


def lsp_command() -> None:
    """Serve editors over stdin and stdout, with the Language Server Protocol."""
    if find_spec("pygls") is None:
        raise CliError(
            "the language server needs pygls, which is not installed",
            hint="Install it with: pip install 'breytac[lsp]'",
            code="missing_extra",
        )
    from breytac.cli.lsp_server import make_server

    make_server().start_io()
