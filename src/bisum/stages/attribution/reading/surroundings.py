"""Where a marked text stands, as far as its kind depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.model.article import Marked
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.kinds.setting import N_LEFT, N_RIGHT, Setting
from bisum.stages.attribution.reading.decision import Decision
from bisum.stages.attribution.speakers.choosing import Standing, is_alone
from bisum.stages.attribution.speakers.voice import Voice
from bisum.stages.tables import read_set

MAX_HEADLINE: Final = 140
"""Code points of the longest headline."""

_CALLS: Final = read_set("calls")
_SENTENCE_END: Final = frozenset('.؟!»"”…')


def setting_of(
    standing: Standing,
    inner: Sequence[Unit],
    *,
    pair: Marked,
    decisions: Sequence[Decision | None],
    seen_as_term: bool,
) -> Setting:
    """Describe where a marked text stands.

    Args:
        standing: Its sentence, and the voice that it was found to belong to.
        inner: Its words and points.
        pair: Its marks.
        decisions: On the marked texts so far.
        seen_as_term: The same words are a term elsewhere in the article.
    """
    scene, place, voice, relation = standing
    units, start, stop = scene.units, scene.start, scene.stop
    verb = voice.frame.verb.verb if voice is not None and voice.frame.verb is not None else None
    content = voice.frame.content if voice is not None else None
    return Setting(
        inner=inner,
        left=units[max(start, place - N_LEFT) : place],
        joined=_joined(units, start, place, decisions),
        n_gap=_n_gap(units, place, voice),
        right=units[place + 1 : min(stop, place + 1 + N_RIGHT)],
        relation=relation,
        is_alone=is_alone(scene, place),
        is_unclosed=pair.closing is None,
        seen_as_term=seen_as_term,
        strength=verb.strength if verb is not None else 0,
        stance_claims=verb is not None and verb.lemma in _CALLS,
        distance=place - content if content is not None else 0,
        is_headline=len(scene.text) < MAX_HEADLINE and scene.text[-1] not in _SENTENCE_END,
        is_nested=pair.parent is not None,
    )


def _joined(units: Sequence[Unit], start: int, place: int, decisions: Sequence[Decision | None]) -> str:
    """Tell what the quotation is that stands right before one, «و» or a comma between them."""
    at = place - 1
    while at > start and (units[at].key in {"و", ",", "او"}):
        at -= 1
    if at > start and units[at].key == ")":
        while at > start and units[at].key != "(":
            at -= 1
        at -= 1
    decision = decisions[units[at].quote] if start <= at < place and units[at].kind == "q" else None
    return "" if decision is None else "speech" if decision.is_speech else "term"


def _n_gap(units: Sequence[Unit], place: int, voice: Voice | None) -> int:
    """Count the words between a quotation and the cue, or the speaker after the cue, before it."""
    if voice is None or voice.frame.tie != "«":
        return 0
    ends = [voice.frame.after]
    mention = voice.frame.mention
    if mention is not None and voice.frame.at < mention.after <= place:
        ends.append(mention.after)
    return sum(unit.kind == "w" for unit in units[max(ends) : place])
