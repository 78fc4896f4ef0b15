"""A web server on 127.0.0.1 with a certificate of its own, and the ways that lead to it alone.

Host names end in `.example` (RFC 2606) and are looked up in a table of the test; nothing but
127.0.0.1 is ever connected to.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

from capaudit.remote.addresses import why_not_public
from capaudit.remote.download import Ways

LOOPBACK = "127.0.0.1"
HOSTS = ("photos.example", "cdn.example")


class Exchange(BaseHTTPRequestHandler):
    """One request; the server's answers decide what comes back."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer as the test has it."""
        self.server.requests.append((self.path, dict(self.headers)))
        self.server.answers[self.path](self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a whole answer; headers that are given stand in for those made of the body."""
        self.send_response(status)
        made = {"Content-Length": str(len(body)), "Content-Type": "image/jpeg"}
        for name, value in (made | dict(headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)


Answer = Callable[[Exchange], None]


class Server(ThreadingHTTPServer):
    """Answers by path, and what was asked; `stopping` is set when it is to end."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, authority: trustme.CA) -> None:
        super().__init__((LOOPBACK, 0), Exchange)
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(context)
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    @property
    def port(self) -> int:
        """The port it was given."""
        return int(self.server_address[1])

    def url(self, path: str, host: str = HOSTS[0]) -> str:
        """The URL of a path on one of its hosts."""
        return f"https://{host}:{self.port}{path}"

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what many tests are about."""


@contextmanager
def serving(authority: trustme.CA) -> Iterator[Server]:
    """A server in a thread of its own."""
    server = Server(authority)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def local_ways(
    server: Server, authority: trustme.CA, hosts: Mapping[str, tuple[str, ...]] | None = None
) -> Ways:
    """Ways that look names up in a table and add 127.0.0.1 to what is public."""
    table = dict.fromkeys(HOSTS, (LOOPBACK,)) | dict(hosts or {})
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Ways(
        resolve=lambda host, _port: table.get(host, ()),
        why_refused=lambda address: None if address == LOOPBACK else why_not_public(address),
        ports=frozenset({server.port}),
        certificates=context,
    )
