"""The text that is trained on: clean, in measure, and nothing of a test set."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prepare
from answers import arrange
from bisum.engines.generation.faithful import owed_by
from bisum.engines.prompts import AR_EN_GEMMA
from corpus import Pair, clean, english_marks, read_pairs
from grammar import sentences
from mixture import LONGEST, NAMES_A_LINE, Example, batches, by_kind, encode, padded, remark, round_of
from near import TestTexts, without_tests

TEST_LINE = "أعلنت وزارة الزراعة أمس الثلاثاء إغلاق ثلاثة أسواق للماشية في شمال البلاد"


def pair(arabic: str, english: str = "Markets were closed.", kind: str = "news") -> Pair:
    return Pair(kind, arabic, english)


@pytest.mark.parametrize(
    "near",
    [
        TEST_LINE,
        TEST_LINE.replace("أعلنت", "اعلنت").replace("ثلاثة", "ثَلاثة"),
        TEST_LINE.replace("أمس الثلاثاء", "اليوم") + " وشرقها",
        f"«{TEST_LINE}.»",
    ],
)
def test_a_reworded_test_sentence_is_never_trained_on(near: str) -> None:
    """A score on sentences that the model has seen says nothing of those it hasn't."""
    kept, dropped = without_tests([pair(near)], TestTexts([f"مقدمة قصيرة. {TEST_LINE}."]))

    assert not kept
    assert len(dropped) == 1


def test_a_stock_phrase_of_a_test_set_may_be_trained_on() -> None:
    """Else every sentence with «the Ministry of Agriculture announced yesterday» would be lost."""
    other = "أعلنت وزارة الزراعة أمس أن موسم الزيتون تأخر بسبب الجفاف في الجنوب والغرب معاً"

    assert without_tests([pair(other)], TestTexts([TEST_LINE]))[0] == [pair(other)]


def test_the_english_of_a_test_set_is_looked_for_too() -> None:
    """Somebody else's Arabic of a reference would teach the reference."""
    english = "The ministry closed three cattle markets in the north of the country yesterday."

    assert not without_tests([pair("نص آخر تماماً", english)], TestTexts([english]))[0]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال الوزير", "قال الوزير"),
        ("قال الوزير", "<b>The minister said</b>"),
        ("no Arabic", "No Arabic"),
        ("نعم", "Yes, and the minister went on to say a great many other things about it."),
    ],
)
def test_what_is_no_translation_is_left_out(arabic: str, english: str) -> None:
    """One pair that was never translated teaches the model to copy."""
    assert clean([pair(arabic, english)]) == []


def test_what_was_written_for_the_recipe_keeps_its_marks() -> None:
    """A pair whose English drops a mark would teach what these pairs are to cure."""
    [file] = [Path(prepare.__file__).parent / name for name in prepare.OWN]
    pairs = list(read_pairs(file, "marked"))

    assert clean(pairs) == pairs
    for one in pairs:
        assert owed_by(one.arabic).n_quotations == owed_by(one.english).n_quotations, one


def test_a_pair_comes_once() -> None:
    """Copies weigh more than they are worth."""
    assert clean([pair("سوق"), pair("سوق")]) == [pair("سوق")]


def test_straight_marks_become_curly_only_in_pairs() -> None:
    """A closing mark for an opening one is worse than a straight one."""
    assert english_marks('He said "no" and "yes".') == "He said “no” and “yes”."
    assert english_marks('12" pipes') == '12" pipes'


def test_the_grammar_keeps_every_number() -> None:
    """It is there to teach that figures come through."""
    names = [("أمل", "Amal"), ("حداد", "Haddad"), ("نور", "Nour")]
    made = sentences(names, random.Random(3))

    for one in [next(made) for _ in range(400)]:
        assert "{" not in one.arabic + one.english
        figures = re.findall(r"\d+(?:[.,]\d+)?", one.arabic)
        for figure in figures:
            assert figure.replace(",", ".") in one.english


@given(st.text(alphabet='قال «»"“”„ :.', max_size=40), st.integers())
def test_other_marks_change_nothing_else(arabic: str, seed: int) -> None:
    """The English was made from these words, not from others."""

    def bare(text: str) -> str:
        return re.sub('[«»"“”„]', "", text)

    assert bare(remark(arabic, random.Random(seed))) == bare(arabic)


def test_a_kind_is_gone_through_before_any_of_it_comes_again() -> None:
    """Half of the data read twice and half never would be half of the data."""
    pairs = by_kind(pair(f"جملة رقم {n} من الأخبار", f"Sentence {n} of the news") for n in range(3000))
    dealt: dict[str, int] = {}
    seen: list[str] = []
    while len(seen) < 3000:
        for one in round_of(pairs, {"news": 0.1}, len(seen), dealt=dealt, seed=1):
            seen += re.findall(r"\d+", one.english)

    counts = Counter(seen)
    assert len(counts) == 3000
    assert max(counts.values()) <= 2


def test_a_round_follows_from_its_number() -> None:
    """A training that was killed must go on with the batches that it would have had."""
    pairs = by_kind(pair(f"قال «نعم» للمرة {n}") for n in range(500))
    rounds = [round_of(pairs, {"news": 0.1}, 4, dealt={"news": 100}, seed=1) for _ in range(2)]

    assert rounds[0] == rounds[1]
    assert rounds[0] != round_of(pairs, {"news": 0.1}, 5, dealt={"news": 100}, seed=1)


def test_names_come_several_a_line() -> None:
    """Alone, most of what is computed would be the prompt."""
    pairs = by_kind(pair(f"اسم{n}", f"Name{n}", "names") for n in range(900))
    first = round_of(pairs, {"names": 0.05}, 0, dealt={}, seed=1)[0]

    assert first.arabic.count("، ") == first.english.count(", ") == NAMES_A_LINE - 1


examples = st.builds(
    lambda asked, answer: Example(tuple(range(1, asked + 1)), tuple(range(1, answer + 1))),
    st.integers(1, 200),
    st.integers(1, 100),
)


@given(st.lists(examples, max_size=40), st.integers(300, 3000))
def test_batches_hold_each_example_once_and_no_more_than_fits(some: list[Example], most: int) -> None:
    """What is too long is left out; all else is read, and memory doesn't run out."""
    found = batches(some, most_tokens=most, chance=random.Random(0))

    assert sorted(map(repr, (one for batch in found for one in batch))) == sorted(
        repr(one) for one in some if one.n_tokens <= LONGEST
    )
    assert all(len(b) == 1 or len(b) * padded(max(e.n_tokens for e in b)) <= most for b in found)


def test_the_model_is_asked_in_training_as_in_use() -> None:
    """A prompt that differs by a space costs more than any data gives."""
    texts: list[str] = []

    def encoder(text: str) -> list[int]:
        texts.append(text)
        return [7] * len(text)

    made = encode(pair("سوق", "Market"), encoder, start=2, end=1)

    assert texts == [AR_EN_GEMMA.ask("سوق"), " Market"]
    assert made.asked[0] == 2
    assert made.answer[-1] == 1


def test_only_the_answer_is_learnt() -> None:
    """Each wanted token stands right after the place that must foretell it."""
    batch = [Example((2, 5, 6), (8, 1)), Example((2, 5), (9, 9, 1))]
    ids, places, wanted = arrange(batch)

    assert wanted.tolist() == [8, 1, 9, 9, 1]
    assert ids.flatten()[places + 1].tolist() == wanted.tolist()
