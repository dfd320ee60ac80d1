"""What must not be loaded is refused before it is touched."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from bisum.engines.checkpoints.hashes import sha256_of
from bisum.engines.checkpoints.weights import FolderCheckpoint
from bisum.engines.device import Place
from bisum.engines.generation import room
from bisum.engines.generation.room import require_room
from bisum.errors import EngineError

Checkpoints = Callable[[str], Path]


class Trap:
    """Writes a file if it is ever unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


@pytest.fixture
def folder(tmp_path: Path, checkpoint: Checkpoints) -> Path:
    return Path(shutil.copytree(checkpoint("llama"), tmp_path / "model"))


def test_a_folder_of_safetensors_is_taken(folder: Path) -> None:
    """The good case, so that the refusals below mean something."""
    found = FolderCheckpoint(folder, name="llama", licence="MIT")
    card = found.card("causal")

    assert card.sha256 == hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert (card.model, card.licence, card.revision) == ("llama", "MIT", None)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pt", "anything"])
@pytest.mark.parametrize("form", ["pickle", "torch"])
def test_pickled_weights_are_refused_by_their_content(
    folder: Path, name: str, form: str, tmp_path: Path
) -> None:
    """Unpickling runs whatever the file says; its name proves nothing."""
    (folder / "model.safetensors").unlink()
    trap = Trap(tmp_path / "sprung")
    if form == "pickle":
        (folder / name).write_bytes(pickle.dumps(trap))
    else:
        torch.save({"weight": trap}, folder / name)

    with pytest.raises(EngineError, match=f"only pickled weights .{name}"):
        FolderCheckpoint(folder)
    assert not (tmp_path / "sprung").exists()


def test_a_pickle_named_safetensors_is_refused(folder: Path, tmp_path: Path) -> None:
    """Renaming is the oldest trick."""
    (folder / "model.safetensors").write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))

    with pytest.raises(EngineError, match="is a pickle in spite of its name"):
        FolderCheckpoint(folder)


def test_a_pointer_instead_of_weights_is_refused(folder: Path) -> None:
    """A clone without large files leaves such pointers."""
    (folder / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:77\n")

    with pytest.raises(EngineError, match="isn't in safetensors"):
        FolderCheckpoint(folder)


def test_a_folder_without_weights_says_so(folder: Path) -> None:
    """A tokenizer alone was fetched."""
    (folder / "model.safetensors").unlink()

    with pytest.raises(EngineError, match="holds no weights"):
        FolderCheckpoint(folder)


def test_a_folder_that_is_no_model_says_so(tmp_path: Path) -> None:
    """Articles in place of a model, say."""
    with pytest.raises(EngineError, match=r"holds no config\.json"):
        FolderCheckpoint(tmp_path)
    with pytest.raises(EngineError, match="is no folder"):
        FolderCheckpoint(tmp_path / "none")


def test_a_model_that_wants_its_own_code_is_refused(folder: Path) -> None:
    """Code from a download is never run."""
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "invented", "auto_map": {"AutoModelForCausalLM": "modeling.Invented"}}
    (folder / "config.json").write_text(json.dumps(config))

    with pytest.raises(EngineError, match="wants code of its own"):
        FolderCheckpoint(folder)


def test_a_model_that_does_not_fit_is_refused_before_it_is_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system would kill the process hours into a run, or in the middle of an article."""
    n = FolderCheckpoint(folder).n_numbers
    place = Place(device="cpu", dtype="float32")
    monkeypatch.setattr("bisum.engines.generation.room._free", lambda _: 5.0 * n)

    require_room(n, place, None)
    require_room(n, place, "int8")
    with pytest.raises(EngineError, match=r"GB free: close other programs"):
        require_room(n, place, "bfloat16")


def test_what_is_free_is_what_machine_and_container_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the machine's memory is not ours."""
    meminfo, limit, used = (tmp_path / name for name in ("meminfo", "max", "current"))
    meminfo.write_text("MemTotal: 100 kB\nMemAvailable:      90 kB\n")
    limit.write_text("50000\n")
    used.write_text("20000\n")
    monkeypatch.setattr("bisum.engines.generation.room._MEMINFO", meminfo)
    monkeypatch.setattr("bisum.engines.generation.room._LIMITS", ((limit, used),))

    assert room._free("cpu") == 30_000
    limit.write_text("max\n")
    assert room._free("cpu") == 90 * 1024


def test_a_hash_that_differs_is_refused(folder: Path) -> None:
    """A file that was damaged or exchanged on the way."""
    good = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{good}  model.safetensors\n")
    FolderCheckpoint(folder)
    (folder / "SHA256SUMS").write_text(f"{good[::-1]}  model.safetensors\n")

    with pytest.raises(EngineError, match=f"its SHA-256 is {good}"):
        FolderCheckpoint(folder)


def test_sums_name_only_files_beside_them(folder: Path) -> None:
    """A list from outside must not lead elsewhere."""
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  ../secret\n")

    with pytest.raises(EngineError, match="SHA256SUMS:1"):
        FolderCheckpoint(folder)


def test_the_identity_follows_weights_and_settings(folder: Path) -> None:
    """A changed tokenizer changes texts as surely as changed weights."""
    before = FolderCheckpoint(folder).identity
    config = json.loads((folder / "generation_config.json").read_text())
    (folder / "generation_config.json").write_text(json.dumps({**config, "num_beams": 7}))

    assert FolderCheckpoint(folder).identity != before


def test_a_remembered_hash_is_made_anew_when_the_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trusting an old hash would let a new file pass for the old one."""
    monkeypatch.setattr("bisum.engines.checkpoints.hashes._REMEMBERED_FROM", 0)
    file = tmp_path / "weights"
    file.write_bytes(b"first")
    assert sha256_of(file) == sha256_of(file) == hashlib.sha256(b"first").hexdigest()
    file.write_bytes(b"second!")

    assert sha256_of(file) == hashlib.sha256(b"second!").hexdigest()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.999])
def test_a_model_file_cut_short_is_refused_before_the_run(folder: Path, share: float) -> None:
    """A download that broke off must not be found out after an hour of reading."""
    file = folder / "model.safetensors"
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])

    with pytest.raises(EngineError, match=r"cut off|isn't in safetensors"):
        FolderCheckpoint(folder)
