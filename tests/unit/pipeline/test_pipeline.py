import signal
from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.memory.use_shelf import UseShelf
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Aspect, Finding, Report, Severity, VerdictKind
from capaudit.pipeline import audit_paths
from capaudit.pipeline import desk as desk_stage
from support.images import build_image

ARTICLE = """---
title: The ferry is back
date: 2021-05-04
---
The ferry to the islands runs again.

![A ferry leaves the pier in Leeds on 3 May 2021. [Jane Doe/AFP]](ferry.jpg)
"""


def audit(folder: Path, *paths: str, **settings: object) -> Report:
    config = Config(root=folder, **settings)  # type: ignore[arg-type]
    return audit_paths([str(folder / path) for path in paths] or [str(folder)], config)


def write(folder: Path, text: str = ARTICLE, **fields: str) -> None:
    (folder / "story.md").write_text(text, "utf-8")
    named = {name.replace("_", ":", 1): value for name, value in fields.items()}
    (folder / "ferry.jpg").write_bytes(build_image("jpeg", fields=named))


def test_a_mismatch_shows_both_sides(tmp_path: Path) -> None:
    write(tmp_path, photoshop_DateCreated="2019-02-11")
    (finding,) = audit(tmp_path).findings
    assert finding.code == "DAT004"
    assert (finding.path, finding.range and finding.range.line) == ("story.md", 7)
    assert [claim.raw for claim in finding.claims] == ["3 May 2021"]
    assert [claim.origin.field for claim in finding.against] == ["photoshop:DateCreated"]


def test_the_four_verdicts_name_their_reason(tmp_path: Path) -> None:
    write(tmp_path, photoshop_DateCreated="2021-05-03", photoshop_Credit="Reuters")
    (image,) = audit(tmp_path).articles[0].images
    verdicts = {aspect: judged.verdict for aspect, judged in image.verdicts.items()}
    assert verdicts == {
        Aspect.CAPTION: VerdictKind.UNVERIFIED,
        Aspect.CREDIT: VerdictKind.MISMATCH,
        Aspect.DATE: VerdictKind.CONSISTENT,
        Aspect.LOCATION: VerdictKind.UNVERIFIED,
    }
    assert "photoshop:DateCreated" in image.verdicts[Aspect.DATE].why
    assert "Reuters" in image.verdicts[Aspect.CREDIT].why


@pytest.mark.parametrize("aspect", [Aspect.DATE, Aspect.LOCATION])
def test_a_sentence_that_tells_the_event_confirms_day_and_place(
    tmp_path: Path, aspect: Aspect
) -> None:
    caption = "Halina Brodzka opens a ferry in Leeds on 3 May 2021."
    told = "Halina Brodzka opened the ferry in Leeds on May 3, 2021."
    write(
        tmp_path, f"---\ndate: 2021-05-04\n---\n{told}\n\n![{caption} [Jane Doe/AFP]](ferry.jpg)\n"
    )
    (image,) = audit(tmp_path).articles[0].images
    verdict = image.verdicts[aspect]
    assert verdict.verdict is VerdictKind.CONSISTENT
    assert "Halina Brodzka" in verdict.why
    assert "Leeds" in verdict.why


def test_a_caption_without_date_or_place_lacks_them(tmp_path: Path) -> None:
    write(tmp_path, ARTICLE.replace(" in Leeds on 3 May 2021", ""))
    (image,) = audit(tmp_path).articles[0].images
    assert image.verdicts[Aspect.DATE].why == "no date in caption or file"
    assert image.verdicts[Aspect.LOCATION].verdict is VerdictKind.MISSING


def test_a_caption_without_an_image_is_a_finding_and_no_image(tmp_path: Path) -> None:
    alone = "<figure><figcaption>Rescuers search the market hall.</figcaption></figure>\n"
    write(tmp_path, f"{alone}\n{ARTICLE}")
    report = audit(tmp_path)
    assert [image.index for image in report.articles[0].images] == [1]
    assert "CAP009" in [finding.code for finding in report.findings]


def test_nothing_is_missing_from_a_decoration(tmp_path: Path) -> None:
    write(tmp_path, f'{ARTICLE}\n\n<img src="https://x.example/p.gif" width="1" height="1">\n')
    pixel = audit(tmp_path).articles[0].images[-1]
    assert {judged.verdict for judged in pixel.verdicts.values()} == {VerdictKind.UNVERIFIED}


def test_the_severity_a_house_sets_is_reported(tmp_path: Path) -> None:
    write(tmp_path, photoshop_DateCreated="2019-02-11")
    (finding,) = audit(tmp_path, severity={"DAT": Severity.NOTE}).findings
    assert finding.severity is Severity.NOTE


def test_a_finding_that_sank_for_doubt_stays_low_whatever_the_house_sets(tmp_path: Path) -> None:
    doubtful = ARTICLE.replace("date: 2021-05-04\n", "").replace("3 May", "9 May")
    write(tmp_path, doubtful.replace("ferry.jpg", "https://x.example/2021/05/04/ferry.jpg"))
    (finding,) = audit(tmp_path, severity={"DAT": Severity.ERROR}, select=("DAT003",)).findings
    assert finding.severity is Severity.NOTE


def test_a_note_is_no_mismatch(tmp_path: Path) -> None:
    write(tmp_path, photoshop_DateCreated="2019-02-11")
    (image,) = audit(tmp_path, severity={"DAT": Severity.NOTE}).articles[0].images
    assert image.verdicts[Aspect.DATE].verdict is VerdictKind.UNVERIFIED


def test_an_ignore_in_the_text_is_honoured(tmp_path: Path) -> None:
    ignored = ARTICLE.replace("![", "<!-- capaudit: ignore DAT004: archive -->\n![")
    write(tmp_path, ignored, photoshop_DateCreated="2019-02-11")
    report = audit(tmp_path)
    assert report.findings == ()
    (suppressed,) = report.suppressed
    assert (suppressed.code, suppressed.ignored_by[0].reason) == ("DAT004", "archive")


def test_a_crash_inside_a_rule_costs_that_rule_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, photoshop_DateCreated="2019-02-11")

    class Broken:
        code = "XXX001"
        severity = Severity.ERROR

        def run(self, evidence: ArticleEvidence) -> list[Finding]:
            raise ZeroDivisionError(evidence.article.path)

    monkeypatch.setattr(desk_stage, "RULES", (Broken(), *desk_stage.RULES))
    report = audit(tmp_path, select=("XXX", "DAT004"))
    assert [one.code for one in report.findings] == ["DAT004"]
    (problem,) = report.problems
    assert problem.path == "story.md"
    assert "rule XXX001" in problem.reason


def test_a_missing_path_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path)
    report = audit(tmp_path, "nowhere.md", "story.md")
    (problem,) = report.problems
    assert problem.path.endswith("nowhere.md")
    assert problem.reason == "no such file or folder"
    assert len(report.articles) == 1


def test_many_named_articles_are_one_site(tmp_path: Path) -> None:
    bare = ARTICLE.replace(". [Jane Doe/AFP]", "")
    write(tmp_path, bare)
    (tmp_path / "other.md").write_text(bare, "utf-8")
    report = audit(tmp_path, "story.md", "other.md", select=("CRD001",))
    assert [finding.severity for finding in report.findings] == [Severity.NOTE]


def test_a_path_outside_the_root_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "story.md").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="outside"):
        audit_paths([str(tmp_path / "story.md")], Config(root=tmp_path / "site"))


def test_an_unreadable_format_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notes.xyz").write_text("x", "utf-8")
    report = audit(tmp_path, "notes.xyz", "story.md")
    assert [problem.path for problem in report.problems] == ["notes.xyz"]
    assert len(report.articles) == 1


def test_an_article_is_audited_once_however_often_it_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    assert len(audit(tmp_path, "story.md", ".", "story.md").articles) == 1


def test_the_day_of_audit_dates_an_article_that_gives_no_date(tmp_path: Path) -> None:
    from datetime import date

    write(tmp_path, ARTICLE.replace("date: 2021-05-04\n", ""))
    (article,) = audit(tmp_path, date=date(2021, 5, 6)).articles
    assert article.date_published is not None
    assert article.date_published.value.edtf == "2021-05-06"
    assert article.date_published.value.inferred == ("year", "month", "day")


class Impatient:
    """Looks on, and breaks the run off after some files."""

    def __init__(self, patience: int) -> None:
        self.total, self.left, self.is_closed = 0, patience, False

    def begin(self, total: int) -> None:
        self.total = total

    def add(self, images: int, findings: int) -> None:
        assert (images, findings) == (1, 1)
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt

    def close(self) -> None:
        self.is_closed = True


def test_an_interrupted_run_reports_what_is_known(tmp_path: Path) -> None:
    write(tmp_path, photoshop_DateCreated="2019-02-11")
    (article,) = tmp_path.glob("*.md")
    for name in ("x.md", "y.md", "z.md"):
        (tmp_path / name).write_bytes(article.read_bytes())
    watch = Impatient(2)

    report = audit_paths((str(tmp_path),), Config(root=tmp_path, select=("DAT004",)), watch=watch)

    assert (watch.total, watch.is_closed) == (4, True)
    assert len(report.articles) == 2
    assert report.run.interrupted
    assert report.count_by_rule() == {"DAT004": 2}
    assert any("interrupted after 2 files" in notice for notice in report.notices)


def test_an_interruption_leaves_no_article_half_put_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(shelf: UseShelf, *given: object) -> None:
        signal.raise_signal(signal.SIGINT)
        put_away(shelf, *given)  # type: ignore[arg-type]

    put_away = UseShelf.add
    monkeypatch.setattr(UseShelf, "add", add)
    write(tmp_path, photoshop_DateCreated="2019-02-11")
    report = audit_paths((str(tmp_path),), Config(root=tmp_path))
    assert report.run.interrupted
    assert len(report.articles) == 1
    assert "DAT004" in report.count_by_rule()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
