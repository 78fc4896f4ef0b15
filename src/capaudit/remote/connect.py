"""Connections to public servers only: the address that is checked is the one connected to.

A name is looked up once, every address it has is checked, and the socket is opened to the number
itself. So no second look-up can lead elsewhere (DNS rebinding), whatever the name is.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from ssl import SSLContext

import httpcore2

from capaudit.remote.deadline import Deadline

# The addresses of a host, as numbers.
Resolver = Callable[[str, int], Sequence[str]]
# Why nothing is fetched from an address, `None` where it may be.
AddressPolicy = Callable[[str], str | None]
# So many addresses of one name are tried before it counts as unreachable.
_MOST_TRIED = 4
_LEAST_SECONDS = 0.001


class AddressRefusedError(Exception):
    """A host that is not connected to; the message is a clause that says why."""


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the system knows for a host, each once; none where it knows none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(httpcore2.NetworkBackend):
    """Opens connections for httpcore2, each to an address that the policy lets pass.

    `deadline` bounds all that is done on them together; whoever starts a download sets it.
    """

    def __init__(self, resolve: Resolver, why_refused: AddressPolicy) -> None:
        self.deadline = Deadline(0)
        self._resolve = resolve
        self._why_refused = why_refused
        self._dialler = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a host; raises `AddressRefusedError` where one of its addresses is refused."""
        del timeout, local_address
        failure: Exception = httpcore2.ConnectError(f"no address is known for {host}")
        for address in self._checked_addresses(host, port)[:_MOST_TRIED]:
            left = seconds_left(self.deadline, httpcore2.ConnectTimeout)
            try:
                # A number needs no look-up: this dials the address that was checked.
                stream = self._dialler.connect_tcp(address, port, left, None, socket_options or ())
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self.deadline)
        raise failure

    def _checked_addresses(self, host: str, port: int) -> Sequence[str]:
        """A name with one private address among public ones is a trick: all must pass."""
        addresses = _within(self.deadline, lambda: self._resolve(host, port))
        for address in addresses:
            reason = self._why_refused(address)
            if reason is not None:
                raise AddressRefusedError(reason)
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every step has only what is left of the time for all."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, seconds_left(self._deadline, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, seconds_left(self._deadline, httpcore2.WriteTimeout))

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        del timeout
        left = seconds_left(self._deadline, httpcore2.ConnectTimeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(stream, self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def seconds_left(deadline: Deadline, expired: type[Exception]) -> float:
    """What a step may take; raises the error of this kind where nothing is left."""
    left = deadline.left
    if left < _LEAST_SECONDS:
        raise expired("the time is over")
    return left


def _within(deadline: Deadline, look: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What a look-up gives in the time left: the system's own may take minutes and cannot be ended.

    A daemon thread, so that one that hangs does not keep the program from ending.
    """
    left = seconds_left(deadline, httpcore2.ConnectTimeout)
    answers: SimpleQueue[Sequence[str]] = SimpleQueue()
    threading.Thread(target=lambda: answers.put(look()), daemon=True).start()
    try:
        return answers.get(timeout=left)
    except Empty:
        raise httpcore2.ConnectTimeout("the look-up of its address took too long") from None
