"""Figures that print nothing themselves: the site prints the record that their reference names.

`{{< img src="ferry-leeds" >}}` shows the picture, caption, credit and alternative text that
`data/images/ferry-leeds.yml` holds. So these are what the page says, though they stand in another
file; as evidence they would only be held against themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from capaudit.images.site import IMAGE_EXTENSIONS, extension
from capaudit.model.article import Figure, Medium
from capaudit.model.claim import Property
from capaudit.model.image import ImageReading
from capaudit.model.text import Passage
from capaudit.pipeline.image_records import ImageRecords, RecordValue
from capaudit.readers.plain import without_markup
from capaudit.readers.tree import decoded

_PRINTED = (Property.DESCRIPTION, Property.CREDIT_LINE, Property.ALT_TEXT)


def names_record(figure: Figure) -> bool:
    """Whether a reference is the name of a record (`ferry-leeds`) rather than of a file."""
    src = figure.src.strip()
    return (
        figure.medium is Medium.IMAGE
        and figure.by_template
        and bool(src)
        and not any(mark in src for mark in "/{ ?#")
        and extension(src) not in IMAGE_EXTENSIONS
    )


def filled(
    figure: Figure, reading: ImageReading, records: ImageRecords, article_path: str
) -> tuple[Figure, ImageReading]:
    """The figure with what its record holds, and the reading without what the page itself says.

    What the article says goes before the record, as in the sites' templates.
    """
    if not names_record(figure):
        return figure, reading
    values = list(records.values_of(figure.src, article_path))
    caption, credit, alt_text = (_first(values, prop) for prop in _PRINTED)
    printed = {(one.file.path, one.field) for one in values if one.prop in _PRINTED}
    figure = msgspec.structs.replace(
        figure,
        caption=figure.caption or caption,
        credit_line=figure.credit_line or credit,
        alt_text=figure.alt_text or alt_text,
        lacks_alt=figure.lacks_alt and alt_text is None,
    )
    others = tuple(
        claim for claim in reading.claims if (claim.origin.path, claim.origin.field) not in printed
    )
    return figure, msgspec.structs.replace(reading, claims=others)


def _first(values: Iterable[RecordValue], prop: Property) -> Passage | None:
    found = (_in_file(one) for one in values if one.prop is prop)
    return next((passage for passage in found if passage.text), None)


def _in_file(value: RecordValue) -> Passage:
    """A value as the page shows it: markup gone, character references read as in HTML."""
    passage = value.passage
    if "&" in passage.text and len(passage.runs) == 1:
        passage = decoded(passage.text, passage.runs[0].source_start)
    return msgspec.structs.replace(without_markup(passage), file=value.file)
