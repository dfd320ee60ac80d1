"""What a run tells on standard error while it works."""

from __future__ import annotations

import logging

import pytest

from bisum.cli import console


def test_a_run_without_questions_tells_articles_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """«0 sentences, 0.0 a second» for half an hour looks like a run that hangs."""
    monkeypatch.setattr(console, "PLAIN_EVERY_S", 0.0)
    with console.progress() as progress:
        progress.start(n_articles=5000)
        progress.articles(32, left_s=712.4)
        progress.sentences(7, left_s=700.2)
    first, second = capsys.readouterr().err.splitlines()

    assert first == "32 of 5000 articles, about 712 s left"
    assert second.startswith("32 of 5000 articles, 7 sentences, ")
    assert second.endswith(" a second, about 700 s left")


def test_passes_over_the_whole_run_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names and the index of 5,000 articles take a minute after the last article is done."""
    with console.progress() as progress:
        progress.step("names", 1, 5000)
        monkeypatch.setattr(console, "PLAIN_EVERY_S", 0.0)
        progress.step("names", 2, 5000)

    assert capsys.readouterr().err == "names: 2 of 5000 articles\n"


def test_long_work_beside_the_articles_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The first run puts the default model together for a minute; silence looks like a run that hangs."""
    logger = logging.getLogger("bisum")
    before = logger.handlers[:], logger.level
    try:
        console.tell_of_work()
        logging.getLogger("bisum.engines.checkpoints.default_model").info("assembling the default model")
    finally:
        logger.handlers[:], level = before
        logger.setLevel(level)

    assert capsys.readouterr().err == "assembling the default model\n"
