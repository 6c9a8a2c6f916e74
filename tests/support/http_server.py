"""A real HTTP server on a free local port: it plays scripted responses and records requests."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived, as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    """Lower-case names."""
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Response:
    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    """Seconds to wait before answering, for timeouts."""
    drop: bool = False
    """Close the socket without a word, for network errors."""


Reply = Response | Callable[[Request], Response]


def reply(
    body: Any = b"",
    *,
    status: int = 200,
    type: str | None = None,  # noqa: A002
    headers: Mapping[str, str] | tuple[tuple[str, str], ...] = (),
    delay: float = 0.0,
    drop: bool = False,
) -> Response:
    """A response; a body that is neither bytes nor text is sent as JSON."""
    if isinstance(body, bytes):
        content, guess = body, None
    elif isinstance(body, str):
        content, guess = body.encode(), "text/plain; charset=utf-8"
    else:
        content, guess = json.dumps(body).encode(), "application/json"
    pairs = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
    content_type = type if type is not None else guess
    if content_type:
        pairs = (("Content-Type", content_type), *pairs)
    return Response(status, content, pairs, delay, drop)


@dataclass
class LocalServer:
    """Routes by "METHOD /path"; a route's last reply stays, earlier ones are played once."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    """How many TCP connections were opened; fewer than requests means they were reused."""
    _routes: dict[str, deque[Reply]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def on(self, route: str, *replies: Reply | Any) -> None:
        ready = (r if isinstance(r, Response) or callable(r) else reply(r) for r in replies)
        self._routes[route] = deque(ready)

    @property
    def last(self) -> Request:
        return self.requests[-1]

    def answer(self, request: Request) -> Response:
        with self._lock:
            self.requests.append(request)
            replies = self._routes.get(f"{request.method} {request.path}")
            if not replies:
                return reply({"error": f"no route {request.method} {request.path}"}, status=404)
            chosen = replies.popleft() if len(replies) > 1 else replies[0]
        return chosen(request) if callable(chosen) else chosen


def _handler(server: LocalServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            server.connections += 1

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            response = server.answer(Request(self.command, self.path, headers, body))
            if response.delay:
                time.sleep(response.delay)
            if response.drop:
                self.close_connection = True
                return
            self.send_response(response.status)
            for name, value in response.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up first is what the timeout tests ask for."""


@contextmanager
def local_server(tls: ssl.SSLContext | None = None) -> Iterator[LocalServer]:
    server = LocalServer()
    listener = _Listener(("127.0.0.1", 0), _handler(server))
    if tls is not None:
        listener.socket = tls.wrap_socket(listener.socket, server_side=True)
    server.url = f"http{'s' if tls else ''}://127.0.0.1:{listener.server_port}"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.daemon = True
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
