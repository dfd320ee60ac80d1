"""People: speakers joined by name, and kept apart where that isn't sure."""

from __future__ import annotations

import pytest

from bisum.reader.brief.people import joined


def are_joined(*names: str) -> bool:
    return len(joined(names, range(len(names)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ناصر الحلواني", "الحلواني"),
        ("ناصر الحلوانى", "ناصر الحلواني"),
        ("عبد الله المنصوري", "عبدالله المنصوري"),
        ("محمد سالم الدروبي", "محمد الدروبي"),
        ("وزير الداخلية", "وزير الداخلية"),
        ("وزارة الداخلية", "وزارة الداخلية"),
    ],
)
def test_forms_of_one_name_are_one_speaker(one: str, other: str) -> None:
    """Else an analyst reads a minister's two sentences as two people's."""
    assert are_joined(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ناصر الحلواني", "سامي الحلواني"),
        ("ناصر الحلواني", "ناصر الدروبي"),
        ("ناصر الحلواني", "ناصر"),
        ("مصدر أمني", "مصدر أمني"),
        ("المتحدث", "المتحدث"),
        ("شاهد عيان", "شاهد عيان"),
        ("الوزير", "الوزير"),
        ("علي الوزير", "الوزير"),
        ("وزير الداخلية", "وزير الخارجية"),
        ("خبراء في شؤون البحار", "خبراء في شؤون البحار"),
    ],
)
def test_whom_a_name_does_not_tell_apart_stays_apart(one: str, other: str) -> None:
    """Words put into the wrong mouth cost a name; two entries for one person cost a glance."""
    assert not are_joined(one, other)


def test_a_short_form_of_two_people_joins_neither() -> None:
    """Two brothers speak on one event."""
    names = ["ناصر الحلواني", "سامي الحلواني", "الحلواني"]

    assert joined(names, [0, 1, 2]) == [[0], [1], [2]]


def test_a_description_is_one_speaker_in_copies_of_one_text() -> None:
    """«A security source» of a report and of its copy is the same source."""
    assert joined(["مصدر أمني", "مصدر أمني", "مصدر أمني"], [7, 7, 8]) == [[0, 1], [2]]
