"""An office that became another is found; a free rendering is left alone."""

from __future__ import annotations

import pytest

from bisum.stages.checks.names.roles import check_roles
from bisum.stages.checks.pair import Fault, Pair


def faults(arabic: str, english: str) -> list[Fault]:
    """Give what the check finds."""
    return list(check_roles(Pair(arabic=arabic, english=english)))


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("عين سامي مستشارا فنيا", "Sami was appointed technical director", "مستشارا | director"),
        ("عين سامي مديرا فنيا", "Sami was appointed director-general", "مديرا | director-general"),
        ("قال العميد سامي إن العمل بدأ", "Major General Sami said work had begun", "العميد | Major General"),
        ("قال نائب الوزير إن العمل بدأ", "The minister said work had begun", "نائب | minister"),
        ("قال المتحدث باسم الرئيس", "The president said", "المتحدث | president"),
        ("قال رئيس الوزراء", "The president said", "رئيس الوزراء | president"),
        ("قال الرئيس", "The prime minister said", "الرئيس | prime minister"),
        ("قال الرئيس", "The judge said", "الرئيس | judge"),
        ("قال القيادي في الحركة سامي", "The leader of the movement, Sami, said", "القيادي | The leader of"),
        ("استقبل القاضي الصحفي الليبي", "The judge received the Libyan candidate", "الصحفي | candidate"),
        ("قال أستاذ القانون سامي", "The law lawyer Sami said", "أستاذ | lawyer"),  # no title before a name
        ("قال المستشار الفني سامي", "The technical director, Sami, said", "المستشار | director"),
        ("قال محافظ المباراة", "The match president said", "محافظ المباراة | president"),
        ("قال مستشار الوزير", "The minister said", "مستشار | minister"),
        ("قال نائب الرئيس والمدير", "The vice president and the judge said", "والمدير | judge"),
        ("قال نائب المدير", "The candidate said", "نائب, المدير | candidate"),
        (
            "المدير سامي ثم المستشار كمال",
            "Director Sami, director Kamal and the captain",
            "المستشار | captain",
        ),
    ],
)
def test_an_office_put_for_another_is_serious(arabic, english, evidence):
    """A statement by the wrong office is quoted before anybody sees it."""
    (fault,) = faults(arabic, english)

    assert (fault.code, fault.severity.value, fault.evidence) == ("role-changed", "serious", evidence)


def test_a_second_office_like_the_first_is_told_by_number():
    """The Arabic has a director too, so that only the count tells."""
    (fault,) = faults("المدير سامي ثم المستشار كمال", "Director Sami and director Kamal")

    assert fault.evidence == "المستشار | director"
    assert fault.severity.value == "warning"


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال نائب الوزير", "The deputy minister said"),
        ("قال العميد سامي إن العمل بدأ", "Brigadier General Sami said work had begun"),
        ("قال القيادي في الحركة سامي", "A leader of the movement, Sami, said"),
        ("استقبل رئيس الحركة القيادي في الحزب", "The leader of the movement received the party's official"),
        ("سلم المفتش عنه إلى الشرطة", "The suspect was handed over to the police"),
        ("قال نائب مدير الشركة", "The company's vice president said"),
        ("قال مستشار الرئيس", "The president's adviser said"),
        ("قالت المتحدثة باسم الحكومة", "A government spokesperson said"),
        ("قال رئيس البرلمان", "The speaker of parliament said"),
        ("قال رئيس البلدية", "The mayor said"),
        ("قال رئيس المحكمة", "The presiding judge said"),
        ("قال الرئيس المكلف", "The prime minister-designate said"),
        ("أعلنت النقابة ذلك، لكن كاتبها العام حذر", "The union said so, but its secretary-general warned"),
        ("قالت المشرفة، عالمة الأعصاب", "The supervisor, a neuroscientist, said"),
        ("قال الوزير إنه سيسافر", "He said he would travel"),  # a pronoun in its stead
        ("سافر غدا", "The president leaves tomorrow"),  # a pronoun made plain
        ("عقد الوزير مؤتمرا صحفيا", "The minister held a press conference"),
        ("قال المحامي والشاهد إن العقيد حضر", "The lawyer and the witness said the colonel was there"),
        ("قال محافظ المباراة إن البوابة فتحت", "The match commissioner said the gate had been opened"),
        ("قال رئيس الوزراء المكلف", "The prime minister-designate said"),
        ("رفضت عميدة بلدية المدينة ذلك", "The town's mayor refused"),
        ("قال الأستاذ سامي، محامي العائلة", "Counsel Sami, the family's lawyer, said"),
        ("برئاسة المستشار سامي", "Presided over by Judge Sami"),
        ("قتل اثنان من حراس الغابات على يد جند الشرق", "Soldiers of the East killed two forest rangers"),
        ("تدخل مدير المناظرة، الصحفي المخضرم", "The moderator, a veteran journalist, stepped in"),
        ("قال ثلاثة من مديري المدارس", "Three head teachers said"),
        ("دفعت الأستاذة بأن المراسلات مزورة", "The lawyer argued that the letters were forged"),
        ("قال الطيار إن المدربين وصلوا", "The pilot said the coaches had arrived"),
        ("قال الرئيس التنفيذي والرئيس", "The chairman and the CEO said"),
        ("قال نائب سامي، المدير", "The director Sami said"),
    ],
)
def test_a_free_rendering_has_no_fault(arabic, english):
    """Newspapers call one office by many names, and put pronouns for them."""
    assert faults(arabic, english) == []
