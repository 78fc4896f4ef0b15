"""Places: the index, recognition, resolution and what a caption asserts of them."""

from capaudit.extract.places.captions import find_caption_places
from capaudit.extract.places.finder import find_places
from capaudit.extract.places.lookup import (
    dateline_place,
    named_by_town,
    nearest_place,
    resolve_place,
)

__all__ = [
    "dateline_place",
    "find_caption_places",
    "find_places",
    "named_by_town",
    "nearest_place",
    "resolve_place",
]
