"""Relays: agencies and papers that only pass words on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.speakers.voice import Voice


def with_relays(voices: Sequence[Voice], last: Entity | None) -> list[Voice]:
    """Make agencies that only pass words on relays, where another speaker is at hand."""
    changed = []
    for voice in voices:
        entity = voice.entity
        leads = voice.frame.kind == "source" and voice.frame.content is not None
        passes_on = (voice.frame.kind == "source" or voice.frame.follows) and not leads
        is_paper = voice.frame.kind == "source" and voice.mention is not None and voice.mention.is_definite
        is_relay = entity is not None and (
            entity.kind == "press" or (entity.kind == "text" and is_paper)  # «وفق نص البيان»
        )
        if is_relay and passes_on:
            others = (one.entity for one in voices if one.entity is not None)
            other = next((one for one in others if one is not entity), None) or last
            if other is not None and other is not entity and other.kind != "press":
                changed.append(replace(voice, entity=other, relay=entity, how="relayed"))
                continue
        changed.append(voice)
    return changed
