"""What `inspect` shows of an image file: every property, and each field that states it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from capaudit.model.article import Json
from capaudit.model.claim import AnyClaim, Origin, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.image import FileState, ImageFile, ImageInspection
from capaudit.model.values import Place, RelationKind
from capaudit.reports.escape import visible
from capaudit.reports.excerpt import padded, text_width
from capaudit.reports.inspection import by_property
from capaudit.reports.page import Page
from capaudit.reports.records import claim_record
from capaudit.reports.words import origin_label, plural

LABEL_WIDTH = 24
VALUE_WIDTH = 40
NARROWEST = 30
# Each block names the program that wrote it last: no two need to be the same.
_MAY_DIFFER = frozenset({Property.SOFTWARE})
# How a picture has to be turned to be shown upright (CIPA DC-008-2023, 4.6.4.1).
_ORIENTATIONS = {
    "1": "upright",
    "2": "mirrored",
    "3": "upside down",
    "4": "mirrored, upside down",
    "5": "mirrored, on its side",
    "6": "on its side, to be turned clockwise",
    "7": "mirrored, on its side",
    "8": "on its side, to be turned anticlockwise",
}
_Row = tuple[str, list[AnyClaim]]


def image_file_lines(inspection: ImageInspection, page: Page) -> Iterator[str]:
    """An image file's metadata: a line for each value, with the fields that hold it."""
    reading, palette = inspection.reading, page.palette
    heading, end = palette.heading, palette.end
    yield f"{heading}{visible(reading.file.path or '')}{end}: {_file_facts(reading.file)}"
    for flaw in reading.flaws:
        yield f"{palette.warning}damaged{end} {visible(flaw)}"
    if reading.file.credentials_fault is not None:
        fault = visible(reading.file.credentials_fault)
        yield f"{palette.warning}invalid{end} Content Credentials: {fault}"
    for note in reading.notes:
        yield f"{palette.note}note{end} {visible(note)}"
    if not reading.claims:
        yield "no metadata"
        return
    yield ""
    for prop, claims in by_property(reading.claims):
        yield from _property_lines(prop, claims, inspection, page)


def image_file_record(inspection: ImageInspection) -> dict[str, Json]:
    """An image file's metadata as a record."""
    file, claims = inspection.reading.file, inspection.reading.claims
    return {
        "path": file.path,
        "state": file.state.value,
        "reason": file.reason,
        "format": file.format,
        "width": file.width,
        "height": file.height,
        "byte_size": file.byte_size,
        "claims": [claim_record(claim) for claim in claims],
        "preferred": [
            claim_record(claim) for found in inspection.preferred.values() for claim in found
        ],
        "disagreements": [
            prop.value
            for prop, found in by_property(claims)
            if prop not in _MAY_DIFFER and disagree(found)
        ],
        "flaws": list(file.flaws),
        "credentials_fault": file.credentials_fault,
        "notes": list(inspection.reading.notes),
    }


def disagree(claims: Iterable[AnyClaim]) -> bool:
    """Whether fields that state one property state different things.

    A field may hold several values, and a shorter text agrees with a longer one that it begins:
    IPTC-IIM limits lengths. What is merely mentioned (a translation, a zero date) is left out.
    """
    fields: dict[str, list[AnyClaim]] = {}
    for claim in claims:
        if claim.contradictable:
            fields.setdefault(origin_label(claim.origin), []).append(claim)
    return any(_differ(one, other) for one, other in combinations(fields.values(), 2))


def _differ(ours: list[AnyClaim], theirs: list[AnyClaim]) -> bool:
    if len(ours) == len(theirs) == 1:
        match ours[0].value, theirs[0].value:
            case PartialDate() as one, PartialDate() as other:
                return one.contradicts(other)
            case Place() as here, Place() as there:
                return here.relation(there).kind is RelationKind.ELSEWHERE
    mine, yours = _plain(ours), _plain(theirs)
    # Of several values each may be cut short.
    if len(mine) == len(yours):
        return not all(map(_begins, mine, yours))
    return not _begins(" ".join(mine), " ".join(yours))


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _plain(claims: list[AnyClaim]) -> list[str]:
    return sorted(" ".join(str(claim.value).casefold().split()) for claim in claims)


def _property_lines(
    prop: Property, claims: Sequence[AnyClaim], inspection: ImageInspection, page: Page
) -> Iterator[str]:
    """The rows of one property; where fields disagree, what to prefer is marked."""
    rows = _rows(claims)
    differ = prop not in _MAY_DIFFER and disagree(claims)
    best = {claim.origin for claim in inspection.preferred.get(prop, ())} if differ else set()
    label = prop.value.replace("_", " ")
    for value, holding in rows:
        mark = "preferred: " if any(claim.origin in best for claim in holding) else ""
        yield from _row_lines(label, f"{mark}{value}", _fields(holding), page)
        label = ""
    if differ:
        warning, end = page.palette.warning, page.palette.end
        yield f"{' ' * LABEL_WIDTH}{warning}these fields disagree{end}"


def _rows(claims: Iterable[AnyClaim]) -> list[_Row]:
    """The values of each field on one row, and fields that hold the same ones together."""
    by_field: dict[str, list[AnyClaim]] = {}
    for claim in claims:
        by_field.setdefault(origin_label(claim.origin), []).append(claim)
    rows: dict[str, list[AnyClaim]] = {}
    for held in by_field.values():
        value = "; ".join(dict.fromkeys(_shown(claim) for claim in held))
        rows.setdefault(value, []).extend(held)
    return list(rows.items())


def _shown(claim: AnyClaim) -> str:
    """A value as people read it; what can be no evidence says so."""
    match claim.value:
        case Place(feature="coordinates", name=name) as place if name != claim.raw:
            return f"{place} ({visible(name)})"
        case PartialDate() as date:
            return _shown_date(date) if claim.contradictable else f"{date} (a clock never set)"
        case str() as text if "date" in claim.property.value.split("_"):
            return f"{visible(text)} (no date)"
        case str() as text if claim.property is Property.ORIENTATION and text in _ORIENTATIONS:
            return f"{text} ({_ORIENTATIONS[text]})"
    return visible(str(claim.value))


def _shown_date(date: PartialDate) -> str:
    """The date with the distance of its clock from UTC, where that is known."""
    if date.offset is None:
        return str(date)
    if not date.offset:
        return f"{date} UTC"
    sign, minutes = "-" if date.offset < 0 else "+", abs(date.offset)
    return f"{date} {sign}{minutes // 60:02}:{minutes % 60:02}"


def _fields(claims: Iterable[AnyClaim]) -> str:
    """The fields alone, each once: all are the file's, or of a sidecar that is named."""
    return "; ".join(dict.fromkeys(_field(claim.origin) for claim in claims))


def _field(origin: Origin) -> str:
    if origin.path is not None:
        return visible(f"{origin.path.rpartition('/')[2]} {origin.field or ''}")
    if origin.source is Source.GPS:
        return visible(origin.field or "GPS")
    return origin_label(origin).removeprefix("file, ")


def _row_lines(label: str, value: str, fields: str, page: Page) -> Iterator[str]:
    """Label, value and fields on one line; a long value is wrapped with the fields below it."""
    faint, heading, end = page.palette.faint, page.palette.heading, page.palette.end
    start = f"{heading}{padded(label, LABEL_WIDTH)}{end}"
    if text_width(value) <= VALUE_WIDTH:
        yield f"{start}{padded(value, VALUE_WIDTH)} {faint}{fields}{end}".rstrip()
        return
    room = max(NARROWEST, page.width - LABEL_WIDTH)
    blank = " " * LABEL_WIDTH
    first, *rest = textwrap.wrap(value, room, break_on_hyphens=False) or [value]
    yield f"{start}{first}"
    for line in rest:
        yield f"{blank}{line}"
    yield f"{blank}{faint}{fields}{end}"


def _file_facts(file: ImageFile) -> str:
    if file.state is not FileState.READ:
        return f"{file.state.value.replace('_', ' ')}: {visible(file.reason or 'no reason given')}"
    facts = [(file.format or "unknown format").upper()]
    if file.width is not None and file.height is not None:
        facts.append(f"{file.width} × {file.height} pixels")
    if file.byte_size is not None:
        facts.append(_size(file.byte_size))
    return ", ".join(facts)


def _size(count: int) -> str:
    """`812 bytes`, `161.7 kB`, `4.2 MB`."""
    if count < 1000:
        return plural(count, "byte")
    return f"{count / 1e3:,.1f} kB" if count < 1e6 else f"{count / 1e6:,.1f} MB"
