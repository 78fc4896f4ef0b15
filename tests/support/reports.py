"""One hand-built report that every format's test writes: all parts, both kinds of evidence."""

from __future__ import annotations

from collections.abc import Iterable

from capaudit.model.article import Direction, Role
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.finding import (
    ArticleReport,
    Aspect,
    Confidence,
    Finding,
    ImageReference,
    ImageReport,
    Occurrence,
    Problem,
    Report,
    RunInfo,
    Severity,
    Verdict,
    VerdictKind,
)
from capaudit.model.text import Range, Span
from capaudit.model.values import Credit, PersonName, Place

LINE = "![Rescuers leave Tokyo (東京) on Saturday, 6 May 2023. [Mara Lindqvist/AFP]](tokyo.jpg)"
RUN = RunInfo(
    started_at="2025-03-06T09:30:00Z",
    duration_s=0.8,
    root=".",
    profile="default",
    config=None,
    memory=None,
    date="2025-03-06",
)


def text_of(pieces: Iterable[str | bytes]) -> str:
    """What a renderer gives, as one text."""
    return "".join(one.decode() if isinstance(one, bytes) else one for one in pieces)


def at(words: str, line: int = 7) -> Range:
    """Where words of the sample line stand."""
    start = LINE.index(words)
    return Range(line, start + 1, line, start + 1 + len(words))


def printed(prop: Property, value: object, words: str, **more: object) -> AnyClaim:
    """A claim of the caption."""
    where = at(words)
    start = LINE.index(words)
    origin = Origin(Source.CAPTION, span=Span(start, start + len(words)), range=where)
    return Claim(prop, value, words, origin, **more)  # type: ignore[arg-type]


DATE = printed(Property.DATE_CREATED, PartialDate(2023, 5, 6), "Saturday, 6 May 2023", weekday=5)
RECORDED_DATE: AnyClaim = Claim(
    Property.DATE_CREATED,
    PartialDate(2019, 2, 11, "08:15:00", 540),
    "2019-02-11T08:15:00+09:00",
    Origin(Source.XMP, field="photoshop:DateCreated"),
)
CREATOR = printed(Property.CREATOR, "Mara Lindqvist", "Mara Lindqvist")
RECORDED_CREATOR: AnyClaim = Claim(
    Property.CREATOR, "Tomas Ekdal", "TOMAS EKDAL", Origin(Source.IIM, field="2:80 By-line")
)
PLACE = printed(
    Property.LOCATION_CREATED,
    Place(
        name="Tokyo",
        feature="city",
        city="Tokyo",
        province_state="Tokyo",
        country="Japan",
        admin1_code="40",
        country_code="JP",
        geonameid=1850147,
        latitude=35.6895,
        longitude=139.6917,
    ),
    "Tokyo",
)
CREDIT = printed(
    Property.CREDIT_LINE,
    Credit(creators=("Mara Lindqvist",), organisations=("AFP",), credit_line="AFP"),
    "Mara Lindqvist/AFP",
)
PERSON = printed(
    Property.PERSON_SHOWN, PersonName(name="Mara Lindqvist"), "Mara", standing=Standing.MENTIONED
)
PUBLISHED = Claim(
    Property.DATE_PUBLISHED,
    PartialDate(2023, 5, 7, inferred=("year", "month", "day")),
    "2023/05/07",
    Origin(Source.PATH),
)
DATELINE: AnyClaim = Claim(
    Property.LOCATION_CREATED,
    PLACE.value,
    "TOKYO",
    Origin(Source.DATELINE, range=Range(9, 1, 9, 6)),
)


def finding(code: str, name: str, severity: Severity, message: str, **more: object) -> Finding:
    """A finding on the sample line unless told otherwise."""
    fields: dict[str, object] = {
        "path": "content/tokyo.md",
        "range": at("Mara Lindqvist"),
        "image": ImageReference(0, "tokyo.jpg"),
        "confidence": Confidence.HIGH,
        "claims": (),
        "against": (),
        "fingerprint": f"{code.lower()}0123456789abcdef",
        "help": f"capaudit explain {code}",
        "source_line": LINE,
    }
    return Finding(code=code, name=name, severity=severity, message=message, **fields | more)  # type: ignore[arg-type]


CREATOR_DIFFERS = finding(
    "CRD003",
    "creator-differs-from-file",
    Severity.ERROR,
    "caption credits Mara Lindqvist, file names Tomas Ekdal (2:80 By-line)",
    claims=(CREATOR,),
    against=(RECORDED_CREATOR,),
)
DATE_DIFFERS = finding(
    "DAT004",
    "caption-date-differs-from-file",
    Severity.ERROR,
    "caption says 6 May 2023, file says 11 February 2019 (photoshop:DateCreated)",
    range=at("Saturday, 6 May 2023"),
    claims=(DATE,),
    against=(RECORDED_DATE,),
)
DATE_MISSING = finding(
    "ART001",
    "publication-date-missing",
    Severity.WARNING,
    "no publication date; image paths suggest 7 May 2023",
    range=None,
    image=None,
    source_line=None,
    against=(PUBLISHED,),
)
CREDIT_MISSING = finding(
    "CRD001",
    "credit-missing",
    Severity.NOTE,
    "2 of 5 images carry no credit",
    path="content/osaka.md",
    range=Range(3, 1, 5, 2),
    source_line="<figure>\t<img src='osaka.jpg'>",
    image=ImageReference(1, "osaka.jpg"),
    confidence=Confidence.LOW,
    occurrences=(
        Occurrence(
            "content/kobe.md", Range(4, 1, 4, 20), ImageReference(0, "k.jpg"), "crd00189abcdef"
        ),
    ),
)
IMAGE = ImageReport(
    index=0,
    src="tokyo.jpg",
    file="content/tokyo.jpg",
    role=Role.LEAD,
    range=Range(7, 1, 7, 90),
    caption="Rescuers leave Tokyo (東京) on Saturday, 6 May 2023.",
    credit_line="Mara Lindqvist/AFP",
    alt_text=None,
    verdicts={
        Aspect.CAPTION: Verdict(VerdictKind.UNVERIFIED, "the file has no description"),
        Aspect.CREDIT: Verdict(VerdictKind.MISMATCH, "the file names another creator"),
        Aspect.DATE: Verdict(VerdictKind.MISMATCH, "the file is four years older"),
        Aspect.LOCATION: Verdict(VerdictKind.CONSISTENT, "the dateline says Tokyo too"),
    },
    claims=(DATE, PLACE, CREDIT, CREATOR, PERSON, RECORDED_DATE, RECORDED_CREATOR),
)
ARTICLE = ArticleReport(
    path="content/tokyo.md",
    format="markdown",
    headline="Rescuers fly home",
    byline=("Ines Oduya",),
    dateline=DATELINE,
    language="en",
    direction=Direction.LEFT_TO_RIGHT,
    date_published=PUBLISHED,
    images=(IMAGE,),
)
REPORT = Report(
    run=RUN,
    articles=(ARTICLE,),
    findings=(CREDIT_MISSING, DATE_MISSING, DATE_DIFFERS, CREATOR_DIFFERS),
    problems=(Problem("content/lost.md", "cannot be read: permission denied"),),
)
EMPTY = Report(run=RUN)
