"""The parts of a report as plain records, in the shape of the JSON report, version 1."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from capaudit import __version__
from capaudit.model.article import Json
from capaudit.model.claim import AnyClaim, Claim, Origin, Value
from capaudit.model.dates import PartialDate
from capaudit.model.finding import (
    ArticleReport,
    Aspect,
    BaselineUse,
    Finding,
    Fix,
    ImageReference,
    ImageReport,
    Occurrence,
    Problem,
    Report,
    RunInfo,
)
from capaudit.model.text import Range
from capaudit.model.values import Credit, Place

SCHEMA_VERSION = "1"
TOOL_VERSION = __version__
Record = dict[str, Json]


def head_record(report: Report) -> Record:
    """What stands before the articles: whose report it is, of which run, and its counts."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "capaudit", "version": TOOL_VERSION},
        "run": run_record(report.run),
        "summary": summary_record(report),
    }


def run_record(run: RunInfo) -> Record:
    """How and when the report was made."""
    record: Record = msgspec.to_builtins(run)
    return record


def summary_record(report: Report) -> Record:
    """Counts of everything the report holds, zeros included."""
    return {
        "articles": len(report.articles),
        "images": report.images,
        "problems": len(report.problems),
        "findings": {one.value: count for one, count in report.count_by_severity().items()},
        "by_rule": dict(report.count_by_rule()),
        "verdicts": {
            aspect.value: {verdict.value: count for verdict, count in counts.items()}
            for aspect, counts in report.count_verdicts().items()
        },
    }


def baseline_record(use: BaselineUse | None) -> Record:
    """What a baseline kept out of the report; nothing where the run had none."""
    if use is None:
        return {}
    stale: list[Json] = [
        {"path": one.path, "code": one.code, "fingerprint": one.fingerprint} for one in use.stale
    ]
    return {"baseline": {"known": use.known, "stale": stale}}


def article_record(article: ArticleReport) -> Record:
    """One article with its images."""
    return {
        "path": article.path,
        "item": article.item,
        "format": article.format,
        "headline": article.headline,
        "byline": list(article.byline),
        "dateline": _dateline(article.dateline),
        "language": article.language,
        "direction": article.direction,
        "date_published": _published(article.date_published),
        "images": [image_record(image) for image in article.images],
    }


def file_record(articles: Sequence[ArticleReport], problems: Sequence[Problem]) -> Record:
    """What a file holds: its article, or where it is of items all of them and what is amiss."""
    if len(articles) == 1 and articles[0].item is None and not problems:
        return article_record(articles[0])
    return {
        "articles": [article_record(article) for article in articles],
        "problems": [problem_record(problem) for problem in problems],
    }


def image_record(image: ImageReport) -> Record:
    """One image of an article with its verdicts and claims."""
    return {
        "index": image.index,
        "src": image.src,
        "file": image.file,
        "role": image.role.value,
        "line": image.range.line,
        "column": image.range.column,
        "caption": image.caption,
        "credit_line": image.credit_line,
        "alt_text": image.alt_text,
        "verdicts": {
            aspect.value: {"verdict": judged.verdict.value, "why": judged.why}
            for aspect in Aspect
            if (judged := image.verdicts.get(aspect)) is not None
        },
        "claims": [claim_record(claim) for claim in image.claims],
    }


def finding_record(finding: Finding) -> Record:
    """One finding with both sides of its evidence."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "path": finding.path,
        "item": finding.item,
        **_range(finding.range),
        "image": _image_reference(finding.image),
        "claims": [claim_record(claim) for claim in finding.claims],
        "against": [claim_record(claim) for claim in finding.against],
        "fingerprint": finding.fingerprint,
        "help": finding.help,
        "fix": _fix(finding.fix),
        "occurrences": [_occurrence(one) for one in finding.occurrences],
    }


def problem_record(problem: Problem) -> Record:
    """One input that could not be audited."""
    return {
        "path": problem.path,
        "item": problem.item,
        "line": problem.line,
        "reason": problem.reason,
    }


def claim_record(claim: AnyClaim) -> Record:
    """One claim: what it says, read and raw, and where it stands."""
    return {
        "property": claim.property.value,
        "value": value_record(claim.value),
        "raw": claim.raw,
        "standing": claim.standing.value,
        "origin": origin_record(claim.origin),
    }


def value_record(value: Value) -> Json:
    """A value in the report's shape: dates, places and credits as objects, the rest as text."""
    match value:
        case PartialDate():
            return {"edtf": value.edtf, "inferred": list(value.inferred)}
        case Place():
            return place_record(value)
        case Credit():
            return credit_record(value)
        case _:
            return str(value)


def place_record(place: Place) -> Record:
    """A place by the names of the IPTC location structure."""
    return {
        "name": place.name,
        "sublocation": place.sublocation,
        "city": place.city,
        "province_state": place.province_state,
        "admin1_code": place.admin1_code,
        "country_code": place.country_code,
        "geonameid": place.geonameid,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "feature": place.feature,
    }


def credit_record(credit: Credit) -> Record:
    """A credit: who made the picture, who supplied it, what is disclosed."""
    return {
        "creators": list(credit.creators),
        "organisations": list(credit.organisations),
        "via": list(credit.via),
        "disclosures": list(credit.disclosures),
        "licence": credit.licence,
    }


def origin_record(origin: Origin) -> Record:
    """Where a claim stands; only the keys that apply."""
    record: Record = {"source": origin.source.value}
    if origin.field is not None:
        record["field"] = origin.field
    if origin.path is not None:
        record["path"] = origin.path
    if origin.item is not None:
        record["item"] = origin.item
    if origin.range is not None:
        record |= _range(origin.range)
    return record


def _range(at: Range | None) -> Record:
    if at is None:
        return dict.fromkeys(Range.__struct_fields__)
    return {name: getattr(at, name) for name in at.__struct_fields__}


def _dateline(claim: AnyClaim | None) -> Json:
    if claim is None:
        return None
    place = place_record(claim.value) if isinstance(claim.value, Place) else None
    return {"raw": claim.raw, "place": place}


def _published(claim: Claim[PartialDate] | None) -> Json:
    if claim is None:
        return None
    date: Record = {"edtf": claim.value.edtf, "inferred": list(claim.value.inferred)}
    return {**date, "origin": origin_record(claim.origin)}


def _image_reference(image: ImageReference | None) -> Json:
    return None if image is None else {"index": image.index, "src": image.src}


def _occurrence(one: Occurrence) -> Record:
    return {
        "path": one.path,
        "item": one.item,
        **_range(one.range),
        "image": _image_reference(one.image),
        "fingerprint": one.fingerprint,
        "fix": _fix(one.fix),
    }


def _fix(fix: Fix | None) -> Json:
    if fix is None:
        return None
    return {
        "description": fix.description,
        "safe": fix.safe,
        "edits": [{**_range(edit.range), "text": edit.text} for edit in fix.edits],
    }
