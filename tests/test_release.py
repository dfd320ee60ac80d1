"""What is released holds all that it needs, and nothing else."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import bisum

ROOT = Path(__file__).parents[1]
IN_WHEEL = {  # folder of the source tree: where it lies in the wheel
    "src/bisum": "bisum",
    "configs": "bisum/shipped/configs",
    "models": "bisum/shipped/models",
    "samples": "bisum/shipped/samples",
}
IN_SDIST = (*IN_WHEEL, "benchmarks", "docs", "gold", "recipes", "tests")


def _files(folder: str) -> list[str]:
    """Give the files of a folder of the source tree that git would keep, relative to it."""
    listed = (file for file in (ROOT / folder).rglob("*") if file.is_file())
    return [file.relative_to(ROOT / folder).as_posix() for file in listed if "__pycache__" not in file.parts]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, as `make dist` does."""
    [built] = WheelBuilder(str(ROOT)).build(
        directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]
    )
    return Path(built)


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        return email.message_from_bytes(packed.read(f"bisum-{bisum.__version__}.dist-info/METADATA"))


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    """A table or template left out shows only at a user's; tests and outputs have no place there."""
    wanted = {f"{there}/{file}" for here, there in IN_WHEEL.items() for file in _files(here)}
    with zipfile.ZipFile(wheel) as packed:
        found = {
            name for name in packed.namelist() if not name.startswith(f"bisum-{bisum.__version__}.dist-info/")
        }

    assert found == wanted


def test_the_wheel_brings_the_licences_of_code_and_adapter(wheel: Path, metadata: Message) -> None:
    """Gemma's terms ask that whoever gets the adapter gets them and the notice, too."""
    named = metadata.get_all("License-File", [])
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()

    assert metadata["License-Expression"] == "Apache-2.0 AND CC0-1.0 AND LicenseRef-Gemma-Terms-of-Use"
    assert {Path(name).name for name in named} == {"LICENSE", "Notice", "GEMMA_TERMS.txt"}
    assert {f"bisum-{bisum.__version__}.dist-info/licenses/{name}" for name in named} <= set(names)


def test_the_version_is_one(metadata: Message) -> None:
    """The wheel, `bisum --version`, records and the changelog must name the same one."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert metadata["Version"] == bisum.__version__
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == bisum.__version__


def test_an_installed_wheel_begins_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Configs, samples, tables, templates and the default model's adapter are found without the source."""
    installed, desk = tmp_path / "installed", tmp_path / "desk"
    desk.mkdir()
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)  # noqa: S202 - our own

    def says(*words: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, *words]
        told = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr
        return told.stdout + told.stderr

    adapter = says("-c", "from bisum.engines.checkpoints.adapters import own_adapter; print(own_adapter())")
    begun = says("-m", "bisum", "init")
    says("-m", "bisum", "run", "configs/quickstart.yaml", "--set", "translate.engine=fake", "--limit", "2")

    assert adapter.startswith(str(installed))
    assert begun.splitlines()[-1] == "begin with: bisum run configs/quickstart.yaml"
    assert (desk / "outputs" / "quickstart" / "site" / "index.html").is_file()


def test_the_source_archive_holds_what_its_tests_need(tmp_path: Path) -> None:
    """Whoever packages bisum runs its tests from this archive."""
    [built] = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(built) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}

    assert {f"{folder}/{file}" for folder in IN_SDIST for file in _files(folder)} <= names
    assert {"constraints.txt", "requirements.lock", "Makefile", "CHANGELOG.md", "README.md"} <= names
    assert {name for name in names if name.startswith(("outputs/", "dist/", ".venv"))} <= {"outputs/.gitkeep"}
