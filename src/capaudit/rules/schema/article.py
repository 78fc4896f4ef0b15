"""SCH001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Article
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.text import Span
from capaudit.rules.base import article_rule
from capaudit.rules.schema.validation import SchemaFault, first_faults


@article_rule("SCH001", "article-schema", Severity.ERROR)
def article_schema(evidence: ArticleEvidence) -> Iterator[Hit]:
    """The article's record does not follow the house's article schema.

    The house wrote down what its systems need; what they cannot read they drop. The finding names
    the key, what the schema expects and what stands there. Where more than half of a site's
    articles have the same fault, that is one finding with its list.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: article-schema = "house.json"
        house.json:
            {"type": "object", "required": ["section"]}

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: article-schema = "house.json"
        house.json:
            {"properties": {"date": {"pattern": "T"}}}

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: article-schema = "house.json"
        house.json:
            {"type": "object", "required": ["date"]}

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: article-schema = "house.json"
        house.json:
            {"properties": {"section": {"enum": ["world", "home"]}}}
    """
    schema = evidence.house.article_schema
    if schema is None:
        return
    for fault in first_faults(evidence.article.record, schema):
        place = _place(evidence.article, fault)
        yield Hit(at=place, message=fault.message, subject=fault.message)


def _place(article: Article, fault: SchemaFault) -> Article | Span:
    """Where the value stands, else its key or the key above it; the article without either."""
    path = fault.path
    while path:
        entry = article.entry(path)
        if entry is not None:
            return entry.value.span or entry.key_span
        inside = (f"{path}.", f"{path}[")
        within = next((one for one in article.entries if one.path.startswith(inside)), None)
        if within is not None:
            return within.key_span
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return article.entries[0].key_span if article.entries else article
