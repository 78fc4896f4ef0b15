"""One image file's metadata for people: coordinates by the place they lie at, what to prefer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import msgspec

from capaudit.config import Config, find_root
from capaudit.extract.places import named_by_town
from capaudit.images import Site, preferred_claims, read_image
from capaudit.model.claim import AnyClaim
from capaudit.model.image import ImageInspection, ImageReading
from capaudit.model.values import Place
from capaudit.pipeline.image_records import ImageRecords
from capaudit.pipeline.inputs import relative


def inspect_image(path: str, config: Config) -> ImageInspection:
    """All that an image file and its records say, in their words, and the values to prefer."""
    reading = _with_records(read_image(Path(path), path), path, config)
    named = tuple(map(_with_nearest_place, reading.claims))
    reading = ImageReading(reading.file, named, reading.notes)
    return ImageInspection(reading, dict(preferred_claims(reading)))


def _with_records(reading: ImageReading, path: str, config: Config) -> ImageReading:
    """The reading with the site's own records of the image, where the config says it keeps any."""
    if not config.image_records:
        return reading
    root = config.root or find_root(config, (path,))
    records = ImageRecords(Site(root), config.image_records, config.image_record_keys)
    # A file's name may hold what a reference writes otherwise (`#`, `?`, `%`).
    return records.added_to(reading, quote(relative(Path(path).absolute(), root)))


def _with_nearest_place(claim: AnyClaim) -> AnyClaim:
    """Coordinates named by the nearest town: near Arezzo, with its region and country."""
    place = claim.value
    if not isinstance(place, Place) or place.feature != "coordinates":
        return claim
    return msgspec.structs.replace(claim, value=named_by_town(place))
