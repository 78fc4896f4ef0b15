import socket
from collections.abc import Iterator

import pytest
import trustme

from support.web import LOOPBACK, Server, serving


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    with serving(authority) as started:
        yield started


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail before anything but 127.0.0.1 is connected to or looked up."""
    connect, look_up = socket.create_connection, socket.getaddrinfo

    def guarded(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        assert address[0] == LOOPBACK, f"a test connects to {address}"
        return connect(address, *rest, **more)  # type: ignore[arg-type]

    def guarded_look_up(host: str, *rest: object, **more: object) -> object:
        assert host == LOOPBACK, f"a test looks up {host}"
        return look_up(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
