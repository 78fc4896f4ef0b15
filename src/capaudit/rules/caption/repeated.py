"""CAP007."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from capaudit.data.file_names import is_file_name, stem_of
from capaudit.data.placeholders import is_placeholder_caption
from capaudit.model.article import Medium, Role
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import article_rule
from capaudit.rules.printed import words_of

# Shorter captions are labels ("Before", "Photo gallery"), which repeat by right.
_FEWEST_WORDS = 5


@article_rule("CAP007", "caption-repeated", Severity.WARNING)
def caption_repeated(evidence: ArticleEvidence) -> Iterator[Hit]:
    """Two different images of one article carry the same caption.

    One of them was copied and never rewritten. Images that stand together under one caption are
    a gallery and are left alone.

    Flagged:
        ![The ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry.jpg)

        Crowds had come to see it off.

        ![Crowds wave from the harbour wall. [Jane Doe/AFP]](crowds.jpg)

        The band played.

        ![The ferry leaves the pier at dawn. [Jane Doe/AFP]](band.jpg)

    Flagged:
        <figure><img src="ferry.jpg" alt="A ferry">
        <figcaption>The ferry leaves the pier at dawn on Monday.</figcaption></figure>

        <figure><img src="crowd.jpg" alt="A crowd">
        <figcaption>Crowds wave from the harbour wall.</figcaption></figure>

        <figure><img src="band.jpg" alt="A band">
        <figcaption>The ferry leaves the pier at dawn on Monday.</figcaption></figure>

    Passes:
        ![The ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry.jpg)

        The band played.

        ![The band plays on the harbour wall. [Jane Doe/AFP]](band.jpg)

    Passes:
        ![The ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry-1.jpg)
        ![The ferry leaves the pier at dawn. [Jane Doe/AFP]](ferry-2.jpg)
    """
    for group in _by_caption(evidence.images):
        first, *others = group
        if _stand_together(group):
            continue
        for other in others:
            caption = other.figure.caption
            if caption is not None and not _same_image(first, other):
                message = f"the caption is that of image {first.figure.index + 1} again"
                # A caption that the site prints from a record stands in another file.
                yield Hit(at=caption if caption.span else other.figure, message=message)


def _by_caption(images: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for image in images:
        if image.figure.medium is Medium.IMAGE:
            caption = words_of(image.figure.caption)
            groups[" ".join(caption.casefold().split())].append(image)
    # Whether a caption tells anything is asked of those alone that repeat.
    repeated = (filter(_has_telling_caption, group) for group in groups.values() if len(group) > 1)
    return (group for group in map(list, repeated) if len(group) > 1)


def _has_telling_caption(image: Evidence) -> bool:
    return _is_telling(words_of(image.figure.caption), image.figure.src)


def _is_telling(caption: str, src: str) -> bool:
    if len(caption.split()) < _FEWEST_WORDS:
        return False
    return not (is_placeholder_caption(caption) or is_file_name(caption, src))


def _stand_together(group: Sequence[Evidence]) -> bool:
    """Whether the images follow one another, or form a gallery, under their one caption."""
    indices = [image.figure.index for image in group]
    if indices == list(range(indices[0], indices[0] + len(indices))):
        return True
    return any(image.figure.role is Role.GALLERY for image in group)


def _same_image(one: Evidence, other: Evidence) -> bool:
    if one.image.path is not None and one.image.path == other.image.path:
        return True
    return stem_of(one.figure.src) == stem_of(other.figure.src)
