"""Ends what takes too long: by an exception, and by the end of the process where none is heard."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# After so many times the limit the system ends a worker that hears no exception.
_KILL_AFTER = 3
# Seconds between two looks at a thread that has worked almost too long.
_SHORTEST_LOOK = 0.01


class DeadlinePassedError(BaseException):
    """Time is up. No `Exception`: what catches those to go on with the rest must not go on."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `DeadlinePassedError` inside the block after so many seconds of work.

    The process's own time counts, so that a busy machine takes nothing from anybody. Only the main
    thread of a process has such a clock; elsewhere, and on systems without one, there is no limit.
    """
    if not _has_clock():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _on_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def deadline_or_death(seconds: float) -> Iterator[None]:
    """The same, and the end of the whole process where a block goes on long after, as C code may.

    For workers alone: whoever started them sees that they died.
    """
    with deadline(seconds):
        if _has_clock():
            signal.setitimer(signal.ITIMER_PROF, seconds * _KILL_AFTER)
        try:
            yield
        finally:
            if _has_clock():
                signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def deadline_of_thread(seconds: float) -> Iterator[None]:
    """The same for a thread that is not the main one: another looks how long it has worked.

    For the workers of a cluster, which work in threads. Systems without a clock for each thread
    have no limit.
    """
    if not hasattr(time, "pthread_getcpuclockid"):
        yield
        return
    is_over, turn = threading.Event(), threading.Lock()
    watched = threading.get_ident()
    threading.Thread(
        target=_watch, args=(watched, seconds, is_over, turn), name="deadline", daemon=True
    ).start()
    signal.setitimer(signal.ITIMER_PROF, seconds * _KILL_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        with turn:
            is_over.set()


def _watch(watched: int, seconds: float, is_over: threading.Event, turn: threading.Lock) -> None:
    """Raise `DeadlinePassedError` in a thread that has worked too long, unless it is done."""
    clock = time.pthread_getcpuclockid(watched)
    begin = time.clock_gettime(clock)
    left = seconds
    while not is_over.wait(max(left, _SHORTEST_LOOK)):
        left = seconds - (time.clock_gettime(clock) - begin)
        if left <= 0:
            with turn:
                if not is_over.is_set():
                    error = ctypes.py_object(DeadlinePassedError)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(watched), error)
            return


def _has_clock() -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return hasattr(signal, "setitimer") and in_main


def _on_time(number: int, frame: FrameType | None) -> None:
    raise DeadlinePassedError
