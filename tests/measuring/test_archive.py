"""The archive that is measured over: made up, always the same, and true but for what is planted."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from benchmarks import stories
from benchmarks.archive import STAMP, Size, article_page, write_archive
from benchmarks.stories import KINDS, tell, words
from capaudit import audit
from capaudit.config import Config
from capaudit.images import read_image
from capaudit.model.claim import Property
from capaudit.model.finding import Report, Severity

SIZE = Size(articles=6, images_per_article=5)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "whole"
    write_archive(folder, SIZE)
    return folder


def contents(folder: Path) -> Mapping[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }


def audited(folder: Path) -> Report:
    return audit([str(folder / "content")], Config(root=folder))


def test_the_same_numbers_give_the_same_archive(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "again", SIZE)
    assert contents(tmp_path / "again") == contents(archive)


def test_another_seed_gives_another_archive(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "other", msgspec.structs.replace(SIZE, seed=2))
    shared = contents(tmp_path / "other").items() & contents(archive).items()
    assert shared == set()


def test_no_two_files_are_alike(archive: Path) -> None:
    files = contents(archive)
    assert len(files) == 6 + 6 * 5 + 1
    assert len(set(files.values())) == len(files)


def test_a_larger_archive_begins_with_the_smaller_one(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "larger", msgspec.structs.replace(SIZE, articles=7))
    smaller = contents(archive).items() - {(STAMP, contents(archive)[STAMP])}
    assert smaller <= contents(tmp_path / "larger").items()


def test_articles_and_pictures_have_the_size_of_real_ones(archive: Path) -> None:
    articles = [path.stat().st_size for path in archive.rglob("*.md")]
    images = [path.stat().st_size for path in archive.rglob("*.jpg")]
    assert all(5_500 <= size <= 8_500 for size in articles)
    assert all(30_000 <= size <= 150_000 for size in images)


def test_what_is_there_is_not_written_again(archive: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in archive.rglob("*")}
    written = write_archive(archive, SIZE)
    assert {path: path.stat().st_mtime_ns for path in archive.rglob("*")} == before
    assert written.images == 30
    assert written.article_bytes == sum(path.stat().st_size for path in archive.rglob("*.md"))
    assert written.image_bytes == sum(path.stat().st_size for path in archive.rglob("*.jpg"))


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann,", "utf-8")
    with pytest.raises(SystemExit, match="holds something else"):
        write_archive(tmp_path, SIZE)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_each_block_of_a_picture_states_what_the_story_is_about(archive: Path) -> None:
    story = tell(SIZE.seed, 3, SIZE.images_per_article)
    for index, picture in enumerate(story.pictures, 1):
        file = archive / f"static/images/000/000003-{index}.jpg"
        claims = read_image(file, file.name).claims
        sources = {c.origin.source.value for c in claims if c.property is Property.DATE_CREATED}
        assert sources == {"exif", "iim", "xmp"}
        creators = {claim.value for claim in claims if claim.property is Property.CREATOR}
        assert creators == {picture.creator}


def test_without_planted_faults_an_audit_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "SOUND_PICTURES", 1 << 60)
    write_archive(tmp_path / "sound", Size(articles=20))
    report = audited(tmp_path / "sound")
    assert [finding.message for finding in report.findings] == []
    assert sum(len(article.images) for article in report.articles) == 80


def test_each_planted_fault_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "SOUND_PICTURES", 1)
    write_archive(tmp_path / "faulty", Size(articles=8))
    report = audited(tmp_path / "faulty")
    found = [one for one in report.findings if one.severity is Severity.ERROR]
    assert {(one.path, one.image.index) for one in found if one.image is not None} == {
        (article.path, image.index) for article in report.articles for image in article.images
    }
    assert {"CRD003", "DAT004", "LOC001"} <= {one.code for one in found}


def test_every_sentence_finds_its_words() -> None:
    known = words()
    assert set(known.sentences) == {"opening", *KINDS}
    pages = [article_page(tell(7, number, 4), ["/a.jpg"] * 4) for number in range(60)]
    assert not [page for page in pages if "{" in page or "}" in page]
