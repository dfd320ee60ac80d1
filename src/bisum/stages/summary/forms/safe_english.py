"""English sentences of a summary: marks only around ledger words, with their speaker named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bisum.model.span import Span
from bisum.stages.english.draft import DOUBLE_MARKS, Draft, names, without_marks
from bisum.stages.english.subjects import VERBS
from bisum.stages.english.text import find_marks
from bisum.stages.summary.cuts.cut import Cut, ranges, told
from bisum.stages.summary.forms.carried import Carried
from bisum.stages.summary.forms.name_speaker import outside_of, put_name
from bisum.stages.summary.forms.safe_arabic import Safe, is_quotable

# Openings that lean on the sentence before.
_CONNECTIVE: Final = re.compile(
    r"(?:However|But|And|Yet|Still|Meanwhile|In addition|Moreover|Furthermore|Therefore|Thus|Nevertheless"
    r"|Nonetheless|Also|Likewise|Similarly|In contrast|By contrast|Conversely|On the other hand"
    r"|In (?:this|the same) (?:context|regard)|In this respect|At the same time|In turn|Consequently"
    r"|For (?:his|her|its|their) part|On the other side|On another note|In a related (?:matter|context)"
    r"|As a result|Despite this|In return|Accordingly|Besides"
    r"|(?:Commenting on|In response to|Responding to|Asked about|Following) (?:this|that|it))(?:,\s*|\s+)"
)
# «X added that …» leans on what X said before: the first verb that reports, where it surely does.
_ADDED: Final = re.compile(rf"\b(?:adding|saying|according\s+to|{VERBS})\b", re.IGNORECASE)
_LEANING_VERBS: Final = {"added": "said", "adds": "says", "continued": "said", "continues": "says"}
# What shows that it does; a strike may be continued too, but not before a colon or behind a quotation.
_IS_SAYING: Final = {"a": re.compile(r"\s+that\b|\s*[:,.\n]"), "c": re.compile(r"\s*:")}
_DATELINE: Final = re.compile(r"(?:[A-Z(“\"][\w ,./()\-’'“”\"]{2,60}?\s*[-–—:]+\s+){1,3}(?=[A-Z“\"])")
# What is left at the end where a part after a quotation went.
_COMMA_BEFORE_STOP: Final = re.compile(r",([”’\"]+)\.$")
# «said that, as “the bridge is open.”»: the words in marks are all that is said, and "as" leads nowhere.
_AS_NOTHING: Final = re.compile(r"(?<=\bthat), as (?=“[^“”]*”(?:\.?$|,? and that\b))")


def safe_english(
    passage: str,
    place: Span,
    entries: Sequence[Carried],
    *,
    follows: bool,
    has_dateline: bool = False,
    cuts: Sequence[Cut] = (),
) -> Safe | None:
    """Give a stretch of an English passage as a sentence of a summary.

    Args:
        passage: The English of the paragraph.
        place: The stretch.
        entries: The ledger entries whose Arabic stands in the stretch's source.
        follows: The sentence before it in the article stands before it in the summary.
        has_dateline: The source starts with one; it is left out.
        cuts: What is left out of the stretch.

    Returns:
        None where somebody's words can't be given with their speaker.
    """
    draft = Draft(place.cut(passage), left_out=ranges(cuts))
    entries = [entry for entry in entries if not _is_left_out(entry, place, cuts)]
    _strip_single_marks(draft)
    places = [_inside(entry, place) for entry in entries]
    given = _give_voices(draft, entries, places)
    if given is None:
        return None
    _cut_opening(draft, follows=follows, has_dateline=has_dateline)
    if entries and not follows:
        _say_instead(draft, outside_of(draft, *places))
    text = draft.finished()
    if not text:
        return None
    if cuts and cuts[-1].end == len(draft.text) and text[-1] not in ".!?…":
        text += "."  # it went with the quotation at the end
    text = _AS_NOTHING.sub(" ", _COMMA_BEFORE_STOP.sub(r".\1", text))
    return Safe(text[:1].upper() + text[1:], given, told(place.cut(passage), cuts))


def _strip_single_marks(draft: Draft) -> None:
    """Take the single marks off, whatever they stand around."""
    singles = [
        at
        for mark in find_marks(draft.text)
        if draft.text[mark.opens_at] in "‘'" and mark.is_closed
        for at in (mark.opens_at, mark.closes_at - 1)
    ]
    draft.strip_marks(tuple(singles))


def _give_voices(
    draft: Draft, entries: Sequence[Carried], places: Sequence[tuple[int, int] | None]
) -> tuple[int, ...] | None:
    """Put marks around the words of entries, and the name of who said them beside these.

    Args:
        draft: The stretch.
        entries: The ledger entries that stand in it.
        places: Where each stands in the draft, None where it isn't known.

    Returns:
        The numbers of those set in marks; None where somebody's words can't be given with their speaker.
    """
    given: list[int] = []
    named: set[str] = set()
    voices = {entry.quote.speaker.name for entry in entries if entry.quote.speaker}
    for entry, inside in zip(entries, places, strict=True):
        quote = entry.quote
        if not quote.is_speech:
            if inside is not None and is_quotable(quote):
                _put_marks(draft, inside, is_inner=_is_within(inside, places))
            continue
        name = next((without_marks(one.speaker) for one in entry.renderings if one.speaker), "")
        if entry.number is not None and not (name and is_quotable(quote)):
            return None
        is_inner = quote.parent is not None and any(quote.parent == other.number for other in entries)
        if is_inner:
            # Nothing may be put inside another's words: without the name, the inner marks stay out.
            if inside is None or not names(outside_of(draft, *places), name):
                continue
        elif name and (entry.number is not None or (quote.speaker and not name.islower())):
            put_name(draft, name, inside, named, entry, *places, is_only=len(voices) == 1)
        if inside is not None and entry.number is not None:
            _put_marks(draft, inside, is_inner=is_inner)
            given.append(entry.number)
    return tuple(given)


def _is_left_out(entry: Carried, place: Span, cuts: Sequence[Cut]) -> bool:
    """Tell whether all of an entry's words go with a cut."""
    here = [one for one in entry.renderings if one.paragraph == place.paragraph]
    return bool(here) and all(
        any(
            one.start is not None
            and one.end is not None
            and place.start + cut.start <= one.start
            and one.end <= place.start + cut.end
            for cut in cuts
        )
        for one in here
    )


def _inside(entry: Carried, place: Span) -> tuple[int, int] | None:
    """Give the range, in the stretch, of words that may stand in marks."""
    if entry.number is None:
        return None
    for one in entry.renderings:
        if not one.status.is_sure or one.start is None or one.end is None:
            continue
        words = Span(paragraph=one.paragraph, start=one.start, end=one.end)
        if words.meets(place):
            return max(one.start, place.start) - place.start, min(one.end, place.end) - place.start
    return None


def _is_within(inside: tuple[int, int], places: Sequence[tuple[int, int] | None]) -> bool:
    """Tell whether words in marks stand inside others."""
    return any(one and one != inside and one[0] <= inside[0] and inside[1] <= one[1] for one in places)


def _put_marks(draft: Draft, inside: tuple[int, int], *, is_inner: bool) -> None:
    if DOUBLE_MARKS.sub("", draft.text[slice(*inside)]).strip():
        draft.replace(inside[0], inside[0], "‘" if is_inner else "“", rank=6 if is_inner else 5)
        draft.replace(inside[1], inside[1], "’" if is_inner else "”", rank=-6 if is_inner else -5)


def _say_instead(draft: Draft, outside: str) -> None:
    """Let somebody say what is added to nothing; a verb without subject has its name already."""
    verb = _ADDED.search(outside)
    said = _LEANING_VERBS.get(verb.group()) if verb else None
    if not (verb and said and verb.start()):
        return
    is_behind = re.fullmatch(r"\W*\n[^.!?:]*", outside[: verb.start()]) is not None
    is_saying = _IS_SAYING[verb.group()[0]].match(outside, verb.end()) is not None
    if is_saying or (is_behind and re.match(r"\W*$", outside[verb.end() :])):
        draft.replace(*verb.span(), said)


def _cut_opening(draft: Draft, *, follows: bool, has_dateline: bool) -> None:
    start = 0
    if has_dateline:
        dateline = _DATELINE.match(draft.text)
        start = dateline.end() if dateline else 0
    if not follows:
        leaning = _CONNECTIVE.match(draft.text, start)
        start = leaning.end() if leaning else start
    if start < len(draft.text):
        draft.replace(0, start, "", rank=-9)
