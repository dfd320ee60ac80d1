"""Full names: names of two words and more, and the short forms that stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.model.span import Span

MAX_SAME_WORD: Final = 50
"""Names remembered for one word: enough for any article; hostile text stays linear."""

MAX_NEAR: Final = 200
"""Names among which another spelling is looked for."""

_CHILD_OF: Final = frozenset(("بن", "ابن", "بنت", "ولد"))
MAX_KEPT: Final = 4
"""Words of a name beyond which a longer one is no better."""


class FullName(msgspec.Struct, frozen=True, gc=False):
    """A name of two words and more, where it stands.

    Attributes:
        keys: Its folded words.
        span: Where it stands.
        offices: Stems of the nouns of office in the phrase before it («وزير»).
        phrase: Folded words of that phrase, without the article.
    """

    keys: tuple[str, ...]
    span: Span
    offices: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()


class FullNames:
    """The full names of one article, by their words and by the offices of their bearers."""

    def __init__(self, names: Sequence[FullName]) -> None:
        self._names = names
        self._by_word: dict[str, list[FullName]] = {}
        for name in names:
            for key in set(name.keys):
                known = self._by_word.setdefault(key, [])
                if len(known) < MAX_SAME_WORD:
                    known.append(name)

    def find(self, keys: Sequence[str]) -> FullName | None:
        """Give the longest name of the article that holds these words, the first of them."""
        best: FullName | None = None
        for key in reversed(keys):
            for name in self._by_word.get(key, ()):
                is_his = holds(name.keys, keys) and not _is_fathers(name.keys, keys)
                if is_his and (best is None or len(best.keys) < min(len(name.keys), MAX_KEPT)):
                    best = name
            if best is not None:
                return best
        if len(keys) == 1 and len(keys[0]) >= 5:
            for name in self._names[:MAX_NEAR]:
                if any(is_near(key, keys[0]) for key in name.keys):
                    return name
        return None


def holds(full: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether a name has all words of a shorter one."""
    return all(any(key == other or is_near(key, other) for other in full) for key in short)


def is_same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two names may be short for the other."""
    if not one or not other:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return holds(long, short) and not _is_fathers(long, short)


def _is_fathers(long: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether a name alone is the father's in a longer one: «عبيد» is not «سالم بن عبيد الغيلاني»."""
    if len(short) != 1 or short[0] not in long[2:-1]:
        return False
    return long[long.index(short[0]) - 1] in _CHILD_OF and short[0] not in {long[0], long[-1]}


def is_near(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, as spellings of foreign names do."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    for at, letter in enumerate(short):
        if letter != long[at]:
            rest = short[at + 1 :] if len(short) == len(long) else short[at:]
            return rest == long[at + 1 :]
    return True
