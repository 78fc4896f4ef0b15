"""`capaudit extract`: dates, places, people and credits in texts, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

import click
import msgspec

from capaudit.extract.mentions import DateMention, PersonMention, PlaceMention
from capaudit.model.article import Json
from capaudit.model.values import Place


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One input line: a text to search, or the printed pieces of a credit."""

    text: str | None = None
    reference_date: str | None = None
    language: str | None = None
    byline: str | None = None
    credit: str | None = None
    caption: str | None = None


class RequestError(Exception):
    """A line that asks for nothing that can be answered; the message says why."""


@click.command(short_help="Find dates, places, people and credits.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="Shape of input and output.",
)
def extract(form: str) -> None:
    """Find dates, places and people in texts, or the parts of credits.

    Reads one JSON object a line from standard input and answers each with a line, at once:
    {"id", "text", "reference_date", "language"} with {"id", "mentions"}, and
    {"id", "byline", "credit", "caption"} with {"id", "credit"}. A line that cannot be read is
    answered with {"id", "error"}.
    """
    del form
    target = sys.stdout.buffer
    for answer in answers(sys.stdin.buffer):
        target.write(msgspec.json.encode(answer) + b"\n")
        target.flush()


def answers(lines: BinaryIO) -> Iterator[dict[str, Json]]:
    """The answer to each line, in order; blank lines ask for nothing."""
    for line in lines:
        if line.strip():
            yield _answer(line)


def _answer(line: bytes) -> dict[str, Json]:
    identity: Json = None
    try:
        fields = _fields(line)
        identity = fields.pop("id", None)
        return {"id": identity, **_respond(_request(fields))}
    except RequestError as error:
        return {"id": identity, "error": str(error)}


def _fields(line: bytes) -> dict[str, Json]:
    try:
        fields: Json = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise RequestError("not a JSON object")
    return fields


def _request(fields: dict[str, Json]) -> Request:
    try:
        return msgspec.convert(fields, Request)
    except msgspec.ValidationError as error:
        raise RequestError(str(error)) from error


def _respond(request: Request) -> dict[str, Json]:
    if request.text is not None:
        return {"mentions": _mentions(request.text, _reference(request), request.language)}
    if request.byline is None and request.credit is None and request.caption is None:
        raise RequestError("neither a text nor a byline, credit or caption")
    return {"credit": _credit(request)}


def _reference(request: Request) -> date | None:
    if request.reference_date is None:
        return None
    try:
        return date.fromisoformat(request.reference_date)
    except ValueError as error:
        raise RequestError(f"reference_date is no date: {request.reference_date}") from error


def _mentions(text: str, reference: date | None, language: str | None) -> list[Json]:
    from capaudit.extract.dates import find_dates
    from capaudit.extract.people import find_people
    from capaudit.extract.places import find_places

    places = find_places(text, language)
    found = [_date(mention) for mention in find_dates(text, reference, language)]
    found += [_place(mention) for mention in places]
    found += [_located("person", each) for each in find_people(text, language, places)]
    return [mention for _, mention in sorted(found, key=lambda pair: pair[0])]


Located = tuple[tuple[int, int], dict[str, Json]]


def _located(kind: str, mention: DateMention | PlaceMention | PersonMention) -> Located:
    """A mention with the key it is ordered by: where it starts, then the longer first."""
    start, end = mention.span.start, mention.span.end
    return (start, -end), {"kind": kind, "start": start, "end": end, "text": mention.text}


def _date(mention: DateMention) -> Located:
    order, record = _located("date", mention)
    edtf = None if mention.date is None else mention.date.edtf
    return order, {**record, "type": mention.kind, "edtf": edtf, "timex": mention.timex}


def _place(mention: PlaceMention) -> Located:
    order, record = _located("place", mention)
    place = mention.place or Place(name=mention.text, feature="unknown")
    return order, {
        **record,
        "name": place.name,
        "geonameid": place.geonameid,
        "country_code": place.country_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "feature": None if mention.place is None else place.feature,
        "form": mention.form,
    }


def _credit(request: Request) -> dict[str, Json]:
    from capaudit.extract.credits import parse_credit

    credit = parse_credit(request.credit, request.byline, request.caption)
    return {
        "creators": list(credit.creators),
        "organisations": list(credit.organisations),
        "credit_line": credit.credit_line,
        "disclosures": list(credit.disclosures),
        "licence": credit.licence,
    }
