"""A configuration, a hook and a workflow for the site that is found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from PIL import Image

from capaudit import __version__
from capaudit.cli.group import capaudit
from capaudit.config import load_config
from capaudit.pipeline import survey as looking
from support.git import Repository

SAMPLES = Path(__file__).parents[3] / "samples"
STORY = "---\ndate: 2025-03-05\nlang: en\n---\n\n![A ferry leaves the pier. [Jane Doe/AFP]]({})\n"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(name: str, text: str = "") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def picture(name: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (8, 6)).save(name)


def init(*arguments: str) -> Result:
    result = CliRunner().invoke(capaudit, ["init", *arguments], prog_name="capaudit")
    assert result.exit_code == 0, result.output
    return result


def findings(*arguments: str) -> list[tuple[str, str]]:
    command = ["check", "--fail-on", "never", "--format", "json", *arguments]
    result = CliRunner().invoke(capaudit, command, prog_name="capaudit")
    assert result.exit_code in {0, 2}, result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return sorted((one["path"], one["code"]) for one in content["findings"])


def test_an_empty_folder_gets_a_configuration_that_is_one(site: Path) -> None:
    assert "wrote capaudit.toml" in init().output
    assert sorted(os.listdir()) == ["capaudit.toml"]
    assert load_config(site).path == site / "capaudit.toml"
    assert findings() == []


def test_what_is_written_loads_and_finds_what_is_found_without(site: Path) -> None:
    shutil.copytree(SAMPLES, site, dirs_exist_ok=True)
    Path("capaudit.toml").unlink()
    before = [one for one in findings() if one[0] != "README.md"]
    init()

    assert before
    assert findings() == before
    config = load_config(site)
    assert config.exclude == ("README.md",)
    assert config.required == ("caption",)


def test_it_tells_what_was_seen(site: Path) -> None:
    shutil.copytree(SAMPLES, site, dirs_exist_ok=True)
    Path("capaudit.toml").unlink()
    init()
    text = Path("capaudit.toml").read_text("utf-8")

    assert "# Seen in 12 articles:\n" in text
    assert "#   languages: en (12)\n" in text
    assert "#   keys that hold captions: image_caption (2), cover.caption (1)" in text
    assert "#   keys that hold credits: image_credit (2)," in text
    assert "#   agencies in credits: AFP (9), Lusa (8)," in text
    assert "# Built by hugo, known by hugo/hugo.toml.\n" in text


def test_a_folder_behind_a_prefix_is_found(site: Path) -> None:
    for at in range(4):
        picture(f"archive/2025/pictures/ferry-{at}.png")
        write(f"content/{at}.md", STORY.format(f"/media/pictures/ferry-{at}.png"))
    assert findings("--select", "IMG") == []
    init()

    assert load_config(site).image_roots == {"/media/": "archive/2025"}
    Path("archive/2025/pictures/ferry-2.png").unlink()
    assert findings("--select", "IMG") == [("content/2.md", "IMG001")]


def test_pictures_on_another_host_are_found_where_they_lie(site: Path) -> None:
    for at in range(3):
        picture(f"cdn/2025/ferry-{at}.png")
        write(f"content/{at}.md", STORY.format(f"https://img.desk.test/2025/ferry-{at}.png"))
    init()

    assert load_config(site).image_roots == {"https://img.desk.test/": "cdn"}


@pytest.mark.parametrize(
    ("there", "asked_for"),
    [
        # Two are too few.
        (["p/a/0.png", "p/a/1.png"], ["/m/a/0.png", "/m/a/1.png"]),
        # Half of them would lead nowhere.
        (
            [f"p/a/{at}.png" for at in range(4)],
            [f"/m/a/{at}.png" for at in range(8)],
        ),
        # Which of two folders is meant?
        (
            [f"{folder}/a/{at}.png" for at in range(4) for folder in "pq"],
            [f"/m/a/{at}.png" for at in range(4)],
        ),
        # One with the prefix leads somewhere else already.
        (
            [*(f"p/a/{at}.png" for at in range(9)), "static/m/b/9.png"],
            [*(f"/m/a/{at}.png" for at in range(9)), "/m/b/9.png"],
        ),
        # Names alone, on a host that may be anybody's.
        (
            [f"p/{at}.png" for at in range(4)],
            [f"https://img.desk.test/x/{at}.png" for at in range(4)],
        ),
    ],
)
def test_no_folder_is_guessed_on_thin_ground(
    site: Path, there: list[str], asked_for: list[str]
) -> None:
    for name in there:
        picture(name)
    for at, src in enumerate(asked_for):
        write(f"content/{at}.md", STORY.format(src))
    init()

    assert load_config(site).image_roots == {}


@pytest.mark.parametrize(
    ("marker", "page"),
    [
        ("hugo.toml", "layouts/single.html"),
        ("hugo.toml", "themes/plain/README.md"),
        ("_config.yml", "_layouts/post.html"),
        ("eleventy.config.js", "src/_includes/post.html"),
        ("mkdocs.yml", "site/index.html"),
        ("blog/_config.yml", "blog/_site/index.html"),
        ("hugo.toml", "CONTRIBUTING.md"),
    ],
)
def test_pages_that_are_no_articles_are_left_out(site: Path, marker: str, page: str) -> None:
    write(marker)
    write(page, "<img src='ferry.png'>\n")
    write("content/layouts/story.md", STORY.format("https://a.test/a.png"))
    init()
    command = ["check", "--format", "json"]
    report = json.loads(CliRunner().invoke(capaudit, command, prog_name="capaudit").stdout)

    assert [one["path"] for one in report["articles"]] == ["content/layouts/story.md"]


def test_nothing_is_written_for_a_look(site: Path) -> None:
    shown = init("--diff").output

    assert shown.startswith("--- /dev/null\n+++ b/capaudit.toml\n")
    assert os.listdir() == []


def test_what_is_shown_can_be_applied(site: Path) -> None:
    repository = Repository(site)
    write(".github/CODEOWNERS")
    shown = init("--diff").output
    subprocess.run(["git", "apply"], input=shown, encoding="utf-8", check=True)
    applied = {path: Path(path).read_text("utf-8") for path in _new_files(repository)}
    for path in applied:
        Path(path).unlink()
    init()

    assert {path: Path(path).read_text("utf-8") for path in applied} == applied
    assert len(applied) == 3


def _new_files(repository: Repository) -> list[str]:
    listed = repository.git("ls-files", "--others").splitlines()
    return [path for path in listed if path != ".github/CODEOWNERS"]


def test_a_repository_gets_a_hook_and_the_workflow_of_its_host(site: Path) -> None:
    repository = Repository(site)
    init()
    assert sorted(os.listdir()) == [".git", ".pre-commit-config.yaml", "capaudit.toml"]

    repository.git("remote", "add", "origin", "git@github.com:desk/stories.git")
    assert "wrote .github/workflows/capaudit.yml" in init().output

    write(".gitlab/CODEOWNERS")
    assert "wrote .gitlab-ci.yml" in init().output


def test_what_is_written_is_of_this_version_and_names_options_there_are(site: Path) -> None:
    Repository(site)
    write(".github/CODEOWNERS")
    init()
    hook = yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]
    (entry,) = hook["hooks"]
    write("story.md", STORY.format("https://a.test/a.png"))
    program, *arguments = entry["entry"].split()
    done = CliRunner().invoke(capaudit, [*arguments, "story.md"])

    assert (program, done.exit_code) == ("capaudit", 0)
    assert entry["additional_dependencies"] == [f"capaudit=={__version__}"]
    workflow = yaml.safe_load(Path(".github/workflows/capaudit.yml").read_text("utf-8"))
    scripts = [step.get("run", "") for step in workflow["jobs"]["capaudit"]["steps"]]
    assert any(f'"capaudit=={__version__}"' in script for script in scripts)
    assert not any("${{" in script for script in scripts)


def test_no_file_that_is_there_is_touched(site: Path) -> None:
    Repository(site)
    texts = {
        "capaudit.toml": 'profile = "wire"\n',
        ".pre-commit-config.yaml": "repos: []\n",
        ".gitlab-ci.yml": "stages: [test]\n",
    }
    for name, text in texts.items():
        write(name, text)
    write("README.md", "Stories.\n")
    said = init().output

    assert {name: Path(name).read_text("utf-8") for name in texts} == texts
    assert (
        'capaudit.toml is there already and stays as it is. It lacks:\n    fail-on = "error"\n'
        in said
    )
    assert '    exclude = ["README.md"]\n' in said
    assert "profile" not in said
    assert "          - id: capaudit\n" in said
    assert "    capaudit:\n      stage: test\n" in said


def test_what_calls_capaudit_already_lacks_nothing(site: Path) -> None:
    Repository(site)
    write(".pre-commit-config.yaml", "repos: [{repo: local, hooks: [{id: capaudit}]}]\n")
    write(".github/workflows/checks.yaml", "jobs: {photos: {steps: [{run: capaudit check}]}}\n")
    said = init().output

    assert ".pre-commit-config.yaml is there already\n" in said
    assert ".github/workflows/checks.yaml is there already\n" in said


def test_a_configuration_in_pyproject_counts(site: Path) -> None:
    write("pyproject.toml", '[tool.capaudit]\nfail-on = "note"\n')

    assert "pyproject.toml is there already" in init().output
    assert os.listdir() == ["pyproject.toml"]


def test_another_pyproject_does_not(site: Path) -> None:
    write("pyproject.toml", "[tool.ruff]\n")
    assert "wrote capaudit.toml" in init().output


def test_a_configuration_above_is_told_of(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("capaudit.toml")
    write("blog/story.md", STORY.format("https://a.test/a.png"))

    said = init("blog").output

    assert f"{site}/capaudit.toml counts here so far" in said
    assert Path("blog/capaudit.toml").is_file()


def test_a_link_that_leads_out_is_not_written_through(site: Path, tmp_path: Path) -> None:
    Repository(site)
    (tmp_path / "elsewhere").mkdir()
    Path(".github").symlink_to(tmp_path / "elsewhere")
    Path("capaudit.toml").symlink_to(tmp_path / "gone.toml")

    result = CliRunner().invoke(capaudit, ["init"], prog_name="capaudit")

    assert result.exit_code == 2
    assert "leads out of" in result.stderr
    assert list((tmp_path / "elsewhere").rglob("*.yml")) == []
    assert not (tmp_path / "gone.toml").exists()


def test_odd_names_stay_inside_their_strings(site: Path) -> None:
    for at in range(3):
        picture(f'od"d\n[x]/p/{at}.png')
        write(f"content/{at}.md", STORY.format(f"/m/p/{at}.png"))
        write(
            f"content/c{at}.md", STORY.format("a.png").replace("Jane Doe/AFP", 'Jane "J" Doe/AFP')
        )
    init()

    assert load_config(site).image_roots == {"/m/p/": 'od"d\n[x]/p'} or load_config(
        site
    ).image_roots == {"/m/": 'od"d\n[x]'}


def test_a_large_repository_is_looked_at_in_part(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_READ", 5)
    monkeypatch.setattr(looking, "MOST_FOLDERS", 4)
    for folder in range(8):
        for at in range(4):
            write(f"{folder}/{at}.md", STORY.format("https://a.test/a.png"))
    said = init().output

    # The top and three of its folders.
    assert "looked at 5 of 12 articles" in said
    assert "# Seen in 5 of 12 articles:" in Path("capaudit.toml").read_text("utf-8")


def test_broken_articles_cost_nothing(site: Path) -> None:
    write("a.md", "---\n\t: [\n---\n")
    Path("b.html").write_bytes(b"\xff\xfe\x00<img src=\x00")
    os.mkfifo("c.md")
    assert "wrote capaudit.toml" in init().output
