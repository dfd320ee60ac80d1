"""Where the name of a speaker can stand in an Arabic sentence that doesn't give it in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from bisum.model.quote import Quote
from bisum.model.span import Span
from bisum.stages.bilingual.words import arabic_stem
from bisum.stages.english.draft import names, without_marks
from bisum.text import fold, n_arabic_letters

CLITICS: Final = "(?:[وف]?(?:[بكل]|ال|بال|لل)?)"
# Share of letters from which two words are spellings of one name: one letter in eight more or less.
_SPELLING: Final = 0.85
_MIN_SURNAME: Final = 3  # letters
# From here a name may stand in brackets where no verb would show that the ledger errs.
_SURE: Final = 0.8

# From here a name stands beside an office as the article would have it, and not in brackets.
_CERTAIN: Final = 0.9
_WORD_BEFORE: Final = re.compile(r"(?P<word>[^\W\d_]+) $")
# What goes on with a description: «الوزير السابق», «الوزير نفسه».
_DESCRIBED_ON: Final = re.compile(r"\s+(?:ال\w+|(?:نفس|ذات)\w*)")

# Participles and nouns of speech take no subject after them.
_NOT_A_VERB: Final = re.compile(
    "[وف]?(?:ب|ل)?(?:م\\w+(?:ا|ين|ه)|قائل\\w*|داعي\\w*|لافت\\w*|نافي\\w*|قول\\w*|حسب|وفق\\w*|نقل\\w*|راي\\w*"
    "|تصريح\\w*|كلام\\w*)"
)
_MANNER: Final = "(?:ضاحك|مبتسم|باسم|ساخر|مازح|غاضب|باكي|شارح|موضح|متسائل|محذر|مؤكد|قائل)(?:[اًة]+)(?!\\w)"
# What may stand right after a verb that has no subject of its own.
_NO_SUBJECT: Final = re.compile(
    '\\s*(?:$|[.:،«“"]|(?:أن|إن|أنه|إنه|أنها|إنها|بأن|بأنه|بأنها|إلى|على|عن|في|خلال|أمام|قائلا|قائلة|قائلاً'
    "|عبر|من|أيضا|كذلك|مع ذلك(?=،| ب?[أإ]ن))(?!\\w))"
)
# The same where nothing but a quotation stands before the verb, so that no subject does.
_NO_SUBJECT_EITHER: Final = re.compile(
    "\\s*(?:(?:بعد|قبل|عقب|حين|كلما|لاحقا|لاحقاً|بدوره|بدورها|ثم|وهو|وهي)(?!\\w)|(?:له|لها|لهم)\\s*[.:،]"
    "|لل(?!ا )\\w+|ب(?:نبرة|مرارة|صوت|لهجة|حسم|حزن|غضب|هدوء|ثقة|سخرية|أسى|ابتسامة|اختصار)(?!\\w)"
    f"|{_MANNER})"
)
_BEFORE_VERB: Final = re.compile("(?:[وف]?(?:ثم|كان|كانت|قد|كما)(?!\\w)|[^\\w])*")
# «كما قالت», «وأضافت ضاحكة»: the subject stands after the verb.
_VERB_IN_CUE: Final = re.compile(f"(?:كما\\s+)?(?P<verb>[\\w\u064b-\u0652]+)(?:\\s+{_MANNER})?")
# «على حد تعبيره»: the name takes the place of the pronoun; not in «ونقلت عنه قوله».
_OF_SOMEBODY: Final = re.compile("(?P<noun>.*(?:رأي|تقدير|تعبير|وصف)|.*(?:حد|حسب|وفق|بحسب)\\s+قول)(?:ه|ها)")


class Naming(NamedTuple):
    """What makes a sentence name a speaker.

    Attributes:
        start: Offset of what is replaced.
        end: Offset just after it.
        text: What stands there then.
        rank: Among edits at one place the lower comes first.
    """

    start: int
    end: int
    text: str
    rank: int = 0


def name_of(quote: Quote) -> str:
    """Give a speaker's name without quotation marks, empty where there is none."""
    return without_marks(quote.speaker.name) if quote.speaker else ""


def named_in(text: str, quote: Quote, inside: tuple[int, int]) -> bool:
    """Tell whether a text names the speaker in full outside the quoted words."""
    return names(text[: inside[0]] + " \n " + text[inside[1] :], name_of(quote), clitics=CLITICS)


def naming(
    text: str, quote: Quote, inside: tuple[int, int], place: Span, quoted: Sequence[tuple[int, int]] = ()
) -> Naming | None:
    """Find how a sentence comes to name a speaker.

    Args:
        text: The sentence; what is left out of it is blank.
        quote: The entry of the ledger.
        inside: Range of its words in the sentence.
        place: Where the sentence stands in the article.
        quoted: Ranges of all words in marks there, in which nothing may be put.

    Returns:
        None where the sentence has no place for the name: it may have another subject, and then
        the ledger may be wrong.
    """
    name, speaker = name_of(quote), quote.speaker
    mention = _outside_range(speaker.mention if speaker else None, inside, place)
    cue = _outside_range(quote.cue.span if quote.cue else None, inside, place)
    if mention is not None:
        return _at_mention(text, name, mention, quote)
    if cue is None or any(start < cue[1] and cue[0] < end for start, end in quoted):
        is_alone = n_arabic_letters(text[: inside[0]] + text[inside[1] :]) == 0
        return Naming(inside[0], inside[0], f"{name}: ", -1) if is_alone else None
    if not quote.is_marked and n_arabic_letters(text[: cue[0]]):
        return None  # the verb of «الخبراء يرون أن ما حدث يؤكد أن …» has a subject before it
    return _at_cue(text, name, cue, [*quoted, inside]) or _in_brackets(text, name, cue, inside, quote)


def is_own_office(described: str, quote: Quote) -> bool:
    """Tell whether a description has the office by which the article introduces its speaker: surely the same.

    Then the name may stand beside it as the article would have it; else brackets say that it is ours.
    """
    head = arabic_stem(described.split(maxsplit=1)[0])
    role = quote.speaker.role if quote.speaker else None
    called = {arabic_stem(word) for word in (role or "").split()}
    return head in called and described.startswith("ال") and quote.confidence >= _CERTAIN


def _at_mention(text: str, name: str, mention: tuple[int, int], quote: Quote) -> Naming:
    there = text[slice(*mention)]
    words, named = [fold(word) for word in there.split()], [fold(word) for word in name.split()]
    if {*words} <= {*named} or _is_spelling(there, name):
        return Naming(_start_of_name(text, mention[0], named), mention[1], name)
    starts = arabic_stem(name.split(maxsplit=1)[0])
    if quote.is_marked and len(words) == 1 and there.startswith("ال") and arabic_stem(there) == starts:
        return Naming(*mention, name)  # «الوزارة» of «وزارة الصحة»
    if not quote.is_marked and starts in {arabic_stem(word) for word in words}:
        return Naming(mention[1], mention[1], "")
    if is_own_office(there, quote) and not _DESCRIBED_ON.match(text, mention[1]):
        return Naming(mention[1], mention[1], f" {name}", -1)  # «الوزير سالم الهدابي»
    return Naming(mention[1], mention[1], f" ({name})", -1)


def _start_of_name(text: str, at: int, named: Sequence[str]) -> int:
    """Give where a name begins of which a mention is the end: «الحاج شاهين» of «نديم الحاج شاهين»."""
    while (before := _WORD_BEFORE.search(text, 0, at)) and fold(before["word"]) in named:
        at = before.start()
    return at


def _at_cue(text: str, name: str, cue: tuple[int, int], quoted: Sequence[tuple[int, int]]) -> Naming | None:
    """Name the speaker as the verb's subject, or in place of the pronoun of «على حد تعبيره»."""
    words = text[slice(*cue)]
    if of_somebody := _OF_SOMEBODY.fullmatch(words):
        return Naming(*cue, f"{of_somebody['noun']} {name}")
    if short := _surname_after(text, name, cue[1]):
        return Naming(*short, name)
    verb = _VERB_IN_CUE.fullmatch(words)
    if verb is None or _NOT_A_VERB.fullmatch(fold(verb["verb"])):
        return None
    if not (_NO_SUBJECT.match(text, cue[1]) or _stands_alone(text, cue, quoted)):
        return None
    end = cue[0] + verb.end("verb")
    start = end - 2 if verb["verb"].endswith("وا") else end
    return Naming(start, end, f" {name}")


def _stands_alone(text: str, cue: tuple[int, int], quoted: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a verb has a subject neither before nor after it: «…»، تلاحظ بمرارة."""
    before = text[: cue[0]]
    for start, end in quoted:
        before = before[:start] + " " * (min(end, len(before)) - start) + before[end:]
    return bool(_NO_SUBJECT_EITHER.match(text, cue[1]) and _BEFORE_VERB.fullmatch(before))


def _surname_after(text: str, name: str, at: int) -> tuple[int, int] | None:
    """Find the end of a name, without its beginning, as the next words: «قالت كراوزه»."""
    words = name.split()
    for n in range(1, len(words)):
        tail = words[n:]
        found = re.match(r"\s+" + r"\s+".join(r"([^\W\d_]+)" for _ in tail) + r"(?!\w)", text[at:])
        if found and len(tail[-1]) >= _MIN_SURNAME and [*map(fold, found.groups())] == [*map(fold, tail)]:
            return at + found.start(1), at + found.end()
    return None


def _in_brackets(
    text: str, name: str, cue: tuple[int, int], inside: tuple[int, int], quote: Quote
) -> Naming | None:
    """Name the speaker behind the words where a participle reports them, whose subject is elsewhere."""
    reports = _NOT_A_VERB.fullmatch(fold(text[slice(*cue)]))
    if not (reports and quote.is_marked and quote.confidence >= _SURE):
        return None
    return Naming(inside[1], inside[1], f" ({name})", 0)


def _is_spelling(mention: str, name: str) -> bool:
    """Tell whether a mention is the name with another letter here or there: «وليامسون», «ويليامسون»."""
    pairs = list(zip(fold(mention).split(), fold(name).split(), strict=False))
    return len(mention.split()) == len(name.split()) > 1 and all(
        SequenceMatcher(None, one, other).ratio() >= _SPELLING for one, other in pairs
    )


def _outside_range(span: Span | None, inside: tuple[int, int], place: Span) -> tuple[int, int] | None:
    if span is None or not place.holds(span):
        return None
    start, end = span.start - place.start, span.end - place.start
    return (start, end) if end <= inside[0] or inside[1] <= start else None
