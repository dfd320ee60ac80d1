"""Which models a config brings into the pipeline."""

from __future__ import annotations

from pathlib import Path

from bisum.config import Config, QuoteSettings, TranslateSettings
from bisum.engines.speaker_ranker import open_own
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
