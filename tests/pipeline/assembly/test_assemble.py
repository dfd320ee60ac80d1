"""Which models a config brings into the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.config import Config, QuoteSettings, SummarySettings, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.speaker_ranker import open_own
from bisum.model.article import Article, Paragraph
from bisum.model.record import EngineCard
from bisum.pipeline.assembly.assemble import arabic_stages, assemble
from bisum.stages.quotes import FindQuotes


def quotes_of(config: Config) -> str:
    """Give the signature of the stage that finds who speaks."""
    lines = assemble(config).pipeline.signatures
    return next(line.removeprefix("quotes=") for line in lines if line.startswith("quotes="))


def test_the_speaker_ranker_is_asked_where_its_encoder_is_installed(tmp_path: Path) -> None:
    """Its gain is for whoever changes nothing."""
    filed = tmp_path / "filed.tsv"
    filed.write_text("قال.\tHe said.\n", "utf-8")
    ranker = open_own()
    assert ranker is not None
    config = Config(translate=TranslateSettings(engine="filed", path=str(filed)))
    assert ranker.signature in quotes_of(config)
    [_, quotes] = arabic_stages()
    assert ranker.signature in quotes.signature


def test_rules_alone_are_a_setting() -> None:
    """A hundred articles a second for whoever needs them."""
    [_, quotes] = arabic_stages(QuoteSettings(speakers="rules"))
    assert quotes.signature == FindQuotes().signature


def test_the_fake_engine_takes_no_model_along() -> None:
    """It tries out what is around the models, and its time is bisum's own."""
    assert quotes_of(Config(translate=TranslateSettings(engine="fake"))) == FindQuotes().signature


class Writes:
    """A summariser that tells of each text."""

    signature = "writes"
    card = EngineCard(engine="fake", model="writes")
    arithmetic = ("cpu", None)

    def fits(self, text):
        """All of them."""
        return bool(text)

    def summarise(self, texts, *, tick=None):
        """Write nothing, and say so text by text."""
        for _ in texts:
            tick(1)
        return ["" for _ in texts]


@pytest.mark.parametrize("method", ["hybrid", "abstractive"])
def test_whoever_waits_for_summaries_is_told_that_the_run_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A writing model takes minutes a window; its texts aren't sentences translated."""
    monkeypatch.setattr(catalogue, "open_summariser", lambda *_: Writes())
    filed = tmp_path / "filed.tsv"
    filed.write_text(
        "وصل الوزير إلى المدينة صباح اليوم.\tThe minister reached the city this morning.\n", "utf-8"
    )
    config = Config(
        translate=TranslateSettings(engine="filed", path=str(filed)),
        summary=SummarySettings(method=method, model="m"),
    )
    ticks: list[int] = []
    paragraphs = (Paragraph(text="وصل الوزير إلى المدينة صباح اليوم."),)
    list(assemble(config, tick=ticks.append).pipeline.run([Article(id="a", paragraphs=paragraphs)]))

    assert ticks == [0]
