"""The settings of a run; ``Runtime`` holds those that change no text."""

from __future__ import annotations

from typing import Literal

from bisum.config.runtime import Runtime
from bisum.config.summary import SummarySettings
from bisum.config.values import FilePath, NameOrPath, Place, require_search
from bisum.model.base import Value

EngineName = Literal["auto", "seq2seq", "causal", "ctranslate2", "filed", "fake"]
ModelEngineName = Literal["auto", "seq2seq", "causal", "ctranslate2", "fake"]


class TranslateSettings(Value, frozen=True, kw_only=True):
    """How the English is made.

    Attributes:
        engine: ``auto`` takes the one that the catalogue names for the model.
        model: A name of ``bisum models``, a hub name or a folder; None for ``filed``
            and ``fake``. A hub name may end in ``@`` and a revision (commit or tag), here as in
            every setting that names a model; without one it is the newest, which is recorded.
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
        adapter: Its adapter.
        accept_licence: The user has read and accepts its non-commercial licence.
    """

    most: int = 2
    model: NameOrPath | None = None
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
        speakers: ``auto`` asks a small model that reads the passage where the rules are not sure who
            speaks, where the extra ``embeddings`` is installed; ``rules`` doesn't. The fake engine
            never asks it.
    """

    names: NameOrPath | None = None
    speakers: Literal["auto", "rules"] = "auto"


class NameSettings(Value, frozen=True, kw_only=True):
    """How names are shown.

    Attributes:
        glossary: File of names and terms with their English: CSV with the columns arabic,
            english, kind, note. It changes what is shown, not the records.
    """

    glossary: FilePath | None = None


class Config(Value, frozen=True, kw_only=True):
    """One run: what to read, where to write, and how.

    Attributes:
        input: Files, folders, addresses in a store, or ``hub:`` data sets.
        output: The run's folder, here or in a store.
        translate: How the English is made.
        retry: Second attempts at doubtful sentences.
        checks: How the English is checked.
        summary: How the summary is made.
        corrections: What people put right, as ``bisum serve`` keeps it; None for nothing.
        quotes: How quotations and their speakers are found.
        names: How names are shown.
        run: How the work is done.
    """

    input: tuple[Place, ...] = ()
    output: Place | None = None
    translate: TranslateSettings
    retry: RetrySettings = RetrySettings()
    checks: CheckSettings = CheckSettings()
    summary: SummarySettings = SummarySettings()
    corrections: FilePath | None = None
    quotes: QuoteSettings = QuoteSettings()
    names: NameSettings = NameSettings()
    run: Runtime = Runtime()
