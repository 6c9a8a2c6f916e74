"""The guarded transport makes its own TLS connections; they are verified like any others."""

from __future__ import annotations

from pathlib import Path

import pytest
from breyta_runtime.definition import Slot
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps import http
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import kw
from support.certificates import self_signed
from support.http_server import local_server, reply
from support.step_context import m, with_slots


def test_certificates_are_verified(
    context: StepContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, certificate = self_signed(tmp_path)
    with local_server(tls) as server:
        server.on("GET /x", reply({"ok": True}))
        ctx = with_slots(context, Slot("api", "http-api", base_url=server.url))
        step = m(connection=kw("api"), path="/x")

        with pytest.raises(StepError, match="CERTIFICATE_VERIFY_FAILED") as caught:
            http.run(step, ctx)
        assert caught.value.kind == "network"
        assert not caught.value.retryable
        assert server.requests == []

        from breyta_runtime.steps.http.transport import close_clients

        close_clients()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert kw("ok")(http.run(step, ctx)) is True

        other = server.url.replace("127.0.0.1", "localhost")
        elsewhere = with_slots(context, Slot("api", "http-api", base_url=other))
        with pytest.raises(StepError, match="Hostname mismatch"):
            http.run(step, elsewhere)
