"""Deeds turned round: «ضغط الاتحاد على الوزير», *was pressured by the minister*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.pair import Fault, Pair

# What is done to somebody with «على», folded: verbs and what is made of them.
_DEEDS: Final = (
    "س?[اينت]?ضغط(?:ت|وا|ون)?|ضغوط\\w*|[يت]?هجم(?:ت|وا|ون)?|هجوم\\w*|هجمات|اعتد(?:ي|ت|وا)|[يت]عتد(?:ي|ون)|اعتداء\\w*"
    "|[يت]?تغلب(?:ت|وا|ون)?|[يت]?تفوق(?:ت|وا|ون)?|انتصر(?:ت|وا)?|[يت]نتصر(?:ون)?|انتصار\\w*|فوز\\w*|فاز(?:ت|وا)?"
    "|[يت]?تامر(?:ت|وا|ون)?|انقلب(?:ت|وا)?|[يت]نقلب(?:ون)?|انقلاب\\w*|[يت]?تجسس(?:ت|وا|ون)?|احتال(?:ت|وا)?"
    "|[يت]حتال(?:ون)?|استول(?:ي|ت|وا)|[يت]ستول(?:ي|ون)|قبض|النار|عقوبات|غاره|غارات|قصف\\w*|حرب|حربا|حصار\\w*"
)
_DEED: Final = re.compile(f"(?<!\\w)[وف]?[بل]?(?:ال)?(?:{_DEEDS})(?: \\w+){{0,3}}? علي (?=\\w)")
_DOER: Final = re.compile(
    r"\b(?:been|being|was|were|is|are|be|got|get) (?:\w+ly )?(?:\w+ed|beaten|overthrown|shot|struck|hit)"
    r" by (?:(?:the|an?|its|his|her|their) )?(?P<doer>\w+)",
    re.IGNORECASE,
)
_LINKED: Final = 0.25  # probability of a link from which a word renders another


def check_reversals(pair: Pair) -> Iterator[Fault]:
    """Find that somebody does in the English what is done to him in the Arabic."""
    if " by " not in pair.english or "علي" not in pair.arabic_vocabulary:
        return
    deeds = [deed.end() for deed in _DEED.finditer(pair.folded)]
    for passive in _DOER.finditer(pair.english) if deeds else ():
        doer = _rendered(pair, passive.start("doer"))
        if doer and any(pair.folded.startswith(doer.folded, end) for end in deeds):
            yield Fault(
                code="person-changed",
                severity=Severity.SERIOUS,
                message="In the Arabic this is done to those who do it in the English.",
                evidence=f"على {doer.text} | {passive.group()}",
            )


def _rendered(pair: Pair, start: int) -> Word | None:
    """Give the Arabic word that the English word at an offset renders, None where no link is sure."""
    column = next((n for n, word in enumerate(pair.english_words) if word.start <= start < word.end), None)
    if column is None or not pair.arabic_words:
        return None
    links = pair.texts.agreed[:, column]
    return pair.arabic_words[int(links.argmax())] if links.max() >= _LINKED else None
