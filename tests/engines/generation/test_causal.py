"""Loops are stopped where they begin."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.generation.causal import _Guard
from bisum.engines.generation.decoding import CAUSAL_GUARD, NO_REPEAT_TOKENS
from bisum.engines.prompts import AR_EN_GEMMA, PLAIN_CHAT, Prompter


def forbidden(prompt: list[int], output: list[int], n_words: int = 20) -> set[int]:
    scores = _Guard(len(prompt))(torch.tensor([prompt + output]), torch.zeros(1, n_words))
    return set((scores[0] == -torch.inf).nonzero().flatten().tolist())


@given(output=st.lists(st.integers(0, 2), max_size=40))
def test_no_long_run_of_tokens_comes_twice(output: list[int]) -> None:
    """«insoluble substance insoluble substance …» until the limit is what small models do."""
    runs = {tuple(output[n : n + NO_REPEAT_TOKENS]) for n in range(len(output) - NO_REPEAT_TOKENS + 1)}
    last = tuple(output[len(output) - NO_REPEAT_TOKENS + 1 :])
    twice = {n for n in range(20) if (*last, n) in runs and len(last) == NO_REPEAT_TOKENS - 1}
    # Two runs that overlap in all but one token are a stretch of one repeated token.
    found = forbidden([], output)

    assert found <= twice
    assert len(output) < 2 * NO_REPEAT_TOKENS - 2 or found == twice


def test_what_stands_in_the_prompt_may_be_said() -> None:
    """A Latin name in the Arabic must come through."""
    run = list(range(NO_REPEAT_TOKENS))

    assert forbidden(run * 3, run[:-1]) == set()
    assert forbidden([], run + run[:-1]) == {run[-1]}


def test_an_output_is_bounded_by_its_source() -> None:
    """Three words of heading can't need two hundred tokens."""
    assert CAUSAL_GUARD.most_new(10, 256) == 44
    assert CAUSAL_GUARD.most_new(1000, 256) == 256


def test_an_answer_is_over_at_the_end_of_its_line() -> None:
    """What a base model adds on further lines is invented, and takes the whole batch's time."""

    class Tokenizer:
        eos_token_id = 1

        def __init__(self, **pieces: int) -> None:
            self._pieces = {"<eos>": 1, "Ċ": 5, "▁said": 6, **pieces}

        def get_vocab(self) -> dict[str, int]:
            return self._pieces

    with_bytes = Tokenizer(**{"<0x0A>": 2, "\n": 3, "\n\n": 4})

    assert Prompter(AR_EN_GEMMA, with_bytes).end_ids([1]) == [1, 2, 3, 4]
    assert Prompter(AR_EN_GEMMA, Tokenizer()).end_ids([1]) == [1, 5]
    assert Prompter(PLAIN_CHAT, with_bytes).end_ids([9]) == [1, 9]
    assert AR_EN_GEMMA.answer(" He said.\n\nArabic: more") == "He said."
    assert PLAIN_CHAT.answer("\n\nHe said.\nI hope this helps!") == "He said."
