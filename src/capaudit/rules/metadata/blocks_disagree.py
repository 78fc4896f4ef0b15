"""MET002."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from capaudit.model.claim import AnyClaim, Property, Source, Standing
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.names import same_person

_BLOCKS = frozenset({Source.EXIF, Source.IIM, Source.XMP, Source.SIDECAR})
_COMPARED = {
    Property.CREATOR: "creators",
    Property.CREDIT_LINE: "credits",
    Property.DESCRIPTION: "descriptions",
}
# Exif may hold ASCII only: writers put `?` or nothing for other letters.
_NOT_COMPARED = re.compile(r"[^a-z0-9]+")
# Fewer letters than this are a code or a placeholder, no description.
_LETTERS = 12


@rule("MET002", "metadata-blocks-disagree", Severity.WARNING)
def metadata_blocks_disagree(evidence: Evidence) -> Iterator[Hit]:
    """Exif, IIM and XMP of one file name different makers or suppliers, or tell different things.

    A program that knows only one of the blocks has changed it; which one is right, nobody can
    see. A text that is cut short agrees with the whole one: IIM limits lengths.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = Jane Doe
        ferry.jpg: dc:creator = Max Muster
        config: extend-select = ["MET002"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:110 Credit = Reuters
        ferry.jpg: photoshop:Credit = AFP
        config: extend-select = ["MET002"]
        config: ignore = ["CRD004"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = JANE DOE
        ferry.jpg: dc:creator = Jane Doe
        config: extend-select = ["MET002"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:120 Caption/Abstract = A ferry leaves the pier at
        ferry.jpg: dc:description = A ferry leaves the pier at dawn on Monday.
        config: extend-select = ["MET002"]
    """
    for prop, name in _COMPARED.items():
        blocks = _by_block(evidence, prop)
        for ours, theirs in combinations(blocks.values(), 2):
            if not _agree(prop, ours, theirs):
                one, other = ours[0], theirs[0]
                yield Hit(
                    at=evidence.figure.src_span or evidence.figure,
                    message=f"the file gives different {name}: {_quoted(one)} and {_quoted(other)}",
                    against=(one, other),
                    cause=f"{evidence.image.path}: {name}",
                )
                break


def _by_block(evidence: Evidence, prop: Property) -> dict[Source, list[AnyClaim]]:
    blocks: dict[Source, list[AnyClaim]] = {}
    for claim in evidence.own.claims:
        if (
            claim.property is prop
            and claim.origin.source in _BLOCKS
            and claim.standing is Standing.STATED
        ):
            blocks.setdefault(claim.origin.source, []).append(claim)
    return blocks


def _agree(prop: Property, ours: list[AnyClaim], theirs: list[AnyClaim]) -> bool:
    """Whether anything one block says of a property is said by the other too."""
    if prop is Property.CREATOR:
        return any(
            same_person(str(one.value), str(other.value)) or _begins(one.raw, other.raw)
            for one in ours
            for other in theirs
        )
    least = _LETTERS if prop is Property.DESCRIPTION else 1
    return any(_begins(one.raw, other.raw, least) for one in ours for other in theirs)


def _begins(one: str, other: str, least: int = 1) -> bool:
    """Whether one text is the other, or its beginning; texts too short to tell agree."""
    first, second = sorted((_letters(one), _letters(other)), key=len)
    return len(first) < least or second.startswith(first)


def _letters(text: str) -> str:
    return _NOT_COMPARED.sub("", text.casefold())


def _quoted(claim: AnyClaim) -> str:
    text = " ".join(claim.raw.split())
    shown = text if len(text) <= 60 else text[:59] + "…"
    return f"“{shown}” ({claim.origin.field})"
