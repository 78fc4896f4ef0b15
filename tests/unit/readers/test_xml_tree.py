"""XML as a tree: names by namespace, offsets of every text, nothing expanded or fetched."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from capaudit.errors import ReadError
from capaudit.readers.tree import Node
from capaudit.readers.xml_tree import XmlTree, read_xml
from support.news_xml import ATOM, RDF, RSS, g2, picture, post, story, wxr

FILES = (RSS, ATOM, RDF, g2(picture() + story()), wxr(post("<p>Brann</p>")))


def root(tree: XmlTree) -> Node:
    return next(one for one in tree.children(tree.nodes[0]) if one.name)


def words(xml: str) -> str | None:
    tree = read_xml(xml)
    found = tree.words(root(tree))
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<a>Ada &amp; Bo &#8212; &#x41;</a>", "Ada & Bo — A"),
        ("<a>x <![CDATA[<b> & ]]>]]&gt;<![CDATA[y]]></a>", "x <b> & ]]>y"),
        ("<a>x<!-- <b> --> y<?php > ?></a>", "x y"),
        ("<a>&unknown; &nbsp;</a>", "&unknown;"),
        ("<a b='1' c=\"2'\"/>", None),
        ("<a>never closed", "never closed"),
    ],
)
def test_text_is_read_as_it_is_meant(xml: str, text: str | None) -> None:
    assert words(xml) == text


def test_names_go_by_namespace_and_not_by_prefix() -> None:
    tree = read_xml(
        '<rss xmlns:q="https://search.yahoo.com/mrss" xmlns:media="http://example.org/other">'
        '<q:credit/><media:credit/><content:encoded/><x xmlns="http://www.w3.org/2005/Atom"><y/>'
        "</x><z/></rss>"
    )
    names = [one.name for one in tree if one.name]

    assert names == [
        *("#document", "rss", "media:credit", "other:credit", "content:encoded"),
        *("atom:x", "atom:y", "z"),
    ]


def test_attributes_lead_to_their_place() -> None:
    xml = '<a href="x?a=1&amp;b=2" xml:lang="nb"/>'
    node = root(read_xml(xml))

    assert node.attribute("href") == "x?a=1&b=2"
    span = node.attributes["href"].span
    assert span is not None
    assert xml[span.start : span.end] == "x?a=1&amp;b=2"
    assert node.attribute("xml:lang") == "nb"


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss><channel><item><title>&b;</title></item></channel></rss>"""
EXTERNAL = """<!DOCTYPE r [ <!-- > --> <!ENTITY x SYSTEM "file:///etc/passwd"> ]><r>&x;</r>"""


@pytest.mark.parametrize("xml", [BOMB, EXTERNAL])
def test_entities_of_a_files_own_are_refused(xml: str) -> None:
    with pytest.raises(ReadError, match="declares entities of its own"):
        read_xml(xml)


def test_a_document_type_is_passed_over() -> None:
    xml = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/a>b.dtd"><r>text</r>'

    assert words(xml) == "text"


@pytest.mark.parametrize(
    ("xml", "message", "at"),
    [
        ("<a><b>x</a>", "</a> where </b> belongs", 7),
        ("<a>x</b></a>", "</b> closes nothing", 4),
        ("<a><b>x", "<b> is never closed", 3),
        ('<a><b c="1>x</b></a>', "the tag <b is not closed", 3),
        ("<a>" * 300 + "x", "nested deeper than 200 elements", 600),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_place(xml: str, message: str, at: int) -> None:
    fault = read_xml(xml).fault

    assert fault is not None
    assert (fault.message, fault.span.start) == (message, at)


def test_what_lies_too_deep_upsets_nothing_behind_it() -> None:
    tree = read_xml("<r>" + "<a>" * 300 + "x" + "</a>" * 301 + "<b>y</b></r>")
    top = root(tree)

    assert [one.name for one in tree.children(top)] == ["a", "b"]
    assert tree.passage(top).text == "xy"


@pytest.mark.parametrize("xml", FILES)
def test_the_tree_is_the_one_that_lxml_builds(xml: str) -> None:
    tree = read_xml(xml)
    parsed = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    elements = [one for one in parsed.iter() if isinstance(one.tag, str)]
    own = [one for one in tree if one.name and one.index]

    assert tree.fault is None
    assert [etree.QName(one).localname for one in elements] == [
        one.name.rpartition(":")[2] for one in own
    ]
    assert [" ".join("".join(one.itertext()).split()) for one in elements] == [
        " ".join("".join(each.text for each in tree.inside(one)).split()) for one in own
    ]


PIECES = st.sampled_from(
    (
        *("<a>", "</a>", "<b x='1'>", "</b>", "<b/>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;"),
        *(
            "&#0;",
            "&#x110000;",
            "<",
            ">",
            "<?x",
            "?>",
            "<!DOCTYPE a [",
            "text\u2028",
            '"',
            "é",
            "\0",
        ),
    )
)


@given(st.lists(PIECES, max_size=40))
def test_any_text_gives_a_tree_whose_texts_stand_in_it(pieces: list[str]) -> None:
    xml = "".join(pieces)
    tree = read_xml(xml)
    for node in tree:
        assert 0 <= node.start <= node.end <= len(xml)
        if not node.name and "&" not in xml[node.start : node.end]:
            assert xml[node.start : node.end] == node.text


@pytest.mark.parametrize("piece", ["<a>", '<a b="', "<![CDATA[", "<!--", "</a>", "<a b='1' ", "&"])
def test_what_is_never_closed_costs_no_scan_each(piece: str) -> None:
    """Eight times the text takes about eight times as long, where a square would take 64."""

    def seconds(count: int) -> float:
        # The best of several tries: a pause for collecting garbage is none of the reader's.
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            read_xml(piece * count)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(40_000) < 24 * max(seconds(5_000), 0.02)
