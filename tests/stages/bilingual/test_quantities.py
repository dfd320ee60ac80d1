"""Numbers are read in digits and in words; a wrong cut between two makes an analyst's figure another."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.quantities import arabic_quantities, english_quantities
from bisum.stages.bilingual.words import arabic_words, english_words

Values = list[tuple[float, ...]]


def arabic(text: str) -> Values:
    return [tuple(sorted(one.values)) for one in arabic_quantities(arabic_words(text), text)]


def english(text: str) -> Values:
    return [tuple(sorted(one.values)) for one in english_quantities(english_words(text), text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة وعشرين ألفا", 23_000),
        ("خمسة عشر", 15),
        ("الحادي والعشرين", 21),
        ("ثلاثمئة وخمسة وأربعين", 345),
        ("3 آلاف و500", 3_500),
        ("مليون ونصف المليون", 1_500_000),
        ("ألفين", 2_000),
        ("قتل ألفا جندي", 2_000),
        ("مليونا دولار", 2_000_000),
        ("9 ملايير دينار", 9_000_000_000),
        ("مئتا جندي", 200),
        ("عشرون ألفا جندي", 20_000),
        ("ألفاً جندي", 1_000),
        ("بلغ ألفا من الجنود", 1_000),
        ("بلغ ألفا ومئتين", 1_200),
        ("بلغ ألفا", 1_000),
        ("٣٫٥", 3.5),
        ("9,5", 9.5),
        ("1,200", 1_200),
        ("خمسمائة ألف", 500_000),
    ],
)
def test_arabic_numbers_are_read(text: str, value: float) -> None:
    """An analyst's figure may stand in words in one language and in digits in the other."""
    (found,) = arabic_quantities(arabic_words(text), text)

    assert value in found.values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-three thousand", 23_000),
        ("one hundred and five", 105),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("$3bn", 3_000_000_000),
        ("the 1990s", 90),
        ("5 p.m.", 17),
        ("four dozen", 48),
        ("twenty-first", 21),
    ],
)
def test_english_numbers_are_read(text: str, value: float) -> None:
    """The same on the other side."""
    (found,) = english_quantities(english_words(text), text)

    assert value in found.values


def test_letters_that_cling_to_digits_end_nothing() -> None:
    """Found by fuzzing: a model that falls back into Arabic must not end the run."""
    text = "about ٧الوزير and ٦أن, 12 in all"
    (found,) = english_quantities(english_words(text), text)

    assert found.values == {12.0}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("مئة وعشرين ألفا وثلاثمئة", 120_300),
        ("ستة آلاف وخمسمئة وواحد", 6_501),
        ("مئتان وخمسون", 250),
        ("خمسة عشر ألفا", 15_000),
        ("3 ملايين و250 ألفا", 3_250_000),
        ("مليارين و300 مليون", 2_300_000_000),
        ("مليونان ونصف", 2_500_000),
        ("نصف مليون", 500_000),
        ("خمسة ونصف", 5.5),
        ("1.200.300", 1_200_300),
        ("الثاني عشر", 12),
        ("مئة شخص", 100),
        ("مئة وأربع عشرة درجة", 114),
    ],
)
def test_arabic_words_of_one_number_are_one(text: str, values: float) -> None:
    """«Twenty-three thousand» is neither three nor twenty."""
    assert arabic(text) == [(values,)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("خمسة وستة", [(5,), (6,)]),
        ("ثلاثة وعشرين وخمسين", [(23,), (50,)]),
        ("340 مليونا و500 مليون", [(340e6,), (500e6,)]),
        ("عشرون ألفا وخمسة آلاف", [(20_000,), (5_000,)]),
        ("العشرين، الثلاثين", [(20,), (30,)]),
        ("واحد وعشرون عشر", [(21,), (10,)]),
        ("خمسون 3", [(50,), (3,)]),
        ("مليون 3", [(1e6,), (3,)]),
        ("خمسة ثلث", [(5,), (1 / 3,)]),
        ("5 ستة", [(5,), (6,)]),
        ("5 و 6", [(5,), (6,)]),
        ("مليون ونصف المليون و3", [(1_500_000,), (3,)]),
        ("ثلاثة رجال وخمسون امرأة", [(3,), (50,)]),
        ("2020/03/15", [(2020,), (3,), (15,)]),
        ("10-12", [(10,), (12,)]),
        ("1.2.3", [(1, 2, 3)]),
        ("في المئة وبالمئة", []),
    ],
)
def test_arabic_words_of_two_numbers_are_two(text: str, values: Values) -> None:
    """«340 million and 500 million» is no 840 million; a percentage's «hundred» is none."""
    assert arabic(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("three hundred and forty-five", 345),
        ("one hundred and twenty thousand three hundred", 120_300),
        ("two thousand and one", 2_001),
        ("a hundred and one", 101),
        ("one million and fifty", 1_000_050),
        ("two and a half million", 2_500_000),
        ("3.5 million", 3_500_000),
        ("1,200,300", 1_200_300),
        ("half a million", 500_000),
        ("a couple of thousand people", 2_000),
    ],
)
def test_english_words_of_one_number_are_one(text: str, values: float) -> None:
    """The same on the other side."""
    assert english(text) == [(values,)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("five and six", [(5,), (6,)]),
        ("five six", [(5,), (6,)]),
        ("five and the six", [(5,), (6,)]),
        ("twenty-three and fifty", [(23,), (50,)]),
        ("twenty twenty-one", [(20,), (21,)]),
        ("twenty, thirty", [(20,), (30,)]),
        ("fifty 3", [(50,), (3,)]),
        ("3 fifty", [(3,), (50,)]),
        ("340 million and 500 million", [(340e6,), (500e6,)]),
        ("3 million, 250 thousand", [(3e6,), (250_000,)]),
        ("one of the two", [(1,), (2,)]),
        ("twenty men and five women", [(20,), (5,)]),
        ("a million a year and five", [(1e6,), (5,)]),
        ("10-12", [(10,), (12,)]),
        ("3 m", [(3,)]),
        ("$3m", [(3e6,)]),
        ("seconds", []),
        ("everyone over eighty once a year", [(80,), (1,)]),
        ("in the past century millions of birds", [(100,), (1e6,)]),
    ],
)
def test_english_words_of_two_numbers_are_two(text: str, values: Values) -> None:
    """«Five and six» is no eleven, and three metres are no three million."""
    assert english(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1990s", (90, 1990)),
        ("80s", (80,)),
        ("5 p.m.", (5, 17)),
        ("5pm", (5, 17)),
        ("12 p.m.", (12,)),
        ("11 am", (11,)),
        ("a third", (1 / 3, 3)),
        ("1,5", (1.5,)),
        ("1,200", (1.2, 1200)),
    ],
)
def test_what_may_mean_two_numbers_means_either(text: str, values: tuple[float, ...]) -> None:
    """The nineties are 1990 or 90, five p.m. is 17 hours: whichever the Arabic has is right."""
    assert english(text) == [values]


def test_ordinals_and_digits_are_known_as_such() -> None:
    """«The third» may go without a number in the other language, «3» may not."""
    found = english_quantities(english_words("the twenty-first of 3 in two"), "the twenty-first of 3 in two")
    [second] = arabic_quantities(arabic_words("الثاني"), "الثاني")
    [two] = arabic_quantities(arabic_words("اثنان"), "اثنان")

    assert [(one.text, one.is_digits, one.is_ordinal) for one in found] == [
        ("twenty first", False, True),
        ("3", True, False),
        ("two", False, False),
    ]
    assert (second.is_ordinal, two.is_ordinal) == (True, False)
