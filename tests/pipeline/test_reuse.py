"""What a model made is kept where only later stages changed; it is never asked twice for the same."""

from __future__ import annotations

import json

import pytest
from tests.pipeline.records import records

from bisum.model.record import Record


def test_other_summary_settings_keep_the_translations(go, engine, write_articles, tmp_path) -> None:
    """A thousand articles' translation takes a night, their summaries take a minute."""
    articles = write_articles(9)
    go(articles)
    engine.n_translated = 0
    report = go(articles, "summary.sentences=1")

    assert engine.n_translated == 0
    assert report.counts.done == 9
    assert report.reused == {"translate": 9}
    go(articles, "summary.sentences=1", output="afresh")
    assert records(tmp_path / "out") == records(tmp_path / "afresh")


def test_another_model_or_text_is_translated_anew(go, engine, write_articles, tmp_path) -> None:
    """A kept translation of another text or model would be a wrong one under the right name."""
    articles = write_articles(5)
    go(articles)
    lines = articles.read_text(encoding="utf-8").splitlines()
    changed = json.loads(lines[2])
    changed["paragraphs"][1] += " وغادر."
    lines[2] = json.dumps(changed, ensure_ascii=False)
    articles.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert go(articles, "summary.sentences=2").reused == {"translate": 4}
    engine.called = "watched-2"
    assert go(articles, "summary.sentences=2").reused == {"translate": 0}
    assert (tmp_path / "out" / "products.jsonl").read_bytes().count(b"\n") == 5


def test_a_run_that_died_after_the_model_keeps_what_it_said(go, engine, write_articles, tmp_path) -> None:
    """Killed while the pages are written: the window's translations stand already."""

    def die(_: Record) -> None:
        raise KeyboardInterrupt

    articles = write_articles(4)
    with pytest.raises(KeyboardInterrupt):
        go(articles, publish=die)
    assert not (tmp_path / "out" / "records.jsonl").read_bytes()
    engine.n_translated = 0
    report = go(articles)

    assert engine.n_translated == 0
    assert report.reused == {"translate": 4}
    assert sorted(records(tmp_path / "out")) == ["a0", "a1", "a2", "a3"]


def test_a_kept_product_of_another_form_is_made_anew(go, engine, write_articles, tmp_path) -> None:
    """A file written by another version, or by hand, must not end the run."""
    articles = write_articles(3)
    go(articles)
    path = tmp_path / "out" / "products.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"pieces":', b'"lumps":'))

    assert go(articles, "summary.sentences=1").reused == {"translate": 0}


def test_a_run_with_nothing_to_do_keeps_everything_as_it_is(go, engine, write_articles, tmp_path) -> None:
    """The cron job that finds no news must cost nothing."""
    articles = write_articles(3)
    go(articles)
    before = {name: (tmp_path / "out" / name).read_bytes() for name in ("records.jsonl", "products.jsonl")}
    engine.n_translated = 0
    report = go(articles)

    assert engine.n_translated == 0
    assert report.counts.kept == 3
    assert before == {name: (tmp_path / "out" / name).read_bytes() for name in before}
