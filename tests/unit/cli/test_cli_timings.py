"""`--timings`: two tables on standard error, and the report as it is without."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.cli.timings import timing_lines
from capaudit.config import Config
from capaudit.model.finding import Finding
from capaudit.pipeline import audit_paths, finders
from capaudit.timings import Clock, Spent, Stage, Timings, timing

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


def apart(*options: str) -> subprocess.CompletedProcess[str]:
    """The same in a process where no other test has left threads: where some run, none forks."""
    command = [sys.executable, "-m", "capaudit", "check", "hugo", "--fail-on", "never", *options]
    return subprocess.run(command, capture_output=True, check=True, text=True)


def rows(text: str) -> dict[str, list[str]]:
    """The columns of each row by its first one, without the heads."""
    found = (re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line)
    return {name: rest for name, *rest in found if name not in {"stage", "rule"}}


def calls(text: str) -> dict[str, float]:
    """How often each stage and each rule was run."""
    found = (
        (name, row[1 if name[:3].isupper() else -1]) for name, row in rows(text).items() if row
    )
    return {name: number(count) for name, count in found}


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


def test_the_time_of_other_processes_is_told(site: Path) -> None:
    posts = site / "hugo/content/posts"
    page = (posts / "night-train.md").read_text("utf-8")
    for number in range(40):
        (posts / f"night-train-{number}.md").write_text(page, "utf-8")
    one, two = (apart("--timings", "--no-cache", "--jobs", jobs) for jobs in ("1", "2"))
    calls_of_one, calls_of_two = calls(one.stderr), calls(two.stderr)
    for name in ("reading articles", "extracting dates", "CRD003 creator-differs-from-file"):
        assert calls_of_two[name] == calls_of_one[name] > 40
    assert re.search(r"^Other processes did \d+\.\d+ s", two.stderr, re.MULTILINE)
    assert "Other processes" not in one.stderr
    assert two.stdout == one.stdout


def test_the_time_of_processes_that_begin_from_nothing_is_told(site: Path) -> None:
    """Where threads run nothing is forked: a worker has no clock but the one it is told of."""
    posts = site / "hugo/content/posts"
    page = (posts / "night-train.md").read_text("utf-8")
    for number in range(40):
        (posts / f"night-train-{number}.md").write_text(page, "utf-8")
    code = (
        "import threading; from capaudit.cli.group import capaudit;"
        "threading.Thread(target=threading.Event().wait, daemon=True).start();"
        "capaudit(['check', 'hugo', '--timings', '--no-cache', '--fail-on', 'never',"
        " '--jobs', '2'])"
    )
    spawned = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    one = apart("--timings", "--no-cache", "--jobs", "1")
    for name in ("reading articles", "extracting dates", "CRD003 creator-differs-from-file"):
        assert calls(spawned.stderr)[name] == calls(one.stderr)[name] > 40
    assert re.search(r"^Other processes did \d+\.\d+ s", spawned.stderr, re.MULTILINE)


def test_rules_that_compare_articles_have_their_time(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    def slow(*given: object) -> Iterator[Finding]:
        nonlocal now
        now += 1
        yield from ()

    monkeypatch.setattr("capaudit.pipeline.across.find_across", slow)
    with timing(Clock(lambda: now)) as clock:
        audit_paths(("hugo",), Config(select=("CAP008", "DAT004")))
    assert clock.timings.rules["CAP008"].seconds == now > 0
    assert clock.timings.rules["DAT004"].seconds == 0


def test_rules_come_in_order_of_their_cost() -> None:
    clock = Clock()
    clock.timings = Timings(
        {Stage.RULES: Spent(2.5, 1000)},
        {"ART001": Spent(0.5, 1000), "CRD003": Spent(2.0, 4000), "DAT004": Spent(0.5, 500)},
    )
    names = {"CRD003": "creator-differs-from-file"}
    assert list(timing_lines(clock, 5.0, names)) == [
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


def test_what_other_processes_did_is_waited_for_here() -> None:
    clock = Clock()
    clock.timings = Timings({Stage.RULES: Spent(1.0, 2)})
    clock.include(Timings({Stage.RULES: Spent(8.0, 10)}, {"ART001": Spent(1.0, 10)}))
    assert list(timing_lines(clock, 5.0, {}))[1:5] == [
        "running the rules                           9.000  180.0         12",
        "everything else, and waiting                4.000   80.0",
        "the whole run                               5.000  100.0",
        "Other processes did 8.000 s of this while the run went on.",
    ]


@pytest.mark.parametrize("name", finders.__all__)
def test_what_finds_words_is_what_it_was(name: str) -> None:
    work = getattr(finders, name)
    assert work.__wrapped__.__module__.startswith("capaudit.extract")
    assert work.__name__ == name
