"""What a model wrote is held against its grounds, word by word."""

from __future__ import annotations

import pytest

from bisum.stages.summary.grounds.faithful import faults

STRIKE = (
    "A strike by stevedores at the port of Tripoli entered its second week on Wednesday, "
    "while 14 ships laden with grain remained off the coast."
)
DENIAL = "Minister Leila Azar said the ministry had not closed its doors to Nadim Chahine and might meet him."


@pytest.mark.parametrize(
    "written",
    [
        STRIKE,
        "A strike by stevedores entered its second week while 14 ships remained off the coast.",
        "The strike at the port of Tripoli entered its second week.",
    ],
)
def test_a_shorter_sentence_of_the_same_words_is_faithful(written):
    """Leaving out is what a summary is for."""
    assert list(faults(written, [STRIKE])) == []


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("A strike by stevedores at the port of Tripoli ended its second week.", "word"),
        ("A strike by stevedores at the port of Benghazi entered its second week.", "name"),
        ("A strike by stevedores entered its second week, while 40 ships remained.", "number"),
        ("A strike by stevedores has not entered its second week.", "negation"),
        ("A strike by stevedores could have entered its second week.", "hedge"),
        ("A strike by 14 ships of the port of Tripoli entered its second week.", "order"),
        ("A strike by 14 ships laden with grain.", "order"),
        ("We entered a second week of strike.", "pronoun"),
        ("They remained off the coast with grain.", "pronoun"),
        ("", "empty"),
    ],
)
def test_each_kind_of_lie_is_seen(written, fault):
    """Each line is one that small models write, and reads well."""
    assert fault in list(faults(written, [STRIKE]))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("Nadim Chahine said the ministry had not closed its doors and might meet.", "voice"),
        ("Minister Leila Azar said the ministry had closed its doors and might meet him.", "negation"),
        ("Minister Leila Azar said the ministry had not closed its doors and will meet him.", "hedge"),
    ],
)
def test_statements_keep_their_speaker_their_denial_and_their_doubt(written, fault):
    """Words in the wrong mouth, a dropped «not», a dropped «might»: what costs an analyst most."""
    assert fault in list(faults(written, [DENIAL]))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("The committee meant to show his plan to the leader.", "order"),
        ("The committee meant to show its plan.", "pronoun"),
    ],
)
def test_what_is_left_out_takes_no_reader_to_another(written, fault):
    """A small model wrote the first: whom the plan was meant for went with those who were sent."""
    ground = "The committee meant to show his plan to those whom a rival sent to the leader."

    assert fault in list(faults(written, [ground]))


def test_a_number_may_stand_in_the_arabic_alone():
    """A translation says «several», the Arabic ١٢; both are the article."""
    grounds = ["The council met on the plan with several members present."]

    assert "number" in list(faults("The council met with 12 members present.", grounds))
    assert "number" not in list(faults("The council met with 12 members present.", grounds, ["حضر ١٢ عضوا"]))


def test_a_pronoun_may_open_what_its_grounds_open_with_it():
    """Whom «they» means stands before the grounds too; without it a sentence leans on nothing."""
    grounds = ["They remained off the coast with grain from Tripoli."]

    assert "pronoun" not in list(faults("They remained off the coast.", grounds))
    assert "pronoun" not in list(faults("Grain from Tripoli remained.", grounds))


@pytest.mark.parametrize(
    ("written", "ground"),
    [
        ("The doors are open, said Azar.", "The doors are open, said Chahine to Azar."),
        ("Azar then said the doors are open.", "Chahine then said the doors are open to Azar."),
    ],
)
def test_a_name_of_one_word_is_a_speaker_on_either_side_of_the_verb(written, ground):
    """Second mentions are mostly of one word, next to the verb or a word off."""
    assert "voice" in list(faults(written, [ground]))


def test_a_name_that_ends_a_sentence_says_nothing_in_the_next():
    """«… to Azar. Chahine said»: read as one name, Azar would have said it too."""
    ground = "The keys went back to Azar. Chahine said the doors are open."

    assert "voice" in list(faults("Azar said the doors are open.", [ground]))
    assert "voice" not in list(faults("Chahine said the doors are open.", [ground]))


def test_two_may_stand_where_nobody_counted():
    """English says two without its number so often that to miss it is no sign of a lie."""
    ground = "The minister met envoys, Azar and Chahine."

    assert "number" not in list(faults("The minister met two envoys.", [ground]))
    assert "number" in list(faults("The minister met three envoys.", [ground]))


@pytest.mark.parametrize(
    ("written", "ground"),
    [
        ("Chahine accused Azar in Tripoli.", "Azar accused Chahine in Tripoli."),
        (
            "The minister opened the port and Tripoli.",
            "The minister opened the port and left after two long weeks of rain in Tripoli.",
        ),
    ],
)
def test_the_same_words_in_another_order_are_another_claim(written, ground):
    """Every word of the first is true, and it puts the accusation into the other mouth."""
    assert list(faults(written, [ground])) == ["order"]
