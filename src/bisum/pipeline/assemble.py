"""Assemble: the order of the stages, written once."""

from __future__ import annotations

from bisum.config import Config
from bisum.engines import catalogue
from bisum.engines.ports import Archive, Engine, Tick, Translator
from bisum.model.bitext import Translation
from bisum.pipeline.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.base import Stage
from bisum.stages.check import Check
from bisum.stages.look_up import LookUp
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment
from bisum.stages.summarise import Extract
from bisum.stages.translate import Translate


class Assembled:
    """A pipeline and the engine that makes its English.

    Attributes:
        pipeline: Stages in order.
        engine: What translates or looks up.
    """

    def __init__(self, pipeline: Pipeline, engine: Engine) -> None:
        self.pipeline = pipeline
        self.engine = engine


def assemble(config: Config, *, tick: Tick | None = None) -> Assembled:
    """Build the pipeline that a config asks for, from article to summary; loads no weights.

    Args:
        config: The run's settings.
        tick: Told how many more sentences are translated.

    Raises:
        ConfigError: A file that a setting names can't be read.
        EngineError: The model can't be had, or must not be loaded.
    """
    translate, check, engine = _english_stages(config, tick=tick)
    extract = Extract(n_sentences=config.summary.sentences)
    stages = [*arabic_stages(), translate, Align(), check, extract]
    # What is looked up costs nothing to look up again.
    kept = () if config.translate.engine == "filed" else (Translation,)
    return Assembled(Pipeline(stages, kept=kept), engine)


def assemble_translation(config: Config, *, tick: Tick | None = None) -> Assembled:
    """Build the pipeline from article to English; otherwise like ``assemble``."""
    translate, _, engine = _english_stages(config, tick=tick)
    return Assembled(Pipeline([*arabic_stages(), translate]), engine)


def arabic_stages() -> list[Stage]:
    """Give the stages that need no English."""
    return [Segment(), FindQuotes()]


def _english_stages(config: Config, *, tick: Tick | None) -> tuple[Stage, Stage, Engine]:
    """Give the stage that makes the English, the one that checks it, and the engine of both."""
    if config.translate.engine == "filed":
        archive: Archive = catalogue.open_archive(config.translate)
        return LookUp(archive), Check(archive), archive
    translator: Translator = catalogue.open_translator(config.translate, config.run)
    return Translate(translator, tick=tick), Check(), translator
