"""A mention: a noun phrase that can speak."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from bisum.stages.arabic.lexicon import is_accusative

_ACCUSATIVE: Final = ("اءها", "اءه", "اءهم", "احدا")
"""Ends of nouns in اء that are owned and no subjects, as they are written."""

MentionKind = Literal["person", "role", "press", "body", "text", "crowd", "other"]
"""A person with a name, one with an office alone, a medium, a body, a text, several, or anything else."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase that can speak.

    Attributes:
        start: Offset of the phrase in the passage.
        end: Offset just after it.
        name_start: Offset of the part that names best: the person's name where there is
            one, else the description.
        name_end: Offset just after that part.
        head: Stem of the head noun; of a name its first word.
        kind: What it means.
        keys: Folded words of the naming part.
        gender: ``m``, ``f`` or empty.
        is_plural: The head is plural, or a crowd.
        is_definite: A description with the article, which points back.
        role: Offsets of the title or office, where the phrase has one beside the name.
        affiliation: Offsets of the body, press or place that the title or office names.
        roles: Stems of the nouns of office in the phrase.
        role_words: Folded words of the phrase outside the name, without the article.
        is_sure: Its name is in a table or stands in full in the article, or it has an
            office or a head noun that speaks.
        after: Index of the unit just after the phrase.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    head: str
    kind: MentionKind
    keys: tuple[str, ...]
    gender: str
    is_plural: bool
    is_definite: bool
    role: tuple[int, int] | None
    affiliation: tuple[int, int] | None
    roles: frozenset[str]
    role_words: frozenset[str]
    is_sure: bool
    after: int

    @property
    def is_object(self) -> bool:
        """Whether it has the ending of the accusative: «يعمل **نجاراً**», «نصحت **أعضاءها**»."""
        is_role = self.kind == "role" and not self.is_definite and is_accusative(self.head)
        return is_role or self.is_owned_object

    @property
    def is_owned_object(self) -> bool:
        """Whether it is owned and ends as an object does, which nobody writes by mistake."""
        return self.kind in {"role", "crowd"} and self.keys[:1] != () and self.keys[0].endswith(_ACCUSATIVE)

    @property
    def is_named(self) -> bool:
        """Whether it has a person's name."""
        return self.kind == "person"
