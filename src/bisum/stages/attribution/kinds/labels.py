"""What tells labels from somebody's own words in marks: names, brands, lists; whose wording it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.arabic.cues import formula_at, is_finite
from bisum.stages.arabic.name_words import NAME_LINKS
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.kinds.setting import Setting
from bisum.stages.tables import read_set

SHORT: Final = 3
"""Words of the longest quotation that may be a scare quote."""

MAX_NAME: Final = 6
"""Words of the longest name of a person or a place."""

CLAUSE: Final = read_set("clause")
"""Words that only a clause has: لا، لن، كان، نحن …"""

MAX_LABEL: Final = 4
"""Words of the longest quotation that is mostly a name, a brand or a label."""

_SON: Final = frozenset(("بن", "بنت", "ولد"))
_JOINS: Final = frozenset(("و", ",", "او"))
_MIN_OWNED: Final = 5


def tell_labels(setting: Setting, plain: Sequence[Unit], n: int) -> Iterator[str]:
    """Give what tells a name by its words, and somebody's own words by what a label never holds.

    Args:
        setting: Where the marked text stands.
        plain: Its words.
        n: How many words and numbers it holds.
    """
    if not plain:
        return
    is_clause_like = any(is_finite(unit) or unit.look.stem in CLAUSE for unit in plain)
    first, after, right = plain[0], setting.after, setting.right
    held = {
        "son": n > 2 and not is_clause_like and any(unit.key in _SON for unit in plain[1:]),
        "named elsewhere": n <= MAX_NAME and not is_clause_like and all(_is_named(unit) for unit in plain),
        "vouched": _is_vouched(right),
        "prep first": bool(first.look.preposition) or "prep" in first.look.tags,
        "list ahead": len(right) > 1 and right[0].key in _JOINS and right[1].kind == "q",
        "bracket": after is not None and after.key == "(",
        "owned": n <= MAX_LABEL and any(_is_owned(unit) for unit in plain),
        "within name": setting.relation == "within" and n <= MAX_LABEL and all(map(is_strange, plain)),
        "latin any": n <= MAX_LABEL and any(unit.key.isascii() for unit in plain),
    }
    yield from (name for name, holds in held.items() if holds)


def _is_named(unit: Unit) -> bool:
    return unit.is_name or unit.look.stem in unit.names or unit.key in NAME_LINKS


def _is_vouched(right: Sequence[Unit]) -> bool:
    """Tell whether the writer adds whose wording it is: ««جسيم» بالقناة، وفق تعبيره»."""
    found = (formula_at(right, at, len(right)) for at in range(len(right)))
    return any(formula is not None and formula.kind == "back" for formula in found)


def _is_owned(unit: Unit) -> bool:
    """Tell whether a known noun has an owner: «صدمتها», as a name hardly has."""
    return len(unit.key) >= _MIN_OWNED and unit.key.endswith(("ها", "هم", "ته")) and not is_strange(unit)


def is_strange(unit: Unit) -> bool:
    """Tell whether no table has a word, or only as a given name."""
    return unit.look.is_unknown or "given" in unit.look.tags
