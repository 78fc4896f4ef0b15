"""Audits of chunks that end the worker; at the top of a module so that workers can import them."""

import os
import signal

from capaudit.pipeline.chunks import Chunk, Errand, run_chunk


def poisoned(chunk: Chunk, errand: Errand) -> None:
    """Die of a file that is called poison, and of the first chunk at all."""
    met = errand.root / "met"
    if any("poison" in one.path for one in chunk.files) or not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    run_chunk(chunk, errand)
