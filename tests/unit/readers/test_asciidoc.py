"""AsciiDoc articles; what is expected here is what Asciidoctor prints of the same source."""

import pytest

from capaudit.model.article import Article, Figure, Medium, Role
from capaudit.model.text import Passage, Span
from capaudit.readers import read_article

STORY = """= Barges return to Goole
Tove Lind <tove@example.org>; Max Roe <max@example.org>
v1.1, 2024-03-05: corrected
:imagesdir: images/
:dateline: GOOLE, England
:trust: the canal trust
// nothing to print

Barges on the canal *ran aground*, as https://example.org[{trust}] and _The Log_ say;
see <<lock,the lock>> with image:lock.png[lock gate,20] inside, and 2*3*4.

// capaudit: ignore CRD001: the sender is not named
.The barge _Ada_ in Goole on 3 March 2024. Picture: Ida Moss/EPA
[#ada.wide]
image::barge.jpg["A barge, between walls",640]

After the picture.footnote:[With image:no.png[] inside.]
"""


def read(text: str, path: str = "news/barges.adoc") -> Article:
    return read_article(text.encode(), path)


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def said(figure: Figure) -> tuple[str | None, ...]:
    return (figure.src, words(figure.caption), words(figure.alt_text))


def test_the_header() -> None:
    article = read(STORY)

    assert words(article.headline) == "Barges return to Goole"
    assert article.byline_names == ("Tove Lind", "Max Roe")
    assert words(article.dateline) == "GOOLE, England"
    assert [one.passage.text for one in article.dates_published] == ["2024-03-05"]
    date = article.dates_published[0].passage
    assert date.span is not None
    assert article.source.position(date.span.start) == (3, 7)


def test_the_body() -> None:
    assert read(STORY).body.text == (
        "Barges on the canal ran aground, as the canal trust and The Log say; "
        "see the lock with inside, and 2*3*4.\n\nAfter the picture."
    )


def test_what_is_said_leads_back_to_its_place() -> None:
    article = read(STORY)
    lock, barge = article.figures

    assert said(lock) == ("images/lock.png", None, "lock gate")
    assert lock.width == 20
    assert said(barge) == (
        "images/barge.jpg",
        "The barge Ada in Goole on 3 March 2024. Picture: Ida Moss/EPA",
        "A barge, between walls",
    )
    assert (barge.css_classes, barge.by_template) == (("wide",), False)
    assert barge.caption is not None
    ada = barge.caption.text.index("Ada")
    place = barge.caption.locate(Span(ada, ada + 3))
    assert place is not None
    assert article.source.text[place.start : place.end] == "Ada"
    assert article.source.position(barge.span.start) == (13, 1)
    assert barge.src_span is not None
    assert article.source.text[barge.src_span.start : barge.src_span.end] == "barge.jpg"


def test_a_comment_asks_to_ignore() -> None:
    (ignore,) = read(STORY).ignores

    assert (ignore.codes, ignore.reason, ignore.line) == (
        ("CRD001",),
        "the sender is not named",
        13,
    )


def test_a_header_attribute_asks_to_ignore() -> None:
    (ignore,) = read("= Barges\n:capaudit-ignore: CRD001, DAT\n\nText.\n").ignores

    assert (ignore.codes, ignore.line) == (("CRD001", "DAT"), None)


HEADS = {
    "an underlined title": "Barges return\n=============\nTove Lind\n2024-03-05\n",
    "attributes": "= Barges return\n:author: Tove Lind <t@example.org>\n:revdate: 2024-03-05\n",
    "attributes of a generator": "= Barges return\n:page-author: Tove Lind\n:jbake-date: "
    "2024-03-05\n",
    "front matter": "---\ntitle: Barges return\nauthor: Tove Lind\ndate: 2024-03-05\n---\n",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS.keys())
def test_heads(text: str) -> None:
    article = read(f"{text}\nText.\n")

    assert words(article.headline) == "Barges return"
    assert article.byline_names == ("Tove Lind",)
    assert article.dates_published[0].passage.text == "2024-03-05"
    assert article.body.text == "Text."


FORMS = {
    "a title as attribute": (
        'image::a.png[alt="The quay",title="The quay by night"]',
        ("a.png", "The quay by night", "The quay"),
    ),
    "a reference through an attribute": (
        ":pics: media\n\nimage::{pics}/a.png[]",
        ("media/a.png", None, None),
    ),
    "a name with spaces": ("image::a b.png[x]", ("a b.png", None, "x")),
    "escaped marks": (r'image::a.png["A \"fine\" boat"]', ("a.png", None, 'A "fine" boat')),
    "a comment between title and image": (
        ".A boat\n// no news\nimage::a.png[]",
        ("a.png", "A boat", None),
    ),
    "a remote folder": (
        ":imagesdir: https://example.org/i\n\nimage::a.png[]",
        ("https://example.org/i/a.png", None, None),
    ),
    "in a list": ("* one\n+\n.A boat\nimage::a.png[x]", ("a.png", "A boat", "x")),
    "in an example": ("====\n.A boat\nimage::a.png[x]\n====", ("a.png", "A boat", "x")),
    "in a table": ("|===\n|Boat a|\n.A boat\nimage::a.png[x]\n|===", ("a.png", "A boat", "x")),
    "in emphasis": ("*Look: image:a.png[x]*", ("a.png", None, "x")),
    "in raw HTML": (
        "++++\n<figure><img src=a.png alt=x><figcaption>A</figcaption></figure>\n++++",
        ("a.png", "A", "x"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_forms(text: str, expected: tuple[str | None, ...]) -> None:
    (figure,) = read(f"Some words first.\n\n{text}\n").figures

    assert said(figure) == expected


def test_a_block_of_images_is_a_gallery_under_its_title() -> None:
    left, right = read("Words.\n\n.Two locks\n====\nimage::a.png[]\nimage::b.png[]\n====\n").figures

    assert (left.role, right.role) == (Role.GALLERY, Role.GALLERY)
    assert words(left.caption) == words(right.caption) == "Two locks"


@pytest.mark.parametrize(
    "text",
    [
        "----\nimage::a.png[]\n----",
        "....\nimage::a.png[]\n....",
        "```\nimage::a.png[]\n```",
        "////\nimage::a.png[]\n////",
        "// image::a.png[]",
        " image::a.png[] in a literal line",
        "\\image:a.png[]",
        "`+image:a.png[]+`",
    ],
)
def test_code_and_comments_show_nothing(text: str) -> None:
    assert read(f"Words.\n\n{text}\n").figures == ()


def test_a_video_is_no_image() -> None:
    (figure,) = read("Words.\n\n.The launch\nvideo::a.mp4[]\n").figures

    assert (figure.medium, words(figure.caption)) == (Medium.OTHER, "The launch")


def test_where_images_lie_is_known_only_from_the_article() -> None:
    (known,) = read("Words.\n\n:imagesdir: .\n\nimage::a.png[]\n").figures
    (unknown,) = read("Words.\n\nimage::a.png[]\n").figures

    assert (known.by_template, unknown.by_template) == (False, True)
