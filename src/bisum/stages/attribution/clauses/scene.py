"""A scene: the sentence in which a clause is read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bisum.stages.arabic.units import Unit


class Scene(msgspec.Struct, frozen=True):
    """One sentence, or the inside of a quotation.

    Attributes:
        sentence: Number of the sentence in the article; those of the title are the last.
        paragraph: Index of its paragraph; None in the title.
        text: The whole passage.
        units: Of the passage.
        start: Index of its first unit.
        stop: Index just after its last.
    """

    sentence: int
    paragraph: int | None
    text: str
    units: Sequence[Unit]
    start: int
    stop: int
