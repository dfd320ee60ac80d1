"""Quotations that are lost, cut or turned round on their way into English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bisum.model.bitext import Alignment, Rendering, RenderingStatus, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.model.quote import Quote, Quotes
from bisum.stages.checks.claims.negation import denied_only_in_arabic
from bisum.stages.checks.quotations.at_quote import finding_at
from bisum.stages.checks.quotations.ends import check_quote_end
from bisum.stages.checks.quotations.speakers import check_certainty, check_speaker


class _Doubt(NamedTuple):
    """What is said of a quotation that didn't come into English by itself."""

    code: str
    of_speech: Severity
    of_term: Severity
    message: str


# By what became of it, the worst first.
_DOUBTS: Final = {
    RenderingStatus.LOST: _Doubt(
        "quote-lost",
        Severity.SERIOUS,
        Severity.WARNING,
        "No English words were found for this quotation; quote the Arabic.",
    ),
    RenderingStatus.APPROXIMATE: _Doubt(
        "quote-approximate",
        Severity.WARNING,
        Severity.NOTE,
        "The translation does not mark this quotation; where it starts and ends in English is uncertain.",
    ),
    RenderingStatus.RESTORED: _Doubt(
        "quote-restored",
        Severity.NOTE,
        Severity.NOTE,
        "The translation lost these quotation marks; bisum put them back where the words agree.",
    ),
}


def check_quotations(dossier: Dossier) -> Iterator[Finding]:
    """Find quotations that are lost or uncertain in English, and speech without a speaker.

    Reported speech has no marks to lose; that its speaker is a guess is told of it too.
    """
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    for quote, renderings in (
        *zip(quotes.title, alignment.title_quotes, strict=True),
        *zip(quotes.marked, alignment.quotes, strict=True),
    ):
        yield from _carried(dossier, quote, renderings)
        if not quote.closed:
            yield finding_at(
                dossier,
                quote,
                "quote-unclosed",
                Severity.WARNING,
                "The closing quotation mark is missing in the Arabic; where the quotation ends is a guess.",
            )
        yield from check_speaker(dossier, quote, renderings)
        yield from _turned(dossier, quote, renderings)
        yield from check_quote_end(dossier, quote, renderings)
    for reported in quotes.indirect:
        yield from check_certainty(dossier, reported)


def _turned(dossier: Dossier, quote: Quote, renderings: tuple[Rendering, ...]) -> Iterator[Finding]:
    """Find a quotation that denies in Arabic and nowhere in English: «خطوة غير كافية», *a step forward*.

    Its sentence may deny something else as well, so that counting there tells nothing.
    """
    english = " ".join(_words_of(dossier[Translation], one) for one in renderings if one.start is not None)
    evidence = denied_only_in_arabic(quote.text, english) if quote.is_speech and english else ""
    if evidence:
        message = "The Arabic quotation denies something, and nothing in its English does."
        yield finding_at(dossier, quote, "negation-lost", Severity.SERIOUS, message, evidence)


def _words_of(translation: Translation, rendering: Rendering) -> str:
    number = rendering.paragraph
    passage = translation.title if number is None else translation.paragraphs[number]
    return (passage.english or "")[rendering.start : rendering.end] if passage else ""


def _carried(dossier: Dossier, quote: Quote, renderings: tuple[Rendering, ...]) -> Iterator[Finding]:
    statuses = {one.status for one in renderings}
    doubt = next((doubt for status, doubt in _DOUBTS.items() if status in statuses), None)
    if doubt is not None:
        severity = doubt.of_speech if quote.is_speech else doubt.of_term
        yield finding_at(dossier, quote, doubt.code, severity, doubt.message)
