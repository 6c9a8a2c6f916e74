"""`breytac lsp` without what it needs; tests/lsp drives the server itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .conftest import Call


def test_without_pygls_it_says_what_to_install(
    breytac: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("breytac.cli.lsp.find_spec", lambda _name: None)
    done = breytac("lsp")
    assert done.code == 2
    assert "breytac[lsp]" in done.err


def test_no_other_command_pays_for_it() -> None:
    code = (
        "import sys; from breytac.cli.main import run; run(['--help'])\n"
        "assert not {'pygls', 'lsprotocol', 'breytac.editor', 'breytac.graph'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
