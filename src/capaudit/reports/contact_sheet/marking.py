"""Marks the words in question in the texts of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from capaudit.model.claim import Property, Source
from capaudit.model.finding import Finding, ImageReport, Severity
from capaudit.model.text import Range
from capaudit.reports.contact_sheet.entries import Found
from capaudit.reports.contact_sheet.texts import Piece, cut
from capaudit.reports.escape import visible


class Words(msgspec.Struct, frozen=True):
    """Words in question, how bad, and where in the article's source they begin."""

    text: str
    severity: Severity
    at: Range | None = None


def words_in_question(found: Iterable[Found], image: ImageReport) -> tuple[Words, ...]:
    """What the findings on a picture name letter for letter out of its printed texts."""
    words: list[Words] = []
    for one in found:
        finding = one.finding
        words += (
            Words(claim.raw, finding.severity, claim.origin.range)
            for claim in finding.claims
            if not claim.is_embedded and claim.origin.path is None
        )
        at = words_at(finding) if not finding.claims and one.elsewhere is None else None
        if at is not None and finding.image is not None and finding.image.index == image.index:
            words.append(Words(at, finding.severity, finding.range))
    return tuple(word for word in words if word.text.strip())


def words_at(finding: Finding) -> str | None:
    """The words of the source line that a finding points at; `None` where it has several lines."""
    at, line = finding.range, finding.source_line
    if at is None or line is None or at.line != at.end_line:
        return None
    start = at.column - finding.source_column
    words = line[max(0, start) : start + at.end_column - at.column]
    return words if start >= 0 and len(words) == at.end_column - at.column else None


def marked(text: str, words: Sequence[Words], start: Range | None = None) -> tuple[Piece, ...]:
    """A text in pieces, those in question marked; `start` is where it begins in the source.

    Of words that stand in it twice, those are meant that lie where the finding points.
    """
    whole = cut(text)
    stretches = sorted(_stretches(whole, words, start), key=lambda one: (one[0], -one[1]))
    return tuple(_pieces(whole, stretches))


def _stretches(
    text: str, words: Sequence[Words], start: Range | None
) -> Iterator[tuple[int, int, Severity]]:
    for word in words:
        places = list(_places(text, word.text))
        if places:
            wanted = _offset(word.at, start)
            begin = min(places, key=lambda place: abs(place - wanted))
            yield begin, begin + len(word.text), word.severity


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _offset(at: Range | None, start: Range | None) -> int:
    """About how far into the text words stand, as far as their line tells."""
    if at is None or start is None or at.line != start.line:
        return 0
    return max(0, at.column - start.column)


def _pieces(text: str, stretches: Sequence[tuple[int, int, Severity]]) -> Iterator[Piece]:
    done = 0
    for begin, end, severity in stretches:
        if begin < done:
            continue
        if begin > done:
            yield Piece(_legible(text[done:begin]))
        yield Piece(_legible(text[begin:end]), severity)
        done = end
    if done < len(text):
        yield Piece(_legible(text[done:]))


def _legible(text: str) -> str:
    """The piece with its line ends as blanks and every steering character spelled out."""
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " "))


def start_of(image: ImageReport, source: Source, prop: Property) -> Range | None:
    """Where a printed text of the picture begins in the source, by its own claim."""
    for claim in image.claims:
        if claim.origin.source is source and claim.property is prop:
            return claim.origin.range
    return None
