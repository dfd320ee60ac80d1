"""What a sentence written by a model says that its grounds don't.

A written sentence may leave out; it may not bring in, and not put together what the
grounds keep apart. So it must be made of pieces of its grounds: every word that says
something stands in them, names, numbers, negations and hedges are the same, who speaks
is who speaks there, and where two pieces meet no word is left hanging on the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.bilingual.quantities import arabic_quantities, english_quantities, unmatched
from bisum.stages.bilingual.words import Word, arabic_words, english_words
from bisum.stages.english.subjects import VERBS
from bisum.stages.english.text import find_marks
from bisum.stages.summary.grounds.content import NEUTRAL, content_words, is_content

_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unable|fail\w*|refus\w*|den(?:y|ies|ied"
    r"|ying|ial)|reject\w*|lack\w*|hardly|barely|unless|except)\b|n[’']t\b",
    re.IGNORECASE,
)
_HEDGE: Final = re.compile(
    r"\b(?:may|might|could|would|should|if|alleg\w+|reported(?:ly)?|suspect\w*|accus\w+|claim\w*|expect\w*"
    r"|apparent\w*|possibl\w+|probabl\w+|likely|planned|propos\w+|almost|nearly|only)\b",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(rf"\b(?:{VERBS})\b", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?\n]")
# First persons outside quotation marks are somebody's words given as ours.
_SPEAKING: Final = re.compile(r"\b(?:I|we|our|ours|us|my|mine|me)\b", re.IGNORECASE)
_OPENING_PRONOUN: Final = re.compile(
    r"(?:he|she|they|it|his|her|their|its|this|these|those|that)\b", re.IGNORECASE
)
# Of whom something is said; one that the grounds don't have is somebody else.
_PERSONAL: Final = frozenset(
    ["he", "she", "they", "it", "him", "her", "them", "his", "hers", "their", "its", "himself", "herself"]
)
# What hangs on the word before it: «his plan to the leader» isn't «his plan to those sent to the leader».
_PREPOSITIONS: Final = frozenset(
    ["to", "of", "for", "with", "by", "from", "at", "in", "on", "into", "against", "between", "about", "over"]
)
_ONE_PHRASE: Final = 1  # content words: «the strike [by stevedores] at the port»
_NEAR: Final = 4  # words that may be left out of a phrase: «the [two northern] ports»
_SCOPE: Final = 2  # content words
_SMALL: Final = 2.0  # one and two hide in «a» and «both»


def faults(written: str, grounds: Sequence[str], arabic: Sequence[str] = ()) -> Iterator[str]:
    """Tell what is wrong with a sentence, in one word each; nothing for a faithful one.

    Args:
        written: The sentence.
        grounds: The English that it stands on, one text a stretch.
        arabic: The Arabic of the same stretches; a number may stand there alone.
    """
    whole = " \n ".join(grounds)
    words, source = english_words(written), english_words(whole)
    known = {word.stem for word in source}
    if not words or not source:
        yield "empty"
        return
    known |= NEUTRAL
    if any(word.stem not in known and not word.text[0].isdigit() for word in words if is_content(word)):
        yield "word"
    if _strange_names(written, words, source):
        yield "name"
    if _strange_numbers(written, words, whole, " \n ".join(arabic)):
        yield "number"
    if _leans(written, grounds) or {word.folded for word in words} & _PERSONAL - {
        one.folded for one in source
    }:
        yield "pronoun"
    for name, pattern in (("negation", _NEGATION), ("hedge", _HEDGE)):
        if not _is_kept(pattern, words, source):
            yield name
    if not _voices_are_kept(_parted(written, words), _parted(whole, source)):
        yield "voice"
    if not _seams_hold(words, source):
        yield "order"


def _leans(written: str, grounds: Sequence[str]) -> bool:
    """Tell whether a sentence says «he» or «we» where its grounds don't begin so."""
    outside = without_marked(written)
    if _SPEAKING.search(outside) and not any(_SPEAKING.search(without_marked(text)) for text in grounds):
        return True
    return bool(mine := _opening(outside)) and mine not in {_opening(text) for text in grounds}


def _opening(text: str) -> str:
    """Give the pronoun that a text begins with, if it does."""
    found = _OPENING_PRONOUN.match(text.lstrip())
    return found.group().casefold() if found else ""


def without_marked(text: str) -> str:
    """Blank out what stands in quotation marks."""
    for mark in reversed(find_marks(text)):
        text = text[: mark.opens_at] + " " + text[mark.closes_at :]
    return text


def _strange_names(written: str, words: Sequence[Word], source: Sequence[Word]) -> bool:
    known = {_bare(word) for word in source}
    for n, word in enumerate(words):
        if not word.text[0].isupper() or _bare(word) in known or word.stem in NEUTRAL:
            continue
        starts = n == 0 or re.search(r"[.!?:“\"«‘]\s*$", written[: word.start])
        if not (starts and not is_content(word)):
            return True
    return False


def _bare(word: Word) -> str:
    return word.text.casefold().replace("’", "'").removesuffix("'s")


def _strange_numbers(written: str, words: Sequence[Word], whole: str, arabic: str) -> bool:
    found = [one for one in english_quantities(words, written) if max(one.values) > _SMALL]
    known = english_quantities(english_words(whole), whole)
    known += arabic_quantities(arabic_words(arabic), arabic)
    return bool(unmatched(found, known))


def _is_kept(pattern: re.Pattern[str], words: Sequence[Word], source: Sequence[Word]) -> bool:
    """Tell whether a sentence denies or hedges what its grounds do, and nothing else.

    A denial may go with what it denies; it may not go, or come, alone.
    """
    said = {word.stem for word in words if is_content(word)}
    mine, theirs = _scopes(pattern, words), _scopes(pattern, source)
    return all(any(one & other for other in theirs) for one in mine) and all(
        not other & said or any(one & other for one in mine) for other in theirs
    )


def _scopes(pattern: re.Pattern[str], words: Sequence[Word]) -> list[frozenset[str]]:
    """Give what each trigger bears on: the content words right after it; at the end the one before."""
    found = []
    for n, word in enumerate(words):
        if pattern.search(word.text):
            after = [other.stem for other in words[n + 1 :] if is_content(other)][:_SCOPE]
            before = [other.stem for other in words[:n] if is_content(other)][-1:]
            found.append(frozenset(after or before))
    return found


def _parted(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Give a text's words by sentence: a name in one speaks nothing in the next."""
    parts: list[list[Word]] = [[]]
    for word, before in zip(words, (None, *words), strict=False):
        if before is not None and _ENDS.search(text[before.end : word.start]):
            parts.append([])
        parts[-1].append(word)
    return parts


def _voices_are_kept(sentences: Sequence[Sequence[Word]], source: Sequence[Sequence[Word]]) -> bool:
    """Tell whether the name at each reporting verb stands at such a verb in the grounds."""
    there = set(_at_verbs(source))
    return all(not name or any(name & other for other in there) for name in _at_verbs(sentences))


def _at_verbs(sentences: Sequence[Sequence[Word]]) -> Iterator[frozenset[str]]:
    for words in sentences:
        for n, word in enumerate(words):
            if _SAYS.fullmatch(word.text):
                yield _at_verb(words, n)


def _at_verb(words: Sequence[Word], verb: int) -> frozenset[str]:
    """Give the words of the name nearest before a verb, or after it where none stands before."""
    for way in (words[max(0, verb - 8) : verb][::-1], words[verb + 1 : verb + 6]):
        name: list[str] = []
        for word in way:
            if word.text[0].isupper() and is_content(word):
                name.append(_bare(word))
            elif name:
                break
        if name:
            return frozenset(name)
    return frozenset()


def _seams_hold(words: Sequence[Word], source: Sequence[Word]) -> bool:
    """Tell whether a sentence is the source's pieces in the source's order, none left hanging.

    A seam is where the next word does not follow in the source. Pieces may come nearer to
    one another, but not change places, and a piece may not end in a preposition or an
    article whose noun stood elsewhere.
    """
    places: dict[str, list[int]] = {}
    for at, word in enumerate(source):
        places.setdefault(word.stem, []).append(at)
    now: int | None = None
    for n, word in enumerate(words):
        here = places.get(word.stem)
        if here is None:
            continue  # a neutral word, or a function word of the model's own
        if now is not None and now + 1 in here:
            now += 1
            continue
        if not is_content(word):
            # Function words are everywhere; only what they lead to tells where we are.
            continue
        if now is None:
            now = here[0]
            continue
        later = [at for at in here if at > now]
        if not later:
            return False
        if _hangs_elsewhere(words, n, source[now + 1 : later[0]]):
            return False
        hangs = n > 0 and not is_content(words[n - 1]) and words[n - 1].stem in places
        if later[0] - now > _NEAR and hangs and source[later[0] - 1].stem != words[n - 1].stem:
            return False
        now = later[0]
    return True


def _hangs_elsewhere(words: Sequence[Word], n: int, left_out: Sequence[Word]) -> bool:
    """Tell whether a word that a preposition leads to has lost what it hung on."""
    between = []
    for word in reversed(words[:n]):
        if is_content(word):
            break
        between.append(word.folded)
    return bool(_PREPOSITIONS.intersection(between)) and sum(map(is_content, left_out)) > _ONE_PHRASE


def content_overlap(one: str, other: str) -> float:
    """Give the share of the content words of ``one`` that stand in ``other``; 0 without any."""
    mine = {word.stem for word in content_words(one)}
    return len(mine & {word.stem for word in content_words(other)}) / len(mine) if mine else 0.0
