"""What a rule is, and how its hits become findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

import msgspec

from capaudit.model.article import Article, ArticleKey, Figure, Ignore
from capaudit.model.claim import AnyClaim, Claim
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Hit, ImageReference, Severity
from capaudit.model.text import Passage, Range, Span
from capaudit.model.use import Elsewhere

# How much of its line a finding keeps on either side, in characters: more than a report prints.
LINE_REACH = 500


class Scope(StrEnum):
    """What a rule looks at in one call."""

    FIGURE = "figure"
    ARTICLE = "article"
    ACROSS = "across articles"


class Element(StrEnum):
    """A printed element whose absence is a fault only where the house has the habit of it."""

    CAPTION = "caption"
    CREDIT = "credit"


FigureCheck = Callable[[Evidence], Iterator[Hit]]
ArticleCheck = Callable[[ArticleEvidence], Iterator[Hit]]
AcrossCheck = Callable[[Elsewhere], Iterator[Hit]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the catalogue: what is compared, and what it is called.

    `documentation` is the docstring of the check: a sentence, why it matters, `Flagged:` and
    `Passes:` examples. `habit` marks a rule that measures the site by its own habit.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    documentation: str
    check_figure: FigureCheck | None = None
    check_article: ArticleCheck | None = None
    # For one use of an image at a time, after the run: see `rules.across`.
    check_across: AcrossCheck | None = None
    habit: Element | None = None

    def run(self, evidence: ArticleEvidence) -> Iterator[Finding]:
        """The rule's findings on one article: stamped, placed, ignores honoured, none twice."""
        return (finding for finding in self.judge(evidence) if not finding.ignored_by)

    def judge(self, evidence: ArticleEvidence) -> Iterator[Finding]:
        """The same with the findings that the text asks not to report, marked as such."""
        hits = self._hits(evidence)
        return self._found(evidence.article, hits) if hits else iter(())

    def _found(
        self, article: Article, hits: Sequence[tuple[Figure | None, Hit]]
    ) -> Iterator[Finding]:
        seen: set[tuple[str, Range | None, str]] = set()
        ordinals = _ordinals(article.figures)
        for figure, hit in hits:
            finding = self._finding(article, figure, hit, ordinals)
            key = (finding.fingerprint, finding.range, finding.message)
            if key not in seen:
                seen.add(key)
                ignores = ignores_of(article, figure, finding)
                yield msgspec.structs.replace(finding, ignored_by=ignores) if ignores else finding

    def _hits(self, evidence: ArticleEvidence) -> list[tuple[Figure | None, Hit]]:
        """What the checks yield, which for most rules and images is nothing."""
        article, check = self.check_article, self.check_figure
        hits: list[tuple[Figure | None, Hit]] = []
        if article is not None:
            hits += [(_figure_of(hit), hit) for hit in article(evidence)]
        if check is not None:
            hits += [(image.figure, hit) for image in evidence.images for hit in check(image)]
        return hits

    def _finding(
        self, article: Article, figure: Figure | None, hit: Hit, ordinals: Mapping[int, int]
    ) -> Finding:
        where = _range(article, figure, hit)
        line, first_column = _line_around(article, where)
        own = (hit.at,) if isinstance(hit.at, Claim) else ()
        claims = (*own, *hit.claims)
        return Finding(
            code=self.code,
            name=self.name,
            severity=hit.severity or self.severity,
            confidence=hit.confidence,
            message=hit.message,
            path=article.path,
            item=article.item,
            range=where,
            image=ImageReference(figure.index, figure.src) if figure else None,
            claims=claims,
            against=hit.against,
            fingerprint=fingerprint_of(
                [self.code, *article_parts(article.key), *_image_parts(figure, ordinals)],
                _values_of(hit, claims),
            ),
            help=f"capaudit explain {self.code}",
            source_line=line,
            source_column=first_column,
            cause=hit.cause,
        )


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    habit: Element | None = None,
    across: AcrossCheck | None = None,
) -> Callable[[FigureCheck], Rule]:
    """Declare a rule that looks at one image at a time, and with `across` at other articles too."""

    def declare(check: FigureCheck) -> Rule:
        return Rule(
            code=code,
            name=name,
            severity=severity,
            scope=Scope.FIGURE,
            documentation=documentation_of(check),
            check_figure=check,
            check_across=across,
            habit=habit,
        )

    return declare


def article_rule(code: str, name: str, severity: Severity) -> Callable[[ArticleCheck], Rule]:
    """Declare a rule that looks at a whole article."""

    def declare(check: ArticleCheck) -> Rule:
        return Rule(
            code=code,
            name=name,
            severity=severity,
            scope=Scope.ARTICLE,
            documentation=documentation_of(check),
            check_article=check,
        )

    return declare


def ignores_of(article: Article, figure: Figure | None, finding: Finding) -> tuple[Ignore, ...]:
    """The ignores by which the text itself asks not to report this finding."""
    if not article.ignores:
        return ()
    lines = {finding.range.line} if finding.range else set()
    if figure is not None:
        lines.add(article.source.range(figure.span).line)
    return tuple(one for one in article.ignores if ignore_applies(one, finding.code, lines))


def ignore_applies(ignore: Ignore, code: str, lines: set[int]) -> bool:
    """Whether an ignore names a code and stands for one of the lines."""
    named = any(code.startswith(prefix) for prefix in ignore.codes)
    return named and (ignore.line is None or ignore.line in lines)


def documentation_of(check: FigureCheck | ArticleCheck | AcrossCheck) -> str:
    """The docstring as written; `rules.documentation` takes off its indentation when asked."""
    return check.__doc__ or ""


def _figure_of(hit: Hit) -> Figure | None:
    return hit.at if isinstance(hit.at, Figure) else None


def _range(article: Article, figure: Figure | None, hit: Hit) -> Range | None:
    match hit.at:
        case Claim(origin=origin) if origin.range is not None and origin.path is None:
            return origin.range
        case Passage() as passage if passage.span is not None:
            return article.source.range(passage.span)
        case Figure(span=span):
            return article.source.range(span)
        case Span() as span:
            return article.source.range(span)
        case Range():
            return hit.at
        case Article():
            return None
    return article.source.range(figure.span) if figure else None


def _line_around(article: Article, where: Range | None) -> tuple[str | None, int]:
    """What a report may print of a finding's line, and the column it begins at."""
    if where is None:
        return None, 1
    return article.source.line_around(where.line, where.column, LINE_REACH)


def _ordinals(figures: Sequence[Figure]) -> dict[int, int]:
    """How many earlier figures show the same image, by the figure's index."""
    seen: Counter[str] = Counter()
    ordinals = {}
    for figure in figures:
        ordinals[figure.index] = seen[figure.src]
        seen[figure.src] += 1
    return ordinals


def _image_parts(figure: Figure | None, ordinals: Mapping[int, int]) -> list[str]:
    return [figure.src, str(ordinals.get(figure.index, 0))] if figure is not None else []


def article_parts(key: ArticleKey) -> tuple[str, ...]:
    """What of a fingerprint tells the article: its path, and its item where it is one of several.

    A path holds no line end.
    """
    path, item = key
    return (path,) if item is None else (f"{path}\n{item}",)


def fingerprint_of(parts: Sequence[str], values: Sequence[str]) -> str:
    """Hash what makes the finding itself: code, article, image and values, but no line."""
    return sha256("\0".join([*parts, *values]).encode("utf-8", "replace")).hexdigest()[:32]


def _values_of(hit: Hit, claims: tuple[AnyClaim, ...]) -> list[str]:
    """What tells a hit from others of its rule on the same image."""
    values = [str(claim.value) for claim in (*claims, *hit.against)]
    if not values and isinstance(hit.at, Passage):
        values = [hit.at.text]
    return values if hit.subject is None else [*values, hit.subject]
