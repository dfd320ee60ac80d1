"""Names in the English that are none of the Arabic's."""

from __future__ import annotations

import pytest

from bisum.stages.checks.names.changed import check_names
from bisum.stages.checks.names.named_words import words_of_name
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "codes"),
    [
        ("وأقر الزروالي بذلك", "Bruckner admitted it", ["name-changed"]),
        ("وأقر الزروالي بذلك", "Zerouali admitted it", []),
        ("وأقرت نانسي بذلك", "Bruckner admitted it", []),
        ("ولاحظ العلماء ذلك", "Geophysicists noticed it", []),
    ],
)
def test_a_name_at_the_head_of_a_sentence_is_no_surer_than_another(arabic, english, codes):
    """Any word has a capital there; a surname without English beside it tells that this is a name."""
    assert [fault.code for fault in check_names(Pair(arabic=arabic, english=english))] == codes


@pytest.mark.parametrize(
    ("arabic", "english", "named"),
    [
        ("قالت الدكتورة هالة خضري في بيان", "Dr. Hala Jassim said in a statement", "هالة خضري"),
        ("أدانت عبد اللطيف بنكيران الزروالي", "It convicted Abdelilah Benkirane al-Zerouali", ""),
    ],
)
def test_half_a_name_that_became_anothers_is_told(arabic, english, named):
    """The other half is right, so that nobody looks twice: another person was convicted."""
    pair = Pair(arabic=arabic, english=english, named=words_of_name(named))

    assert [fault.code for fault in check_names(pair)] == ["name-changed"]


@pytest.mark.parametrize(
    ("arabic", "english", "codes"),
    [
        ("انفجر لغم قرب كفرنبودة أمس", "A mine exploded near Kafr Nabudah yesterday", []),
        ("برئاسة هشام عبدالمعطي أمس", "Chaired by Hisham Abdel Moaty yesterday", []),
        ("بالنسبة لإيما دوبسون", "Speaking for Emma Dobson", []),
        ("برئاسة هشام عبدالمعطي أمس", "Chaired by Hisham Abdel Petrenko yesterday", ["name-changed"]),
    ],
)
def test_a_name_that_the_arabic_writes_as_one_word_is_heard_in_its_halves(arabic, english, codes):
    """«كفر» and «عبد» stand by themselves in English, and a clitic is no part of a name."""
    assert [fault.code for fault in check_names(Pair(arabic=arabic, english=english))] == codes


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("قال سمير البرقاوي ذلك", "So said Samir Bruckner", "البرقاوي | Bruckner"),
        ("قالت لورا شياو ذلك", "So said Laura Casas", "شياو | Casas"),
        ("قالت خضري مي ذلك", "So said Jassim May", "خضري | Jassim"),
        ("أكد الزروالي ذلك", "So said Cloud and Bruckner", " | Bruckner"),
        ("حضر بن، زرقة الحفل", "So Benzerga came to the party", " | Benzerga"),
        ("حضر محمدون زيدان الحفل", "So Mohamdounzidan came to the party", " | Mohamdounzidan"),
    ],
)
def test_the_stranger_is_told_and_who_is_missing_for_him(arabic, english, evidence):
    """The analyst looks for two words, not through a sentence; a cloud may be a cloud."""
    assert [fault.evidence for fault in check_names(Pair(arabic=arabic, english=english))] == [evidence]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال غير ذلك لبول", "So he told Paul"),
        ("حضر بن زرقة الحفل", "So Benzerga came to the party"),
        ("انفجر لغم قرب كفرنبودة أمس", "A mine exploded near Kafr-Nabudah yesterday"),
        ("وأقر الزروالي بذلك", "Berries admitted it"),
        ("قالت لورا، شياو ذلك", "So said Laura, Casas"),
        ("قالت لورا", "So said Laura Casas"),
        ("قالت لورا ذلك", "So said Laura Casas"),
        ("قال ذلك", "—"),
    ],
)
def test_a_name_without_a_victim_is_left_alone(arabic, english):
    """A word of the table is an accusation only where an Arabic name is left without its English."""
    assert not list(check_names(Pair(arabic=arabic, english=english)))
