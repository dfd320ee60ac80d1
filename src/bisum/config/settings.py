"""The settings of a run.

``Recipe`` holds what is meant to change the output, ``Runtime`` what is not.
"""

from __future__ import annotations

import re
from typing import Literal

from bisum.config.summary import SummarySettings
from bisum.config.values import FilePath, NameOrPath, require_search
from bisum.model.base import Value

EngineName = Literal["auto", "seq2seq", "causal", "ctranslate2", "filed", "fake"]
ModelEngineName = Literal["auto", "seq2seq", "causal", "ctranslate2", "fake"]


class TranslateSettings(Value, frozen=True, kw_only=True):
    """How the English is made.

    Attributes:
        engine: ``auto`` takes the one that the catalogue names for the model.
        model: A name of ``bisum models``, a hub name or a folder; None for ``filed``
            and ``fake``.
        revision: Hub revision (commit or tag); None takes the newest and records it.
        adapter: Folder of a PEFT adapter to merge into a decoder-only model.
        path: File of translations made elsewhere, for ``filed``.
        missing: Engine that translates what isn't in that file, with the settings here;
            None leaves it missing.
        beam: Beam size; 1 is greedy. None takes 4 for the default model, which was measured
            with it, and 1 for any other.
        length_penalty: Exponent of the length by which a beam's log-probability is
            divided.
        max_tokens: Most tokens of one sentence's translation.
        accept_licence: The user has read and accepts a non-commercial licence.
        delay_s: Seconds that the fake engine waits for each sentence.
    """

    engine: EngineName = "auto"
    model: NameOrPath | None = None
    revision: str | None = None
    adapter: FilePath | None = None
    path: FilePath | None = None
    missing: ModelEngineName | None = None
    beam: int | None = None
    length_penalty: float = 1.0
    max_tokens: int = 256
    accept_licence: bool = False
    delay_s: float = 0.0

    def __post_init__(self) -> None:
        require_search(self.beam, self.max_tokens)
        if self.engine == "filed" and self.path is None:
            msg = "engine 'filed' looks translations up in a file; name it in 'path'"
            raise ValueError(msg)
        if self.engine in {"seq2seq", "causal", "ctranslate2", "auto"} and self.model is None:
            msg = f"engine {self.engine!r} needs a 'model': a name of `bisum models`, a hub name or a folder"
            raise ValueError(msg)
        if (self.missing is not None and self.engine != "filed") or (
            self.engine == "filed" and self.model is not None and self.missing is None
        ):
            msg = (
                "'missing' names the engine for what engine 'filed' doesn't find, and 'model' its model; "
                "set both, or leave out both"
            )
            raise ValueError(msg)
        if self.missing not in {None, "fake"} and self.model is None:
            msg = (
                f"missing: {self.missing!r} needs a 'model': a name of `bisum models`, a hub name or a folder"
            )
            raise ValueError(msg)
        if not 0 <= self.delay_s <= 60:
            msg = f"delay_s is from 0 to 60 seconds, got {self.delay_s}"
            raise ValueError(msg)


class RetrySettings(Value, frozen=True, kw_only=True):
    """Second attempts at sentences with a serious finding.

    Attributes:
        most: Ways tried for one sentence at most; 0 for no second attempts.
        model: A second model, asked before the first is asked otherwise: a name of
            ``bisum models``, a hub name or a folder; None for none.
        revision: Its hub revision.
        adapter: Its adapter.
        accept_licence: The user has read and accepts its non-commercial licence.
    """

    most: int = 2
    model: NameOrPath | None = None
    revision: str | None = None
    adapter: FilePath | None = None
    accept_licence: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.most <= 5:
            msg = f"most is from 0 to 5 second attempts, got {self.most}"
            raise ValueError(msg)


class CheckSettings(Value, frozen=True, kw_only=True):
    """How the English is checked.

    Attributes:
        vectors: ``auto`` asks a sentence encoder which sentences a model was unsure of,
            where the extra ``embeddings`` is installed; ``never`` doesn't.
    """

    vectors: Literal["auto", "never"] = "auto"


class QuoteSettings(Value, frozen=True, kw_only=True):
    """How quotations and their speakers are found.

    Attributes:
        names: A token-classification model for Arabic names (hub name or folder) that
            sharpens the project's own rules; None for the rules alone.
        revision: Its hub revision (commit or tag); None takes the newest.
    """

    names: str | None = None
    revision: str | None = None


class NameSettings(Value, frozen=True, kw_only=True):
    """How names are shown.

    Attributes:
        glossary: File of names and terms with their English: CSV with the columns arabic,
            english, kind, note. It changes what is shown, not the records.
    """

    glossary: FilePath | None = None


class Recipe(Value, frozen=True, kw_only=True):
    """All that is meant to change the output."""

    translate: TranslateSettings
    retry: RetrySettings = RetrySettings()
    checks: CheckSettings = CheckSettings()
    summary: SummarySettings = SummarySettings()
    corrections: FilePath | None = None
    quotes: QuoteSettings = QuoteSettings()


class RaySettings(Value, frozen=True, kw_only=True):
    """Workers of Ray; each holds the model.

    Attributes:
        address: Of a cluster that runs already, ``auto`` or ``ray://host:10001``; None
            starts Ray on this machine for as long as the run takes.
        workers: How many.
        cpus: Processor cores of each, parts of one allowed.
        gpus: GPUs of each, parts of one allowed.
    """

    address: str | None = None
    workers: int = 2
    cpus: float = 1.0
    gpus: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 10_000:
            msg = f"workers is from 1 to 10000, got {self.workers}"
            raise ValueError(msg)
        if self.cpus < 0 or self.gpus < 0:
            msg = f"cpus and gpus are 0 or more, got {self.cpus} and {self.gpus}"
            raise ValueError(msg)


class Runtime(Value, frozen=True, kw_only=True):
    """How the work is done; changes no text (but for ties in half precision).

    Attributes:
        device: ``auto`` takes a GPU where there is one.
        dtype: ``auto`` takes what the device is good at.
        decoder: Who searches: bisum's own decoder, the quickest for the families that it
            knows, or transformers' ``generate``. Both give the same texts.
        executor: Who runs the stages: this process, or workers of Ray.
        ray: The workers, for the executor ``ray``.
        window: Articles that are worked on at a time.
        overlap: Read, check and write other windows while the model works on one.
        batch_tokens: Most tokens, padding counted, of one batch for a model; bisum's own
            decoder keeps a sixteenth as many sentences at work.
        threads: Processor threads for a model; None for one a core.
        memory: File of translations that is shared by runs; None for none.
        memory_mb: The most that this file may take, in megabytes.
    """

    device: str = "auto"
    dtype: Literal["auto", "float32", "bfloat16", "float16", "int8"] = "auto"
    decoder: Literal["auto", "bisum", "transformers"] = "auto"
    executor: Literal["local", "ray"] = "local"
    ray: RaySettings = RaySettings()
    window: int = 16
    overlap: bool = True
    batch_tokens: int = 2048
    threads: int | None = None
    memory: FilePath | None = None
    memory_mb: int = 1000

    def __post_init__(self) -> None:
        if not re.fullmatch(r"auto|cpu|cuda(:\d{1,3})?", self.device):
            msg = f"device is 'auto', 'cpu', 'cuda' or 'cuda:N', got {self.device!r}"
            raise ValueError(msg)
        if not 1 <= self.window <= 10_000:
            msg = f"window is from 1 to 10000 articles, got {self.window}"
            raise ValueError(msg)
        if self.batch_tokens < 16:
            msg = f"batch_tokens is at least 16, got {self.batch_tokens}"
            raise ValueError(msg)
        if self.threads is not None and not 1 <= self.threads <= 1024:
            msg = f"threads is from 1 to 1024, got {self.threads}"
            raise ValueError(msg)
        if not 1 <= self.memory_mb <= 1_000_000:
            msg = f"memory_mb is from 1 to 1000000 megabytes, got {self.memory_mb}"
            raise ValueError(msg)


class Config(Value, frozen=True, kw_only=True):
    """One run: what to read, where to write, and how.

    Attributes:
        input: Files, folders, or ``hub:`` data sets.
        output: The run's folder.
        translate: How the English is made.
        retry: Second attempts at doubtful sentences.
        checks: How the English is checked.
        summary: How the summary is made.
        quotes: How quotations and their speakers are found.
        corrections: What people put right, as ``bisum serve`` keeps it; None for nothing.
        names: How names are shown.
        run: How the work is done.
    """

    input: tuple[FilePath, ...] = ()
    output: FilePath | None = None
    translate: TranslateSettings
    retry: RetrySettings = RetrySettings()
    checks: CheckSettings = CheckSettings()
    summary: SummarySettings = SummarySettings()
    corrections: FilePath | None = None
    quotes: QuoteSettings = QuoteSettings()
    names: NameSettings = NameSettings()
    run: Runtime = Runtime()

    @property
    def recipe(self) -> Recipe:
        """What is meant to change the output."""
        return Recipe(
            translate=self.translate,
            retry=self.retry,
            checks=self.checks,
            summary=self.summary,
            corrections=self.corrections,
            quotes=self.quotes,
        )
