"""Faults of form are found, and good translations are left alone."""

from __future__ import annotations

import pytest

from bisum.stages.checks.pair import Pair
from bisum.stages.checks.sentence.form import check_form

ARABIC = "أعلنت الحكومة أمس الثلاثاء خطة جديدة لإصلاح الموانئ في شمال البلاد"
ENGLISH = "The government yesterday, Tuesday, announced a new plan to reform ports in the north"


def codes(arabic: str, english: str, **engine) -> set[str]:
    """Give the codes of the faults found."""
    return {fault.code for fault in check_form(Pair(arabic=arabic, english=english, **engine))}


def test_a_good_pair_has_no_fault():
    """A false alarm on each sentence would teach the analyst to look away."""
    assert codes(ARABIC, ENGLISH, log_probability=-0.3) == set()


@pytest.mark.parametrize(
    ("english", "code"),
    [
        (" ", "empty"),
        (ENGLISH.replace("Tuesday", "الثلاثاء"), "untranslated"),
        ("The government announced", "too-short"),
        (
            ENGLISH + " and it is said that many other things were also going on in the city that day",
            "too-long",
        ),
        ("The government announced the plan the plan the plan the plan to reform ports", "repetition"),
        ("The government said no no no no no no and then it announced the plan", "repetition"),
    ],
)
def test_each_fault_of_form_is_found(english, code):
    """These are the ways in which public models fail in real runs."""
    assert code in codes(ARABIC, english)


def test_what_the_engine_says_of_itself_is_reported():
    """Only the engine knows that it was cut off."""
    assert codes(ARABIC, ENGLISH, is_truncated=True) == {"truncated"}


def test_words_that_the_arabic_repeats_may_be_repeated():
    """«لا لا لا لا» is a slogan and no loop."""
    assert (
        codes(
            "هتف المتظاهرون لا لا لا لا للحرب في المدينة", "Protesters chanted no, no, no, no to war in town"
        )
        == set()
    )


def test_an_order_that_the_arabic_gives_twice_may_be_given_twice():
    """Three Arabic words are four English ones: runs of one length alone would miss that both repeat."""
    arabic = "كان المهندس يصرخ «افتح له البوابة، افتح له البوابة!» قبل الحادث بدقيقة"
    english = "The engineer was shouting “Open him the gate, open him the gate!” a minute before the accident"

    assert codes(arabic, english) == set()
    assert "repetition" in codes(arabic.replace("، افتح له البوابة", ""), english)
