"""Whatever a JSON file holds, its readers give articles whose passages lead back into it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.model.text import Passage
from capaudit.readers import NO_SITE, READERS, articles_in
from support.news_json import (
    ANS_STORY,
    GHOST_TABLES,
    LEXICAL,
    MOBILEDOC,
    NINJS_1,
    NINJS_3,
    WORDPRESS_MEDIUM,
    WORDPRESS_POST,
)

FORMATS = ("ans", "ghost", "ninjs", "wordpress-rest")
EDITORS = {
    **GHOST_TABLES["posts"][0],
    "html": None,
    "lexical": json.dumps(LEXICAL),
}
OLDER = {**EDITORS, "lexical": None, "mobiledoc": json.dumps(MOBILEDOC)}
SAMPLES: tuple[tuple[str, Any], ...] = (
    ("ninjs", NINJS_1),
    ("ninjs", [NINJS_3, NINJS_1]),
    ("ans", ANS_STORY),
    ("wordpress-rest", [WORDPRESS_POST, WORDPRESS_MEDIUM]),
    ("ghost", {"db": [{"meta": {}, "data": GHOST_TABLES}]}),
    ("ghost", {"db": [{"data": {**GHOST_TABLES, "posts": [EDITORS, OLDER]}}]}),
)
KEYS = st.sampled_from(
    (
        *("uri", "type", "version", "headline", "headlines", "bodies", "body_xhtml", "value"),
        *("associations", "renditions", "href", "content_elements", "promo_items", "basic"),
        *("credits", "by", "name", "content", "rendered", "_embedded", "source_url", "media_type"),
        *("posts", "db", "data", "html", "lexical", "mobiledoc", "feature_image", "root", "items"),
    )
)
WORDS = st.sampled_from(
    (
        *("", "picture", "story", "image", "0.10.9", "text", "a.jpg", "1", "2024-03-05", "é😀"),
        *("<p>a &amp; b</p>", "<figure><img src=a.jpg><figcaption>c</figcaption>", "\\", '"', "\n"),
        *(
            '{"root": {"children": [{"type": "image", "src": "b.jpg"}]}}',
            "\ud800",
            "[caption]<img>",
        ),
    )
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
ANY_JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5)
)


def read(data: bytes, format: str) -> list[Article]:
    """The articles of a file; a refusal is an answer as well."""
    try:
        found = list(articles_in(data, "a.json", READERS[format], NO_SITE))
    except ReadError:
        return []
    return [one for one in found if isinstance(one, Article)]


def passages(article: Article) -> Iterator[Passage]:
    own = (article.headline, article.description, article.section, article.byline)
    yield from (one for one in (*own, article.dateline, article.body) if one is not None)
    yield from (one.passage for one in (*article.dates_published, *article.dates_modified))
    yield from (entry.value for entry in article.entries)
    for figure in article.figures:
        told = (figure.caption, figure.credit_line, figure.alt_text, figure.title, figure.label)
        yield from (one for one in told if one is not None)
        yield from (entry.value for entry in figure.record)


def check(article: Article) -> None:
    """Every span lies in the file, and what is said to stand there letter for letter does."""
    text = article.source.text
    spans = [one for figure in article.figures for one in (figure.span, figure.src_span) if one]
    spans += [one.span for one in passages(article) if one.span is not None]
    spans += [flaw.span for flaw in article.flaws]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    for passage in passages(article):
        passage.text.encode()
        for run in passage.runs:
            assert 0 <= run.source_start <= run.source_start + run.source_length <= len(text)
            if run.text_length == run.source_length > 1:
                words = passage.text[run.text_start : run.text_start + run.text_length]
                assert text[run.source_start : run.source_start + run.source_length] == words


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inner:
        yield from places(one, (*path, key))


def changed(value: object, path: tuple[Any, ...], into: object) -> object:
    """A document with another value at one place."""
    match value:
        case dict() if path:
            return {**value, path[0]: changed(value[path[0]], path[1:], into)}
        case list() if path:
            inner = changed(value[path[0]], path[1:], into)
            return [*value[: path[0]], inner, *value[path[0] + 1 :]]
        case _:
            return into


@settings(deadline=None)
@given(ANY_JSON, st.sampled_from(FORMATS), st.booleans())
def test_any_json(value: object, format: str, ascii_only: bool) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")

    for article in read(data, format):
        check(article)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_type_in_any_field(data: st.DataObject) -> None:
    format, document = data.draw(st.sampled_from(SAMPLES))
    ways = list(places(document))
    for _ in range(data.draw(st.integers(1, 4))):
        way = data.draw(st.sampled_from(ways))
        document = changed(document, way, data.draw(ANY_JSON))
        ways = list(places(document))

    for article in read(json.dumps(document).encode("utf-8", "surrogatepass"), format):
        check(article)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    format, document = data.draw(st.sampled_from(SAMPLES))
    text = json.dumps(document, ensure_ascii=False, indent=data.draw(st.sampled_from((None, 1))))
    encoding = data.draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")))
    raw = bytearray(text.encode(encoding, "replace"))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    cut = data.draw(st.integers(0, len(raw)))

    for article in read(bytes(raw[:cut]), format):
        check(article)


@pytest.mark.parametrize(("format", "document"), SAMPLES)
def test_the_samples_themselves_are_read(format: str, document: object) -> None:
    """So that the tests above have something to check."""
    found = read(json.dumps(document).encode(), format)

    assert found
    assert any(figure.caption is not None for one in found for figure in one.figures)
    assert not any(one.flaws for one in found)
