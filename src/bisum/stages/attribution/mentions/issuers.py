"""The clause that says who issued a text: «بيان صدر عن الوزارة», «استطلاع أجراه المعهد»."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.phrase import Phrase
from bisum.stages.tables import read_set

_ISSUED: Final = read_set("issued")
_ISSUED_BY: Final = read_set("issued by")
_BY: Final = frozenset(("عن", "في", "من"))
_ISSUERS: Final = frozenset(("body", "press", "text", "crowd"))


def issuer_place(phrase: Phrase, place: int) -> int | None:
    """Give where the issuer of a text begins that ends before a place; None where nothing says who it is."""
    if phrase.kind != "text" or phrase.head.look.is_definite or phrase.name or place + 1 >= phrase.stop:
        return None
    verb = phrase.units[place]
    if verb.key in _ISSUED_BY:
        return _past_time(phrase, place + 1)
    if verb.key not in _ISSUED:
        return None
    begin = _past_time(phrase, place + 1)
    is_by = begin + 1 < phrase.stop and phrase.units[begin].key in _BY
    return begin + 1 if is_by else None


def may_issue(mention: Mention) -> bool:
    """Tell whether who is mentioned may give a text out."""
    return mention.kind in _ISSUERS or mention.is_named


def _past_time(phrase: Phrase, place: int) -> int:
    """Pass over when it was issued."""
    while place < phrase.stop and (
        "time" in phrase.units[place].look.tags or phrase.units[place].kind == "n"
    ):
        place += 1
    return place
