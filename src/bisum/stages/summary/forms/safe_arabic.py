"""Arabic sentences of a summary: marks only around ledger words, with their speaker named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.quote import Quote, QuoteKind
from bisum.model.span import Span
from bisum.stages.english.draft import Draft
from bisum.stages.summary.cuts.cut import Cut, ranges, told
from bisum.stages.summary.forms.name_place import name_of, named_in, naming

# Below this the attributor itself takes the speaker for a guess.
MIN_CONFIDENCE: Final = 0.5
# Below this nobody's name is put where the sentence has none: of 24 names put below .7 in summaries of
# gold/dev2, dev5 and dev6 13 were right, of 108 from .7 up 100.
_SURE: Final = 0.7
_SINGLE_MARKS: Final = "‘’‚‛'"

# Openings that lean on the sentence before; left out where that sentence isn't in the summary.
_CONNECTIVE: Final = re.compile(
    "[وف]?(?:مع ذلك|في المقابل|بالمقابل|في هذا (?:السياق|الإطار|الصدد|الشأن)|في السياق (?:ذاته|نفسه)"
    "|في سياق متصل|في غضون ذلك|في الأثناء|في الوقت (?:ذاته|نفسه)|من (?:جهة|ناحية) أخرى"
    "|من (?:جانبه|جانبها|جهته|جهتها|ناحيته|ناحيتها)|إلى ذلك|بدوره|بدورها|بالتالي|لذلك|لكن|غير أن|إلا أن"
    "|بيد أن|كذلك|أيضا)(?:،\\s*|\\s+)"
)

# «وأضاف» leans on what somebody said before; with «أن» after it «ذكر» takes its place, as «قال» can't.
_ADDED: Final = re.compile("و?(?P<verb>أضافت?|[تي]ضيف|تابعت?|[تي]تابع)(?!\\w)")
_THAT: Final = re.compile("(?<!\\w)(?:أن|أنه|أنها|أنهم|بأن|بأنه|بأنها)(?!\\w)")
_SAYS: Final = {
    "أضاف": ("قال", "ذكر"),
    "أضافت": ("قالت", "ذكرت"),
    "يضيف": ("يقول", "يذكر"),
    "تضيف": ("تقول", "تذكر"),
    "تابع": ("قال", ""),
    "تابعت": ("قالت", ""),
    "يتابع": ("يقول", ""),
    "تتابع": ("تقول", ""),
}


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
    return quote.speaker is not None and quote.confidence >= MIN_CONFIDENCE and bool(name_of(quote))


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
    named: set[str] = set()
    given = _give_marked(draft, marked, place, named)
    if given is None or not _name_reported(draft, indirect, place, named):
        return None
    leaning = None if follows else _CONNECTIVE.match(draft.text)
    if leaning and leaning.end() < len(draft.text):
        draft.replace(0, leaning.end(), "")
    if not follows:
        _say_instead(draft, [*marked, *indirect], place)
    return Safe(draft.finished(), tuple(given), told(whole, cuts))


def _give_marked(draft: Draft, marked: Sequence[Quote], place: Span, named: set[str]) -> list[int] | None:
    """Put marks around ledger words, with their speakers named.

    Returns:
        The numbers of the speech given; None where some of it can't be.
    """
    given: list[int] = []
    for number, quote in enumerate(marked):
        inside = _inside(quote, place)
        if inside is None or not any(map(str.isalnum, draft.text[slice(*inside)])):
            continue
        if not quote.is_speech and any(name_of(other) and name_of(other) in quote.text for other in marked):
            continue  # a speaker's own name in marks is a name
        if not is_quotable(quote):
            if quote.is_speech:
                return None
            continue
        if quote.is_speech:
            if _is_inner(quote, marked, place):
                if not named_in(draft.text, quote, _inside_outermost(quote, marked, place) or inside):
                    continue
            elif not _put_name(draft, quote, inside, place, named, quoted=_quoted(marked, quote, place)):
                return None
            given.append(number)
        _put_marks(draft, inside, depth=_depth(quote, marked))
    return given


def _say_instead(draft: Draft, ledger: Sequence[Quote], place: Span) -> None:
    """Let somebody say what is added to nothing."""
    verb = _ADDED.match(draft.text)
    at = verb.start("verb") + place.start if verb else 0
    added = next(
        (
            quote
            for quote in ledger
            if quote.cue
            and quote.cue.span.paragraph == place.paragraph
            and quote.cue.span.start <= at < quote.cue.span.end
        ),
        None,
    )
    inside = _inside(added, place) if added else None
    if verb is None or inside is None:
        return
    said, told_that = _SAYS[verb["verb"]]
    is_that = _THAT.search(draft.text, verb.end(), max(verb.end(), inside[0])) is not None
    draft.replace(*verb.span("verb"), (told_that if is_that else said) or verb["verb"], rank=-2)


def _name_reported(draft: Draft, indirect: Sequence[Quote], place: Span, named: set[str]) -> bool:
    """Name the speakers of reported speech too, where there is a place for the name.

    Returns:
        False where nothing in the sentence says who speaks, and the ledger isn't sure.
    """
    for quote in indirect:
        inside = _inside(quote, place)
        is_there = inside is not None and draft.text[slice(*inside)].strip()
        if not (inside and is_there and quote.speaker):
            continue
        if quote.confidence >= _SURE:
            _put_name(draft, quote, inside, place, named)
        elif not _has_subject(draft.text, quote, inside, place):
            return False
    return True


def _has_subject(text: str, quote: Quote, inside: tuple[int, int], place: Span) -> bool:
    """Tell whether a sentence says itself who speaks, by name or otherwise."""
    mention = quote.speaker.mention if quote.speaker else None
    if named_in(text, quote, inside) or (mention is not None and place.holds(mention)):
        return True
    return naming(text, quote, inside, place) is None


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


def _quoted(marked: Sequence[Quote], quote: Quote, place: Span) -> list[tuple[int, int]]:
    """Give where the words of all other entries stand in a stretch."""
    found = (_inside(other, place) for other in marked if other is not quote)
    return [inside for inside in found if inside is not None]


def _put_name(
    draft: Draft,
    quote: Quote,
    inside: tuple[int, int],
    place: Span,
    named: set[str],
    *,
    quoted: Sequence[tuple[int, int]] = (),
) -> bool:
    """See to it that the speaker is named in full outside the quoted words.

    Returns:
        False where the sentence has no place for the name.
    """
    name = name_of(quote)
    if not name or name in named or named_in(draft.text, quote, inside):
        return True
    edit = naming(draft.text, quote, inside, place, quoted) if quote.confidence >= _SURE else None
    if edit is None:
        return False
    draft.replace(edit.start, edit.end, edit.text, rank=edit.rank)
    named.add(name)
    return True
