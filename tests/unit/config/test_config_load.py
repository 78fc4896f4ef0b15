from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.config import Config, find_root, load_config
from capaudit.errors import UsageError
from capaudit.model.finding import Severity

SCHEMA = '{"type": "object", "required": ["headline"]}'


def write(folder: Path, text: str, name: str = "capaudit.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def complaint(folder: Path, text: str) -> UsageError:
    path = write(folder, text)
    with pytest.raises(UsageError) as caught:
        load_config(folder)
    assert str(path) in caught.value.message or str(folder) in caught.value.message
    return caught.value


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()


def test_nearest_file_upwards_wins(tmp_path: Path) -> None:
    write(tmp_path, 'profile = "web"')
    write(tmp_path / "desk", 'profile = "wire"')
    (tmp_path / "desk" / "2025").mkdir()
    assert load_config(tmp_path / "desk" / "2025").profile == "wire"
    assert load_config(tmp_path).profile == "web"


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    write(tmp_path, '[tool.capaudit]\nfail-on = "note"', "pyproject.toml")
    write(tmp_path / "package", "[tool.other]\nx = 1", "pyproject.toml")
    assert load_config(tmp_path / "package").fail_on == "note"


def test_own_file_outranks_a_pyproject_beside_it(tmp_path: Path) -> None:
    write(tmp_path, '[tool.capaudit]\nprofile = "web"', "pyproject.toml")
    write(tmp_path, 'profile = "wire"')
    assert load_config(tmp_path).profile == "wire"


def test_explicit_file_outranks_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, 'profile = "web"')
    other = write(tmp_path / "elsewhere", 'profile = "strict"', "house.toml")
    config = load_config(tmp_path, other)
    assert (config.profile, config.path) == ("strict", other)


def test_every_key_reaches_the_config_and_the_house(tmp_path: Path) -> None:
    write(tmp_path, SCHEMA, "article.json")
    write(tmp_path, '{"$schema": "http://json-schema.org/draft-07/schema#"}', "image.json")
    (tmp_path / "site").mkdir()
    write(
        tmp_path,
        """
        profile = "desk"
        select = ["CRD"]
        extend-select = ["ALT001"]
        ignore = ["CRD007"]
        severity = {CRD001 = "error"}
        per-path-ignores = {"archive/*" = ["DAT"]}
        ignore-needs-reason = true
        fail-on = "warning"
        root = "site"
        exclude = ["drafts"]
        image-roots = {"/img/" = "static/img"}
        required = ["caption", "credit"]
        date-tolerance = 2
        old-photo-days = 90
        agencies = {"North Wire" = ["NW"]}
        photographers = ["Mara Lindqvist"]
        credit-style = "{creator}/{organisations}"
        article-schema = "article.json"
        image-schema = "image.json"
        [profiles.desk]
        extends = "wire"
        ignore = ["LOC"]
        """,
    )
    config = load_config(tmp_path)
    assert config.root == tmp_path / "site"
    assert config.image_roots == {"/img/": "static/img"}
    assert config.ignore_needs_reason
    house = config.house
    assert house.required == {"caption", "credit"}
    assert (house.date_tolerance, house.old_photo_days) == (2, 90)
    assert house.agencies == {"North Wire": ("NW",)}
    assert house.credit_style == "{creator}/{organisations}"
    assert house.article_schema == {"type": "object", "required": ["headline"]}
    assert house.image_schema is not None
    assert config.severity_of("CRD001", Severity.NOTE) is Severity.ERROR


def test_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    error = complaint(tmp_path, "date-tolerence = 3")
    assert "unknown key date-tolerence" in error.message
    assert error.hint == "did you mean date-tolerance?"


def test_unknown_key_of_a_profile_is_named_with_its_path(tmp_path: Path) -> None:
    error = complaint(tmp_path, "[profiles.desk]\nextend = 'wire'")
    assert "unknown key profiles.desk.extend" in error.message
    assert error.hint == "did you mean profiles.desk.extends?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date-tolerance = 'two'", "date-tolerance: expected int, got str"),
        ("date-tolerance = -1", "date-tolerance: expected int >= 0"),
        ("fail-on = 'fatal'", "fail-on: invalid enum value 'fatal'"),
        ("ignore = ['credit']", "ignore[0]: expected str matching"),
        ("severity = {CRD001 = 'bad'}", "severity"),
        ("profile = 'strickt'", "unknown profile strickt"),
        ("[profiles.strict]\n", "profiles.strict: this name is taken"),
        ("[profiles.a]\nextends = 'b'\n[profiles.b]\nextends = 'a'", "extends itself"),
        ("[profiles.a]\nextends = 'nowhere'", "unknown profile nowhere"),
        ("root = 'missing'", "root: missing is no folder"),
        ("this is not toml", "is not TOML"),
        ("article-schema = 'none.json'", "schema cannot be read: No such file"),
    ],
)
def test_wrong_value_is_named_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(tmp_path, text).message


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ('{"properties": {"headline": {"type": "strong"}}}', "#/properties/headline/type"),
        ("[1]", "schema is not a JSON object"),
        ("{", "schema is not JSON"),
        (
            '{"items": {"$ref": "https://example.org/x.json"}}',
            "refers outside itself at #/items/$ref",
        ),
        ('{"properties": {"a": {"$ref": "#/$defs/b"}}}', "#/properties/a/$ref: no #/$defs/b there"),
        ('{"properties": {"a": {"$ref": "#b"}}}', "#/properties/a/$ref: no #b there"),
        ('{"$ref": "#"}', "#/$ref: it refers to itself"),
        (
            '{"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}}',
            "#/$defs/a/anyOf/0/$ref: it refers to itself",
        ),
        ('{"properties": {"a": {"pattern": "("}}}', "#/properties/a/pattern"),
        ('{"$schema": "https://example.org/draft"}', "#/$schema: unknown draft"),
    ],
)
def test_broken_house_schema_is_named_with_the_place(
    tmp_path: Path, schema: str, said: str
) -> None:
    write(tmp_path, schema, "house.json")
    assert said in complaint(tmp_path, 'image-schema = "house.json"').message


@pytest.mark.parametrize(
    "schema",
    [
        '{"properties": {"part": {"$ref": "#"}}}',
        '{"$defs": {"a/b": {"type": "string"}}, "items": {"$ref": "#/$defs/a~1b"}}',
        '{"$defs": {"a": {"$anchor": "x"}}, "allOf": [{"$ref": "#x"}, {"$ref": "#/$defs/a"}]}',
        '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}',
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
    ],
)
def test_sound_house_schema_is_taken(tmp_path: Path, schema: str) -> None:
    write(tmp_path, schema, "house.json")
    write(tmp_path, 'image-schema = "house.json"')
    assert load_config(tmp_path).image_schema is not None


def test_not_utf_8_is_a_complaint_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "capaudit.toml").write_bytes(b'profile = "\xff"')
    with pytest.raises(UsageError, match="is not TOML"):
        load_config(tmp_path)


def test_table_that_is_no_table_is_a_complaint(tmp_path: Path) -> None:
    write(tmp_path, "[tool]\ncapaudit = 3", "pyproject.toml")
    with pytest.raises(UsageError, match=r"tool\.capaudit"):
        load_config(tmp_path)


def test_root_is_the_config_s_folder_then_git_then_common_parent(tmp_path: Path) -> None:
    one, two = tmp_path / "site" / "a.md", tmp_path / "site" / "posts" / "b.md"
    two.parent.mkdir(parents=True)
    one.touch()
    two.touch()
    paths = (str(one), str(two))
    assert find_root(Config(), paths) == tmp_path / "site"
    assert find_root(Config(), (str(tmp_path / "site" / "**" / "*.md"),)) == tmp_path / "site"
    (tmp_path / ".git").mkdir()
    assert find_root(Config(), paths) == tmp_path
    (two.parent / ".git").mkdir()
    assert find_root(Config(), paths[::-1]) == tmp_path / "site"
    assert find_root(Config(path=tmp_path / "conf" / "capaudit.toml"), paths) == tmp_path / "conf"
    assert find_root(Config(root=two.parent), paths) == two.parent


def test_the_memory_lies_beside_the_configuration(tmp_path: Path) -> None:
    tmp_path.joinpath("capaudit.toml").write_text('memory = "kept/uses.sqlite"', "utf-8")
    assert load_config(tmp_path).memory == tmp_path.resolve() / "kept" / "uses.sqlite"
