"""What a comparison of a run's articles adds to what each gave by itself, and takes away."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from capaudit.config import Config
from capaudit.data.schemas import schema_path
from capaudit.images import likeness
from capaudit.memory.uses import MOST_STATEMENTS
from capaudit.model.finding import Aspect, Finding, ImageReport, Report, Severity, VerdictKind
from capaudit.model.text import Range
from capaudit.model.use import Use
from capaudit.pipeline import audit_paths, file_identity
from capaudit.pipeline.name_keys import near_keys
from capaudit.pipeline.use_index import ImageSayings
from capaudit.reports.json_report import render_json
from capaudit.reports.page import Page
from capaudit.reports.text import render_text
from capaudit.rules.caption.conflicts_elsewhere import caption_conflicts_elsewhere
from support.images import build_image, build_scene
from support.reports import text_of

OSAKA = "Flood waters cover a street in Osaka, Japan, on 3 May 2021. [Arturo Lindqvist/AFP]"
LEEDS = "Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]"


class Site:
    """A folder of articles with their images."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self, name: str, caption: str, src: str = "flood.jpg", date: str = "2025-03-05"
    ) -> None:
        text = f"---\ndate: {date}\nlang: en\n---\n\n![{caption}]({src})\n"
        self.root.joinpath(name).write_text(text, "utf-8")

    def audit(self, *names: str, stdin: tuple[str, bytes] | None = None, **more: object) -> Report:
        config = Config(root=self.root, **more)  # type: ignore[arg-type]
        paths = [str(self.root / name) for name in names] or [str(self.root)]
        return audit_paths(paths, config, stdin=stdin)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    tmp_path.joinpath("flood.jpg").write_bytes(build_image("jpeg"))
    return Site(tmp_path)


def found(report: Report, *codes: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.code in codes]


def image(report: Report, path: str) -> ImageReport:
    (article,) = (each for each in report.articles if each.path == path)
    return article.images[0]


def test_the_later_article_yields_and_shows_the_other(site: Site) -> None:
    site.write("a.md", OSAKA, date="2025-03-05")
    site.write("b.md", LEEDS, date="2024-03-05")
    (finding,) = found(site.audit(), "CAP008")
    assert (finding.path, finding.range) == ("a.md", Range(6, 34, 6, 39))
    assert finding.source_line is not None
    assert "in Osaka, Japan" in finding.source_line
    (theirs,) = finding.against
    assert theirs.origin.source == "other_article"
    assert (theirs.origin.path, theirs.origin.range) == ("b.md", Range(6, 34, 6, 39))
    assert "Osaka, Japan, b.md says Leeds" in finding.message


def test_articles_without_a_date_yield_in_the_order_of_paths(site: Site) -> None:
    for name, caption in (("a.md", OSAKA), ("b.md", LEEDS)):
        site.write(name, caption)
        text = (site.root / name).read_text("utf-8").replace("date: 2025-03-05\n", "")
        (site.root / name).write_text(text, "utf-8")
    assert [finding.path for finding in found(site.audit(), "CAP008")] == ["b.md"]


def test_those_who_yield_together_are_one_finding_with_a_list(site: Site) -> None:
    for name in ("a.md", "b.md", "c.md"):
        site.write(name, LEEDS, date="2024-03-05")
    for name in ("x.md", "y.md"):
        site.write(name, OSAKA)
    (finding,) = found(site.audit(), "CAP008")
    assert finding.path == "x.md"
    assert [one.path for one in finding.occurrences] == ["y.md"]
    assert finding.message == (
        "caption says Osaka, Japan, a.md (and 2 more articles) says Leeds, England, "
        "United Kingdom of the same image (and in 1 more place)"
    )
    assert [claim.origin.path for claim in finding.against] == ["a.md"]


def test_the_verdicts_take_in_what_other_articles_say(site: Site) -> None:
    site.write("a.md", "Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]")
    site.write("b.md", "A street under water, England, May 2021. [Jane Doe/AFP]")
    site.write("c.md", LEEDS, src="other.jpg")
    site.root.joinpath("other.jpg").write_bytes(build_image("png"))
    report = site.audit()
    verdicts = image(report, "a.md").verdicts
    assert {aspect: judged.verdict for aspect, judged in verdicts.items()} == {
        Aspect.CAPTION: VerdictKind.UNVERIFIED,
        Aspect.CREDIT: VerdictKind.CONSISTENT,
        Aspect.DATE: VerdictKind.CONSISTENT,
        Aspect.LOCATION: VerdictKind.CONSISTENT,
    }
    assert verdicts[Aspect.DATE].why == "caption and b.md agree on 3 May 2021 for this image"
    alone = image(report, "c.md").verdicts.values()
    assert {judged.verdict for judged in alone} == {VerdictKind.UNVERIFIED}


def test_a_year_from_the_article_s_own_date_confirms_nothing(site: Site) -> None:
    site.write("a.md", "Flood waters cover a street on Feb. 3. [Jane Doe/AFP]")
    site.write("b.md", "Flood waters cover another street on Feb. 3. [Jane Doe/AFP]")
    date = image(site.audit(), "a.md").verdicts[Aspect.DATE]
    assert date.verdict is VerdictKind.UNVERIFIED


def test_a_finding_across_articles_is_a_mismatch(site: Site) -> None:
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS, date="2024-03-05")
    report = site.audit()
    verdicts = image(report, "a.md").verdicts
    assert verdicts[Aspect.CAPTION].verdict is VerdictKind.MISMATCH
    assert verdicts[Aspect.CREDIT].verdict is VerdictKind.MISMATCH
    assert "b.md says Leeds" in verdicts[Aspect.CAPTION].why


def test_the_house_has_its_say(site: Site) -> None:
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS, date="2024-03-05")
    severe = site.audit(severity={"CAP008": Severity.ERROR})
    assert [finding.severity for finding in found(severe, "CAP008")] == [Severity.ERROR]
    assert found(site.audit(per_path_ignores={"a.md": ("CAP008",)}), "CAP008") == []
    assert found(site.audit(ignore=("CAP008",)), "CAP008") == []


def test_an_article_on_standard_input_is_compared_too(site: Site) -> None:
    site.write("old.md", LEEDS, date="2024-03-05")
    text = f"---\ndate: 2025-03-05\nlang: en\n---\n\n![{OSAKA}](flood.jpg)\n".encode()
    report = site.audit("old.md", stdin=(str(site.root / "new.md"), text))
    assert [finding.path for finding in found(report, "CAP008")] == ["new.md"]


def test_what_was_pasted_over_many_pictures_is_weak_evidence(site: Site) -> None:
    for number in range(5):
        fields = {
            "dc:description": "Opening day at the river baths",
            "photoshop:City": "Osaka",
            "photoshop:Country": "Japan",
        }
        name = f"{number}.jpg"
        colour = f"#0000{number}0"
        site.root.joinpath(name).write_bytes(build_image("jpeg", colour=colour, fields=fields))
        site.write(f"{number}.md", f"Guest number {number} arrives in Leeds. [Jane Doe/AFP]", name)
    report = site.audit()
    (weak,) = found(report, "LOC001")
    assert weak.severity is Severity.NOTE
    assert len(weak.occurrences) == 4
    (batch,) = found(report, "MET004")
    assert batch.message.startswith("5 different images carry one embedded caption")
    location = image(report, "0.md").verdicts[Aspect.LOCATION]
    assert location.verdict is VerdictKind.UNVERIFIED
    assert location.why == "the file's metadata were pasted over 5 images"
    four = site.audit(*(f"{number}.md" for number in range(4)))
    assert [finding.severity for finding in found(four, "LOC001")] == [Severity.ERROR] * 4


def test_the_age_of_a_batch_is_a_note_too(site: Site) -> None:
    fields = {"photoshop:DateCreated": "2019-02-11T10:21:32"}
    for number in range(5):
        data = build_image("jpeg", colour=f"#0000{number}0", fields=fields)
        site.root.joinpath(f"{number}.jpg").write_bytes(data)
        site.write(f"{number}.md", "Guests arrive. [Jane Doe/AFP]", f"{number}.jpg")
    (aged,) = found(site.audit(), "DAT006")
    assert (aged.severity, len(aged.occurrences)) == (Severity.NOTE, 4)
    (alone,) = found(site.audit("0.md"), "DAT006")
    assert alone.severity is Severity.WARNING


def test_copies_of_one_file_are_no_batch(site: Site) -> None:
    fields = {"dc:description": "Opening day at the river baths", "photoshop:City": "Osaka"}
    for number in range(5):
        site.root.joinpath(f"{number}.jpg").write_bytes(build_image("jpeg", fields=fields))
        site.write(f"{number}.md", "A guest arrives in Leeds. [Jane Doe/AFP]", f"{number}.jpg")
    report = site.audit()
    assert found(report, "MET004") == []
    assert {finding.severity for finding in found(report, "LOC001")} == {Severity.ERROR}


def test_sizes_of_one_picture_are_no_batch_in_the_memory_either(site: Site) -> None:
    for number in range(5):
        fields = {"dc:description": "Opening day at the river baths", "photoshop:City": "Osaka"}
        name = f"baths-{number + 1}00x{number + 1}00.jpg"
        colour = f"#0000{number}0"
        data = build_image("jpeg", colour=colour, fields=fields)
        site.root.joinpath(name).write_bytes(data)
        site.write(f"{number}.md", "A guest arrives in Leeds. [Jane Doe/AFP]", name)
    assert found(site.audit(memory=site.root / "memory.sqlite"), "MET004") == []


def test_one_article_knows_a_batch_from_the_memory(site: Site, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    for number in range(5):
        fields = {"photoshop:DateCreated": "2019-02-11T10:21:32", "dc:creator": "Max Muster"}
        name = f"{number}.jpg"
        colour = f"#0000{number}0"
        site.root.joinpath(name).write_bytes(build_image("jpeg", colour=colour, fields=fields))
        site.write(f"{number}.md", f"Guest number {number} arrives. [Jane Doe/AFP]", name)
    for number in range(4):
        report = site.audit(f"{number}.md", memory=memory)
        assert [finding.severity for finding in found(report, "CRD003")] == [Severity.ERROR]
    report = site.audit("4.md", memory=memory)
    assert [finding.severity for finding in found(report, "CRD003")] == [Severity.NOTE]
    assert "5 different images" in found(report, "MET004")[0].message


def test_a_misspelt_photographer_is_known_from_the_memory(site: Site, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    for number in range(3):
        url = f"https://cdn.tideway.example/{number}.jpg"
        site.write(f"{number}.md", "A ferry leaves. [Prabha Randhawa/AFP]", url)
    site.audit(memory=memory)
    site.write("new.md", "The ferry is back. [Prabha Randawa/AFP]")
    (finding,) = found(site.audit("new.md", memory=memory), "CRD005")
    assert finding.message == (
        "credit names Prabha Randawa, 3 other articles name Prabha Randhawa: 0.md"
    )
    assert [claim.origin.path for claim in finding.against] == ["0.md"]


def test_the_credit_field_of_remembered_images_counts(site: Site, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    site.root.joinpath("hugo.toml").write_text("", "utf-8")
    figure = '{{{{< figure src="{0}.jpg" caption="A ferry leaves.{1}" {2}>}}}}'
    for number in range(2):
        text = figure.format(number, "", 'attr="Jane Doe/AFP" ')
        site.root.joinpath(f"{number}.md").write_text(f"---\ndate: 2025-03-05\n---\n{text}\n")
    site.audit(memory=memory)
    text = figure.format("new", " Photo: Jane Doe/AFP", "")
    site.root.joinpath("new.md").write_text(f"---\ndate: 2025-03-05\n---\n{text}\n")
    assert found(site.audit("new.md"), "CRD009") == []
    (finding,) = found(site.audit("new.md", memory=memory), "CRD009")
    assert finding.severity is Severity.WARNING


def test_a_field_filled_in_once_is_no_practice(site: Site) -> None:
    figure = '{{{{< figure src="{0}.jpg" caption="A ferry leaves.{1}" attr="{2}" >}}}}'
    filled = [figure.format("a", "", "Jane Doe/AFP")]
    others = [figure.format(name, " Photo: Jane Doe/AFP", "") for name in "bc"]
    text = "\n\n".join(["---\ndate: 2025-03-05\n---", *filled, *others])
    site.root.joinpath("a.md").write_text(text, "utf-8")
    assert found(site.audit(), "CRD009") == []


def test_twins_are_known_from_the_memory(site: Site, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    site.root.joinpath("a.jpg").write_bytes(build_scene("harbour"))
    site.root.joinpath("b.jpg").write_bytes(build_scene("harbour", size=(160, 120), quality=70))
    site.write("a.md", OSAKA, "a.jpg")
    site.write("b.md", LEEDS, "b.jpg")
    site.audit("a.md", memory=memory, extend_select=("IMG007",))
    (finding,) = found(site.audit("b.md", memory=memory, extend_select=("IMG007",)), "IMG007")
    assert [claim.origin.path for claim in finding.against] == ["a.md"]
    assert "a.jpg looks the same" in finding.message


def test_nothing_is_decoded_or_hashed_without_need(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> bytes:
        raise AssertionError(f"read: {given}")

    monkeypatch.setattr(file_identity, "content_of", fail)
    monkeypatch.setattr(likeness, "_hash", fail)
    site.root.joinpath("other.jpg").write_bytes(build_image("jpeg", size=(40, 400)))
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS, "other.jpg")
    assert found(site.audit(), "CAP008") == []


def test_a_crash_inside_a_rule_is_a_problem_that_names_rule_and_file(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(elsewhere: object) -> None:
        raise KeyError("harbour")

    broken = msgspec.structs.replace(caption_conflicts_elsewhere, check_across=crash)
    monkeypatch.setattr("capaudit.pipeline.across._ACROSS", (broken,))
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS)
    problem, other = site.audit().problems
    assert (problem.path, other.path) == ("a.md", "b.md")
    assert "rule CAP008 failed: KeyError" in problem.reason


def test_the_report_follows_its_schema(site: Site) -> None:
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS, date="2024-03-05")
    text = text_of(render_json(site.audit(memory=site.root / "memory.sqlite"), Page()))
    record = json.loads(text)
    Draft202012Validator(json.loads(schema_path("report").read_text("utf-8"))).validate(record)
    assert record["run"]["memory"] == str(site.root / "memory.sqlite")
    (against,) = (one["against"] for one in record["findings"] if one["code"] == "CAP008")
    assert against[0]["origin"] == {
        "source": "other_article",
        "path": "b.md",
        "line": 6,
        "column": 34,
        "end_line": 6,
        "end_column": 39,
    }


def test_the_text_report_names_the_other_article_as_editors_open_it(site: Site) -> None:
    site.write("a.md", OSAKA)
    site.write("b.md", LEEDS, date="2024-03-05")
    page = Page(folder=str(site.root.parent))
    text = "".join(render_text(site.audit(), page))
    assert f"other article {site.root.name}/b.md 6:34" in text


def use(number: int, key: str) -> Use:
    where = Range(1, 1, 1, 2)
    return Use(path=f"{number}.md", index=0, src=key, range=where, key=key)


def test_an_image_of_which_everything_is_said_says_nothing() -> None:
    uses = [
        msgspec.structs.replace(use(number, "a"), disclosures=(str(number),))
        for number in range(MOST_STATEMENTS + 1)
    ]
    assert len(ImageSayings(uses[:-1], ()).beside(("0.md", None))) == MOST_STATEMENTS - 1
    assert ImageSayings(uses, ()).beside(("0.md", None)) == ()


def test_an_article_is_not_held_against_itself() -> None:
    twice = [use(0, "a"), msgspec.structs.replace(use(0, "a"), index=1), use(1, "a")]
    (saying,) = ImageSayings(twice, ()).beside(("0.md", None))
    assert (saying.use.path, saying.articles) == ("1.md", 1)


def test_names_that_differ_in_one_word_share_a_key() -> None:
    def shared(one: str, other: str) -> set[str]:
        return set(near_keys(one)) & set(near_keys(other))

    assert shared("Prabha Randawa", "RANDHAWA, Prabha")
    assert shared("Jana Kowalska", "Jan Kowalska")
    assert not shared("Prabha Randawa", "Max Muster")
    assert near_keys("Reuters") == ()


def test_an_article_whose_verdicts_nobody_changes_is_not_laid_out_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(article: object) -> None:
        raise AssertionError(f"laid out: {article}")

    monkeypatch.setattr("capaudit.pipeline.across.entry_of", fail)
    site.write("a.md", "A street", 'flood.jpg "A street under water, seen from a bridge."')
    site.write("b.md", LEEDS)
    assert len(site.audit().articles) == 2
    site.write("a.md", LEEDS)
    with pytest.raises(AssertionError, match="laid out"):
        site.audit()
