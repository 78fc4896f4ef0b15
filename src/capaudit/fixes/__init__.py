"""Fixes: from a finding to the edits in the article's source that remove it.

A rule says only what and where. Beside it a fixer may know what is to stand there instead; it
gives words, and `writing` escapes them for the syntax around the place. Nothing here writes to
disk: `pipeline` reads each edited article again before a fix is offered.
"""
