"""Ghost: posts of an export with what other tables say of them, and stories without HTML."""

import json
from typing import Any

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles

HTML = (
    "<p>It is back.</p><figure class='kg-card kg-image-card'>"
    '<img src="__GHOST_URL__/content/images/pier.jpg" class="kg-image" alt="Pier" width="900">'
    "<figcaption>The pier. Photo: Ann Hoxley</figcaption></figure>"
)
LEXICAL: dict[str, Any] = {
    "root": {
        "type": "root",
        "children": [
            {
                "type": "paragraph",
                "children": [
                    {"type": "extended-text", "text": "The “Irwell” "},
                    {"type": "link", "children": [{"type": "extended-text", "text": "is back"}]},
                    {"type": "linebreak"},
                    {"type": "extended-text", "text": "at last."},
                ],
            },
            {
                "type": "image",
                "src": "__GHOST_URL__/content/images/pier.jpg",
                "alt": "Pier",
                "caption": "<span>The pier. Photo: Ann Hoxley</span>",
                "width": 900,
                "height": 600,
            },
            {
                "type": "gallery",
                "images": [{"src": "/a.jpg", "row": 0}, {"src": "/b.jpg", "row": 0}],
                "caption": "Two ferries",
            },
            {"type": "html", "html": "<p>It left in May.</p>"},
            {
                "type": "list",
                "children": [
                    {"type": "listitem", "children": [{"type": "text", "text": "Two decks"}]}
                ],
            },
        ],
    }
}
MOBILEDOC: dict[str, Any] = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "markups": [["em"]],
    "cards": [
        ["image", {"src": "/content/images/pier.jpg", "alt": "Pier", "caption": "The pier."}],
        ["markdown", {"markdown": "It left ![Map](map.png) in **May**."}],
    ],
    "sections": [
        [
            1,
            "p",
            [
                [0, [], 0, "The “Irwell” "],
                [0, [0], 1, "is back"],
                [1, [], 0, 0],
                [0, [], 0, "at last."],
            ],
        ],
        [10, 0],
        [2, "/old.jpg"],
        [3, "ul", [[[0, [], 0, "Two decks"]]]],
        [10, 1],
        [10, 9],
    ],
}
POST: dict[str, Any] = {
    "id": "p1",
    "title": "Ferry returns",
    "html": HTML,
    "feature_image": "__GHOST_URL__/content/images/ferry.jpg",
    "custom_excerpt": "After a winter in dock",
    "published_at": "2024-03-05T14:20:00.000Z",
    "updated_at": "2024-03-06T08:00:00.000Z",
    "type": "post",
}
TABLES: dict[str, Any] = {
    "posts": [POST],
    "posts_authors": [
        {"post_id": "p1", "author_id": "u2", "sort_order": 1},
        {"post_id": "p1", "author_id": "u1", "sort_order": 0},
    ],
    "posts_meta": [
        {
            "post_id": "p1",
            "feature_image_alt": "A white ferry",
            "feature_image_caption": "The <i>Irwell</i>. Photo: Tom Brack",
        }
    ],
    "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0}],
    "tags": [{"id": "t1", "name": "The North"}],
    "users": [{"id": "u1", "name": "Ann Hoxley"}, {"id": "u2", "name": "Max Roe"}],
}


def exported(**tables: object) -> bytes:
    data = {**TABLES, **tables}
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": data}]}).encode()


def written_in(**editor: object) -> bytes:
    """An export of a post without HTML, in the document of an editor."""
    document = {name: json.dumps(value) for name, value in editor.items()}
    return exported(posts=[{**POST, "html": None, "feature_image": None, **document}])


def words(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def test_a_post_with_what_other_tables_say() -> None:
    article = read_article(exported(), "export.json")

    assert (article.format, article.item) == ("ghost", "p1")
    assert words(article.headline) == "Ferry returns"
    assert words(article.description) == "After a winter in dock"
    assert words(article.section) == "The North"
    assert article.byline_names == ("Ann Hoxley", "Max Roe")
    assert article.body.text == "It is back."
    assert article.dates_published[0].passage.text == "2024-03-05T14:20:00.000Z"


def test_pictures_of_a_post() -> None:
    article = read_article(exported(), "export.json")
    lead, other = article.figures

    assert (lead.src, lead.role) == ("/content/images/ferry.jpg", Role.LEAD)
    assert words(lead.caption) == "The Irwell. Photo: Tom Brack"
    assert words(lead.alt_text) == "A white ferry"
    assert lead.src_span is not None
    assert article.source.text[lead.src_span.start : lead.src_span.end] == lead.src
    assert (other.src, words(other.caption)) == (
        "/content/images/pier.jpg",
        "The pier. Photo: Ann Hoxley",
    )


def test_posts_of_the_api_hold_all_of_it() -> None:
    post = {
        **POST,
        "feature_image_alt": "A white ferry",
        "feature_image_caption": "The Irwell",
        "authors": [{"name": "Ann Hoxley"}],
        "tags": [{"name": "#internal"}, {"name": "The North"}],
    }
    article = read_article(json.dumps({"posts": [post]}).encode(), "posts.json")

    assert words(article.section) == "The North"
    assert article.byline_names == ("Ann Hoxley",)
    assert words(article.figures[0].caption) == "The Irwell"


def place_of(article: Article, passage: Passage | None) -> str:
    assert passage is not None
    assert passage.span is not None
    return article.source.text[passage.span.start : passage.span.end]


def test_a_story_of_the_editor_without_html() -> None:
    article = read_article(written_in(lexical=LEXICAL), "export.json")

    assert article.body.text == "The “Irwell” is back\nat last.\n\nIt left in May.\n\nTwo decks"
    assert [(one.src, words(one.caption), one.role) for one in article.figures] == [
        ("/content/images/pier.jpg", "The pier. Photo: Ann Hoxley", Role.LEAD),
        ("/a.jpg", "Two ferries", Role.GALLERY),
        ("/b.jpg", "Two ferries", Role.GALLERY),
    ]
    assert place_of(article, article.figures[0].caption) == "The pier. Photo: Ann Hoxley"
    assert words(article.figures[0].alt_text) == "Pier"


def test_a_story_of_the_older_editor_without_html() -> None:
    article = read_article(written_in(mobiledoc=MOBILEDOC), "export.json")

    assert article.body.text == "The “Irwell” is back\nat last.\n\nTwo decks\n\nIt left in May."
    assert [(one.src, words(one.caption)) for one in article.figures] == [
        ("/content/images/pier.jpg", "The pier."),
        ("/old.jpg", None),
        ("map.png", None),
    ]
    # Twice escaped: as JSON in a string of JSON.
    at = article.body.text.index("“Irwell”")
    where = article.body.cut(type(article.figures[0].span)(at, at + 8))
    assert place_of(article, where) == r"\\u201cIrwell\\u201d"


def test_drafts_and_pages_are_read_as_well() -> None:
    posts = [{**POST, "id": "p2", "status": "draft"}, {**POST, "id": "p3", "type": "page"}]

    found = list(read_articles(exported(posts=posts), "export.json"))

    assert [one.item for one in found] == ["p2", "p3"]
    assert found[0].byline is None


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(ReadError, match="is an export of Ghost without any post"):
        list(read_articles(exported(posts=[]), "export.json"))


def test_an_export_that_breaks_off_in_a_post_gives_what_there_is() -> None:
    data = exported(posts=[POST, {**POST, "id": "p2"}])
    cut = data[: data.index(b"The pier", data.index(b'"p2"'))]

    first, second = read_articles(cut, "export.json")

    assert (first.item, first.flaws) == ("p1", ())
    assert second.item == "p2"
    assert second.body.text == "It is back."
    assert "does not parse" in second.flaws[0].message
