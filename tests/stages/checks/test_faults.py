"""Faults of meaning are found, and good translations are left alone, by all checks together."""

from __future__ import annotations

import pytest

from bisum.stages.checks.faults import faults_of
from bisum.stages.checks.pair import Pair


def codes(arabic: str, english: str) -> set[str]:
    return {fault.code for fault in faults_of(Pair(arabic=arabic, english=english))}


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وقع الهجوم في 3 كانون الثاني", "The attack took place on January 3"),
        ("وقع الهجوم في 3 جانفي", "The attack took place on Jan. 3"),
        ("وقع الهجوم في غشت", "The attack took place in August"),
        ("توفي في 12 ربيع الأول", "He died on 12 Rabi al-Awwal"),
        ("التقى رجب سعيد في رمضان", "Rajab met Saeed in Ramadan"),
        ("لا يزال الطريق مغلقا", "The road is still closed"),
        ("لن يرفع الدعم", "Subsidies will remain untouched"),
        ("لم يحضر سوى ثلاثة", "Only three came"),
        ("نفى الوزير ذلك", "The minister denied it"),
        ("زعم الوزير ذلك", "The minister claimed so"),
        ("حذر الوزير من ذلك", "The minister cautioned against it"),
        ("قال كريم بوزيان ذلك في وهران", "Karim Bouziane said so in Oran"),
        ("قد يكون الخلاف الذي نشب مفيدا لبكين", "The dispute that arose may be useful for Beijing"),
        ("قال الوزير بن جدو ذلك في وهران", "Minister Benjeddou said so in Oran"),
        ("زاد وسم #أعيدوا_الحافلة تداولاً", "The hashtag #Refund_the_bus spread"),
        ("شكرا عمو، قالت لصاحبة السعادة", "“Thank you, dear Uncle,” she told Her Excellency"),
    ],
)
def test_a_faithful_rendering_has_no_fault(arabic, english):
    """Newspapers say one thing in many ways, with month names of four regions."""
    assert codes(arabic, english) == set()


@pytest.mark.parametrize(
    ("arabic", "english", "code"),
    [
        ("وقع الهجوم في 3 كانون الثاني", "The attack took place on December 3", "date-changed"),
        ("وقع الهجوم يوم الثلاثاء", "The attack took place on Thursday", "date-changed"),
        ("بدأ الصوم في 1 رمضان", "Fasting began on 1 Shawwal", "date-changed"),
        ("توفي في 12 ربيع الأول", "He died on 12 Rabi al-Thani", "date-changed"),
        ("لن نعود إلى العمل غدا", "We will go back to work tomorrow", "negation-lost"),
        ("سنعود إلى العمل غدا", "We will not go back to work tomorrow", "negation-added"),
        ("زعم الوزير أن المال ضاع", "The minister said that the money was lost", "stance-changed"),
        ("نفى الوزير علمه بالأمر", "The minister said he knew of the matter", "stance-changed"),
        ("قال الوزير إن المال ضاع", "The minister claimed that the money was lost", "stance-changed"),
        ("قال كريم بوزيان ذلك في المدينة", "In the city, said Vladislav Petrenko", "name-changed"),
        # The table knows Casas as a name, and «شياو» too: only the place beside Lora tells.
        ("وأضافت لورا شياو أن الدراسة جديدة", "He added Lorena Casas that the study was new", "name-changed"),
    ],
)
def test_each_fault_of_meaning_is_found(arabic, english, code):
    """Each of these reads as smoothly as the truth."""
    assert code in codes(arabic, english)


@pytest.mark.parametrize(
    "arabic", ["لن نعود", "سيزور الوزير المدينة", "استقال الوزير", "سافر 12 منهم إلى القاهرة غدا"]
)
@pytest.mark.parametrize("english", ["", " "])
def test_of_a_sentence_without_english_nothing_else_is_said(arabic, english):
    """That it is empty says all: a list of what it lacks would be the whole sentence."""
    assert codes(arabic, english) == {"empty"}
