"""Names that the English left out."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.names.missing import check_missing_names
from bisum.stages.checks.names.named_words import words_of_name
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال مسؤولون لرويترز إن الاتفاق قريب", "Officials said an agreement was near"),
        ("وصل الوفد من بنزرت مساء أمس", "The delegation arrived last night"),
        ("وقال البرقاوي إن الاجتماع تأجل", "He said the meeting was put off"),
    ],
)
def test_a_known_place_or_newspaper_that_is_dropped_is_found(arabic, english):
    """Without its source, what somebody said becomes a fact."""
    (fault,) = check_missing_names(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity) == ("name-missing", Severity.WARNING)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("بعد خروج بريطانيا من الاتحاد", "After Brexit"),
        ("وصلت جدته إلى المطار", "His grandmother reached the airport"),
        ("احتج سكان المتلوي أمس", "Residents of Métlaoui protested yesterday"),
        ("وصل الوفد في فبراير", "The delegation arrived"),  # a month is asked for elsewhere
        ("وصل وفد من الأمم المتحدة", "A delegation arrived"),
        ("أنهى الوفد البريطاني زيارته", "The delegation ended its visit"),
        ("كان حجمه متوسطا", "It was of a certain size"),
        ("صلى المغرب", "He prayed"),
        ("قال ذلك", "—"),
    ],
)
def test_a_known_name_in_another_dress_is_not_missing(arabic, english):
    """Brexit names Britain, a grandmother is no town, and accents come and go."""
    assert list(check_missing_names(Pair(arabic=arabic, english=english))) == []


def test_a_dropped_name_is_found():
    """«He said so» hides who did."""
    arabic = "وقال جونسون سميث إن الاجتماع تأجل إلى الأسبوع المقبل"

    dropped = list(
        check_missing_names(Pair(arabic=arabic, english="He said the meeting was put off until next week"))
    )
    assert [fault.code for fault in dropped] == ["name-missing"]
    assert "جونسون" in dropped[0].evidence


@pytest.mark.parametrize(
    ("arabic", "evidence"),
    [
        ("وقال سمير قرقشندي إن الاجتماع تأجل", ["سمير, قرقشندي"]),
        ("وقال سمير إن قرقشندي عاد", ["سمير"]),
        ("وقال ميرغني قرقشندي إن الاجتماع تأجل", []),
        ("عاد وسيم إلى بيته", []),
    ],
)
def test_an_unknown_word_is_a_name_beside_one(arabic, evidence):
    """«قرقشندي» stands in no table: alone it may be any word, and «وسيم» is a handsome man as often."""
    pair = Pair(arabic=arabic, english="He said it was put off")

    assert [fault.evidence for fault in check_missing_names(pair)] == evidence


def test_a_name_spelt_freely_is_not_missing():
    """Newspapers spell names as they please."""
    pair = Pair(
        arabic="وقال محمد الغنوشي إن الاجتماع تأجل",
        english="Mohamed Ghannouchi said the meeting was put off",
    )

    assert list(check_missing_names(pair)) == []


def test_a_speakers_name_is_missed_wherever_it_stands():
    """«المجالي» alone may be any word; where «سامر المجالي» speaks elsewhere, it is his name."""
    arabic, english = "ورفض المجالي الإفصاح عن العدد", "The nomad refused to disclose the number"
    named = words_of_name("سامر المجالي")

    (fault,) = check_missing_names(Pair(arabic=arabic, english=english, named=named))

    assert (fault.code, fault.evidence) == ("name-missing", "المجالي")
    assert not list(check_missing_names(Pair(arabic=arabic, english=english)))
    kept = "Majali refused to disclose the number"
    assert not list(check_missing_names(Pair(arabic=arabic, english=kept, named=named)))


def test_a_speakers_name_is_known_where_it_is_spelt_with_a_letter_less():
    """«وليامسون» in one sentence, «ويليامسون» in the next: the table of names has neither."""
    named = frozenset(("هاري", "ويليامسون"))
    pair = Pair(arabic="وقال هاري وليامسون أمس", english="Harry said so yesterday", named=named)
    unnamed = Pair(arabic=pair.arabic, english=pair.english, named=frozenset(("هاري",)))

    assert [fault.evidence for fault in check_missing_names(pair)] == ["وليامسون"]
    assert not list(check_missing_names(unnamed))
