"""`--timings`: two tables on standard error, and the report as it is without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.cli.timings import timing_lines
from capaudit.pipeline import finders
from capaudit.timings import Spent, Stage, Timings

SAMPLES = Path(__file__).parents[3] / "samples"
# What an audit of a site cannot do without.
WORK = {stage for stage in Stage if stage not in {Stage.LOADING, Stage.FIXES}}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SAMPLES / "hugo", tmp_path / "hugo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*options: str) -> Result:
    return CliRunner().invoke(capaudit, ["check", "hugo", "--fail-on", "never", *options])


def rows(text: str) -> dict[str, list[str]]:
    """The columns of each row by its first one, without the heads."""
    found = (re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line)
    return {name: rest for name, *rest in found if name not in {"stage", "rule"}}


def number(column: str) -> float:
    return float(column.replace(",", ""))


def test_each_stage_and_each_rule_of_a_run_has_its_row(site: Path) -> None:
    table = rows(check("--timings").stderr)
    assert {stage.value for stage in WORK} <= table.keys()
    articles = len([*(site / "hugo/content").rglob("*.md")])
    assert number(table["reading articles"][2]) == articles
    assert number(table["running the rules"][2]) == articles
    assert number(table["DAT004 caption-date-differs-from-file"][1]) == articles
    across = [name for name in table if name.startswith("CAP008")]
    assert across == ["CAP008 caption-conflicts-elsewhere"]


def test_the_stages_make_up_the_run(site: Path) -> None:
    table = rows(check("--timings").stderr)
    whole = number(table["the whole run"][0])
    parts = [number(row[0]) for name, row in table.items() if len(row) == 3 and name[3:6].islower()]
    assert sum(parts) <= whole
    assert sum(parts) + number(table["everything else"][0]) == pytest.approx(whole, abs=0.02)


def test_the_report_is_the_same(site: Path) -> None:
    plain, with_table = check("--format", "csv"), check("--format", "csv", "--timings")
    assert with_table.stdout == plain.stdout
    assert plain.stderr == ""


def test_a_run_that_fails_tells_its_time_too(site: Path) -> None:
    done = CliRunner().invoke(capaudit, ["check", "hugo", "--select", "XYZ999", "--timings"])
    assert done.exit_code == 2
    assert "the whole run" in done.stderr


def test_rules_come_in_order_of_their_cost() -> None:
    timings = Timings(
        {Stage.RULES: Spent(2.5, 1000)},
        {"ART001": Spent(0.5, 1000), "CRD003": Spent(2.0, 4000), "DAT004": Spent(0.5, 500)},
    )
    names = {"CRD003": "creator-differs-from-file"}
    assert list(timing_lines(timings, 5.0, names)) == [
        "stage                                     seconds      %      calls",
        "running the rules                           2.500   50.0      1,000",
        "everything else                             2.500   50.0",
        "the whole run                               5.000  100.0",
        "",
        "rule                                           ms             calls   µs a call",
        "CRD003 creator-differs-from-file          2,000.0             4,000       500.0",
        "ART001                                      500.0             1,000       500.0",
        "DAT004                                      500.0               500     1,000.0",
    ]


def test_processes_that_together_spent_more_than_the_run_lasted_leave_no_debt() -> None:
    lines = list(timing_lines(Timings({Stage.RULES: Spent(8.0, 10)}), 5.0, {}))
    assert lines[1].split() == ["running", "the", "rules", "8.000", "160.0", "10"]
    assert lines[2].split() == ["everything", "else", "0.000", "0.0"]


@pytest.mark.parametrize("name", finders.__all__)
def test_what_finds_words_is_what_it_was(name: str) -> None:
    work = getattr(finders, name)
    assert work.__wrapped__.__module__.startswith("capaudit.extract")
    assert work.__name__ == name
