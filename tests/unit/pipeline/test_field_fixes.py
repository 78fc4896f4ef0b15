"""Credits that get a field of their own because the site's other articles have one."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.model.finding import Finding, Report, Severity
from capaudit.pipeline import audit_paths
from capaudit.pipeline.mending import Mended, mend_paths
from support.images import build_image

POST = "---\ndate: 2025-03-05\nimage: /{}.jpg\ncaption: {}\n{}---\n\nThe ferry is back.\n"
ONE_IMAGE = "---\ndate: 2025-03-05\n---\n\n{{{{% include {} src='/a.jpg' caption=\"{}\"{} %}}}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(3):
        credit = f"photo_credit: Jo Roe{number}/AFP\n"
        write(tmp_path, f"post{number}.md", f"Ferry {number} leaves the pier.", credit)
    return tmp_path


def write(site: Path, name: str, caption: str, more: str = "") -> None:
    image = name.partition(".")[0]
    site.joinpath(name).write_text(POST.format(image, caption, more), "utf-8")
    fields = {"photoshop:City": "Leeds", "dc:creator": "Jane Doe"} if image == "new" else {}
    site.joinpath(f"{image}.jpg").write_bytes(build_image("jpeg", fields=fields))


def audit(site: Path, *names: str, code: str, **more: object) -> tuple[Report, Finding]:
    config = Config(root=site, **more)  # type: ignore[arg-type]
    report = audit_paths([str(site / name) for name in names] or [str(site)], config)
    (finding,) = (one for one in report.findings if one.code == code)
    return report, finding


def mend(site: Path, name: str = ".", **more: object) -> list[Mended]:
    config = Config(root=site, **more)  # type: ignore[arg-type]
    _, outcomes = mend_paths((str(site / name),), config, lambda fix: fix.safe)
    made = [one for one in outcomes if isinstance(one, Mended)]
    for one in made:
        site.joinpath(one.path).write_bytes(one.after)
    return made


def test_a_lone_credit_moves_into_the_field_of_other_posts(site: Path) -> None:
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)")
    _, finding = audit(site, code="CRD009")
    assert finding.fix is not None
    (made,) = mend(site)
    assert [one.code for one in made.findings] == ["CRD009"]
    assert made.after.decode() == POST.format(
        "new", "A ferry waits.", "photo_credit: Max Muster/AFP\n"
    ).replace("caption: A ferry waits.\nphoto_credit: Max Muster/AFP", MOVED)
    assert mend(site) == []
    assert "CRD009" not in {one.code for one in audit_paths((str(site),), Config()).findings}


MOVED = "photo_credit: Max Muster/AFP\ncaption: A ferry waits."


def test_an_article_that_fills_its_own_name_in(site: Path) -> None:
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)", "attribution: ''\n")
    (made,) = mend(site)
    assert made.after.decode().count("photo_credit") == 0
    assert 'caption: A ferry waits.\nattribution: "Max Muster/AFP"\n' in made.after.decode()


def test_the_file_credits_a_lone_image_where_other_posts_have_their_credit(site: Path) -> None:
    write(site, "new.md", "A ferry waits.")
    _, finding = audit(site, code="CRD001")
    assert finding.fix is not None
    (made,) = mend(site)
    assert [one.code for one in made.findings] == ["CRD001"]
    assert "image: /new.jpg\nphoto_credit: Jane Doe\ncaption" in made.after.decode()
    assert mend(site) == []


def test_no_credit_is_put_into_a_caption_where_the_site_has_a_place_for_it(tmp_path: Path) -> None:
    page = (
        "<html><body><figure><img src='/{0}.jpg'><figcaption>A ferry, {0}.{1}</figcaption></figure>"
    )
    for number in range(3):
        credit = f"<span class=credit>Jo Roe{number}/AFP</span>"
        tmp_path.joinpath(f"post{number}.html").write_text(page.format(number, credit), "utf-8")
    tmp_path.joinpath("new.html").write_text(page.format("new", ""), "utf-8")
    image = build_image("jpeg", fields={"dc:creator": "Jane Doe"})
    tmp_path.joinpath("new.jpg").write_bytes(image)
    _, alone = audit(tmp_path, "new.html", code="CRD001", required=("credit",))
    assert alone.fix is not None
    _, finding = audit(tmp_path, code="CRD001")
    assert finding.fix is None
    assert mend(tmp_path) == []


def test_the_field_outranks_the_captions_of_one_article(tmp_path: Path) -> None:
    figure = '{{{{< figure src="/{}.jpg" caption="{}"{} >}}}}\n'
    for number in range(4):
        text = figure.format(number, f"Ferry {number}.", ' attr="Jo Roe/AFP"')
        tmp_path.joinpath(f"post{number}.md").write_text(text, "utf-8")
    text = figure.format("old", "A ferry. (Max Muster/AFP)", "") + "\n"
    tmp_path.joinpath("new.md").write_text(text + figure.format("new", "A pier.", ""), "utf-8")
    image = build_image("jpeg", fields={"dc:creator": "Jane Doe"})
    tmp_path.joinpath("new.jpg").write_bytes(image)
    (made,) = mend(tmp_path)
    assert {one.code for one in made.findings} == {"CRD001", "CRD009"}
    assert made.after.decode() == (
        figure.format("old", "A ferry.", ' attr="Max Muster/AFP"')
        + "\n"
        + figure.format("new", "A pier.", ' attr="Jane Doe"')
    )


def test_the_most_usual_name_is_taken(site: Path) -> None:
    write(site, "post0.md", "Ferry 0 leaves the pier.", "attribution: Jo Roe/AFP\n")
    write(site, "new.md", "A ferry waits.")
    _, finding = audit(site, code="CRD001")
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["photo_credit: Jane Doe\n"]


def test_no_habit_gives_no_fix(site: Path) -> None:
    for number in range(3):
        write(site, f"post{number}.md", f"Ferry {number} leaves the pier. (Jo Roe/AFP)")
    write(site, "post0.md", "Ferry 0 leaves.", "photo_credit: Jo Roe/AFP\n")
    write(site, "post1.md", "Ferry 1 leaves.", "photo_credit: Jo Roe/AFP\n")
    for number in range(3, 6):
        write(site, f"post{number}.md", f"Ferry {number} leaves. (Jo Roe/AFP)")
    write(site, "new.md", "A ferry waits.")
    report, finding = audit(site, code="CRD001")
    assert finding.fix is None
    (note,) = (one for one in report.findings if one.code == "CRD009")
    assert (note.severity, note.fix) == ("note", None)
    assert all(one.fix is None for one in note.occurrences)
    assert mend(site) == []


def test_another_include_has_other_fields(tmp_path: Path) -> None:
    for number in range(3):
        text = ONE_IMAGE.format("photo.html", f"Ferry {number}.", ' byline="Jo Roe/AFP"')
        tmp_path.joinpath(f"post{number}.md").write_text(text, "utf-8")
    text = ONE_IMAGE.format("image.html", "A ferry waits. (Jane Doe/AFP)", "")
    tmp_path.joinpath("new.md").write_text(text, "utf-8")
    found = audit_paths((str(tmp_path),), Config(root=tmp_path)).findings
    assert "CRD009" not in {one.code for one in found}


def test_the_memory_knows_the_field_too(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    memory = tmp_path_factory.mktemp("memory") / "memory.sqlite"
    audit_paths((str(site),), Config(root=site, memory=memory))
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)")
    _, finding = audit(site, "new.md", code="CRD009", memory=memory)
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["", "photo_credit: Max Muster/AFP\n"]


def test_mending_knows_what_is_remembered_and_adds_nothing(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    memory = tmp_path_factory.mktemp("memory") / "memory.sqlite"
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)")
    assert len(mend(site, memory=memory)) == 1
    assert not memory.exists()
    audit_paths((str(site),), Config(root=site, memory=memory))
    before = memory.read_bytes()
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)")
    assert mend(site, "new.md") == []
    (made,) = mend(site, "new.md", memory=memory)
    assert [one.code for one in made.findings] == ["CRD009"]
    assert memory.read_bytes() == before


def test_a_fix_under_another_name_is_the_same_fix(site: Path) -> None:
    write(site, "new.md", "A credit union opens. (Max Muster/AFP)")
    (made,) = mend(site)
    assert made.after.decode() == POST.format("new", "X", "").replace(
        "caption: X\n", "photo_credit: Max Muster/AFP\ncaption: A credit union opens.\n"
    )


def test_severities_of_the_house_leave_the_fix(site: Path) -> None:
    write(site, "new.md", "A ferry waits. (Max Muster/AFP)")
    _, finding = audit(site, code="CRD009", severity={"CRD009": Severity.NOTE})
    assert (finding.severity, finding.fix is not None) == ("note", True)
