"""A denial that went lost or came in is told, as surely as it is known; one that was rendered is not."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.claims.negation import check_negation, denied_only_in_arabic
from bisum.stages.checks.pair import Pair

SCHOOL = "أعلن الوزير أن المدرسة ستفتح أبوابها غدا أمام التلاميذ جميعا، ولم يذكر اسم المدير"
COMPANY = "لم تحدد الشركة سبب العطل، وقالت إن فرقها تعمل من دون توقف"


def told(arabic: str, english: str) -> list[tuple[str, Severity, str]]:
    return [
        (fault.code, fault.severity, fault.evidence)
        for fault in check_negation(Pair(arabic=arabic, english=english))
    ]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("لن نعود إلى العمل غدا", "We will not go back to work tomorrow"),
        ("عودة العمل غير القانوني", "The return of work that is not legal"),
        ("سواء عاد أم لا", "whether or not he comes back"),
        ("قال إنه سيعود", "He said that he would not only return but stay"),
        ("لم يحضر سوى ثلاثة", "Three came"),
        (
            COMPANY,
            "The company has not identified the cause of the fault, and said its teams work without a break",
        ),
        (
            SCHOOL,
            "The minister said that the school will open its doors tomorrow, and did not name the headmaster",
        ),
        (
            "لا تفتح المدرسة أبوابها إلا يوم الأحد، وقالت الوزارة إنها تعمل من دون توقف",
            "The school opens its doors on Sunday, and the ministry said it works without a break",
        ),
        (
            "قالت الوزارة إنها لا تزال تعمل من دون توقف",
            "The ministry said that it still works without a break",
        ),
        ("يعيشون حيث لا عمل ولا خدمات", "They live with no work or services"),
        ("الأولاد مابيروحوش المدرسة", "The boys don't go to school"),
        ("هو مش هنا", "He is not here"),
        (
            "ولم يؤيده في ذلك رئيس اللجنة الذي وصف التهديد بأنه كلام",
            "The head of the committee did not endorse it, describing the threat as talk",
        ),
        ("ألم تقل إنك رأيت الحافلة؟", "Did you not say that you saw the bus?"),
        ("قال إن «الماء ما يرجعش»", "He said that “the water does not come back”"),
        ("هذا مش بيتي", "This is not my house"),
        ("ما مات الرجل", "The man did not die"),
        ("لكنه لايقود السفينة", "but it does not steer the ship"),
        ("زار الوفد لا كونثا أمس", "The delegation visited La Concha yesterday"),
        ("لم يعلن الفريق بعد عن المدرب", "The team has yet to name the coach"),
        ("كان متفائلا بشكل لا يصدق", "He was incredibly optimistic"),
        ("لا أزال أبحث عن بيت", "I am still looking for a house"),
        ("ولمَ لا نسأل الجيران؟", "And why not ask the neighbours?"),
        ("طفل لم يبلغ عامه الأول", "A child less than a year old"),
        ("لم نجد فيه غير الغبار", "We found nothing but dust in it"),
        ("وتعذر الوصول إلى القرية", "The village could not be reached"),
        (
            "لم يكن رئيس نادي الجسر العتيق يتوقع الفوز",
            "The president of the old Bridge club did not expect the win",
        ),
        ("لا عودة قبل عودة الماء", "No return until the water comes back"),
        (
            "ولم تكاتب سلطات الدول الثلاث الأخرى أحدا",
            "The authorities of the three other countries did not correspond",
        ),
    ],
)
def test_a_denial_that_was_rendered_is_no_fault(arabic: str, english: str) -> None:
    """«Only», «still» and «whether or not» deny nothing, and false alarms teach the analyst to look away."""
    assert told(arabic, english) == []


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("لن نعود إلى العمل غدا", "We will go back to work tomorrow", "لن نعود إلى العمل غدا"),
        (
            "لم يحضر أحد، ولن يحضر غدا أحد",
            "No one came, and someone will come tomorrow",
            "لم يحضر أحد، ولن يحضر; ولن يحضر غدا أحد",
        ),
        ("لن نعود إلى العمل غير القانوني", "We will not go back to work", "لن نعود إلى العمل غير"),
        ("لن نعود", "123", "لن نعود"),
    ],
)
def test_fewer_denials_in_english_are_serious(arabic: str, english: str, evidence: str) -> None:
    """The analyst sees each Arabic denial, since one of them is the lost one."""
    assert told(arabic, english) == [("negation-lost", Severity.SERIOUS, evidence)]


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("سنعود إلى العمل غدا", "We won't go back, and we will not stay", "won't go back, and we; not stay"),
        (
            "لن نعود إلى العمل غدا",
            "We will not go back to work tomorrow and not stay",
            "not go back to work; not stay",
        ),
        ("12 34", "It is not 12", "not 12"),
    ],
)
def test_fewer_denials_in_arabic_are_serious(arabic: str, english: str, evidence: str) -> None:
    """A «not» out of nothing turns what was said round."""
    assert told(arabic, english) == [("negation-added", Severity.SERIOUS, evidence)]


def test_a_denial_of_something_else_is_a_warning() -> None:
    """Both sides deny once, but not the same thing: found by the words' links, which are less sure."""
    has_lost = "The company has identified the cause of the fault, and said its teams work without a break"
    has_gained = (
        "The minister announced that the school will not open its doors to all pupils and said nothing"
    )

    assert told(COMPANY, has_lost) == [("negation-lost", Severity.WARNING, "لم تحدد الشركة سبب العطل")]
    assert told(SCHOOL, has_gained) == [("negation-added", Severity.WARNING, "not open its doors to")]


@pytest.mark.parametrize("arabic", ["وأكّد أنّ الحكومة لن ترفعَ الدعمَ", "İ و12 لن ترفعَ الدعمَ"])
def test_a_denial_is_shown_as_the_newspaper_printed_it(arabic: str) -> None:
    """Words cut in the middle, or without their marks, are not found again in the article."""
    assert told(arabic, "He said so and gave 12") == [("negation-lost", Severity.SERIOUS, "لن ترفعَ الدعمَ")]


def test_a_denial_that_links_to_nothing_is_no_evidence() -> None:
    """Names and rare words have no link; that nothing is known of them says nothing."""
    assert told("لم يتبرقع الزنبور، من دون توقف", "Xqzt blorped the wug without a break") == []
    assert told("تبرقع الزنبور ولم يتوقف", "The wug did not blorp it") == []


def test_a_denied_verb_without_a_link_tells_nothing() -> None:
    """The preposition after it has its link to any «of» of the sentence, however far from the denial."""
    arabic = "أعلن مسؤولون من الوزارة أن انهيار التنظيم لم يقرصف من قدرة أنصاره"
    english = "Officials of the ministry said of the fall of the group that it did not snurfle their ability"

    assert told(arabic, english) == []


@pytest.mark.parametrize(
    ("arabic", "english", "message"),
    [
        ("لن نعود غدا", "We will go back tomorrow", "nothing in the English does"),
        ("لن نعود ولن نبقى هنا", "We will not go back and will stay here", "denies more often here than the"),
        ("سنعود غدا", "We will not go back tomorrow", "nothing in the Arabic does"),
        ("لن نعود غدا", "We will not go back and not stay", "denies more often here than the Arabic"),
    ],
)
def test_a_doubt_about_denials_says_no_more_than_was_seen(arabic: str, english: str, message: str) -> None:
    """An analyst who reads «nothing in the Arabic denies» above a «لن» trusts no finding any more."""
    (fault,) = check_negation(Pair(arabic=arabic, english=english))

    assert message in fault.message


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("خطوة غير كافية", "a step in the right direction", "غير كافيه"),
        ("لن نقبل بذلك", "we accept that", "لن نقبل بذلك"),
        ("خطوة غير كافية", "an insufficient step", ""),
        ("لن نقبل بذلك", "we never accept that", ""),
        ("لا يفتح إلا صباحا", "it opens in the morning", ""),
        ("أمر غير عادي", "an extraordinary matter", ""),
        ("لا يزال مريضا", "still ill", ""),
        ("غير أن الأمر انتهى", "but it is over", ""),
    ],
)
def test_words_that_deny_within_a_quotation_are_held_against_its_own_english(
    arabic: str, english: str, evidence: str
) -> None:
    """The sentence around it may deny something else, and then counting tells nothing."""
    assert denied_only_in_arabic(arabic, english) == evidence


@pytest.mark.parametrize(
    ("arabic", "english", "code"),
    [
        (
            "لم تحدد الشركة سبب العطل، وقالت إن فرقها تعمل من دون توقف",
            "The company has identified the cause of the fault, and said its teams work without a break",
            "negation-lost",
        ),
        (
            "أعلن الوزير أن المدرسة ستفتح أبوابها غدا أمام التلاميذ جميعا، ولم يذكر اسم المدير",
            "The minister announced that the school will not open its doors to all pupils and said nothing",
            "negation-added",
        ),
        (
            "على الجنود أن يغادروا وإلا فلينفذوا الأوامر",
            "The soldiers must leave or they do not carry out the orders",
            "negation-added",
        ),
    ],
)
def test_a_denial_elsewhere_hides_none(arabic: str, english: str, code: str) -> None:
    """Counting denials over a sentence lets one stand for another."""
    assert code in [found for found, *_ in told(arabic, english)]
