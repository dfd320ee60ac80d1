"""Frames of one sentence that are one report: a verb inside what another reports, two verbs of one saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import VerbForm, is_conjoined
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.contrasts import contrast_before
from bisum.stages.attribution.clauses.objects import agreeing
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import subject_before
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

_OPENS: Final = read_set("opens contrast")
_CLAUSES: Final = frozenset(("ان", ":", "«"))
_NEW_CLAUSE: Final = read_set("new clause")
_NO_CLAUSE: Final = read_set("no clause")
_OPENS_SPEECH: Final = read_set("opens speech")
_WHAT: Final = frozenset(("ما", "بما", "مما"))
_NAMES_THINGS: Final = read_set("names things")
_SAYS: Final = read_set("says")
_CONTRARY: Final = read_set("contrary")


def join_reports(scene: Scene, frames: Sequence[Frame]) -> list[Frame]:
    """Give one frame for each report of a sentence, in reading order.

    Args:
        scene: The sentence.
        frames: All that were found in it, in reading order.
    """
    return _relayed(scene, _outer(scene.units, frames))


def _relayed(scene: Scene, frames: list[Frame]) -> list[Frame]:
    """Join «أوردت الوكالة، **نقلاً عن فلان**، أن …» to one report: who is quoted speaks, the agency relays."""
    units = scene.units
    kept: list[Frame] = []
    for number, frame in enumerate(frames):
        source = next(
            (
                other
                for other in frames
                if other.kind == "source"
                and units[other.at].key.endswith("نقلا")
                and frame.kind == "verb"
                and frame.content is not None
                and other.at < frame.content
                and not frame.follows
            ),
            None,
        )
        if source is not None:
            shown = (source.at, source.after)
            relay = frame.relay or frame.mention or subject_before(scene, frame.at)
            kept.append(replace(frame, mention=source.mention, relay=relay, shown=shown))
        elif frame.kind != "source" or not any(one.shown == (frame.at, frame.after) for one in kept):
            is_taken = frame.kind == "source" and units[frame.at].key.endswith("نقلا")
            later = frames[number + 1 :]
            if not (is_taken and any(one.kind == "verb" and one.content is not None for one in later)):
                kept.append(frame)
    return kept


def _outer(units: Sequence[Unit], frames: Sequence[Frame]) -> list[Frame]:
    """Drop verbs that only go on inside what another one reports: «قال إنه يعتقد أن …»."""
    kept: list[Frame] = []
    for found in frames:
        frame = _with_own_subject(units, found, kept)
        if _goes_on_inside(units, frame, kept):
            continue
        host = kept[-1] if kept else None
        if host is not None and host.follows and frame.kind == "participle" and _is_next(host, frame):
            continue  # «…»، تقول ضاحكة، «…»
        if host is not None and frame.verb is not None and _is_one_report(host, frame):
            shown = (host.at if frame.at <= host.after else frame.at, frame.after)
            kept[-1] = replace(
                host,
                content=frame.content,
                tie=frame.tie,
                shown=shown if _shows(units, host, frame) else host.shown,
            )
            continue
        kept.append(frame)
    return kept


def _goes_on_inside(units: Sequence[Unit], frame: Frame, kept: Sequence[Frame]) -> bool:
    """Tell whether a verb stands inside what another one reports, and reports nothing of its own."""
    verb = frame.verb
    is_inside = any(
        other.content is not None
        and other.content <= frame.at
        and other.tie in {"ان", ":"}
        and not _is_closed(units, other.content, frame.at)
        for other in kept
    )
    if verb is None or not is_inside:
        return False
    if units[frame.at].key.lstrip("وف") == "س" + verb.form.key:
        return True  # «أكد أنه سيبلغ …»: nobody has said it yet
    if frame.kind != "verb" or frame.mention is not None or frame.follows or frame.tie == ":":
        return False
    if _is_left(units, frame.at) or units[frame.at - 1].key in _CONTRARY:
        return False
    if kept[-1].kind == "source" and _has_marks(units, frame):
        return False
    return not is_conjoined(units[frame.at], verb) or _disagrees(kept[-1], verb)


def _with_own_subject(units: Sequence[Unit], frame: Frame, kept: Sequence[Frame]) -> Frame:
    """Give a verb that leaves the report before it its subject: «…، لكن **الوزيرة** ترى أن …»."""
    begins = [other.content for other in kept if other.content is not None and other.content <= frame.at]
    if not begins or frame.verb is None or frame.kind != "verb" or frame.mention or frame.tie not in _CLAUSES:
        return frame
    is_joined = is_conjoined(units[frame.at], frame.verb)  # «لكن التأثر غلبه فقال: …»
    comma = None if is_joined else contrast_before(units, frame.at, begins[-1])
    if comma is None:
        return frame
    first = comma + 1 + (units[comma + 1].look.stem in _OPENS or units[comma + 1].key in _OPENS)
    return replace(frame, mention=agreeing(read_mention(units, first, frame.at), frame.verb))


def _is_closed(units: Sequence[Unit], content: int, at: int) -> bool:
    """Tell whether marks hold a whole report, and a new clause has begun since: «…: «…»، فيما رفعت …»."""
    after = content + 1
    if units[content].kind != "q" or after + 1 >= at or units[after].key != ",":
        return False
    return "conj" in units[after + 1].look.tags or units[after + 1].look.stem in _NEW_CLAUSE


def _has_marks(units: Sequence[Unit], frame: Frame) -> bool:
    """Tell whether marks stand right where a frame's content begins."""
    content = frame.content
    return content is not None and content < len(units) and units[content].kind == "q"


def _is_next(host: Frame, frame: Frame) -> bool:
    """Tell whether a frame stands right after another one's verb or subject."""
    return frame.at in {host.after, host.mention.after if host.mention is not None else host.after}


def _is_left(units: Sequence[Unit], at: int) -> bool:
    """Tell whether «قبل أن» before a verb leads out of the report: «قال: …، قبل أن يضيف أن …»."""
    return at > 1 and "comp" in units[at - 1].look.tags and units[at - 2].key in _NO_CLAUSE


def _is_one_report(host: Frame, frame: Frame) -> bool:
    """Tell whether two verbs report the same words: «وأضاف قائلا: …», «كتب في منشور نشره: …»."""
    if (
        host.verb is None
        or frame.verb is None
        or host.kind != "verb"
        or host.follows
        or frame.content is None
    ):
        return False
    if frame.kind == "participle" and (frame.verb.verb.lemma == "قال" or frame.verb.verb.strength == 1):
        waits = host.verb.verb.lemma in _OPENS_SPEECH and host.tie not in {"ان", ":", "«"}
        return host.content == frame.content or waits
    return host.content == frame.content and frame.verb.verb.strength <= host.verb.verb.strength


def _shows(units: Sequence[Unit], host: Frame, frame: Frame) -> bool:
    """Tell whether the second of two verbs is the cue: «خاطب الحضور **قائلا**», but «**صرح** … قائلا»."""
    if frame.verb is None or host.verb is None:
        return False
    is_what = units[frame.at - 1].key in _WHAT  # «اعترض على ما **وصفه** بـ«…»»
    if frame.verb.verb.lemma in _NAMES_THINGS or is_what:
        return True  # «ندد بما **سمّاه** «…»»
    ties = frame.verb.verb.ties
    near = units[frame.after : frame.after + 3]
    if frame.kind == "participle" and any(unit.key in ties or unit.look.preposition in ties for unit in near):
        return True  # «رفضت ذلك، **مستشهدة** بالمثل: «…»»
    is_joined = frame.at <= host.after
    is_saying = frame.verb.verb.lemma == "قال" and host.verb.verb.lemma not in _SAYS
    return is_joined or is_saying


def _disagrees(host: Frame, verb: VerbForm) -> bool:
    """Tell whether a joined verb has another subject than the one that reports: «قالت … وأعلن»."""
    if host.verb is None or host.kind != "verb" or host.verb.form.number != "s":
        return False
    genders = {host.verb.form.gender, verb.form.gender}
    return genders == {"m", "f"} and verb.form.number == "s"
