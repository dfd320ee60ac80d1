"""Our decoder for Gemma's shape gives what transformers' ``generate`` gives."""

from __future__ import annotations

import copy
import functools
import random
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.engines.generating import complete, generated
from transformers import (
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GenerationConfig,
    LogitsProcessor,
    NoRepeatNGramLogitsProcessor,
)

from bisum.engines.decode import CausalDecoder, Search, search_of
from bisum.engines.decode.gemma_shaped import GemmaShaped
from bisum.engines.processor import has_bfloat16, processor_kind
from bisum.errors import EngineError

N_WORDS = 80
PAD, END, START = 0, 1, 2


@functools.cache
def tiny() -> Any:
    """A random model with wide weights, local and global layers, and fewer keys than queries."""
    torch.manual_seed(5)
    config = Gemma3TextConfig(
        vocab_size=N_WORDS, hidden_size=32, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, sliding_window=64, max_position_embeddings=128,
        layer_types=["sliding_attention", "full_attention", "sliding_attention"], query_pre_attn_scalar=12,
        pad_token_id=PAD, eos_token_id=END, bos_token_id=START, initializer_range=0.3,
    )  # fmt: skip
    model = Gemma3ForCausalLM(config).eval()
    for weight in model.parameters():
        if weight.dim() == 1:
            weight.data = torch.randn_like(weight) / 4
    model.generation_config = GenerationConfig(pad_token_id=PAD, eos_token_id=END, bos_token_id=START)
    return model.double()


configs = st.builds(
    lambda beam, penalty, stopping, least, most, ends, last, bad, renormalise: GenerationConfig(
        num_beams=beam, length_penalty=penalty, early_stopping=stopping, min_new_tokens=least,
        max_new_tokens=most, eos_token_id=ends, pad_token_id=PAD, bos_token_id=START,
        forced_eos_token_id=last, bad_words_ids=bad, renormalize_logits=renormalise,
    ),
    st.integers(1, 5), st.sampled_from([-1.0, 0.0, 0.6, 1.0, 2.0]), st.sampled_from([True, False, "never"]),
    st.sampled_from([None, 4]), st.integers(1, 14), st.sampled_from([END, [END, 5]]),
    st.sampled_from([None, END]), st.sampled_from([None, [[PAD]], [[PAD], [9], [END]]]), st.booleans(),
)  # fmt: skip
words = st.lists(st.integers(6, N_WORDS - 1), min_size=0, max_size=9)


class Unrepeated(LogitsProcessor):
    """What transformers bans of an output that repeats itself; the prompt isn't looked at."""

    def __init__(self, size: int, n_prompt: int) -> None:
        self._n_prompt = n_prompt
        self._ban = NoRepeatNGramLogitsProcessor(size)

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        return self._ban(input_ids[:, self._n_prompt :], scores)


@given(
    config=configs, sources=st.lists(words, min_size=1, max_size=5), template=st.integers(0, 3),
    n_slots=st.integers(1, 4), no_repeat=st.sampled_from([0, 0, 1, 2, 3]),
)  # fmt: skip
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_outputs_are_those_of_generate(
    config: GenerationConfig, sources: list[list[int]], template: int, n_slots: int, no_repeat: int
) -> None:
    """The beginning that all prompts share is read once, and no output may tell."""
    prompts = [[*(START, 3, 4)[:template], *source, 5] for source in sources]
    expected = []
    for prompt in prompts:
        bans = [Unrepeated(no_repeat, len(prompt))] if no_repeat else []
        expected += generated(tiny(), [prompt], config, logits_processor=bans)

    search = search_of(complete(config, tiny().generation_config))
    search = structs.replace(search, start=None, no_repeat=no_repeat)
    decoder = CausalDecoder(tiny(), search, arithmetic="model", n_slots=n_slots, prompt_limit=30)

    assert [list(output.ids) for output in decoder.decode(prompts)] == expected


def test_the_other_finished_outputs_are_those_of_generate() -> None:
    """What is chosen for its faithfulness must be an output of the search, with its own score."""
    config = GenerationConfig(
        num_beams=3, num_return_sequences=3, max_new_tokens=9, eos_token_id=END, pad_token_id=PAD,
        bos_token_id=START, return_dict_in_generate=True, output_scores=True,
    )  # fmt: skip
    search = Search(beam=3, max_tokens=9, ends=(END,))
    prompt = [START, 9, 31, 5]
    with torch.inference_mode():
        theirs = tiny().generate(
            input_ids=torch.tensor([prompt]), attention_mask=torch.ones(1, 4, dtype=torch.long),
            generation_config=config,
        )  # fmt: skip

    [best] = CausalDecoder(tiny(), search, arithmetic="model", prompt_limit=30).decode([prompt])

    for own, ids, score in zip(
        (best, *best.others), theirs.sequences[:, 4:].tolist(), theirs.sequences_scores.tolist(), strict=True
    ):
        assert list(own.ids) == ids[: len(own.ids)]
        assert own.score == pytest.approx(score)


@given(sources=st.lists(words, min_size=1, max_size=4), owed=st.integers(0, 2), beam=st.integers(1, 4))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_reward_is_given_as_often_as_it_is_owed(sources: list[list[int]], owed: int, beam: int) -> None:
    """Where nothing is owed nothing changes, and a log-probability stays the model's own."""
    prompts = [[START, *source, 5] for source in sources]
    plain = Search(beam=beam, max_tokens=12, ends=(END,))
    decoder = CausalDecoder(tiny(), plain, arithmetic="model", n_slots=2, prompt_limit=30)
    free = decoder.decode(prompts)
    rewarding = decoder.searching(structs.replace(plain, rewarded=tuple(range(6, 40)), reward=50.0))

    found = rewarding.decode(prompts, owed=[owed] * len(prompts))

    if not owed or beam == 1:
        assert found == free
        return
    for prompt, output in zip(prompts, found, strict=True):
        assert sum(6 <= token < 40 for token in output.ids) >= min(owed, len(output.ids) - 1)
        with torch.inference_mode():
            logits = tiny()(input_ids=torch.tensor([prompt + list(output.ids)])).logits[0]
        known = logits[len(prompt) - 1 : -1].log_softmax(dim=1)
        mean = known.gather(1, torch.tensor(output.ids).unsqueeze(1)).mean().item()
        assert output.log_probability == pytest.approx(mean, abs=1e-4)


@pytest.mark.parametrize("beam", [1, 3])
def test_repeats_are_looked_for_in_the_output_alone(beam: int) -> None:
    """A name in the source must be allowed into its translation, even twice as often."""
    drawn = random.Random(2)
    prompts = [[START, *drawn.choices(range(6, 12), k=6), 5] for _ in range(8)]
    search = Search(beam=beam, max_tokens=14, ends=(END,), no_repeat=1)

    outputs = CausalDecoder(tiny(), search, arithmetic="model", prompt_limit=30).decode(prompts)

    assert all(len(set(output.ids)) == len(output.ids) for output in outputs)
    free = CausalDecoder(
        tiny(), Search(beam=beam, max_tokens=14, ends=(END,)), arithmetic="model", prompt_limit=30
    ).decode(prompts)
    unrepeated = [output.ids for output in free if len(set(output.ids)) == len(output.ids)]
    if beam == 1:
        assert set(unrepeated) <= {output.ids for output in outputs}


@pytest.mark.skipif(
    not has_bfloat16(),
    reason="this processor multiplies no bf16, so keys are kept in fp32 and there is nothing to centre",
)
def test_the_first_tokens_key_is_taken_from_all_that_are_rounded() -> None:
    """Scores far from zero lost their differences in bf16; that was most of what the default model lost."""
    prompt = [START, 9, 31, 17]
    exact, rounded = (
        GemmaShaped(tiny(), arithmetic, n_places=20).read([prompt], None)[0][:, 0].float()
        for arithmetic in ("float32", "bfloat16")
    )

    assert rounded[:, :, 0].abs().max() < 0.05
    assert exact[:, :, 0].abs().max() > 0.5
    assert torch.allclose(rounded, exact - exact[:, :, :1], atol=0.1)


@pytest.mark.skipif(
    not has_bfloat16() or processor_kind() == "amx",
    reason="this processor multiplies no bf16, or so much quicker than fp32 that nothing is spared",
)
def test_bfloat16_spares_the_attention() -> None:
    """Rounding there turned a tenth of the default model's texts into others than fp32 writes."""
    prompt = [START, 9, 31, 17, 40, 12]
    model = copy.deepcopy(tiny())
    for weight in model.parameters():
        # As published ones are; what is kept of them loses nothing.
        weight.data = weight.data.bfloat16().double()
    exact, spared = (
        GemmaShaped(model, arithmetic, n_places=20).read([prompt], None)[0].float()
        for arithmetic in ("float32", "bfloat16")
    )
    centred = exact[:, 0] - exact[:, 0, :, :1]

    # Halves have 11 bits; bf16, with 8, would be eight times as far off. The first layer has met no gate.
    assert torch.allclose(spared[0, 0], centred[0], rtol=2**-10, atol=1e-3)
    assert torch.allclose(spared[0, 1], exact[0, 1], rtol=2**-10, atol=1e-3)


def test_values_too_large_for_halves_stay_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """One infinity would make all that follows no number, and a sentence of the first token only."""
    monkeypatch.setattr("bisum.engines.decode.arithmetic.has_bfloat16", lambda: True)
    model = copy.deepcopy(tiny())
    for layer in model.model.layers:
        layer.self_attn.v_proj.weight.data *= 1e6
    kept = GemmaShaped(model, "bfloat16", n_places=20).read([[START, 9, 31]], None)[0]

    assert kept.dtype is torch.float16
    assert kept.isfinite().all()


@pytest.mark.parametrize("beam", [1, 3])
def test_what_is_taken_from_all_keys_changes_no_output(beam: int) -> None:
    """Only differences of scores count; were one key left out, a sentence would be read wrongly."""
    prompts = [[START, 9, 31, 17, 5], [START, 9, 12, 5], [START, 40, 41, 42, 43, 5]]
    search = Search(beam=beam, max_tokens=12, ends=(END,))
    plain = CausalDecoder(tiny(), search, arithmetic="model", prompt_limit=30)
    centred = CausalDecoder(tiny(), search, arithmetic="model", prompt_limit=30)
    centred._model._centre_keys(START)

    assert [one.ids for one in centred.decode(prompts)] == [one.ids for one in plain.decode(prompts)]


def test_longer_prompts_than_the_limit_are_refused() -> None:
    """Beyond the window a local layer no longer sees the sentence's beginning."""
    decoder = CausalDecoder(tiny(), Search(max_tokens=8, ends=(END,)), arithmetic="model", prompt_limit=5)

    with pytest.raises(EngineError, match="limit is 5"):
        decoder.decode([[START, 6, 7, 8, 9, 5]])
    with pytest.raises(EngineError, match="sees 64"):
        CausalDecoder(tiny(), Search(max_tokens=60, ends=(END,)), arithmetic="model", prompt_limit=5)
