"""``bisum init``: something to begin with, and nothing of the user's lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.engines.checkpoints.adapters import own_adapter
from bisum.errors import ConfigError, EngineError
from bisum.store.beginning import copy_beginning

ROOT = Path(__file__).parents[2]


def test_a_beginner_gets_configs_and_samples_that_belong_together(bisum, tmp_path: Path) -> None:
    """The first run of an installed bisum is two commands."""
    done = bisum("init", tmp_path / "new" / "desk")

    assert done.returncode == 0
    assert done.stdout == ""
    assert (
        done.stderr.splitlines()[-1] == f"begin with: bisum run {tmp_path}/new/desk/configs/quickstart.yaml"
    )
    for name in ("configs/quickstart.yaml", "samples/articles/news.jsonl", "samples/references.jsonl"):
        assert (tmp_path / "new" / "desk" / name).read_bytes() == (ROOT / name).read_bytes()


def test_nothing_of_the_user_is_replaced(tmp_path: Path) -> None:
    """A config that somebody worked on is worth more than ours."""
    first, _ = copy_beginning(tmp_path)
    (tmp_path / "configs" / "news.yaml").write_text("mine: true\n", encoding="utf-8")
    (tmp_path / "configs" / "filed.yaml").unlink()
    written, kept = copy_beginning(tmp_path)

    assert tmp_path / "configs" / "filed.yaml" in first
    assert written == (tmp_path / "configs" / "filed.yaml",)
    assert kept == (tmp_path / "configs" / "news.yaml",)
    assert (tmp_path / "configs" / "news.yaml").read_text(encoding="utf-8") == "mine: true\n"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the way is no bug."""
    (tmp_path / "configs").write_text("", encoding="utf-8")

    with pytest.raises(ConfigError, match="can't be written there"):
        copy_beginning(tmp_path)


def test_a_broken_installation_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copied the code alone must learn what to do."""
    monkeypatch.setattr("bisum.shipped._PACKAGE", tmp_path / "lib" / "bisum")

    with pytest.raises(ConfigError, match="install bisum anew"):
        copy_beginning(tmp_path / "desk")
    with pytest.raises(EngineError, match="install bisum anew"):
        own_adapter()


def test_a_missing_config_leads_to_the_command_that_writes_one(bisum, tmp_path: Path) -> None:
    """Somebody who installed the package has none yet."""
    done = bisum("run", tmp_path / "quickstart.yaml")

    assert done.returncode == 2
    assert "bisum init" in done.stderr
