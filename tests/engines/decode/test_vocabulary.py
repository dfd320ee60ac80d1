"""The likeliest tokens, found without looking at all of them in full."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.engines.decode import vocabulary as vocabulary_module
from bisum.engines.decode.arithmetic import Table
from bisum.engines.decode.vocabulary import Bans, Vocabulary

WIDTH, N_WORDS = 32, 1000


@given(
    seed=st.integers(0, 10_000), n_best=st.integers(1, 8), has_bias=st.booleans(), n_banned=st.integers(0, 5)
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_what_int8_finds_is_what_exact_products_find(
    seed: int, n_best: int, has_bias: bool, n_banned: int
) -> None:
    """Eight bits choose whom to look at; they must not decide which token an article gets."""
    torch.manual_seed(seed)
    rows = torch.randn(N_WORDS, WIDTH).to(torch.bfloat16)
    hidden = torch.randn(5, WIDTH)
    bias = torch.randn(N_WORDS) if has_bias else None
    table = Table(rows, "bfloat16")
    if not table.screens:
        return
    bans = Bans(torch.zeros(n_banned, dtype=torch.long), torch.arange(3, 3 + 2 * n_banned, 2))
    vocabulary = Vocabulary(table, bias, banned=(7,), is_renormalised=False, n_rows=8)
    values, ids = vocabulary.likeliest(hidden.clone(), n_best, bans if n_banned else None)
    logits = hidden @ rows.float().T + (0 if bias is None else bias)
    norm = logits.logsumexp(dim=1, keepdim=True)
    logits[:, 7] = -torch.inf
    logits[bans.rows, bans.ids] = -torch.inf
    expected = (logits - norm).topk(n_best, dim=1)

    assert torch.equal(ids, expected.indices)
    assert torch.allclose(values, expected.values, atol=0.05)


@pytest.mark.parametrize("is_renormalised", [True, False])
def test_tokens_in_many_tiles_are_chosen_as_from_one_table(
    monkeypatch: pytest.MonkeyPatch, *, is_renormalised: bool
) -> None:
    """A large vocabulary is looked through piece by piece; where a piece ends must not decide a word."""
    monkeypatch.setattr(vocabulary_module, "_TILE", 1024)
    torch.manual_seed(5)
    rows, hidden = torch.randn(N_WORDS, WIDTH), torch.randn(8, WIDTH)
    # The whole of the first tile is forbidden for one row, and a token of the last for another.
    bans = Bans(torch.tensor([*[2] * 128, 5]), torch.tensor([*range(128), N_WORDS - 1]))
    vocabulary = Vocabulary(
        Table(rows, "model"), None, banned=(7, 990), is_renormalised=is_renormalised, n_rows=8
    )
    twice = [vocabulary.likeliest(hidden, 8, bans) for _ in range(2)]
    logits = hidden @ rows.T
    whole = logits.logsumexp(dim=1, keepdim=True)
    logits[:, [7, 990]] = -torch.inf
    logits[bans.rows, bans.ids] = -torch.inf
    norm = logits.logsumexp(dim=1, keepdim=True) if is_renormalised else whole
    expected = (logits - norm).topk(8, dim=1)

    for values, ids in twice:
        assert torch.equal(ids, expected.indices)
        assert torch.allclose(values, expected.values, atol=1e-5)
