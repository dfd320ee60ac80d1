"""Who does it, and whose it is: «we» as *they*, «her son» as *his daughter*, «they will pay» as *to pay*."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.arabic.cues import verb_forms
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.pair import Fault, Pair

# Links from which two words render each other here; each must be the other's best besides.
_AGREED: Final = 0.3
_LINKED: Final = 0.2
_MIN_LETTERS: Final = 3  # of an English word that is said to be somebody's
_MIN_OWNED: Final = 3  # letters before the ending of its owner
_GLUED: Final = 12  # letters of an Arabic word from which it is several without their spaces

_OF_US: Final = "us|[Oo]urs?"
_WE: Final = re.compile(rf"\b(?:[Ww]e|{_OF_US}|[Oo]urselves|[Ll]et['’]s)\b(?!\.\w)")
_FIRST: Final = re.compile(rf"{_WE.pattern}|\bI\b|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
# Words that are «we» or «I» whatever stands around them, folded and without what may stand before them.
_ARE_WE: Final = "نحن اننا باننا لاننا كاننا لكننا لدينا عندنا علينا الينا معنا بيننا انفسنا لسنا"
_ARE_I: Final = "انني بانني لانني كانني لكنني"
_OF_WE: Final = frozenset(f"{before}{word}" for before in ("", "و", "ف") for word in _ARE_WE.split())
_OF_ME: Final = frozenset(f"{before}{word}" for before in ("", "و", "ف") for word in _ARE_I.split())
_I: Final = frozenset(("أنا", "وأنا", "فأنا"))
# After these an imperfect stands, whose first letter says who does it.
_BEFORE_VERB: Final = frozenset(
    f"{before}{word}" for before in ("", "و", "ف") for word in ("لن", "لم", "سوف")
)
# Whatever may be «we» in Arabic, and what English says of «we» where Arabic names nobody.
_MAY_BE_WE: Final = re.compile("(?:[وفبلكس]*ن\\w+|\\w*نحن|\\w+نا(?:ه|ها|هم|ك|كم)?)")
_OF_NOBODY: Final = re.compile("[وف]?(?:[يت]جب|ينبغي|لابد|يمكن\\w*|بد|زميل\\w*|زملا\\w*)")

# Endings that say whose something is, and the English owners that none of them can be. «ها» and «ه» are *its*
# and *their* too, of things and of bodies.
_OWNERS: Final = (
    ("هما", frozenset(("his", "her", "my", "our", "your", "its"))),
    ("ها", frozenset(("his", "my", "our", "your"))),
    ("هم", frozenset(("his", "her", "my", "our", "your"))),
    ("نا", frozenset(("his", "her", "their", "its", "your"))),
    ("ه", frozenset(("her", "my", "our", "your"))),
)
_OWNING: Final = frozenset(("his", "her", "its", "my", "our", "your", "their"))
_DONE_TO: Final = {"her": frozenset(("ه", "هم", "هما")), "him": frozenset(("ها", "هم", "هما"))}
_SPOUSES: Final = frozenset(("wife", "husband"))  # nobody else's: families have children too
_UNOWNED_WORDS: Final = "a an the that all and or of to in on own new first last with for at as"
_NOT_OWNED: Final = frozenset(_UNOWNED_WORDS.split())
_ARTICLES: Final = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")

_SUBJECTS: Final = {"i": "I", "we": "we", "they": "they", "he": "he", "she": "she"}
_NOT_WE: Final = frozenset(("I", "they", "he", "she"))
_NOT_I: Final = frozenset(("we", "they", "he", "she"))
_NOT_THEY: Final = frozenset(("I", "we", "he", "she"))
_THEY_DO: Final = re.compile("[وف]?س?ي\\w{2,}ون")
_BETWEEN_WORDS: Final = """
will would have had has can could should must do did does are were is was not also never won't wouldn't don't
didn't haven't aren't weren't cannot can't then still already all now just be been really always only
"""
_BETWEEN: Final = frozenset(_BETWEEN_WORDS.split())
_REACH: Final = 4  # words between a subject and its verb

# «هدد بأنهم سيدفعون»: who threatens isn't who will pay.
_COMMITS: Final = re.compile(
    '(?<!\\w)[وف]?(?:هدد|توعد|تعهد|وعد|اقسم)ت? (?:\\w+ ){0,4}?[«"“]?ب?ان(?:هم|هما|نا)(?!\\w)'
)
_COMMITTED: Final = re.compile(
    r"\b(?:threaten|vow|pledg|promis|swore|swear)\w* (?:\w+ ){0,3}?(?:to\b\W{1,2}|[“\"‘]to )\w+",
    re.IGNORECASE,
)


# «هاجمنا» is *we attacked* and *he attacked us*: of these the other reading is an accusation turned round.
_HARMS: Final = re.compile(
    "(?<!\\w)[وف]?(?:هاجم|ضرب|قتل|هدد|استهدف|قصف|خدع|طرد|اعتقل|احتل|ظلم|خان|سرق|حاصر|عذب|اهان|اتهم|حارب|غز[وا])نا(?!\\w)"
)
_US: Final = re.compile(rf"\b(?:{_OF_US})\b", re.IGNORECASE)


def check_persons(pair: Pair) -> Iterator[Fault]:
    """Find that somebody else does something, or owns it, than in the Arabic.

    That is so in 13 of 9,268 good translations (ntrex-dev, ant-news-dev, PUD, flores-dev, and 3,000 each of
    those written for bisum and of ANT); 8 of them say *we* where the Arabic names nobody.
    """
    yield from _speaker_lost(pair)
    yield from _speaker_added(pair)
    yield from _speaker_committed(pair)
    yield from _turned_on_us(pair)
    for evidence in (*_owners_changed(pair), *_doers_changed(pair)):
        yield _fault("Somebody else does this, or owns it, in the Arabic than in the English.", evidence)


def _fault(message: str, evidence: str, severity: Severity = Severity.SERIOUS) -> Fault:
    return Fault(code="person-changed", severity=severity, message=message, evidence=evidence)


def _speaker_lost(pair: Pair) -> Iterator[Fault]:
    """Find «we» or «I» in the Arabic and neither in the English: «لن نتراجع», *they won't back down*."""
    evidence = next(_first_persons(pair.arabic_words), "")
    if evidence and not _FIRST.search(pair.english):
        yield _fault(
            "The Arabic says 'we' or 'I' here, and nobody speaks of himself in the English.", evidence
        )


def _first_persons(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if word.folded in _OF_WE or word.folded in _OF_ME or word.text in _I:
            yield word.text
    for before, word in itertools.pairwise(words):
        if before.folded in _BEFORE_VERB and _person_of_imperfect(word) in {"we", "I"}:
            yield f"{before.text} {word.text}"


def _person_of_imperfect(word: Word) -> str:
    """Give who does the imperfect after «لن», «لم» or «سوف», by its first letter; empty for third persons."""
    if len(word.folded) < _MIN_LETTERS:
        return ""
    return "we" if word.folded[0] == "ن" else "I" if word.text[0] == "أ" else ""


def _speaker_added(pair: Pair) -> Iterator[Fault]:
    """Find *we* in the English where no Arabic word can be one: «أشعر بالتفاؤل», *we feel*."""
    found = _WE.search(pair.english)
    if found is None or any(_may_be_we(word) for word in pair.arabic_words):
        return
    yield _fault(
        "The English says 'we' here, and nothing in the Arabic does.", found.group(), Severity.WARNING
    )


def _may_be_we(word: Word) -> bool:
    is_glued = len(word.folded) > _GLUED and "ن" in word.folded
    return is_glued or bool(_MAY_BE_WE.fullmatch(word.folded) or _OF_NOBODY.fullmatch(word.folded))


def _speaker_committed(pair: Pair) -> Iterator[Fault]:
    """Find that the speaker is threatened with, or promises, what others shall do."""
    arabic = _COMMITS.search(pair.folded)
    english = _COMMITTED.search(pair.english) if arabic else None
    if arabic and english:
        message = "In the Arabic others shall do what the English lets the speaker promise or threaten to do."
        yield _fault(message, f"{arabic.group()} | {english.group()}")


def _turned_on_us(pair: Pair) -> Iterator[Fault]:
    """Find *we attack* for «هاجمنا», where nothing tells that it isn't *attacked us*."""
    harm = _HARMS.search(pair.folded)
    if harm is None or not _WE.search(pair.english):
        return
    if not _US.search(pair.english) or _we_do(pair, harm.group()):
        message = "The Arabic may say that others do this to 'us'; in the English 'we' do it."
        yield _fault(message, harm.group(), Severity.WARNING)


def _we_do(pair: Pair, deed: str) -> bool:
    """Tell whether *we* do what an Arabic word says, whoever *us* is elsewhere in the sentence."""
    for column in range(len(pair.english_words)):
        at = _subject_of(pair, column)
        if at is not None and pair.english_words[at].folded == "we":
            row = _partner(pair, column)
            if row is not None and pair.arabic_words[row].folded == deed:
                return True
    return False


def _owners_changed(pair: Pair) -> Iterator[str]:
    """Find *his daughter* for «ابنها», and *accused her* for «اتهمته»."""
    words = pair.english_words
    for n, word in enumerate(words):
        is_divine = word.text[0].isupper() and n > 0
        if word.folded in _OWNING and not is_divine and _is_beside(pair, n, n + 1):
            owner = _ending(pair, n + 1)
            if owner and _is_wrong(owner[0], word.folded, words[n + 1]):
                yield f"{owner[1]} | {word.text} {words[n + 1].text}"
                continue
            if owner:
                continue
        if word.folded in _DONE_TO and n and _is_beside(pair, n - 1, n):
            done = _ending(pair, n - 1)
            if done and done[0] in _DONE_TO[word.folded]:
                yield f"{done[1]} | {words[n - 1].text} {word.text}"


def _is_beside(pair: Pair, one: int, two: int) -> bool:
    words = pair.english_words
    return two < len(words) and pair.english[words[one].end : words[two].start] == " "


def _is_wrong(ending: str, owner: str, owned: Word) -> bool:
    if owner == "their":
        return ending == "نا" or (ending in {"ه", "ها"} and owned.folded in _SPOUSES)
    return any(owner in wrong for end, wrong in _OWNERS if end == ending)


def _ending(pair: Pair, column: int) -> tuple[str, str] | None:
    """Give the pronoun at the end of the Arabic word that an English one renders, and that word."""
    english = pair.english_words[column]
    if english.folded in _NOT_OWNED or len(english.text) < _MIN_LETTERS:
        return None
    row = _partner(pair, column)
    if row is None:
        return None
    word = pair.arabic_words[row]
    if word.folded.startswith(_ARTICLES):
        return None
    for ending, _ in _OWNERS:
        # What ends in «نا» after another ن, or in a tanwin, is no owner: «مواطنا».
        if word.text.endswith(ending) and len(word.text) >= len(ending) + _MIN_OWNED:
            is_noun = ending == "نا" and word.stem.endswith("ن")
            return None if is_noun else (ending, word.text)
    return None


def _partner(pair: Pair, column: int) -> int | None:
    """Give the Arabic word of an English one, where each is the other's best."""
    agreed = pair.texts.agreed
    if not agreed.size:
        return None
    row = int(agreed[:, column].argmax())
    is_sure = agreed[row, column] >= _AGREED and pair.texts.grid[row, column] >= _LINKED
    return row if is_sure and int(agreed[row].argmax()) == column else None


def _doers_changed(pair: Pair) -> Iterator[str]:
    """Find a pronoun right before an English verb that can't be who does the Arabic one."""
    words = pair.english_words
    if all(word.folded not in _SUBJECTS for word in words):
        return
    for column, verb in enumerate(words):
        at = _subject_of(pair, column)
        row = _partner(pair, column) if at is not None else None
        if at is None or row is None:
            continue
        if _SUBJECTS[words[at].folded] in _not_doing(pair.arabic_words, row):
            yield f"{pair.arabic_words[row].text} | {pair.english[words[at].start : verb.end]}"


def _subject_of(pair: Pair, column: int) -> int | None:
    """Give the pronoun before a verb, over auxiliaries and adverbs alone."""
    words = pair.english_words
    at = column - 1
    while at >= 0 and column - at <= _REACH and words[at].folded.replace("’", "'") in _BETWEEN:
        if not _is_beside(pair, at, at + 1):
            return None
        at -= 1
    is_one = at >= 0 and words[at].folded in _SUBJECTS and _is_beside(pair, at, at + 1)
    return at if is_one else None


def _not_doing(words: Sequence[Word], row: int) -> frozenset[str]:
    """Give the English pronouns that can't be who does what an Arabic word says; none if its form is open."""
    word = words[row]
    if row and words[row - 1].folded in _BEFORE_VERB:
        person = _person_of_imperfect(word)
        if person:
            return _NOT_WE if person == "we" else _NOT_I
    if _THEY_DO.fullmatch(word.folded) and "ونون" not in word.folded:
        return _NOT_THEY
    forms = [one.form for one in verb_forms(word.folded)]
    if not forms or any((form.kind, form.person, form.number) != ("verb", 3, "s") for form in forms):
        return frozenset()
    genders = {form.gender for form in forms}
    if genders == {"m"} and word.folded[0] != "ت":  # «تسلم» is he who received, or she who receives
        return frozenset(("she",))
    return frozenset(("he",)) if genders == {"f"} and word.folded[-1] == "ت" else frozenset()
