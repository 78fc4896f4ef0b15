"""Image files: where a reference leads, and what the file's metadata claim."""

from capaudit.images.locate import Located, Site, locate_image
from capaudit.images.reading import read_image

__all__ = ["Located", "Site", "locate_image", "read_image"]
