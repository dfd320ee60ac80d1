"""Tiny random models of every family, in the exact layout of the model hub."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sentencepiece
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SENTENCES = (
    "قال الوزير سامر الخطيب إن المكتبة الجديدة ستفتح أبوابها غدا.",
    "«لن نغلق الأبواب»، أضاف رئيس البلدية أمام الصحفيين؛ ثم غادر القاعة.",
    "وصلت 250 حافلة إلى المدينة صباح الأحد، بينما بقيت 12 منها خارجها.",
    "هل تعود المدارس إلى العمل في أيلول؟",
    "The minister said the new library would open tomorrow.",
    "“We will not close the doors,” the mayor added.",
    "250 buses reached the city on Sunday morning.",
)
# Small enough to be made in a moment, large enough to differ from each other.
GEMMA_SPECIALS = ("<pad>", "<eos>", "<bos>", "<unk>")
WIDTH, HEADS, FEED_FORWARD, LAYERS, POSITIONS = 16, 2, 32, 2, 128


def _sentencepiece(n_pieces: int = 150) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 20), model_writer=model, vocab_size=n_pieces,
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def _pieces(model: bytes) -> list[tuple[str, float]]:
    loaded = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [(loaded.id_to_piece(n), loaded.get_score(n)) for n in range(len(loaded))]


def _save(model: transformers.PreTrainedModel, folder: Path) -> Path:
    model.save_pretrained(folder)
    return folder


def _marian(folder: Path) -> Path:
    source, target = _sentencepiece(), _sentencepiece(140)
    words = dict.fromkeys(["</s>", "<unk>", *(piece for piece, _ in [*_pieces(source), *_pieces(target)])])
    vocabulary = {word: n for n, word in enumerate([*words, "<pad>"])}
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "MarianTokenizer", "source_lang": "ar", "target_lang": "en"})
    )
    pad = vocabulary["<pad>"]
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary), pad_token_id=pad, decoder_start_token_id=pad, eos_token_id=0,
        bos_token_id=0, forced_eos_token_id=0, max_position_embeddings=POSITIONS, scale_embedding=True,
        **_bart_shape(),
    )  # fmt: skip
    model = transformers.MarianMTModel(config)
    model.generation_config.bad_words_ids = [[pad]]
    return _save(model, folder)


def _bart_shape() -> dict[str, int]:
    return {
        "d_model": WIDTH, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
        "encoder_attention_heads": HEADS, "decoder_attention_heads": HEADS,
        "encoder_ffn_dim": FEED_FORWARD, "decoder_ffn_dim": FEED_FORWARD,
    }  # fmt: skip


def _m2m100(folder: Path) -> Path:
    model = _sentencepiece()
    (folder / "sentencepiece.bpe.model").write_bytes(model)
    words = dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", *(piece for piece, _ in _pieces(model))])
    (folder / "vocab.json").write_text(json.dumps({word: n for n, word in enumerate(words)}))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "M2M100Tokenizer"}))
    tokenizer = transformers.M2M100Tokenizer.from_pretrained(folder)
    languages = list(tokenizer.lang_token_to_id)
    (folder / "special_tokens_map.json").write_text(json.dumps({"additional_special_tokens": languages}))
    return _save(_m2m100_model(len(words) + len(languages) + 8), folder)


def _m2m100_model(n_words: int) -> transformers.PreTrainedModel:
    config = transformers.M2M100Config(
        vocab_size=n_words, max_position_embeddings=POSITIONS, decoder_start_token_id=2, **_bart_shape()
    )
    return transformers.M2M100ForConditionalGeneration(config)


def _byte_pairs(specials: tuple[str, ...], n_words: int = 300) -> Tokenizer:
    """Train a byte-pair tokenizer as Gemma, Llama and NLLB have them."""
    tokenizer = Tokenizer(models.BPE(unk_token=specials[3], byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    byte_pieces = [f"<0x{n:02X}>" for n in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=n_words + 256, special_tokens=[*specials, *byte_pieces], show_progress=False
    )
    tokenizer.train_from_iterator(SENTENCES * 5, trainer)
    return tokenizer


def _nllb(folder: Path) -> Path:
    whole = json.loads(_byte_pairs(("<s>", "<pad>", "</s>", "<unk>")).to_str())["model"]
    tokenizer = transformers.NllbTokenizer(
        vocab=whole["vocab"], merges=[tuple(pair) for pair in whole["merges"]], src_lang="eng_Latn"
    )
    tokenizer.save_pretrained(folder)
    return _save(_m2m100_model(len(tokenizer)), folder)


def _mbart50(folder: Path) -> Path:
    tokenizer = transformers.MBart50Tokenizer(
        vocab=_pieces(_sentencepiece()), src_lang="en_XX", tgt_lang="en_XX"
    )
    tokenizer.save_pretrained(folder)
    config = transformers.MBartConfig(
        vocab_size=len(tokenizer), max_position_embeddings=POSITIONS, decoder_start_token_id=2,
        tokenizer_class="MBart50Tokenizer",
        normalize_before=True, normalize_embedding=True, scale_embedding=True, **_bart_shape(),
    )  # fmt: skip
    return _save(transformers.MBartForConditionalGeneration(config), folder)


def _bart(folder: Path) -> Path:
    tokenizer = _byte_pairs(("<s>", "<pad>", "</s>", "<unk>"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    marks = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    wrapped = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks)
    wrapped.save_pretrained(folder)
    config = transformers.BartConfig(
        vocab_size=len(wrapped), max_position_embeddings=POSITIONS, pad_token_id=1, bos_token_id=0,
        eos_token_id=2, decoder_start_token_id=2, forced_eos_token_id=2, **_bart_shape(),
    )  # fmt: skip
    model = transformers.BartForConditionalGeneration(config)
    # As bart-large-cnn is saved.
    model.generation_config.update(
        num_beams=4, min_length=4, no_repeat_ngram_size=3, length_penalty=2.0, early_stopping=True
    )
    return _save(model, folder)


def _pegasus(folder: Path) -> Path:
    marks = [("<pad>", 0.0), ("</s>", 0.0), ("<mask_1>", 0.0), ("<mask_2>", 0.0), ("<unk>", 0.0)]
    tokenizer = transformers.PegasusTokenizer(vocab=[*marks, *_pieces(_sentencepiece())[3:]])
    tokenizer.save_pretrained(folder)
    config = transformers.PegasusConfig(
        vocab_size=len(tokenizer), max_position_embeddings=POSITIONS, pad_token_id=0, eos_token_id=1,
        decoder_start_token_id=0, forced_eos_token_id=1, scale_embedding=True, **_bart_shape(),
    )  # fmt: skip
    return _save(transformers.PegasusForConditionalGeneration(config), folder)


def _t5(folder: Path, kind: str = "t5") -> Path:
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("<2en>", -1.0), *_pieces(_sentencepiece())[3:]]
    tokenizer = transformers.T5Tokenizer(vocab=pieces, extra_ids=0)
    tokenizer.save_pretrained(folder)
    shape = {
        "vocab_size": len(tokenizer), "d_model": WIDTH, "d_kv": WIDTH // HEADS, "d_ff": FEED_FORWARD,
        "num_layers": LAYERS, "num_heads": HEADS, "decoder_start_token_id": 0,
    }  # fmt: skip
    if kind == "mt5":
        return _save(
            transformers.MT5ForConditionalGeneration(
                transformers.MT5Config(**shape, tie_word_embeddings=False)
            ),
            folder,
        )
    return _save(transformers.T5ForConditionalGeneration(transformers.T5Config(**shape)), folder)


def _mt5(folder: Path) -> Path:
    return _t5(folder, "mt5")


def _decoder_only_tokenizer(folder: Path, *, chat: bool) -> int:
    tokenizer = _byte_pairs(GEMMA_SPECIALS)
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    wrapped = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **dict(zip(("pad_token", "eos_token", "bos_token", "unk_token"), GEMMA_SPECIALS, strict=True)),
    )
    if chat:
        wrapped.chat_template = "<bos>{% for m in messages %}{{ m['content'] }}{% endfor %}\nAnswer:"
    wrapped.save_pretrained(folder)
    return len(wrapped)


def _gemma3(folder: Path) -> Path:
    n_words = _decoder_only_tokenizer(folder, chat=False)
    config = transformers.Gemma3TextConfig(
        vocab_size=n_words, hidden_size=WIDTH, intermediate_size=FEED_FORWARD, num_hidden_layers=LAYERS,
        num_attention_heads=HEADS, num_key_value_heads=1, head_dim=8, sliding_window=512,
        max_position_embeddings=512, pad_token_id=0, eos_token_id=1, bos_token_id=2, query_pre_attn_scalar=8,
    )  # fmt: skip
    (folder / "prompt.json").write_text(json.dumps({"template": "Arabic: {source}\nEnglish:"}))
    return _save(transformers.Gemma3ForCausalLM(config), folder)


def _llama(folder: Path) -> Path:
    n_words = _decoder_only_tokenizer(folder, chat=True)
    config = transformers.LlamaConfig(
        vocab_size=n_words, hidden_size=WIDTH, intermediate_size=FEED_FORWARD, num_hidden_layers=LAYERS,
        num_attention_heads=HEADS, num_key_value_heads=1, max_position_embeddings=256,
        pad_token_id=0, eos_token_id=1, bos_token_id=2,
    )  # fmt: skip
    return _save(transformers.LlamaForCausalLM(config), folder)


FAMILIES: dict[str, Callable[[Path], Path]] = {
    "marian": _marian, "m2m100": _m2m100, "nllb": _nllb, "mbart50": _mbart50, "t5": _t5, "mt5": _mt5,
    "gemma3": _gemma3, "llama": _llama, "bart": _bart, "pegasus": _pegasus,
}  # fmt: skip


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a family's tiny model once; the folder is shared, so tests copy what they change."""
    made: dict[str, Path] = {}

    def make(family: str) -> Path:
        if family not in made:
            torch.manual_seed(7)
            made[family] = FAMILIES[family](tmp_path_factory.mktemp(family))
        return made[family]

    return make


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Keep tests out of the user's cache, but for those that need the default model's weights."""
    if not request.node.get_closest_marker("weights"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
