"""Interviews: articles that are questions and answers, each with a dash before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.clauses.scene import Scene

MIN_TURNS: Final = 4
"""Paragraphs with a dash before them that make an interview."""

_LETTERS: Final = ("س:", "ج:", "س :", "ج :")
_DASHES: Final = ("-", "–", "—", "■", "•", "*")


def turns_of(scenes: Sequence[Scene]) -> frozenset[int]:
    """Give the paragraphs that are questions or answers of an interview; none where it is no interview."""
    turns = {scene.paragraph for scene in scenes if scene.text.lstrip().startswith(_DASHES + _LETTERS)}
    found = frozenset(paragraph for paragraph in turns if paragraph is not None)
    return found if len(found) >= MIN_TURNS else frozenset()
