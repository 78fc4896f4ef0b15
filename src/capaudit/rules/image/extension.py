"""IMG003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule

# Extension → the formats it may hold, by the names of `ImageFile.format`. An extension that is
# not listed says nothing.
FORMATS_BY_EXTENSION = {
    "jpg": {"jpeg"},
    "jpeg": {"jpeg"},
    "jpe": {"jpeg"},
    "jfif": {"jpeg"},
    "png": {"png", "apng"},
    "apng": {"png", "apng"},
    "gif": {"gif"},
    "webp": {"webp"},
    "tif": {"tiff"},
    "tiff": {"tiff"},
    "avif": {"avif"},
    "heic": {"heif", "heic"},
    "heif": {"heif", "heic"},
    "bmp": {"bmp"},
    "svg": {"svg"},
    "jxl": {"jxl"},
}
_KNOWN_FORMATS = frozenset().union(*FORMATS_BY_EXTENSION.values())


@rule("IMG003", "image-extension-wrong", Severity.WARNING)
def image_extension_wrong(evidence: Evidence) -> Iterator[Hit]:
    """The file's extension names another format than its bytes hold.

    Servers send the type that the extension promises; some readers' programs then show nothing.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is png

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.png)
        ferry.png: is webp

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.png)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpeg)
    """
    image = evidence.image
    if image.state is not FileState.READ or image.path is None or image.format is None:
        return
    extension = image.path.rpartition("/")[2].rpartition(".")[2].casefold()
    allowed = FORMATS_BY_EXTENSION.get(extension)
    found = image.format.casefold()
    if allowed is not None and found in _KNOWN_FORMATS and found not in allowed:
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"{image.path} is named .{extension} and holds {found.upper()} data",
            cause=image.path,
        )
