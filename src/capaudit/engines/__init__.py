"""How many articles are audited at once: in this process alone, or in several.

Engines know nothing of articles: they are handed the function to run and the inputs to run it on.
"""

from capaudit.engines.cores import allowed_cores
from capaudit.engines.deadline import DeadlinePassedError
from capaudit.engines.job import Job, Known
from capaudit.engines.run import run

__all__ = ["DeadlinePassedError", "Job", "Known", "allowed_cores", "run"]
