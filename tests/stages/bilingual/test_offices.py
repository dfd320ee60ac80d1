"""Offices and callings are recognised in both languages, in every form."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.offices import Held, Surety, offices_in_arabic, offices_in_english
from bisum.stages.bilingual.words import arabic_words, english_words
from bisum.stages.tables import read_rows


def arabic(text: str) -> list[str]:
    """Give the offices of an Arabic text that somebody would miss."""
    return [named(held) for held in offices_in_arabic(arabic_words(text)) if held.surety]


def named(held: Held) -> str:
    """Give what an office may be."""
    return "/".join(sorted(held.offices))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("عين مستشارا فنيا", ["adviser"]),
        ("مستشاروها", ["adviser"]),
        ("للمستشارات", ["adviser"]),
        ("وبمديرها", ["director"]),
        ("سفراؤه لدى المنظمة", ["ambassador"]),
        ("مع سفرائهم", ["ambassador"]),
        ("قضاة", ["judge"]),
        ("نائبة وزيرة", ["deputy", "minister"]),
        ("رئيس مجلس الوزراء", ["prime minister"]),
        ("رئيسا للوزراء", ["prime minister"]),
        ("رئيس المجلس", ["president"]),
        ("الأمينة العامة للحزب", ["secretary-general"]),
        ("واكتفى وكيل الملك بالقول", ["prosecutor"]),  # Morocco's, and no undersecretary
        ("محافظة بعيدة", []),  # a province, not a governor
        ("عقيدة راسخة", []),  # a doctrine, not a colonel
        ("المشكلة الرئيسية", []),
        ("وصل إلى المدينة وإلى القرية", []),  # folded, «والي» is a governor too
    ],
)
def test_arabic_offices_are_recognised_in_their_forms(text, found):
    """A deputy may be a woman, several, somebody's, and stand behind three clitics."""
    assert arabic(text) == found


@pytest.mark.parametrize(
    ("text", "office", "words"),
    [
        ("the prime minister's plan", "prime minister", 2),
        ("its spokesmen", "spokesman", 1),
        ("the Secretary-General", "secretary-general", 2),
        ("two deputies", "deputy", 1),
        ("a vice president", "deputy", 2),  # and no president
    ],
)
def test_english_offices_are_recognised_in_their_forms(text, office, words):
    """The longest form counts: a prime minister is no minister."""
    (held,) = offices_in_english(english_words(text))

    assert office in held.offices
    assert held.end - held.first == words


def test_a_word_that_may_render_an_office_says_nothing_by_itself():
    """«Head» renders a director, but a head is a head."""
    (head,) = offices_in_english(english_words("the head"))

    assert "director" in head.offices
    assert "director" not in head.firm
    assert head.surety is Surety.NONE


@pytest.mark.parametrize("row", read_rows("offices"), ids=lambda row: row[1].split(",")[0])
def test_every_row_is_found_again_in_both_languages(row):
    """A form with a slip of the pen in it would never be found, and nobody would know."""
    forms, renderings = (cell.split(",") for cell in row)
    office = renderings[0].removeprefix("~")
    for form in (form.lstrip("~?") for form in forms if not form.startswith("!")):
        assert any(office in held.offices for held in offices_in_arabic(arabic_words(form))), form
    for rendering in (rendering.removeprefix("~") for rendering in renderings):
        assert any(office in held.offices for held in offices_in_english(english_words(rendering))), rendering
