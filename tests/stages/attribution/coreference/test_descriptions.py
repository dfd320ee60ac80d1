"""Descriptions joined to names: «المهندسة», «السفير الأمريكي», «أحد أحفاده، فلان،»."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bisum.stages.arabic.nations import nations

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "قالت مديرة المشروع سلمى النحاس إن العمل بدأ.",
            'وصرحت المهندسة البالغة من العمر 47 عاما: "لن ننتظر أحدا".',
        ),
        ("قالت زعيمة الحزب سلمى النحاس إنها فازت.", 'وأضافت المحامية: "الليلة نحتفل، وغدا نعمل".'),
    ],
)
def test_what_a_woman_is_points_to_the_one_just_named(
    speakers: Speakers, paragraphs: tuple[str, ...]
) -> None:
    """An analyst needs the name; the description alone says it to those who know her."""
    assert speakers(*paragraphs) == ["سلمى النحاس"]


def test_a_man_with_another_office_is_not_joined_to_whoever_was_named(speakers: Speakers) -> None:
    """A wrong name is worse than a description: offices are several, and men are named often."""
    text = 'قال وزير النقل ماهر الدباغ إن الطريق مغلق. وقال السائق: "رأيت الصخرة تسقط".'

    assert speakers(text) == ["السائق"]


def test_an_ambassador_is_known_by_his_country_in_either_form(speakers: Speakers) -> None:
    """«السفير الأمريكي» and «سفير الولايات المتحدة» share no word, and mean one man."""
    found = speakers(
        'حذر السفير الأمريكي من "عواقب هذا القرار على الجميع".',
        "والتقى توماس بيرغسون، سفير الولايات المتحدة لدى البلاد، وزير الخارجية أمس.",
    )

    assert found == ["توماس بيرغسون"]


def test_a_minister_of_another_country_is_somebody_else(speakers: Speakers) -> None:
    """The Jordanian, named last, would otherwise say what the Norwegian said."""
    found = speakers(
        "استقبل نظيره النرويجي لارس سوندبي أمس في العاصمة."
        " وقال وزير الخارجية الأردني زياد الفواز إن اللقاء مثمر.",
        'ووصف الوزير النرويجي المساعدات بأنها "واجب لا منّة".',
    )

    assert found == ["لارس سوندبي"]


@pytest.mark.parametrize(
    ("word", "other"), [("نرويجي", "نرويج"), ("الماني", "المانيا"), ("اميركي", "ولايات"), ("نمساويه", "نمسا")]
)
def test_an_adjective_of_a_country_names_it(word: str, other: str) -> None:
    """Countries whose ال is their own («المانيا») and those in «وي» included."""
    assert nations([word]) == nations([other]) != frozenset()


def test_one_of_many_has_the_name_that_follows(speakers: Speakers) -> None:
    """«أحد أحفاده» names nobody; the name stands right after the comma."""
    assert speakers('وقال أحد أحفاده، مروان الكيالي، إن الحجر "دلالة بارعة".') == ["مروان الكيالي"]


def test_a_fathers_name_is_not_the_sons(speakers: Speakers) -> None:
    """«عبيد» the son is not «سالم بن عبيد»: the given name alone would name the father."""
    found = speakers(
        "يجلس سالم بن عبيد الرواحي أمام بيته.",
        "«أبي يريدني أن أحمل المنشار»، يقول عبيد، الموظف في شركة اتصالات.",
    )

    assert found == ["عبيد"]
