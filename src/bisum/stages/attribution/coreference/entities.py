"""Entities: persons, bodies and texts that the mentions of an article mean."""

from __future__ import annotations

from bisum.model.span import Span
from bisum.stages.attribution.mentions.mention import Mention


class Entity:
    """Somebody or something that speaks or is spoken of.

    Attributes:
        keys: Folded words of its name, or of its first description.
        kind: As of a mention.
        head: Stem of its head noun.
        span: Where the mention stands that names it best.
        gender: ``m``, ``f`` or empty.
        genders: What its mentions and the verbs before them say of its gender, in points.
        is_plural: It is several, or a crowd.
        is_sure: A table or the article vouches for its name.
        roles: Stems of the nouns of office given to it.
        words: Folded words of the phrases of its offices, without the article.
        role: Where its title or office stands.
        affiliation: Where the body or country stands that it belongs to.
        n_seen: Mentions of it outside quotation marks.
    """

    __slots__ = (
        "affiliation",
        "gender",
        "genders",
        "head",
        "is_plural",
        "is_sure",
        "keys",
        "kind",
        "n_seen",
        "role",
        "roles",
        "span",
        "words",
    )

    def __init__(self, mention: Mention, span: Span) -> None:
        self.keys = mention.keys
        self.kind = mention.kind
        self.head = mention.head
        self.span = span
        self.gender = mention.gender
        self.genders = {"m": 0, "f": 0}
        self.is_plural = mention.is_plural
        self.is_sure = mention.is_sure
        self.roles = set(mention.roles)
        self.words: set[str] = set()
        if mention.kind != "person":
            self.words |= {key.removeprefix("ال") for key in mention.keys[1:]}
        self.role: Span | None = None
        self.affiliation: Span | None = None
        self.n_seen = 0

    def show_gender(self, gender: str, points: int) -> None:
        """Count a sign of its gender; of two with equal points the earlier one stays."""
        if gender:
            self.genders[gender] += points
            m, f = self.genders["m"], self.genders["f"]
            self.gender = self.gender or gender if m == f else "m" if m > f else "f"

    def agrees(self, gender: str, number: str) -> bool:
        """Tell whether a verb of this gender and number may have it as its subject."""
        if number == "p" and self.kind in {"person", "text"}:
            return False
        if number == "s" and self.is_plural and self.kind in {"role", "crowd"}:
            return False
        return not gender or not self.gender or gender == self.gender
