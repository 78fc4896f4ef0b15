"""The example schemas take what such a house prints, and name what it would not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from capaudit.config.house_schemas import load_house_schema
from capaudit.data.schemas import EXAMPLES, schema_path
from capaudit.model.article import Json
from capaudit.rules.schema.validation import first_faults

EMBEDDED: dict[str, Json] = {
    "creator": ["Jane Doe"],
    "credit_line": "AFP",
    "copyright_notice": "AFP",
    "date_created": "2025-03-05T10:00:00+01:00",
    "description": "A ferry leaves.",
}
CAPTION = "A ferry leaves the pier in Leeds, England, on Wednesday, 5 March 2025."
SOUND: dict[str, dict[str, Json]] = {
    "wire-image": {
        "src": "a.jpg",
        "description": CAPTION,
        "credit_line": "Jane Doe/AFP",
        "creator": ["Jane Doe"],
        "date_created": "2025-03-05",
        "location_created": "Leeds",
        "embedded": EMBEDDED,
    },
    "wire-article": {
        "headline": "Ferries return to Leeds",
        "byline": "Jane Doe",
        "dateline": "LEEDS",
        "date_published": "2025-03-05T10:00",
        "urgency": "4",
    },
    "government-blog-image": {
        "src": "a.png",
        "alt_text": "A ferry at a pier",
        "format": "png",
        "width": 800,
    },
    "government-blog-article": {
        "title": "How we count ferries",
        "date": "2025-03-05",
        "tags": ["open data", "ferries"],
        "image": "/img/ferry.png",
    },
    "magazine-image": {
        "src": "a.jpg",
        "description": CAPTION,
        "credit_line": "Jane Doe",
        "creator": ["Jane Doe"],
        "width": 2400,
    },
    "magazine-article": {
        "title": "The last ferry",
        "date": "2025-03-05",
        "author": "Jane Doe",
        "issue": "12",
        "draft": "false",
    },
}
# What is changed (None: taken out), and what is then said.
FAULTS: list[tuple[str, str, Json, str]] = [
    ("wire-image", "credit_line", "Handout", "`credit_line` must match"),
    ("wire-image", "date_created", "2025-03", "`date_created` must match"),
    ("wire-image", "embedded", None, "`embedded` is missing"),
    (
        "wire-image",
        "embedded",
        {"creator": ["Jane Doe"], **dict(list(EMBEDDED.items())[2:])},
        "`embedded.credit_line` is missing",
    ),
    ("wire-article", "urgency", "9", "`urgency` must be at most 8, found “9”"),
    ("wire-article", "dateline", None, "`dateline` is missing"),
    ("government-blog-image", "alt_text", None, "`alt_text` is missing"),
    ("government-blog-image", "width", 120, "`width` must be at least 300, found “120”"),
    ("government-blog-article", "tags", ["a", "a"], "`tags` must have no item twice"),
    ("magazine-image", "creator", None, "`copyright_notice` is missing, or `creator` is missing"),
    ("magazine-article", "draft", "true", "`draft` must be false, found"),
]


def test_every_example_is_tried() -> None:
    assert SOUND.keys() == {*EXAMPLES}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_takes_a_sound_record_and_the_config_takes_the_example(name: str) -> None:
    path = schema_path(name)
    schema = load_house_schema(path.parent, path.name)
    assert schema is not None
    assert schema == json.loads(Path(path).read_text("utf-8"))
    assert first_faults(SOUND[name], schema) == ()


@pytest.mark.parametrize(("name", "key", "value", "said"), FAULTS)
def test_example_names_what_is_wrong(name: str, key: str, value: Json, said: str) -> None:
    schema = json.loads(schema_path(name).read_text("utf-8"))
    record = {**SOUND[name], key: value}
    if value is None:
        del record[key]
    messages = [fault.message for fault in first_faults(record, schema)]
    assert len(messages) == 1
    assert said in messages[0]
