"""A given name that became another is found, however near the two sound."""

from __future__ import annotations

import pytest

from bisum.stages.checks.names.given import check_given_names
from bisum.stages.checks.pair import Pair


def evidence(arabic: str, english: str) -> list[str]:
    """Give the evidence of what the check finds."""
    return [fault.evidence for fault in check_given_names(Pair(arabic=arabic, english=english))]


@pytest.mark.parametrize(
    ("arabic", "english", "names"),
    [
        ("قال المدير عماد البوزياني ذلك", "The director, Amjad Bouziani, said so", "عماد | Amjad"),
        ("قال الأمين زهير البوزياني ذلك", "The secretary, Ziad Bouziani, said so", "زهير | Ziad"),
        (
            "قال زهير البوزياني ذلك لجريدة الجوهرة",
            "So Ziad Bouziani told the newspaper Jawhara",
            "زهير | Ziad",
        ),
        ("قال عماد وزهير ذلك", "Imad and Ziad said so", "وزهير | Ziad"),
        ("تحدث عن أمل لزهير", "He told Hope of Ziad", "لزهير | Ziad"),
        ("قال زهير البوزياني ذلك لعماد", "Zouheir Bouziani said so to Amjad", "لعماد | Amjad"),
        ("قال لمي عماد ذلك", "So said Amjad", "عماد | Amjad"),
    ],
)
def test_another_given_name_is_another_person(arabic, english, names):
    """The surname is right, so that nobody looks twice."""
    assert evidence(arabic, english) == [names]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال المدير عماد البوزياني ذلك", "The director, Imed Bouziani, said so"),
        ("قال المدير حسين البوزياني ذلك", "The director, Hussein Bouziani, said so"),
        ("قال الأمين العام عماد ذلك", "When Imad spoke, so did the secretary-general"),
        ("قال زعيم كوريا الشمالية ذلك لسليم", "The North Korean leader told Salim so"),
        ("قال المدير أنس البوزياني ذلك", "The director, Anas Bouziani, said so"),
        ("اتهم الكوري زهير بذلك", "The Korean accused him of it"),
        ("قال المدير ذلك", "The director, Ziad, said so"),
        ("قال نور الدين البوزياني ذلك", "Noureddine Bouziani said so"),
        ("قال المدير عماد ذلك", "The director said so"),
        ("عاد زهير إلى البيت", "Said to be home, he slept"),
        ("عاد زهير إلى البيت", "He is home. Said to be well, he slept"),
        ("عاد طارق لسمير", "So Tarek and Samer are back"),
        ("عاد أبو بكر لزهير", "So Aboubakr is back with Zouheir"),
    ],
)
def test_a_name_in_any_spelling_is_the_same(arabic, english):
    """French and English spell one name in many ways, and many words have a capital."""
    assert evidence(arabic, english) == []
