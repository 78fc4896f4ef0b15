"""The report an editor reads: findings under their article, both sides of each, a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from capaudit.model.article import ArticleKey, Role
from capaudit.model.claim import AnyClaim
from capaudit.model.finding import (
    ArticleReport,
    Aspect,
    Finding,
    ImageReport,
    Occurrence,
    Report,
    VerdictKind,
)
from capaudit.model.left_alone import LeftAlone
from capaudit.reports.escape import visible
from capaudit.reports.excerpt import excerpt, padded
from capaudit.reports.page import OCCURRENCES_SHOWN, Detail, Page
from capaudit.reports.statistics import statistics_lines
from capaudit.reports.words import (
    claim_text,
    linked_path,
    located,
    origin_label,
    plural,
    shown_path,
)

INDENT = "  "
# Room that line numbers take before a source line; longer numbers push it to the right.
GUTTER = 6
LABEL_WIDTH = 32
STALE_SHOWN = 10
# More findings than a screen or two hold are counted by rule as well.
COUNTED_FROM = 10


def render_text(report: Report, page: Page) -> Iterator[str]:
    """The report, line by line, each with its line end."""
    for line in _lines(report, page):
        yield line + "\n"


def _lines(report: Report, page: Page) -> Iterator[str]:
    if page.detail is Detail.VERBOSE:
        for article in report.articles:
            yield from _article_lines(report, article, page)
    for (path, item), findings in _by_article(report.findings).items():
        shown = located(linked_path(report.run, path, page), item)
        yield f"{page.palette.heading}{shown}{page.palette.end}"
        for finding in findings:
            yield from _finding_lines(report, finding, page)
            yield ""
    yield from _problem_lines(report, page)
    if page.detail is Detail.VERBOSE:
        yield from _left_alone_lines(report, page)
    if page.detail is not Detail.QUIET:
        yield from _summary_lines(report, page)
        yield from _baseline_lines(report, page)
    yield from statistics_lines(report, page)


def _by_article(findings: Iterable[Finding]) -> dict[ArticleKey, list[Finding]]:
    """The findings of each article together: those of one item may lie apart in their file."""
    articles: dict[ArticleKey, list[Finding]] = {}
    for finding in findings:
        articles.setdefault((finding.path, finding.item), []).append(finding)
    return articles


def _finding_lines(report: Report, finding: Finding, page: Page) -> Iterator[str]:
    palette = page.palette
    colour = getattr(palette, finding.severity.value)
    at = f"{finding.range.line}:{finding.range.column}" if finding.range else "-"
    name = f"{palette.faint}{finding.name}{palette.end}"
    yield f"{INDENT}{at:<8} {colour}{finding.severity.value}{palette.end} {finding.code} {name}"
    yield f"{INDENT}{INDENT}{visible(finding.message)}"
    yield from _source_lines(finding, page, colour)
    for claim in (*finding.claims, *finding.against):
        yield _claim_line(report, claim, page)
    if finding.fix is not None:
        command = "capaudit fix" if finding.fix.safe else "capaudit fix --unsafe"
        yield f"{INDENT}{INDENT}{command}: {visible(finding.fix.description)}"
    if finding.occurrences and page.detail is Detail.VERBOSE:
        for one in finding.occurrences:
            yield f"{INDENT}{INDENT}also at {_place(report, one, page)}"
    elif finding.occurrences:
        yield f"{INDENT}{INDENT}also at {_places(report, finding.occurrences, page)}"


def _source_lines(finding: Finding, page: Page, colour: str) -> Iterator[str]:
    at = finding.range
    if at is None or finding.source_line is None:
        return
    line = finding.source_line
    first = finding.source_column
    end = at.end_column if at.end_line == at.line else first + len(line)
    width = max(20, page.width - GUTTER - 3)
    cut = excerpt(line, at.column, end, width, first_column=first)
    faint, stop = page.palette.faint, page.palette.end
    yield f"{faint}{at.line:>{GUTTER}} |{stop} {cut.text}"
    yield f"{faint}{'':>{GUTTER}} |{stop} {colour}{cut.carets}{stop}"


def _claim_line(report: Report, claim: AnyClaim, page: Page) -> str:
    origin = claim.origin
    if origin.path is not None:
        shown = shown_path(report.run, origin.path, page)
        origin = msgspec.structs.replace(origin, path=shown)
    label = origin_label(origin)
    return f"{INDENT}{INDENT}{padded(label, LABEL_WIDTH)} {claim_text(claim)}"


def _places(report: Report, occurrences: tuple[Occurrence, ...], page: Page) -> str:
    shown = [_place(report, one, page) for one in occurrences[:OCCURRENCES_SHOWN]]
    rest = len(occurrences) - len(shown)
    return ", ".join(shown) + (f" and {plural(rest, 'further place')}" if rest else "")


def _place(report: Report, one: Occurrence, page: Page) -> str:
    path = visible(shown_path(report.run, one.path, page))
    return located(f"{path}:{one.range.line}" if one.range else path, one.item)


def _problem_lines(report: Report, page: Page) -> Iterator[str]:
    if not report.problems:
        return
    yield f"{page.palette.heading}Not audited{page.palette.end}"
    for problem in report.problems:
        line = f":{problem.line}" if problem.line is not None else ""
        path = linked_path(report.run, problem.path, page)
        where = located(f"{path}{line}", problem.item)
        yield f"{INDENT}{where}: {visible(problem.reason)}"
    yield ""


def _left_alone_lines(report: Report, page: Page) -> Iterator[str]:
    """What lies where articles were looked for and is none, by reason and kind."""
    if not report.left_alone:
        return
    yield f"{page.palette.heading}Left alone{page.palette.end}"
    for group in report.left_alone:
        yield f"{INDENT}{_kind(group)} {group.why.value}"
        for path in group.paths:
            yield f"{INDENT}{INDENT}{visible(shown_path(report.run, path, page))}"
        if group.count > len(group.paths):
            yield f"{INDENT}{INDENT}and {group.count - len(group.paths)} more"
    yield ""


def _kind(group: LeftAlone) -> str:
    match group.kind:
        case "/":
            return plural(group.count, "folder")
        case "":
            return plural(group.count, "file") + " without a suffix"
        case _:
            return f"{group.count} *{visible(group.kind)}"


def _summary_lines(report: Report, page: Page) -> Iterator[str]:
    palette = page.palette
    looked_at = f"{plural(len(report.articles), 'article')}, {plural(report.images, 'image')}"
    yield f"{palette.heading}{looked_at}:{palette.end} {_outcome(report, page)}"
    if len(report.findings) > COUNTED_FROM:
        yield from _rule_table(report)
    if report.images:
        yield from _verdict_table(report)


def _baseline_lines(report: Report, page: Page) -> Iterator[str]:
    """How much was known, and what of the baseline can go."""
    use = report.baseline
    if use is None:
        return
    file = visible(shown_path(report.run, use.file, page))
    yield f"{plural(use.known, 'known finding')} in {file}"
    if use.stale:
        yield f"no longer found, and to be dropped with --write-baseline: {len(use.stale)}"
        for entry in use.stale[:STALE_SHOWN]:
            yield f"{INDENT}{entry.code} {visible(shown_path(report.run, entry.path, page))}"
        if len(use.stale) > STALE_SHOWN:
            yield f"{INDENT}and {len(use.stale) - STALE_SHOWN} more"


def _outcome(report: Report, page: Page) -> str:
    palette = page.palette
    parts = [
        f"{getattr(palette, severity.value)}{plural(count, severity.value)}{palette.end}"
        for severity, count in report.count_by_severity().items()
        if count
    ]
    outcome = ", ".join(parts) or f"{palette.good}nothing found{palette.end}"
    if report.problems:
        outcome += f"; {plural(len(report.problems), 'input')} could not be audited"
    return outcome


def _rule_table(report: Report) -> Iterator[str]:
    """How often each rule found something, the commonest first."""
    names = {finding.code: finding.name for finding in report.findings}
    counts = report.count_by_rule()
    for code in sorted(counts, key=lambda code: -counts[code]):
        yield f"{counts[code]:>9} {code} {names[code]}"


def _verdict_table(report: Report) -> Iterator[str]:
    """How many images stand how, aspect by aspect."""
    yield "".join([f"{'images':<10}", *(f"{kind.value:>12}" for kind in VerdictKind)])
    for aspect, counts in report.count_verdicts().items():
        yield "".join([f"{aspect.value:<10}", *(f"{count:>12}" for count in counts.values())])


def _article_lines(report: Report, article: ArticleReport, page: Page) -> Iterator[str]:
    """Every image of an article with its four verdicts and their reasons."""
    heading = located(linked_path(report.run, article.path, page), article.item)
    headline = f"  {visible(article.headline)}" if article.headline else ""
    yield f"{page.palette.heading}{heading}{page.palette.end}{headline}"
    for image in article.images:
        role = "" if image.role is Role.INLINE else f" ({image.role.value})"
        at = f"{image.range.line}:{image.range.column}"
        yield f"{INDENT}{at:<8} image {image.index + 1}{role}: {visible(image.src)}"
        yield from verdict_lines(image, page)
    yield ""


def verdict_lines(image: ImageReport, page: Page) -> Iterator[str]:
    """Each verdict on an image with its reason."""
    for aspect in Aspect:
        judged = image.verdicts.get(aspect)
        if judged is not None:
            colour = _verdict_colour(judged.verdict, page)
            verdict = f"{colour}{judged.verdict.value:<12}{page.palette.end}"
            yield f"{INDENT}{INDENT}{aspect.value:<10}{verdict} {visible(judged.why)}"


def _verdict_colour(verdict: VerdictKind, page: Page) -> str:
    match verdict:
        case VerdictKind.CONSISTENT:
            return page.palette.good
        case VerdictKind.MISMATCH:
            return page.palette.error
        case VerdictKind.MISSING:
            return page.palette.warning
        case VerdictKind.UNVERIFIED:
            return page.palette.faint
