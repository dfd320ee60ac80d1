"""A proposal: whom the rules hold for a speaker, before all who are near are weighed."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.mentions.mention import Mention

Way = Literal[
    "named", "before", "fronted", "same", "current", "topic", "mentioned", "answer", "interviewed", "bearer",
    "relayed", "swallowed", "impersonal", "weighed", "none",
    "loose", "colon", "continued", "unattributed",
]  # fmt: skip
"""How a speaker is found; the last line is of quotations that no frame explains.

``named`` after the verb, ``before`` it, ``fronted``: the sentence or the clause after أنّ opens with him; the
``same`` as in the frame before; the ``current`` speaker, the ``topic`` of the sentences before, the last one
``mentioned``; in ``answer`` to the last speaker; ``interviewed``, where «I» answers; ``bearer`` of what is
written on a thing; ``relayed`` by an agency; ``swallowed`` by the marks with his clause; ``impersonal``, the
verb names nobody; ``weighed``, the weights chose another than the rules; ``none``.

``loose``, the frame beside the quotation is his; ``colon``, he stands before one; ``continued``, he goes on
speaking; ``unattributed``, there is nobody who could.
"""


class Proposal(NamedTuple):
    """Whom the rules propose as a speaker.

    Attributes:
        entity: Who may speak, None for nobody.
        how: The rule that proposes him.
        mention: The mention that it found, None where it found none.
    """

    entity: Entity | None
    how: Way
    mention: Mention | None = None


NOBODY: Final = Proposal(None, "none")
"""What is proposed where no rule holds."""
