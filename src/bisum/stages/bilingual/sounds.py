"""How alike an Arabic name and a Latin one sound."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from bisum.text import WORDS_KEPT, fold

# Each Arabic consonant as one sound; long vowels and و ي are weak: they may stand or fall.
_ARABIC_SOUNDS: Final = str.maketrans(
    {
        **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژڤگ", "btTjhxdDrzsSsdtzgfqklmnhpCjvg", strict=True)),
        "و": "w",
        "ي": "y",
        "ا": "a",
        "ع": "a",
        "ء": "",
    }
)
_LATIN_GROUPS: Final = (
    ("x", "ks"),  # before kh becomes an x
    ("tsch", "C"),
    ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("kh", "x"), ("gh", "g"), ("th", "T"),
    ("dh", "D"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("ou", "w"), ("oo", "w"), ("ee", "y"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("i", "y"), ("u", "w"), ("o", "w"), ("e", "a"),
)  # fmt: skip
_SLAVIC: Final = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ž": "j", "ł": "l", "ı": "i", "ø": "o"}
)
# Letters that other languages read otherwise, each with English ones for what they say: Jaap is «ياب», Javier
# «خابيير», Walthaus «فالتهاوس», Siobhán «شيفون», Devaux
# «ديفو».
_READ_OTHERWISE: Final = tuple(
    (re.compile("|".join(spelt)), spelt)
    for spelt in (
        {"j": "y"},
        {"j": "kh", "ge": "khe", "gi": "khi"},
        {" w": " v", "lth": "lt"},
        {"siobh": "shiv", "niamh": "niv", "aoife": "ifa"},
        {"eaux": "o", "aux": "o", "eau": "o", "ault": "o", "aud": "o", "aut": "o"},
    )
)
_WEAK: Final = frozenset("awy")
# Pairs that newspapers write for one another, at half the price of a different sound.
_NEAR_PAIRS: Final = (
    "gj gk gq kq gx kx hx tT Ts Tf Dz Dd dz sz bp fv vw CS Cj Sj Ck Cx td jz Ss Cs Cq ks hg wb vb"
)
_NEAR: Final = frozenset(frozenset(pair) for pair in _NEAR_PAIRS.split(" "))
_AS_ONE: Final = str.maketrans("TDqCvpxg", "tdkSfbkk")
_WEAK_COST: Final = 0.2
_NEAR_COST: Final = 0.3
_SOUNDS: Final = 256  # more than there are, save in hostile texts
_ROUNDING: Final = 1e-9
_FAR: Final = 0.45  # likeness below which nobody asks how far apart two words are


@lru_cache(maxsize=WORDS_KEPT)
def arabic_sound(name: str) -> str:
    """Give the sounds of an Arabic name; spaces stay."""
    sounds = " ".join(fold(name).split()).translate(_ARABIC_SOUNDS).replace("tS", "C")
    # ة came out of folding as ه.
    return _squeezed(re.sub(r"h(?= |$)", "a", sounds))


@lru_cache(maxsize=WORDS_KEPT)
def latin_sound(name: str) -> str:
    """Give the sounds of a Latin name in the same alphabet, as English reads it."""
    return _sound_of(_letters(name))


@lru_cache(maxsize=WORDS_KEPT)
def latin_sounds(name: str) -> tuple[str, ...]:
    """Give the sounds of a Latin name as English reads it, then as other languages may."""
    letters = f" {_letters(name)}"
    ways = (_respelt(letters, pattern, spelt) for pattern, spelt in _READ_OTHERWISE)
    others = (_sound_of(way.strip()) for way in ways if way != letters)
    return tuple(dict.fromkeys((latin_sound(name), *others)))


def _respelt(letters: str, pattern: re.Pattern[str], spelt: Mapping[str, str]) -> str:
    return pattern.sub(lambda found: spelt[found.group()], letters)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().translate(_SLAVIC))
    letters = "".join(letter for letter in plain if letter.isalpha() or letter == " ")
    return re.sub(r"^(?:al|el|ad|ar|as|ash|an|at|az)(?=[- ’'])", "", letters)


def _sound_of(letters: str) -> str:
    for group, sound in _LATIN_GROUPS:
        letters = letters.replace(group, sound)
    return _squeezed(letters)


def _squeezed(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)


@lru_cache(maxsize=WORDS_KEPT)
def likeness(arabic: str, latin: str) -> float:
    """Tell how alike two words sound, from 0 to 1.

    A weighted edit distance over sounds, in which vowels cost little and letters that
    stand for one another in newspapers (غ and g, ب and p) cost less than others.
    """
    twos = latin_sounds(latin)
    ones = {arabic_sound(arabic), arabic_sound(arabic.removeprefix("ال"))} - {""}
    if not ones or not twos[0]:
        return 0.0
    return max(_alike(one, two) for one in ones for two in twos)


@lru_cache(maxsize=WORDS_KEPT)
def plain_likeness(arabic: str, latin: str) -> float:
    """Tell how alike two words sound where English letters say what they say in English alone."""
    two = latin_sound(latin)
    ones = {arabic_sound(arabic), arabic_sound(arabic.removeprefix("ال"))} - {""}
    return max((_alike(one, two) for one in ones), default=0.0) if two else 0.0


def skeleton(sounds: str) -> str:
    """Give the consonants of a sound, those that stand for one another in newspapers as one."""
    return _squeezed("".join(sound for sound in sounds if sound not in _WEAK).translate(_AS_ONE))


@lru_cache(maxsize=WORDS_KEPT)
def likeness_from(arabic: str, latin: str, least: float) -> float:
    """Tell how alike two words sound where that is ``least`` or more; less may come as 0."""
    ones = (arabic_sound(arabic), arabic_sound(arabic.removeprefix("ال")))
    for one, two in itertools.product(ones, latin_sounds(latin)):
        heavy = max(_weight(one), _weight(two))
        lost = max(_lost(one, two), abs(_weight(one) - _weight(two)))
        if lost <= (1.0 - least + _ROUNDING) * heavy:
            return likeness(arabic, latin)
    return 0.0


@lru_cache(maxsize=WORDS_KEPT)
def is_alike(arabic: str, latin: str, least: float) -> bool:
    """Tell whether the likeness of two words is ``least`` or more; most often without measuring it."""
    ones = (arabic_sound(arabic), arabic_sound(arabic.removeprefix("ال")))
    room = 1.0 - least + _ROUNDING
    may_be = any(
        _lost(one, two) <= room * max(_weight(one), _weight(two))
        for one, two in itertools.product(ones, latin_sounds(latin))
    )
    return may_be and likeness(arabic, latin) >= least


def _lost(one: str, two: str) -> int:
    """Give what the way between two words costs at least.

    A consonant without a like in the other word costs its whole weight, dropped or put for another.
    """
    return max(_lonely(one, two), _lonely(two, one))


def _lonely(one: str, two: str) -> int:
    return sum(map(frozenset(two).isdisjoint, _partners(one)))


@lru_cache(maxsize=WORDS_KEPT)
def _partners(sounds: str) -> tuple[frozenset[str], ...]:
    """Give for each consonant the sounds that it can be put for at less than its weight."""
    return tuple(_near(sound) for sound in sounds if sound not in _WEAK)


@lru_cache(maxsize=_SOUNDS)
def _near(sound: str) -> frozenset[str]:
    return frozenset({sound}.union(*(pair for pair in _NEAR if sound in pair)))


def _alike(one: str, two: str) -> float:
    light, heavy = sorted((_weight(one), _weight(two)))
    # Dropping what one has more than the other is the least that the way between them costs.
    if light < _FAR * heavy:
        return 0.0
    return max(0.0, 1.0 - _distance(one, two) / heavy)


@lru_cache(maxsize=WORDS_KEPT)
def _weight(sounds: str) -> float:
    return sum(_WEAK_COST if sound in _WEAK else 1.0 for sound in sounds)


def _distance(one: str, two: str) -> float:
    drop = [_WEAK_COST if sound in _WEAK else 1.0 for sound in two]
    above = [0.0]
    for cost in drop:
        above.append(above[-1] + cost)
    for sound in one:
        lose = _WEAK_COST if sound in _WEAK else 1.0
        swaps = _swaps(sound)
        least = above[0] + lose
        row = [least]
        before = above[0]
        for other, over, cost in zip(two, above[1:], drop, strict=True):
            best = before + swaps[other]
            best = min(best, over + lose)
            best = min(best, least + cost)
            row.append(best)
            before, least = over, best
        above = row
    return above[-1]


class _Swaps(dict[str, float]):
    """What it costs to put other sounds for one; filled as they are asked for."""

    def __init__(self, sound: str) -> None:
        super().__init__()
        self._sound = sound

    def __missing__(self, other: str) -> float:
        cost = self[other] = _swap(self._sound, other)
        return cost


_swaps: Final = lru_cache(maxsize=_SOUNDS)(_Swaps)


def _swap(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if one in _WEAK and two in _WEAK:
        return _WEAK_COST / 2
    if frozenset((one, two)) in _NEAR:
        return _NEAR_COST
    return 1.0 if one not in _WEAK and two not in _WEAK else 1.1
