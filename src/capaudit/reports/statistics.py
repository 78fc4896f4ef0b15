"""Counts a report for those who look at many articles at once.

By rule, by section, by agency and by format. A desk head sees which section prints no credits, a
photo editor whose pictures come with wrong captions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from capaudit.model.article import Json
from capaudit.model.claim import Property, Source
from capaudit.model.finding import (
    ArticleReport,
    Finding,
    ImageReport,
    Occurrence,
    Report,
    Severity,
    VerdictKind,
)
from capaudit.model.statistics import GroupCount, RuleCount, Statistics
from capaudit.reports.escape import visible
from capaudit.reports.excerpt import padded
from capaudit.reports.page import Page

_PRINTED = frozenset({Source.CAPTION, Source.CREDIT_FIELD, Source.ALT_TEXT, Source.TITLE})
_NO_AGENCY = "(no agency)"
# The text report shows so many rows of a table, and so much of a name.
_ROWS = 15
_NAME = 42
_COLUMNS = ("articles", "images", "caption", "credit", "mismatch", "errors", "warnings", "notes")


def count(report: Report) -> Statistics:
    """The counts of a report, the largest first.

    A finding counts wherever it shows. An image counts in each agency that its credit names, with
    the findings on it; an article's own findings count in its section and format.
    """
    by_image, by_article = _severities(report)
    return Statistics(
        by_rule=tuple(_rules(report.findings)),
        by_section=_by_article(report, _section, by_article),
        by_agency=_by_agency(report, by_image),
        by_format=_by_article(report, lambda article: article.format, by_article),
    )


def _severities(
    report: Report,
) -> tuple[dict[tuple[str, int], list[Severity]], dict[str, list[Severity]]]:
    """How bad what was found is, on each image and in each article."""
    by_image: dict[tuple[str, int], list[Severity]] = defaultdict(list)
    by_article: dict[str, list[Severity]] = defaultdict(list)
    for finding in report.findings:
        places: tuple[Finding | Occurrence, ...] = (finding, *finding.occurrences)
        for one in places:
            by_article[one.path].append(finding.severity)
            if one.image is not None:
                by_image[one.path, one.image.index].append(finding.severity)
    return by_image, by_article


def _rules(findings: Iterable[Finding]) -> list[RuleCount]:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in findings:
        others = (one.path for one in finding.occurrences)
        places[finding.code, finding.name] += (finding.path, *others)
    counts = (RuleCount(*rule, len(paths), len(set(paths))) for rule, paths in places.items())
    return sorted(counts, key=lambda one: (-one.places, one.code))


def _by_article(
    report: Report,
    group: Callable[[ArticleReport], str],
    found: Mapping[str, list[Severity]],
) -> tuple[GroupCount, ...]:
    """The counts of articles by what each belongs to, those without images too."""
    tally = _Tally()
    for article in report.articles:
        name = group(article)
        tally.add(name, articles=1, **_of_findings(found.get(article.path, ())))
        for image in article.images:
            tally.add(name, **_of_image(image))
    return tally.sorted()


def _by_agency(
    report: Report, found: Mapping[tuple[str, int], list[Severity]]
) -> tuple[GroupCount, ...]:
    """The counts of images by the agencies that their credits name."""
    tally = _Tally()
    for article in report.articles:
        for image in article.images:
            own = _of_findings(found.get((article.path, image.index), ()))
            for name in _agencies(image):
                tally.add(name, **_of_image(image), **own)
        named = {name for image in article.images for name in _agencies(image)}
        for name in sorted(named):
            tally.add(name, articles=1)
    return tally.sorted()


class _Tally:
    """Numbers by group and by what they count."""

    def __init__(self) -> None:
        self._groups: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, **numbers: int) -> None:
        """Add to what is counted of a group."""
        self._groups[name].update(numbers)

    def sorted(self) -> tuple[GroupCount, ...]:
        """The groups, those with the most images first."""
        counts = (GroupCount(name=name, **numbers) for name, numbers in self._groups.items())
        return tuple(sorted(counts, key=lambda one: (-one.images, -one.articles, one.name)))


def _of_findings(severities: Sequence[Severity]) -> dict[str, int]:
    return {f"{one.value}s": severities.count(one) for one in Severity}


def _of_image(image: ImageReport) -> dict[str, int]:
    verdicts = {judged.verdict for judged in image.verdicts.values()}
    return {
        "images": 1,
        "captions": int(bool(image.caption)),
        "credits": int(bool(image.credit_line)),
        "mismatches": int(VerdictKind.MISMATCH in verdicts),
    }


def _section(article: ArticleReport) -> str:
    """The section that the article states, else the folder it lies in; bundles are no sections."""
    path = PurePosixPath(article.path)
    folder = path.parent.parent if path.stem in {"index", "_index"} else path.parent
    return article.section or str(folder)


def _agencies(image: ImageReport) -> Iterable[str]:
    """The bodies that the printed credit names, each once."""
    names = (
        claim.value
        for claim in image.claims
        if claim.property is Property.SOURCE and claim.origin.source in _PRINTED
    )
    return dict.fromkeys(name for name in names if isinstance(name, str)) or (_NO_AGENCY,)


def statistics_record(report: Report) -> dict[str, Json]:
    """The counts as they stand in the JSON report; nothing where none are asked for."""
    if report.statistics is None:
        return {}
    record: Json = msgspec.to_builtins(report.statistics)
    return {"statistics": record}


def statistics_lines(report: Report, page: Page) -> Iterator[str]:
    """The counts as tables of the text report; nothing where none are asked for."""
    counts = report.statistics
    if counts is None:
        return
    strong, end = page.palette.heading, page.palette.end
    if counts.by_rule:
        yield ""
        yield f"{strong}{'by rule':<{_NAME}}{'places':>9}{'articles':>9}{end}"
        for one in counts.by_rule:
            name = padded(f"{one.code} {one.name}", _NAME)
            yield f"{name}{one.places:>9}{one.articles:>9}"
    for title in ("section", "agency", "format"):
        groups: tuple[GroupCount, ...] = getattr(counts, f"by_{title}")
        if groups:
            yield ""
            columns = "".join(f"{name:>9}" for name in _COLUMNS)
            yield f"{strong}{f'by {title}':<{_NAME}}{columns}{end}"
            yield from (_row(group) for group in groups[:_ROWS])
        if len(groups) > _ROWS:
            yield f"and {len(groups) - _ROWS} more"


def _row(group: GroupCount) -> str:
    name = visible(group.name)
    name = padded(name if len(name) < _NAME else f"{name[: _NAME - 2]}…", _NAME)
    shares = (_share(part, group.images) for part in (group.captions, group.credits))
    rest = (group.mismatches, group.errors, group.warnings, group.notes)
    numbers = (group.articles, group.images, *shares, *rest)
    return name + "".join(f"{number:>9}" for number in numbers)


def _share(part: int, whole: int) -> str:
    """A part in percent, rounded down: 100% means all."""
    return f"{100 * part // whole}%" if whole else "–"
