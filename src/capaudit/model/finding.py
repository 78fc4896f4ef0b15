"""What an audit reports: findings, verdicts, problems, and the report that holds them."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from capaudit.model.article import Article, ArticleKey, Direction, Figure, Ignore, Role
from capaudit.model.claim import AnyClaim, Claim
from capaudit.model.dates import PartialDate
from capaudit.model.image import FileState
from capaudit.model.left_alone import LeftAlone
from capaudit.model.statistics import Statistics
from capaudit.model.text import Passage, Range, Span


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Confidence(StrEnum):
    """How sure the tool is of a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found: where, what, and against which claims.

    `at` is the claim or passage at fault, or the figure or article where something is missing, or
    a span or range of the article's source. `claims` are further claims of the side at fault.
    `severity` is given only where it differs from the rule's own. Hits with the same `cause`
    anywhere in a run are one finding with a list. `subject` tells hits apart that no claim does: a
    missing key.
    """

    at: AnyClaim | Passage | Figure | Article | Span | Range
    message: str
    against: tuple[AnyClaim, ...] = ()
    claims: tuple[AnyClaim, ...] = ()
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    cause: str | None = None
    subject: str | None = None


class ImageReference(msgspec.Struct, frozen=True):
    """Which image of an article: its index from 0 and its reference as written."""

    index: int
    src: str


class Edit(msgspec.Struct, frozen=True):
    """A stretch of an article's source and what is to stand there, as it is to be written.

    An empty stretch is a place to insert at. `text` is escaped for where it stands; `meaning` is
    what a reader of the article then reads there.
    """

    span: Span
    range: Range
    text: str
    meaning: str


class Fix(msgspec.Struct, frozen=True):
    """Replacements in the article's source that together remove a finding.

    A safe fix changes nothing that a person would have to decide. `adds` are texts that stood
    nowhere before: for the figure of an index and the name of its field.
    """

    description: str
    safe: bool
    edits: tuple[Edit, ...]
    adds: tuple[tuple[int, str, str], ...] = ()


class Occurrence(msgspec.Struct, frozen=True):
    """One more place where the cause of a finding shows, with the fingerprint it has there."""

    path: str
    range: Range | None
    image: ImageReference | None
    fingerprint: str
    fix: Fix | None = None
    item: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault, with both sides of the evidence.

    `range` is where it stands in the file at `path`, `item` the article of it where the file holds
    several; `source_line` is the text of that line
    around it, from the column `source_column` on.
    `fingerprint` survives edits elsewhere in the file. `ignored_by` are the ignores in the text
    that ask not to report it.
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    item: str | None = None
    range: Range | None
    image: ImageReference | None
    claims: tuple[AnyClaim, ...]
    against: tuple[AnyClaim, ...]
    fingerprint: str
    help: str
    fix: Fix | None = None
    source_line: str | None = None
    cause: str | None = None
    occurrences: tuple[Occurrence, ...] = ()
    source_column: int = 1
    ignored_by: tuple[Ignore, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: path, line, column, code, message."""
        at = self.range or Range(0, 0, 0, 0)
        return (self.path, at.line, at.column, self.code, self.message)


class VerdictKind(StrEnum):
    """What the evidence says of one aspect of an image."""

    CONSISTENT = "consistent"
    MISMATCH = "mismatch"
    MISSING = "missing"
    UNVERIFIED = "unverified"


class Aspect(StrEnum):
    """What a verdict is about."""

    CAPTION = "caption"
    CREDIT = "credit"
    DATE = "date"
    LOCATION = "location"


class Verdict(msgspec.Struct, frozen=True):
    """One aspect of one image, judged, with the reason in one line."""

    verdict: VerdictKind
    why: str


class Problem(msgspec.Struct, frozen=True):
    """An input that could not be audited, or of one that holds several articles an item."""

    path: str
    reason: str
    line: int | None = None
    item: str | None = None


class ImageReport(msgspec.Struct, frozen=True, kw_only=True):
    """One image of an article, as reports show it.

    `file` is relative to the root, `None` where none was found there; `file_state` says why.
    """

    index: int
    src: str
    file: str | None
    file_state: FileState = FileState.UNVERIFIED
    role: Role
    range: Range
    caption: str | None
    credit_line: str | None
    alt_text: str | None
    verdicts: dict[Aspect, Verdict]
    claims: tuple[AnyClaim, ...]


class ArticleReport(msgspec.Struct, frozen=True, kw_only=True):
    """One article, as reports show it; `item` is its id in a file that holds several.

    `section` is the one it says it stands in.
    """

    path: str
    item: str | None = None
    format: str
    headline: str | None
    section: str | None = None
    byline: tuple[str, ...]
    dateline: AnyClaim | None
    language: str | None
    date_published: Claim[PartialDate] | None
    images: tuple[ImageReport, ...]
    direction: Direction | None = None

    @property
    def key(self) -> ArticleKey:
        """What tells the article from all others."""
        return (self.path, self.item)


class ChangedSince(msgspec.Struct, frozen=True, kw_only=True):
    """What a run over changes took for them, counted in articles.

    `base` is the commit where `ref` and what is audited parted. `changed` are the articles that
    changed themselves, `by_image` those of which a picture did; with `compared` articles they were
    held against others, which are not reported on; `left_out` were not audited.
    """

    ref: str
    base: str
    changed: int
    by_image: int
    compared: int
    left_out: int

    @property
    def sentence(self) -> str:
        """The same in words."""
        audited = self.changed + self.by_image
        whole = audited + self.compared + self.left_out
        parts = [f"{self.changed} changed since {self.ref} ({self.base[:10]})"]
        parts += [f"{self.by_image} with an image that did"] if self.by_image else []
        parts += [f"{self.compared} only compared with these"] if self.compared else []
        return (
            f"{audited} of {whole} articles audited: {', '.join(parts)}; {self.left_out} left out"
        )


class FiledArticles(Sequence[ArticleReport]):
    """The articles of a report, in order, each read again when it is asked for."""

    __hash__ = None  # type: ignore[assignment]  # more may still come in

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same articles, in whatever way it does."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == another for one, another in zip(self, other, strict=True))

    @property
    @abstractmethod
    def paths(self) -> Sequence[str]:
        """The path of each."""

    @property
    @abstractmethod
    def images(self) -> int:
        """How many images all of them have."""

    @property
    @abstractmethod
    def verdicts(self) -> dict[Aspect, dict[VerdictKind, int]]:
        """How many images there are by aspect and verdict, zeros included."""

    @abstractmethod
    def records(self) -> Iterator[bytes]:
        """Each as the JSON report has it: UTF-8, laid out."""


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """How and when a report was made; all that may differ between two runs over one input.

    One that was `interrupted` holds what was known by then.
    """

    started_at: str
    duration_s: float
    root: str
    profile: str
    config: str | None
    memory: str | None
    date: str
    changed_since: ChangedSince | None = None
    interrupted: bool = False


class KnownFinding(msgspec.Struct, frozen=True):
    """A finding as a baseline has it."""

    path: str
    code: str
    fingerprint: str


class BaselineUse(msgspec.Struct, frozen=True):
    """What a baseline kept out of a report, and its entries whose finding is no longer there."""

    file: str
    known: int = 0
    stale: tuple[KnownFinding, ...] = ()


class RuleText(msgspec.Struct, frozen=True):
    """What is to be known of a rule beside its findings; `page` is Markdown."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one audit; findings in order of path, line, column, code.

    `rules` tell of those that found something, in order of code.

    `notices` are for whoever started the run, about the run itself: they change no finding.
    `folders` are those, relative to the root, that were audited with everything in them;
    `left_alone` is what lies there and was not.
    `suppressed` are findings that the articles' own text asks not to report, `known` those that a
    baseline knows: for formats that show them as set aside.
    """

    run: RunInfo
    articles: Sequence[ArticleReport] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    baseline: BaselineUse | None = None
    notices: tuple[str, ...] = ()
    rules: tuple[RuleText, ...] = ()
    folders: tuple[str, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    statistics: Statistics | None = None

    @property
    def paths(self) -> Iterable[str]:
        """The path of each article."""
        if isinstance(self.articles, FiledArticles):
            return self.articles.paths
        return (article.path for article in self.articles)

    @property
    def images(self) -> int:
        """How many images were looked at."""
        if isinstance(self.articles, FiledArticles):
            return self.articles.images
        return sum(len(article.images) for article in self.articles)

    def count_by_severity(self) -> dict[Severity, int]:
        """Number of findings of each severity, zeros included."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in Severity}

    def count_by_rule(self) -> dict[str, int]:
        """Number of findings of each code that has any, in order of code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def count_verdicts(self) -> dict[Aspect, dict[VerdictKind, int]]:
        """Number of images by aspect and verdict, zeros included."""
        if isinstance(self.articles, FiledArticles):
            return self.articles.verdicts
        counts = {aspect: dict.fromkeys(VerdictKind, 0) for aspect in Aspect}
        for article in self.articles:
            for image in article.images:
                for aspect, judged in image.verdicts.items():
                    counts[aspect][judged.verdict] += 1
        return counts
