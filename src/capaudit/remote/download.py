"""One image from a web server: redirects checked, size, time and content bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from ssl import SSLContext, SSLError
from typing import Protocol

import httpcore2
import msgspec

from capaudit.remote.connect import (
    AddressPolicy,
    AddressRefusedError,
    CheckedBackend,
    Resolver,
    seconds_left,
)
from capaudit.remote.deadline import Deadline
from capaudit.remote.urls import UrlRefusedError, WebAddress, redirected

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Types under which servers send images; the bytes are looked at besides.
_UNTOLD_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})
# So much of a body tells what it is.
_HEAD = 4096
_LONGEST_VALIDATOR = 1024
# Nothing compressed is taken, so that nothing small can grow.
_HEADERS = (
    (b"User-Agent", b"capaudit"),
    (b"Accept", b"image/*"),
    (b"Accept-Encoding", b"identity"),
)


class DownloadError(Exception):
    """An image that could not be had; the message is a clause that says why."""


class Validators(msgspec.Struct, frozen=True):
    """What a server marks a version of an image with (RFC 9110, 8.8), and where it was served."""

    served_at: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def known(self) -> bool:
        """Whether the server can be asked if this version still counts."""
        return self.etag is not None or self.last_modified is not None

    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """The header lines that ask for an image only if it has changed."""
        asked = ((b"If-None-Match", self.etag), (b"If-Modified-Since", self.last_modified))
        return tuple(
            (name, value.encode("latin-1", "replace")) for name, value in asked if value is not None
        )


class Unchanged(msgspec.Struct, frozen=True):
    """The server says that the version it was asked about still counts."""


class Download(msgspec.Struct, frozen=True):
    """An image written to a file, and what marks its version."""

    path: Path
    validators: Validators


class Sniff(Protocol):
    """Tells by the first bytes why something is no image."""

    def __call__(self, head: bytes) -> str | None:
        """A clause, or `None` where it is one."""


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How servers are reached: whom to ask for addresses, which count, whom to trust.

    `ports` are those that URLs may name. `certificates` are, where they are `None`, the system's.
    """

    resolve: Resolver
    why_refused: AddressPolicy
    ports: frozenset[int]
    certificates: SSLContext | None = None


class Downloader:
    """Keeps connections open between the images of a run; close it when done.

    `spend` is told the server of each request before it is made and raises `DownloadError` where
    it may not be. `sniff` judges the first bytes.
    """

    def __init__(
        self, ways: Ways, *, largest: int, spend: Callable[[str], None], sniff: Sniff
    ) -> None:
        self._ways = ways
        self._largest = largest
        self._spend = spend
        self._sniff = sniff
        self._backend = CheckedBackend(ways.resolve, ways.why_refused)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ways.certificates or httpcore2.default_ssl_context(),
            network_backend=self._backend,
            max_connections=4,
            keepalive_expiry=5.0,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def download(
        self, address: WebAddress, into: Path, seconds: float, known: Validators | None
    ) -> Download | Unchanged:
        """Get an image, asking whether a known version still counts; raises `DownloadError`."""
        deadline = self._backend.deadline = Deadline(seconds)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                step = self._request(address, into, known)
                if not isinstance(step, WebAddress):
                    return step
                address = step
        except (UrlRefusedError, AddressRefusedError) as error:
            raise DownloadError(str(error)) from error
        except httpcore2.TimeoutException as error:
            raise DownloadError(f"it took more than {deadline.seconds:g} seconds") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, SSLError) as error:
            raise DownloadError(_network_reason(error)) from error
        raise DownloadError(f"it redirects more than {_MOST_REDIRECTS} times")

    def _request(
        self, address: WebAddress, into: Path, known: Validators | None
    ) -> Download | Unchanged | WebAddress:
        """One request; the next address where it is redirected."""
        self._spend(address.host)
        asked = known.headers() if known is not None and known.served_at == address.url else ()
        seconds_left(self._backend.deadline, httpcore2.ConnectTimeout)
        with self._pool.stream("GET", address.url, headers=[*_HEADERS, *asked]) as response:
            headers = _headers(response)
            if response.status in _REDIRECTS and "location" in headers:
                return redirected(address, headers["location"], self._ways.ports)
            if response.status == HTTPStatus.NOT_MODIFIED and asked:
                return Unchanged()
            if response.status != HTTPStatus.OK:
                raise DownloadError(f"the server answers {_status(response.status)}")
            self._refuse_by_headers(headers)
            self._save(response.iter_stream(), into)
            return Download(into, _validators(address, headers))

    def _refuse_by_headers(self, headers: Mapping[str, str]) -> None:
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"", "identity"}:
            raise DownloadError(f"it comes compressed ({encoding[:40]})")
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not kind.startswith("image/") and kind not in _UNTOLD_TYPES:
            raise DownloadError(f"the server sends {kind[:80]}, no image")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self._largest:
            raise DownloadError(self._too_large())

    def _save(self, chunks: Iterator[bytes], into: Path) -> None:
        """Write a body as far as it may go, its beginning looked at before the rest is taken."""
        size, head, judged = 0, b"", False
        with open(into, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > self._largest:
                    raise DownloadError(self._too_large())
                file.write(chunk)
                if not judged:
                    head += chunk
                    judged = len(head) >= _HEAD
                    if judged:
                        self._refuse_by_bytes(head)
        if not judged:
            self._refuse_by_bytes(head)

    def _refuse_by_bytes(self, head: bytes) -> None:
        reason = self._sniff(head)
        if reason is not None:
            raise DownloadError(f"what the server sends is {reason}")

    def _too_large(self) -> str:
        return f"it is larger than {self._largest // (1024 * 1024)} MiB"


def _headers(response: httpcore2.Response) -> dict[str, str]:
    """The header lines by name in lower case; of several the first counts."""
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return headers


def _validators(address: WebAddress, headers: Mapping[str, str]) -> Validators:
    return Validators(
        served_at=address.url,
        etag=_short(headers.get("etag")),
        last_modified=_short(headers.get("last-modified")),
    )


def _short(value: str | None) -> str | None:
    return value if value is not None and len(value) <= _LONGEST_VALIDATOR else None


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _network_reason(error: Exception) -> str:
    """What went wrong on the way, in a line; its own words where they say anything."""
    said = " ".join(str(error).split())[:200]
    return f"the connection fails: {said}" if said else "the connection fails"
