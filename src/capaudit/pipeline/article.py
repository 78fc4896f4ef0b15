"""Audits one article: evidence, rules, verdicts. Knows nothing of other articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from capaudit.config import Config
from capaudit.fixes.registry import FIELD_FIXERS
from capaudit.model.article import Article, ArticleKey, IdleIgnore, Medium
from capaudit.model.claim import Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import ArticleReport, Finding, ImageReport, Problem
from capaudit.model.house import Habit
from capaudit.model.image import FileState
from capaudit.model.left_alone import LeftOut
from capaudit.model.text import Passage
from capaudit.model.use import AuditedUse
from capaudit.pipeline.field_fixes import with_field_fixes
from capaudit.pipeline.fixes import with_fixes
from capaudit.pipeline.gather import Desk, gather
from capaudit.pipeline.ignoring import idle_ignores, with_reasons
from capaudit.pipeline.uses import uses_of
from capaudit.pipeline.verdicts import judge
from capaudit.rules.article.ignore_unused import ignore_unused
from capaudit.rules.base import Rule
from capaudit.rules.editorial import is_editorial
from capaudit.timings import Stage, by_rule, timed

_ON_DISK = frozenset({FileState.READ, FileState.UNREADABLE})


class ArticleOutcome(msgspec.Struct, frozen=True):
    """What the audit of one article gives; `article` is `None` where it could not be read.

    `site` is the top folder of the article's site, `suppressed` are the findings that the article's
    text asks not to report. `left_out` tells of a file or item that was come upon in a folder and
    is no article.
    """

    article: ArticleReport | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    habit: Habit = Habit()
    uses: tuple[AuditedUse, ...] = ()
    site: str = "."
    suppressed: tuple[Finding, ...] = ()
    left_out: LeftOut | None = None


@timed(Stage.VERDICTS)
def audit_article(
    article: Article, desk: Desk, config: Config, folder: str = ".", data: bytes | None = None
) -> ArticleOutcome:
    """Gather, compare and judge one article; whatever goes wrong stays in its outcome.

    `folder` is the one on the command line under which the article was found: its site, where no
    settings of a generator tell of another. `data` are the bytes of an article that people edit by
    hand: fixes are offered in those alone.
    """
    try:
        article, idle = _with_valid_ignores(article, config)
        evidence = msgspec.structs.replace(gather(article, desk), idle_ignores=idle)
    except Exception as error:  # one article's crash must not cost the others
        return ArticleOutcome(problems=(crash(article.key, "reading", error),))
    applied = [rule for rule in desk.rules if not config.ignores(article.path, rule.code)]
    judged, problems = _compare(evidence, applied, config)
    findings = [finding for finding in judged if not finding.ignored_by]
    site = desk.sites.site_of(article.path, folder)
    uses = uses_of(evidence, findings, site)
    outcome = ArticleOutcome(
        _article_report(evidence, findings),
        tuple(findings),
        tuple(problems),
        habit_of(evidence.images),
        uses,
        site,
        tuple(finding for finding in judged if finding.ignored_by),
    )
    return outcome if data is None else _with_fixes(data, evidence, outcome, desk, config)


@timed(Stage.FIXES)
def _with_fixes(
    data: bytes, evidence: ArticleEvidence, outcome: ArticleOutcome, desk: Desk, config: Config
) -> ArticleOutcome:
    """The outcome with what would mend its findings; a fix that cannot be made costs none."""
    path = evidence.article.path
    view = desk.templates.view_for(path)
    try:
        findings = tuple(with_fixes(data, evidence, outcome.findings, view))
        outcome = msgspec.structs.replace(outcome, findings=findings)
        # Each costs reading the article again: none is made that no rule will ask for.
        if any(config.applies(path, code) for code in FIELD_FIXERS):
            uses = with_field_fixes(data, evidence, findings, outcome.uses, view)
            outcome = msgspec.structs.replace(outcome, uses=uses)
    except Exception as error:  # whatever it is, the findings stand
        problems = (*outcome.problems, crash(evidence.article.key, "fixing", error))
        outcome = msgspec.structs.replace(outcome, problems=problems)
    return outcome


def _with_valid_ignores(article: Article, config: Config) -> tuple[Article, tuple[IdleIgnore, ...]]:
    """The article without the ignores that give no reason, where the house asks for one."""
    return with_reasons(article) if config.ignore_needs_reason else (article, ())


@timed(Stage.RULES)
def _compare(
    evidence: ArticleEvidence, applied: Sequence[Rule], config: Config
) -> tuple[list[Finding], list[Problem]]:
    """Every rule that applies, run over the article; a crash inside one becomes a problem.

    Findings that the text asks not to report are among them.
    The rule on ignores comes last: what they suppress the others have to say.
    """
    judged = by_rule(_judged)
    outcomes = {
        rule.code: judged(rule, evidence, config) for rule in applied if rule is not ignore_unused
    }
    if ignore_unused in applied:
        told = _told_of_idle_ignores(evidence, outcomes)
        outcomes[ignore_unused.code] = judged(ignore_unused, told, config)
    problems = [one for one in outcomes.values() if isinstance(one, Problem)]
    found = (one for one in outcomes.values() if not isinstance(one, Problem))
    return [finding for each in found for finding in each], problems


def _judged(rule: Rule, evidence: ArticleEvidence, config: Config) -> list[Finding] | Problem:
    """The rule's findings, those that the text asks to ignore included."""
    try:
        return list(graded(rule.judge(evidence), rule, config))
    except Exception as error:  # nor one rule's the other rules
        return crash(evidence.article.key, f"rule {rule.code}", error)


def graded(findings: Iterable[Finding], rule: Rule, config: Config) -> Iterator[Finding]:
    """A rule's findings with the house's own severity; one that sank for doubt stays low."""
    for finding in findings:
        if finding.severity is rule.severity:
            severity = config.severity_of(finding.code, finding.severity)
            yield msgspec.structs.replace(finding, severity=severity)
        else:
            yield finding


def _told_of_idle_ignores(
    evidence: ArticleEvidence, outcomes: Mapping[str, list[Finding] | Problem]
) -> ArticleEvidence:
    """The evidence with the ignores that did nothing for any rule that ran."""
    findings = {code: one for code, one in outcomes.items() if not isinstance(one, Problem)}
    suppressed = (finding for each in findings.values() for finding in each)
    idle = idle_ignores(evidence.article, frozenset(findings), suppressed)
    return msgspec.structs.replace(evidence, idle_ignores=(*evidence.idle_ignores, *idle))


def crash(key: ArticleKey, where: str, error: Exception) -> Problem:
    """A fault of capaudit's own, as the problem of the article it befell."""
    path, item = key
    reason = f"{where} failed: {type(error).__name__}: {error}; please report this"
    return Problem(path, reason, item=item)


def habit_of(evidence: Sequence[Evidence]) -> Habit:
    """An article's part in what is usual on its site, by the evidence on each of its figures."""
    images = [image for image in evidence if is_editorial(image)]
    return Habit(
        images=len(images),
        captions=sum(image.figure.caption is not None for image in images),
        credits=sum(image.figure.credit_line is not None for image in images),
        articles=1,
        illustrated=int(any(image.figure.medium is Medium.IMAGE for image in evidence)),
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
        item=article.item,
        format=article.format,
        headline=_text(article.headline),
        byline=article.byline_names,
        dateline=next(datelines, None),
        language=article.language,
        direction=article.direction,
        date_published=evidence.date_published,
        section=_text(article.section),
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
        file_state=evidence.image.state,
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
