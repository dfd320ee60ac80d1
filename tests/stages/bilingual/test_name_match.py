"""Whether an English name can be an Arabic one."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.name_match import agrees, is_all_name


@pytest.mark.parametrize(
    ("arabic", "english", "is_it"),
    [
        ("سامر الخطيب", "Samer al-Khatib", True),
        ("نور الدين الطبوبي", "Noureddine Taboubi", True),
        ("عبد الكريم الزبيدي", "Abdelkrim Zbidi", True),
        ("وزارة الداخلية", "the Interior Ministry", True),
        ("سامر وايت", "Samer White", True),
        ("شي جين بينغ", "Xi Jinping", True),
        ("زهير وايت", "Zied White", False),
        ("شي جين بينغ", "Xi", False),
        ("زهير المغزاوي", "Zied Hamzaoui", False),
        ("محمد بودن", "Mohamed Deni", False),
        ("جيم فيوريك", "James Webb", False),
    ],
)
def test_every_word_must_be_heard_or_rendered(arabic, english, is_it):
    """The first name alone is shared by thousands."""
    assert agrees(arabic, english, 0.6) is is_it


def test_a_name_holds_no_verb():
    """«Henderson attacked» is a name and the next word."""
    assert is_all_name("Samer al-Khatib")
    assert not is_all_name("Henderson attacked")
