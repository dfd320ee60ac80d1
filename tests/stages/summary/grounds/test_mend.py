"""Marks in a written sentence stand around ledger words, with their speaker beside them."""

from __future__ import annotations

from bisum.stages.summary.grounds.mend import LedgerWords, mended

AZAR = LedgerWords(3, "is punishing the whole country over a dispute", "Leila Azar")
UNION = LedgerWords(None, "the union would return to the docks on Monday", "Nadim Chahine")
TERM = LedgerWords(5, "The Lighthouse", None)


def test_true_words_with_their_speaker_stay_as_they_are():
    """Nothing to mend, nothing changed; the entry is named."""
    written = "Leila Azar said the strike “is punishing the whole country”."

    assert mended(written, [AZAR]) == (written, (3,), False)


def test_a_slip_in_quoted_words_is_put_right():
    """What stands in marks must be what was said."""
    found = mended('Leila Azar said it "is punishing a whole country over the dispute".', [AZAR])

    assert found is not None
    assert found.text == "Leila Azar said it “is punishing the whole country over a dispute”."
    assert found.is_changed


def test_invented_words_in_marks_cannot_be_mended():
    """There is no telling what the model meant."""
    assert mended("Leila Azar said: “We will never forgive them.”", [AZAR]) is None


def test_a_missing_speaker_is_put_in_front():
    """Words without their speaker are words in nobody's mouth, which readers fill."""
    found = mended("The strike “is punishing the whole country”.", [AZAR])

    assert found is not None
    assert found.text == "According to Leila Azar, the strike “is punishing the whole country”."
    assert mended("“is punishing the whole country over a dispute”", [AZAR]).text.startswith("Leila Azar: “")


def test_reported_words_without_marks_need_their_speaker_too():
    """«The union would return» is a claim of somebody's, not a fact of ours."""
    found = mended("The union would return to the docks on Monday.", [UNION])

    assert found is not None
    assert found.text == "According to Nadim Chahine, the union would return to the docks on Monday."


def test_a_clause_of_somebodys_words_in_a_longer_sentence_needs_the_speaker_too():
    """A ministry's claim that nobody was hurt must not become a fact by what stands around it."""
    written = (
        "Police arrested nine members of a smuggling network in three villages near the border at dawn "
        "and seized weapons, and the union would return to the docks."
    )

    found = mended(written, [UNION])

    assert found is not None
    assert found.text.startswith("According to Nadim Chahine, ")


def test_with_two_voices_a_missing_name_is_not_guessed():
    """Nobody could tell whose words are whose."""
    written = (
        "The union would return to the docks on Monday, and the strike “is punishing the whole country”."
    )

    assert mended(written, [AZAR, UNION]) is None


def test_a_term_keeps_its_marks_and_wants_no_speaker():
    """A ship's name is nobody's words."""
    assert mended("The ship “The Lighthouse” sailed.", [TERM]) == (
        "The ship “The Lighthouse” sailed.",
        (),
        False,
    )


def test_a_name_that_says_nothing_is_not_put_in():
    """A translation may leave «of» for a name; «According to of» helps nobody."""
    voice = LedgerWords(None, "the union would return to the docks on Monday", "of")

    assert mended("The union would return to the docks on Monday.", [voice]) is None
