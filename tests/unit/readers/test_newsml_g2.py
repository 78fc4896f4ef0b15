"""NewsML-G2: stories, pictures with what their items record, and what ties them together."""

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Medium, Role
from capaudit.model.text import Passage
from capaudit.readers.newsml_g2 import is_newsml, read_newsml
from capaudit.readers.site_view import NO_SITE
from support.news_xml import G2_NAMESPACE, MEDIA, g2, picture, story


def read(xml: str) -> list[Article]:
    found = list(read_newsml(xml.encode(), "item.xml", NO_SITE))
    assert not [one for one in found if isinstance(one, ReadError)]
    return [one for one in found if isinstance(one, Article)]


def text(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def test_a_picture_with_what_its_item_says_of_it() -> None:
    (article,) = read(g2(picture()))
    (figure,) = article.figures

    assert (article.item, article.format, article.language) == ("urn:picture:1", "newsml-g2", "en")
    assert text(article.headline) == "Fire at the mill"
    assert (figure.src, figure.alternatives) == ("mill.jpg", ("mill-s.jpg",))
    assert (figure.width, figure.height, figure.role) == (1500, 1000, Role.LEAD)
    assert text(figure.caption) == "Kari Moe watches the mill burn on May 1, 2024."
    assert text(figure.credit_line) == "Ada Quist/Norsk Foto"
    assert [(one.path, one.value.text) for one in figure.record] == [
        ("contentMeta.contentCreated", "2024-05-01T10:15:00+02:00"),
        ("contentMeta.headline", "Fire at the mill"),
        ("rightsInfo.copyrightHolder", "Norsk Foto"),
        ("rightsInfo.usageTerms", "Editorial use only"),
        ("contentMeta.creator", "Ada Quist"),
        ("contentMeta.infoSource", "Norsk Foto"),
        ("contentMeta.subject.persons", "Kari Moe"),
        ("contentMeta.located.city", "Halden"),
        ("contentMeta.located.country", "Norway"),
    ]
    # Taken on 1 May at 10:15, given out at noon, changed the day after.
    assert [one.value.edtf for one in article.dates_published if one.value] == [
        "2024-05-01T12:00:00Z",
        "2024-05-02T08:00:00Z",
    ]
    for passage in (figure.caption, figure.credit_line, article.headline):
        assert passage is not None
        assert passage.span is not None
        stretch = article.source.text[passage.span.start : passage.span.end]
        assert " ".join(stretch.split()) == passage.text


def test_without_a_credit_line_the_photographer_is_the_credit() -> None:
    (figure,) = read(g2(picture(credit="")))[0].figures

    assert text(figure.credit_line) == "Ada Quist"
    assert "contentMeta.creator" not in [one.path for one in figure.record]


@pytest.mark.parametrize(
    ("role", "credit"), [("ctrol:photographer", "Ada Quist"), ("ctrol:descrWriter", None)]
)
def test_a_contributor_who_photographed_is_the_creator(role: str, credit: str | None) -> None:
    xml = picture(credit="").replace(
        '<creator role="crol:photographer">', f'<contributor role="{role}">'
    )
    (figure,) = read(g2(xml.replace("</creator>", "</contributor>")))[0].figures

    assert text(figure.credit_line) == credit


def test_a_story_in_nitf() -> None:
    (article,) = read(g2(story(media=MEDIA)))
    weir, video = article.figures

    assert text(article.headline) == "Mill burns down"
    assert (text(article.byline), article.byline_names) == ("By Bo Lind", ("Bo Lind",))
    assert text(article.dateline) == "HALDEN"
    assert article.body.text == "The mill burned — all of it.\n\nNobody was hurt."
    assert (weir.src, text(weir.alt_text), weir.width) == ("weir.jpg", "A weir", 900)
    assert (text(weir.caption), text(weir.credit_line)) == ("The weir.", "Ada Quist")
    assert video.medium is Medium.OTHER
    assert [one.field for one in article.dates_published] == [
        "contentMeta.contentCreated",
        "itemMeta.versionCreated",
    ]


@pytest.mark.parametrize(
    "content",
    [
        '<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/'
        'xhtml"><h:head><h:title>x</h:title></h:head><h:body><h:p>The mill.</h:p></h:body></h:html>'
        "</inlineXML>",
        "<inlineXML><p>The mill.</p></inlineXML>",
        '<inlineData contenttype="text/html">&lt;p&gt;The mill.&lt;/p&gt;</inlineData>',
        '<inlineData contenttype="text/plain">The mill.</inlineData>',
    ],
)
def test_a_story_in_other_markup(content: str) -> None:
    xml = f'<newsItem {G2_NAMESPACE} guid="x"><contentSet>{content}</contentSet></newsItem>'
    (article,) = read(xml)

    assert article.body.text == "The mill."


def package(*groups: tuple[str, ...]) -> str:
    listed = "".join(
        "<group>" + "".join(f'<itemRef residref="{one}"/>' for one in group) + "</group>"
        for group in groups
    )
    return f'<packageItem guid="urn:package"><groupSet>{listed}</groupSet></packageItem>'


def shown(xml: str) -> dict[str | None, list[str]]:
    return {one.item: [figure.src for figure in one.figures] for one in read(xml)}


def test_a_package_ties_a_picture_to_the_one_story_of_its_group() -> None:
    items = story(1) + story(2) + picture("urn:p1", "mill") + picture("urn:p2", "weir")
    tied = package(("urn:story:1", "urn:p1"), ("urn:story:2", "urn:p2"))

    assert shown(g2(items + tied)) == {"urn:story:1": ["mill.jpg"], "urn:story:2": ["weir.jpg"]}


def test_a_picture_between_two_stories_is_an_article_of_its_own() -> None:
    items = story(1) + story(2) + picture("urn:p1", "mill")
    tied = package(("urn:story:1", "urn:story:2", "urn:p1"))

    assert shown(g2(items + tied)) == {"urn:story:1": [], "urn:story:2": [], "urn:p1": ["mill.jpg"]}


@pytest.mark.parametrize(
    ("rel", "tied"), [("", True), ("rel='irel:dependsOn'", True), ("rel='irel:seeAlso'", False)]
)
def test_a_link_ties_a_picture_to_a_story(rel: str, tied: bool) -> None:
    items = story(link=f'<link {rel} residref="urn:p1"/>') + picture("urn:p1", "mill")

    assert (shown(g2(items)) == {"urn:story:1": ["mill.jpg"]}) is tied


@pytest.mark.parametrize("link", ["", '<link residref="urn:p1"/>'])
def test_a_picture_in_the_text_is_the_one_that_the_file_holds(link: str) -> None:
    media = '<n:media><n:media-reference source="urn:p1" mime-type="image/jpeg"/></n:media>'
    (article,) = read(g2(story(media=media, link=link) + picture("urn:p1", "mill")))
    (figure,) = article.figures

    assert figure.src == "mill.jpg"
    assert text(figure.credit_line) == "Ada Quist/Norsk Foto"


def test_several_tied_pictures_are_a_gallery_with_a_lead() -> None:
    items = story() + "".join(picture(f"urn:p{n}", f"p{n}") for n in range(3))
    tied = package(("urn:story:1", "urn:p0", "urn:p1", "urn:p2"))
    (article,) = read(g2(items + tied))

    assert [one.role for one in article.figures] == [Role.LEAD, Role.GALLERY, Role.GALLERY]


def why(xml: str) -> str:
    with pytest.raises(ReadError) as error:
        list(read_newsml(xml.encode(), "item.xml", NO_SITE))
    return str(error.value)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("conceptItem", "is a NewsML-G2 concept item: holds no article or picture"),
        ("knowledgeItem", "is a NewsML-G2 knowledge item: holds no article or picture"),
        ("catalogItem", "is a NewsML-G2 catalog item: holds no article or picture"),
        ("planningItem", "is a NewsML-G2 planning item: holds no article or picture"),
        (
            "packageItem",
            "is a NewsML-G2 package that only refers to other items: holds no article or picture",
        ),
        (
            "newsMessage",
            "is a NewsML-G2 message whose items are empty or of other kinds: holds no article or "
            "picture",
        ),
    ],
)
def test_what_holds_no_news_is_refused_by_its_kind(xml: str, reason: str) -> None:
    assert why(f"<{xml} {G2_NAMESPACE}/>") == reason


def test_a_video_and_a_story_that_is_not_there_are_refused() -> None:
    video = picture().replace("ninat:picture", "ninat:video")
    events = "<inlineXML><events><event><name>Fair</name></event></events></inlineXML>"

    assert why(g2(video)).startswith("is a NewsML-G2 news item of the class video without a story")
    assert why(f"<newsItem {G2_NAMESPACE}><contentSet>{events}</contentSet></newsItem>") == (
        "is a NewsML-G2 news item without a story: holds no article or picture"
    )


def test_the_older_newsml_is_refused_by_its_name() -> None:
    assert "NewsML 1" in why('<NewsML Version="1.2"/>')


@pytest.mark.parametrize(
    ("xml", "known"),
    [
        (g2(picture()), True),
        (g2(picture() * 2), True),
        (f"<q:newsItem {G2_NAMESPACE.replace('xmlns', 'xmlns:q')}/>", True),
        ("<NewsML/>", True),
        ("<newsItem/>", False),
        ("<newsItem xmlns='http://example.org/news'/>", False),
        ("<groupSet/>", False),
    ],
)
def test_newsml_is_told_by_its_root_and_namespace(xml: str, known: bool) -> None:
    assert is_newsml(xml.encode()) is known


def test_a_broken_item_costs_no_other() -> None:
    xml = g2(picture("urn:p1") + story().replace("</contentMeta>", ""))
    *articles, error = read_newsml(xml.encode(), "item.xml", NO_SITE)

    assert "urn:p1" in [one.item for one in articles if isinstance(one, Article)]
    assert str(error).startswith("XML not well-formed at ")
