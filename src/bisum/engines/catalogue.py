"""Names of engines and models, and what opens them; imports no model library."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, cast

import msgspec

from bisum.config import QuoteSettings, Runtime, SummarySettings, TranslateSettings
from bisum.engines import speaker_ranker
from bisum.engines.checkpoints.cache import CachedModel, cached_models
from bisum.engines.checkpoints.pins import split_pin
from bisum.engines.fakes import MarkingTranslator
from bisum.engines.filed import FiledArchive
from bisum.engines.ports import Archive, Embedder, Entailer, NameFinder, SpeakerRanker, Summariser, Translator
from bisum.engines.public_models import DEFAULT_MODEL, PUBLIC_MODELS, PublicModel
from bisum.errors import ConfigError, EngineError

__all__ = [
    "DEFAULT_MODEL",
    "PUBLIC_MODELS",
    "CachedModel",
    "PublicModel",
    "cached_models",
    "engine_for",
    "open_archive",
    "open_summariser",
    "open_translator",
    "public_model",
    "require_known",
]

# Opens a translator: settings, runtime, and the model's entry where it is a known one.
Opener = Callable[[TranslateSettings, Runtime, PublicModel | None], Translator]
OpenedEngine = Literal["seq2seq", "causal", "ctranslate2"]


_OPENERS: Final[Mapping[OpenedEngine, str]] = {
    "seq2seq": "bisum.engines.seq2seq:open_seq2seq",  # Marian, M2M100, NLLB, mBART-50, T5
    "causal": "bisum.engines.causal:open_causal",  # with a prompt; the default model too
    "ctranslate2": "bisum.engines.ctranslate:open_ctranslate2",  # the same, converted
}
"""Import path of each engine's ``Opener``."""


def open_translator(settings: TranslateSettings, runtime: Runtime) -> Translator:
    """Give the translator that the settings name, its model looked through but not loaded.

    A model that isn't on this machine is fetched from the hub.

    Raises:
        ConfigError: A name is unknown, or a licence isn't accepted.
        EngineError: The model can't be had, or must not be loaded.
    """
    if settings.engine == "fake":
        return MarkingTranslator(delay_s=settings.delay_s)
    if settings.engine == "filed":
        msg = "translate.engine: 'filed' looks paragraphs up and translates nothing; open it as an archive"
        raise ConfigError(msg)
    known = public_model(settings.model or "")
    if known and known.task != "translate":
        msg = f"translate.model: {known.name!r} is a summariser; `bisum models` lists translation models"
        raise ConfigError(msg)
    _require_licence(known, accepted=settings.accept_licence, part="translate")
    require_known(settings.model or "", "translate.model")
    with _said_of("translate.model"):
        module, _, name = _OPENERS[engine_for(settings)].partition(":")
        opener = cast("Opener", getattr(importlib.import_module(module), name))
        return opener(settings, runtime, known)


def open_summariser(
    settings: SummarySettings,
    runtime: Runtime,
    of: Literal["article", "sentence"],
    *,
    key: Literal["model", "arabic_model"] = "model",
) -> Summariser:
    """Give the summariser that the settings name, its model looked through but not loaded.

    Args:
        settings: With a model named.
        runtime: Where it runs.
        of: What it will be given.
        key: Which setting names it.

    Raises:
        ConfigError: A name is unknown, or a licence isn't accepted.
        EngineError: The model can't be had, or must not be loaded.
    """
    if key == "arabic_model":
        settings = msgspec.structs.replace(settings, model=settings.arabic_model)
    name = settings.model or ""
    known = public_model(name)
    if name == DEFAULT_MODEL or (known and known.task != "summarise"):
        msg = f"summary.{key}: {name!r} is a translator; `bisum models` lists summarisers"
        raise ConfigError(msg)
    _require_licence(known, accepted=settings.accept_licence, part="summary", key=key)
    require_known(name, f"summary.{key}")
    opener = importlib.import_module("bisum.engines.summariser")
    with _said_of(f"summary.{key}"):
        return cast("Summariser", opener.open_summariser(settings, runtime, known, of))


@contextmanager
def _said_of(setting: str) -> Iterator[None]:
    """Let what is said of a model begin with the setting that names it, where it names none itself."""
    try:
        yield
    except EngineError as fault:
        part, _, _ = setting.partition(".")
        if str(fault).startswith(f"{part}."):
            raise
        msg = f"{setting}: {fault}"
        raise EngineError(msg) from fault


def _require_licence(known: PublicModel | None, *, accepted: bool, part: str, key: str = "model") -> None:
    if known is None or accepted or not (known.is_non_commercial or known.not_in):
        return
    limit = (
        "forbids commercial use" if known.is_non_commercial else f"gives no right to use it in {known.not_in}"
    )
    msg = (
        f"{part}.{key}: {known.name!r} comes under {known.licence}, which {limit}; "
        f"read it, and set {part}.accept_licence to true if your use is within it"
    )
    raise ConfigError(msg)


def open_embedder() -> Embedder | None:
    """Give what makes sentence vectors; None where the extra ``embeddings`` isn't installed."""
    embed = importlib.import_module("bisum.engines.embed")
    found: Embedder | None = embed.SmallE5() if embed.is_installed() else None
    return found


def open_names(settings: QuoteSettings) -> NameFinder | None:
    """Give the model that finds names; None where the rules alone do.

    Raises:
        EngineError: The model can't be had, or must not be loaded.
    """
    if settings.names is None:
        return None
    finder = importlib.import_module("bisum.engines.name_finder")
    return cast("NameFinder", finder.TokenNames.of(settings.names))


def open_speakers(settings: QuoteSettings) -> SpeakerRanker | None:
    """Give the model that is asked who speaks; None where the rules alone say it, or it isn't installed."""
    if settings.speakers == "rules":
        return None
    return speaker_ranker.open_own()


def open_entailer(settings: SummarySettings) -> Entailer | None:
    """Give the model that tells what follows from what; None where none is asked for.

    Raises:
        EngineError: The model can't be had, or must not be loaded.
    """
    if settings.entailment is None:
        return None
    module = importlib.import_module("bisum.engines.entailment")
    return cast("Entailer", module.EntailmentModel.of(settings.entailment))


def open_archive(settings: TranslateSettings) -> Archive:
    """Read the file of translations made elsewhere.

    Raises:
        ConfigError: It can't be read, or holds something else.
    """
    if settings.path is None:
        msg = "translate.path: engine 'filed' looks translations up in a file; name it"
        raise ConfigError(msg)
    return FiledArchive(Path(settings.path))


def engine_for(settings: TranslateSettings) -> OpenedEngine:
    """Give the engine that opens the model: the one named, else what the model is made for."""
    if settings.engine not in {"auto", "fake", "filed"}:
        return cast("OpenedEngine", settings.engine)
    model = settings.model or ""
    known = public_model(model)
    if known:
        return "causal" if known.is_decoder_only else "seq2seq"
    if model == DEFAULT_MODEL:
        return "causal"
    look = importlib.import_module("bisum.engines.checkpoints.hub")
    return cast("OpenedEngine", look.engine_of(model))


def public_model(name: str) -> PublicModel | None:
    """Give the entry of a model, with or without a revision; None where it isn't a known one."""
    bare, _ = split_pin(name)
    return next((model for model in PUBLIC_MODELS if model.name == bare), None)


def require_known(name: str, where: str) -> None:
    """Refuse a name that is neither known, nor a folder, nor of a hub's form, before a hub is asked for long.

    Raises:
        ConfigError: It is none of these; the message begins with ``where``, the setting that holds it.
    """
    bare, revision = split_pin(name)
    if revision == "":
        msg = f"{where}: {name!r}: no revision stands behind the @; write one, or leave out the @"
        raise ConfigError(msg)
    if name == DEFAULT_MODEL or public_model(name) or Path(name).expanduser().is_dir():
        return
    names = [DEFAULT_MODEL, *(model.name for model in PUBLIC_MODELS)]
    short = {known.rpartition("/")[2].lower(): known for known in names}
    near = [
        short[match]
        for match in difflib.get_close_matches(bare.rpartition("/")[2].lower(), short, n=3, cutoff=0.5)
    ]
    hint = f"; did you mean {' or '.join(repr(match) for match in near)}?" if near else ""
    is_path = name.startswith(("/", "./", "../", "~"))
    if is_path or bare.count("/") != 1:
        found = (
            "no folder is there"
            if is_path
            else "neither a known model, nor a hub name (owner/name), nor a folder"
        )
        msg = f"{where}: {name!r}: {found}{hint or '; `bisum models` lists models'}"
        raise ConfigError(msg)
