from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from click.testing import CliRunner, Result

from capaudit import __version__
from capaudit.cli.group import COMMANDS, capaudit
from capaudit.cli.output import FILE_WIDTH, save
from capaudit.config import Config
from capaudit.model.finding import Report
from capaudit.rules.registry import RULES
from support.reports import CREDIT_MISSING, EMPTY, REPORT


class Pipeline:
    """Stands in for the audit: keeps what it was asked, answers with a given report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paths: tuple[str, ...] = ()
        self.config = Config()
        self.stdin: tuple[str, bytes] | None = None
        self.watch: object = None
        self.cache: Path | None = None

    def audit_paths(
        self,
        paths: Sequence[str],
        config: Config,
        *,
        stdin: tuple[str, bytes] | None = None,
        changes: object = None,
        watch: object = None,
        jobs: int = 1,
        cache: Path | None = None,
    ) -> Report:
        assert changes is None
        self.cache = cache
        self.paths, self.config, self.stdin = tuple(paths), config, stdin
        self.watch = watch
        return self.report


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pipeline:
    stand_in = Pipeline(msgspec.structs.replace(REPORT, problems=()))
    module = ModuleType("capaudit.pipeline")
    module.audit_paths = stand_in.audit_paths  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "capaudit.pipeline", module)
    monkeypatch.chdir(tmp_path)
    return stand_in


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(capaudit, list(arguments), input=stdin, prog_name="capaudit")


def test_version_and_help_name_the_program_and_all_commands() -> None:
    assert run("--version").output == f"capaudit, version {__version__}\n"
    help_text = run("--help").output
    assert all(name in help_text for name in COMMANDS)


def test_check_prints_the_text_report_and_fails(pipeline: Pipeline) -> None:
    result = run("check", "content")
    assert result.exit_code == 1
    assert "CRD003" in result.stdout
    assert "1 article, 1 image:" in result.stdout
    assert pipeline.paths == ("content",)


def test_an_interrupted_run_ends_with_its_report_and_its_own_status(pipeline: Pipeline) -> None:
    cut = msgspec.structs.replace(pipeline.report.run, interrupted=True)
    pipeline.report = msgspec.structs.replace(pipeline.report, run=cut)
    result = run("check", "--write-baseline", "--baseline", "known.json")
    assert result.exit_code == 130
    assert "CRD003" in result.stdout
    assert not Path("known.json").exists()


def test_a_log_of_ci_is_told_how_far_a_run_is(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    run("check")
    assert pipeline.watch is not None
    run("check", "--quiet")
    assert pipeline.watch is None


@pytest.mark.parametrize(
    ("arguments", "report", "status"),
    [
        ((), REPORT, 2),
        (("--fail-on", "never"), REPORT, 2),
        ((), msgspec.structs.replace(REPORT, problems=()), 1),
        (("--fail-on", "never"), msgspec.structs.replace(REPORT, problems=()), 0),
        ((), msgspec.structs.replace(EMPTY, findings=(CREDIT_MISSING,)), 0),
        (("--fail-on", "warning"), msgspec.structs.replace(EMPTY, findings=(CREDIT_MISSING,)), 0),
        (("--fail-on", "note"), msgspec.structs.replace(EMPTY, findings=(CREDIT_MISSING,)), 1),
        ((), EMPTY, 0),
    ],
)
def test_exit_status(
    pipeline: Pipeline, arguments: tuple[str, ...], report: Report, status: int
) -> None:
    pipeline.report = report
    assert run("check", *arguments).exit_code == status


def test_fail_on_of_the_config_counts_without_the_option(pipeline: Pipeline) -> None:
    Path("capaudit.toml").write_text('fail-on = "never"', "utf-8")
    assert run("check").exit_code == 0
    assert run("check", "--fail-on", "error").exit_code == 1


def test_options_become_the_config(pipeline: Pipeline) -> None:
    Path("capaudit.toml").write_text('ignore = ["CRD"]\nextend-select = ["IMG"]', "utf-8")
    run("check", "--select", "dat,loc001", "--ignore", "DAT001", "--profile", "web",
        "--extend-select", "PER001", "--date", "2025-03-06", "--root", ".")  # fmt: skip
    config = pipeline.config
    assert config.select == ("DAT", "LOC001")
    assert config.ignore == ("DAT001",)
    assert config.extend_select == ("PER001",)
    assert config.profile == "web"
    assert str(config.date) == "2025-03-06"
    assert config.root == Path.cwd()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--select", "CDR001"), "no rule has the code CDR001"),
        (("check", "--profile", "wyre"), "unknown profile wyre"),
        (("check", "--format", "yaml"), "'yaml' is not one of"),
        (("check", "--report", "json"), "is not FORMAT=FILE"),
        (("check", "-"), "needs a path to belong to"),
        (("check", "--stdin-path", "a.md"), "is for an article on standard input"),
        (("check", "--output", "missing/report.json"), "cannot be written"),
        (("check", "--date", "soon"), "'soon' does not match"),
        (("chekc",), "No such command 'chekc'"),
        (("explain", "CRD999"), "no rule has the code CRD999"),
        (("rules", "--profile", "none"), "unknown profile none"),
        (("schema", "nothing"), "'nothing' is not one of"),
    ],
)
def test_misuse_is_one_line_a_hint_and_status_2(
    pipeline: Pipeline, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, *rest = result.stderr.splitlines()
    assert first.startswith("capaudit: ")
    assert said in result.stderr
    assert not rest or rest[-1].startswith("hint: ")


def test_unknown_code_of_a_severity_is_named_with_the_nearest(pipeline: Pipeline) -> None:
    Path("capaudit.toml").write_text('severity = {CRD033 = "note"}', "utf-8")
    result = run("check")
    assert "no rule has the code CRD033" in result.stderr
    assert "did you mean CRD003?" in result.stderr


def test_article_on_standard_input_is_handed_on(pipeline: Pipeline) -> None:
    run("check", "-", "--stdin-path", "content/a.md", stdin=b"# \xff")
    assert pipeline.stdin == ("content/a.md", b"# \xff")
    assert pipeline.paths == ()


def test_reports_go_to_files_whole_and_nothing_else_is_left(pipeline: Pipeline) -> None:
    Path("out.json").write_text("old", "utf-8")
    result = run("check", "--format", "json", "--output", "out.json", "--report", "github=gh.txt")
    assert result.stdout == ""
    assert json.loads(Path("out.json").read_text("utf-8"))["schema_version"] == "1"
    assert Path("gh.txt").read_text("utf-8").startswith("::error ")
    assert sorted(path.name for path in Path().iterdir()) == ["gh.txt", "out.json"]


def test_a_job_summary_goes_behind_what_other_steps_wrote(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("summary.md").write_text("built\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("check", "--format", "text")
    assert Path("summary.md").read_text("utf-8") == "built\n"
    run("check", "--format", "github")
    assert Path("summary.md").read_text("utf-8").startswith("built\n### capaudit: ")


def test_report_that_fails_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise ZeroDivisionError

    path = tmp_path / "report.txt"
    path.write_text("old", "utf-8")
    with pytest.raises(ZeroDivisionError):
        save(path, pieces())
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_quiet_and_verbose_change_the_text_report(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file is laid out for its own width, standard output for the terminal's.
    monkeypatch.setenv("COLUMNS", str(FILE_WIDTH))
    normal = run("check").stdout
    assert run("check", "--quiet").stdout in normal
    assert "the dateline says Tokyo too" in run("check", "--verbose").stdout
    assert "the dateline says Tokyo too" not in normal
    run("check", "--quiet", "--output", "quiet.txt")
    assert Path("quiet.txt").read_text("utf-8") == run("check", "--quiet").stdout


def test_colour_follows_the_environment(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in run("check").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").stdout


def test_rules_are_listed_as_text_and_json() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    records = json.loads(run("rules", "--format", "json").stdout)
    assert {record["code"] for record in records} == {rule.code for rule in RULES}
    assert all(record["summary"].endswith(".") for record in records)


def test_explain_takes_code_or_name() -> None:
    page = run("explain", "crd003").stdout
    assert page.startswith("CRD003 creator-differs-from-file\n")
    assert "Flagged" in page
    assert run("explain", "creator-differs-from-file").stdout == page


@pytest.mark.parametrize("name", ["article", "config", "image", "report"])
def test_schemas_are_printed_and_are_json(name: str) -> None:
    schema = json.loads(run("schema", name).stdout)
    assert schema["$id"] == f"urn:capaudit:schema:{name}"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_fault_of_our_own_is_no_finding(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr(sys.modules["capaudit.pipeline"], "audit_paths", fail)
    result = run("check")
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stderr
    assert "please report it" in result.stderr


def test_hostile_argument_does_not_steer_the_terminal(pipeline: Pipeline) -> None:
    result = run("check", "--profile", "\x1b[2J\u202e")
    assert "\\x1b[2J\\u202e" in result.stderr
    assert "\x1b" not in result.stderr


def test_the_memory_of_the_command_line_counts_and_its_notices_go_to_stderr(
    pipeline: Pipeline,
) -> None:
    pipeline.report = msgspec.structs.replace(EMPTY, notices=("memory kept.sqlite is new",))
    result = run("check", "content", "--memory", "kept.sqlite")
    assert pipeline.config.memory == Path("kept.sqlite")
    assert result.stderr == "capaudit: memory kept.sqlite is new\n"
    assert "kept.sqlite" not in result.stdout
