"""Arabic sentences of a summary: marks only around ledger words, with their speaker named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from bisum.model.quote import Quote, QuoteKind
from bisum.model.span import Span
from bisum.stages.draft import Draft, names, without_marks
from bisum.stages.summary.cut import Cut, ranges, told
from bisum.stages.words import arabic_stem
from bisum.text import fold, n_arabic_letters

CLITICS: Final = "(?:[وف]?(?:[بكل]|ال|بال|لل)?)"
# Below this the attributor itself takes the speaker for a guess.
MIN_CONFIDENCE: Final = 0.5
# Share of letters from which two words are spellings of one name: one letter in eight more or less.
_SPELLING: Final = 0.85
_SINGLE_MARKS: Final = "‘’‚‛'"

# Openings that lean on the sentence before; left out where that sentence isn't in the summary.
_CONNECTIVE: Final = re.compile(
    "[وف]?(?:مع ذلك|في المقابل|بالمقابل|في هذا (?:السياق|الإطار|الصدد|الشأن)|في السياق (?:ذاته|نفسه)"
    "|في سياق متصل|في غضون ذلك|في الأثناء|في الوقت (?:ذاته|نفسه)|من (?:جهة|ناحية) أخرى"
    "|من (?:جانبه|جانبها|جهته|جهتها|ناحيته|ناحيتها)|إلى ذلك|بدوره|بدورها|بالتالي|لذلك|لكن|غير أن|إلا أن"
    "|بيد أن|كذلك|أيضا)(?:،\\s*|\\s+)"
)
# Participles and nouns of speech take no subject after them.
_NOT_A_VERB: Final = re.compile(
    "[وف]?(?:ب|ل)?(?:م\\w+(?:ا|ين|ه)|قائل\\w*|داعي\\w*|لافت\\w*|نافي\\w*|قول\\w*|حسب|وفق\\w*|نقل\\w*|راي\\w*"
    "|تصريح\\w*|كلام\\w*)"
)
# What may stand right after a verb that has no subject of its own.
_NO_SUBJECT: Final = re.compile(
    '\\s*(?:$|[:،«“"]|(?:أن|إن|أنه|إنه|أنها|إنها|بأن|بأنه|بأنها|إلى|على|عن|في|خلال|أمام|قائلا|قائلة|قائلاً'
    "|عبر|من|أيضا|كذلك)(?!\\w))"
)


class Safe(NamedTuple):
    """A sentence that may stand in a summary.

    Attributes:
        text: The sentence.
        quotes: Ledger numbers of the speech that it gives in marks.
        left_out: What the article has inside the sentence and the summary hasn't.
    """

    text: str
    quotes: tuple[int, ...]
    left_out: tuple[str, ...] = ()


def is_quotable(quote: Quote) -> bool:
    """Tell whether a summary may put marks around a ledger entry's words."""
    if not quote.closed:
        return False
    if quote.kind is QuoteKind.TERM:
        return True
    return quote.speaker is not None and quote.confidence >= MIN_CONFIDENCE and bool(_name(quote))


def _name(quote: Quote) -> str:
    return without_marks(quote.speaker.name) if quote.speaker else ""


def safe_arabic(
    paragraph: str,
    place: Span,
    marked: Sequence[Quote],
    indirect: Sequence[Quote],
    *,
    follows: bool,
    cuts: Sequence[Cut] = (),
) -> Safe | None:
    """Give a stretch of an article as a sentence of its summary.

    Args:
        paragraph: Text of the paragraph.
        place: The stretch.
        marked: The ledger, whose numbers are indices.
        indirect: Reported speech without marks.
        follows: The sentence before it in the article stands before it in the summary.
        cuts: What is left out of the stretch.

    Returns:
        None where somebody's words can't be given with their speaker.
    """
    whole = paragraph[place.start : place.end]
    draft = Draft(whole, left_out=ranges(cuts))
    draft.strip_marks(_single_marks(draft.text, place, marked))
    given: list[int] = []
    named: set[str] = set()
    for number, quote in enumerate(marked):
        inside = _inside(quote, place)
        if inside is None or not any(map(str.isalnum, draft.text[slice(*inside)])):
            continue
        if not quote.is_speech and any(_name(other) and _name(other) in quote.text for other in marked):
            continue  # a speaker's own name in marks is a name
        if not is_quotable(quote):
            if quote.is_speech:
                return None
            continue
        if quote.is_speech:
            if _is_inner(quote, marked, place):
                if not _names(draft.text, quote, _inside_outermost(quote, marked, place) or inside):
                    continue
            elif not _put_name(draft, quote, inside, place, named):
                return None
            given.append(number)
        _put_marks(draft, inside, depth=_depth(quote, marked))
    _name_reported(draft, indirect, place, named)
    leaning = None if follows else _CONNECTIVE.match(draft.text)
    if leaning and leaning.end() < len(draft.text):
        draft.replace(0, leaning.end(), "")
    return Safe(draft.finished(), tuple(given), told(whole, cuts))


def _name_reported(draft: Draft, indirect: Sequence[Quote], place: Span, named: set[str]) -> None:
    """Name the speakers of reported speech too, where there is a place for the name."""
    for quote in indirect:
        inside = _inside(quote, place)
        is_there = inside is not None and draft.text[slice(*inside)].strip()
        if inside and is_there and quote.speaker and quote.confidence >= MIN_CONFIDENCE:
            _put_name(draft, quote, inside, place, named)


def _inside(quote: Quote, place: Span) -> tuple[int, int] | None:
    """Give the range of a quotation's words inside a stretch, counted from its start."""
    for span in quote.spans:
        if span.meets(place):
            return max(span.start, place.start) - place.start, min(span.end, place.end) - place.start
    return None


def _is_inner(quote: Quote, marked: Sequence[Quote], place: Span) -> bool:
    """Tell whether a quotation stands inside another that is given: nothing may be put in there."""
    return quote.parent is not None and _inside(marked[quote.parent], place) is not None


def _inside_outermost(quote: Quote, marked: Sequence[Quote], place: Span) -> tuple[int, int] | None:
    """Give the range of the outermost quotation around one: a name in there is a word of somebody's."""
    while quote.parent is not None:
        quote = marked[quote.parent]
    return _inside(quote, place)


def _names(text: str, quote: Quote, inside: tuple[int, int]) -> bool:
    """Tell whether a text names the speaker in full outside the quoted words."""
    return names(text[: inside[0]] + " \n " + text[inside[1] :], _name(quote), clitics=CLITICS)


def _depth(quote: Quote, marked: Sequence[Quote]) -> int:
    depth = 0
    while quote.parent is not None and depth < 9:
        quote, depth = marked[quote.parent], depth + 1
    return depth


def _single_marks(text: str, place: Span, marked: Sequence[Quote]) -> tuple[int, ...]:
    """Find the single marks that stand around ledger words; all others are apostrophes."""
    found = []
    for quote in marked:
        for span in quote.spans:
            if not span.meets(place):
                continue
            before = len(text[: max(0, span.start - place.start)].rstrip()) - 1
            after = (
                span.end
                - place.start
                + len(text[span.end - place.start :])
                - len(text[span.end - place.start :].lstrip())
            )
            found += [at for at in (before, after) if 0 <= at < len(text) and text[at] in _SINGLE_MARKS]
    return tuple(dict.fromkeys(found))


def _put_marks(draft: Draft, inside: tuple[int, int], *, depth: int) -> None:
    opening, closing = ("«", "»") if depth % 2 == 0 else ("“", "”")
    draft.replace(inside[0], inside[0], opening, rank=5 + depth)
    draft.replace(inside[1], inside[1], closing, rank=-5 - depth)


def _put_name(draft: Draft, quote: Quote, inside: tuple[int, int], place: Span, named: set[str]) -> bool:
    """See to it that the speaker is named in full outside the quoted words.

    Returns:
        False where the sentence has no place for the name: it may have another subject,
        and then the ledger may be wrong.
    """
    name, speaker = _name(quote), quote.speaker
    if speaker is None or name in named or _names(draft.text, quote, inside):
        return True
    outside = draft.text[: inside[0]] + draft.text[inside[1] :]
    mention = _outside_range(speaker.mention, inside, place)
    cue = _outside_range(quote.cue.span if quote.cue else None, inside, place)
    if mention is not None:
        words = {fold(word) for word in draft.text[slice(*mention)].split()}
        if words <= {fold(word) for word in name.split()} or _is_spelling(draft.text[slice(*mention)], name):
            draft.replace(*mention, name)
        elif quote.is_marked or arabic_stem(name.split()[0]) not in {arabic_stem(word) for word in words}:
            draft.replace(mention[1], mention[1], f" ({name})", rank=-1)
    elif cue is not None and not quote.is_marked and n_arabic_letters(draft.text[: cue[0]]):
        return False  # the verb of «الخبراء يرون أن ما حدث يؤكد أن …» has a subject before it
    elif cue is not None and _takes_subject(draft.text, cue):
        if draft.text[slice(*cue)].endswith("وا"):
            draft.replace(cue[1] - 2, cue[1], "")
        draft.replace(cue[1], cue[1], f" {name}")
    elif n_arabic_letters(outside) == 0:
        draft.replace(inside[0], inside[0], f"{name}: ", rank=-1)
    else:
        return False
    named.add(name)
    return True


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


def _takes_subject(text: str, cue: tuple[int, int]) -> bool:
    word = fold(text[slice(*cue)])
    return " " not in word and not _NOT_A_VERB.fullmatch(word) and bool(_NO_SUBJECT.match(text, cue[1]))
