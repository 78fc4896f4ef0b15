"""RSS and Atom: each item an article, its attached pictures joined with those of its text."""

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Figure, Role
from capaudit.model.text import Passage
from capaudit.readers.feed import is_atom, is_rss, read_feed
from capaudit.readers.site_view import NO_SITE
from support.news_xml import ATOM, RDF, RSS, g2, picture, wxr


def read(xml: str) -> list[Article]:
    found = list(read_feed(xml.encode(), "feed.xml", NO_SITE))
    assert not [one for one in found if isinstance(one, ReadError)]
    return [one for one in found if isinstance(one, Article)]


def only(xml: str) -> Figure:
    (article,) = read(f'<rss version="2.0" {MEDIA}><channel><item>{xml}</item></channel></rss>')
    (figure,) = article.figures
    return figure


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def text(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def at(article: Article, passage: Passage | None) -> str:
    assert passage is not None
    assert passage.span is not None
    return article.source.text[passage.span.start : passage.span.end]


def test_an_item_is_an_article() -> None:
    article = read(RSS)[0]

    assert (article.item, article.format, article.language) == ("halden-1", "rss", "en")
    assert text(article.headline) == "Mill burns & nobody is hurt"
    assert at(article, article.headline) == "Mill burns &amp;amp; nobody is hurt"
    assert article.byline_names == ("Ada Quist", "Bo Lind")
    assert text(article.dateline) == "HALDEN, Norway"
    assert text(article.section) == "Local"
    assert text(article.description) == "A mill burned down."
    assert article.body.text == "HALDEN, Norway (AP) — The mill burned.\n\nNobody was hurt."
    (published,) = article.dates_published
    assert published.value is not None
    assert published.value.edtf == "2017-08-24T17:46:58+02:00"


def test_what_is_attached_completes_the_figure_of_the_text() -> None:
    article = read(RSS)[0]
    (figure,) = article.figures

    assert figure.src == "https://img.example/mill-300x200.jpg"
    assert text(figure.alt_text) == "Smoke"
    assert text(figure.caption) == 'Smoke over the "Old Mill" on August 23, 2017.'
    assert at(article, figure.caption) == (
        "Smoke over the &amp;quot;Old Mill&amp;quot; on August 23, 2017."
    )
    assert text(figure.credit_line) == "Ada Quist/AP"
    assert [(one.path, one.value.text) for one in figure.record] == [("media.copyright", "AP 2017")]


def test_a_group_is_one_picture_in_several_sizes() -> None:
    article = read(RSS)[1]
    ferry, crew = article.figures

    assert article.item == "https://halden.example/ferry"
    assert article.byline_names == ("Jane Doe",)
    assert ferry.src == "https://img.example/ferry-l.jpg"
    assert ferry.alternatives == ("https://img.example/ferry-s.jpg",)
    assert (ferry.role, crew.role) == (Role.LEAD, Role.INLINE)
    assert text(ferry.caption) == "The ferry leaves Halden."
    assert text(ferry.title) == "The ferry"
    assert text(ferry.credit_line) == "Bo Lind"
    assert (crew.src, crew.caption) == ("crew.jpg", None)
    # The feed's site knows where it lies, this folder does not.
    assert crew.by_template
    assert article.body.text == "The ferry & its crew."


def test_cover_art_stands_in_where_there_is_no_picture() -> None:
    article = read(RSS)[2]

    assert article.item == "#3"
    assert [one.src for one in article.figures] == ["https://img.example/cover.jpg"]


def test_several_pictures_are_not_captioned_by_what_is_said_of_all() -> None:
    (article,) = read(
        f"<rss {MEDIA}><channel><item><media:content url='a.jpg'/><media:content url='b.jpg'/>"
        "<media:description>Words</media:description><media:credit>Ada Quist</media:credit>"
        "</item></channel></rss>"
    )

    assert [one.caption for one in article.figures] == [None, None]
    assert [text(one.credit_line) for one in article.figures] == ["Ada Quist"] * 2
    assert [one.role for one in article.figures] == [Role.LEAD, Role.GALLERY]


@pytest.mark.parametrize(
    "medium",
    [
        "<media:content url='a.mp4' medium='video'/>",
        "<media:content url='a.jpg' type='video/mp4'/>",
        "<media:content url='https://x.example/a'/>",
        "<enclosure url='a.mp3' type='audio/mpeg'/>",
        "<media:content medium='image'/>",
        "<media:content href='a.jpg' medium='image'/>",
        "<enclosure href='a.jpg' type='image/jpeg'/>",
    ],
)
def test_what_is_no_picture_is_no_figure(medium: str) -> None:
    (article,) = read(f"<rss {MEDIA}><channel><item>{medium}</item></channel></rss>")

    assert article.figures == ()


def test_the_largest_thumbnail_stands_in() -> None:
    figure = only(
        "<media:thumbnail url='s.jpg' width='9'/><media:thumbnail url='l.jpg' width='90'/>"
    )

    assert (figure.src, figure.alternatives, figure.role) == ("l.jpg", ("s.jpg",), Role.LEAD)


def test_an_image_attached_twice_is_one() -> None:
    figure = only(
        "<enclosure url='a.jpg' type='image/jpeg'/><media:content url='a.jpg' medium='image'>"
        "<media:description>The mill.</media:description></media:content>"
    )

    assert text(figure.caption) == "The mill."


def test_html_that_was_not_escaped_is_read() -> None:
    figure = only("<description><p>The mill.</p><img src='a.jpg'/></description>")

    assert figure.src == "a.jpg"


def test_atom_in_any_prefix() -> None:
    first, second = read(ATOM)

    assert (first.item, first.format, first.language) == ("urn:example:1", "atom", "de")
    assert text(first.headline) == "Feuer & Rauch"
    assert first.byline_names == ("Ada Quist",)
    assert first.body.text == "Es brennt."
    smoke, mill = first.figures
    assert smoke.src == "rauch.png"
    assert (text(mill.caption), text(mill.credit_line)) == ("Die Mühle.", "Ada Quist")
    assert at(first, mill.caption) == "Die Mühle."
    assert [one.field for one in first.dates_published] == ["atom:published", "atom:updated"]
    assert second.byline_names == ("Bo Lind",)
    assert second.body.text == "1 < 2.\n\nZweiter Absatz."


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Wed, 02 Oct 2002 08:00:00 EST", "2002-10-02T08:00:00-05:00"),
        ("2 Oct 02 08:00 GMT", "2002-10-02T08:00:00Z"),
        ("2002-10-02T08:00:00-05:00", "2002-10-02T08:00:00-05:00"),
        ("Wed, 02 Oct 2002 99:00:00 +9999", "2002-10-02"),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("Sun, 31 Feb 2002 08:00:00 GMT", None),
        ("yesterday at 5", None),
    ],
)
def test_dates_of_feeds(written: str, read_as: str | None) -> None:
    (article,) = read(f"<rss><channel><item><pubDate>{written}</pubDate></item></channel></rss>")
    (published,) = article.dates_published

    assert (published.value.edtf if published.value is not None else None) == read_as


def test_rss_1_in_rdf() -> None:
    (article,) = read(RDF)

    assert article.item == "https://halden.example/3"
    assert [one.src for one in article.figures] == ["weir.jpg"]
    (published,) = article.dates_published
    assert published.value is not None
    assert published.value.edtf == "2004-05-06"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "iso-8859-1"])
def test_other_encodings(codec: str) -> None:
    xml = ATOM.replace('encoding="UTF-8"', f'encoding="{codec}"')
    found = list(read_feed(xml.encode(codec), "feed.xml", NO_SITE))

    assert is_atom(xml.encode(codec)[:65536])
    assert [text(one.headline) for one in found if isinstance(one, Article)] == [
        "Feuer & Rauch",
        "Fähre",
    ]


def test_an_encoding_wrongly_declared_is_told() -> None:
    xml = "<rss><channel><item><title>Fähre</title></item></channel></rss>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{xml}'
    (article,) = read_feed(xml.encode("cp1252"), "feed.xml", NO_SITE)

    assert isinstance(article, Article)
    assert text(article.headline) == "Fähre"
    assert [one.message for one in article.flaws] == [
        "not UTF-8 and no fitting charset declared; read as Windows-1252"
    ]


def test_a_feed_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    *articles, error = read_feed(RSS[: RSS.index("<m:group>")].encode(), "feed.xml", NO_SITE)

    assert [one.item for one in articles if isinstance(one, Article)] == [
        "halden-1",
        "https://halden.example/ferry",
    ]
    assert str(error) == "XML not well-formed at 19:1: <item> is never closed"


@pytest.mark.parametrize(
    ("xml", "kinds"),
    [
        (RSS, (True, False)),
        (RDF, (True, False)),
        (ATOM, (False, True)),
        (wxr(), (True, False)),
        (g2(picture()), (False, False)),
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", (False, False)),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
            "xmlns='http://www.w3.org/1999/xhtml'/>",
            (False, False),
        ),
        # What a site's generator is yet to make a feed of.
        ("---\nlayout: null\n---\n" + RSS, (False, False)),
        (
            "<rss><channel>{{ range .Pages }}<item><title>{{ .Title }}</title></item>",
            (False, False),
        ),
        ("<rss><channel>{% for post in posts %}<item/></channel></rss>", (False, False)),
        (ATOM.replace("Post<", "<?php echo $title ?><"), (False, False)),
        ("\ufeff\n" + RSS.replace("Words only", "{{ words }}"), (True, False)),
        ("no xml", (False, False)),
        ("", (False, False)),
    ],
)
def test_feeds_are_told_by_their_root(xml: str, kinds: tuple[bool, bool]) -> None:
    assert (is_rss(xml.encode()), is_atom(xml.encode())) == kinds


def test_what_is_no_feed_is_refused() -> None:
    with pytest.raises(ReadError, match="is no RSS or Atom feed"):
        next(read_feed(b"<html/>", "feed.xml", NO_SITE))
