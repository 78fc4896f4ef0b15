"""Fetches the images of a run within its limits, each URL once."""

from __future__ import annotations

import posixpath
import re
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from capaudit.model.fetching import MEBIBYTE, FetchLimits
from capaudit.remote.addresses import why_not_public
from capaudit.remote.connect import look_up
from capaudit.remote.download import (
    Download,
    Downloader,
    DownloadError,
    Sniff,
    Unchanged,
    Ways,
)
from capaudit.remote.image_cache import ImageCache, Kept
from capaudit.remote.outcomes import Fetched, NotFetched, Outcome
from capaudit.remote.urls import HTTPS_PORT, UrlRefusedError, WebAddress, web_address

# A name that some decoders tell the format by.
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


def public_servers() -> Ways:
    """The way to servers on the open network, and to nothing else."""
    return Ways(resolve=look_up, why_refused=why_not_public, ports=frozenset({HTTPS_PORT}))


class Fetcher:
    """What a run fetches images with; a context that takes its files with it.

    `sniff` tells by the first bytes why something is no image.
    """

    def __init__(self, limits: FetchLimits, ways: Ways, sniff: Sniff, cache: ImageCache) -> None:
        self._limits = limits
        self._ways = ways
        self._cache = cache
        self._outcomes: dict[str, Outcome] = {}
        self._requests: Counter[str] = Counter()
        self._seconds_spent = 0.0
        self._downloader = Downloader(
            ways, largest=limits.largest_mib * MEBIBYTE, spend=self._spend, sniff=sniff
        )
        self._folder = tempfile.TemporaryDirectory(prefix="capaudit-")

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._downloader.close()
        self._cache.tidy(time.time())
        self._folder.cleanup()

    def fetch(self, reference: str) -> Outcome:
        """The image that a reference names on the web, or why it was not fetched."""
        try:
            address = web_address(reference, self._ways.ports)
        except UrlRefusedError as error:
            return NotFetched(f"the image is remote and was not fetched: {error}")
        known = self._outcomes.get(address.url)
        if known is None:
            known = self._outcomes[address.url] = self._fetched(address)
        return known

    def _fetched(self, address: WebAddress) -> Outcome:
        suffix = posixpath.splitext(address.target.partition("?")[0])[1]
        name = f"{len(self._outcomes)}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        into = Path(self._folder.name) / name
        started = time.monotonic()
        try:
            self._get(address, into, started)
        except (DownloadError, OSError) as error:
            with suppress(OSError):
                into.unlink(missing_ok=True)
            return NotFetched(f"the image is remote and could not be fetched: {error}")
        finally:
            self._seconds_spent += time.monotonic() - started
        return Fetched(into)

    def _get(self, address: WebAddress, into: Path, started: float) -> None:
        """Download an image, or take the kept one where the server says that it still counts."""
        kept = self._cache.known(address.url)
        step = self._download(address, into, started, kept)
        if kept is not None and not isinstance(step, Download):
            if self._cache.copy(kept, into):
                return
            step = self._download(address, into, started, None)
        if isinstance(step, Download):
            self._cache.keep(address.url, into, step.validators)

    def _download(
        self, address: WebAddress, into: Path, started: float, kept: Kept | None
    ) -> Download | Unchanged:
        taken = time.monotonic() - started
        seconds = min(
            self._limits.seconds - taken,
            self._limits.run_seconds - self._seconds_spent - taken,
        )
        if seconds <= 0:
            over = self._limits.run_seconds
            raise DownloadError(f"the {over} seconds that a run may take to fetch images are over")
        validators = kept.validators if kept is not None else None
        return self._downloader.download(address, into, seconds, validators)

    def _spend(self, host: str) -> None:
        """Count a request; raises `DownloadError` where the run may make no more."""
        if self._requests.total() >= self._limits.requests:
            raise DownloadError(f"a run may make {self._limits.requests} requests")
        if self._requests[host] >= self._limits.requests_per_host:
            most = self._limits.requests_per_host
            raise DownloadError(f"a run may make {most} requests to {host}")
        self._requests[host] += 1
