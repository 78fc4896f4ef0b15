"""Progress of a long run: seldom enough to read, and nothing where nobody looks."""

from __future__ import annotations

import io

import pytest

from capaudit.cli.progress import Progress, progress_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Goes on by a step with each look."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def told(total: int, articles: int, *, renews: bool, step: float) -> str:
    stream = Terminal()
    progress = Progress(stream, renews=renews, clock=Clock(step))
    progress.begin(total)
    for _ in range(articles):
        progress.add(4, 1)
    progress.close()
    return stream.getvalue()


def test_a_short_run_tells_nothing() -> None:
    assert told(50, 50, renews=True, step=0.01) == ""
    assert told(50, 50, renews=False, step=0.2) == ""


def test_a_terminal_has_one_line_that_is_gone_at_the_end() -> None:
    states = told(100, 30, renews=True, step=1).split("\r\x1b[K")
    assert states[0] == states[-1] == ""
    assert "\n" not in "".join(states)
    assert states[-2].endswith(" 30 of 100 files, 120 images, 30 findings, 1:10 left")
    assert states[-2].count("━") == int(24 * 0.3)


def test_a_log_has_plain_lines_now_and_then() -> None:
    lines = told(100, 60, renews=False, step=1).splitlines()
    assert len(lines) == 4
    assert lines[0] == "capaudit: 15 of 100 files, 60 images, 15 findings, 1:25 left"


def test_without_a_total_nothing_is_promised() -> None:
    assert "left" not in told(0, 30, renews=True, step=1)


@pytest.mark.parametrize(
    ("stream", "environment", "quiet"),
    [
        (io.StringIO(), {"TERM": "xterm"}, False),
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"CI": "true"}, True),
    ],
)
def test_nobody_is_told_who_does_not_look(
    stream: io.StringIO, environment: dict[str, str], quiet: bool
) -> None:
    assert progress_for(stream, environment, is_quiet=quiet) is None


def test_a_log_of_ci_is_told_even_through_a_pipe() -> None:
    assert progress_for(io.StringIO(), {"CI": "true"}, is_quiet=False) is not None
