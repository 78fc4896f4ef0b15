"""A time by which something must be done, however many steps it takes."""

from __future__ import annotations

import time
from collections.abc import Callable


class Deadline:
    """Seconds that run down from the moment it is made; `clock` counts in seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, zero where it has passed."""
        return max(0.0, self._end - self._clock())
