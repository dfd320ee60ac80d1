"""Names lead to engines, and wrong ones to what was meant."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue
from bisum.errors import ConfigError, EngineError

RUNTIME = Runtime(device="cpu", dtype="float32", threads=1)


def test_the_catalogue_imports_no_model_library() -> None:
    """`bisum --help` must answer at once."""
    program = (
        "import sys; import bisum.engines.catalogue; "
        "print([name for name in ('torch', 'transformers', 'ctranslate2') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("model", catalogue.PUBLIC_MODELS, ids=lambda model: model.name)
def test_every_public_model_states_its_terms(model: catalogue.PublicModel) -> None:
    """Who uses weights must know under which licence."""
    assert model.licence
    assert ("NC" in model.licence) == model.is_non_commercial
    assert model.source_limit >= 100
    assert not model.scores or "(" in model.scores, "a score names its source"
    assert model.revision is None or re.fullmatch("[0-9a-f]{40}", model.revision), "a branch may move"


def test_a_licence_that_ends_at_a_border_must_be_accepted() -> None:
    """An analyst in London has no right to use it, and must learn so before and not after."""
    settings = TranslateSettings(model="tencent/HY-MT1.5-1.8B")

    with pytest.raises(ConfigError, match=r"no right to use it in the European Union.*accept_licence"):
        catalogue.open_translator(settings, Runtime())


def test_names_are_there_once() -> None:
    """The first would hide the second."""
    names = [model.name for model in catalogue.PUBLIC_MODELS]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("opus-mt-ar-em", "Helsinki-NLP/opus-mt-ar-en"),
        ("gemma-270m-ar-en", "gemma-3-270m-ar-en"),
        ("nllb-200-distilled-600m", "facebook/nllb-200-distilled-600M"),
    ],
)
def test_a_wrong_name_is_met_with_near_ones(wrong: str, meant: str) -> None:
    """Model names are hard to remember."""
    with pytest.raises(ConfigError, match=f"{wrong}.*did you mean.*{meant}"):
        catalogue.open_translator(TranslateSettings(model=wrong), RUNTIME)


def test_a_missing_folder_is_not_taken_for_a_hub_name() -> None:
    """Nothing is asked of the hub for what is plainly a path."""
    with pytest.raises(ConfigError, match="no folder is there"):
        catalogue.open_translator(TranslateSettings(model="./models/none"), RUNTIME)


def test_a_non_commercial_licence_must_be_accepted() -> None:
    """A newsroom may well be a business."""
    with pytest.raises(ConfigError, match="accept_licence"):
        catalogue.open_translator(TranslateSettings(model="facebook/nllb-200-3.3B"), RUNTIME)


@pytest.mark.parametrize("key", ["model", "adapter"])
def test_a_folder_that_holds_no_model_is_met_with_its_setting(key: str, tmp_path: Path) -> None:
    """A config names up to six models, and a folder's name tells by luck alone which of them is meant."""
    names = {"model": catalogue.DEFAULT_MODEL, key: str(tmp_path)}

    with pytest.raises(EngineError, match=f"^translate.{key}: .* holds no "):
        catalogue.open_translator(TranslateSettings(engine="causal", **names), RUNTIME)


def test_a_summariser_translates_nothing() -> None:
    """Its fluent output would pass for a translation."""
    with pytest.raises(ConfigError, match="is a summariser"):
        catalogue.open_translator(TranslateSettings(model="facebook/bart-large-cnn"), RUNTIME)


def test_an_unreachable_hub_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a connection is normal where this tool is used."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))

    with pytest.raises(
        EngineError, match=r"isn't on this machine \(no folder of that path, .*bisum models fetch"
    ):
        catalogue.open_translator(TranslateSettings(model="Helsinki-NLP/opus-mt-ar-en"), RUNTIME)


@pytest.mark.parametrize(("family", "engine"), [("marian", "seq2seq"), ("llama", "causal")])
def test_auto_takes_the_engine_that_the_model_is_made_for(
    checkpoint: Callable[[str], Path], family: str, engine: str
) -> None:
    """A user names a model, not its architecture."""
    settings = TranslateSettings(model=str(checkpoint(family)))

    assert catalogue.engine_for(settings) == engine
    assert catalogue.open_translator(settings, RUNTIME).card.engine == engine


def test_the_default_model_is_opened_by_its_name() -> None:
    """And tells what it is without being loaded or assembled."""
    translator = catalogue.open_translator(TranslateSettings(model=catalogue.DEFAULT_MODEL), RUNTIME)

    assert translator.card.licence == "Gemma Terms of Use"
    assert translator.card.caution is not None
    assert "not for analysis" in translator.card.caution
    assert translator.arithmetic == ("cpu", "float32")
    assert catalogue.cached_models() == ()


def test_an_adapter_that_was_exchanged_is_refused(tmp_path: Path) -> None:
    """Its hash stands beside it; another file there is damage or worse."""
    own = Path(__file__).parents[2] / "models" / "ar-en-gemma"
    folder = Path(shutil.copytree(own, tmp_path / "adapter"))
    weights = bytearray((folder / "adapter_model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "adapter_model.safetensors").write_bytes(weights)

    with pytest.raises(EngineError, match="its SHA-256 is"):
        catalogue.open_translator(
            TranslateSettings(model=catalogue.DEFAULT_MODEL, adapter=str(folder)), RUNTIME
        )


def test_the_fake_engine_and_the_archive_open_without_a_model(tmp_path: Path) -> None:
    """Tests and dry runs need no weights."""
    (tmp_path / "filed.tsv").write_text("لا\tNo\n")
    fake = catalogue.open_translator(TranslateSettings(engine="fake"), RUNTIME)
    filed = TranslateSettings(engine="filed", path=str(tmp_path / "filed.tsv"))

    assert fake.translate(["لا"])[0].text == "<en>لا</en>"
    assert catalogue.open_archive(filed).find("لا") == "No"
    with pytest.raises(ConfigError, match="archive"):
        catalogue.open_translator(filed, RUNTIME)
