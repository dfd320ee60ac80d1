"""A proposal: whom the rules hold for a speaker, before all who are near are weighed."""

from __future__ import annotations

from typing import Final, NamedTuple

from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.mentions.mention import Mention


class Proposal(NamedTuple):
    """Whom the rules propose as a speaker.

    Attributes:
        entity: Who may speak, None for nobody.
        how: The rule that proposes him, see ``Voice.how``; for a quotation that no frame explains its
            relation to a voice, see ``Standing``, or ``colon``, ``continued`` or ``unattributed``.
        mention: The mention that it found, None where it found none.
    """

    entity: Entity | None
    how: str
    mention: Mention | None = None


NOBODY: Final = Proposal(None, "none")
"""What is proposed where no rule holds."""
