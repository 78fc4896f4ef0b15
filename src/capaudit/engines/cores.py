"""How many processor cores this process may use: the machine's, less what was taken from it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")


def allowed_cores(groups: Path = _GROUPS) -> int:
    """The cores that affinity and control groups leave to this process, at least one.

    A container on a machine of 64 cores often may use two: `os.cpu_count` tells it of 64.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min((cores or 1, *_quotas(groups))))


def _quotas(groups: Path) -> Iterator[int]:
    """The whole cores that a control group grants, rounded up; nothing where it sets no limit.

    https://docs.kernel.org/admin-guide/cgroup-v2.html (cpu.max),
    https://docs.kernel.org/scheduler/sched-bwc.html (cpu.cfs_quota_us)
    """
    texts = (
        _text(groups / "cpu.max"),
        f"{_text(groups / 'cpu/cpu.cfs_quota_us')} {_text(groups / 'cpu/cpu.cfs_period_us')}",
    )
    for text in texts:
        numbers = [int(part) for part in text.split() if part.isdecimal()]
        if len(numbers) == 2 and min(numbers) > 0:
            yield -(-numbers[0] // numbers[1])


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
