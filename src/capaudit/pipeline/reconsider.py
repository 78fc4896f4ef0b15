"""Judges anew, after the run, what other articles confirm and what rests on weak evidence alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import is_

import msgspec

from capaudit.data.agencies import are_partners
from capaudit.model.claim import Property
from capaudit.model.finding import (
    ArticleReport,
    Aspect,
    Confidence,
    Finding,
    ImageReport,
    Severity,
    Verdict,
    VerdictKind,
)
from capaudit.model.use import Elsewhere, Use
from capaudit.pipeline.verdicts import FAMILIES, dates_agree, places_agree, rests_on_two_claims
from capaudit.rules.captions_elsewhere import same_wording
from capaudit.rules.date.differs_from_file import as_worded
from capaudit.rules.names import same_person

# What speaks of rights binds whoever copied it; that a file is broken can be seen.
_WEAKENED = ("DAT", "LOC", "CRD", "PER")
# What a picture's age is told by is no second word on the picture.
_DATES_OF_ARTICLES = (Property.DATE_PUBLISHED, Property.DATE_MODIFIED)


def weakened(finding: Finding, seen: Mapping[int, Elsewhere]) -> Finding:
    """The finding as a note, where it rests on metadata that were pasted over many pictures.

    All of one batch are one finding: they have one cause.
    """
    elsewhere = seen.get(finding.image.index) if finding.image is not None else None
    if elsewhere is None or not elsewhere.batches or not _rests_on_file_alone(finding):
        return finding
    mark = elsewhere.batches[0].mark
    return msgspec.structs.replace(
        finding,
        severity=Severity.NOTE,
        confidence=Confidence.LOW,
        cause=f"{mark.kind.value} {mark.value}",
    )


def _rests_on_file_alone(finding: Finding) -> bool:
    if finding.severity is Severity.NOTE or not finding.code.startswith(_WEAKENED):
        return False
    evidence = [claim for claim in finding.against if claim.property not in _DATES_OF_ARTICLES]
    return bool(evidence) and all(claim.is_embedded for claim in evidence)


def reconsider(
    article: ArticleReport, findings: Sequence[Finding], seen: Mapping[int, Elsewhere]
) -> ArticleReport:
    """The article with verdicts that take in what other articles say of its images.

    The same one where they change none.
    """
    images = tuple(
        _reconsidered(image, findings, seen.get(image.index)) for image in article.images
    )
    if all(map(is_, images, article.images)):
        return article
    return msgspec.structs.replace(article, images=images)


def is_reconsidered(seen: Mapping[int, Elsewhere]) -> bool:
    """Whether what other articles say may change a verdict."""
    return any(_may_change(elsewhere) for elsewhere in seen.values())


def _may_change(elsewhere: Elsewhere) -> bool:
    return bool(elsewhere.same or elsewhere.batches or elsewhere.twins)


def _reconsidered(
    image: ImageReport, findings: Sequence[Finding], elsewhere: Elsewhere | None
) -> ImageReport:
    if elsewhere is None or not _may_change(elsewhere):
        return image
    own = [one for one in findings if one.image is not None and one.image.index == image.index]
    verdicts = {
        aspect: _verdict(aspect, verdict, own, elsewhere)
        for aspect, verdict in image.verdicts.items()
    }
    return (
        image if verdicts == image.verdicts else msgspec.structs.replace(image, verdicts=verdicts)
    )


def _verdict(
    aspect: Aspect, verdict: Verdict, findings: Sequence[Finding], elsewhere: Elsewhere
) -> Verdict:
    for finding in findings:
        if finding.code.startswith(FAMILIES[aspect]) and rests_on_two_claims(finding):
            return Verdict(VerdictKind.MISMATCH, finding.message)
    if verdict.verdict is VerdictKind.MISMATCH:
        # The finding it rested on is a note by now.
        pictures = elsewhere.batches[0].pictures if elsewhere.batches else 0
        why = f"the file's metadata were pasted over {pictures} images"
        verdict = Verdict(VerdictKind.UNVERIFIED, why)
    if verdict.verdict is VerdictKind.UNVERIFIED:
        return _confirmed(aspect, elsewhere) or verdict
    return verdict


def _confirmed(aspect: Aspect, elsewhere: Elsewhere) -> Verdict | None:
    """Consistent, where another article says the same of the same image."""
    for saying in elsewhere.same:
        said = _AGREEMENTS[aspect](elsewhere.use, saying.use)
        if said is not None:
            where = f"{_PRINTED[aspect]} and {saying.use.article_name}"
            return Verdict(VerdictKind.CONSISTENT, f"{where} {said}")
    return None


def _caption(one: Use, other: Use) -> str | None:
    if one.caption is None or other.caption is None:
        return None
    return "say the same of this image" if same_wording(one.caption, other.caption) else None


def _credit(one: Use, other: Use) -> str | None:
    for mine in one.creators:
        for yours in other.creators:
            if same_person(mine.value, yours.value):
                return f"name {mine.value} for this image"
    if one.creators and other.creators:
        return None
    for mine in one.organisations:
        for yours in other.organisations:
            if mine.value.casefold() == yours.value.casefold() or are_partners(
                mine.value, yours.value
            ):
                return f"name {mine.value} for this image"
    return None


def _date(one: Use, other: Use) -> str | None:
    for mine in one.dates:
        for yours in other.dates:
            if mine.contradictable and yours.contradictable:
                # Inferred years come from the articles' own dates and confirm nothing.
                ours, theirs = as_worded(mine.value), as_worded(yours.value)
                if theirs.year is not None and dates_agree(ours, theirs):
                    return f"agree on {mine.value} for this image"
    return None


def _location(one: Use, other: Use) -> str | None:
    for mine in one.places:
        for yours in other.places:
            if (
                mine.contradictable
                and yours.contradictable
                and places_agree(mine.value, yours.value)
            ):
                return f"agree on {mine.value.name} for this image"
    return None


_PRINTED = {
    Aspect.CAPTION: "caption",
    Aspect.CREDIT: "credit",
    Aspect.DATE: "caption",
    Aspect.LOCATION: "caption",
}
_AGREEMENTS: dict[Aspect, Callable[[Use, Use], str | None]] = {
    Aspect.CAPTION: _caption,
    Aspect.CREDIT: _credit,
    Aspect.DATE: _date,
    Aspect.LOCATION: _location,
}
