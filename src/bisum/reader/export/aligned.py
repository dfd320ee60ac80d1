"""Two aligned documents as a translation memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bisum.reader.export.translation_memory import MEMORY_TAIL, TranslationUnit, memory_head, memory_unit
from bisum.stages.documents import DocumentBead

_NOTE: Final = (
    "Sentences of two documents, paired by bisum and not checked by a person; x-score says how sure."
)


def aligned_memory(beads: Sequence[DocumentBead]) -> Iterator[str]:
    """Give the lines of a TMX 1.4b memory; sentences of one side alone are left out."""
    yield memory_head(_NOTE)
    for number, bead in enumerate(beads):
        if not bead.arabic or not bead.english:
            continue
        unit = TranslationUnit(
            key=f"bead-{number}", place="", arabic=bead.arabic_text, english=bead.english_text
        )
        places = f"Arabic paragraph {bead.arabic[0].paragraph}, English paragraph {bead.english[0].paragraph}"
        yield from memory_unit(unit, note=places, properties=[("x-score", f"{bead.score:.4f}")])
    yield MEMORY_TAIL
