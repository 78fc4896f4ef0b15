"""Bytes to articles: one reader a format, in an explicit registry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers import discover
from capaudit.readers.discover import Skipped
from capaudit.readers.html import read_html
from capaudit.readers.markdown import read_markdown
from capaudit.readers.news_json import NEWS_JSON
from capaudit.readers.news_xml import NEWS_XML
from capaudit.readers.reader import HEAD, Articles, Reader
from capaudit.readers.site_templates import SiteTemplates
from capaudit.readers.site_view import NO_SITE, SiteView, TagParameters

__all__ = [
    "HEAD",
    "NO_SITE",
    "READERS",
    "Reader",
    "SiteTemplates",
    "SiteView",
    "Skipped",
    "TagParameters",
    "articles_in",
    "find_articles",
    "names_article",
    "read_article",
    "read_articles",
    "reader_of",
    "suffix_of",
]


def _read_restructuredtext(data: bytes, path: str, site: SiteView) -> Article:
    """Read it; articles in other formats need not wait for the import of its grammar."""
    from capaudit.readers.restructuredtext import read_restructuredtext  # noqa: PLC0415

    return read_restructuredtext(data, path, site)


def _read_asciidoc(data: bytes, path: str, site: SiteView) -> Article:
    from capaudit.readers.asciidoc import read_asciidoc  # noqa: PLC0415  see above

    return read_asciidoc(data, path, site)


# Of formats that share a suffix the first that recognises a file reads it.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx"), read_markdown),
        Reader("html", (".html", ".htm", ".xhtml"), read_html),
        Reader("restructuredtext", (".rst", ".rest"), _read_restructuredtext),
        Reader("asciidoc", (".adoc", ".asciidoc", ".asc"), _read_asciidoc),
        *NEWS_JSON,
        *NEWS_XML,
    )
}


def reader_of(path: str, head: bytes, format: str | None = None) -> Reader:
    """The reader for a file, by its name and, where that does not tell, by its first bytes.

    `format` names one of `READERS` and settles it. `head` are the first `HEAD` bytes. A file with
    a suffix that no format has is told by its bytes alone. Raises `ReadError` where there is none.
    """
    if format is not None:
        candidates = [READERS[format]] if format in READERS else []
    else:
        candidates = _readers_of(path)
        candidates = candidates or [one for one in READERS.values() if one.recognises is not None]
        candidates = [one for one in candidates if one.recognises is None or one.recognises(head)]
    if candidates:
        return candidates[0]
    raise ReadError(f"no reader for {_said_of(path, format)}; known formats: {', '.join(READERS)}")


def suffix_of(path: str) -> str:
    """What a file's name ends in, from its last dot on; a name of nothing before it has none."""
    stem, _, end = path.rpartition("/")[2].rpartition(".")
    return f".{end}" if stem and end else ""


def _said_of(path: str, format: str | None) -> str:
    """What there is no reader for, as the person who named the file would say it."""
    if format is not None:
        return f"the format {format!r}"
    suffix = suffix_of(path)
    return f"what this *{suffix} file holds" if names_article(path) else f"files named *{suffix}"


def names_article(path: str) -> bool:
    """Whether a file may be an article by its name."""
    return bool(_readers_of(path))


def _readers_of(path: str) -> list[Reader]:
    """The readers that a file may be for by its name."""
    suffix = suffix_of(path).lower()
    return [one for one in READERS.values() if suffix in one.suffixes]


def articles_in(
    content: bytes | BinaryIO, path: str, reader: Reader, site: SiteView = NO_SITE
) -> Articles:
    """The articles of a file one by one, and the errors of items that cannot be read.

    Raises `ReadError` where the file as a whole cannot be read.
    """
    if reader.read_stream is not None:
        yield from reader.read_stream(
            BytesIO(content) if isinstance(content, bytes) else content, path, site
        )
        return
    data = content if isinstance(content, bytes) else content.read()
    if reader.read_many is not None:
        yield from reader.read_many(data, path, site)
    elif reader.read is not None:
        yield reader.read(data, path, site)


def read_articles(
    data: bytes, path: str, format: str | None = None, *, site: SiteView = NO_SITE
) -> Iterator[Article]:
    """Read the articles of a file from its bytes: one, or as many as an export or feed holds.

    `path` is the POSIX path relative to the root; its suffix, and where formats share it the
    content, decides the format unless `format` names one of `READERS`. `site` is what they take
    from their site (`SiteTemplates`). What is wrong with an article its `flaws` say; items that
    cannot be read are left out. Raises `ReadError` where there is no reader for the format, or the
    file as a whole is refused.
    """
    reader = reader_of(path, data[:HEAD], format)
    return (one for one in articles_in(data, path, reader, site) if isinstance(one, Article))


def read_article(
    data: bytes, path: str, format: str | None = None, *, site: SiteView = NO_SITE
) -> Article:
    """Read the one article that a file is, from its bytes; the rest as in `read_articles`.

    Raises `ReadError` besides where the file holds several articles, or none.
    """
    found = list(islice(read_articles(data, path, format, site=site), 2))
    if len(found) != 1:
        raise ReadError(f"holds {'several articles' if found else 'no article'}")
    return found[0]


def find_articles(
    paths: Sequence[Path], exclude: Sequence[str], root: Path
) -> Iterator[str | Skipped]:
    """Every article the paths mean, and what is left alone: `discover.find_articles`.

    `exclude` holds globs relative to the root, which is absolute. Raises `UsageError` for a path
    that is not there.
    """
    search = discover.Search(root, exclude, names_article, _is_recognised)
    return discover.find_articles(paths, search)


def _is_recognised(path: str) -> bool:
    """Whether a file that may be an article is one: where its suffix does not tell, its content.

    One that cannot be opened may be: that it was not audited is for the report to say.
    """
    candidates = _readers_of(path)
    if any(one.recognises is None for one in candidates) or not os.path.isfile(path):
        return True
    try:
        with open(path, "rb") as handle:
            head = handle.read(HEAD)
    except OSError:
        return True
    return any(one.recognises is not None and one.recognises(head) for one in candidates)
