"""Speakers of several articles on one event who are the same by their Arabic names."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.stages.bilingual.identity import is_short_form, is_sure, name_words


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
    keys = [name_words(name) for name in names]
    known: dict[tuple[str, int | None], list[int]] = {}
    for n, (key, text) in enumerate(zip(keys, texts, strict=True)):
        # Without spaces, «عبد الله» and «عبدالله» are one.
        known.setdefault(("".join(key), None if is_sure(key) else text), []).append(n)
    people = sorted(known.values(), key=lambda numbers: -len(keys[numbers[0]]))
    groups: list[list[int]] = []
    for numbers in people:
        key = keys[numbers[0]]
        fuller = [group for group in groups if is_short_form(key, keys[group[0]])]
        if len(fuller) == 1:
            fuller[0].extend(numbers)
        else:
            groups.append(numbers)
    return sorted(sorted(group) for group in groups)
