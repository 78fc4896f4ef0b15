"""What fixers are."""

from __future__ import annotations

from collections.abc import Callable

from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix

# From the article, the image that the finding is about, and the finding, to its fix; `None` where
# nobody can tell what should stand there.
Fixer = Callable[[ArticleEvidence, Evidence, Finding], Fix | None]
# The same for an image of which nothing is found until its article is held beside others, given
# the name of the field in which the image's credit is to stand.
FieldFixer = Callable[[ArticleEvidence, Evidence, str], Fix | None]
