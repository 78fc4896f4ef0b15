"""Draws from the uses of an article what they are found by."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from capaudit.memory.any_names import unpacked
from capaudit.model.article import ArticleKey
from capaudit.model.trace import CreditForm, Trace
from capaudit.model.use import AuditedUse, CreditPlace, Mark
from capaudit.pipeline.name_keys import near_keys


def traces_of(uses: Iterable[AuditedUse]) -> tuple[Trace, ...]:
    """What each of the uses is found by."""
    return tuple(map(_trace, uses))


def _trace(one: AuditedUse) -> Trace:
    use = one.use
    names = dict.fromkeys(claim.value for claim in use.creators)
    return Trace(
        article=hash_of_article(use.article),
        image=hash_of(use.key),
        picture=hash_of(one.picture),
        names=tuple((name, near_keys(name)) for name in names),
        marks=tuple(map(hash_of_mark, one.marks)),
        file=one.file,
        byte_size=one.byte_size,
        width=one.width,
        height=one.height,
        form=_form(one.credit_place),
    )


def _form(place: CreditPlace | None) -> CreditForm | None:
    if place is None:
        return None
    return CreditForm(place.site, place.form, place.standing, place.field)


def hash_of(text: str) -> bytes:
    """Stands for a key of an image or the name of a picture, which may be of any length."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def hash_of_article(key: ArticleKey) -> bytes:
    """Stands for an article."""
    path, item = key
    return hash_of(path if item is None else f"{path}\0{item}")


def hash_of_mark(mark: Mark) -> bytes:
    """Stands for an embedded caption or time stamp."""
    return hash_of(f"{mark.kind}\0{mark.value}")


def unpacked_uses(data: bytes) -> tuple[AuditedUse, ...]:
    """The uses that were packed."""
    return unpacked(data, tuple[AuditedUse, ...])
