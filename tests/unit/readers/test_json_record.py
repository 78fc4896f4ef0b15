"""JSON read with the place of every value."""

import pytest

from capaudit.model.text import Passage, SourceText, Span
from capaudit.readers.json_items import list_under, read_items
from capaudit.readers.json_record import decoded_string, read_item, read_json
from capaudit.readers.json_view import View


def stands(text: str, passage: Passage, words: str) -> str:
    """What stands in the file at the place of some words of a passage."""
    at = passage.text.index(words)
    place = passage.locate(Span(at, at + len(words)))
    assert place is not None
    return text[place.start : place.end]


@pytest.mark.parametrize(
    ("raw", "words", "source"),
    [
        (r"A \ud83d\ude00 face", "😀", r"\ud83d\ude00"),
        (r"A \ud83d\ude00 face", "face", "face"),
        (r"Caf\u00e9 \"Elan\"", '"Elan"', r"\"Elan\""),
        (r"on\/off \\ left", "on/off \\", r"on\/off \\"),
        (r"one\ntwo", "\ntwo", r"\ntwo"),
        (r"half \ud83d of it", "\ufffd of", r"\ud83d of"),
    ],
)
def test_escapes_lead_back_one_by_one(raw: str, words: str, source: str) -> None:
    assert stands(raw, decoded_string(raw, 0), words) == source


def test_white_space_at_the_ends_of_a_string_is_kept() -> None:
    assert decoded_string(r" a\n", 0).text == " a\n"


def test_half_a_pair_is_no_character_in_values_and_keys() -> None:
    record, _ = read_item(r'{"a\ud800": "b\udc00"}', 0)

    assert record.values == {"a\ufffd": "b\ufffd"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": [{"b": "c"}, {"d": "e', {"a": [{"b": "c"}, {"d": "e"}]}),
        ('{"a": {"b": "c", "d"', {"a": {"b": "c"}}),
        ('{"a": "b", "c": tr', {"a": "b"}),
        ('{"a": ["b", ', {"a": ["b"]}),
        ('{"a": "b\\', {"a": "b"}),
        ('{"a": "b", }', {"a": "b"}),
    ],
)
def test_what_stands_before_the_break_is_read(text: str, values: object) -> None:
    record, _ = read_item(text, 0)

    assert record.values == values
    assert record.broken_at is not None
    assert len(record.flaws) == 1


def test_a_string_that_never_ends_is_no_value_of_a_front_matter() -> None:
    record, _ = read_json('{"a": "b", "title": "The ferry\n\nIt left.', 0, 40)

    assert record.values == {"a": "b"}


def test_only_strings_are_texts() -> None:
    view = View.of(read_item('{"a": true, "b": 7, "c": null, "d": "true", "E": "x"}', 0)[0])

    assert [view.passage(key) is None for key in ("a", "b", "c", "d")] == [True, True, True, False]
    assert (view.number("b"), view.text("e"), view["x"]["y"].text()) == (7, "x", "")


def test_an_error_between_items_is_told_with_its_place() -> None:
    source = SourceText('[{"a": "1"},\n {"a": "2"} ; {"a": "3"}]')
    *found, error = read_items(source, list_under("items"))

    assert len(found) == 2
    assert "from line 2, column 13" in str(error)
