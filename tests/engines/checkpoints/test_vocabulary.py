"""The cut vocabulary says Arabic and English in the same pieces as the whole one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from bisum.engines.checkpoints.vocabulary import cut_tokenizer, is_kept
from bisum.errors import EngineError

TEXTS = (
    "قال الوزير إن المكتبة ستفتح أبوابها غدا. «لن نغلق الأبواب»",
    "McCarthy said “we will not” in 2026; Rodríguez agreed.",
    "Библиотека откроется завтра. 図書館は明日開きます",
    "getElementById(document.queryString) == null;",
)


@pytest.fixture(scope="module")
def whole() -> Tokenizer:
    specials = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{n:02X}>" for n in range(256))]
    tokenizer = Tokenizer(models.BPE(unk_token=specials[3], byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    # As in Gemma, no piece holds letters and marks.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split("▁", "merged_with_next"), pre_tokenizers.Punctuation()]
    )
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    trainer = trainers.BpeTrainer(vocab_size=700, special_tokens=specials, show_progress=False)
    tokenizer.train_from_iterator(TEXTS * 10, trainer)
    return tokenizer


@pytest.mark.parametrize(
    "piece",
    [
        "<eos>",
        "<0x0A>",
        "\n",
        "▁",
        "▁▁",
        "▁the",
        "McCarthy",
        "▁NATO",
        "▁Rodríguez",
        "▁الوزير",
        "«",
        ".”",
        "؟",
        "7",
        "٣",
    ],
)
def test_what_news_needs_is_kept(piece: str) -> None:
    """A name, number or mark that can't be written is a wrong translation."""
    assert is_kept(piece)


@pytest.mark.parametrize(
    "piece", ["▁Библиотека", "図書", "▁getElementById", "<unused77>", "</div>", "▁{};//*"]
)
def test_other_scripts_and_program_code_go(piece: str) -> None:
    """Each piece costs a row in every step."""
    assert not is_kept(piece)


@given(
    text=st.sampled_from(["McCarthy", "▁Rodríguez", "▁الوزير", "▁NATO", "YouTube", "...”"]), data=st.data()
)
def test_every_part_of_a_kept_piece_is_kept(text: str, data: st.DataObject) -> None:
    """Merging goes by parts: one that is missing would change the pieces of what is kept."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert is_kept(text[start:end])


def test_kept_text_comes_in_the_same_pieces(whole: Tokenizer) -> None:
    """Otherwise the model would read what it was never trained on."""
    cut = cut_tokenizer(whole.to_str().encode())
    small = Tokenizer.from_str(cut.text.decode())
    for text in TEXTS[:2]:
        assert [cut.rows[n] for n in small.encode(text).ids] == whole.encode(text).ids
    assert small.get_vocab_size() < whole.get_vocab_size()


def test_other_text_still_comes_back_whole(whole: Tokenizer) -> None:
    """A Russian name in an Arabic article is read by its bytes, not lost."""
    small = Tokenizer.from_str(cut_tokenizer(whole.to_str().encode()).text.decode())

    assert small.decode(small.encode(TEXTS[2]).ids) == TEXTS[2]


def test_a_tokenizer_of_another_kind_is_refused(whole: Tokenizer) -> None:
    """Cutting it would change what it means, in silence."""
    other = json.loads(whole.to_str())
    other["model"]["byte_fallback"] = False

    with pytest.raises(EngineError, match="can't be cut"):
        cut_tokenizer(json.dumps(other).encode())
    with pytest.raises(EngineError, match="can't be cut"):
        cut_tokenizer(b'{"model": {"type": "Unigram"}}')
