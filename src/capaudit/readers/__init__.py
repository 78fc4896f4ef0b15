"""Bytes to articles: one reader a format, in an explicit registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers import discover
from capaudit.readers.html import read_html
from capaudit.readers.markdown import read_markdown
from capaudit.readers.site_templates import SiteTemplates
from capaudit.readers.site_view import NO_SITE, SiteView, TagParameters

__all__ = [
    "NO_SITE",
    "READERS",
    "Reader",
    "SiteTemplates",
    "SiteView",
    "TagParameters",
    "find_articles",
    "format_of",
    "read_article",
]


class Reader(msgspec.Struct, frozen=True):
    """One format: its name, the suffixes it is known by, and the function that reads it.

    The function takes the bytes, the POSIX path relative to the root, and what the article takes
    from its site, for which formats without shortcodes have no use.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, SiteView], Article]


def _read_restructuredtext(data: bytes, path: str, site: SiteView) -> Article:
    """Read it; articles in other formats need not wait for the import of its grammar."""
    from capaudit.readers.restructuredtext import read_restructuredtext  # noqa: PLC0415

    return read_restructuredtext(data, path, site)


def _read_asciidoc(data: bytes, path: str, site: SiteView) -> Article:
    from capaudit.readers.asciidoc import read_asciidoc  # noqa: PLC0415  see above

    return read_asciidoc(data, path, site)


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx"), read_markdown),
        Reader("html", (".html", ".htm", ".xhtml"), read_html),
        Reader("restructuredtext", (".rst", ".rest"), _read_restructuredtext),
        Reader("asciidoc", (".adoc", ".asciidoc", ".asc"), _read_asciidoc),
    )
}


def format_of(path: str) -> str | None:
    """The format a file's suffix names; `None` for an unknown one."""
    suffix = PurePosixPath(path).suffix.lower()
    return next((one.name for one in READERS.values() if suffix in one.suffixes), None)


def read_article(
    data: bytes, path: str, format: str | None = None, *, site: SiteView = NO_SITE
) -> Article:
    """Read one article from its bytes.

    `path` is the POSIX path relative to the root; its suffix decides the format unless `format`
    names one of `READERS`. `site` is what it takes from its site (`SiteTemplates`). Whatever the
    bytes are, the result is an article, its `flaws` saying what is wrong with it. Raises
    `ReadError` where there is no reader for the format.
    """
    name = format or format_of(path)
    reader = READERS.get(name) if name is not None else None
    if reader is None:
        known = ", ".join(READERS)
        what = f"the format {format!r}" if format else f"files named *{PurePosixPath(path).suffix}"
        raise ReadError(f"no reader for {what}; known formats: {known}")
    return reader.read(data, path, site)


def find_articles(paths: Sequence[Path], exclude: Sequence[str], root: Path) -> Iterator[Path]:
    """Every article the paths mean: files as given, folders walked for known suffixes.

    `exclude` holds globs relative to the root. Raises `UsageError` for a path that is not there.
    """
    suffixes = frozenset(suffix for one in READERS.values() for suffix in one.suffixes)
    return discover.find_articles(paths, exclude, suffixes=suffixes, root=root)
