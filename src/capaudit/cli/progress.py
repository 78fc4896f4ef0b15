"""Tells on standard error how far a long run is: a line that renews itself, plain lines in CI."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from typing import TextIO

# A run that ends sooner needs no progress.
PATIENCE = 1.0
# Seconds between two states on a terminal, and between two lines in a log.
RENEWED_EVERY, LOGGED_EVERY = 0.1, 15.0
_BAR = 24
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts what is audited and tells it, no more often than anybody can read.

    `width` are the cells that a line which renews itself may take.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        renews: bool,
        width: int = 100,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._renews = renews
        self._width = width
        self._clock = clock
        self._shown = False
        self.begin(0)

    def begin(self, total: int) -> None:
        """So many files are to be audited, 0 where it is not known."""
        self._total = total
        self._started = self._clock()
        self._next = self._started + (PATIENCE if self._renews else LOGGED_EVERY)
        self._files = self._images = self._findings = 0

    def add(self, images: int, findings: int) -> None:
        """One more file is audited."""
        self._files += 1
        self._images += images
        self._findings += findings
        now = self._clock()
        if now >= self._next:
            self._next = now + (RENEWED_EVERY if self._renews else LOGGED_EVERY)
            self._tell(now)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._shown and self._renews:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _tell(self, now: float) -> None:
        state = self._state(now - self._started)
        # What runs over the end of the line could not be taken back.
        line = f"{_CLEAR}{state[: self._width - 1]}" if self._renews else f"capaudit: {state}\n"
        self._stream.write(line)
        self._stream.flush()
        self._shown = True

    def _state(self, seconds: float) -> str:
        counts = f"{self._images:,} images, {self._findings:,} findings"
        if self._total < self._files:
            return f"{self._files:,} files, {counts}"
        done = self._files / self._total
        left = _duration(seconds / done - seconds)
        state = f"{self._files:,} of {self._total:,} files, {counts}, {left} left"
        if not self._renews:
            return state
        filled = int(done * _BAR)
        return f"{'━' * filled}{'╌' * (_BAR - filled)} {state}"


def progress_for(
    stream: TextIO, environment: Mapping[str, str], *, is_quiet: bool
) -> Progress | None:
    """How a run tells its progress; `None` for not at all.

    A terminal gets a line that renews itself, a CI's log (`CI` is set) a plain line now and then;
    whoever reads a pipe, or asks for quiet, gets nothing.
    """
    if is_quiet:
        return None
    if environment.get("CI"):
        return Progress(stream, renews=False)
    if stream.isatty() and environment.get("TERM", "dumb") != "dumb":
        return Progress(stream, renews=True, width=shutil.get_terminal_size().columns)
    return None


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
