"""What statuses, severities, kinds and stances mean, in plain words for an analyst."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from bisum.model.base import Value


class Legend(Value, frozen=True, kw_only=True):
    """A word on the page and what it means.

    Attributes:
        word: As shown; lower case.
        shape: One sign, so that colour is never the only difference.
        meaning: One or two plain sentences.
    """

    word: str
    shape: str
    meaning: str


STATUSES: Final = MappingProxyType(
    {
        "kept": Legend(
            word="kept",
            shape="●",
            meaning="The translation itself puts these words in quotation marks.",
        ),
        "restored": Legend(
            word="restored",
            shape="◐",
            meaning="The translation dropped the quotation marks; bisum put them back where its words "
            "match the Arabic ones.",
        ),
        "approximate": Legend(
            word="approximate",
            shape="≈",
            meaning="The sentence is known, but not where the quoted words begin and end, so no quotation "
            "marks are shown. Quote from the Arabic.",
        ),
        "lost": Legend(
            word="lost",
            shape="✕",
            meaning="No English words were found for this quotation. Only the Arabic stands.",
        ),
        "untranslated": Legend(
            word="untranslated",
            shape="–",
            meaning="No translation was made.",
        ),
    }
)

SEVERITIES: Final = MappingProxyType(
    {
        "serious": Legend(word="serious", shape="■", meaning="Do not quote without the Arabic."),
        "warning": Legend(word="warning", shape="▲", meaning="Look before quoting."),
        "note": Legend(word="note", shape="○", meaning="Good to know."),
    }
)

KINDS: Final = MappingProxyType(
    {
        "direct": Legend(word="direct", shape="", meaning="A reported utterance of at least a clause."),
        "partial": Legend(
            word="partial", shape="", meaning="Some of the speaker's own words inside the writer's sentence."
        ),
        "term": Legend(
            word="term", shape="", meaning="A name, a title or a label in quotation marks; no speech."
        ),
        "indirect": Legend(word="indirect", shape="", meaning="Reported speech without quotation marks."),
    }
)

# A reader of a record that a later version wrote still sees the word itself.
_UNKNOWN: Final = "A word that this version of the page does not know."


def status_of(status: str | None) -> Legend:
    """Give what a rendering's status means; None is ``untranslated``."""
    word = status or "untranslated"
    return STATUSES.get(word, Legend(word=word, shape="?", meaning=_UNKNOWN))


def severity_of(severity: str) -> Legend:
    """Give what a finding's severity asks of the reader."""
    return SEVERITIES.get(severity, Legend(word=severity, shape="?", meaning=_UNKNOWN))


def severity_rank(severity: str) -> int:
    """Order severities, the worst first, from 0; an unknown one comes right after the worst."""
    return {"serious": 0, "warning": 2, "note": 3}.get(severity, 1)
