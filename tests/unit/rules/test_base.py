"""What a rule makes of its hits: stamped, placed, ignores honoured, none twice."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.article import Ignore
from capaudit.model.claim import Claim, Origin, Property, Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Hit, Severity
from capaudit.model.text import Range, Span
from capaudit.rules.base import LINE_REACH, Rule, article_rule, rule
from support.evidence import evidence


@rule("ZZZ001", "anything-said", Severity.WARNING)
def anything_said(evidence: Evidence) -> Iterator[Hit]:
    """Everything is said twice."""
    caption = evidence.figure.caption
    assert caption is not None
    for _ in range(2):
        yield Hit(at=caption, message="said")


@article_rule("ZZZ002", "article-at-all", Severity.NOTE)
def article_at_all(evidence: ArticleEvidence) -> Iterator[Hit]:
    """There is an article."""
    yield Hit(at=evidence.article, message="there")


def run(checked: Rule, one: Evidence, *ignores: Ignore) -> list[Finding]:
    article = msgspec.structs.replace(one.article, ignores=ignores)
    whole = ArticleEvidence(article=article, shared=one.shared, house=one.house, images=(one,))
    return list(checked.run(whole))


def test_finding_is_stamped_and_placed_once() -> None:
    found = run(anything_said, evidence(caption="A ferry.", credit=None))
    assert [(one.code, one.name, one.severity) for one in found] == [
        ("ZZZ001", "anything-said", Severity.WARNING)
    ]
    assert found[0].range == Range(1, 1, 1, 9)
    assert found[0].source_line == "A ferry."


def test_of_a_long_line_only_what_stands_around_is_kept() -> None:
    caption = "A ferry. " * 1000
    (finding,) = run(anything_said, evidence(caption=caption.strip(), credit=None))
    assert finding.source_line == caption[:LINE_REACH]
    assert finding.source_column == 1


def test_article_finding_has_no_image() -> None:
    found = run(article_at_all, evidence())
    assert [(one.image, one.range) for one in found] == [(None, None)]


def test_ignore_by_prefix_for_the_article_and_by_line() -> None:
    given = evidence()
    whole = Ignore(("ZZZ",), None, Span(0, 0), None)
    line = Ignore(("ZZZ001",), None, Span(0, 0), 1)
    elsewhere = Ignore(("ZZZ001",), None, Span(0, 0), 99)
    assert run(anything_said, given, whole) == []
    assert run(anything_said, given, line) == []
    assert len(run(anything_said, given, elsewhere)) == 1


def test_claim_in_another_file_is_placed_at_the_figure() -> None:
    far = Origin(Source.SIDECAR, "dc:creator", None, Range(7, 1, 7, 5), path="ferry.xmp")

    @rule("ZZZ003", "far-away", Severity.NOTE)
    def far_away(evidence: Evidence) -> Iterator[Hit]:
        """It stands in another file."""
        yield Hit(at=Claim(Property.CREATOR, "Jane Doe", "Jane Doe", far), message="far")

    assert [one.range and one.range.line for one in run(far_away, evidence())] == [1]


def test_fingerprint_survives_other_lines() -> None:
    moved = evidence(caption="A ferry.")
    first = run(anything_said, moved)[0].fingerprint
    assert first == run(anything_said, evidence(caption="A ferry.", credit="Other"))[0].fingerprint
    assert first != run(anything_said, evidence(caption="A boat."))[0].fingerprint
