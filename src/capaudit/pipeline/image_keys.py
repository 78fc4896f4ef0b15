"""Names the image behind a reference, so that two articles can be seen to show the same one."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

from capaudit.data.image_urls import without_resizing
from capaudit.images.site import IMAGE_EXTENSIONS, extension
from capaudit.model.article import Figure
from capaudit.model.image import FileState, ImageFile

# What WordPress and retina scripts append to the name of a smaller or larger copy. Two numbers
# without the `x` between them may as well be years.
_SIZE_MARK = re.compile(r"(?:-\d{2,5}x\d{2,5}|@\dx|-scaled)(?=\.\w{2,5}$)")
_TEMPLATE_MARKS = ("{{", "{%", "${", "<%", "{#")


def image_key(figure: Figure, article: str, site: str, file: ImageFile) -> str | None:
    """The name of a figure's image: its path under the root, its URL, or its id on the site.

    `None` where the reference names nothing that a second article could name too: an image inside
    the page, a template expression, a path that leads out of the root.
    """
    if file.state is FileState.OUTSIDE_ROOT:
        return None
    if file.path is not None:
        return f"file:{_without_size(file.path)}"
    return _reference_key(figure.src.strip(), figure, article, site)


def picture_name(key: str) -> str:
    """The name of a picture without folder and size: `photo` of `a/photo-300x200.jpg`.

    Copies in several sizes are no different pictures.
    """
    name = posixpath.basename(_without_size(key)).casefold()
    return name.rpartition(".")[0] or name


def _reference_key(src: str, figure: Figure, article: str, site: str) -> str | None:
    if not src or any(mark in src for mark in _TEMPLATE_MARKS) or src.startswith("data:"):
        return None
    try:
        parts = urlsplit(src)
    except ValueError:
        # `//[` opens an IPv6 address that never ends.
        return None
    if parts.netloc:
        return f"url:{parts.netloc.casefold()}{_path_and_query(parts.path, parts.query)}"
    if parts.scheme or not parts.path:
        return None
    place = _path_and_query(parts.path, parts.query)
    if parts.path.startswith("/") or (figure.by_template and _is_known_to_the_site(parts.path)):
        return f"site:{site}:{place.lstrip('/')}"
    return f"site:{site}:{posixpath.normpath(posixpath.join(posixpath.dirname(article), place))}"


def _is_known_to_the_site(reference: str) -> bool:
    """Whether a template's parameter means one image wherever it stands: an id, or a long path.

    `cover.jpg` means the file of that name beside each article.
    """
    return "/" in reference.strip("/.") or extension(reference) not in IMAGE_EXTENSIONS


def _path_and_query(path: str, query: str) -> str:
    """Path and query in one spelling; what asks an image file for another size is left out."""
    path = _without_size(posixpath.normpath(unquote(path)))
    if extension(path) in IMAGE_EXTENSIONS:
        query = without_resizing(query)
    return f"{path}?{query}" if query else path


def _without_size(path: str) -> str:
    return _SIZE_MARK.sub("", path)
