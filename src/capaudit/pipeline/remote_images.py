"""Images that lie on no disk: on web servers, in object stores, in a site that is mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from capaudit.config import Config
from capaudit.images import read_image
from capaudit.images.formats import identify
from capaudit.model.fetching import MEBIBYTE
from capaudit.model.image import FileState, ImageFile, ImageReading
from capaudit.remote.cloud_roots import CloudRoots, Place
from capaudit.remote.extras import require_fetch, user_cache_folder
from capaudit.remote.mirror import Mirror
from capaudit.remote.outcomes import Fetched, NotFetched, NotThere

if TYPE_CHECKING:
    from capaudit.remote.fetcher import Fetcher


class RemoteImages(msgspec.Struct, frozen=True):
    """The ways to such images that a run has; one without any leaves them unverified.

    `largest` is how many bytes an image may have, `trust_list` what its Content Credentials must
    lead back to.
    """

    fetcher: Fetcher | None = None
    stores: CloudRoots | None = None
    mirror: Mirror | None = None
    largest: int = 0
    trust_list: str | None = None

    @property
    def is_any(self) -> bool:
        """Whether there is any way at all."""
        has_stores = self.stores is not None and self.stores.is_any
        return self.fetcher is not None or self.mirror is not None or has_stores

    def in_store(self, src: str) -> ImageReading | None:
        """The image that a reference names in a configured store; `None` where it names none."""
        place = self.stores.place_of(src) if self.stores is not None else None
        return self._read_in_store(place) if place is not None else None

    def on_server(self, url: str) -> ImageReading | None:
        """The image at a URL; `None` where nothing is fetched."""
        if self.fetcher is None:
            return None
        match self.fetcher.fetch(url):
            case Fetched(path=path):
                # What a URL ends in says nothing of the format: servers choose it.
                return self._read(path, None, url)
            case NotFetched(reason=reason):
                return _without_file(FileState.UNVERIFIED, reason, None, url)

    def bring(self, path: Path) -> ImageReading | None:
        """Bring an image of a mirrored site; a reading without a file where that fails."""
        reason = self.mirror.bring(path, self.largest) if self.mirror is not None else None
        if self.mirror is None or reason is None:
            return None
        name = path.relative_to(self.mirror.folder).as_posix()
        why = f"the image in the store could not be read: {reason}"
        return _without_file(FileState.UNVERIFIED, why, name, f"{self.mirror.url}/{name}")

    def _read_in_store(self, place: Place) -> ImageReading:
        assert self.stores is not None  # only it gives places
        if place.leads_outside:
            reason = f"the reference leads outside {place.store.url('')}"
            return _without_file(FileState.OUTSIDE_ROOT, reason, None, place.url)
        match self.stores.fetch(place):
            case Fetched(path=path):
                return self._read(path, place.url, place.url)
            case NotThere():
                reason = f"there is no object {place.url}"
                return _without_file(FileState.MISSING, reason, place.url, place.url)
            case NotFetched(reason=reason):
                return _without_file(FileState.UNVERIFIED, reason, None, place.url)

    def _read(self, path: Path, shown: str | None, url: str) -> ImageReading:
        reading = read_image(path, shown or url, self.trust_list)
        file = msgspec.structs.replace(reading.file, path=shown, url=url)
        return msgspec.structs.replace(reading, file=file)


NOTHING_REMOTE = RemoteImages()


@contextmanager
def remote_images(config: Config, mirror: Mirror | None = None) -> Iterator[RemoteImages]:
    """The ways that the configuration opens; raises `UsageError` where an extra is missing."""
    largest = config.fetch.largest_mib * MEBIBYTE
    with ExitStack() as stack:
        stores = stack.enter_context(CloudRoots(config.image_roots, largest))
        fetcher = stack.enter_context(_fetcher(config)) if config.fetch_images else None
        remote = RemoteImages(fetcher, stores, mirror, largest, config.trust_list)
        yield remote if remote.is_any else NOTHING_REMOTE


def _fetcher(config: Config) -> Fetcher:
    require_fetch()
    # Runs that fetch nothing need neither the extra nor the time to import it.
    from capaudit.remote.fetcher import Fetcher, public_servers  # noqa: PLC0415
    from capaudit.remote.image_cache import ImageCache  # noqa: PLC0415

    limits = config.fetch
    folder = Path(limits.cache) if limits.cache is not None else user_cache_folder()
    cache = ImageCache(folder, limits.cache_mib * MEBIBYTE)
    return Fetcher(limits, public_servers(), why_no_image, cache)


def why_no_image(head: bytes) -> str | None:
    """What the first bytes of a file show where they are no image's, as a noun."""
    kind = identify(head)
    if kind.scan is not None:
        return None
    return {"it is empty": "empty", "no known image format": "of no known image format"}.get(
        kind.reason or "", kind.reason or "no image"
    )


def _without_file(state: FileState, reason: str, path: str | None, url: str | None) -> ImageReading:
    return ImageReading(ImageFile(state=state, path=path, reason=reason, url=url))
