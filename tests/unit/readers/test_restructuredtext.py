"""reStructuredText articles; docutils says what is right where it reads the same."""

import warnings

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from capaudit.model.article import Article, Figure, Medium
from capaudit.model.text import Passage, Span
from capaudit.readers import read_article

STORY = """======================
Barges return to Goole
======================

:Author: Tove Lind <tove@example.org>
:Date: 2024-03-05
:Dateline: GOOLE, England

Barges on the |lock| canal *ran aground*, as `the trust <https://example.org/trust>`_
and :title:`The Log` say; see Goole_ and ``mooring(2)`` or f\\*ve.

.. capaudit: ignore CRD001: the sender is not named
.. figure:: images/barge.jpg
   :alt: A barge between
         two walls
   :width: 640px
   :target: https://example.org

   The barge *Ada* in Goole on 3 March
   2024.

   Picture: Ida Moss/EPA

.. image:: /img/quay.png
   :alt: The quay

.. |lock| image:: lock.png
   :alt: lock gate

.. _Goole: https://example.org/goole

+---------+----------------------+
| Monday  | .. image:: cell.png  |
|         |    :alt: cell        |
+---------+----------------------+

=======  ===========
Barge    Ran aground
=======  ===========
Ada      |lock|
=======  ===========

The skipper's notes::

   .. image:: no-image.png

- one barge
  afloat

  .. image:: item.png
     :alt: afloat

Draught
   What lies under water.

   .. figure:: deep.png

      Deep water. **Careful**.

      A legend in two

      paragraphs.

Aground
-------

.. note:: The canal
   is closed.

| Slowly
| it rose.

    Said the lock keeper.

.. figure:: bare.png
   :alt: no caption here

.. A comment with an image

   .. image:: commented.png

The end [1]_.

.. [1] Of the story.
"""


def read(text: str, path: str = "news/barges.rst") -> Article:
    return read_article(text.encode(), path)


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def said(figure: Figure) -> tuple[str | None, ...]:
    return tuple(words(one) for one in (figure.caption, figure.credit_line, figure.alt_text))


def doctree(text: str) -> nodes.document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = publish_doctree(text, settings_overrides={"report_level": 5})
    for definition in list(tree.findall(nodes.substitution_definition)):
        definition.parent.remove(definition)
    return tree


def plain(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def test_images_and_alternative_texts_are_those_of_docutils() -> None:
    expected = [(one["uri"], one.get("alt")) for one in doctree(STORY).findall(nodes.image)]
    figures = read(STORY).figures

    assert [(one.src, words(one.alt_text)) for one in figures] == [
        (uri, " ".join(alt.split()) if alt else None) for uri, alt in expected
    ]
    assert len(figures) == 8


def test_captions_and_legends_are_those_of_docutils() -> None:
    expected = {
        next(iter(figure.findall(nodes.image)))["uri"]: [
            plain(one) for one in figure.findall(nodes.Element) if is_printed(one)
        ]
        for figure in doctree(STORY).findall(nodes.figure)
    }
    found = {one.src: words(one.caption) for one in read(STORY).figures if one.caption}

    assert expected.pop("images/barge.jpg") == [
        found.pop("images/barge.jpg"),
        "Picture: Ida Moss/EPA",
    ]
    assert expected.pop("bare.png") == []
    assert found == {src: " ".join(lines) for src, lines in expected.items()}


def is_printed(node: nodes.Node) -> bool:
    return isinstance(node, nodes.caption | nodes.paragraph)


def test_the_body_is_that_of_docutils() -> None:
    tree = doctree(STORY)
    apart = nodes.figure | nodes.image | nodes.footnote_reference | nodes.docinfo
    for node in list(tree.findall(lambda node: isinstance(node, apart))):
        node.parent.remove(node)
    printed = nodes.paragraph | nodes.term | nodes.line_block
    kept = (
        " ".join(one.astext().split())
        for one in tree.findall(lambda node: isinstance(node, printed))
    )
    paragraphs = [one for one in kept if one]
    body = [one for one in read(STORY).body.text.split("\n\n") if one != "Aground"]

    assert body == paragraphs


def test_what_is_said_leads_back_to_its_place() -> None:
    article = read(STORY)
    figure = next(one for one in article.figures if one.src == "images/barge.jpg")

    assert said(figure) == (
        "The barge Ada in Goole on 3 March 2024.",
        "Ida Moss/EPA",
        "A barge between two walls",
    )
    assert (figure.width, figure.lacks_alt, figure.by_template) == (640, False, False)
    assert figure.credit_line is not None
    assert figure.credit_line.span is not None
    assert article.source.position(figure.credit_line.span.start) == (22, 13)
    assert figure.caption is not None
    ada = figure.caption.text.index("Ada")
    place = figure.caption.locate(Span(ada, ada + 3))
    assert place is not None
    assert article.source.text[place.start : place.end] == "Ada"
    assert figure.src_span is not None
    assert article.source.position(figure.src_span.start) == (13, 13)


def test_the_docinfo_is_the_record() -> None:
    article = read(STORY)

    assert words(article.headline) == "Barges return to Goole"
    assert article.byline_names == ("Tove Lind",)
    assert words(article.dateline) == "GOOLE, England"
    assert [one.passage.text for one in article.dates_published] == ["2024-03-05"]
    author = article.entry("author")
    assert author is not None
    assert author.value.span is not None
    assert article.source.position(author.value.span.start) == (5, 10)


def test_a_comment_asks_to_ignore() -> None:
    (ignore,) = read(STORY).ignores

    assert (ignore.codes, ignore.reason) == (("CRD001",), "the sender is not named")
    assert ignore.line == STORY.splitlines().index(".. figure:: images/barge.jpg") + 1


HEADS = {
    "Pelican": """Quake
#####

:date: 2023-02-07 10:20
:authors: Ann Bee, Cy Dee
""",
    "Nikola": """.. title: Quake
.. date: 2023-02-07 10:20
.. author: Ann Bee and Cy Dee
""",
    "ABlog": """Quake
=====

.. post:: 2023-02-07 10:20
   :author: Ann Bee, Cy Dee
""",
    "meta": """Quake
=====

.. meta::
   :date: 2023-02-07 10:20
   :author lang=en: Ann Bee, Cy Dee
""",
    "Hugo": """---
title: Quake
date: 2023-02-07 10:20
author: Ann Bee, Cy Dee
---
""",
    "a list of authors": """Quake
=====

:Date: 2023-02-07 10:20
:Authors:
   - Ann Bee
   - Cy Dee
""",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS.keys())
def test_heads(text: str) -> None:
    article = read(f"{text}\nText.\n")

    assert words(article.headline) == "Quake"
    assert article.byline_names == ("Ann Bee", "Cy Dee")
    assert article.dates_published[0].passage.text == "2023-02-07 10:20"
    assert article.body.text == "Text."


@pytest.mark.parametrize(
    ("reference", "src", "by_template"),
    [
        ("{static}/images/a.jpg", "/images/a.jpg", True),
        ("|filename|a.jpg", "a.jpg", True),
        ("flood.*", "flood.*", True),
        ("../a.jpg", "../a.jpg", False),
    ],
)
def test_references(reference: str, src: str, by_template: bool) -> None:
    (figure,) = read(f"Text.\n\n.. image:: {reference}\n").figures

    assert (figure.src, figure.by_template) == (src, by_template)


def test_raw_html() -> None:
    text = '.. raw:: html\n\n   <figure><img src="a.jpg"><figcaption>A</figcaption></figure>\n'
    (figure,) = read(text).figures

    assert (figure.src, words(figure.caption)) == ("a.jpg", "A")


def test_a_caption_around_nothing() -> None:
    (figure,) = read(".. figure::\n\n   Boats in Goole.\n").figures

    assert (figure.medium, words(figure.caption)) == (Medium.NOTHING, "Boats in Goole.")


def test_a_legend_without_a_caption() -> None:
    (figure,) = read(".. figure:: a.jpg\n\n   ..\n\n   Credit: Ida Moss\n").figures

    assert said(figure) == (None, "Ida Moss", None)


def test_mixed_line_ends_and_tabs() -> None:
    text = "Quake\r\n=====\r\n\r\n.. figure:: a.jpg\r\n\t:alt: one\r\n\t  two\r\r\tA caption\n"
    article = read(text)
    (figure,) = article.figures

    assert said(figure) == ("A caption", None, "one two")
    assert words(article.headline) == "Quake"
