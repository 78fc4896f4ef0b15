"""The archive of a site's build, audited as the site it is."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.memory.baseline import Baseline, baseline_text
from capaudit.model.finding import Report
from capaudit.model.left_alone import LeftOut
from capaudit.pipeline import audit_paths
from capaudit.pipeline.known import baseline_of
from support.images import build_image

WRONG = (
    '<html lang="en"><body><article><figure><img src="/images/flood.jpg" alt="A street">'
    "<figcaption>Flood in Leeds on February 30, 2025. (Jane Doe/AFP)</figcaption></figure>"
    "</article></body></html>"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where archives are unpacked; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site" / "dist").mkdir(parents=True)
    return tmp_path / "site"


def build(root: Path, name: str = "dist/build.zip", **members: str | bytes) -> Path:
    path = root / name
    content = members or {"news/flood.html": WRONG, "images/flood.jpg": build_image("jpeg")}
    with zipfile.ZipFile(path, "w") as opened:
        for inner, data in content.items():
            opened.writestr(inner, data)
    return path


def audit(root: Path, *paths: Path, **settings: object) -> Report:
    config = Config(root=root, **settings)  # type: ignore[arg-type]
    return audit_paths([str(path) for path in paths], config)


def found(report: Report) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in report.findings if one.code not in {"ART001"}]


def test_articles_and_images_are_those_inside(root: Path, temporary: Path) -> None:
    report = audit(root, build(root))

    (article,) = report.articles
    assert article.path == "dist/build.zip!/news/flood.html"
    assert article.images[0].file == "dist/build.zip!/images/flood.jpg"
    assert found(report) == [("dist/build.zip!/news/flood.html", "DAT001")]
    assert [one.fix for one in report.findings if one.fix] == []
    assert list(temporary.iterdir()) == []


def test_images_of_the_folder_around_are_none_of_the_archives(root: Path) -> None:
    (root / "images").mkdir()
    (root / "images" / "flood.jpg").write_bytes(build_image("jpeg"))
    (root / "dist" / "images").mkdir()
    (root / "dist" / "images" / "flood.jpg").write_bytes(build_image("jpeg"))
    (article,) = audit(root, build(root, **{"news/flood.html": WRONG})).articles

    assert article.images[0].file is None


def test_two_archives_do_not_see_each_other(root: Path) -> None:
    one = build(root, "one.zip", **{"news/flood.html": WRONG})
    two = build(root, "two.zip", **{"images/flood.jpg": build_image("jpeg"), "a.html": "<p>A</p>"})
    climbing = WRONG.replace("/images/flood.jpg", "../../two.zip!/images/flood.jpg")
    three = build(root, "three.zip", **{"news/flood.html": climbing})
    report = audit(root, one, two, three)

    assert {one.file for each in report.articles for one in each.images} == {None}


def test_copies_of_an_image_inside_and_outside_are_one_image(root: Path) -> None:
    picture = build_image("jpeg")
    page = WRONG.replace("February 30", "February 3")
    (root / "images").mkdir()
    (root / "images" / "flood.jpg").write_bytes(picture)
    (root / "a.html").write_text(page, "utf-8")
    (root / "b.html").write_text(page, "utf-8")
    inside = page.replace("February 3", "March 9")
    archive = build(root, **{"n.html": inside, "images/flood.jpg": picture})
    report = audit(root, root / "a.html", root / "b.html", archive)

    assert ("dist/build.zip!/n.html", "CAP008") in found(report)


def test_what_is_left_alone_is_told(root: Path) -> None:
    archive = build(root, **{"../out.html": "<p>Out</p>", "drafts/a.html": "<p>A</p>"})
    report = audit(root, archive, exclude=("drafts",))

    assert [(one.why, one.paths) for one in report.left_alone] == [
        (LeftOut.EXCLUDED, ("dist/build.zip!/drafts/",)),
        (LeftOut.LEAVES_ARCHIVE, ("dist/build.zip!/../out.html",)),
    ]
    assert report.articles == ()


def test_a_damaged_archive_costs_no_other_input(root: Path, temporary: Path) -> None:
    (root / "dist" / "bad.zip").write_bytes(b"PK\x03\x04 cut off")
    report = audit(root, root / "dist" / "bad.zip", build(root))

    (problem,) = report.problems
    assert problem.path == "dist/bad.zip"
    assert problem.reason.startswith("is a damaged archive")
    assert len(report.articles) == 1
    assert list(temporary.iterdir()) == []


def test_a_link_to_an_archive_outside_is_not_followed(root: Path) -> None:
    outside = build(root.parent, "outside.zip")
    (root / "linked.zip").symlink_to(outside)
    (problem,) = audit(root, root / "linked.zip").problems

    assert problem.reason == "is a link that leads out of the root"


def test_a_folder_that_holds_an_archive_leaves_it_alone(root: Path) -> None:
    build(root)
    report = audit(root, root)

    assert report.articles == ()
    assert [(one.kind, one.paths) for one in report.left_alone] == [(".zip", ("dist/build.zip",))]


def test_image_roots_name_folders_of_the_archive_that_has_them(root: Path) -> None:
    page = WRONG.replace("/images/", "/gc6/")
    picture = build_image("jpeg")
    inside = build(root, "a.zip", **{"a.html": page, "static/gc6/flood.jpg": picture})
    served = build(root, "b.zip", **{"a.html": page, "gc6/flood.jpg": picture})
    report = audit(root, inside, served, image_roots={"/gc6/": "static/gc6"})

    assert [one.images[0].file for one in report.articles] == [
        "a.zip!/static/gc6/flood.jpg",
        "b.zip!/gc6/flood.jpg",
    ]


def test_a_memory_forgets_what_the_archive_no_longer_holds(root: Path) -> None:
    memory = root.parent / "memory.sqlite"
    page = WRONG.replace("February 30", "February 3")
    other = page.replace("February 3", "March 9")
    picture = build_image("jpeg")
    archive = build(root, **{"n.html": page, "images/flood.jpg": picture})
    (root / "images").mkdir()
    (root / "images" / "flood.jpg").write_bytes(picture)
    (root / "o.html").write_text(other, "utf-8")
    audit(root, archive, memory=memory)
    # A walk that does not open the archive forgets nothing of it.
    audit(root, root, memory=memory)
    known = audit(root, root / "o.html", memory=memory)
    assert ("o.html", "CAP008") in found(known)

    build(root, **{"other.html": "<p>Words</p>"})
    audit(root, archive, memory=memory)
    after = audit(root, root / "o.html", memory=memory)
    assert ("o.html", "CAP008") not in found(after)


def test_a_baseline_keeps_what_stands_in_an_archive_that_was_not_opened(root: Path) -> None:
    file = root / "known.json"
    archive = build(root)
    (root / "a.md").write_text("Words.\n", "utf-8")
    known = baseline_of(audit(root, archive), Baseline(), Config(root=root))
    file.write_text(baseline_text(known), "utf-8")

    elsewhere = audit(root, root, baseline=file).baseline
    assert elsewhere is not None
    assert elsewhere.stale == ()
    again = audit(root, archive, baseline=file)
    assert again.findings == ()
    build(root, **{"other.html": "<p>Words</p>"})
    after = audit(root, archive, baseline=file).baseline
    assert after is not None
    assert {one.code for one in after.stale} == {one.code for one in known.findings[archive_page()]}


def archive_page() -> str:
    return "dist/build.zip!/news/flood.html"


def test_no_fix_is_offered_in_an_archive(root: Path) -> None:
    garbled = WRONG.replace("Flood in Leeds", "Flood at the cafÃ© in Leeds")
    (root / "a.html").write_text(garbled, "utf-8")
    archive = build(root, **{"a.html": garbled})
    mended = {one.path for one in audit(root, root / "a.html", archive).findings if one.fix}

    assert mended == {"a.html"}
