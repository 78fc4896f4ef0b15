"""One use of an image in an article: small enough to keep for ten thousand articles.

What articles say of one image is compared over these records and never over whole articles, so
that a run can go through articles in one stream, and later ones can know earlier ones.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256

import msgspec

from capaudit.model.article import ArticleKey, Ignore
from capaudit.model.claim import AnyClaim, Claim
from capaudit.model.dates import PartialDate
from capaudit.model.finding import Edit, Fix
from capaudit.model.house import House
from capaudit.model.text import Range
from capaudit.model.values import Credit, PersonName, Place


class Use(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one article prints about one image.

    `key` names the image by its resolved path or its URL; `content` is the SHA-256 of its file
    where that was worked out. `published` is an ISO day. Claims are the printed ones, merely
    mentioned dates, places and people included. `disputed` are the codes of warnings and errors
    that set the use against something else already; `creator_in_file` says that the file names the
    printed photographer too.
    """

    path: str
    item: str | None = None
    index: int
    src: str
    range: Range
    key: str
    content: bytes | None = None
    language: str | None = None
    published: str | None = None
    caption: Claim[str] | None = None
    dates: tuple[Claim[PartialDate], ...] = ()
    places: tuple[Claim[Place], ...] = ()
    people: tuple[Claim[PersonName], ...] = ()
    credits: tuple[Claim[Credit], ...] = ()
    creators: tuple[Claim[str], ...] = ()
    organisations: tuple[Claim[str], ...] = ()
    disclosures: tuple[str, ...] = ()
    credit_is_shared: bool = False
    creator_in_file: bool = False
    disputed: tuple[str, ...] = ()

    @property
    def article(self) -> ArticleKey:
        """The article that the use stands in."""
        return (self.path, self.item)

    @property
    def article_name(self) -> str:
        """The article as messages name it: its path, with its item where the file has several."""
        return self.path if self.item is None else f"{self.path} [{self.item}]"

    @property
    def order(self) -> tuple[str, str, int]:
        """Sort key: path, then item, then place in the article."""
        return (self.path, self.item or "", self.index)

    @property
    def says_anything(self) -> bool:
        """Whether there is a caption or a credit that another article's could be held against."""
        return self.caption is not None or bool(self.credits or self.creators)

    @property
    def statement(self) -> bytes:
        """A hash of what is said: equal for uses that say the same, wherever they stand.

        Of the caption only the wording counts, not case and spacing.
        """
        said = (
            " ".join(self.caption.value.casefold().split()) if self.caption else None,
            [(claim.value, claim.standing, claim.raw) for claim in self.dates],
            [(claim.value, claim.standing, claim.raw.casefold()) for claim in self.places],
            [(claim.value, claim.standing) for claim in self.people],
            [(claim.value, claim.raw) for claim in self.credits],
            [claim.value for claim in (*self.creators, *self.organisations)],
            (self.disclosures, self.credit_is_shared, self.creator_in_file, self.disputed),
            self.language,
        )
        return sha256(msgspec.msgpack.encode(said)).digest()[:16]


class SourceLine(msgspec.Struct, frozen=True):
    """What a report may print of a line of an article, and the column it begins at."""

    number: int
    column: int
    text: str


class MarkKind(StrEnum):
    """What one picture has of its own, unless it was pasted over many."""

    CAPTION = "caption"
    TIME = "time stamp"


class Mark(msgspec.Struct, frozen=True):
    """An embedded caption or time stamp: `value` as compared, `claim` as the file words it."""

    kind: MarkKind
    value: str
    claim: AnyClaim


class CreditStanding(StrEnum):
    """Where a credit stands in respect of the field that is meant for it."""

    IN_FIELD = "in its field"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


class CreditPlace(msgspec.Struct, frozen=True):
    """Where the credit of an image stands, if it has any.

    `form` tells what holds the image (`figure`, `images[]`): all of one form have the same fields.
    `claim` is the credit where it stands in caption or alternative text though the form has a field
    for it; `field` is the name of the field where it stands in that, as far as it is known.
    """

    site: str
    form: str
    standing: CreditStanding
    claim: AnyClaim | None = None
    field: str | None = None


class FieldFix(msgspec.Struct, frozen=True, kw_only=True):
    """A fix for findings of one rule on an image that gives it a credit field of its own.

    `stand_in` is the name that the field has in the fix where the article shows no other: the
    site's own is put in its place once all articles are read.
    """

    code: str
    fix: Fix
    stand_in: str | None = None

    def named(self, field: str | None) -> Fix | None:
        """The fix with the name of the site's field; `None` where one is needed and there is none.

        The name stands before the value, so that it is the first to be found.
        """
        if self.stand_in is None:
            return self.fix
        if field is None:
            return None
        edits = tuple(_renamed(edit, self.stand_in, field) for edit in self.fix.edits)
        return msgspec.structs.replace(self.fix, edits=edits)


def _renamed(edit: Edit, stand_in: str, field: str) -> Edit:
    if edit.meaning:
        return edit
    return msgspec.structs.replace(edit, text=edit.text.replace(stand_in, field, 1))


class AuditedUse(msgspec.Struct, frozen=True, kw_only=True):
    """A use in an article of this run, with what its findings need to be shown.

    `file` is the image file under the root, with its size in bytes and pixels, where it was read;
    `picture` names the picture whatever size its file is. `ordinal` counts earlier figures of the
    article with the same `src`.
    """

    use: Use
    ordinal: int
    ignores: tuple[Ignore, ...]
    lines: tuple[SourceLine, ...]
    picture: str
    file: str | None = None
    byte_size: int | None = None
    width: int | None = None
    height: int | None = None
    marks: tuple[Mark, ...] = ()
    credit_place: CreditPlace | None = None
    field_fix: FieldFix | None = None


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """What other articles say of an image: a use, and in how many articles the like stands."""

    use: Use
    articles: int
    in_run: bool


class KnownName(msgspec.Struct, frozen=True, kw_only=True):
    """A photographer whom other articles credit: the name, one such use, and how many articles."""

    name: str
    use: Use
    articles: int

    @property
    def claim(self) -> Claim[str]:
        """The credit in which the name stands."""
        return next(claim for claim in self.use.creators if claim.value == self.name)


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """One embedded value that many different pictures share."""

    mark: Mark
    pictures: int


class FieldHabit(msgspec.Struct, frozen=True, kw_only=True):
    """How many images of one form on one site have their credit in its field, and elsewhere.

    `names` are those that the field goes by, with the number of images.
    """

    in_field: int = 0
    elsewhere: int = 0
    names: dict[str, int] = {}

    @property
    def prevails(self) -> bool:
        """Whether more than half of the credits stand in the field."""
        return 2 * self.in_field > self.in_field + self.elsewhere

    @property
    def field(self) -> str | None:
        """The name that most images have for the field."""
        return min(self.names, key=lambda name: (-self.names[name], name), default=None)


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """One use of an image, and what the other articles hold against it.

    `same` speak of the same image, `twins` of pictures that look the same. `names` are
    photographers credited in other articles whose names are this use's, or differ in one word.
    """

    audited: AuditedUse
    house: House
    same: tuple[Saying, ...] = ()
    twins: tuple[Saying, ...] = ()
    names: tuple[KnownName, ...] = ()
    batches: tuple[Batch, ...] = ()
    habit: FieldHabit = FieldHabit()

    @property
    def use(self) -> Use:
        """The use that is judged."""
        return self.audited.use
