"""Which voice of its sentence a quotation belongs to, and how it is tied to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.speakers.voice import REPORTING_TIES, Voice

MAX_NEAR: Final = 4
"""Units into a reported clause within which a quotation belongs to its verb, whatever follows."""

MAX_POST: Final = 3
"""Units between a quotation that does not lead its sentence and a verb put after it."""

MIN_NEEDED: Final = 2
"""Words between a verb's subject and a comma that are its object: «طلبت صرف الرواتب،»."""

MAX_SPLIT: Final = 12
"""Units of the reporting clause that cuts an utterance in two."""

_PASSED_ON: Final = frozenset(("source", "back"))


def is_alone(scene: Scene, place: int) -> bool:
    """Tell whether a quotation is its whole sentence, points aside."""
    others = (
        unit for at, unit in enumerate(scene.units[scene.start : scene.stop], scene.start) if at != place
    )
    return all(unit.kind == "p" for unit in others)


class Standing(NamedTuple):
    """Where a quotation stands, and the voice that it belongs to.

    Attributes:
        scene: Its sentence.
        place: Index of its unit.
        voice: None where no voice of the sentence is its own.
        relation: ``right`` after إنّ, a colon or the verb; ``tied`` to the verb's preposition; ``within``
            the reported clause; ``post``, before its verb; ``source``; ``loose``; or ``none``.
    """

    scene: Scene
    place: int
    voice: Voice | None
    relation: str


def stand(scene: Scene, place: int, voices: Sequence[Voice]) -> Standing:
    """Choose the voice of a quotation among those of its sentence."""
    return Standing(scene, place, *_choose(scene, place, voices))


def _choose(scene: Scene, place: int, voices: Sequence[Voice]) -> tuple[Voice | None, str]:
    units = scene.units
    leads = all(unit.kind == "p" for unit in units[scene.start : place])
    before = [voice for voice in voices if voice.frame.content is not None and voice.frame.content <= place]
    found = _after(scene, place, voices, before, leads=leads) or _before(scene, place, voices, before)
    if found is not None:
        return found
    split = _split(scene, place, voices)
    if split is not None:
        return split, "post"
    sources = [voice for voice in voices if voice.frame.kind in _PASSED_ON or voice.frame.follows]
    sources = [voice for voice in sources if voice.mention is None or voice.mention.after != place]
    if sources or (leads and voices):
        return (sources or voices)[0], "source"
    loose = [voice for voice in voices if voice.frame.at < place]
    return (loose[-1], "loose") if loose else (None, "none")


def _after(
    scene: Scene, place: int, voices: Sequence[Voice], before: Sequence[Voice], *, leads: bool
) -> tuple[Voice, str] | None:
    """Take a verb put after the quotation, unless a clause before it has the better claim."""
    units = scene.units
    for voice in voices:
        frame = voice.frame
        if not frame.follows or frame.at <= place:
            continue
        if any(unit.kind == "q" for unit in units[place + 1 : frame.at]):
            continue
        if not leads and frame.at - place > MAX_POST:
            return None
        content = before[-1].frame.content or 0 if before else 0
        is_right = bool(before) and all(unit.kind == "p" for unit in units[content:place])
        is_claimed = is_right or (bool(before) and place - content <= MAX_NEAR)
        reports_on = frame.content is not None  # «ما سمّته «…»، قال فلان: «…»»
        is_clause = (
            bool(before) and before[-1].frame.tie in REPORTING_TIES
        )  # else «أسفت ل«…»، بحسب تعبير فلان»
        is_lost = is_claimed and ((frame.kind in _PASSED_ON and is_clause) or (is_right and reports_on))
        return None if is_lost else (voice, "post")
    return None


def _before(
    scene: Scene, place: int, voices: Sequence[Voice], before: Sequence[Voice]
) -> tuple[Voice, str] | None:
    """Take the nearest clause that the quotation stands in."""
    near = [voice for voice in voices if voice.frame.kind == "back" and voice.frame.after <= place]
    if near and place - near[-1].frame.after == 1 and scene.units[place - 1].key == ",":
        return near[-1], "source"  # «اللاعب، في تقديره، «…»»
    if not before:
        return None
    voice = _outer(scene, place, before) or before[-1]
    n_between = sum(1 for unit in scene.units[voice.frame.content or 0 : place] if unit.kind != "p")
    is_clause = voice.frame.tie in REPORTING_TIES
    if is_clause:
        return voice, "within" if n_between else "right"
    return voice, "tied" if n_between <= 2 else "within"


def _outer(scene: Scene, place: int, before: Sequence[Voice]) -> Voice | None:
    """Give who reports a clause whose own verb has all it needs before the quotation.

    «يقول الوكيل إن الجماعة طلبت صرف الرواتب لمقاتليها، «وهذا كشف حساب»»: a comma, and the Wakil's own words.
    """
    inner = before[-1].frame
    if scene.units[place - 1].key != "," or inner.content != place or inner.mention is None:
        return None
    n_needed = sum(1 for unit in scene.units[inner.mention.after : place] if unit.kind == "w")
    if n_needed < MIN_NEEDED:
        return None
    outer = [one for one in before if one.frame.tie == "ان" and (one.frame.content or place) <= inner.at]
    return outer[-1] if outer else None


def _split(scene: Scene, place: int, voices: Sequence[Voice]) -> Voice | None:
    """Give the reporting clause that cuts one utterance in two: «…»، قال فلان، «…»."""
    for voice in reversed(voices):
        frame = voice.frame
        if not frame.follows or frame.at >= place:
            continue
        between = scene.units[frame.after : place]
        is_near = len(between) <= MAX_SPLIT and bool(between) and between[-1].kind == "p"
        if is_near and not any(unit.kind == "q" or unit.key in ".?!" for unit in between):
            return voice
    return None
