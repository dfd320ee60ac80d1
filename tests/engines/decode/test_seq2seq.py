"""Our decoder gives what transformers' ``generate`` gives, for every family and setting."""

from __future__ import annotations

import copy
import functools
import random
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.generating import complete, generated
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    GenerationConfig,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    MBartConfig,
    MBartForConditionalGeneration,
    PegasusConfig,
    PegasusForConditionalGeneration,
)

from bisum.engines.decode import Search, Seq2SeqDecoder, bart_shaped, search_of
from bisum.errors import EngineError

FAMILIES = ("marian", "bart", "pegasus", "mbart", "m2m_100")
N_WORDS = 70
PAD, END = 1, 2


@functools.cache
def tiny(family: str) -> Any:
    """A random model with wide weights, so that its choices are far apart and outputs vary."""
    shared: dict[str, Any] = {
        "vocab_size": N_WORDS, "d_model": 32, "encoder_layers": 2, "decoder_layers": 2,
        "encoder_attention_heads": 4, "decoder_attention_heads": 2, "encoder_ffn_dim": 40,
        "decoder_ffn_dim": 24, "max_position_embeddings": 48,
        "pad_token_id": PAD, "eos_token_id": END, "bos_token_id": 0, "decoder_start_token_id": END,
        "scale_embedding": True, "init_std": 0.4,
    }  # fmt: skip
    kinds: dict[str, tuple[Any, Any]] = {
        "marian": (MarianConfig, MarianMTModel),
        "bart": (BartConfig, BartForConditionalGeneration),
        "pegasus": (PegasusConfig, PegasusForConditionalGeneration),
        "mbart": (MBartConfig, MBartForConditionalGeneration),
        "m2m_100": (M2M100Config, M2M100ForConditionalGeneration),
    }
    config, model = kinds[family]
    if family == "marian":
        # As the public ones have it.
        shared["activation_function"] = "swish"
    torch.manual_seed(11)
    made = model(config(**shared)).eval()
    if hasattr(made, "final_logits_bias"):
        made.final_logits_bias = torch.randn(1, N_WORDS) / 4
    for name, weight in made.named_parameters():
        # What starts as zeros and ones would hide a bias or norm left out.
        if weight.dim() == 1:
            weight.data = torch.randn_like(weight) / 5 + (1 if name.endswith("norm.weight") else 0)
    return made.double()


configs = st.builds(
    lambda beam, penalty, stopping, repeat, least, most, first, last, bad, renormalise: GenerationConfig(
        num_beams=beam, length_penalty=penalty, early_stopping=stopping, no_repeat_ngram_size=repeat,
        min_length=least, max_length=most, forced_bos_token_id=first, forced_eos_token_id=last,
        bad_words_ids=bad, renormalize_logits=renormalise,
        pad_token_id=PAD, eos_token_id=END, bos_token_id=0, decoder_start_token_id=END,
    ),
    st.integers(1, 5), st.sampled_from([-1.0, 0.0, 0.6, 1.0, 2.0]), st.sampled_from([True, False, "never"]),
    st.sampled_from([0, 0, 1, 2, 3]), st.sampled_from([0, 5]), st.integers(3, 16), st.sampled_from([None, 7]),
    st.sampled_from([None, END]), st.sampled_from([None, [[PAD]], [[PAD], [9], [END]]]), st.booleans(),
)  # fmt: skip
batches = st.lists(st.lists(st.integers(3, N_WORDS - 1), min_size=1, max_size=9), min_size=1, max_size=6)


@pytest.mark.parametrize("family", FAMILIES)
@given(config=configs, sources=batches, n_slots=st.integers(1, 4))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_outputs_are_those_of_generate(
    family: str, config: GenerationConfig, sources: list[list[int]], n_slots: int
) -> None:
    """However sentences share slots, each gets the tokens that ``generate`` gives it alone."""
    model = tiny(family)
    sources = [[*source, END] for source in sources]
    expected = generated(model, sources, config)

    search = search_of(complete(config, model.generation_config))
    outputs = Seq2SeqDecoder(model, search, arithmetic="model", n_slots=n_slots).decode(sources)

    assert [list(output.ids) for output in outputs] == expected


@pytest.mark.parametrize("family", FAMILIES)
def test_long_sources_read_in_parts_give_what_generate_gives(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many rows go through a layer part by part; no sentence may get another's row at a seam."""
    monkeypatch.setattr(bart_shaped, "_ROWS_TOGETHER", 3)
    model = tiny(family)
    sources = [[5, 9, 30, 41, 8, END], [6, END], [60, 61, 62, 63, END]]
    config = complete(GenerationConfig(num_beams=2, max_length=12), model.generation_config)
    expected = generated(model, sources, config)

    search = search_of(config)
    outputs = Seq2SeqDecoder(model, search, arithmetic="model", n_slots=3).decode(sources)

    assert [list(output.ids) for output in outputs] == expected


@pytest.mark.parametrize("beam", [1, 4])
def test_mean_log_probability_is_the_models_own(beam: int) -> None:
    """The figure that doubtful sentences are told by is computed anew from the model's logits."""
    model = tiny("marian")
    source = [5, 6, 7, 8, END]
    search = Search(beam=beam, max_tokens=9, ends=(END,), start=END)

    [output] = Seq2SeqDecoder(model, search, arithmetic="model").decode([source])

    with torch.inference_mode():
        fed = torch.tensor([[END, *output.ids[:-1]]])
        logits = model(input_ids=torch.tensor([source]), decoder_input_ids=fed).logits[0]
    scores = logits.log_softmax(dim=1)[range(len(output.ids)), list(output.ids)]
    assert output.log_probability == pytest.approx(float(scores.mean()), abs=1e-5)


def test_outputs_keep_their_order_and_own_limits() -> None:
    """Sentences finish in another order than they came; each output goes back to its sentence."""
    model = tiny("marian")
    drawn = random.Random(3)
    sources = [[*drawn.choices(range(3, N_WORDS), k=drawn.randint(1, 9)), END] for _ in range(30)]
    most = [drawn.randint(1, 12) for _ in sources]
    ticks: list[int] = []
    decoder = Seq2SeqDecoder(
        model, Search(beam=3, max_tokens=12, ends=(END,), start=END), arithmetic="model", n_slots=7
    )

    together = decoder.decode(sources, most=most, done=lambda index, _: ticks.append(index))

    alone = [decoder.decode([source], most=[n])[0] for source, n in zip(sources, most, strict=True)]
    assert [output.ids for output in together] == [output.ids for output in alone]
    assert sorted(ticks) == list(range(len(sources)))
    assert all(len(output.ids) <= n for output, n in zip(together, most, strict=True))
    assert all(output.is_truncated == (output.ids[-1] != END) for output in together)


@pytest.mark.parametrize("arithmetic", ["float32", "bfloat16", "int8"])
@pytest.mark.skipif(not torch.backends.mkldnn.is_available(), reason="torch was built without oneDNN")
def test_other_arithmetic_comes_near(arithmetic: Any) -> None:
    """Rounded products must still be the same products: fp32 gives the very tokens, int8 likely ones."""
    model = tiny("marian")
    sources = [[*range(3, 3 + n), END] for n in range(1, 12)]
    search = Search(beam=4, max_tokens=10, ends=(END,), start=END)
    exact = Seq2SeqDecoder(model, search, arithmetic="model").decode(sources)

    near = Seq2SeqDecoder(model, search, arithmetic=arithmetic).decode(sources)

    n_same = sum(one.ids == other.ids for one, other in zip(exact, near, strict=True))
    assert n_same >= (len(sources) if arithmetic == "float32" else len(sources) // 2)


@pytest.mark.parametrize("arithmetic", ["float32", "bfloat16", "int8"])
@pytest.mark.skipif(not torch.backends.mkldnn.is_available(), reason="torch was built without oneDNN")
def test_nothing_of_the_loaded_model_is_kept(arithmetic: Any) -> None:
    """One norm that is only a view of the file of weights keeps all of it in memory: 300 MB of Marian's."""
    model = copy.deepcopy(tiny("marian")).float()
    sources = [[*range(3, 3 + n), END] for n in range(1, 5)]
    decoder = Seq2SeqDecoder(
        model, Search(beam=2, max_tokens=6, ends=(END,), start=END), arithmetic=arithmetic
    )
    before = decoder.decode(sources)

    for weight in (*model.parameters(), *model.buffers()):
        weight.detach().zero_()

    assert decoder.decode(sources) == before


def test_int8_outputs_do_not_depend_on_their_neighbours() -> None:
    """Each row is quantised by itself, so no batch changes a text."""
    model = tiny("marian")
    sources = [[*range(3, 3 + n), END] for n in range(1, 12)]
    search = Search(beam=4, max_tokens=10, ends=(END,), start=END)
    if not torch.backends.mkldnn.is_available():
        pytest.skip("torch was built without oneDNN")
    decoder = Seq2SeqDecoder(model, search, arithmetic="int8")

    together = decoder.decode(sources)

    assert [output.ids for output in together] == [decoder.decode([source])[0].ids for source in sources]


def test_what_is_not_followed_is_refused() -> None:
    """A setting left aside without a word would give other outputs than the model's maker meant."""
    with pytest.raises(EngineError, match=r"repetition_penalty=1\.3"):
        search_of(GenerationConfig(repetition_penalty=1.3, eos_token_id=END))
    with pytest.raises(EngineError, match="several tokens"):
        search_of(GenerationConfig(bad_words_ids=[[4, 5]], eos_token_id=END))


def test_too_long_outputs_are_refused() -> None:
    """A model with 48 places can't place a 49th token."""
    with pytest.raises(EngineError, match="48 tokens"):
        Seq2SeqDecoder(tiny("bart"), Search(max_tokens=49, ends=(END,), start=END), arithmetic="model")


def test_no_sentences_give_no_outputs() -> None:
    """An empty run is a run."""
    decoder = Seq2SeqDecoder(tiny("bart"), Search(max_tokens=9, ends=(END,), start=END), arithmetic="model")

    assert decoder.decode([]) == []
