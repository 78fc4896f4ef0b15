"""Audits one input: the one article that most files are, or each of those that a file holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import msgspec

from capaudit.config import Config
from capaudit.errors import NoArticleError, ReadError
from capaudit.model.article import Article
from capaudit.model.finding import Problem
from capaudit.model.left_alone import LeftOut
from capaudit.pipeline.article import ArticleOutcome, audit_article, crash
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import Input
from capaudit.readers import HEAD, Reader, SiteView, articles_in, reader_of
from capaudit.timings import Stage, steps


def audit_input(each: Input, desk: Desk, config: Config) -> Iterator[ArticleOutcome]:
    """The outcome of each article of an input, one by one; whatever goes wrong is one too.

    An input without any article has one empty outcome.
    """
    is_empty = True
    for one in articles_of(each, desk.templates.view_for(each.path)):
        is_empty = False
        match one:
            case NoArticleError() if not each.is_named:
                yield ArticleOutcome(left_out=LeftOut.NO_ARTICLE)
            case ReadError():
                yield ArticleOutcome(problems=(Problem(each.path, str(one)),))
            case Problem():
                yield ArticleOutcome(problems=(one,))
            case (article, data):
                yield audit_article(article, desk, config, each.folder, data)
    if is_empty:
        yield ArticleOutcome(left_out=None if each.is_named else LeftOut.NO_ARTICLE)


def articles_of(
    each: Input, site: SiteView
) -> Iterator[tuple[Article, bytes | None] | ReadError | Problem]:
    """The articles of an input, with its bytes where an editor may mend them, and what is amiss."""
    if isinstance(each.content, Problem):
        yield each.content
        return
    seen: Counter[str] = Counter()
    try:
        with _opened(each.content) as content:
            reader = reader_of(each.path, _head(content))
            for one in steps(Stage.ARTICLES, articles_in(content, each.path, reader, site)):
                if isinstance(one, Article):
                    yield _told_apart(one, seen), _editable(each, reader)
                else:
                    yield one
    except ReadError as error:
        yield error
    except OSError as error:
        yield Problem(each.path, f"cannot be read: {error.strerror}")
    except Exception as error:  # one file's crash must not cost the others
        yield crash((each.path, None), "reading", error)


def _opened(content: bytes | Path) -> AbstractContextManager[bytes | BinaryIO]:
    return nullcontext(content) if isinstance(content, bytes) else content.open("rb")


def _head(content: bytes | BinaryIO) -> bytes:
    """The first bytes, which stay to be read."""
    if isinstance(content, bytes):
        return content[:HEAD]
    head = content.read(HEAD)
    content.seek(0)
    return head


def _editable(each: Input, reader: Reader) -> bytes | None:
    """The bytes of a file that people mend where it is: no export, nothing inside an archive."""
    is_mended = reader.edited_by_hand and each.archive is None
    return each.content if is_mended and isinstance(each.content, bytes) else None


def _told_apart(article: Article, seen: Counter[str]) -> Article:
    """The article with an id that no other of its file has: an export may repeat one."""
    name = article.item or ""
    seen[name] += 1
    if seen[name] == 1:
        return article
    return msgspec.structs.replace(article, item=f"{name} #{seen[name]}".strip())
