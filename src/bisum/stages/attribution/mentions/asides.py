"""Asides: what a clause after a mention, or a phrase between commas, says of whom it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.ends import ONE_OF
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention

BEING: Final = frozenset(("وهو", "وهي", "هو", "هي"))


def aside_of(
    units: Sequence[Unit], after: int, stop: int
) -> tuple[frozenset[str], frozenset[str], int | None]:
    """Read the office that a clause after a mention gives it: «، وهو المتهم الأول»، «، وهي أرملة»."""
    place = after + 1 if after < stop and units[after].key == "," else after
    if place >= stop or units[place].key not in BEING:
        return frozenset(), frozenset(), None
    mention = read_mention(units, place + 1, stop)
    if mention is None or mention.kind not in {"role", "person", "other"}:
        return frozenset(), frozenset(), None
    if mention.kind != "role":
        return frozenset(), frozenset(), mention.name_start  # «وهو ابن خباز من …»
    words = frozenset(key.removeprefix("ال") for key in mention.keys[1:])
    return mention.roles, words, mention.name_start


def is_one_of(mention: Mention) -> bool:
    """Tell whether a mention is one of many, who may be named after it: «أحد أحفاده»."""
    return mention.kind == "crowd" and not mention.is_plural and mention.keys[0].startswith(ONE_OF)


def may_name(description: Mention, name: Mention) -> bool:
    """Tell whether a name after a comma may be the one described before it."""
    if name.kind != "person" or not name.is_sure or description.is_plural:
        return False
    return _agree(description, name)


def is_office_of(units: Sequence[Unit], place: int, office: Mention, name: Mention) -> bool:
    """Tell whether an office belongs to the name right before it: «العقيد فلان مدير الإعلام بالإنابة»."""
    if office.kind != "role" or name.kind != "person":
        return False
    unit, closing = units[place], units[office.after : office.after + 1]
    is_between = name.after == place - 1 and units[place - 1].key == ","
    is_between = is_between and bool(closing) and closing[0].key == ","  # «…، ابنة السبعين، …»
    is_beside = name.after == place or is_between
    is_free = is_beside and not unit.look.conjunction and not unit.look.preposition
    is_one = not office.is_plural and not office.is_object and len(office.keys) > 1
    return is_free and is_one and _agree(office, name)


def is_introduced(units: Sequence[Unit], place: int, name: Mention, description: Mention) -> bool:
    """Tell whether a clause gives a description its name: «الطبيب، وهو الألماني فلان»."""
    if name.kind != "person" or description.kind != "role" or description.is_plural:
        return False
    is_near = units[place - 1].key in BEING and place - 1 - description.after in {0, 1}
    return is_near and _agree(description, name)


def _agree(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions may be of one gender."""
    return not one.gender or not other.gender or one.gender == other.gender
