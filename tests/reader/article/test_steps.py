"""Steps: long paragraphs cut so that both languages stay side by side."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.reader import invented

from bisum.model.record import RecordParagraph
from bisum.reader.article.steps import Step, Stretch, steps


def text_of(parts: tuple[Stretch, ...] | None) -> str:
    return "".join(run.text for part in parts or () for run in part.runs)


def cut(paragraph: RecordParagraph) -> tuple[Step, ...]:
    return steps(0, paragraph, arabic_marks=(), english_marks=(), flags={})


@given(
    sentences=st.lists(
        st.tuples(st.integers(1, 200), st.one_of(st.none(), st.integers(1, 200))), min_size=1, max_size=20
    ),
    tail=st.sampled_from(["", " Left over."]),
)
def test_steps_join_to_the_whole_paragraph(sentences: list[tuple[int, int | None]], tail: str) -> None:
    """Cutting for the eye must lose nothing of either side, whatever renders what."""
    pairs = [(f"{'م' * n}.", None if m is None else f"{'e' * m}.") for n, m in sentences]
    para = invented.Para([a for a, _ in pairs], [e for _, e in pairs], tail=tail)
    paragraph = invented.paragraph(0, para, {}, {})
    found = cut(paragraph)

    assert "".join(text_of(step.arabic) for step in found) == paragraph.arabic
    assert "".join(text_of(step.english) for step in found) == paragraph.english
    assert [n for step in found for n in step.sentences] == list(range(len(sentences)))


def test_sentences_of_one_bead_stay_together() -> None:
    """Two Arabic sentences under one English one would lose their counterpart across a cut."""
    long = "م" * 400 + "."
    para = invented.Para([long, long, long], ["One English sentence.", None, "Another."])
    found = cut(invented.paragraph(0, para, {}, {}))

    assert [list(step.sentences) for step in found] == [[0, 1], [2]]


def test_a_long_agency_paragraph_is_cut() -> None:
    """The agencies' one-paragraph articles must not become two columns of a page each."""
    assert len(cut(invented.one_block().paragraphs[0])) > 1


def test_english_without_arabic_is_shown_as_such() -> None:
    """Words that render no sentence are the translator's own: an analyst must see that."""
    found = cut(invented.bare().paragraphs[0])
    adrift = [part for part in found[0].english or () if part.is_adrift]

    assert text_of(tuple(adrift)) == " Nobody was hurt."


def test_a_paragraph_without_english_says_so() -> None:
    """Missing is not empty."""
    assert cut(invented.bare().paragraphs[1])[0].english is None


def test_a_bead_is_never_cut_even_where_both_its_sentences_have_english() -> None:
    """What was aligned as one must be compared as one."""
    long = "م" * 400 + "."
    paragraph = invented.paragraph(0, invented.Para([long, long], ["One.", "Two."]), {}, {})
    joined = tuple(msgspec.structs.replace(sentence, bead=0) for sentence in paragraph.sentences)

    assert len(cut(paragraph)) == 2
    assert len(cut(msgspec.structs.replace(paragraph, sentences=joined))) == 1
