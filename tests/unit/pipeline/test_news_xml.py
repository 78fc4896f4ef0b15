"""Files of news in XML through the whole audit: each item told apart, findings at their place."""

from pathlib import Path

from capaudit.config import Config
from capaudit.model.claim import Source
from capaudit.model.finding import Report
from capaudit.pipeline import audit_paths
from support.news_xml import RSS, attachment, g2, picture, post, wxr


def audit(folder: Path, **files: str) -> Report:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return audit_paths([str(folder)], Config(root=folder))


def test_a_picture_is_held_against_what_its_item_records(tmp_path: Path) -> None:
    # The caption says 1 May, the item 1 April.
    xml = g2(picture().replace("<contentCreated>2024-05", "<contentCreated>2024-04"))
    report = audit(tmp_path, mill_xml=xml)
    finding = next(one for one in report.findings if one.code == "DAT004")
    (against,) = finding.against

    assert finding.item == "urn:picture:1"
    assert finding.message == (
        "caption says 1 May 2024, file says 1 April 2024 (mill.xml, contentMeta.contentCreated)"
    )
    assert (against.origin.source, against.origin.path) == (Source.SIDECAR, "mill.xml")
    assert against.origin.range is not None
    line = xml.splitlines()[against.origin.range.line - 1]
    assert line[against.origin.range.column - 1 :].startswith("2024-04-01T10:15")


def test_places_and_people_of_the_item_agree(tmp_path: Path) -> None:
    report = audit(tmp_path, mill_xml=g2(picture()))

    assert [one.code for one in report.findings if one.code[:3] in {"LOC", "PER", "CRD"}] == []


def test_a_caption_from_the_library_is_found_where_it_stands(tmp_path: Path) -> None:
    xml = wxr(post('<p>Words.</p>\n[gallery ids="5"]'), attachment(5, "Caption here"))
    report = audit(tmp_path, export_xml=xml)
    finding = next(one for one in report.findings if one.code == "CAP002")
    claims = report.articles[0].images[0].claims
    claim = next(one for one in claims if one.origin.source is Source.CAPTION)

    assert finding.item == "7"
    assert claim.origin.path == "export.xml"
    assert claim.origin.range is not None
    line = xml.splitlines()[claim.origin.range.line - 1]
    assert line[claim.origin.range.column - 1 :].startswith("Caption here")


def test_pictures_of_a_feed_lie_elsewhere(tmp_path: Path) -> None:
    report = audit(tmp_path, feed_xml=RSS)

    assert [one.item for one in report.articles] == [
        "halden-1",
        "https://halden.example/ferry",
        "#3",
    ]
    assert [one.code for one in report.findings if one.code.startswith("IMG")] == []


def test_other_xml_is_left_alone(tmp_path: Path) -> None:
    report = audit(tmp_path, sitemap_xml="<urlset/>", pom_xml="<project>", feed_xml=RSS)

    assert {one.path for one in report.articles} == {"feed.xml"}
    assert report.problems == ()


def test_what_is_refused_is_a_problem_with_its_reason(tmp_path: Path) -> None:
    report = audit(
        tmp_path,
        concept_xml=g2(picture()).replace("newsItem", "conceptItem"),
        broken_xml=RSS[: RSS.index("<item><title>Podcast")],
        bomb_xml=RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1),
    )

    assert [(one.path, one.reason) for one in report.problems] == [
        ("bomb.xml", "declares entities of its own (<!ENTITY …>), which are never expanded"),
        ("broken.xml", "XML not well-formed at 6:1: <channel> is never closed"),
    ]
    assert {one.path for one in report.articles} == {"broken.xml"}
    assert [one.paths for one in report.left_alone] == [("concept.xml",)]
    named = audit_paths([str(tmp_path / "concept.xml")], Config(root=tmp_path))
    assert [one.reason for one in named.problems] == [
        "is a NewsML-G2 concept item: holds no article or picture"
    ]
