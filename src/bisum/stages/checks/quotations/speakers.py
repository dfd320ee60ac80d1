"""Speakers of quotations who are unknown, uncertain, or others in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bisum.model.bitext import Rendering
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.model.quote import Quote, Speaker, is_uncertain
from bisum.stages.bilingual.lexicon import links
from bisum.stages.bilingual.offices import offices_in_arabic
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import arabic_words, english_words
from bisum.stages.checks.names.roles import check_roles
from bisum.stages.checks.pair import Pair
from bisum.stages.checks.quotations.at_quote import finding_at

_LINKED: Final = 0.1  # strength from which a word renders another
_SOUNDS: Final = 0.5  # likeness below which two words are not one name


def check_speaker(dossier: Dossier, quote: Quote, renderings: tuple[Rendering, ...]) -> Iterator[Finding]:
    """Find speech without a speaker, and a speaker who is uncertain or became another."""
    if quote.is_speech:
        yield from _spoken(dossier, quote, renderings)
    yield from check_certainty(dossier, quote)


def _spoken(dossier: Dossier, quote: Quote, renderings: tuple[Rendering, ...]) -> Iterator[Finding]:
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


def check_certainty(dossier: Dossier, quote: Quote) -> Iterator[Finding]:
    """Tell that the words may well be somebody else's; the margin says so too, but no list of doubts."""
    if is_uncertain(quote.speaker, quote.confidence):
        name, share = quote.speaker.name, round(100 * quote.confidence)
        message = f"Whose words these are is uncertain: {name!r} is right in about {share} % of such cases."
        yield finding_at(dossier, quote, "speaker-uncertain", Severity.WARNING, message)


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
