"""However a file of news in XML is damaged, what is read of it stands where it is said to."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.model.text import Passage, Run
from capaudit.readers import READERS, articles_in
from support.news_xml import ATOM, MEDIA, RDF, RSS, attachment, g2, meta, picture, post, story, wxr

EXPORT = wxr(
    attachment(5, "Mølla &amp; elva.\n\n[caption]"),
    post('[gallery ids="5"]\n\n[caption id="a"]<img src="a.jpg"/> Mølla.[/caption]'),
    post('<!-- wp:cover {"url":"b.jpg","id":5} --><p>x</p>', 8, meta=meta("_thumbnail_id", "5")),
)
MESSAGE = g2(
    story(media=MEDIA, link='<link residref="urn:picture:1"/>') + picture() + picture("urn:2")
)
FILES = [
    ("rss", RSS),
    ("rss", RDF),
    ("atom", ATOM),
    ("newsml-g2", MESSAGE),
    ("newsml-g2", g2(picture())),
    ("wordpress-wxr", EXPORT),
]
PIECES = (
    *("<", ">", "&", "]]>", "<![CDATA[", "<!--", "-->", "</item>", "<item>", '"', "&#x0;", "&lt;"),
    *("</newsItem>", "<p>", "\0", "\ud7ff", "é", "\r\n", "[/caption]", "<?", "xmlns=", "<x:y>"),
)


def passages(article: Article) -> Iterator[Passage]:
    fixed = (article.headline, article.description, article.section, article.byline)
    found = [*fixed, article.dateline, article.body]
    found += [one.passage for one in (*article.dates_published, *article.dates_modified)]
    for figure in article.figures:
        found += [figure.caption, figure.credit_line, figure.alt_text, figure.title]
        found += [one.value for one in figure.record]
    return (one for one in found if one is not None)


def stands(run: Run, passage: Passage, text: str) -> bool:
    """Whether a run leads into the text, and where it copies, to the same words."""
    end = run.source_start + run.source_length
    if not 0 <= run.source_start <= end <= len(text):
        return False
    words = passage.text[run.text_start : run.text_start + run.text_length]
    stretch = text[run.source_start : end]
    # A single character may have been decoded to another one.
    return run.text_length != run.source_length or len(stretch) < 2 or stretch == words


def check(name: str, data: bytes) -> int:
    """Read a file, check each article, and give how many there are."""
    articles = [one for one in read(name, data) if isinstance(one, Article)]
    for article in articles:
        text = article.source.text
        assert article.item
        for passage in passages(article):
            own = passage.file.source.text if passage.file is not None else text
            assert all(stands(run, passage, own) for run in passage.runs)
        for figure in article.figures:
            assert 0 <= figure.span.start <= figure.span.end <= len(text)
    return len(articles)


def read(name: str, data: bytes) -> Iterator[Article | ReadError]:
    """What there is in a file up to where it is refused."""
    try:
        yield from articles_in(BytesIO(data), "news.xml", READERS[name])
    except ReadError as error:
        yield error


@pytest.mark.parametrize(("name", "xml"), FILES)
def test_whole_files_are_read(name: str, xml: str) -> None:
    assert check(name, xml.encode()) > 0


@pytest.mark.parametrize(("name", "xml"), FILES)
@given(data=st.data())
def test_damaged_files_are_read_as_far_as_they_go(name: str, xml: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(xml)))
        end = min(len(xml), start + data.draw(st.sampled_from((0, 0, 1, 9, 80, len(xml)))))
        xml = xml[:start] + data.draw(st.sampled_from(("", *PIECES))) + xml[end:]
    check(name, xml.encode())


ATTRIBUTE = re.compile(r"(?<=\s)[\w:.-]+(?==[\"'])")
TAG = re.compile(r"<[^<>]*>")


@pytest.mark.parametrize(("name", "xml"), FILES)
def test_each_attribute_may_bear_another_name_and_each_tag_be_missing(name: str, xml: str) -> None:
    for found in ATTRIBUTE.finditer(xml):
        for other in ("href", "url", "other"):
            check(name, f"{xml[: found.start()]}{other}{xml[found.end() :]}".encode())
    for found in TAG.finditer(xml):
        check(name, f"{xml[: found.start()]}{xml[found.end() :]}".encode())


@pytest.mark.parametrize("name", [one for one, _ in FILES])
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    check(name, data)
