"""Converted models say what their originals say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.checkpoints import cache
from bisum.engines.generation.conversion import require_tokens
from bisum.engines.ports import Translator
from bisum.errors import ConfigError, EngineError

pytest.importorskip("ctranslate2")

Checkpoints = Callable[[str], Path]

ARABIC = (
    "قال الوزير إن المكتبة ستفتح غدا.",
    "«لن نغلق الأبواب»، أضاف رئيس البلدية.",
    "وصلت 250 حافلة.",
)


def open_tiny(folder: Path, engine: Any, *, dtype: Any = "float32", **settings: Any) -> Translator:
    chosen = TranslateSettings(model=str(folder), engine=engine, **{"max_tokens": 10, **settings})
    return catalogue.open_translator(chosen, Runtime(device="cpu", dtype=dtype, threads=1))


@pytest.mark.parametrize("beam", [1, 3])
@pytest.mark.parametrize("family", ["marian", "nllb", "mbart50", "t5", "gemma3", "llama"])
def test_a_converted_model_gives_the_same_texts(checkpoint: Checkpoints, family: str, beam: int) -> None:
    """In fp32 nothing may differ, or the conversion lost something."""
    folder = checkpoint(family)
    original = open_tiny(folder, "auto", beam=beam).translate(ARABIC)
    converted = open_tiny(folder, "ctranslate2", beam=beam).translate(ARABIC)

    assert [result.text for result in converted] == [result.text for result in original]
    for one, other in zip(converted, original, strict=True):
        assert one.log_probability == pytest.approx(other.log_probability, abs=0.02)
        assert one.is_truncated == other.is_truncated


def test_m2m100_keeps_its_languages(checkpoint: Checkpoints) -> None:
    """Its random weights write tokens that stand for nothing, which both leave out otherwise."""
    folder = checkpoint("m2m100")
    original = open_tiny(folder, "auto").translate(ARABIC)
    converted = open_tiny(folder, "ctranslate2").translate(ARABIC)

    assert [result.text for result in converted] == [result.text.replace("<unk>", "") for result in original]


def test_a_tokenizer_saved_without_its_languages_does_not_convert(
    checkpoint: Checkpoints, tmp_path: Path
) -> None:
    """The converter itself may not notice."""
    folder = Path(shutil.copytree(checkpoint("m2m100"), tmp_path / "m2m100"))
    (folder / "special_tokens_map.json").unlink()

    with pytest.raises(EngineError, match="vocabulary"):
        open_tiny(folder, "ctranslate2").translate(ARABIC)
    assert cache.cached_models() == ()


def test_a_lost_language_token_is_named(tmp_path: Path) -> None:
    """Such a model would write any language."""
    (tmp_path / "shared_vocabulary.json").write_text('["<s>", "__ar__"]')
    require_tokens(tmp_path, ["__ar__"])

    with pytest.raises(EngineError, match="lacks '__en__'"):
        require_tokens(tmp_path, ["__ar__", "__en__"])


def test_a_model_is_converted_once_for_each_precision(checkpoint: Checkpoints) -> None:
    """Converting takes a minute; int8 and float32 give different texts, so both are named."""
    folder = checkpoint("marian")
    exact, quick = open_tiny(folder, "ctranslate2"), open_tiny(folder, "ctranslate2", dtype="auto")
    for translator in (exact, quick, open_tiny(folder, "ctranslate2")):
        translator.translate(ARABIC)

    assert exact.signature != quick.signature
    assert (exact.arithmetic, quick.arithmetic) == (("cpu", "float32"), ("cpu", "int8"))
    assert len(cache.cached_models()) == 2


def test_a_converted_folder_is_opened_as_it_is(checkpoint: Checkpoints, tmp_path: Path) -> None:
    """Prepared on another machine, say."""
    original = open_tiny(checkpoint("marian"), "ctranslate2").translate(ARABIC)
    [cached] = cache.cached_models()
    folder = shutil.copytree(cached.place, tmp_path / "converted")
    brought = open_tiny(folder, "auto")

    assert brought.card.engine == "ctranslate2"
    assert list(brought.translate(ARABIC)) == list(original)


def test_a_pickle_under_the_name_of_a_converted_model_is_refused(tmp_path: Path) -> None:
    """Both call their weights model.bin."""
    (tmp_path / "model.bin").write_bytes(b"\x80\x04.")
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(EngineError, match="is a pickle"):
        open_tiny(tmp_path, "auto")


def test_models_that_would_come_out_wrong_are_refused(checkpoint: Checkpoints) -> None:
    """mT5's logits would be scaled down, and the search level all choices."""
    with pytest.raises(EngineError, match="scales the outputs"):
        open_tiny(checkpoint("mt5"), "ctranslate2").translate(ARABIC)


def test_a_precision_that_isnt_there_is_a_wrong_setting(checkpoint: Checkpoints) -> None:
    """CTranslate2 has no bfloat16 on processors."""
    with pytest.raises(ConfigError, match=r"run\.dtype"):
        open_tiny(checkpoint("marian"), "ctranslate2", dtype="bfloat16")
