"""Quotations that stand alone, and the sentence or the noun that says whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WORDS = "«لن نغلق الباب أمام أحد من العمال»"

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    ("after", "speaker"),
    [
        ("هذا ما صرح به وزير الزراعة سامر الخطيب أمس.", "سامر الخطيب"),
        ("بهذه الكلمات افتتح وزير الزراعة سامر الخطيب المؤتمر.", "سامر الخطيب"),
        ("بهذه الكلمات المؤثرة بدأت ليلى منصور خطابها.", "ليلى منصور"),
    ],
)
def test_the_next_sentence_names_who_said_what_stood_alone(
    speakers: Speakers, after: str, speaker: str
) -> None:
    """Features open with a quotation; without its speaker it would go to whoever spoke before."""
    before = "دخلت النائبة هدى القاسم القاعة وقالت إن الجلسة طويلة."

    assert speakers(before, f"{WORDS}. {after}") == [speaker]
    assert speakers(before, f"{WORDS}.", after) == [speaker]


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("وصلت رسالة من الوزيرة ليلى منصور إلى الصحافيين", "ليلى منصور"),
        ("صدرت عن لجنة المزارعين أمس رسالة", "لجنة المزارعين"),
        ("وجه النائب سامر الخطيب رسالة قصيرة", "سامر الخطيب"),
        ("جاء رد الوزارة على لسان المستشارة ليلى منصور", "ليلى منصور"),
    ],
)
def test_a_letter_before_a_colon_is_whose_the_sentence_says(
    speakers: Speakers, opening: str, speaker: str
) -> None:
    """«Letter: …» names no verb of saying; the words are its writer's, and nobody else's."""
    assert speakers(f"{opening}: {WORDS}.") == [speaker]
