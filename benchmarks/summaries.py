"""Measure summaries: ROUGE against a lead, and the promise on every sentence.

Usage: python benchmarks/summaries.py [INPUT…] [--method METHOD --model MODEL] [--articles N] [--keep DIR]

Without INPUT: the sample articles with their reference translations (``filed``), and `bisum eval`'s table
with the gain over the article's first three sentences and over a lead of as many words. With INPUT: those
articles with the fake engine. Either way every summary sentence is looked at: marks that trace to no
ledger row, rows whose speaker isn't named in the same sentence, and how many sentences each origin has.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bisum.stages.draft import DOUBLE_MARKS, names, without_marks
from bisum.stages.summary.safe_arabic import CLITICS
from bisum.store.articles import Reader

HERE = Path(__file__).resolve().parent.parent
SAMPLES = HERE / "samples"
REFERENCES = SAMPLES / "references.jsonl"
PAIRS = re.compile("«([^«»]*)»|“([^“”]*)”")


def main() -> None:
    """Run, look, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("input", nargs="*")
    asked.add_argument("--method", default="extractive")
    asked.add_argument("--model")
    asked.add_argument("--articles", type=int)
    asked.add_argument("--keep", type=Path, help="folder for the run; else it is thrown away")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bisum(
            "run", str(config(folder, given)), *(["--limit", str(given.articles)] if given.articles else [])
        )
        records = [
            json.loads(line)
            for file in sorted((folder / "run").glob("records*.jsonl"))
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        print(look(records))
        if not given.input:
            bisum("eval", str(folder / "run"), "--references", str(REFERENCES))


def config(folder: Path, given: argparse.Namespace) -> Path:
    """Write the run's config, and for the samples their translations."""
    translate: dict[str, Any] = {"engine": "fake"}
    if not given.input:
        translate = {"engine": "filed", "path": str(filed(folder))}
    summary = {"method": given.method, **({"model": given.model} if given.model else {})}
    # JSON is YAML.
    path = folder / "config.yaml"
    path.write_text(
        json.dumps({
            "input": [str(Path(one).resolve()) for one in given.input] or [str(SAMPLES / "articles")],
            "output": str(folder / "run"), "translate": translate, "summary": summary,
        })
    )  # fmt: skip
    return path


def filed(folder: Path) -> Path:
    """Write the samples' reference translations as a file to look them up in."""
    references = {one["id"]: one for one in map(json.loads, REFERENCES.read_text("utf-8").splitlines())}
    lines = []
    for article in Reader((str(SAMPLES / "articles"),)):
        reference = references[article.id]
        if article.title and reference["title_english"]:
            lines.append(f"{article.title.text}\t{reference['title_english']}")
        pairs = zip(article.paragraphs, reference["english"], strict=True)
        lines += [f"{paragraph.text}\t{english}" for paragraph, english in pairs]
    path = folder / "filed.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def look(records: list[dict[str, Any]]) -> str:
    """Count sentences by origin and language, marks, and breaches of the promise."""
    counts: Counter[str] = Counter()
    for record in records:
        for language in ("english", "arabic"):
            for sentence in record["summary"][language]:
                counts[f"{language}: {sentence['origin']}"] += 1
                counts[f"{language}: quotations"] += len(sentence["quotes"])
                for breach in breaches(record, sentence, language):
                    counts["BREACHES"] += 1
                    print(f"breach: {record['id']}: {breach}: {sentence['text']}")
    counts["BREACHES"] += 0
    table = "\n".join(f"{name:28} {n}" for name, n in sorted(counts.items()))
    return f"{len(records)} articles\n{table}"


def breaches(record: dict[str, Any], sentence: dict[str, Any], language: str) -> Iterator[str]:
    """Tell where a sentence breaks the promise."""
    text, rows = sentence["text"], record["quotes"]
    clitics = CLITICS if language == "arabic" else ""
    for number in sentence["quotes"]:
        row = rows[number]
        name = row["speaker"] if language == "arabic" else row["english_speaker"]
        if not name or not names(PAIRS.sub(" ", text), without_marks(name), clitics=clitics):
            yield f"row {number} without {name!r}"
    for pair in PAIRS.findall(text):
        words = squeezed(pair[0] or pair[1])
        whose = [
            number
            for number, row in enumerate(rows)
            if words in squeezed((row["text"] if language == "arabic" else row["english_text"]) or "")
        ]
        if not whose:
            yield f"marks around {words!r}"
        elif all(rows[number]["kind"] != "term" for number in whose) and not {*whose} & {*sentence["quotes"]}:
            yield f"unnamed row {whose}"


def squeezed(text: str) -> str:
    """Level marks and spaces."""
    return " ".join(DOUBLE_MARKS.sub("", text).strip(" .,،‘’").split())


def bisum(*arguments: str) -> None:
    """Call the command line."""
    subprocess.run([sys.executable, "-m", "bisum", *arguments], check=True)


if __name__ == "__main__":
    main()
