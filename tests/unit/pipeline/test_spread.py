"""A run over a cluster gives what a run on one machine gives, whatever happens on the way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

pytest.importorskip("distributed")

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.memory import parts as part_files
from capaudit.model.finding import Report
from capaudit.model.left_alone import LeftOut
from capaudit.pipeline import audit_paths, chunks, manifest, spread
from capaudit.pipeline.inputs import Asked, list_inputs
from capaudit.pipeline.left_alone import Remainder
from capaudit.pipeline.spread import Spread, audit_spread, report_parts
from capaudit.reports import FORMATS
from capaudit.reports.page import Page
from support.images import build_image
from support.poison import poisoned
from support.reports import text_of

DAY = date(2026, 3, 9)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Ten articles that share their pictures, a file that is none, and a name of an old system."""
    folder = tmp_path / "site"
    (folder / "news").mkdir(parents=True)
    for number in range(10):
        credit = "Ines Malt/Nordbild" if number % 3 else "Omar Haddad/Nordbild"
        (folder / "news" / f"ferry-{number}.md").write_text(
            f"---\ntitle: Ferry {number}\ndate: 2021-05-0{number % 9 + 1}\n---\nThe ferry runs.\n\n"
            f"![A ferry leaves Leeds on 3 May 2021. [{credit}]](pier{number % 2}.jpg)\n",
            "utf-8",
        )
    (folder / "news" / "notes.xyz").write_text("no article", "utf-8")
    (folder / os.fsdecode(b"caf\xe9.xyz")).write_text("no article", "utf-8")
    (folder / os.fsdecode(b"caf\xe9.md")).write_bytes(b"![TK](news/pier0.jpg)\n")
    for number in range(2):
        fields = {"photoshop:DateCreated": "2019-02-11"}
        (folder / "news" / f"pier{number}.jpg").write_bytes(build_image("jpeg", fields=fields))
    return folder


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_MOST_FILES", 3)


@pytest.fixture
def one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the chunks in this process: what the test is about happens before and after."""
    monkeypatch.setattr(spread, "run_on_cluster", _here)


def _here(  # the same as a cluster that nothing happens to
    tasks: list[chunks.Chunk], kind: object, scheduler: str | None, workers: int
) -> Iterator[chunks.Chunk]:
    for task in tasks:
        if not kind.is_done(task):  # type: ignore[attr-defined]
            kind.run(task)  # type: ignore[attr-defined]
        yield task


def settled(site: Path, **settings: object) -> Config:
    return Config(root=site, date=DAY, **settings)  # type: ignore[arg-type]


def as_json(report: Report) -> str:
    bare = msgspec.structs.replace(report.run, started_at="", duration_s=0, interrupted=False)
    report = msgspec.structs.replace(report, run=bare)
    return "".join(text_of(FORMATS[form](report, Page())) for form in ("json", "text"))


def parts_of(folder: Path) -> dict[str, int]:
    return {one.name: one.stat().st_mtime_ns for one in folder.glob("*.jsonl")}


def spread_over(site: Path, folder: Path, **settings: object) -> Report:
    return audit_spread([str(site)], settled(site, **settings), Spread(parts=folder))


@contextmanager
def broken_off(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[None]:
    """Runs are interrupted after so many parts."""

    def some(*args: object) -> Iterator[chunks.Chunk]:
        tasks, *others = args
        yield from _here(list(islice(tasks, after)), *others)  # type: ignore[call-overload, arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(spread, "run_on_cluster", some)
        yield


def test_two_workers_find_what_one_process_finds(site: Path, tmp_path: Path) -> None:
    serial = audit_paths([str(site)], settled(site))
    parts = Spread(workers=2, parts=tmp_path / "parts")
    found = audit_spread([str(site)], settled(site), parts)
    assert {one.code for one in serial.findings} >= {"CRD008", "DAT004"}
    assert as_json(found) == as_json(serial)
    assert as_json(report_parts(tmp_path / "parts")) == as_json(serial)


def test_without_a_folder_the_parts_are_gone_with_the_run(
    site: Path, tmp_path: Path, one_worker: None
) -> None:
    found = audit_spread([str(site)], settled(site), Spread())
    assert as_json(found) == as_json(audit_paths([str(site)], settled(site)))
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_poisonous_article_is_a_problem_and_the_others_have_their_findings(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serial = audit_paths([str(site)], settled(site))
    (site / "news" / "ferry-4-poison.md").write_text("![TK](pier0.jpg)\n", "utf-8")
    monkeypatch.setattr(spread, "run_chunk", poisoned)
    parts = Spread(workers=2, parts=tmp_path / "parts")
    found = audit_spread([str(site)], settled(site), parts)
    (problem,) = found.problems
    assert problem.path == "news/ferry-4-poison.md"
    assert problem.reason == "ended the process that worked on it; please report this"
    assert as_json(msgspec.structs.replace(found, problems=())) == as_json(serial)
    # Of the halves nothing is left.
    listed = {one.name for one in manifest.read_manifest(tmp_path / "parts").parts}  # type: ignore[union-attr]
    assert set(parts_of(tmp_path / "parts")) == {f"{name}.jsonl" for name in listed}


def test_a_run_that_was_broken_off_goes_on(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_worker: None
) -> None:
    folder = tmp_path / "parts"
    with broken_off(monkeypatch, after=2):
        assert spread_over(site, folder).run.interrupted
    first = parts_of(folder)
    assert len(first) == 2
    whole = spread_over(site, folder)
    assert as_json(whole) == as_json(audit_paths([str(site)], settled(site)))
    assert first.items() <= parts_of(folder).items()


def test_a_report_tells_what_the_run_left_alone(
    site: Path, tmp_path: Path, one_worker: None
) -> None:
    whole = spread_over(site, tmp_path / "parts")
    told = report_parts(tmp_path / "parts")
    assert [(one.why, one.kind, one.count) for one in told.left_alone] == [
        (LeftOut.UNKNOWN, ".xyz", 2)
    ]
    # A name that is no UTF-8 is listed as it can be read.
    assert [one.paths for one in told.left_alone] == [("caf\\udce9.xyz", "news/notes.xyz")]
    assert [one.count for one in whole.left_alone] == [2]


def test_the_halves_of_a_chunk_are_joined_in_their_order(site: Path, tmp_path: Path) -> None:
    folder = chunks.PartFolder(tmp_path)
    errand = chunks.Errand(settled(site), site, DAY, "key", folder)
    asked = Asked([str(site / "news")], site, errand.config)
    whole, *_ = chunks.cut(list_inputs(asked, Remainder()), errand)
    chunks.run_chunk(whole, errand)
    undivided = list(folder.read(whole.name))
    assert [row.number for row in undivided] == [0, 1, 2]
    folder.remove(whole.name)
    parts = chunks.halves(whole, errand)
    for one in parts:
        chunks.run_chunk(one, errand)
    chunks.join(whole, parts, errand)
    assert list(folder.read(whole.name)) == undivided


def test_an_unfinished_run_is_reported_on_with_what_is_missing(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with broken_off(monkeypatch, after=2):
        spread_over(site, tmp_path / "parts")
    report = report_parts(tmp_path / "parts")
    assert report.run.interrupted
    assert len(report.articles) == 6
    assert report.notices[-1] == (
        "2 of 4 parts are missing: 5 files from news/ferry-5.md to news/ferry-9.md are not "
        "audited, nor compared with the others"
    )


def test_a_part_that_was_cut_off_is_made_again(
    site: Path, tmp_path: Path, one_worker: None
) -> None:
    folder = tmp_path / "parts"
    whole = as_json(spread_over(site, folder))
    part = min(folder.glob("*.jsonl"))
    part.write_bytes(part.read_bytes()[:-40])
    assert report_parts(folder).run.interrupted
    assert as_json(spread_over(site, folder)) == whole


def test_a_part_that_is_damaged_is_named(site: Path, tmp_path: Path, one_worker: None) -> None:
    folder = tmp_path / "parts"
    spread_over(site, folder)
    part = min(folder.glob("*.jsonl"))
    part.write_bytes(part.read_bytes().replace(b'"parcel":"', b'"parcel":"AAAA', 1)[4:])
    with pytest.raises(UsageError) as caught:
        report_parts(folder)
    assert part.name in str(caught.value.hint)


def test_a_changed_article_is_audited_again_and_the_others_are_not(
    site: Path, tmp_path: Path, one_worker: None
) -> None:
    folder = tmp_path / "parts"
    spread_over(site, folder)
    first = parts_of(folder)
    (site / "news" / "ferry-9.md").write_text("![TK](pier0.jpg)\n", "utf-8")
    found = spread_over(site, folder)
    assert as_json(found) == as_json(audit_paths([str(site)], settled(site)))
    assert first.items() <= parts_of(folder).items()
    assert len(parts_of(folder)) == len(first) + 1


@pytest.mark.parametrize("settings", [{"profile": "strict"}, {"ignore": ("CAP002",)}])
def test_parts_of_other_settings_are_refused(
    site: Path, tmp_path: Path, one_worker: None, settings: dict[str, object]
) -> None:
    spread_over(site, tmp_path / "parts")
    with pytest.raises(UsageError, match=r"holds parts of a run over .*settings or a day"):
        spread_over(site, tmp_path / "parts", **settings)


def test_parts_of_another_version_are_refused(site: Path, tmp_path: Path, one_worker: None) -> None:
    folder = tmp_path / "parts"
    spread_over(site, folder)
    file = folder / "capaudit-parts.json"
    file.write_text(file.read_text("utf-8").replace('"version": "', '"version": "9.'), "utf-8")
    for step in (lambda: report_parts(folder), lambda: spread_over(site, folder)):
        with pytest.raises(UsageError, match=r"holds parts of capaudit 9\."):
            step()


def test_a_run_goes_on_with_the_day_on_which_it_began(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_worker: None
) -> None:
    folder, config = tmp_path / "parts", Config(root=site)
    audit_spread([str(site)], config, Spread(parts=folder))
    first = parts_of(folder)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2100, 1, 2)

    monkeypatch.setattr(spread, "date", Tomorrow)
    report = audit_spread([str(site)], config, Spread(parts=folder))
    assert report.run.date == date.today().isoformat()
    assert report.notices == (
        f"goes on with a run that began on {date.today()}, which is its day of audit",
    )
    assert parts_of(folder) == first


def test_a_worker_of_another_version_or_without_the_site_says_so(
    site: Path, tmp_path: Path
) -> None:
    folder = chunks.PartFolder(tmp_path)
    errand = chunks.Errand(settled(site), site, DAY, "key", folder)
    chunk = chunks.Chunk("a", ())
    other = msgspec.structs.replace(errand, version="9.0")
    with pytest.raises(UsageError, match=r"a worker has version .*, the run 9\.0"):
        chunks.run_chunk(chunk, other)
    elsewhere = msgspec.structs.replace(errand, root=site / "nowhere")
    with pytest.raises(UsageError, match=r"a worker does not find .*nowhere"):
        chunks.run_chunk(chunk, elsewhere)


@pytest.mark.parametrize(
    ("path", "spread_as", "fetch_images", "message"),
    [
        (".", Spread(scheduler="tcp://127.0.0.1:1"), False, "a folder that all of them share"),
        (".", Spread(), True, "--fetch-images keeps count"),
        ("build.zip", Spread(), False, "build.zip: workers of a cluster read from folders"),
        ("s3://bucket/site", Spread(), False, "s3://bucket/site: workers of a cluster read"),
    ],
)
def test_what_only_one_machine_can_do_is_refused(
    tmp_path: Path, path: str, spread_as: Spread, fetch_images: bool, message: str
) -> None:
    ZipFile(tmp_path / "build.zip", "w").close()
    place = path if ":" in path else str(tmp_path / path)
    config = settled(tmp_path, fetch_images=fetch_images)
    with pytest.raises(UsageError, match=message):
        audit_spread([place], config, spread_as)


def test_parts_in_parquet_hold_the_same(site: Path, tmp_path: Path, one_worker: None) -> None:
    pytest.importorskip("pyarrow")
    serial = as_json(audit_paths([str(site)], settled(site)))
    parts = Spread(parts=tmp_path / "parts", form="parquet")
    assert as_json(audit_spread([str(site)], settled(site), parts)) == serial
    assert as_json(report_parts(tmp_path / "parts")) == serial
    # The folder keeps its form, and has no other.
    assert as_json(spread_over(site, tmp_path / "parts")) == serial
    assert parts_of(tmp_path / "parts") == {}
    with pytest.raises(UsageError, match="holds parts in parquet"):
        audit_spread([str(site)], settled(site), msgspec.structs.replace(parts, form="jsonl"))


def test_a_report_leaves_the_memory_as_it_was(site: Path, tmp_path: Path, one_worker: None) -> None:
    (site / os.fsdecode(b"caf\xe9.md")).unlink()
    memory = tmp_path / "memory.sqlite"
    whole = spread_over(site, tmp_path / "parts", memory=memory)
    before = memory.read_bytes()
    assert as_json(report_parts(tmp_path / "parts")) == as_json(whole)
    assert memory.read_bytes() == before
    memory.unlink()
    report_parts(tmp_path / "parts")
    assert not memory.exists()


def test_a_part_that_cannot_be_written_ends_the_run_with_a_reason(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_worker: None
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    form = msgspec.structs.replace(part_files._FORMS["jsonl"], write=full)
    monkeypatch.setitem(part_files._FORMS, "jsonl", form)
    with pytest.raises(UsageError, match=r"cannot be written to .*: No space left on device"):
        spread_over(site, tmp_path / "parts")


def test_workers_read_pictures_in_a_store(site: Path, tmp_path: Path, one_worker: None) -> None:
    files = pytest.importorskip("fsspec").filesystem("memory")
    fields = {"photoshop:DateCreated": "2019-02-11"}
    files.pipe("/press/2021/quay.jpg", build_image("jpeg", fields=fields))
    story = "---\ndate: 2021-05-04\n---\n![A ferry on 3 May 2021. [AFP]](/media/quay.jpg)\n"
    (site / "news" / "ferry-9.md").write_text(story, "utf-8")
    found = spread_over(site, tmp_path / "parts", image_roots={"/media/": "memory://press/2021"})
    assert "DAT004" in {one.code for one in found.findings if one.path == "news/ferry-9.md"}


def test_a_folder_without_parts_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no parts"):
        report_parts(tmp_path)
