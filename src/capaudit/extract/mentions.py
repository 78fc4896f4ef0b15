"""What the extractors find; spans are offsets in the text given, `text[span] == mention.text`."""

from __future__ import annotations

import msgspec

from capaudit.model.claim import Property, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.text import Span
from capaudit.model.values import Credit, PersonName, Place


class DateMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date or time expression.

    `date` is `None` where the words date nothing in the calendar ("now"). `timex` is the TimeML
    TIMEX3 value (`2013-W12`, `2013-SU`, `PRESENT_REF`), `kind` its type: `DATE` or `TIME`.
    `weekday` is the weekday named beside the date, Monday 0. `is_ambiguous` marks 03/04/2025.
    """

    span: Span
    text: str
    date: PartialDate | None
    timex: str | None
    kind: str = "DATE"
    standing: Standing = Standing.MENTIONED
    weekday: int | None = None
    is_ambiguous: bool = False


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place name (`form` is `name`) or a word made from one (`demonym`: Turkish, Parisian).

    `place` is `None` where the words name a place that the index does not hold. `conflict` is
    set where the words put the place under the wrong region or country ("Odesa, Russia"): it is
    the larger place as named, `place` then the place as the index has it.
    """

    span: Span
    text: str
    place: Place | None
    form: str = "name"
    standing: Standing = Standing.MENTIONED
    conflict: Place | None = None


class PersonMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person's name; the span leaves the title out."""

    span: Span
    text: str
    person: PersonName
    standing: Standing = Standing.STATED


class DisclosureMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that say how a picture came about; `kind` as in `Credit.disclosures`."""

    span: Span
    text: str
    kind: str


class TimeLimit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that forbid use before (`release_date`) or after (`expiration_date`) a date."""

    span: Span
    text: str
    property: Property
    date: PartialDate


class CreditSplit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A caption that carries its credit: which part is which.

    `caption` leaves out the credit with its brackets, dash or `©`; `credit` is the credit proper
    without them. Where `is_whole` the text is nothing but a credit.
    """

    caption: Span
    credit: Span
    parsed: Credit
    is_whole: bool = False
