"""Which key of a site's own image record states which property."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table
from capaudit.model.claim import Property


class ImageRecordKeys(msgspec.Struct, frozen=True):
    """Keys by the property, or the part of a place, that they state."""

    properties: dict[Property, tuple[str, ...]]
    place: dict[str, tuple[str, ...]]

    @property
    def property_by_key(self) -> dict[str, Property]:
        """The property each key states."""
        return {key: prop for prop, keys in self.properties.items() for key in keys}

    @property
    def part_by_key(self) -> dict[str, str]:
        """The part of a place each key states."""
        return {key: part for part, keys in self.place.items() for key in keys}


@lru_cache
def image_record_keys() -> ImageRecordKeys:
    """The table, loaded once."""
    return load_table("image_records", ImageRecordKeys)
