"""Somebody else who does it, says it or owns it is found; what languages say otherwise is left alone."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.persons import check_persons
from bisum.stages.checks.pair import Fault, Pair


def faults(arabic: str, english: str) -> list[Fault]:
    """Give what the check finds."""
    return list(check_persons(Pair(arabic=arabic, english=english)))


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ('قال: "لن نتراجع عن القرار"', "He said: “They will not go back on the decision”", "لن نتراجع"),
        ('قالت: "نحن مستعدون"', "She said: “They are ready”", "نحن"),
        ('وقال: "أنا بريء"', "He said: “He is innocent”", "أنا"),
        ('أكد: "لم أوقع شيئا"', "He affirmed: “He signed nothing”", "لم أوقع"),
        ('قال: "إنني بريء"', "He said: “He is innocent”", "إنني"),
    ],
)
def test_who_speaks_of_himself_goes_on_doing_so(arabic, english, evidence):
    """Else an admission or a vow is somebody else's."""
    (fault,) = faults(arabic, english)

    assert (fault.code, fault.severity.value, fault.evidence) == ("person-changed", "serious", evidence)


@pytest.mark.parametrize("feeling", ["بالتفاؤل", "بالامتنان"])
def test_a_we_out_of_nothing_is_told(feeling):
    """The speaker would be taken to speak for others; a ن inside a word is nobody."""
    (fault,) = faults(f'قال: "أشعر {feeling}"', "He said: “We are optimistic”")

    assert (fault.severity.value, fault.evidence) == ("warning", "We")


@pytest.mark.parametrize("arabic", ["هدد الرئيس بأنهم سيدفعون الثمن", 'وهدد بأنهم "سيدفعون الثمن"'])
@pytest.mark.parametrize(
    "english", ["The president threatened to pay the price", "He threatened to “pay the price”"]
)
def test_a_threat_to_others_is_no_promise(arabic, english):
    """Who is to pay is turned round, in a sentence that reads well."""
    (fault,) = faults(arabic, english)

    assert fault.severity.value == "serious"
    assert "بأنهم" in fault.evidence or "بانهم" in fault.evidence


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("قتل ابنها في الحرب", "his son was killed in the war", "ابنها | his son"),
        ("تحدثنا مع الوزير عن زوجته", "We spoke with the minister of our wife", "زوجته | our wife"),
        ("طلبت إنقاذها من زوجها", "She asked to be saved from their husband", "زوجها | their husband"),
        ("زار الأولاد بيتهم", "The boys visited her house", "بيتهم | her house"),
        ("الرجل الذي اتهمته بالسرقة", "the man who accused her of theft", "اتهمته | accused her"),
        ("المرأة التي اتهمها بالسرقة", "the woman who accused him of theft", "اتهمها | accused him"),
        ("زارهم في المدينة", "He visited her in the city", "زارهم | visited her"),
        ("زار الأولاد بيتنا", "The boys visited their house", "بيتنا | their house"),
        ("قتل ابنها في الحرب", "His son was killed in the war", "ابنها | His son"),
    ],
)
def test_what_is_hers_does_not_become_his(arabic, english, evidence):
    """An accuser becomes the accused where the pronoun of the object changes."""
    assert [fault.evidence for fault in faults(arabic, english)] == [evidence]


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        (
            "لن نقبل القرار كما قلنا لهم",
            "they will not accept the decision, as we told them",
            "نقبل | they will not accept",
        ),
        ("كما يقولون لنا", "as he says to us", "يقولون | he says"),
        ("كما قالت له", "as he said to him", "قالت | he said"),
        ("كما قال لها", "as she said to her", "قال | she said"),
        (
            "لن نقبل القرار كما قلنا لهم",
            "I will not accept the decision, as we told them",
            "نقبل | I will not accept",
        ),
    ],
)
def test_a_verb_keeps_its_subject(arabic, english, evidence):
    """The Arabic verb itself says who does what it says."""
    assert [fault.evidence for fault in faults(arabic, english)] == [evidence]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ('قال: "لن نتراجع"', "He said: “We will not back down”"),
        ("قال إننا سنعود", "He said we would return"),
        ("قتل ابنها في الحرب", "her son was killed in the war"),
        ("الحكومة ورئيسها", "the government and its head"),
        ("تعهد بأنه سيعود", "He pledged to return"),
        ("كانت السيارة لنا", "The car was ours"),
        ("يجب الدخول في حوار", "We must enter into a dialogue"),
        ("اتهمها بالسرقة", "He accused her of theft"),
        ("تحدثت عن ابنها", "She spoke of the Lord and of His son"),
        ("رفضت الأسر تطعيم أطفالها", "Families refused to have their children vaccinated"),
        ("شربت المياه", "She drank her water"),
        ('قال: "لم أوقع شيئا"', "He said: “I signed nothing”"),
        ("لم نر شيئا", "Nothing was seen"),
        ("قال ذلك في زيارة للمدينة", "He said so in a page of us.gov"),
        ("وقالوالهمانهذاليس", "We said that this is not so"),
        ("سيدفع الثمن كلما هاجمنا", "He will pay whenever they attack"),
        ("رأى سجنا كبيرا", "He saw his prison"),
        ("رأى لبنه", "He saw her milk"),
        ("تحدث عن ابننا", "He spoke of their son"),
        ("بيته كبير", "her (house) is big"),
        ("قتل أخاه وأخته في المدينة", "her brother and his sister were killed in the city"),
        ("كما قال لها", "as she: said to her"),
        ("قالوا له", "she said to him"),
        ("كما تقول له", "as he says to him"),
        ("كما قال لها", "as she also, then said to her"),
        ("هي تكلم الجار كما قال", "she spoke to the neighbour as he said"),
        ("هدد الرئيس بأنهم سيدفعون الثمن", "The president threatened that they would pay the price"),
    ],
)
def test_what_agrees_is_left_alone(arabic, english):
    """A finding on right English costs trust in all of them, and a sentence of the summary."""
    assert faults(arabic, english) == []


def test_a_harm_that_reads_both_ways_is_told_where_english_takes_it_on_itself():
    """«هاجمنا» is *we attacked* and *he attacked us*; the model took the accusation for a confession."""
    (fault,) = faults("سيدفع الثمن كلما هاجمنا", "He will pay whenever we attack")

    assert (fault.severity.value, fault.evidence) == ("warning", "هاجمنا")
    assert not faults("سيدفع الثمن كلما هاجمنا", "He will pay whenever he attacks us")
    assert faults("سيدفع الثمن كلما هاجمنا", "We say he will pay whenever he attacks")
    assert faults(
        "وهذا يعيدنا إلى الوعد: سيدفع الثمن كلما هاجمنا",
        "That brings us back to the pledge: he will pay if we attack",
    )
