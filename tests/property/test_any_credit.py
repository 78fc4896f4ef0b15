"""What holds for every text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaudit.extract.credits import find_disclosures, find_suppliers, parse_credit, split_credit

PIECES = st.sampled_from(
    (
        *("Photo", "photo", ":", " ", "/", "(", ")", "[", "]", "AFP", "AP", "Ines", "Calder", "by"),
        *(
            "via",
            "pool",
            "Pool",
            "File",
            "©",
            "CC BY 4.0",
            ". ",
            "\n",
            "—",
            "摄",
            "新华社",
            "İ",
            "the",
        ),
        *("\u200b", "<b>", "&amp;", "](", "http://a.b/", "credit", "released", "Courtesy of", ","),
        *("and", "-", "ß"),
    )
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=20).map("".join)


@given(TEXTS)
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    split = split_credit(text)
    if split is not None:
        assert 0 <= split.caption.start <= split.caption.end <= len(text)
        assert 0 <= split.credit.start < split.credit.end <= len(text)
        assert not split.caption.overlaps(split.credit)


@given(TEXTS)
def test_mentions_are_what_they_quote(text: str) -> None:
    for mention in (*find_disclosures(text), *find_suppliers(text)):
        assert text[mention.span.start : mention.span.end] == mention.text


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_parses(credit: str, byline: str, caption: str) -> None:
    read = parse_credit(credit, byline, caption)
    assert all(read.creators)
    assert all(read.organisations)


HOSTILE = (
    *("(", "[a/", "Photo: ", ". ", "by ", "©", "/", "photo released ", "courtesy ", "<", "]("),
    *(
        "CC BY",
        "A/B, ",
        "摄",
        "1",
        "credit",
        " and ",
        "pool ",
        "A.B.",
        " -",
        "\n",
        "a",
        " ",
        "\u200b",
    ),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    split_credit(text)
    find_disclosures(text)
    find_suppliers(text)
    parse_credit(text, text, text)
    assert time.process_time() - started < 3
