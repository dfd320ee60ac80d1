"""Windows: what the speaker ranker reads at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.ports import SpeakerQuestion
from bisum.engines.speaker_ranker.tokens import Tokens
from bisum.engines.speaker_ranker.windows import MOST_MENTIONS, MOST_TOKENS, Window, windows

FIRST, LAST = 0, 2


def words(n_words: int) -> Tokens:
    """Give words of four letters, each one token, a blank between them."""
    starts = [5 * n for n in range(n_words)]
    return Tokens(list(range(10, 10 + n_words)), starts, [start + 4 for start in starts])


def at(first: int, last: int) -> tuple[int, int]:
    """Give the characters of words."""
    return 5 * first, 5 * last + 4


def cut(n_words: int, *questions: SpeakerQuestion) -> list[Window]:
    return windows(words(n_words), questions, first=FIRST, last=LAST)


def asked(utterance: tuple[int, int], *candidates: tuple[tuple[int, int], ...]) -> SpeakerQuestion:
    return SpeakerQuestion(
        spans=(at(*utterance),), candidates=tuple(tuple(at(*m) for m in c) for c in candidates)
    )


def test_places_are_tokens_of_the_window_behind_its_first_mark() -> None:
    """The head reads vectors by these places."""
    [window] = cut(20, asked((4, 6), ((1, 2),), ()))
    [row] = window.rows
    assert list(window.ids) == [FIRST, *range(10, 30), LAST]
    assert (row.start, row.end) == (5, 8)
    assert list(row.mentions) == [(2, 4)]
    assert (list(row.owners), row.n_candidates, row.nobody) == ([0], 2, 1)


def test_no_question_no_window() -> None:
    """An article of which the rules are sure costs nothing."""
    assert cut(50) == []


def test_a_mention_out_of_the_window_is_not_looked_at() -> None:
    """Its vector isn't there."""
    [window] = cut(2000, asked((1500, 1510), ((3, 4),), ((1495, 1496),)))
    assert list(window.rows[0].owners) == [1]


def test_of_many_mentions_the_nearest_count() -> None:
    """A person named in each sentence would cost as much as all others together."""
    mentions = tuple((3 * n, 3 * n) for n in range(40))
    [window] = cut(200, asked((150, 155), mentions))
    [row] = window.rows
    assert len(row.mentions) == MOST_MENTIONS
    assert {window.ids[a] - 10 for a, _ in row.mentions} == {3 * n for n in range(40 - MOST_MENTIONS, 40)}


@given(
    n_words=st.integers(1, 3000),
    places=st.lists(st.tuples(st.integers(0, 2999), st.integers(0, 300)), min_size=1, max_size=12),
    mention=st.integers(0, 2999),
)
def test_every_question_stands_in_one_window_whatever_the_length(
    n_words: int, places: list[tuple[int, int]], mention: int
) -> None:
    """None is lost or doubled; windows keep their limit; places stay inside them."""
    questions = []
    for start, length in places:
        first = start % n_words
        questions.append(asked((first, min(first + length, n_words - 1)), ((mention % n_words,) * 2,), ()))
    found = cut(n_words, *questions)
    assert sorted(row.number for window in found for row in window.rows) == list(range(len(questions)))
    for window in found:
        assert len(window.ids) <= MOST_TOKENS + 2
        inside = len(window.ids) - 1
        for row in window.rows:
            assert 1 <= row.start < row.first_end <= row.end <= inside
            assert all(1 <= a < b <= inside for a, b in row.mentions)
