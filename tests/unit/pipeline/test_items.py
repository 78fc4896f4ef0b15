"""One file with many articles: each is audited, told apart, remembered and known again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.memory.baseline import Baseline, baseline_text
from capaudit.model.finding import Report, VerdictKind
from capaudit.model.left_alone import LeftOut
from capaudit.pipeline import audit_paths, inspect_articles
from capaudit.pipeline.known import baseline_of
from support.digest import STREAMED_DIGEST, register

PUBLISHED = "By Jane Doe\n\nMay 5, 2025\n\n"
FLOOD = "![Flood in Leeds on {day} 2025. (Jane Doe/AFP)](flood.jpg)"


@pytest.fixture(autouse=True)
def _digest(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch)


def audit(tmp_path: Path, **settings: object) -> Report:
    config = Config(root=tmp_path, **settings)  # type: ignore[arg-type]
    return audit_paths((str(tmp_path),), config)


def found(report: Report) -> list[tuple[str, str | None, int]]:
    return [
        (one.code, one.item, one.range.line if one.range else 0)
        for one in report.findings
        if one.code not in {"ART001", "CAP001", "CRD001", "IMG001"}
    ]


def test_each_item_is_an_article_with_findings_at_its_place(tmp_path: Path) -> None:
    text = (
        "=== a1\n![Flood in Leeds on February 30, 2025. (Jane Doe/AFP)](a.jpg)\n\n"
        "=== a2\n\n![Fire in York on 31 June 2025. (Jane Doe/AFP)](b.jpg)\n"
    )
    (tmp_path / "news.digest").write_text(text, "utf-8")
    report = audit(tmp_path)

    assert [(one.path, one.item) for one in report.articles] == [
        ("news.digest", "a1"),
        ("news.digest", "a2"),
    ]
    assert found(report) == [("DAT001", "a1", 2), ("DAT001", "a2", 6)]
    assert {one.fix for one in report.findings} == {None}


def test_the_same_fault_in_two_items_has_two_fingerprints(tmp_path: Path) -> None:
    image = "![Flood in Leeds on February 30, 2025. (Jane Doe/AFP)](a.jpg)\n"
    (tmp_path / "news.digest").write_text(f"=== a1\n{image}\n=== a2\n{image}", "utf-8")
    before = audit(tmp_path)
    (tmp_path / "news.digest").write_text(f"=== a0\nWords.\n=== a2\n{image}", "utf-8")
    after = audit(tmp_path)

    first, second = (one.fingerprint for one in before.findings if one.code == "DAT001")
    assert first != second
    assert [one.fingerprint for one in after.findings if one.code == "DAT001"] == [second]


def test_items_that_go_by_one_id_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "n.digest").write_text("=== a\nOne.\n=== a\nTwo.\n=== \nThree.\n", "utf-8")

    assert [one.item for one in audit(tmp_path).articles] == ["a", "a #2", ""]


def test_what_cannot_be_read_costs_no_other_item(tmp_path: Path) -> None:
    (tmp_path / "n.digest").write_text("=== a\nOne.\n=== b\n?\n=== c\nThree.\n", "utf-8")
    report = audit(tmp_path)

    assert [one.item for one in report.articles] == ["a", "c"]
    assert [one.reason for one in report.problems] == ["item b: has no text"]


def test_a_reader_that_fails_keeps_what_it_has_read(tmp_path: Path) -> None:
    (tmp_path / "n.digest").write_text("=== a\nOne.\n=== b\n!\n=== c\nThree.\n", "utf-8")
    (tmp_path / "o.md").write_text("Words.\n", "utf-8")
    report = audit(tmp_path)

    assert [(one.path, one.item) for one in report.articles] == [("n.digest", "a"), ("o.md", None)]
    (problem,) = report.problems
    assert problem.reason == "reading failed: ValueError: not foreseen; please report this"


def test_a_folder_leaves_files_alone_that_no_format_recognises(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all\n", "utf-8")
    (tmp_path / "news.txt").write_text("=== a\nOne.\n", "utf-8")
    report = audit(tmp_path)

    assert [one.path for one in report.articles] == ["news.txt"]
    assert report.problems == ()


def test_an_unrecognised_file_that_is_named_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all\n", "utf-8")
    report = audit_paths((str(tmp_path / "letter.txt"),), Config(root=tmp_path))

    (problem,) = report.problems
    assert problem.reason.startswith("no reader for what this *.txt file holds; known formats:")


def test_items_of_one_file_are_compared_with_each_other(tmp_path: Path) -> None:
    text = "\n".join(
        f"=== a{number}\n{FLOOD.format(day=day)}\n"
        for number, day in enumerate(("3 May", "3 May", "9 May"))
    )
    (tmp_path / "news.digest").write_text(text, "utf-8")
    (finding,) = (one for one in audit(tmp_path).findings if one.code == "CAP008")

    assert finding.item == "a2"
    assert "news.digest [a0] (and 1 more article) says" in finding.message
    assert {claim.origin.item for claim in finding.against} == {"a0"}


def test_items_are_remembered_one_by_one_and_forgotten_with_their_file(tmp_path: Path) -> None:
    memory = tmp_path.parent / f"{tmp_path.name}.sqlite"
    digest = tmp_path / "news.digest"
    digest.write_text(
        f"=== a0\n{FLOOD.format(day='3 May')}\n\n=== a1\n{FLOOD.format(day='3 May')}\n", "utf-8"
    )
    audit(tmp_path, memory=memory)
    (tmp_path / "b.md").write_text(FLOOD.format(day="9 May"), "utf-8")
    config = Config(root=tmp_path, memory=memory)
    alone = audit_paths((str(tmp_path / "b.md"),), config)
    (finding,) = (one for one in alone.findings if one.code == "CAP008")
    assert "news.digest [a0] (and 1 more article) says" in finding.message

    digest.write_text("=== a1\nWords.\n", "utf-8")
    audit_paths((str(digest),), config)
    again = audit_paths((str(tmp_path / "b.md"),), config)
    assert [one for one in again.findings if one.code == "CAP008"] == []


def test_a_baseline_knows_items_apart(tmp_path: Path) -> None:
    image = "![Flood in Leeds on February 30, 2025. (Jane Doe/AFP)](a.jpg)\n"
    digest = tmp_path / "news.digest"
    digest.write_text(f"=== a1\n{image}", "utf-8")
    report = audit(tmp_path)
    file = tmp_path / "known.json"
    known = baseline_of(report, Baseline(), Config(root=tmp_path))
    file.write_text(baseline_text(known), "utf-8")
    digest.write_text(f"=== a1\n{image}\n=== a2\n{image}", "utf-8")
    after = audit(tmp_path, baseline=file)

    assert found(after) == [("DAT001", "a2", 5)]


def test_what_most_items_lack_is_one_finding_with_all_of_them(tmp_path: Path) -> None:
    image = "![Flood in Leeds. (Jane Doe/AFP)](a.jpg)\n"
    text = "\n".join(f"=== a{number}\n{image}" for number in range(3))
    (tmp_path / "news.digest").write_text(text, "utf-8")
    (finding,) = (one for one in audit(tmp_path).findings if one.code == "ART001")

    assert (finding.item, [one.item for one in finding.occurrences]) == ("a0", ["a1", "a2"])


def test_a_streamed_format_is_read_whatever_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, STREAMED_DIGEST)
    monkeypatch.setattr("capaudit.pipeline.inputs.MAX_BYTES", 10)
    (tmp_path / "n.digest").write_text("=== a\nOne.\n=== b\nTwo.\n", "utf-8")
    (tmp_path / "o.md").write_text("Twelve words.\n", "utf-8")
    report = audit(tmp_path)

    assert [one.item for one in report.articles] == ["a", "b"]
    assert [(one.path, one.reason) for one in report.problems] == [("o.md", "is larger than 0 MiB")]


def test_standard_input_is_told_by_its_content(tmp_path: Path) -> None:
    stdin = (str(tmp_path / "new.txt"), b"=== a\nOne.\n=== b\nTwo.\n")
    report = audit_paths((), Config(root=tmp_path), stdin=stdin)

    assert [one.item for one in report.articles] == ["a", "b"]


def test_inspection_shows_every_item(tmp_path: Path) -> None:
    digest = tmp_path / "news.digest"
    digest.write_text("=== a1\nWords.\n=== a2\n?\n", "utf-8")
    articles, problems = inspect_articles(str(digest), Config(root=tmp_path))

    assert [one.item for one in articles] == ["a1"]
    assert [one.reason for one in problems] == ["item a2: has no text"]


def test_a_file_without_articles_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "o.txt").write_text("=== a\n?\n", "utf-8")
    (tmp_path / "n.digest").write_text("Dear all", "utf-8")
    report = audit(tmp_path)

    assert report.articles == ()


def test_what_is_no_article_by_its_kind_is_left_alone_unless_named(tmp_path: Path) -> None:
    film = tmp_path / "film.digest"
    film.write_text("=== f\nfilm\n", "utf-8")
    (tmp_path / "news.digest").write_text("=== a\nWords.\n=== f\nfilm\n", "utf-8")
    report = audit(tmp_path)

    assert report.problems == ()
    assert [one.item for one in report.articles] == ["a"]
    assert [(one.why, one.paths) for one in report.left_alone] == [
        (LeftOut.NO_ARTICLE, ("film.digest",))
    ]
    (problem,) = audit_paths((str(film),), Config(root=tmp_path)).problems
    assert problem.reason == "is a film: holds no article or picture"


def test_an_item_known_by_an_address_is_one_article_in_every_file(tmp_path: Path) -> None:
    item = f"=== tag:example.org,2025:7104\n{FLOOD.format(day='3 May')}\n"
    other = f"=== tag:example.org,2025:7104\n{FLOOD.format(day='9 May')}\n"
    (tmp_path / "one.digest").write_text(item, "utf-8")
    (tmp_path / "two.digest").write_text(other, "utf-8")
    report = audit(tmp_path)

    assert [one for one in report.findings if one.code == "CAP008"] == []
    verdicts = {
        one.verdict
        for each in report.articles
        for image in each.images
        for one in image.verdicts.values()
    }
    assert VerdictKind.CONSISTENT not in verdicts
    assert len({one.fingerprint for one in report.findings}) == len(report.findings)


def test_no_fix_is_offered_in_a_file_that_a_program_writes(tmp_path: Path) -> None:
    garbled = "Flood at the cafÃ© in Leeds. (Jane Doe/AFP)"
    (tmp_path / "a.md").write_text(f"![](a.jpg)\n\n*{garbled}*\n", "utf-8")
    story = {
        "uri": "urn:example:7104",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "picture",
        "descriptions": [{"role": "caption", "value": garbled}],
        "renditions": [{"name": "web", "href": "https://example.org/flood.jpg"}],
    }
    (tmp_path / "story.json").write_text(json.dumps(story, ensure_ascii=False), "utf-8")
    found = [one for one in audit(tmp_path).findings if one.code == "CAP005"]

    assert [(one.path, one.fix is not None) for one in found] == [
        ("a.md", True),
        ("story.json", False),
    ]


def test_an_export_has_no_say_in_the_fields_of_pages(tmp_path: Path) -> None:
    figure = "<figure><img src='{}.jpg'><figcaption>{}</figcaption></figure>"
    with_field = (
        "<figure><img src='{}.jpg'><figcaption>A boat.</figcaption><cite>Jo Roe</cite></figure>"
    )
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(f"<p>Words.</p>{with_field.format(name)}", "utf-8")
    story = figure.format("d", "A ferry leaves the pier. (Jo Roe/AFP)")
    (tmp_path / "feed.xml").write_text(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<item><guid>7</guid><title>Ferry</title><content:encoded><![CDATA[{story}]]>"
        "</content:encoded></item></channel></rss>",
        "utf-8",
    )

    report = audit_paths([str(tmp_path)], Config(root=tmp_path, select=("CRD009",)))

    assert [image.credit_line for article in report.articles for image in article.images]
    assert report.count_by_rule() == {}
