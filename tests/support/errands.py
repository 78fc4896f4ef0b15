"""Tasks for a cluster that leave files; at the top of a module so that workers can import them."""

import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from capaudit.engines import Tasks

Word = tuple[str, ...]


def errands(folder: Path) -> Tasks[Word]:
    """Write words into files; `die` kills whatever process does it, `die once` the first.

    `wait once` holds the first process up for ever.
    """
    return Tasks(
        run=partial(_run, folder=folder),
        is_done=lambda words: _file(folder, words).exists(),
        halves=_halves,
        join=partial(_join, folder=folder),
        spoil=partial(_spoil, folder=folder),
    )


def result(folder: Path, words: Word) -> str:
    return _file(folder, words).read_text("utf-8")


def _file(folder: Path, words: Word) -> Path:
    return folder / "+".join(words)


def _run(words: Word, folder: Path) -> None:
    if "die" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    met = folder / "met"
    if "die once" in words and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "wait once" in words and not met.exists():
        met.touch()
        signal.pause()
    with (folder / "log").open("a", encoding="utf-8") as log:
        log.write(f"{'+'.join(words)}\n")
    _file(folder, words).write_text(" ".join(f"{word}!" for word in words), "utf-8")


def _halves(words: Word) -> Sequence[Word]:
    middle = len(words) // 2
    return (words[:middle], words[middle:]) if middle else ()


def _join(words: Word, halves: Sequence[Word], folder: Path) -> None:
    _file(folder, words).write_text(" ".join(result(folder, half) for half in halves), "utf-8")


def _spoil(words: Word, reason: str, folder: Path) -> None:
    _file(folder, words).write_text(f"{words[0]}? {reason}", "utf-8")
