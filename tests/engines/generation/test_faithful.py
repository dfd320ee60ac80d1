"""Among finished outputs, what the source quotes and counts outweighs a smoother sentence."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.decode import Output, Search
from bisum.engines.generation.decoding import LengthGuard
from bisum.engines.generation.faithful import Owed, choose, opening_ids, owed_by
from bisum.engines.generation.own import OwnDecoder


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


class Scripted:
    """A decoder that says what it was told to, by whether it rewards; notes what it was asked."""

    def __init__(self, plain: dict[str, str], rewarded: dict[str, str]) -> None:
        self._said = {False: plain, True: rewarded}
        self._rewards = False
        self.asked: list[tuple[bool, tuple[str, ...]]] = []

    def searching(self, search: Search) -> Scripted:
        other = copy.copy(self)
        other._rewards = search.reward > 0
        return other

    def decode(self, sources: list[list[int]], *, done: Any, **_more: Any) -> None:
        texts = tuple("".join(map(chr, source)) for source in sources)
        self.asked.append((self._rewards, texts))
        for place, text in enumerate(texts):
            said = self._said[self._rewards][text]
            done(place, Output(tuple(map(ord, said)), -0.2 if self._rewards else -0.1, False))


class Letters:
    """A tokenizer of letters."""

    def n_tokens(self, text: str) -> int:
        return len(text)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [list(map(ord, text)) for text in texts]

    def answer(self, ids: Any) -> str:
        return "".join(map(chr, ids))


def test_only_what_lost_its_quotations_is_searched_again() -> None:
    """A reward for all would move marks and words that were right."""
    plain = {"«أ» قال": "“a” said", "«ب» قال": "b said", "«ت» قال": "t said", "ج": "j"}
    scripted: Any = Scripted(plain, {"«ب» قال": "“b” said", "«ت» قال": "t spoke"})
    own = OwnDecoder(
        scripted, Letters(), Search(beam=2), guard=LengthGuard(per_source=2, more=9), source_limit=99,
        rescue=Search(beam=2, rewarded=(7,), reward=1.0),
    )  # fmt: skip
    found: dict[int, str] = {}

    own.decode(list(plain), batch_tokens=512, take=lambda index, made: found.update({index: made.text}))

    assert scripted.asked == [(False, tuple(plain)), (True, ("«ب» قال", "«ت» قال"))]
    # Where the second search keeps them no better, the first one's output stands.
    assert found == {0: "“a” said", 1: "“b” said", 2: "t said", 3: "j"}
