"""How the audit of an input reaches other processes."""

from __future__ import annotations

import pickle
from pathlib import Path

from capaudit.config import Config
from capaudit.pipeline.auditing import audit_job
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.inputs import Input
from support.images import build_image

ARTICLE = b"""---
date: 2025-03-05
---

![A ferry leaves the pier in Leeds on 3 May 2021. [Jane Doe/AFP]](ferry.jpg)
"""


def test_a_process_that_begins_from_nothing_audits_alike(tmp_path: Path) -> None:
    tmp_path.joinpath("ferry.jpg").write_bytes(build_image("jpeg"))
    config = Config(root=tmp_path)
    job = audit_job(config, make_desk(config, tmp_path), ())
    each = Input("ferry.md", ".", ARTICLE)
    here = list(job.prepare()(each))
    # What this process has read is no obstacle.
    prepare = pickle.loads(pickle.dumps(job.prepare))
    assert list(prepare()(each)) == here
