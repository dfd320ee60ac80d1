"""The samples and the gold set keep to the guidelines that they illustrate."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from bisum.model.article import Article
from bisum.store.articles import Reader
from bisum.text import normalise

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
GOLD = ROOT / "gold"


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def articles(*paths: Path) -> dict[str, Article]:
    found = {}
    for outcome in Reader(paths):
        assert isinstance(outcome, Article), outcome
        found[outcome.id] = outcome
    return found


SETS = {
    "samples": ([SAMPLES / "articles"], SAMPLES, ""),
    "gold dev": ([GOLD / "dev-articles.jsonl"], GOLD, "dev-"),
    "gold dev2": ([GOLD / "dev2-articles.jsonl"], GOLD, "dev2-"),
    "gold dev3": ([GOLD / "dev3-articles.jsonl"], GOLD, "dev3-"),
    "gold dev4": ([GOLD / "dev4-articles.jsonl"], GOLD, "dev4-"),
    "gold dev5": ([GOLD / "dev5-articles.jsonl"], GOLD, "dev5-"),
    "gold dev6": ([GOLD / "dev6-articles.jsonl"], GOLD, "dev6-"),
    "gold dev7": ([GOLD / "dev7-articles.jsonl"], GOLD, "dev7-"),
    "gold dev8": ([GOLD / "dev8-articles.jsonl"], GOLD, "dev8-"),
    "gold dev9": ([GOLD / "dev9-articles.jsonl"], GOLD, "dev9-"),
    "gold dev10": ([GOLD / "dev10-articles.jsonl"], GOLD, "dev10-"),
    "gold test": ([GOLD / "test-articles.jsonl"], GOLD, "test-"),
    "gold test2": ([GOLD / "test2-articles.jsonl"], GOLD, "test2-"),
    "gold test3": ([GOLD / "test3-articles.jsonl"], GOLD, "test3-"),
}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", ["quotes", "indirect"])
def test_every_annotated_text_stands_in_its_paragraph(name: str, kind: str) -> None:
    """An annotation that doesn't stand in the text can never be found."""
    paths, folder, prefix = SETS[name]
    known = articles(*paths)
    for row in rows(folder / f"{prefix}{kind}.jsonl"):
        article = known[row["article"]]
        for n, piece in enumerate(row["text"].split("\n")):
            assert normalise(piece) in article.paragraphs[row["paragraph"] + n].text, row


@pytest.mark.parametrize("name", SETS)
def test_every_annotated_speaker_stands_in_the_article(name: str) -> None:
    """The speaker is a mention, not a description of ours; a term has none."""
    paths, folder, prefix = SETS[name]
    known = articles(*paths)
    for row in rows(folder / f"{prefix}quotes.jsonl"):
        article = known[row["article"]]
        text = "\n".join(part.text for part in [*article.paragraphs, *filter(None, [article.title])])
        mentions = [*filter(None, [row["speaker"], row["cue"]]), *row["accept"]]
        assert all(normalise(mention) in text for mention in mentions), row
        assert row["kind"] != "term" or row["speaker"] is None, row


def test_no_article_of_the_kept_half_is_in_the_other() -> None:
    """What is kept for testing must not be seen in development."""
    dev, test = articles(GOLD / "dev-articles.jsonl"), articles(GOLD / "test-articles.jsonl")
    texts = {paragraph.text for article in dev.values() for paragraph in article.paragraphs}

    assert len(dev) == 40
    assert len(test) == 20
    assert not any(paragraph.text in texts for article in test.values() for paragraph in article.paragraphs)


def test_every_sample_has_english_for_each_paragraph_and_three_summaries() -> None:
    """Evaluation by paragraph pairs them by number."""
    known = articles(SAMPLES / "articles")
    references = {row["id"]: row for row in rows(SAMPLES / "references.jsonl")}

    assert len(known) == 12
    assert references.keys() == known.keys()
    for name, row in references.items():
        assert len(row["english"]) == len(known[name].paragraphs)
        assert len(row["summary_english"]) == 2
        assert len(row["summary_arabic"]) == 1


def test_every_sample_name_has_one_english_form() -> None:
    """The table is the glossary of the samples; two forms of one name would mock it."""
    with (SAMPLES / "names.csv").open(encoding="utf-8", newline="") as file:
        names = list(csv.DictReader(file))

    assert len({row["arabic"] for row in names}) == len(names)
    assert all(row["english"] for row in names)


def test_the_config_of_translations_made_elsewhere_runs_as_it_stands(bisum, tmp_path: Path) -> None:
    """It is the one to rehearse a run with: written by `bisum init`, it needs no model and nothing else."""
    bisum("init", tmp_path)
    done = bisum("run", tmp_path / "configs" / "filed.yaml")

    assert done.returncode == 0, done.stderr
    references = {row["id"]: row["english"] for row in rows(SAMPLES / "references.jsonl")}
    records = rows(tmp_path / "outputs" / "filed" / "records.jsonl")
    assert {row["id"]: [one["english"] for one in row["paragraphs"]] for row in records} == references


def test_the_readme_shows_what_a_summary_of_the_samples_says(bisum, tmp_path: Path) -> None:
    """The first thing that a reader sees of bisum must be true."""
    references = {row["id"]: row["english"] for row in rows(SAMPLES / "references.jsonl")}
    article = articles(SAMPLES / "articles")["port-strike"]
    pairs = zip(article.paragraphs, references["port-strike"], strict=True)
    filed = tmp_path / "filed.tsv"
    filed.write_text("".join(f"{ours.text}\t{theirs}\n" for ours, theirs in pairs), encoding="utf-8")
    done = bisum(
        *("run", ROOT / "configs" / "filed.yaml", "--set", f"translate.path={filed}"),
        *("--input", SAMPLES / "articles" / "port-strike.txt", "--output", tmp_path / "run"),
    )
    [record] = rows(tmp_path / "run" / "records.jsonl")
    quoted = re.findall(r"(?:^> .+\n)+", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert done.returncode == 0, done.stderr
    english, arabic = (re.sub(r"<[^>]+>|^> ", "", part, flags=re.MULTILINE).split() for part in quoted)
    for words, language in ((english, "english"), (arabic, "arabic")):
        assert words in [one["text"].split() for one in record["summary"][language]]
