"""Image files: where a reference leads, and what the file's metadata claim."""

from capaudit.images.locate import Located, locate_image, locate_through_template
from capaudit.images.locations import naming_part, place_of_parts
from capaudit.images.preferred import preferred_claims
from capaudit.images.reading import read_image
from capaudit.images.site import Site

__all__ = [
    "Located",
    "Site",
    "locate_image",
    "locate_through_template",
    "naming_part",
    "place_of_parts",
    "preferred_claims",
    "read_image",
]
