"""Speakers of several articles on one event who are the same by their Arabic names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.reader.brief.telling import is_name
from bisum.stages.attribution.lexicon import look_up
from bisum.text import fold

# Descriptions under which different articles may mean different people; folded, without the article.
_ANYBODY_WORDS: Final = """
مصدر مصادر مسوول مسوولون مسوولين شاهد شهود متحدث ناطق خبير خبراء محلل محللون دبلوماسي ضابط ضباط احد احدي
بعض مواطن مواطنون رجل امراه شاب سكان اهالي ناشط ناشطون محام محامي طبيب استاذ عضو نايب قيادي مراقب مراقبون
باحث باحثون صحفي صحافي والد والده شقيق زوجه عايله جيران بيان بلاغ نص تقرير دراسه صفحه
"""
_ANYBODY: Final = frozenset(_ANYBODY_WORDS.split())
_LINKS: Final = frozenset(("بن", "ابن", "ابو", "ابي", "ام", "ال", "عبد", "بنت", "ولد", "ايت"))

_OFFICES: Final = frozenset(("role", "press", "body", "text", "crowd"))


def joined(names: Sequence[str], texts: Sequence[int]) -> list[list[int]]:
    """Put the speakers together who are surely one.

    Equal names are one person, and equal descriptions one body or office, save those that
    anybody can bear («مصدر أمني», «المتحدث»). A short form joins a fuller name that ends with the same
    word and holds all others, where only one such name speaks on this event.

    Args:
        names: Arabic, as printed.
        texts: For each, which text it stands in; copies and versions of an article are one
            text, in which equal names are always one speaker.

    Returns:
        Each number once, those of one speaker together, by first appearance.
    """
    keys = [tuple(fold(name).split()) for name in names]
    known: dict[tuple[str, int | None], list[int]] = {}
    for n, (key, text) in enumerate(zip(keys, texts, strict=True)):
        # Without spaces, «عبد الله» and «عبدالله» are one.
        known.setdefault(("".join(key), None if _is_sure(key) else text), []).append(n)
    people = sorted(known.values(), key=lambda numbers: -len(keys[numbers[0]]))
    groups: list[list[int]] = []
    for numbers in people:
        key = keys[numbers[0]]
        fuller = [group for group in groups if _is_short_form(key, keys[group[0]])]
        if len(fuller) == 1:
            fuller[0].extend(numbers)
        else:
            groups.append(numbers)
    return sorted(sorted(group) for group in groups)


def _is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    if not len(short) < len(full) or not short or short[-1] != full[-1] or not set(short) <= set(full):
        return False
    # Family names may be common words («الحلواني»), offices are none; and with two words the first
    # must be the first as well: a father's name is no given name.
    is_named = "given" in look_up(full[0]).tags or _is_person(full)
    if len(short) == 1:
        return is_named and not look_up(short[0]).tags & _OFFICES
    return is_named and short[0] == full[0]


def _is_person(key: Sequence[str]) -> bool:
    return bool(key) and all(word in _LINKS or is_name(word) for word in key)


def _is_sure(key: Sequence[str]) -> bool:
    """Tell whether equal mentions in two articles are the same speaker."""
    if not key:
        return False
    if _is_person(key):
        return True
    head = look_up(key[0])
    if {key[0], head.stem} & _ANYBODY:
        return False
    if len(key) == 1:
        return bool(head.tags & {"body", "press"}) and "role" not in head.tags
    return True
