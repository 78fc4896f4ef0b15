from __future__ import annotations

import pytest

from capaudit.model.article import Json
from capaudit.rules.schema.validation import first_faults

SCHEMA = {
    "type": "object",
    "properties": {
        "desk": {"type": "integer", "minimum": 5},
        "live": {"type": "boolean"},
        "title": {"type": "string"},
        "size": {"anyOf": [{"type": "number"}, {"type": "null"}]},
    },
}


def messages(**record: str) -> list[str]:
    return [fault.message for fault in first_faults(dict(record), dict(SCHEMA))]


def test_numbers_and_truth_values_kept_as_text_meet_their_types() -> None:
    assert messages(desk="7", live="false", title="2024", size="1.5") == []


def test_a_text_that_is_no_number_is_refused() -> None:
    assert messages(desk="seven") == ["`desk` must be of type integer, found “seven”"]
    assert messages(live="no") == ["`live` must be of type boolean, found “no”"]


def test_a_number_outside_its_bounds_is_refused() -> None:
    assert messages(desk="3") == ["`desk` must be at least 5, found “3”"]


@pytest.mark.parametrize(
    ("record", "schema", "said"),
    [
        ({"a": ["x"]}, {"properties": {"a": {"minItems": 2}}}, ["`a` must have at least 2 items"]),
        ({}, {"required": ["a", "b"]}, ["`a` is missing", "`b` is missing"]),
        (
            {"images": [{"src": "a.jpg"}]},
            {"properties": {"images": {"items": {"required": ["caption"]}}}},
            ["`images[0].caption` is missing"],
        ),
        ({"a": "1"}, {"dependentRequired": {"a": ["b"]}}, ["`b` is missing beside `a`"]),
        (
            {"a": "1", "b": "2", "x-c": "3"},
            {
                "additionalProperties": False,
                "properties": {"a": {}},
                "patternProperties": {"x-": {}},
            },
            ["`b` is no key that the schema knows"],
        ),
        (
            {"a": "1", "B": "2"},
            {"propertyNames": {"pattern": "^[a-z]"}},
            ["the key `B` must match"],
        ),
        (
            {},
            {"anyOf": [{"required": ["byline"]}, {"required": ["author"]}]},
            ["`byline` is missing, or `author` is missing"],
        ),
        (
            {"a": "x"},
            {"properties": {"a": {"enum": ["y", "z"]}}},
            ["`a` must be one of y, z, found"],
        ),
        ({"a": "12"}, {"properties": {"a": {"type": "integer", "maximum": 9}}}, ["at most 9"]),
        (
            {"a": "2024"},
            {"properties": {"a": {"pattern": "^[A-Z]"}}},
            ["`a` must match ^[A-Z], found"],
        ),
        (
            {"a": "3"},
            {"properties": {"a": {"type": "integer", "enum": [1]}}},
            ["`a` must be one of 1"],
        ),
        ({"a": "1"}, {"properties": {"a": {"type": "integer", "enum": [1]}}}, []),
        ({"a": "soon"}, {"properties": {"a": {"format": "date"}}}, ["`a` must be a date"]),
        (
            {"a": "x"},
            {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
            ["`b` is missing"],
        ),
    ],
)
def test_message_names_key_expectation_and_value(
    record: dict[str, Json], schema: dict[str, Json], said: list[str]
) -> None:
    found = [fault.message for fault in first_faults(record, schema)]
    assert len(found) == len(said)
    assert all(words in message for words, message in zip(said, found, strict=True)), found
