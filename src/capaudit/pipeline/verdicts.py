"""Judges caption, credit, date and location of an image, each with its reason in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from capaudit.data.agencies import are_partners, canonical_agency
from capaudit.model.claim import AnyClaim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Aspect, Finding, Severity, Verdict, VerdictKind
from capaudit.model.image import FileState
from capaudit.model.values import Place, RelationKind
from capaudit.rules.date.same_event import Telling, tellings_of_the_event
from capaudit.rules.names import same_person

# The families of rules whose findings are mismatches of each aspect.
FAMILIES = {
    Aspect.CAPTION: ("CAP", "PER"),
    Aspect.CREDIT: ("CRD",),
    Aspect.DATE: ("DAT",),
    Aspect.LOCATION: ("LOC",),
}
_PRINTED = (Source.CAPTION, Source.CREDIT_FIELD, Source.ALT_TEXT, Source.TITLE)
_AGREEING = frozenset({RelationKind.SAME, RelationKind.INSIDE, RelationKind.NEAR})
# How much of the shorter text's wording two captions of one picture share.
_SAME_CAPTION_SHARE = 0.75


def judge(evidence: Evidence, findings: Sequence[Finding]) -> dict[Aspect, Verdict]:
    """The four verdicts on an image, given the findings on it."""
    return {aspect: _verdict(aspect, evidence, findings) for aspect in Aspect}


def _verdict(aspect: Aspect, evidence: Evidence, findings: Sequence[Finding]) -> Verdict:
    for finding in findings:
        if finding.code.startswith(FAMILIES[aspect]) and rests_on_two_claims(finding):
            return Verdict(VerdictKind.MISMATCH, finding.message)
    verdict = _COMPARISONS[aspect](evidence)
    if verdict.verdict is VerdictKind.MISSING and evidence.figure.decorative:
        return Verdict(VerdictKind.UNVERIFIED, "a decoration is not expected to say anything")
    return verdict


def rests_on_two_claims(finding: Finding) -> bool:
    """Whether a warning or error sets one claim against another."""
    return finding.severity is not Severity.NOTE and bool(finding.claims and finding.against)


def _missing(what: str) -> Verdict:
    return Verdict(VerdictKind.MISSING, what)


def _consistent(why: str) -> Verdict:
    return Verdict(VerdictKind.CONSISTENT, why)


def _unverified(evidence: Evidence, nothing_embedded: str) -> Verdict:
    """Why there is nothing to compare with: no file, or a file that is silent on this."""
    image = evidence.image
    if image.state is FileState.UNVERIFIED and image.url is not None and image.reason:
        return Verdict(VerdictKind.UNVERIFIED, image.reason)
    reasons = {
        FileState.MISSING: "the image file is missing",
        FileState.UNVERIFIED: "no image file to compare with",
        FileState.OUTSIDE_ROOT: "the image file lies outside the root and was not opened",
        FileState.UNREADABLE: "the image file cannot be read",
        FileState.READ: nothing_embedded,
    }
    return Verdict(VerdictKind.UNVERIFIED, reasons[image.state])


def _caption(evidence: Evidence) -> Verdict:
    printed = evidence.description.by(Source.CAPTION)
    if not printed:
        return _missing("no caption in print")
    for embedded in evidence.description.embedded:
        if _says_the_same(printed[0].value, embedded.value):
            return _consistent(f"caption and {_field(embedded)} say the same")
    if evidence.description.embedded:
        return _unverified(evidence, "the file's description is worded otherwise")
    return _unverified(evidence, "no description in the file to compare with")


def _says_the_same(printed: str, embedded: str) -> bool:
    from rapidfuzz.fuzz import token_set_ratio  # noqa: PLC0415 - only images with both need it

    if min(len(printed.split()), len(embedded.split())) < 3:
        return printed.casefold() == embedded.casefold()
    return token_set_ratio(printed.casefold(), embedded.casefold()) >= 100 * _SAME_CAPTION_SHARE


def _credit(evidence: Evidence) -> Verdict:
    if not evidence.credit_line.of_any_standing(*_PRINTED):
        return _missing("no credit in print")
    creators = evidence.creator.by(*_PRINTED)
    for creator in creators:
        for recorded in evidence.creator.embedded:
            if same_person(creator.value, recorded.value):
                return _consistent(f"credit and {_field(recorded)} name {creator.value}")
    # A photographer who is nowhere confirmed leaves the credit open, whatever the agency says.
    if not (creators and evidence.creator.embedded):
        for agency in evidence.source.by(*_PRINTED):
            for recorded in evidence.source.embedded:
                if _same_agency(agency.value, recorded.value):
                    return _consistent(f"credit and {_field(recorded)} name {agency.value}")
    return _unverified(evidence, "no creator or agency in the file that settles the credit")


def _same_agency(printed: str, recorded: str) -> bool:
    one, other = canonical_agency(printed) or printed, canonical_agency(recorded) or recorded
    return one.casefold() == other.casefold() or are_partners(one, other)


def _date(evidence: Evidence) -> Verdict:
    printed = evidence.date_created.by(Source.CAPTION)
    if not printed:
        recorded = evidence.date_created.embedded
        return _missing("no date in the caption" if recorded else "no date in caption or file")
    for stated in printed:
        for recorded_date in evidence.date_created.embedded:
            if dates_agree(stated.value, recorded_date.value):
                return _consistent(f"caption and {_field(recorded_date)} agree on {stated.value}")
    told = _told_in_the_text(evidence)
    if told is not None:
        telling, day = told
        return _consistent(f"caption and text date {telling.who}, {telling.where}, to {day}")
    return _unverified(evidence, "no date of creation in the file")


def _told_in_the_text(evidence: Evidence) -> tuple[Telling, PartialDate] | None:
    """A sentence of the text that tells the picture's event on the caption's day, and that day."""
    days = {
        claim.value.first_day: claim.value
        for claim in evidence.date_created.by(Source.CAPTION)
        if claim.value.is_full and not claim.value.inferred and claim.value.until is None
    }
    for telling in tellings_of_the_event(evidence) if days else ():
        day = days.get(telling.date.value.first_day)
        if day is not None:
            return telling, day
    return None


def dates_agree(stated: PartialDate, recorded: PartialDate) -> bool:
    """Whether two dates agree on at least a year."""
    return stated.year is not None and stated.exists and not stated.contradicts(recorded)


def _location(evidence: Evidence) -> Verdict:
    printed = evidence.location_created.by(Source.CAPTION)
    recorded = (*evidence.location_created.embedded, *evidence.location_shown.embedded)
    if not printed:
        return _missing("no place in the caption" if recorded else "no place in caption or file")
    for stated in printed:
        for other in recorded:
            if places_agree(stated.value, other.value):
                return _consistent(f"caption and {_field(other)} agree on {stated.value.name}")
    told = _told_in_the_text(evidence)
    if told is not None:
        telling, day = told
        return _consistent(f"caption and text put {telling.who} in {telling.where} on {day}")
    return _unverified(evidence, "no place in the file")


def places_agree(stated: Place, recorded: Place) -> bool:
    """Whether two places are one, or near, or the one that was recorded is the coarser."""
    kind = stated.relation(recorded).kind
    if kind in _AGREEING:
        return stated.feature not in {"continent", "water"}
    # The file may be the coarser of the two only down to the region.
    return kind is RelationKind.CONTAINS and stated.feature in {"country", "region"}


def _field(claim: AnyClaim) -> str:
    return f"file ({claim.origin.field})" if claim.origin.field else "file"


_COMPARISONS: dict[Aspect, Callable[[Evidence], Verdict]] = {
    Aspect.CAPTION: _caption,
    Aspect.CREDIT: _credit,
    Aspect.DATE: _date,
    Aspect.LOCATION: _location,
}
