"""The hook that pre-commit offers must call a command there is, with options it has."""

from pathlib import Path

import yaml
from click.testing import CliRunner

from capaudit.cli.group import capaudit

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"


def test_the_hook_audits_the_files_it_is_given(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    assert program == "capaudit"
    story = tmp_path / "story.md"
    story.write_text("![A ferry leaves on Feb. 30, 2025. [Jane Doe/AFP]](ferry.png)\n", "utf-8")
    result = CliRunner().invoke(capaudit, [*arguments, str(story)])
    assert result.exit_code == 1, result.output
    assert "DAT001" in result.output
