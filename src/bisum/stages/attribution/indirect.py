"""Reported speech without marks: what a frame reports, up to where the report ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from bisum.stages.attribution.cues import verb_forms
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MIN_WORDS: Final = 2
"""Words of the shortest report kept."""

_CLAUSE_TIES: Final = frozenset(("ان", ":", "«"))
# After a comma these open what the writer adds, no longer what is reported.
_WRITER_AGAIN: Final = read_set("writer again")
_WRITER_PAIRS: Final = frozenset(
    (("في", "حين"), ("من", "دون"), ("في", "وقت"), ("في", "اشاره"), ("في", "تصريح"))
)
# Verbs whose bare object is what is reported: «أعلن مقتل …», «نفى وجود …».
_TAKES_OBJECT: Final = read_set("takes object")
_ASKS: Final = read_set("asks")


_POINTS: Final = frozenset(("أشار", "لفت", "نبه"))


def _is_verbal_noun(unit: Unit) -> bool:
    """Tell whether a word looks like the name of an action: one doesn't say «خريطة»."""
    look = unit.look
    if look.is_definite:
        return False
    is_listed = any(one.form.kind == "noun" for one in verb_forms(look.stem))
    return is_listed or (len(look.stem) >= 4 and look.stem[0] in "تا")


class HasFrame(Protocol):
    """Anything that carries a frame."""

    @property
    def frame(self) -> Frame:
        """The frame."""


class Report(NamedTuple):
    """One stretch of reported speech.

    Attributes:
        start: Offset of its first code point in the passage.
        end: Offset just after its last.
        number: Index of its voice.
        rule: ``clause``, ``colon``, ``object``, ``tied``, ``source`` or ``joined``.
    """

    start: int
    end: int
    number: int
    rule: str


def find_reports(
    units: Sequence[Unit],
    start: int,
    stop: int,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Find what the frames of one sentence report without marks.

    Args:
        units: Of the passage.
        start: Index of the sentence's first unit.
        stop: Index just after its last.
        frames: Of the sentence, in reading order.
        is_speech: Tells of a quotation's index whether it is speech: what it holds is
            no indirect speech, and a report that holds it is told by its row.

    Returns:
        In the order of their frames; they may lie inside one another.
    """
    reports: list[Report] = []
    for number, frame in enumerate(frames):
        begin, rule = _begin(units, stop, frame)
        if frame.kind == "source":
            reports += _around(units, start, stop, number, frames, is_speech)
            continue
        if begin is None:
            continue
        end = _end(units, begin, stop, frames[number + 1 :])
        reports += _pieces(units, begin, end, number, rule, is_speech)
    return reports


def _begin(units: Sequence[Unit], stop: int, frame: Frame) -> tuple[int | None, str]:
    """Give where a report begins, and by which rule; None where the frame reports nothing so."""
    if frame.kind in {"colon", "back"} or frame.verb is None:
        return None, ""
    if frame.content is None or frame.tie == "~":
        return _object(units, stop, frame, frame.verb.verb.lemma), "object"
    if frame.tie == "ان":
        return frame.content, "clause"
    if frame.tie == ":":
        opens = frame.content < stop and "comp" in units[frame.content].look.tags
        return frame.content + opens, "colon"
    lemma = frame.verb.verb.lemma
    is_pointing = lemma in _POINTS and not _is_verbal_noun(units[frame.content])
    asks = frame.tie not in _CLAUSE_TIES and lemma in _ASKS and not is_pointing
    return (frame.content, "tied") if asks else (None, "")


_NO_OBJECT: Final = frozenset(("prep", "comp", "rel", "conj", "pp", "pron"))


def _object(units: Sequence[Unit], stop: int, frame: Frame, lemma: str) -> int | None:
    """Find the bare object that a verb reports: «أعلن مقتل …», «نفى وجود …»."""
    if frame.follows or lemma not in _TAKES_OBJECT:
        return None
    begin = frame.after
    if frame.mention is not None and frame.mention.after > frame.at:
        begin = frame.mention.after
    while begin < stop and (units[begin].key == "," or units[begin].look.tags & {"time", "adv"}):
        begin += 1
    if begin >= stop or units[begin].kind != "w":
        return None
    look = units[begin].look
    return None if look.tags & _NO_OBJECT or look.preposition or look.is_definite else begin


def _end(units: Sequence[Unit], begin: int, stop: int, later: Sequence[Frame]) -> int:
    """Find where a report ends: before the next report of the sentence, or where the writer goes on."""
    limit = stop
    for frame in later:
        if frame.at <= begin:
            continue
        before = units[frame.at - 1]
        key = units[frame.at].key
        is_new = (
            before.kind == "p"
            or key[0] in "وف"
            or frame.kind in {"participle", "source", "back"}
            or before.look.tags & {"conj"}
        )
        if is_new:
            limit = min(limit, frame.at)
            break
    for place in range(begin + 1, limit - 1):
        if units[place].key != ",":
            continue
        first, second = units[place + 1].key, units[min(place + 2, limit - 1)].key
        if first in _WRITER_AGAIN or (first, second) in _WRITER_PAIRS:
            return place
    return limit


_TRAILING: Final = frozenset(",:;.-")


def _pieces(
    units: Sequence[Unit], begin: int, end: int, number: int, rule: str, is_speech: Callable[[int], bool]
) -> list[Report]:
    """Keep what no speech in marks covers; after one, only a clause joined by وأن."""
    speech = [
        place for place in range(begin, end) if units[place].kind == "q" and is_speech(units[place].quote)
    ]
    if not speech:
        report = _trim(units, begin, end, number, rule)
        return [report] if report is not None else []
    pieces = []
    for place in speech:
        ahead = place + 1
        while ahead < end and units[ahead].kind == "p":
            ahead += 1
        is_joined = ahead + 1 < end and "comp" in units[ahead].look.tags and units[ahead].key[0] == "و"
        is_last = place == speech[-1]
        if is_joined and is_last and units[ahead + 1].kind != "q":
            report = _trim(units, ahead + 1, end, number, "joined")
            if report is not None:
                pieces.append(report)
    return pieces


def _trim(units: Sequence[Unit], begin: int, end: int, number: int, rule: str) -> Report | None:
    while end > begin and (units[end - 1].key in _TRAILING or _dangles(units[end - 1])):
        end -= 1
    while begin < end and units[begin].key in _TRAILING:
        begin += 1
    n_words = sum(1 for unit in units[begin:end] if unit.kind in "wnq")
    if n_words < MIN_WORDS:
        return None
    first = units[begin]
    start = first.start
    if rule == "tied" and first.look.preposition == "ب":
        start += 1
    return Report(start, units[end - 1].end, number, rule)


def _dangles(unit: Unit) -> bool:
    return (
        unit.kind == "w"
        and bool(unit.look.tags & {"conj", "rel"})
        and not unit.look.tags & {"common", "name"}
    )


def _around(
    units: Sequence[Unit],
    start: int,
    stop: int,
    number: int,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Give what a source formula vouches for: the clause after it, or the one before it."""
    frame = frames[number]
    mention = frame.mention
    if mention is None:
        return []
    leads = all(unit.kind == "p" or unit.look.tags & {"conj"} for unit in units[start : frame.at])
    if leads:
        begin = mention.after
        while begin < stop and units[begin].key != ",":
            begin += 1
            if begin - mention.after > 12:
                return []
        end = _end(units, begin, stop, frames[number + 1 :])
        begin += 1
        if any(
            other.at > frame.at and other.at < begin + 6 and other.tie in _CLAUSE_TIES for other in frames
        ):
            return []
    else:
        begin, end = start, frame.at
        if any(other.at < frame.at and other.content is not None for other in frames):
            return []
    return _pieces(units, begin, end, number, "source", is_speech)
