from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from capaudit.config import Config
from capaudit.config.settings import settings_schema
from capaudit.data.profiles import Profile, load_profiles
from capaudit.data.schemas import schema_path
from capaudit.model.finding import Severity


@pytest.mark.parametrize(
    ("config", "code", "expected"),
    [
        (Config(), "CRD003", True),
        (Config(), "PER003", False),
        (Config(profile="strict"), "PER003", True),
        (Config(profile="wire"), "LOC003", True),
        (Config(profile="wire"), "CRD003", True),
        (Config(profile="web"), "LOC003", False),
        (Config(ignore=("CRD",)), "CRD003", False),
        (Config(ignore=("CRD",), extend_select=("CRD003",)), "CRD003", True),
        (Config(extend_select=("LOC",), ignore=("LOC007",)), "LOC007", False),
        (Config(extend_select=("LOC007",), ignore=("LOC007",)), "LOC007", False),
        (Config(select=("IMG",)), "CRD003", False),
        (Config(select=("IMG",)), "IMG008", True),
        (Config(select=("IMG",), ignore=("IMG008",)), "IMG008", False),
    ],
)
def test_longest_prefix_decides_before_the_profile(
    config: Config, code: str, expected: bool
) -> None:
    assert config.selects(code) is expected


def test_own_profile_overrides_what_it_extends() -> None:
    profiles = load_profiles() | {"desk": Profile(extends="wire", ignore=("CRD",), select=("PER",))}
    config = Config(profile="desk", profiles=profiles)
    chosen = [code for code in ("CRD003", "PER003", "LOC003", "ALT001") if config.selects(code)]
    assert chosen == ["PER003", "LOC003"]


def test_paths_can_be_left_out_by_glob() -> None:
    config = Config(per_path_ignores={"archive/*": ("DAT", "CRD001")})
    assert config.ignores("archive/2019/old.md", "DAT006")
    assert not config.ignores("archive/2019/old.md", "CRD002")
    assert not config.ignores("news/new.md", "DAT006")


@pytest.mark.parametrize("glob", ["archive/", "./archive/", "./archive/*", "*/2019/*"])
def test_a_folder_means_what_is_in_it(glob: str) -> None:
    config = Config(per_path_ignores={glob: ("DAT",)})
    assert config.ignores("archive/2019/old.md", "DAT006")
    assert not config.ignores("archives/new.md", "DAT006")


def test_severity_follows_the_longest_prefix() -> None:
    config = Config(severity={"CRD": Severity.NOTE, "CRD003": Severity.WARNING})
    assert config.severity_of("CRD003", Severity.ERROR) is Severity.WARNING
    assert config.severity_of("CRD004", Severity.ERROR) is Severity.NOTE
    assert config.severity_of("LOC001", Severity.ERROR) is Severity.ERROR


def test_schema_file_is_the_one_made_of_the_settings() -> None:
    assert json.loads(schema_path("config").read_text("utf-8")) == settings_schema()


def test_schema_accepts_and_refuses_what_the_settings_do() -> None:
    validator = Draft202012Validator(settings_schema())
    Draft202012Validator.check_schema(settings_schema())
    assert validator.is_valid({"profile": "web", "image-roots": {"/i/": "static"}})
    assert not validator.is_valid({"profil": "web"})
    assert not validator.is_valid({"date-tolerance": -1})
    assert not validator.is_valid({"severity": {"CRD001": "bad"}})
