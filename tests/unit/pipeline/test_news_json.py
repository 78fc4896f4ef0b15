"""What an item of a JSON file records of its picture is held against what it prints of it."""

import json
from pathlib import Path

from capaudit.config import Config
from capaudit.model.finding import Finding
from capaudit.pipeline import audit_paths
from support.news_json import ANS_PICTURE, NINJS_1


def findings(tmp_path: Path, item: object) -> dict[str, Finding]:
    file = tmp_path / "item.json"
    file.write_text(json.dumps(item, indent=1), "utf-8")
    config = Config(root=tmp_path)
    return {one.code: one for one in audit_paths((str(file),), config).findings}


def with_picture(**fields: object) -> dict[str, object]:
    picture = {**NINJS_1["associations"]["main"], **fields}
    return {**NINJS_1, "associations": {"main": picture}}


def test_a_sound_item_is_left_alone(tmp_path: Path) -> None:
    assert not findings(tmp_path, with_picture()).keys() & {"DAT004", "LOC001", "CRD004"}


def test_the_day_that_the_item_records(tmp_path: Path) -> None:
    found = findings(tmp_path, with_picture(contentcreated="2019-02-11T10:00:00Z"))["DAT004"]

    assert "caption says 4 March 2024, file says 11 February 2019" in found.message
    assert found.item == "urn:example:desk:ferry-1"
    where = found.range
    assert where is not None
    line = (tmp_path / "item.json").read_text("utf-8").splitlines()[where.line - 1]
    assert line[where.column - 1 : where.end_column - 1] == "4 March 2024"


def test_the_place_that_the_item_records(tmp_path: Path) -> None:
    caption = "Ferries in Leeds on 4 March 2024."
    item = with_picture(description_text=caption, located="Oslo, Norway")

    assert "Oslo" in findings(tmp_path, item)["LOC001"].message
    assert "LOC001" not in findings(
        tmp_path, with_picture(description_text=caption, located="Leeds")
    )


def test_the_day_that_arc_keeps_beside_the_schema(tmp_path: Path) -> None:
    picture = {**ANS_PICTURE, "caption": "The ferry on 5 May 2021.", "display_date": "2024-03-05"}

    assert "4 March 2024" in findings(tmp_path, picture)["DAT004"].message


def test_no_fix_is_offered_in_what_a_program_writes(tmp_path: Path) -> None:
    picture = {**ANS_PICTURE, "caption": "The ferry on Monday, 5 March 2024.", "credits": {}}

    found = findings(tmp_path, {**picture, "display_date": "2024-03-06"})

    assert "DAT002" in found
    assert all(one.fix is None for one in found.values())
