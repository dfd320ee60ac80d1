"""Among finished outputs, what the source quotes and counts outweighs a smoother sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.decode import Output
from bisum.engines.faithful import Owed, choose, opening_ids, owed_by


def chosen(arabic: str, *english: str, scores: Sequence[float] = ()) -> str:
    """Choose among texts of ten tokens each, by falling score where none is said."""
    known = scores or [-0.1 * (place + 1) for place in range(len(english))]
    outputs = [Output((place,) * 10, known[place], False) for place in range(len(english))]
    best = choose(outputs, owed_by(arabic), lambda ids: english[ids[0]], length_penalty=1.0)
    return english[best.ids[0]]


def test_the_output_that_keeps_the_marks_is_taken() -> None:
    """Dropped marks make a quotation the newspaper's own claim."""
    assert (
        chosen("قالت صحيفة «النهار» ذلك.", "The paper said so.", "“Al Nahar” said so.")
        == "“Al Nahar” said so."
    )


def test_the_output_that_keeps_the_number_is_taken() -> None:
    """A number left out shows nowhere in a smooth sentence."""
    assert chosen("وصل ١٨٠٠ لاجئ.", "Refugees came.", "1,800 refugees came.") == "1,800 refugees came."


def test_a_much_worse_sentence_is_not_taken_for_its_marks() -> None:
    """Marks around nonsense help nobody."""
    kept = chosen("قالت «النهار» ذلك.", "The paper said so.", "“Car.”", scores=(-0.2, -1.5))

    assert kept == "The paper said so."


@given(
    arabic=st.text(st.sampled_from("ابتثجحخ .،؟1")).filter(lambda text: "1" * 2 not in text),
    english=st.lists(st.text(st.sampled_from('ab “”"12,.')), min_size=1, max_size=4),
)
def test_a_source_without_marks_and_numbers_leaves_the_search_its_choice(
    arabic: str, english: list[str]
) -> None:
    """The rules are for what must be kept; elsewhere the model knows better."""
    assert owed_by(arabic) == Owed(0, frozenset())
    assert chosen(arabic, *(f"{place}{text}" for place, text in enumerate(english))).startswith("0")


@pytest.mark.parametrize(
    ("text", "n"),
    [("«أ» و«ب»", 2), ('"أ" ثم "ب"', 2), ("“أ”", 1), ("„أ“", 1), ('قال "أ', 0), ("بلا علامات", 0)],
)
def test_quotations_are_counted_in_every_style(text: str, n: int) -> None:
    """News of different houses is marked differently; an open mark alone is no quotation."""
    assert owed_by(text).n_quotations == n


def test_numbers_are_the_same_in_all_figures_and_small_ones_are_free() -> None:
    """«12 دولة» may be "twelve countries"; 1.800 and ١٬٨٠٠ are one number."""
    assert owed_by("١٬٨٠٠ و 1.800 و 12 و 7").numbers == {"1800"}


def test_only_pieces_that_open_a_quotation_are_rewarded() -> None:
    """“ after a stop is a German closing mark, and a reward for it would end sentences in quotes."""
    pieces = ("▁“", "“", "(“", "▁“[", ".“", "“,", "”", "▁”", "“”", "▁a")

    assert opening_ids({piece: at for at, piece in enumerate(pieces)}) == (0, 1, 2, 3)
