"""Assemble: the order of the stages, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from bisum.config import Config, QuoteSettings, Runtime
from bisum.engines import catalogue, remembered
from bisum.engines.filed import FiledElse
from bisum.engines.ports import Embedder, Engine, Tick, Translator
from bisum.engines.translation_memory import MemoryTranslator, TranslationMemory
from bisum.engines.writer_pair import WriterPair
from bisum.errors import ConfigError
from bisum.model.bitext import Translation
from bisum.pipeline.assembly.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.base import Stage
from bisum.stages.check import Check
from bisum.stages.checks.sentence.doubt import Confidence, confidence_of
from bisum.stages.corrections import Corrections, CorrectQuotes, CorrectTranslation, NoteCorrections
from bisum.stages.look_up import LookUp
from bisum.stages.quotes import FindQuotes
from bisum.stages.second_attempts import SecondAttempts
from bisum.stages.segment import Segment
from bisum.stages.summary.abstract import Abstract
from bisum.stages.summary.extract import Extract
from bisum.stages.summary.rewrite import Hybrid
from bisum.stages.translate import Translate
from bisum.store.run.corrections import CorrectionBook

_AS_SHIPPED: Final = QuoteSettings()


class Assembled:
    """A pipeline and the engine that makes its English.

    Attributes:
        pipeline: Stages in order.
        engine: What translates or looks up.
        writer: What writes the summaries; None where the article's own sentences do.
        can_overlap: Whether a model makes the English while other stages work beside it: not where no
            model does, and not where another stage has a model of its own that would be in its way.
    """

    def __init__(
        self, pipeline: Pipeline, engine: Engine, writer: Engine | None = None, *, can_overlap: bool = False
    ) -> None:
        self.pipeline = pipeline
        self.engine = engine
        self.writer = writer
        self.can_overlap = can_overlap


def assemble(config: Config, *, tick: Tick | None = None) -> Assembled:
    """Build the pipeline that a config asks for, from article to summary; loads no weights.

    Args:
        config: The run's settings.
        tick: Told how many more sentences are translated; of nought, while summaries are written.

    Raises:
        ConfigError: A file that a setting names can't be read.
        EngineError: The model can't be had, or must not be loaded.
    """
    translate, check, engine = _english_stages(config, tick=tick)
    summarise, writer = _summary_stage(config, tick=_beat(tick))
    segment, quotes = arabic_stages(_quote_settings(config))
    stages = [segment, quotes, translate, Align(), check, summarise]
    # What is looked up costs nothing to look up again.
    is_looked_up = config.translate.engine == "filed" and config.translate.missing is None
    kept = () if is_looked_up else (Translation,)
    can_overlap = bool(kept) and writer is None and config.quotes.names is None
    if config.corrections is None:
        return Assembled(Pipeline(stages, kept=kept), engine, writer, can_overlap=can_overlap)
    corrections = _corrections(Path(config.corrections))
    stages[1] = CorrectQuotes(quotes, corrections)
    stages[2] = CorrectTranslation(translate, corrections)
    stages[4] = NoteCorrections(check, corrections)
    pipeline = Pipeline(stages, kept=kept, own=corrections.signature_of)
    return Assembled(pipeline, engine, writer, can_overlap=can_overlap)


def assemble_translation(config: Config, *, tick: Tick | None = None) -> Assembled:
    """Build the pipeline from article to English; otherwise like ``assemble``."""
    translate, _, engine = _english_stages(config, tick=tick)
    return Assembled(Pipeline([*arabic_stages(_quote_settings(config)), translate]), engine)


def _quote_settings(config: Config) -> QuoteSettings:
    """Ask no model who speaks where the fake engine tries out what is around the models."""
    if config.translate.engine != "fake":
        return config.quotes
    return msgspec.structs.replace(config.quotes, speakers="rules")


def arabic_stages(settings: QuoteSettings = _AS_SHIPPED) -> list[Stage]:
    """Give the stages that need no English."""
    return [Segment(), FindQuotes(catalogue.open_names(settings), catalogue.open_speakers(settings))]


def _beat(tick: Tick | None) -> Tick | None:
    """Give what is told of written texts: no sentence is translated by them, but the run lives."""
    return None if tick is None else lambda _: tick(0)


def _summary_stage(config: Config, *, tick: Tick | None) -> tuple[Stage, Engine | None]:
    """Give the stage that makes the summary, and the engine that writes it."""
    settings = config.summary
    if settings.method == "extractive":
        return Extract(n_sentences=settings.sentences), None
    entailer = catalogue.open_entailer(settings)
    if settings.method == "hybrid":
        shortener = catalogue.open_summariser(settings, config.run, "sentence")
        return Hybrid(shortener, n_sentences=settings.sentences, entailer=entailer, tick=tick), shortener
    writer = catalogue.open_summariser(settings, config.run, "article")
    arabic = None
    if settings.arabic_model is not None:
        arabic = catalogue.open_summariser(settings, config.run, "article", key="arabic_model")
    stage = Abstract(writer, arabic=arabic, n_sentences=settings.sentences, entailer=entailer, tick=tick)
    return stage, WriterPair(writer, arabic) if arabic else writer


def _corrections(path: Path) -> Corrections:
    if not path.exists():
        msg = f"{path}: no such book of corrections; `bisum serve` makes it, or leave 'corrections' out"
        raise ConfigError(msg)
    return Corrections(CorrectionBook(path).all())


def _with_memory(translator: Translator, runtime: Runtime) -> Translator:
    if runtime.memory is None:
        return translator
    limit = runtime.memory_mb * 1_000_000
    return MemoryTranslator(translator, TranslationMemory(Path(runtime.memory), limit_bytes=limit))


def _english_stages(config: Config, *, tick: Tick | None) -> tuple[Stage, Stage, Engine]:
    """Give the stage that makes the English, the one that checks it, and the engine of both."""
    settings = config.translate
    archive = catalogue.open_archive(settings) if settings.engine == "filed" else None
    if archive is not None and settings.missing is None:
        return LookUp(archive), Check(archive), archive
    translate, confidence, translator = _translating(_by_model(config), tick=tick)
    check = Check(archive, confidence=confidence, embedder=_embedder(config))
    if archive is None:
        return translate, check, translator
    return LookUp(archive, translate), check, FiledElse(archive, translator)


def _by_model(config: Config) -> Config:
    """Give the settings of a run with those by which a model translates, also only what isn't filed."""
    settings = config.translate
    if settings.engine != "filed" or settings.missing is None:
        return config
    by_model = msgspec.structs.replace(settings, engine=settings.missing, missing=None)
    return msgspec.structs.replace(config, translate=by_model)


def _embedder(config: Config) -> Embedder | None:
    """Give what makes sentence vectors, None where that isn't wanted or isn't installed."""
    if config.checks.vectors == "never":
        return None
    return catalogue.open_embedder()


def _translating(config: Config, *, tick: Tick | None) -> tuple[Translate, Confidence, Translator]:
    """Give the stage that translates, what its log-probabilities are worth, and the engine."""
    translator = _with_memory(remembered.open_translator(config.translate, config.run), config.run)
    confidence = confidence_of(translator.card.engine)
    again = _again(config, translator, confidence)
    return Translate(translator, tick=tick, again=again), confidence, translator


def _again(config: Config, translator: Translator, confidence: Confidence) -> SecondAttempts | None:
    """Give what asks again for doubtful sentences; the fake engine leaves nothing but doubt."""
    retry = config.retry
    if retry.most == 0 or config.translate.engine == "fake":
        return None
    second = None
    if retry.model is not None:
        chosen = msgspec.structs.replace(
            config.translate,
            engine="auto",
            model=retry.model,
            adapter=retry.adapter,
            accept_licence=retry.accept_licence,
        )
        second = remembered.open_translator(chosen, config.run)
    return SecondAttempts(translator, most=retry.most, confidence=confidence, second=second)
