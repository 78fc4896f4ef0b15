"""What Hugo's front matter says of the files of a page bundle."""

from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article

FRONT = """---
title: Floods
resources:
- src: images/boat.jpg
  title: Boats
  params:
    caption: "Boats in *Selby*."
    credit: Ida Moss/AFP
    alt: boats
- src: "gallery/*.jpg"
  params: {byline: Tove Lind, attribution: Tove Lind/EPA}
- src: notes.pdf
  title: Notes
- src: a-header.png
  name: header
  title: The Ouse
---
"""


def read(body: str) -> Article:
    return read_article(f"{FRONT}\n{body}\n".encode(), "content/floods/index.md")


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def test_a_file_that_the_text_shows() -> None:
    article = read("Some prose.\n\n![](images/boat.jpg)\n")
    figure = article.figures[-1]

    assert (words(figure.caption), words(figure.credit_line), words(figure.alt_text)) == (
        "Boats in *Selby*.",
        "Ida Moss/AFP",
        "boats",
    )
    assert figure.credit_line is not None
    assert figure.credit_line.span is not None
    assert article.source.position(figure.credit_line.span.start) == (8, 13)


def test_what_the_text_says_goes_first() -> None:
    figure = read('{{< figure src="images/boat.jpg" caption="Another." alt="x" >}}').figures[-1]

    assert (words(figure.caption), words(figure.alt_text)) == ("Another.", "x")
    assert words(figure.credit_line) == "Ida Moss/AFP"


def test_a_pattern() -> None:
    figure = read("![x](gallery/one.jpg)").figures[-1]

    assert (words(figure.label), words(figure.credit_line)) == ("x", "Tove Lind/EPA")


def test_the_lead_that_a_theme_finds_by_name() -> None:
    (lead,) = read("Some prose.").figures

    assert (lead.src, words(lead.caption), lead.role) == ("a-header.png", "The Ouse", Role.LEAD)


def test_a_lead_that_the_text_shows_stands_once() -> None:
    (figure,) = read("![](a-header.png)").figures

    assert (figure.src, words(figure.caption)) == ("a-header.png", "The Ouse")
