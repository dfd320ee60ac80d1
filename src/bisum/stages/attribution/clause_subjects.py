"""Who speaks inside what another one says: «كشف أن رئيس الديوان أبلغ اللجنة أن …»."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.names import is_cue_word
from bisum.stages.attribution.subjects import MAX_TO_SUBJECT
from bisum.stages.attribution.words import Unit


def clause_subject(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find the subject that «أن» before it puts before a verb: «كشف أن **رئيس الديوان** أبلغ اللجنة أن …»."""
    for place in range(at - 2, max(start, at - MAX_TO_SUBJECT) - 1, -1):
        unit = units[place]
        if unit.kind != "w" or is_cue_word(unit):
            return None
        if unit.key in _THAT:
            mention = read_mention(units, place + 1, at, names)
            is_whole = mention is not None and mention.after == at and mention.is_sure
            return mention if is_whole and mention is not None and mention.kind != "text" else None
    return None


_THAT: Final = frozenset(("ان", "بان", "وان", "فان"))
