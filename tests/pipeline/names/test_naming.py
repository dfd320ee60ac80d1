"""One English form for each Arabic name of a run."""

from __future__ import annotations

import random

import pytest
from tests.pipeline.filed_records import record

from bisum.model.name import GlossaryRow, NameRow
from bisum.pipeline.names.naming import name_rows

SAID = "قال سامر البرقاوي إن «الجسر مغلق منذ أمس»."


def said(article: str, name: str) -> object:
    """Let سامر البرقاوي speak under an English name."""
    return record(article, (SAID, f"{name} said that “the bridge has been closed since yesterday.”"))


def rows(*names: str, glossary: tuple[GlossaryRow, ...] = ()) -> dict[str, NameRow]:
    """Give the table of a run in which one man has these names."""
    records = [said(f"a{n}", name) for n, name in enumerate(names)]
    return {row.arabic: row for row in name_rows(records, glossary)}


@pytest.fixture(scope="module")
def three() -> NameRow:
    return rows("Samer Barqawi", "Samir al-Barqawi", "Samer Barqawi")["سامر البرقاوي"]


def test_the_most_frequent_rendering_is_shown(three):
    """Three spellings of one man look like three men."""
    assert (three.english, three.origin, three.is_conflict) == ("Samer Barqawi", "run", False)


def test_the_others_are_listed(three):
    """An analyst searches for all of them."""
    assert [(one.english, one.n_articles) for one in three.variants] == [
        ("Samer Barqawi", 2),
        ("Samir al-Barqawi", 1),
    ]


def test_a_rendering_that_does_not_sound_like_the_name_never_wins():
    """Small models invent whole names, and do so again and again."""
    row = rows("Samer Hamdouni", "Samer Hamdouni", "Samer Barqawi")["سامر البرقاوي"]

    assert (row.english, row.is_conflict) == ("Samer Barqawi", True)


def test_a_name_without_a_rendering_is_written_in_latin_letters():
    """The letters of the Arabic are truer than a name that somebody else bears."""
    row = rows("Samer Hamdouni")["سامر البرقاوي"]

    assert (row.english, row.origin) == ("Samer al-Barqawi", "transliteration")


def test_a_man_with_an_unknown_given_name_is_no_body():
    """A body keeps the English that it has, and a coach was another man without a sign."""
    closed = record(
        "a1",
        (
            "قال روي كاردوسو إن «الجسر مغلق منذ أمس».",
            "Rui Coelho said that “the bridge has been closed since yesterday.”",
        ),
    )
    (row,) = name_rows([closed], ())

    assert (row.kind, row.english, row.origin) == ("person", "Rui Cardoso", "transliteration")


def test_the_glossary_comes_first():
    """It says how the bearer writes the name."""
    given = GlossaryRow(arabic="سامر البرقاوي", english="Samer Berkaoui", kind="person", note="mayor")
    row = rows("Samer Barqawi", glossary=(given,))["سامر البرقاوي"]

    assert (row.english, row.origin, row.note) == ("Samer Berkaoui", "glossary", "mayor")


def test_a_short_form_takes_after_the_full_name():
    """«Barqawi» and «al-Berkaoui» are read as two people."""
    article = record(
        "a",
        (SAID, "Samer Berkaoui said that “the bridge has been closed since yesterday.”"),
        ("وقال البرقاوي: «لن نفتح الجسر غدا».", "Al-Barqawi said: “We will not open the bridge tomorrow.”"),
    )
    found = {row.arabic: row.english for row in name_rows([article], ())}

    assert found.get("البرقاوي", "Berkaoui") == "Berkaoui"
    assert found["سامر البرقاوي"] == "Samer Berkaoui"


def test_the_order_of_the_articles_changes_nothing():
    """A record must not look otherwise because it was read after another."""
    records = [said(f"a{n}", name) for n, name in enumerate(["Samer Barqawi", "Samir Barkawi"] * 3)]
    shuffled = random.Random(1).sample(records, len(records))

    assert name_rows(records, ()) == name_rows(shuffled, ())
