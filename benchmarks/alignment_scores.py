"""How well sentence alignments agree with annotated ones, strictly and laxly.

Source:
    Thompson and Koehn (2019), "Vecalign: Improved Sentence Alignment in Linear Time and
    Space", and the scorer that they published, whose rules the field's figures follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bisum.model.bitext import Bead

Link = tuple[tuple[int, ...], tuple[int, ...]]


class AlignmentScores(NamedTuple):
    """F1 of one or many alignments, each in [0, 1].

    Attributes:
        strict: A bead is right where the annotation has the very same.
        lax: It is right where it shares sentences with an annotated bead on both sides.
    """

    strict: float
    lax: float


def score_alignments(gold: Sequence[Sequence[Bead]], found: Sequence[Sequence[Bead]]) -> AlignmentScores:
    """Score alignments of many texts, their beads counted together.

    Beads with one side empty count in precision and not in recall.

    Args:
        gold: The annotated beads of each text.
        found: The beads found, text by text in the same order.

    Raises:
        ValueError: The numbers of texts differ.
    """
    hits = [0, 0, 0]
    recalled = [0, 0, 0]
    for expected, given in zip(gold, found, strict=True):
        right, beads = set(map(_link, expected)), set(map(_link, given))
        _add(hits, beads, right)
        _add(recalled, _two_sided(right), _two_sided(beads))
    strict, lax = (_f1(hits[n] / (hits[2] or 1), recalled[n] / (recalled[2] or 1)) for n in (0, 1))
    return AlignmentScores(strict, lax)


def _link(bead: Bead) -> Link:
    return bead.source, bead.target


def _two_sided(beads: Iterable[Link]) -> set[Link]:
    return {(source, target) for source, target in beads if source and target}


def _add(counts: list[int], beads: Iterable[Link], known: set[Link]) -> None:
    """Count beads that are known, that overlap with known ones on both sides, and all."""
    pairs = {(s, t) for source, target in known for s in source for t in target}
    for source, target in beads:
        is_same = (source, target) in known
        counts[0] += is_same
        counts[1] += is_same or any((s, t) in pairs for s in source for t in target)
        counts[2] += 1


def _f1(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
