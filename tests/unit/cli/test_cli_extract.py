from __future__ import annotations

import io
import json

import msgspec
import pytest

from capaudit.cli.extract import answers
from capaudit.model.article import Json

TEXT = "Rescuers worked in Oslo on 3 May 2021, Mayor Maria Lopez said."


def ask(*lines: object) -> list[dict[str, Json]]:
    encoded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(answers(io.BytesIO(b"\n".join(encoded) + b"\n")))


def test_text_gives_mentions_in_order_with_their_places() -> None:
    (answer,) = ask({"id": "a", "text": TEXT, "reference_date": "2021-05-04", "language": "en"})
    assert answer["id"] == "a"
    mentions = msgspec.convert(answer["mentions"], list[dict[str, object]])
    assert [TEXT[slice(*_span(one))] for one in mentions] == [one["text"] for one in mentions]
    assert sorted(_span(one) for one in mentions) == [_span(one) for one in mentions]
    by_kind = {one["kind"]: one for one in mentions}
    assert by_kind["date"]["edtf"] == "2021-05-03"
    assert by_kind["date"]["type"] == "DATE"
    assert (by_kind["place"]["country_code"], by_kind["place"]["form"]) == ("NO", "name")
    assert by_kind["person"].keys() == {"kind", "start", "end", "text"}


def _span(mention: dict[str, object]) -> tuple[int, int]:
    return msgspec.convert((mention["start"], mention["end"]), tuple[int, int])


def test_credit_gives_its_parts() -> None:
    (answer,) = ask({"id": 7, "credit": "Mara Lindqvist/AFP", "byline": None, "caption": None})
    assert answer["id"] == 7
    credit = msgspec.convert(answer["credit"], dict[str, object])
    assert credit["creators"] == ["Mara Lindqvist"]
    assert credit["organisations"] == ["AFP"]
    assert credit.keys() == {"creators", "organisations", "credit_line", "disclosures", "licence"}


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (b"not json", None),
        (b"[1]", None),
        (b'{"id": "x", "text": 5}', "x"),
        (b'{"id": "x"}', "x"),
        (b'{"id": "x", "text": "a", "reference_date": "May"}', "x"),
        (b'{"id": "x", "text": "\xff"}', None),
        (b'{"id": "x", "text": "\\ud800"}', None),
        (b"[" * 100_000, None),
    ],
)
def test_bad_line_is_answered_and_the_run_goes_on(line: bytes, identity: str | None) -> None:
    bad, good = ask(line, {"id": "next", "text": ""})
    assert bad["id"] == identity
    assert bad["error"]
    assert good == {"id": "next", "mentions": []}


def test_blank_lines_ask_for_nothing() -> None:
    assert ask(b"", b"  ") == []
