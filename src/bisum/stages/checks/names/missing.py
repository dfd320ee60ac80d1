"""Names in the Arabic that nothing in the English renders or sounds like."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.arabic.months import GREGORIAN, words_of
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.lexicon import renderings
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.names.named_words import is_listed_name, is_name_or_unknown, sound
from bisum.stages.checks.pair import Fault, Pair

_LINKED: Final = 0.1  # strength from which a word is taken to have a rendering
# Likeness from which a capitalised word is taken for the name: from .5 to .7, on ntrex-dev and ant-news-dev
# with names dropped and untouched, recall went from .66 to .74 and false alarms from 1.9 to 4.3 %.
_HEARD: Final = 0.55
_HEARD_IN_PAIR: Final = 0.5  # the same where two names stand side by side, which is surer by itself
_NAME_IN_TABLE: Final = (
    0.6  # likeness of a word and its likeliest English from which the table has it as a name
)
_MIN_ENGLISH: Final = 3  # letters
_MONTHS: Final = words_of(GREGORIAN)
_KINDS: Final = frozenset(("town", "country", "water", "press"))
# Known names that are other words as often, folded: grandmother, cup, diameter, floods, sunset prayer.
_ALSO_WORDS: Final = frozenset(
    ("جده", "مسقط", "جوبا", "القاهره", "الاقصر", "سيول", "المغرب", "قطر", "كوبا", "البحرين", "درعا")
)


def check_missing_names(pair: Pair) -> Iterator[Fault]:
    """Find names that the English left out.

    Places and newspapers of the table of known names, other names that are sure, or two words side by side of
    which one is sure.
    """
    if not pair.texts.grid.size:
        return
    left = sorted({*_missing(pair), *_known_missing(pair)})
    if left:
        yield Fault(
            code="name-missing",
            severity=Severity.WARNING,
            message="A name in the Arabic seems to be missing from the English.",
            evidence=", ".join(pair.arabic_words[n].text for n in left),
        )


def _missing(pair: Pair) -> list[int]:
    best = pair.texts.grid.max(axis=1).tolist()
    unlinked = [
        n
        for n, word in enumerate(pair.arabic_words)
        if best[n] < _LINKED
        and (is_name_or_unknown(word) or pair.is_of_speaker(word))
        and not _is_checked_elsewhere(pair, word)
    ]
    if not unlinked:
        return []
    capitals = [
        word.text for word in pair.english_words if word.text[0].isupper() and len(word.text) >= _MIN_ENGLISH
    ]
    unheard = [n for n in unlinked if _sound(pair.arabic_words[n], capitals) < _HEARD]
    alone = [
        n
        for n in unheard
        if pair.is_of_speaker(pair.arabic_words[n])
        or (is_listed_name(pair.arabic_words[n].folded) and _is_known_as_name(pair.arabic_words[n]))
    ]
    faint = [n for n in unheard if _sound(pair.arabic_words[n], capitals) < _HEARD_IN_PAIR]
    paired = {
        n
        for one, two in itertools.pairwise(faint)
        if two - one == 1 and any(is_listed_name(pair.arabic_words[at].folded) for at in (one, two))
        for n in (one, two)
    }
    return sorted({*alone, *paired})


def _known_missing(pair: Pair) -> Iterator[int]:
    """Give the words of known towns, countries and newspapers that the English neither names nor spells.

    That is so in .5 % of the references of ntrex-dev, .3 % of ant-news-dev and flores-dev, .4 % of PUD, and
    in 32 of 1,284 sentences of the default model.
    """
    places = [
        place
        for place in pair.known_arabic
        if place.is_noun and not place.is_loose and place.known.kind in _KINDS
    ]
    if not places:
        return
    said = {place.known for place in pair.known_english}
    capitals = [word.text for word in pair.english_words if word.text[0].isupper()]
    for place in places:
        within = [n for n, word in enumerate(pair.arabic_words) if place.start <= word.start < place.end]
        words = [pair.arabic_words[n] for n in within]
        is_word = any(form in _ALSO_WORDS for word in words for form in without_clitics(word.folded))
        if place.known in said or is_word or any(_sound(word, capitals) >= _HEARD for word in words):
            continue
        yield from within


def _is_checked_elsewhere(pair: Pair, word: Word) -> bool:
    """Tell whether other checks compare a word: months and known places and bodies."""
    return word.folded in _MONTHS or any(place.start <= word.start < place.end for place in pair.known_arabic)


def _sound(word: Word, capitals: list[str]) -> float:
    return max((sound(word, one) for one in capitals), default=0.0)


def _is_known_as_name(word: Word) -> bool:
    """Tell whether the table of renderings has it as a name, or not at all."""
    chances = renderings(word.stem)
    if not chances:
        return True
    likeliest = max(chances, key=lambda english: chances[english].forward)
    return sound(word, likeliest) >= _NAME_IN_TABLE
