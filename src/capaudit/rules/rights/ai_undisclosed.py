"""RGT005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.wording import Topic, speaks_of
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.printed import caption_disclosures, credit_disclosures, words_of
from capaudit.rules.recorded import named_field

# IPTC NewsCodes "digitalsourcetype" (http://cv.iptc.org/newscodes/digitalsourcetype/), without
# case: what is generated as a whole, and what has generated parts.
_GENERATED = frozenset({"trainedalgorithmicmedia"})
_PARTLY_GENERATED = frozenset({"compositewithtrainedalgorithmicmedia", "compositesynthetic"})


@rule("RGT005", "ai-image-undisclosed", Severity.ERROR)
def ai_image_undisclosed(evidence: Evidence) -> Iterator[Hit]:
    """The file says that the image was generated, and neither caption, credit nor alt does.

    Readers take a picture beside news for a photograph. Composites with generated parts are a
    note; what a telephone computes, or software that merely has such features, is not meant.

    Flagged:
        ![A ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Iptc4xmpExt:DigitalSourceType = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia

    Flagged:
        <figure><img src="ferry.jpg" alt="A ferry">
        <figcaption>A ferry leaves the pier at dawn.</figcaption></figure>
        ferry.jpg: c2pa.actions digitalSourceType = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia

    Passes:
        ![AI-generated image of a ferry at dawn. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Iptc4xmpExt:DigitalSourceType = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia

    Passes:
        ![A ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Iptc4xmpExt:DigitalSourceType = http://cv.iptc.org/newscodes/digitalsourcetype/computationalCapture
    """
    for claim in evidence.digital_source_type.embedded:
        kind = claim.value.rstrip("/").rpartition("/")[2].casefold()
        if kind not in _GENERATED | _PARTLY_GENERATED or _is_disclosed(evidence):
            continue
        how = "generated" if kind in _GENERATED else "partly generated"
        yield Hit(
            at=evidence.figure.credit_line or evidence.figure.caption or evidence.figure,
            message=f"file says the image is {how}{named_field(claim)}; nothing in print does",
            against=(claim,),
            severity=None if kind in _GENERATED else Severity.NOTE,
        )
        return


def _is_disclosed(evidence: Evidence) -> bool:
    said = {claim.value for claim in caption_disclosures(evidence)} | credit_disclosures(evidence)
    figure = evidence.figure
    printed = (figure.caption, figure.credit_line, figure.alt_text, figure.title)
    return "ai" in said or any(speaks_of(Topic.AI, words_of(passage)) for passage in printed)
