"""The words of an English sentence that say something."""

from __future__ import annotations

from typing import Final

from bisum.stages.bilingual.words import Word, english_words

_FUNCTION_WORDS: Final = """
a an the this that these those some any each every all both either neither no not nor and or but so yet
if than then as at by for from in into of off on onto out over per since to toward towards under until
up upon via with within without about above across after against along among around before behind below
beneath beside between beyond down during through throughout i me my we us our you your he him his she her
it its they them their who whom whose which what when where why how there here is are was were be been being
am do does did done doing has have had having will would shall should can could may might must also just
only very too still even such own same other another more most less least much many few while although though
because whether once again further however meanwhile thus therefore 's n't don't didn't doesn't isn't wasn't
aren't weren't won't can't cannot couldn't wouldn't shouldn't it's he's she's they're we're i'm
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS.split())

# What a summariser may put in by itself: words that report, and nothing else.
_NEUTRAL: Final = (
    "say said says saying add added adds adding told tell tells according report reported article news"
)
NEUTRAL: Final = frozenset(word.stem for word in english_words(_NEUTRAL))


def is_content(word: Word) -> bool:
    """Tell whether a word says something by itself."""
    return word.text.casefold().replace("’", "'") not in FUNCTION_WORDS


def content_words(text: str) -> list[Word]:
    """Give the words of a text that say something, in order."""
    return [word for word in english_words(text) if is_content(word)]
