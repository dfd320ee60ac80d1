"""What an analyst sends becomes a correction of what stands there, or a refusal that helps."""

from __future__ import annotations

import pytest
from tests.reader import invented

from bisum.model.span import Span
from bisum.reader.serve.correcting import RefusedError, Wish, correction_of


def wish(**fields: object) -> Wish:
    return Wish(**{"kind": "speaker", "place": "q0", "author": "Nadia", **fields})


def test_a_speaker_is_taken_with_its_place() -> None:
    """The next run finds the quotation by its place and the text's digest."""
    record = invented.water()
    made = correction_of(record, wish(becomes=" هاني  برغوث ", note="second name\u202e"))
    place = record.quotes[0].spans[0]

    assert (made.place, made.arabic, made.was, made.becomes) == (
        place,
        record.quotes[0].text,
        "سلمى الدروبي",
        "هاني برغوث",
    )
    assert (made.author, made.note) == ("Nadia", "second name")


def test_a_speaker_may_be_taken_away() -> None:
    """Nobody named is what the article says, sometimes."""
    assert correction_of(invented.water(), wish(becomes=None)).becomes is None


def test_a_spelling_is_of_the_arabic_name() -> None:
    """The glossary knows names, not quotations."""
    made = correction_of(invented.water(), wish(kind="name", becomes="Salma Droubi", name_kind="person"))

    assert (made.place, made.arabic, made.was) == (None, "سلمى الدروبي", "Salma al-Droubi")


def test_a_sentence_is_taken_with_its_place() -> None:
    """Also the title, which has no paragraph."""
    record = invented.water()
    made = correction_of(record, wish(kind="translation", place="p0s1", becomes="It came later."))
    title = correction_of(record, wish(kind="translation", place="title", becomes="A headline."))
    sentence = record.paragraphs[0].sentences[1]

    assert made.place == Span(paragraph=0, start=sentence.start, end=sentence.end)
    assert made.was == sentence.english
    assert title.place == Span(paragraph=None, start=0, end=len(record.title))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "opinion"}, "a correction is one of"),
        ({"author": "  "}, "no name of yours"),
        ({"author": "N" * 81}, "your name has 81 letters, at most 80"),
        ({"note": "x" * 1001}, "the note has 1001 letters"),
        ({"becomes": "ا" * 4001}, "at most 4000"),
        ({"place": "q99"}, "no quotation of that number"),
        ({"place": "../q0"}, "no quotation of that number"),
        ({"place": "q3"}, "a term, nobody's speech"),
        ({"becomes": "سلمى الدروبي"}, "stands there already"),
        ({"becomes": "Salma"}, "which the article doesn't print"),
        ({"kind": "name", "becomes": "S", "name_kind": "ship"}, "a name is one of"),
        ({"kind": "name", "becomes": " ", "name_kind": "person"}, "say what is right"),
        ({"kind": "translation", "place": "p9s0", "becomes": "x"}, "no such sentence"),
        ({"kind": "translation", "place": "p0s99", "becomes": "x"}, "no such sentence"),
        ({"kind": "translation", "place": "p0s0", "becomes": ""}, "say what is right"),
    ],
)
def test_what_can_not_stand_is_refused(fields: dict[str, object], why: str) -> None:
    """The message is what the analyst reads above the form."""
    with pytest.raises(RefusedError, match=why):
        correction_of(invented.water(), wish(**fields))


def test_a_sentence_whose_english_stands_elsewhere_is_refused() -> None:
    """Two Arabic sentences, one English: it is corrected at the first."""
    with pytest.raises(RefusedError, match="with the sentence before it"):
        correction_of(invented.bare(), wish(kind="translation", place="p0s1", becomes="x"))
