"""The same stretches left out of both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bisum.model.bitext import Translation
from bisum.model.dossier import Dossier
from bisum.stages.bilingual.links import Bilingual, pair_words
from bisum.stages.bilingual.words import Word
from bisum.stages.english.draft import DOUBLE_MARKS, names, without_marks
from bisum.stages.english.text import find_marks
from bisum.stages.summary.cuts.arabic import arabic_cuts
from bisum.stages.summary.cuts.cut import Cut, CutKind, Cuts, widest
from bisum.stages.summary.cuts.english import english_cuts
from bisum.stages.summary.forms.carried import Carried
from bisum.stages.summary.forms.units import SummaryUnit, carried_of

# Share of links from which an English stretch renders what the Arabic leaves out.
_SAME: Final = 0.6
_MARKS: Final = "‘’‚‛' "

Place = tuple[int, int]


class Shortenings(NamedTuple):
    """How a stretch may be shortened.

    Attributes:
        usual: Without what is said by the way.
        further: As ``usual``, and without one more statement each; the shortest statement first.
    """

    usual: Cuts
    further: tuple[Cuts, ...]


class _Said(NamedTuple):
    """Where an entry of the ledger stands in a stretch, in both languages.

    Attributes:
        entry: The entry.
        arabic: Its words.
        mentions: The mentions of its speaker, in the Arabic.
        tied: These and, of words in marks, its reporting verb.
        english: Its words.
        speaker: The English name, empty where there is none.
    """

    entry: Carried
    arabic: tuple[Place, ...]
    mentions: tuple[Place, ...]
    tied: tuple[Place, ...]
    english: tuple[Place, ...]
    speaker: str


def shortenings_of(dossier: Dossier, unit: SummaryUnit, *, is_news: bool = False) -> Shortenings:
    """Find what may be left out of a stretch: the English goes with the Arabic, or stays.

    One more statement goes only from both. The news itself keeps its occasion, and what is told last:
    «the storyteller, who has died at 93».
    """
    arabic = dossier.article.text_of(unit.arabic)
    said = _said_in(dossier, unit)
    reported = [_said(entry, unit) for entry in carried_of(dossier, unit) if entry.number is None]
    cuts = [
        cut
        for cut in arabic_cuts(arabic, _quoted(arabic, said))
        if cut.end < len(arabic) and _keeps_voices(cut, [*said, *reported])
        if not (is_news and _is_news(cut, arabic))
    ]
    if not cuts:
        return Shortenings(Cuts(), ())
    partners = _partners(dossier, unit, cuts, said, reported)
    usual = [cut for cut in cuts if cut.kind is not CutKind.FURTHER]
    further = sorted(
        (cut for cut in partners if cut.kind is CutKind.FURTHER), key=lambda cut: cut.end - cut.start
    )
    return Shortenings(_both(usual, partners), tuple(_both([cut, *usual], partners) for cut in further))


def _is_news(cut: Cut, arabic: str) -> bool:
    is_last = not any(map(str.isalnum, arabic[cut.end :]))
    return cut.kind is CutKind.OCCASION or (cut.kind is CutKind.BACKGROUND and is_last)


def _said_in(dossier: Dossier, unit: SummaryUnit) -> list[_Said]:
    return [_said(entry, unit) for entry in carried_of(dossier, unit) if entry.number is not None]


def _quoted(arabic: str, said: Sequence[_Said]) -> list[Place]:
    return _merged([_with_marks(arabic, place) for one in said for place in one.arabic])


def _both(cuts: Sequence[Cut], partners: Mapping[Cut, Cut]) -> Cuts:
    arabic = widest(cuts)
    return Cuts(arabic, widest(partners[cut] for cut in arabic if cut in partners))


def _said(entry: Carried, unit: SummaryUnit) -> _Said:
    quote, place = entry.quote, unit.arabic
    at = place.start
    words = tuple(
        (max(span.start, at) - at, min(span.end, place.end) - at) for span in quote.spans if span.meets(place)
    )
    spans = (quote.speaker.span, quote.speaker.mention) if quote.speaker else ()
    mentions = tuple((span.start - at, span.end - at) for span in filter(None, spans) if place.holds(span))
    cue = quote.cue.span if quote.cue and entry.number is not None else None
    tied = ((cue.start - at, cue.end - at),) if cue and place.holds(cue) else ()
    start, end = unit.english or (0, 0)
    english = tuple(
        (max(one.start, start) - start, min(one.end, end) - start)
        for one in entry.renderings
        if one.paragraph == unit.paragraph and one.start is not None and one.end is not None
        if one.start < end and start < one.end
    )
    return _Said(
        entry,
        words,
        mentions,
        (*mentions, *tied),
        english,
        next((without_marks(one.speaker) for one in entry.renderings if one.speaker), ""),
    )


def _with_marks(text: str, words: Place) -> Place:
    """Widen the range of some words to the marks around them."""
    start, end = words
    while start and (text[start - 1] in _MARKS or DOUBLE_MARKS.fullmatch(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end] in _MARKS or DOUBLE_MARKS.fullmatch(text[end])):
        end += 1
    return end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())


def _merged(places: Sequence[Place]) -> list[Place]:
    """Give ranges in order, those that meet as one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _keeps_voices(cut: Cut, said: Sequence[_Said]) -> bool:
    """Tell whether a cut leaves every quotation its verb and speaker, and what is left a subject.

    The name of who speaks may be put in only beside his words: in «اتهم الجماعة بالكذب، قائلا: «…»» nobody
    would know who accuses once they are gone.
    """
    staying = [one for one in said if not _holds_all(cut, one.arabic)]
    if any(_meets(cut, place) for one in staying for place in one.tied):
        return False
    voices = {one.entry.quote.speaker.name for one in staying if one.entry.quote.speaker}
    for one in said:
        speaker = one.entry.quote.speaker if _holds_all(cut, one.arabic) else None
        if speaker and speaker.name not in voices and all(_meets(cut, place) for place in one.mentions):
            return False
    return True


def _holds_all(cut: Cut, places: Sequence[Place]) -> bool:
    return bool(places) and all(cut.start <= start and end <= cut.end for start, end in places)


def _meets(cut: Cut, place: Place) -> bool:
    return cut.start < place[1] and place[0] < cut.end


def _partners(
    dossier: Dossier, unit: SummaryUnit, cuts: Sequence[Cut], said: Sequence[_Said], reported: Sequence[_Said]
) -> dict[Cut, Cut]:
    """Find, for Arabic cuts, the English ones that leave out the same."""
    passage = dossier[Translation].paragraphs[unit.paragraph].english
    if passage is None or unit.english is None:
        return {}
    english = passage[slice(*unit.english)]
    quoted = _merged(
        [(mark.opens_at, mark.closes_at) for mark in find_marks(english)]
        + [place for one in said for place in one.english]
    )
    possible = english_cuts(english, quoted)
    texts = pair_words(dossier.article.text_of(unit.arabic), english)
    found: dict[Cut, Cut] = {}
    for cut in cuts:
        alike = [
            one
            for one in possible
            if _is_alike(cut, one, said, english) and not _takes_name(cut, one, reported, english)
        ]
        likeness = {one: _likeness(texts, cut, one) for one in alike}
        best = max(likeness, key=lambda one: likeness[one], default=None)
        if best is not None and likeness[best] >= _SAME:
            found[cut] = best
    return found


def _is_alike(arabic: Cut, english: Cut, said: Sequence[_Said], text: str) -> bool:
    """Tell whether two cuts take the same quotations along, and no name of a speaker who stays."""
    if english.kind is CutKind.FURTHER and arabic.kind is not CutKind.FURTHER:
        return False
    if any(_holds_all(arabic, one.arabic) != _holds_all(english, one.english) for one in said):
        return False
    return not _takes_name(arabic, english, said, text)


def _takes_name(arabic: Cut, english: Cut, said: Sequence[_Said], text: str) -> bool:
    """Tell whether an English cut takes the name of a speaker whose words stay."""
    cut = text[english.start : english.end]
    staying = (one for one in said if one.speaker and not _holds_all(arabic, one.arabic))
    return any(names(cut, one.speaker.split()[-1]) for one in staying)


def _likeness(texts: Bilingual, arabic: Cut, english: Cut) -> float:
    """Give the share of the links of the English stretch, or of both, that lead from one to the other."""
    rows, columns = _words_in(texts.arabic, arabic), _words_in(texts.english, english)
    both = float(texts.agreed[rows, columns].sum())
    of_arabic, of_english = float(texts.agreed[rows].sum()), float(texts.agreed[:, columns].sum())
    if not (of_arabic and of_english):
        return 0.0
    return min(both / of_english, 2 * both / (of_arabic + of_english))


def _words_in(words: Sequence[Word], cut: Cut) -> slice:
    inside = [n for n, word in enumerate(words) if cut.start <= word.start and word.end <= cut.end]
    return slice(inside[0], inside[-1] + 1) if inside else slice(0, 0)
