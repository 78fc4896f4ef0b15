"""MET003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.garbling import garbled_part
from capaudit.model.claim import AnyClaim
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field

# A receiver without a fix is no damage.
_NO_DAMAGE = "GPS:"


@rule("MET003", "metadata-garbled", Severity.WARNING)
def metadata_garbled(evidence: Evidence) -> Iterator[Hit]:
    """A metadata block is damaged, or a field of it was written in one charset and read in another.

    Names with accents are hit first; archives and search then look for names nobody has.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:description = The cafÃ© by the pier.
        config: extend-select = ["MET003"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Headline = FÃ¤hre lÃ¤uft aus
        config: extend-select = ["MET003"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:description = The café by the pier.
        config: extend-select = ["MET003"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Headline = Паром отходит от причала
        config: extend-select = ["MET003"]
    """
    where = evidence.figure.src_span or evidence.figure
    flaws = [flaw for flaw in evidence.image.flaws if not flaw.startswith(_NO_DAMAGE)]
    if flaws:
        path = evidence.image.path or evidence.figure.src
        yield Hit(at=where, message=f"{path}: {'; '.join(flaws)}", cause=path)
        return
    for claim, found in _garbled(evidence):
        message = f"the file's metadata are garbled: {found}{named_field(claim)}"
        yield Hit(at=where, message=message, against=(claim,))
        return


def _garbled(evidence: Evidence) -> Iterator[tuple[AnyClaim, str]]:
    for claim in evidence.own.claims:
        found = garbled_part(claim.raw.replace("\0", "")) if claim.is_embedded else None
        if found is not None:
            yield claim, found
