"""The schemas that people build on say what the code says."""

from __future__ import annotations

import json
from enum import StrEnum

import pytest
from jsonschema import Draft202012Validator

from capaudit.data.schemas import NAMES, schema_path
from capaudit.model.claim import Property, Source, Standing
from capaudit.model.finding import Aspect, Confidence, Severity, VerdictKind
from capaudit.rules.schema import record as image_records

FILE_FACTS = {"src", "file", "format", "width", "height"}


def schema(name: str) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    content: dict[str, dict[str, dict[str, dict[str, object]]]] = json.loads(
        schema_path(name).read_text("utf-8")
    )
    return content


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_a_sound_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("claim", "property", Property),
        ("claim", "standing", Standing),
        ("origin", "source", Source),
        ("finding", "severity", Severity),
        ("finding", "confidence", Confidence),
        ("verdict", "verdict", VerdictKind),
    ],
)
def test_report_schema_knows_every_word(part: str, key: str, words: type[StrEnum]) -> None:
    assert schema("report")["$defs"][part]["properties"][key] == {"enum": [*words]}  # type: ignore[comparison-overlap]


def test_report_schema_has_every_aspect() -> None:
    verdicts = schema("report")["$defs"]["image"]["properties"]["verdicts"]
    assert verdicts["required"] == [*Aspect]


def test_image_schema_has_the_keys_of_the_merged_record() -> None:
    described = schema("image")["properties"].keys()
    single = {Property.DESCRIPTION, Property.CREDIT_LINE, Property.ALT_TEXT}
    stated = {*single, *image_records._SINGLE, *image_records._SEVERAL}
    names = {prop.value for prop in stated}
    assert set(described) == FILE_FACTS | names | {"printed", "embedded"}
    assert schema("image")["$defs"]["properties"]["properties"].keys() == names


def test_article_schema_takes_a_usual_record_and_refuses_a_wrong_one() -> None:
    validator = Draft202012Validator(schema("article"))
    record = {"headline": "Ferry", "byline": ["Ines Oduya"], "images": [{"src": "a.jpg"}], "x": 1}
    assert validator.is_valid(record)
    assert not validator.is_valid({"images": [{"caption": "no reference"}]})
    assert not validator.is_valid({"headline": ["two", "lines"]})
