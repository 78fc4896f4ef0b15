"""Ghost: posts of an export with what other tables say of them, and stories without GHOST_HTML."""

import json

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles
from support.news_json import GHOST_POST, GHOST_TABLES, LEXICAL, MOBILEDOC


def exported(**tables: object) -> bytes:
    data = {**GHOST_TABLES, **tables}
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": data}]}).encode()


def written_in(**editor: object) -> bytes:
    """An export of a post without GHOST_HTML, in the document of an editor."""
    document = {name: json.dumps(value) for name, value in editor.items()}
    return exported(posts=[{**GHOST_POST, "html": None, "feature_image": None, **document}])


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
        **GHOST_POST,
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
    posts = [
        {**GHOST_POST, "id": "p2", "status": "draft"},
        {**GHOST_POST, "id": "p3", "type": "page"},
    ]

    found = list(read_articles(exported(posts=posts), "export.json"))

    assert [one.item for one in found] == ["p2", "p3"]
    assert found[0].byline is None


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(ReadError, match="holds no article or picture"):
        list(read_articles(exported(posts=[]), "export.json"))


def test_an_export_that_breaks_off_in_a_post_gives_what_there_is() -> None:
    data = exported(posts=[GHOST_POST, {**GHOST_POST, "id": "p2"}])
    cut = data[: data.index(b"The pier", data.index(b'"p2"'))]

    first, second = read_articles(cut, "export.json")

    assert (first.item, first.flaws) == ("p1", ())
    assert second.item == "p2"
    assert second.body.text == "It is back."
    assert "does not parse" in second.flaws[0].message
