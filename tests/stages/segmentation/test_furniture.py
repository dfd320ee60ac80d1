"""Furniture: taking prose for a button would drop it from the summary."""

from __future__ import annotations

import pytest

from bisum.stages.segmentation.furniture import dateline_end, is_furniture


@pytest.mark.parametrize(
    "text",
    [
        "أضف تعليقاً",
        "زر الذهاب إلى الأعلى",
        "شارك الخبر على فيسبوك",
        "مواضيع ذات صلة",
        "***",
        "الرئيسية » اقتصاد",
        "الرئيسية > أخبار > سياسة",
        "تعليقات (14)",
        "تغريد",
        "المصدر: النخلة نت + وكالات",
    ],
)
def test_buttons_are_furniture(text: str) -> None:
    """They come with most pages."""
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "المزيد من القتلى في الجنوب يثير القلق",
        "الإيديولوجيا",
        "كتب سامي رسالة إلى أخيه",
        "المصدر: لن نقبل بذلك أبدا",
        "الرئيسية في هذا هي الثقة",
    ],
)
def test_prose_and_headings_are_not(text: str) -> None:
    """A heading is short, and still the article's own."""
    assert not is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "القاهرة (رويترز) - قال",
        "دبي: «الشرق الأوسط» - قال",
        "بيروت، دمشق - وكالات: قال",
        "الرباط: قال",
        "مسقط - مكتب «الصباح»: قال",
    ],
)
def test_datelines_end_before_the_prose(text: str) -> None:
    """All houses write them their own way."""
    end = dateline_end(text)

    assert end is not None
    assert text[end:].strip() == "قال"


@pytest.mark.parametrize("text", ["واشنطن: «لن نقبل»", "الرباط عاصمة المغرب", "الوزير: قال"])
def test_a_speaker_with_a_colon_is_no_dateline(text: str) -> None:
    """A capital speaks for its government: cut off, its words would be nobody's."""
    assert dateline_end(text) is None
