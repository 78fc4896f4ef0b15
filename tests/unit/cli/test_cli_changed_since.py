"""Only what changed is audited: the real git, in repositories made for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from PIL import Image

from capaudit.cli.group import capaudit
from capaudit.data.schemas import schema_path
from support.git import Repository

FIGURE = "<img src='{{ include.src }}'><figcaption>{{ include.caption }}</figcaption>"
STORY = "---\ndate: 2025-03-05\n---\n\n![A ferry leaves {}. [{}]](/images/{})\n"


def story(where: str = "the pier", credit: str = "Jane Doe/AFP", image: str = "ferry.png") -> str:
    return STORY.format(where, credit, image)


def picture(path: Path, shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (800, 600), shade).save(path)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Three stories, two pictures, one commit."""
    repository = Repository(tmp_path / "site")
    picture(repository.folder / "static/images/ferry.png", 40)
    picture(repository.folder / "static/images/pier.png", 90)
    for name in ("a", "b"):
        repository.write(f"content/{name}.md", story())
    repository.write("content/c.md", story(image="pier.png"))
    repository.commit()
    monkeypatch.chdir(repository.folder)
    return repository


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(capaudit, ["check", *arguments], prog_name="capaudit", input=stdin)


def report(*arguments: str, stdin: str | None = None) -> dict[str, Any]:
    result = run("--format", "json", *arguments, stdin=stdin)
    assert result.exit_code in {0, 1}, result.stderr
    content: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(schema_path("report").read_text("utf-8"))
    Draft202012Validator(schema).validate(content)
    return content


def audited(*arguments: str) -> list[str]:
    return [article["path"] for article in report("--changed-since", *arguments)["articles"]]


def refused(*arguments: str) -> str:
    result = run("--changed-since", *arguments)
    assert result.exit_code == 2, result.output
    return result.stderr


def test_nothing_changed_is_nothing_audited_and_said(site: Repository) -> None:
    result = run("--changed-since", "HEAD")

    assert result.exit_code == 0
    base = site.git("rev-parse", "HEAD")[:10]
    said = f"0 of 3 articles audited: 0 changed since HEAD ({base}); 3 left out"
    assert said in result.stderr


def test_committed_staged_edited_and_new_articles_are_audited(site: Repository) -> None:
    site.git("tag", "before")
    site.write("content/a.md", story("Leeds"))
    site.commit()
    site.write("content/b.md", story("Hull"))
    site.git("add", "content/b.md")
    site.write("content/c.md", story("York", image="pier.png"))
    site.write("content/new.md", story(image="new.png"))

    paths = ["content/a.md", "content/b.md", "content/c.md", "content/new.md"]
    assert audited("before") == paths
    assert audited("HEAD") == paths[1:]


def test_ignored_files_and_folders_that_are_not_asked_for_are_left_out(site: Repository) -> None:
    site.write(".gitignore", "drafts/\n")
    site.write("drafts/d.md", story())
    site.write("content/a.md", story("Leeds"))
    site.write("other/e.md", story())

    assert audited("HEAD", "content") == ["content/a.md"]
    assert audited("HEAD") == ["content/a.md", "other/e.md"]


def test_what_the_configuration_excludes_stays_out(site: Repository) -> None:
    site.write("capaudit.toml", 'exclude = ["content/b.md"]\n')
    for name in ("a", "b"):
        site.write(f"content/{name}.md", story("Leeds"))

    assert audited("HEAD") == ["content/a.md"]


def test_an_image_that_changed_brings_the_articles_that_show_it(site: Repository) -> None:
    picture(site.folder / "static/images/ferry.png", 200)

    content = report("--changed-since", "HEAD")

    assert [one["path"] for one in content["articles"]] == ["content/a.md", "content/b.md"]
    since = content["run"]["changed_since"]
    assert (since["changed"], since["by_image"], since["left_out"]) == (0, 2, 1)


def test_an_image_that_is_gone_is_found_missing(site: Repository) -> None:
    (site.folder / "static/images/pier.png").unlink()

    content = report("--changed-since", "HEAD")

    found = [(one["path"], one["code"]) for one in content["findings"]]
    assert found == [("content/c.md", "IMG001")]


def test_an_image_under_a_new_name_counts_under_both(site: Repository) -> None:
    site.git("mv", "static/images/pier.png", "static/images/quay.png")
    site.commit()
    assert audited("HEAD~1") == ["content/c.md"]

    site.write("content/c.md", story(image="quay.png"))
    site.commit()
    site.git("mv", "static/images/quay.png", "static/images/quay (1).png")
    assert audited("HEAD") == ["content/c.md"]


def test_a_sidecar_or_record_that_changed_brings_its_articles(site: Repository) -> None:
    site.write("static/images/pier.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    assert audited("HEAD") == ["content/c.md"]

    site.write("capaudit.toml", 'image-records = ["data/{stem}.yml"]\n')
    site.commit()
    site.write("data/ferry.yml", "credit: Jane Doe/AFP\n")
    assert audited("HEAD") == ["content/a.md", "content/b.md"]


def test_a_data_file_that_a_caption_comes_from_brings_its_article(site: Repository) -> None:
    site.write("_config.yml", "title: Harbour\n")
    site.write("_includes/photo.html", FIGURE)
    site.write("_data/photos.yml", "pier:\n  caption: The pier.\n")
    tag = '{% include photo.html src="/images/pier.png" caption=site.data.photos.pier.caption %}'
    site.write("content/d.md", f"---\ndate: 2025-03-05\n---\n\n{tag}\n")
    site.commit()
    site.write("_data/photos.yml", "pier:\n  caption: The old pier.\n")

    assert audited("HEAD") == ["content/d.md"]


def test_a_renamed_article_is_audited_and_a_deleted_one_is_not(site: Repository) -> None:
    site.git("mv", "content/c.md", "content/z.md")
    site.git("rm", "-q", "content/b.md")
    site.commit()

    assert audited("HEAD~1") == ["content/z.md"]


def test_a_merge_of_two_branches_is_audited_for_its_changes_only(site: Repository) -> None:
    site.git("switch", "-q", "-c", "desk")
    site.write("content/b.md", story("Hull"))
    site.commit()
    site.git("switch", "-q", "main")
    site.write("content/a.md", story("Leeds"))
    site.commit()
    # Before the merge: what the branch did, not what main did meanwhile.
    site.git("switch", "-q", "desk")
    assert audited("main") == ["content/b.md"]

    site.git("switch", "-q", "main")
    site.git("merge", "-q", "--no-ff", "-m", "Merge the desk's work", "desk")
    assert audited("HEAD~1") == ["content/b.md"]
    assert audited("desk") == ["content/a.md"]


@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.md",
        'a "quoted" name.md',
        "Zürich – été.md",
        "tab\there.md",
        " blank.md",
        "-n.md",
        "back\\slash.md",
    ],
)
def test_odd_names_are_names(site: Repository, name: str) -> None:
    site.write(f"content/{name}", story("Leeds"))
    assert audited("HEAD") == [f"content/{name}"]

    site.commit()
    site.write(f"content/{name}", story("Hull"))
    assert audited("HEAD") == [f"content/{name}"]


def test_a_name_that_is_no_utf8_is_a_name(site: Repository) -> None:
    path = os.fsencode(site.folder / "content") + b"/caf\xe9.md"
    with open(path, "wb") as file:
        file.write(story("Leeds").encode())

    since = report("--changed-since", "HEAD")["run"]["changed_since"]

    assert (since["changed"], since["compared"], since["left_out"]) == (1, 2, 1)


def test_a_site_below_the_top_of_its_repository(
    site: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("content/capaudit.toml", "")
    site.commit()
    site.write("content/a.md", story("Leeds"))
    monkeypatch.chdir(site.folder / "content")

    assert audited("HEAD") == ["a.md"]


def test_a_hook_of_git_does_not_lead_astray(
    site: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    site.write("content/a.md", story("Leeds"))
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))

    assert audited("HEAD") == ["content/a.md"]


def test_everything_in_a_submodule_that_moved_counts(site: Repository, tmp_path: Path) -> None:
    stories = Repository(tmp_path / "stories")
    stories.write("one.md", story())
    stories.commit()
    site.git("submodule", "--quiet", "add", str(stories.folder), "wire")
    site.commit()
    assert audited("HEAD") == []

    inner = Repository(site.folder / "wire")
    inner.write("two.md", story("Hull"))
    assert audited("HEAD") == ["wire/one.md", "wire/two.md"]

    inner.commit()
    site.commit()
    assert audited("HEAD~1") == ["wire/one.md", "wire/two.md"]
    assert audited("HEAD") == []


def test_a_repository_inside_the_repository_counts_whole(site: Repository) -> None:
    inner = Repository(site.folder / "archive")
    inner.write("old.md", story())
    inner.commit()

    assert audited("HEAD") == ["archive/old.md"]


def test_unchanged_articles_with_the_same_image_are_compared_with(site: Repository) -> None:
    site.write("content/d.md", story(credit="Ed Moss/Reuters"))

    content = report("--changed-since", "HEAD", "--select", "CRD008")

    assert [one["path"] for one in content["findings"]] == ["content/d.md"]
    assert [one["path"] for one in content["articles"]] == ["content/d.md"]
    assert content["run"]["changed_since"]["compared"] == 2


def test_of_two_that_disagree_the_changed_article_has_to_yield(site: Repository) -> None:
    (site.folder / "content/b.md").unlink()
    site.commit()
    # The older one, which a run over both would leave alone.
    older = story(credit="Ed Moss/Reuters").replace("2025-03-05", "2024-03-05")
    site.write("content/d.md", older)

    both = report("--select", "CRD008")
    since = report("--changed-since", "HEAD", "--select", "CRD008")

    assert [one["path"] for one in both["findings"]] == ["content/a.md"]
    assert [one["path"] for one in since["findings"]] == ["content/d.md"]


def test_what_the_site_usually_prints_is_counted_over_all_its_articles(site: Repository) -> None:
    without = STORY.replace(" [{}]", "").replace("{}](", "{} at dawn on Monday](")
    site.write("content/d.md", without.format("Hull", "pier.png"))
    alone = report("content/d.md", "--select", "CRD001")
    since = report("--changed-since", "HEAD", "--select", "CRD001")

    assert [one["severity"] for one in alone["findings"]] == ["note"]
    assert [one["severity"] for one in since["findings"]] == ["warning"]


def test_the_baseline_keeps_what_was_not_audited(site: Repository) -> None:
    site.write("content/a.md", story("Hull on 30 February 2025"))
    site.write("content/b.md", story("Hull on 31 February 2025"))
    run("--baseline", "known.json", "--write-baseline")
    site.commit()
    site.write("content/b.md", story("Hull"))

    content = report("--changed-since", "HEAD", "--baseline", "known.json")

    assert [one["path"] for one in content["baseline"]["stale"]] == ["content/b.md"]


def test_an_article_on_standard_input_counts_as_changed(site: Repository) -> None:
    arguments = ("--changed-since", "HEAD", "-", "--stdin-path", "content/b.md")
    content = report(*arguments, stdin=story("Hull"))

    assert [one["path"] for one in content["articles"]] == ["content/b.md"]


def test_settings_and_templates_that_changed_are_pointed_at(site: Repository) -> None:
    site.write("capaudit.toml", "")
    site.write("layouts/shortcodes/photo.html", "")

    said = run("--changed-since", "HEAD").stderr

    assert "capaudit.toml changed too" in said
    assert "layouts/shortcodes/photo.html changed too" in said


def test_the_comment_on_a_pull_request_says_what_was_left_out(site: Repository) -> None:
    site.write("content/a.md", story("Hull"))

    said = run("--changed-since", "HEAD", "--format", "markdown").stdout

    assert r"1 of 3 articles audited\: 1 changed since HEAD" in said


@pytest.mark.parametrize("ref", ["no-such-branch", "HEAD~9", "main..HEAD", "HEAD:content/a.md"])
def test_a_ref_that_leads_to_no_commit(site: Repository, ref: str) -> None:
    assert f"git knows no commit {ref}" in refused(ref)


@pytest.mark.parametrize("ref", ["-x", "--output=stolen", ""])
def test_a_ref_is_never_an_option(site: Repository, ref: str) -> None:
    assert "is no ref" in refused(f"--changed-since={ref}" if ref else "")
    assert not (site.folder / "stolen").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert "lies in no git repository" in refused("main")


def test_no_git(site: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "the git command, which is not installed" in refused("main")


def test_histories_without_a_common_commit(site: Repository) -> None:
    site.git("checkout", "-q", "--orphan", "elsewhere")
    site.write("content/a.md", story("Hull"))
    site.commit()
    assert "have no commit in common" in refused("main")


def test_a_shallow_clone_is_explained(
    site: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.git("switch", "-q", "-c", "desk")
    site.write("content/a.md", story("Hull"))
    site.commit()
    site.git("switch", "-q", "main")
    site.write("content/b.md", story("Hull"))
    site.commit()
    origin = site.folder.as_uri()
    site.git("clone", "-q", "--depth", "1", "--branch", "desk", origin, str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    monkeypatch.chdir(clone.folder)
    assert "git knows no commit origin/main" in (said := refused("origin/main"))
    assert "git fetch --unshallow" in said

    clone.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    assert "this clone is shallow" in (said := refused("origin/main"))
    assert "fetch-depth: 0" in said

    clone.git("fetch", "-q", "--unshallow", "origin")
    assert audited("origin/main") == ["content/a.md"]
