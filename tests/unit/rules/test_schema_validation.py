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
    assert len(messages(desk="3")) == 1
