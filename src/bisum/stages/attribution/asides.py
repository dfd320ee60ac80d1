"""Asides: what a clause after a mention, or a phrase between commas, says of whom it means."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.words import Unit

BEING: Final = frozenset(("وهو", "وهي", "هو", "هي"))


def aside_of(
    units: Sequence[Unit], after: int, stop: int, names: AbstractSet[str]
) -> tuple[frozenset[str], frozenset[str], int | None]:
    """Read the office that a clause after a mention gives it: «، وهو المتهم الأول»، «، وهي أرملة»."""
    place = after + 1 if after < stop and units[after].key == "," else after
    if place >= stop or units[place].key not in BEING:
        return frozenset(), frozenset(), None
    mention = read_mention(units, place + 1, stop, names)
    if mention is None or mention.kind not in {"role", "person", "other"}:
        return frozenset(), frozenset(), None
    if mention.kind != "role":
        return frozenset(), frozenset(), mention.name_start  # «وهو ابن خباز من …»
    words = frozenset(key.removeprefix("ال") for key in mention.keys[1:])
    return mention.roles, words, mention.name_start


def may_name(description: Mention, name: Mention) -> bool:
    """Tell whether a name after a comma may be the one described before it."""
    if name.kind != "person" or not name.is_sure or description.is_plural:
        return False
    return not description.gender or not name.gender or description.gender == name.gender
