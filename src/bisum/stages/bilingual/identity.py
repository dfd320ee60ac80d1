"""Whether Arabic mentions are names, and whether two of them are one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bisum.stages.arabic.lexicon import NO_NAMES, look_up
from bisum.text import WORDS_KEPT, fold

_GIVEN: Final = frozenset(("given", "place"))

# Descriptions under which different articles may mean different people; folded, without the article.
_ANYBODY_WORDS: Final = """
مصدر مصادر مسوول مسوولون مسوولين شاهد شهود متحدث ناطق خبير خبراء محلل محللون دبلوماسي ضابط ضباط احد احدي
بعض مواطن مواطنون رجل امراه شاب سكان اهالي ناشط ناشطون محام محامي طبيب استاذ عضو نايب قيادي مراقب مراقبون
باحث باحثون صحفي صحافي والد والده شقيق زوجه عايله جيران بيان بلاغ نص تقرير دراسه صفحه
"""
_ANYBODY: Final = frozenset(_ANYBODY_WORDS.split())
_LINKS: Final = frozenset(("بن", "ابن", "ابو", "ابي", "ام", "ال", "عبد", "بنت", "ولد", "ايت"))
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_KUNYA: Final = frozenset(("ابو", "ابي"))

_MAX_NAME: Final = 5  # words
_OFFICES: Final = frozenset(("role", "press", "body", "text", "crowd"))
# Beside the offices, what no word of a person's name is, also where the tables don't know the name.
_IN_NO_NAME: Final = _OFFICES | {"place", "prep", "neg", "rel", "forum"}


def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a mention."""
    return tuple(fold(name).split())


@lru_cache(maxsize=WORDS_KEPT)
def is_name_or_unlisted(word: str) -> bool:
    """Tell whether the tables have a word as a place, a given name or a name alone, or not at all."""
    tags = look_up(fold(word)).tags
    return not tags or bool(tags & _GIVEN) or ("name" in tags and not tags & NO_NAMES)


def is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a name is a shorter form of another: the same last word, and no word of its own."""
    if not len(short) < len(full) or not short or short[-1] != full[-1] or not set(short) <= set(full):
        return False
    # Family names may be common words («الحلواني»), offices are none; and with two words the first
    # must be the first as well: a father's name is no given name.
    is_named = "given" in look_up(full[0]).tags or is_person(full)
    if len(short) == 1:
        return is_named and not look_up(short[0]).tags & _OFFICES
    return is_named and short[0] == full[0]


def is_person(key: Sequence[str]) -> bool:
    """Tell whether folded words are a person's name and nothing else."""
    return bool(key) and all(word in _LINKS or is_name_or_unlisted(word) for word in key)


def is_named(key: Sequence[str]) -> bool:
    """Tell whether folded words name a person, also where a part is a common word («عبد الحق»)."""
    if is_person(key):
        return True
    looks = [look_up(word) for word in key]
    is_begun = bool(key) and (key[0] in _LINKS or "given" in looks[0].tags)
    # The tables have أبو as an office too; beside a given name («سليم أبو النصر») it is a part of the name.
    is_given = any("given" in look.tags for word, look in zip(key, looks, strict=True) if word not in _LINKS)
    offices = [look for word, look in zip(key, looks, strict=True) if not (is_given and word in _KUNYA)]
    return is_begun and 1 < len(key) <= _MAX_NAME and not any(look.tags & _OFFICES for look in offices)


def seems_named(key: Sequence[str]) -> bool:
    """Tell whether folded words look like a person's name whose beginning is no given name of the tables.

    The last word is a name or unknown («روي تافاريس»), or the first is nothing but a name («محرز الغربي»).
    Of 1,375 speakers of ``gold/dev*``, the samples and news that ``is_named`` doesn't know, this takes
    114, and all of them are persons.
    """
    if not 1 < len(key) <= _MAX_NAME or not all(_LETTERS.fullmatch(word) for word in key):
        return False
    looks = [look_up(word) for word in key]
    if any(look.tags & _IN_NO_NAME for look in looks):
        return False
    is_surely = "name" in looks[0].tags and not looks[0].tags & NO_NAMES
    # «المكسيكي إميليانو كوردوفا»: the country isn't spelt with the name.
    return is_surely or (is_name_or_unlisted(key[-1]) and not looks[0].is_definite)


def is_sure(key: Sequence[str]) -> bool:
    """Tell whether equal mentions in two articles mean the same person or body."""
    if not key:
        return False
    if is_person(key):
        return True
    head = look_up(key[0])
    if {key[0], head.stem} & _ANYBODY:
        return False
    if len(key) == 1:
        return bool(head.tags & {"body", "press"}) and "role" not in head.tags
    return True
