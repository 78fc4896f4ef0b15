"""How many articles are audited at once: in this process alone, in several, or on many machines.

Engines know nothing of articles: they are handed the function to run and the inputs to run it on.
"""

from capaudit.engines.cores import allowed_cores
from capaudit.engines.deadline import DeadlinePassedError, deadline_of_thread
from capaudit.engines.job import Job, Known
from capaudit.engines.run import run
from capaudit.engines.tasks import Tasks
from capaudit.engines.worker import worked

__all__ = [
    "DeadlinePassedError",
    "Job",
    "Known",
    "Tasks",
    "allowed_cores",
    "deadline_of_thread",
    "run",
    "worked",
]
