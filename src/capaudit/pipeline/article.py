"""Audits one article: evidence, rules, verdicts. Knows nothing of other articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from capaudit.config import Config
from capaudit.errors import ReadError
from capaudit.model.article import Article, Medium
from capaudit.model.claim import Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import ArticleReport, Finding, ImageReport, Problem
from capaudit.model.house import Habit
from capaudit.model.image import FileState
from capaudit.model.text import Passage
from capaudit.pipeline.gather import Desk, gather
from capaudit.pipeline.verdicts import judge
from capaudit.readers import read_article
from capaudit.rules.base import Rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.registry import RULES

_ON_DISK = frozenset({FileState.READ, FileState.UNREADABLE})


class ArticleOutcome(msgspec.Struct, frozen=True):
    """What the audit of one article gives; `article` is `None` where it could not be read."""

    article: ArticleReport | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    habit: Habit = Habit()


def audit_article(data: bytes, path: str, desk: Desk, config: Config) -> ArticleOutcome:
    """Read, gather, compare and judge one article; whatever goes wrong stays in its outcome."""
    try:
        article = _with_valid_ignores(_read(data, path, desk), config)
        evidence = gather(article, desk)
    except ReadError as error:
        return ArticleOutcome(problems=(Problem(path, str(error)),))
    except Exception as error:  # one article's crash must not cost the others
        return ArticleOutcome(problems=(_crash(path, "reading", error),))
    findings, problems = _compare(evidence, config)
    return ArticleOutcome(
        _article_report(evidence, findings), tuple(findings), tuple(problems), _habit(evidence)
    )


def _read(data: bytes, path: str, desk: Desk) -> Article:
    return read_article(data, path, site=desk.templates.view_for(path))


def _with_valid_ignores(article: Article, config: Config) -> Article:
    """The article without the ignores that give no reason, where the house asks for one."""
    if not config.ignore_needs_reason:
        return article
    reasoned = tuple(ignore for ignore in article.ignores if ignore.reason)
    return msgspec.structs.replace(article, ignores=reasoned)


def _compare(evidence: ArticleEvidence, config: Config) -> tuple[list[Finding], list[Problem]]:
    """Every rule that applies, run over the article; a crash inside one becomes a problem."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    path = evidence.article.path
    for rule in RULES:
        if not config.selects(rule.code) or config.ignores(path, rule.code):
            continue
        try:
            findings += _graded(rule, evidence, config)
        except Exception as error:  # nor one rule's the other rules
            problems.append(_crash(path, f"rule {rule.code}", error))
    return findings, problems


def _graded(rule: Rule, evidence: ArticleEvidence, config: Config) -> Iterator[Finding]:
    """The rule's findings with the house's own severity; one that sank for doubt stays low."""
    for finding in rule.run(evidence):
        if finding.severity is rule.severity:
            severity = config.severity_of(finding.code, finding.severity)
            yield msgspec.structs.replace(finding, severity=severity)
        else:
            yield finding


def _crash(path: str, where: str, error: Exception) -> Problem:
    return Problem(path, f"{where} failed: {type(error).__name__}: {error}; please report this")


def _habit(evidence: ArticleEvidence) -> Habit:
    """How many of the article's editorial images carry a caption and a credit."""
    images = [image for image in evidence.images if is_editorial(image)]
    return Habit(
        images=len(images),
        captions=sum(image.figure.caption is not None for image in images),
        credits=sum(image.figure.credit_line is not None for image in images),
    )


def _article_report(evidence: ArticleEvidence, findings: Sequence[Finding]) -> ArticleReport:
    article = evidence.article
    datelines = (c for c in evidence.shared.claims if c.origin.source is Source.DATELINE)
    by_image: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.image is not None:
            by_image[finding.image.index].append(finding)
    return ArticleReport(
        path=article.path,
        format=article.format,
        headline=_text(article.headline),
        byline=article.byline_names,
        dateline=next(datelines, None),
        language=article.language,
        date_published=evidence.date_published,
        images=tuple(
            _image_report(article, image, by_image[image.figure.index])
            for image in evidence.images
            if image.figure.medium is Medium.IMAGE
        ),
    )


def _image_report(article: Article, evidence: Evidence, findings: Sequence[Finding]) -> ImageReport:
    figure = evidence.figure
    return ImageReport(
        index=figure.index,
        src=figure.src,
        file=evidence.image.path if evidence.image.state in _ON_DISK else None,
        role=figure.role,
        range=article.source.range(figure.span),
        caption=_text(figure.caption),
        credit_line=_text(figure.credit_line),
        alt_text=_text(figure.alt_text),
        verdicts=judge(evidence, findings),
        claims=evidence.own.claims,
    )


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None
