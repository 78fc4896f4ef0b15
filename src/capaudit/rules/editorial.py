"""Tells editorial images, which want caption and credit, from page furniture."""

from __future__ import annotations

from capaudit.data.decoration import decoration_table, names_decoration
from capaudit.model.article import Figure, Medium
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.image import ImageFile


@once_an_evidence
def is_editorial(evidence: Evidence) -> bool:
    """Whether an image carries content: no icon, logo, avatar, tracking pixel or decoration."""
    figure = evidence.figure
    if figure.medium is not Medium.IMAGE or figure.decorative:
        return False
    return not (_is_named_furniture(figure) or _is_tiny(figure, evidence.image))


def _is_named_furniture(figure: Figure) -> bool:
    path = figure.src.split("?")[0].split("#")[0]
    folder, _, name = path.rpartition("/")
    if path.startswith("data:") or _extension(name) in decoration_table().formats:
        return True
    near = (name, folder.rpartition("/")[2], *figure.css_classes)
    return any(names_decoration(each) for each in near)


def _extension(name: str) -> str:
    return name.rpartition(".")[2].casefold()


def _is_tiny(figure: Figure, image: ImageFile) -> bool:
    limit = decoration_table().tiny_pixels
    pixels = (image.width, image.height)
    declared = (figure.width, figure.height)
    return any(max(size) <= limit for size in map(_known, (pixels, declared)) if size)


def _known(size: tuple[int | None, int | None]) -> tuple[int, ...]:
    """The sides of an image that are known."""
    return tuple(side for side in size if side is not None)
