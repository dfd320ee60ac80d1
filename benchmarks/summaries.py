"""Measure summaries: ROUGE against a lead, and the promise on every sentence.

Usage: python benchmarks/summaries.py [INPUT…] [--references FILE] [--method METHOD --model MODEL]
           [--articles N] [--keep DIR]

Without INPUT: the sample articles with their reference translations (``filed``), and `bisum eval`'s table
with the gain over the article's first three sentences and over a lead of as many words; with INPUT and
references the same of those articles that have one. With INPUT alone: with the fake engine. Either way
every summary sentence is looked at for marks that trace to no ledger row or whose speaker isn't named in
the same sentence (`breaches`), and the sentences of each origin are counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bisum.evaluation.faithfulness.quoting import QuotedWords, spoken_words
from bisum.evaluation.inputs.runs import Case
from bisum.model.article import Article
from bisum.model.record import Record
from bisum.store.articles import Reader

HERE = Path(__file__).resolve().parent.parent
SAMPLES = HERE / "samples"
REFERENCES = SAMPLES / "references.jsonl"


def main() -> None:
    """Run, look, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("input", nargs="*")
    asked.add_argument("--references", type=Path, help="translations and summaries of INPUT's articles")
    asked.add_argument("--method", default="extractive")
    asked.add_argument("--model")
    asked.add_argument("--articles", type=int)
    asked.add_argument("--keep", type=Path, help="folder for the run; else it is thrown away")
    given = asked.parse_args()
    if not given.input:
        given.input, given.references = [str(SAMPLES / "articles")], given.references or REFERENCES
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bisum(
            "run", str(config(folder, given)), *(["--limit", str(given.articles)] if given.articles else [])
        )
        records = [
            msgspec.json.decode(line, type=Record)
            for file in sorted((folder / "run").glob("records*.jsonl"))
            for line in file.read_bytes().splitlines()
        ]
        print(look(records))
        if given.references:
            bisum("eval", str(folder / "run"), "--references", str(given.references))


def config(folder: Path, given: argparse.Namespace) -> Path:
    """Write the run's config, and with references the articles that have one and their translations."""
    translate: dict[str, Any] = {"engine": "fake"}
    inputs = [str(Path(one).resolve()) for one in given.input]
    if given.references:
        articles, path = filed(folder, inputs, given.references)
        inputs, translate = [str(articles)], {"engine": "filed", "path": str(path)}
    summary = {"method": given.method, **({"model": given.model} if given.model else {})}
    # JSON is YAML.
    path = folder / "config.yaml"
    path.write_text(
        json.dumps({
            "input": inputs, "output": str(folder / "run"), "translate": translate, "summary": summary,
        })
    )  # fmt: skip
    return path


def filed(folder: Path, inputs: Sequence[str], file: Path) -> tuple[Path, Path]:
    """Write the articles that have references, and their translations as a file to look them up in."""
    references = {one["id"]: one for one in map(json.loads, file.read_text("utf-8").splitlines())}
    kept, lines = [], []
    for article in Reader(inputs):
        reference = references.get(article.id)
        if reference is None or not isinstance(article, Article):
            continue
        kept.append(row_of(article))
        if article.title and reference["title_english"]:
            lines.append(f"{article.title.text}\t{reference['title_english']}")
        pairs = zip(article.paragraphs, reference["english"], strict=True)
        lines += [f"{paragraph.text}\t{english}" for paragraph, english in pairs]
    articles, path = folder / "articles.jsonl", folder / "filed.tsv"
    articles.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in kept), "utf-8")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return articles, path


def row_of(article: Article) -> dict[str, Any]:
    """Give an article as bisum reads it."""
    return {
        "id": article.id,
        "title": article.title.text if article.title else None,
        "published": article.published,
        "source": article.source,
        "paragraphs": [paragraph.text for paragraph in article.paragraphs],
    }


def look(records: Sequence[Record]) -> str:
    """Count sentences by origin and language, marks, and breaches of the promise."""
    counts: Counter[str] = Counter()
    for record in records:
        for language in ("english", "arabic"):
            for sentence in getattr(record.summary, language):
                counts[f"{language}: {sentence.origin.value}"] += 1
                counts[f"{language}: quotations"] += len(sentence.quotes)
            for breach in breaches(record, language):
                counts["BREACHES"] += 1
                print(f"breach: {record.id}: {breach.text!r} in {breach.sentence.text}")
    counts["BREACHES"] += 0
    table = "\n".join(f"{name:28} {n}" for name, n in sorted(counts.items()))
    return f"{len(records)} articles\n{table}"


def breaches(record: Record, language: str) -> list[QuotedWords]:
    """Give what breaks the promise of a summary.

    Words in marks that are in no row of the ledger, and words whose speaker, by the ledger,
    isn't named in the same sentence. Whether the ledger is right is another question, which
    `bisum eval` answers where quotations were annotated.
    """
    return [one for one, _, is_named in spoken_words(Case(record=record), language) if not is_named]


def bisum(*arguments: str) -> None:
    """Call the command line."""
    subprocess.run([sys.executable, "-m", "bisum", *arguments], check=True)


if __name__ == "__main__":
    main()
