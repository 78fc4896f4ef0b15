"""The story of a page without what stands among its paragraphs."""

from pathlib import Path

import pytest

from capaudit.data.page_furniture import names_box
from capaudit.model.text import Span
from capaudit.readers import read_article

PAGES = Path(__file__).parent / "publisher_pages"


@pytest.mark.parametrize("name", sorted(page.stem for page in PAGES.glob("*.html")))
def test_the_body_is_the_story(name: str) -> None:
    article = read_article((PAGES / f"{name}.html").read_bytes(), f"{name}.html")
    story = (PAGES / f"{name}.txt").read_text("utf-8").strip()
    assert article.body.text == story


def test_every_word_of_the_body_leads_back_to_its_place() -> None:
    page = (PAGES / "testids.html").read_text("utf-8")
    body = read_article(page.encode(), "testids.html").body
    at = body.text.index("nearly out of milk")
    place = body.locate(Span(at, at + 18))
    assert place is not None
    assert page[place.start : place.end] == "nearly out of milk"


def body(html: str) -> str:
    return read_article(f"<article><h1>Ferry</h1>{html}</article>".encode(), "a.html").body.text


STORY = "<p>The ferry to Holm sailed again on Tuesday, nine days after the storm had closed it.</p>"
TEXT = "The ferry to Holm sailed again on Tuesday, nine days after the storm had closed it."


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="c-readMore__list"><a href="/a">A pier rots</a></div>',
        '<div id="newsletter-signup"><p>Every morning.</p></div>',
        '<div data-component="links-block"><ul><li>Storm</li></ul></div>',
        '<p>Read more: <a href="/a">A pier rots</a></p>',
        '<p><a href="/a">RELATED STORIES: A pier rots</a></p>',
        '<p><b>Читайте также:</b> <a href="/a">Пирс сгнил</a></p>',
        '<p><a href="/n">Sign up for our newsletter</a> and hear of it first.</p>',
        "<p>Advertisement</p>",
        "<p>Share this:</p>",
        '<section class="comments-area"><p>'
        + "My mother was stuck in Holm. " * 20
        + "</p></section>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert body(STORY + furniture) == TEXT


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>Related costs rose.</p>",
        '<p>Read more books, she told <a href="/x">the class</a> of nine children in Holm.</p>',
        "<p>Subscribe to his channel, he asked.</p>",
        '<p>Watch the <a href="/x">tide</a>, the pilots say, before the boat leaves.</p>',
        '<p class="has-related">Advertisement rates fell.</p>',
        '<p class="no-sidebar gradient">A second boat follows.</p>',
        '<p>See also the <a href="/x">report</a> that the county made.</p>',
    ],
)
def test_story_that_only_looks_like_furniture_stays(paragraph: str) -> None:
    assert body(STORY + paragraph).count("\n\n") == 1


def test_a_box_that_holds_the_story_is_the_story() -> None:
    assert body(f'<div class="share related">{STORY}</div>') == TEXT


@pytest.mark.parametrize(
    ("name", "is_box"),
    [
        ("jp-relatedposts", True),
        ("teaserBox--readMore", True),
        ("article--with-sidebar", False),
        ("tag-related", False),
        ("uploads", False),
        ("shared", False),
        ("gradient", False),
    ],
)
def test_names_are_read_by_their_words(name: str, is_box: bool) -> None:
    assert names_box(name) is is_box
