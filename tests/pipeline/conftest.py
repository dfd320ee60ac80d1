"""A run in this process, with an engine that counts what it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bisum import config
from bisum.engines import catalogue
from bisum.engines.fakes import MarkingTranslator
from bisum.model.record import Record
from bisum.pipeline.reporting.progress import Progress, Silence
from bisum.pipeline.reporting.report import RunReport
from bisum.pipeline.run import Overview, Run, Selection

Go = Callable[..., RunReport]


class Watched(MarkingTranslator):
    """The fake engine under a name that a test may change."""

    def __init__(self) -> None:
        super().__init__()
        self.called = "watched-1"

    @property
    def signature(self) -> str:
        return self.called


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The engine that all runs of a test get."""
    watched = Watched()
    monkeypatch.setattr(catalogue, "open_translator", lambda *_: watched)
    return watched


@pytest.fixture
def go(fake_config: Path, tmp_path: Path, engine: Watched) -> Go:
    """Run into ``tmp_path / 'out'``."""

    def run(
        articles: Path,
        *settings: str,
        publish: Callable[[Record], None] = lambda _: None,
        output: str = "out",
        selection: Selection | None = None,
        progress: Progress | None = None,
        overview: Overview | None = None,
    ) -> RunReport:
        paths = (f"input={articles}", f"output={tmp_path / output}")
        chosen = config.load(fake_config, settings=(*paths, *settings))
        work = Run(
            chosen,
            selection=selection or Selection(),
            progress=progress or Silence(),
            publish=publish,
            overview=overview,
        )
        return work.go()

    return run
