"""What people put right is not said to be a machine's."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
from tests.reader import invented

from bisum.model.record import Record, RecordFinding
from bisum.reader.article.quotations import quotations
from bisum.reader.article.view import article_page
from bisum.reader.export import Format, write
from bisum.reader.markdown import summary_page

ENGLISH = "This English was put right by Nadia on 2026-11-22."
SPEAKER = "The speaker of this quotation was put right by Nadia on 2026-11-22."


def note(
    message: str = ENGLISH, *, paragraph: int | None = 1, sentence: int = 0, evidence: str = ""
) -> RecordFinding:
    """Give a note of a correction; left to itself it is on the English of the quotation q1."""
    return RecordFinding(
        code="corrected",
        severity="note",
        paragraph=paragraph,
        sentence=sentence,
        message=message,
        evidence=evidence,
    )


def corrected(*notes: RecordFinding) -> Record:
    return msgspec.structs.replace(invented.water(), findings=notes)


def cited(record: Record, key: str) -> list[str]:
    return next(one.citation.splitlines() for one in quotations(record) if one.key == key)


def test_english_that_a_person_put_right_is_cited_as_his() -> None:
    """An analyst would be told that a machine wrote what a colleague did."""
    lines = cited(corrected(note()), "q1")

    assert f"{ENGLISH} English wording: restored." in lines
    assert not any(line.startswith("Machine-translated") for line in lines)
    assert any(line.startswith("The article's other English: machine-translated by gemma") for line in lines)


def test_english_of_another_sentence_stays_the_machines() -> None:
    """A colleague vouched for one sentence."""
    lines = cited(corrected(note()), "q2")

    assert any(line.startswith("Machine-translated by gemma") for line in lines)
    assert not any("put right" in line for line in lines)


def test_of_a_quotation_over_two_sentences_each_has_its_author() -> None:
    """One of them is still the machine's."""
    made = corrected(note())
    first, _, third = made.paragraphs[1].sentences
    over_two = msgspec.structs.replace(made.quotes[1].spans[0], start=first.start, end=third.start - 1)
    row = msgspec.structs.replace(made.quotes[1], spans=(over_two,))
    made = msgspec.structs.replace(made, quotes=(made.quotes[0], row, *made.quotes[2:]))
    lines = cited(made, "q1")

    assert f"{ENGLISH} English wording: restored." in lines
    assert any(line.startswith("The rest of it: machine-translated by gemma") for line in lines)


def test_a_speaker_whom_a_person_named_is_cited_so() -> None:
    """Who else is to answer for the name?"""
    made = invented.water()
    row = msgspec.structs.replace(made.quotes[1], rule="person")
    made = msgspec.structs.replace(
        made, quotes=(made.quotes[0], row, *made.quotes[2:]), findings=(note(SPEAKER, evidence=row.text),)
    )
    lines = cited(made, "q1")

    assert lines[lines.index("Speaker: Salma al-Droubi (سلمى الدروبي)") + 1] == SPEAKER
    assert any(line.startswith("Machine-translated by gemma") for line in lines)
    silent = cited(msgspec.structs.replace(made, findings=()), "q1")
    assert "The speaker of this quotation was put right by a person." in silent


def test_how_a_page_was_made_counts_what_people_did() -> None:
    """The model is named there for all the English."""
    made = corrected(note(), note(paragraph=2), note(SPEAKER, evidence="x"))
    told = "the English of 2 sentences, the speaker of 1 quotation"

    assert ("Put right by people", told) in article_page(made).made
    assert f"- Put right by people: {told}" in summary_page(made)
    assert "Put right" not in summary_page(invented.water())


def test_tables_and_memories_name_the_person(tmp_path: Path) -> None:
    """A memory that says «gemma» of a person's English would be filtered out with it."""
    made = corrected(note(), note(paragraph=None))
    write([made], to=Format.CSV, output=tmp_path)
    tables = {}
    for name in ("quotes", "sentences"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    write([made], to=Format.TMX, output=tmp_path / "run.tmx")
    units = (tmp_path / "run.tmx").read_text(encoding="utf-8").split("<tu ")
    by_people = [unit for unit in units if 'type="x-corrected"' in unit]

    assert [row["quote"] for row in tables["quotes"] if row["corrected"] == ENGLISH] == ["tq0", "q1"]
    assert [row["paragraph"] for row in tables["sentences"] if row["corrected"] == ENGLISH] == ["", "1"]
    assert tables["sentences"][0]["findings"] == "corrected"
    assert len(by_people) == 2
    assert all('"x-engine">person<' in unit and "x-model" not in unit for unit in by_people)
    assert 'type="x-finding">corrected<' in by_people[0]
