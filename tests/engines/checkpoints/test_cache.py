"""Cached models appear whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from bisum.engines.checkpoints import cache
from bisum.errors import EngineError


def _make(folder: Path) -> None:
    (folder / "weights").write_bytes(b"12345")


def _count(folder: Path) -> None:
    with Path(os.environ["COUNT_FILE"]).open("a") as file:
        file.write("made\n")
    _make(folder)


def _make_counted() -> None:
    cache.make_once("model-a", _count)


def test_a_model_is_made_once_and_listed() -> None:
    """Later runs start in seconds, and `bisum models` says what the cache takes."""
    place = cache.make_once("model-a", _make)
    again = cache.make_once("model-a", lambda _: pytest.fail("made twice"))

    assert again == place
    assert [(model.name, model.n_bytes) for model in cache.cached_models()] == [("model-a", 5)]


def test_a_failure_leaves_nothing_behind() -> None:
    """A half-made model must never be taken for a whole one."""

    def fail(folder: Path) -> None:
        _make(folder)
        msg = "interrupted"
        raise KeyboardInterrupt(msg)

    with pytest.raises(KeyboardInterrupt):
        cache.make_once("model-a", fail)

    assert cache.cached_models() == ()


def test_of_two_processes_one_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs started together mustn't both spend the memory of an assembly."""
    monkeypatch.setenv("COUNT_FILE", str(tmp_path / "count"))
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_make_counted) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert (tmp_path / "count").read_text() == "made\n"


def test_a_cache_that_cant_be_written_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home is common on clusters."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    with pytest.raises(EngineError, match="XDG_CACHE_HOME"):
        cache.make_once("model-a", _make)


def test_a_relative_cache_home_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the XDG specification has it; else each folder would get a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")

    assert cache.root() == Path.home() / ".cache" / "bisum" / "models"
