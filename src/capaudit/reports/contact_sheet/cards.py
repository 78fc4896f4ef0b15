"""A picture or a finding as a card shows it: every text ready, only to be escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from posixpath import basename

import msgspec

from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.finding import ArticleReport, Aspect, Finding, Severity, VerdictKind
from capaudit.model.image import FileState
from capaudit.model.thumbnail import NoThumbnail, Thumbnail
from capaudit.reports.contact_sheet.entries import Entry, Found
from capaudit.reports.contact_sheet.maps import WorldMap, map_of
from capaudit.reports.contact_sheet.marking import marked, start_of, words_at, words_in_question
from capaudit.reports.contact_sheet.texts import Piece, is_machine_date, shown, statement
from capaudit.reports.contact_sheet.timelines import TimeLine, time_line_of
from capaudit.reports.page import OCCURRENCES_SHOWN
from capaudit.reports.words import origin_label, plural

# Why a picture cannot be shown, where no file was found or it could not be read.
_UNSHOWN = {
    FileState.MISSING: "file missing",
    FileState.UNVERIFIED: "not among the files, not fetched",
    FileState.OUTSIDE_ROOT: "outside the site, not opened",
    FileState.UNREADABLE: "file damaged",
    FileState.READ: "no preview",
}
# Tags of spoken languages as browsers take them (BCP 47): two letters, perhaps with a region.
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")


class Side(msgspec.Struct, frozen=True):
    """One statement, and every place that makes it."""

    words: str
    sources: tuple[str, ...]
    # As it is written, where `words` speaks it.
    raw: str | None = None


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with both sides of its evidence; `place` is its line in the article."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    place: str
    stated: tuple[Side, ...] = ()
    against: tuple[Side, ...] = ()
    world_map: WorldMap | None = None
    time_line: TimeLine | None = None
    fix: str | None = None
    others: tuple[str, ...] = ()
    # The card that tells it in full, where this one only repeats it.
    elsewhere: str | None = None


class Judged(msgspec.Struct, frozen=True):
    """A verdict on one aspect, with its reason."""

    aspect: Aspect
    verdict: VerdictKind
    why: str


class Shown(msgspec.Struct, frozen=True):
    """The small copy of a picture as a data URI, or why there is none."""

    uri: str | None
    width: int = 0
    height: int = 0
    why: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a card says of one picture."""

    name: str
    pages: str
    severity: Severity | None
    title: str
    src: str
    path: str
    line: int
    headline: str | None
    language: str | None
    picture: Shown
    caption: tuple[Piece, ...]
    credit: tuple[Piece, ...]
    alt_text: tuple[Piece, ...]
    verdicts: tuple[Judged, ...]
    faults: tuple[Fault, ...]


def card_of(
    entry: Entry,
    pages: str,
    thumbnail: Thumbnail | NoThumbnail | None,
    names: dict[tuple[str, int], str],
) -> Card:
    """The card of a picture; `names` are those of all cards, by article and picture."""
    image, article = entry.image, entry.article
    words = words_in_question(entry.found, image)
    caption = start_of(image, Source.CAPTION, Property.DESCRIPTION)
    credit = start_of(image, Source.CREDIT_FIELD, Property.CREDIT_LINE)
    alternative = start_of(image, Source.ALT_TEXT, Property.ALT_TEXT)
    return Card(
        name=names[entry.key],
        pages=pages,
        severity=entry.severity,
        title=shown(basename(image.src.rstrip("/")) or image.src) or "no name",
        src=shown(image.src),
        path=shown(article.path),
        line=image.range.line,
        headline=shown(article.headline) if article.headline else None,
        language=_language(article),
        picture=_shown(entry, thumbnail),
        caption=marked(image.caption or "", words, caption),
        credit=marked(image.credit_line or "", words, credit),
        alt_text=marked(image.alt_text or "", words, alternative),
        verdicts=tuple(
            Judged(aspect, image.verdicts[aspect].verdict, shown(image.verdicts[aspect].why))
            for aspect in Aspect
            if aspect in image.verdicts
        ),
        faults=tuple(fault_of(found, article, names) for found in entry.found),
    )


def fault_of(
    found: Found, article: ArticleReport | None, names: dict[tuple[str, int], str]
) -> Fault:
    """A finding with both sides of its evidence, on a card or by itself."""
    finding = found.finding
    head = _head_of(finding)
    if found.elsewhere is not None:
        return msgspec.structs.replace(head, place="", elsewhere=names.get(found.elsewhere))
    return msgspec.structs.replace(
        head,
        stated=_sides(finding.claims) or _pointed_at(finding),
        against=_sides(finding.against),
        world_map=map_of(finding),
        time_line=time_line_of(finding, article),
        fix=_fix(finding),
        others=_others(finding),
    )


def _head_of(finding: Finding) -> Fault:
    return Fault(
        code=shown(finding.code),
        name=shown(finding.name.replace("-", " ")),
        severity=finding.severity,
        message=shown(finding.message),
        path=shown(finding.path),
        place=f"line {finding.range.line}" if finding.range else "",
    )


def _sides(claims: Iterable[AnyClaim]) -> tuple[Side, ...]:
    """The statements of claims, those that say the same as one with all their places."""
    sources: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], AnyClaim] = {}
    for claim in claims:
        key = (claim.property.value, str(claim.value).casefold())
        first.setdefault(key, claim)
        sources.setdefault(key, []).append(origin_label(claim.origin))
    return tuple(_side(first[key], each) for key, each in sources.items())


def _side(claim: AnyClaim, sources: Iterable[str]) -> Side:
    raw = shown(claim.raw) if is_machine_date(claim) else None
    return Side(shown(statement(claim)), tuple(dict.fromkeys(sources)), raw)


def _pointed_at(finding: Finding) -> tuple[Side, ...]:
    """The words that the finding points at, where no claim states them."""
    words = words_at(finding)
    if not words or not words.strip() or finding.range is None:
        return ()
    return (Side(shown(words), (f"article {finding.range.line}:{finding.range.column}",)),)


def _fix(finding: Finding) -> str | None:
    if finding.fix is None:
        return None
    command = "capaudit fix" if finding.fix.safe else "capaudit fix --unsafe"
    return f"{command}: {shown(finding.fix.description)}"


def _others(finding: Finding) -> tuple[str, ...]:
    """Where else the finding's cause shows: the first places, and how many more there are."""
    places = [
        f"{shown(one.path)}:{one.range.line}" if one.range else shown(one.path)
        for one in finding.occurrences[:OCCURRENCES_SHOWN]
    ]
    rest = len(finding.occurrences) - len(places)
    return (*places, *([plural(rest, "further place")] if rest else []))


def orientation_of(claims: Sequence[AnyClaim]) -> int:
    """How the stored pixels are to be turned: Exif's word alone, as browsers take it."""
    for claim in claims:
        if claim.property is Property.ORIENTATION and claim.origin.source is Source.EXIF:
            return int(claim.raw) if claim.raw in "12345678" and len(claim.raw) == 1 else 1
    return 1


def _shown(entry: Entry, thumbnail: Thumbnail | NoThumbnail | None) -> Shown:
    match thumbnail:
        case Thumbnail():
            uri = f"data:image/webp;base64,{b64encode(thumbnail.webp).decode('ascii')}"
            return Shown(uri, thumbnail.width, thumbnail.height)
        case str():
            return Shown(None, why=thumbnail)
        case None:
            return Shown(None, why=_UNSHOWN[entry.image.file_state])


def _language(article: ArticleReport) -> str | None:
    """The article's language where it is one that screen readers know by such a tag."""
    language = article.language or ""
    return language if _LANGUAGE.fullmatch(language) else None
