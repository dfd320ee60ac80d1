"""Faults of the ledger's way into English: quotations and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bisum.model.bitext import Alignment, Rendering, RenderingStatus, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.model.quote import Quote, Quotes, Speaker, is_uncertain
from bisum.stages.bilingual.lexicon import links
from bisum.stages.bilingual.offices import offices_in_arabic
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import arabic_words, english_words
from bisum.stages.checks.claims.negation import denied_only_in_arabic
from bisum.stages.checks.names.roles import check_roles
from bisum.stages.checks.pair import Pair
from bisum.stages.checks.quotations.at_quote import finding_at
from bisum.stages.checks.quotations.ends import check_quote_end

_LINKED: Final = 0.1  # strength from which a word renders another
_SOUNDS: Final = 0.5  # likeness below which two words are not one name


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


def check_voices(dossier: Dossier) -> Iterator[Finding]:
    """Find quotations that are lost or uncertain in English, and speech without a speaker."""
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
        yield from _spoken(dossier, quote, renderings)
        yield from _uncertain(dossier, quote)
        yield from _turned(dossier, quote, renderings)
        yield from check_quote_end(dossier, quote, renderings)


def _uncertain(dossier: Dossier, quote: Quote) -> Iterator[Finding]:
    """Tell that the words may well be somebody else's; the margin says so too, but no list of doubts."""
    if is_uncertain(quote.speaker, quote.confidence):
        name, share = quote.speaker.name, round(100 * quote.confidence)
        message = f"Whose words these are is uncertain: {name!r} is right in about {share} % of such cases."
        yield finding_at(dossier, quote, "speaker-uncertain", Severity.WARNING, message)


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


def _spoken(dossier: Dossier, quote: Quote, renderings: tuple[Rendering, ...]) -> Iterator[Finding]:
    if not quote.is_speech:
        return
    if quote.speaker is None:
        yield finding_at(
            dossier,
            quote,
            "speaker-unknown",
            Severity.WARNING,
            "The article does not say whose words these are.",
        )
    elif any(one.speaker and _is_another(quote.speaker.name, one.speaker) for one in renderings):
        yield finding_at(
            dossier,
            quote,
            "speaker-changed",
            Severity.SERIOUS,
            f"The English name does not sound like the Arabic speaker {quote.speaker.name!r}.",
        )
    elif evidence := next(_other_roles(quote.speaker, renderings), ""):
        message = f"The English gives the speaker {quote.speaker.name!r} another office or calling."
        yield finding_at(dossier, quote, "role-changed", Severity.SERIOUS, message, evidence)
    elif all(one.speaker is None for one in renderings):
        yield finding_at(
            dossier,
            quote,
            "speaker-unnamed",
            Severity.WARNING,
            f"No English name was found for the speaker {quote.speaker.name!r}.",
        )


def _other_roles(speaker: Speaker, renderings: Iterable[Rendering]) -> Iterator[str]:
    """Give the offices of a speaker and of his English mention that don't render one another."""
    is_called = bool(offices_in_arabic(arabic_words(speaker.name)))
    arabic = speaker.name if is_called or not speaker.role else f"{speaker.role} {speaker.name}"
    for rendering in renderings:
        if rendering.speaker:
            yield from (
                fault.evidence for fault in check_roles(Pair(arabic=arabic, english=rendering.speaker))
            )


def _is_another(arabic: str, english: str) -> bool:
    """Tell whether no word of an English name renders or sounds like a word of the Arabic one."""
    names = [word.text for word in english_words(english) if word.text[0].isupper()]
    if not names or links(arabic_words(arabic), english_words(english)).strength.max(initial=0.0) >= _LINKED:
        return False
    parts = [word.text for word in arabic_words(arabic)]
    return max((likeness(part, name) for part in parts for name in names), default=1.0) < _SOUNDS
