"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A machine that has other work is no fault of the code: no single example is timed.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")
