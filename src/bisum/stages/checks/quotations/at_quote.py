"""Findings that stand at a quotation."""

from __future__ import annotations

from bisum.model.article import Segments
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.model.quote import Quote


def finding_at(
    dossier: Dossier, quote: Quote, code: str, severity: Severity, message: str, evidence: str | None = None
) -> Finding:
    """Give a finding where a quotation begins; without other evidence, with the words of the quotation."""
    span = quote.spans[0]
    segments = dossier[Segments]
    passage = segments.title if span.paragraph is None else segments.paragraphs[span.paragraph]
    within = [
        n for n, one in enumerate(passage.sentences if passage else ()) if one.start <= span.start < one.end
    ]
    return Finding(
        code=code,
        severity=severity,
        paragraph=span.paragraph,
        sentence=within[0] if within else None,
        message=message,
        evidence=quote.text if evidence is None else evidence,
    )
