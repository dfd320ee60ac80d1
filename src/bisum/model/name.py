"""NameRow: one Arabic name of a run and the English form it is shown in; one line of ``names.jsonl``."""

from __future__ import annotations

from typing import Literal

from bisum.model.base import Value

# The user's glossary, bisum's table of known names, the run's translations, or the Arabic letters alone.
Origin = Literal["glossary", "table", "run", "transliteration"]


class GlossaryRow(Value, frozen=True, kw_only=True):
    """One row of the user's ``names.csv``.

    Attributes:
        arabic: The name or term.
        english: Its form; None for a term that isn't to be translated: then its letters are.
        kind: ``person``, ``organisation``, ``term`` and so on, in the user's words.
        note: For the user.
    """

    arabic: str
    english: str | None
    kind: str | None = None
    note: str | None = None


class Variant(Value, frozen=True, kw_only=True):
    """One English form that a run's translations gave a name.

    Attributes:
        english: As it stands.
        n_mentions: How often, over the ledgers.
        n_articles: In how many articles.
        is_reliable: Each word of the Arabic is rendered or sounded in it.
    """

    english: str
    n_mentions: int
    n_articles: int
    is_reliable: bool


class NameRow(Value, frozen=True, kw_only=True):
    """One Arabic name of a run.

    Attributes:
        arabic: Its most frequent spelling.
        forms: All its spellings in the run.
        english: The form shown.
        origin: Where that comes from.
        kind: From the glossary, else ``person`` or ``body``.
        note: From the glossary.
        n_articles: In how many articles it speaks.
        variants: What the translations called it, the most frequent first.
        is_conflict: The translations gave it forms that differ by more than spelling.
    """

    arabic: str
    forms: tuple[str, ...]
    english: str
    origin: Origin
    kind: str | None = None
    note: str | None = None
    n_articles: int = 0
    variants: tuple[Variant, ...] = ()
    is_conflict: bool = False

    @property
    def is_put_right(self) -> bool:
        """Whether the glossary or the table overrules what the translations gave."""
        return self.origin in {"glossary", "table"} and all(v.english != self.english for v in self.variants)
