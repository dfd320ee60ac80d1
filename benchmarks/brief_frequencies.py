"""Count in how many news articles each Arabic stem stands; for ``bisum brief``.

    python benchmarks/brief_frequencies.py ARTICLES.jsonl.xz SENTENCES.tsv... > frequencies.tsv

The table's place is ``src/bisum/reader/brief/``.

A file of articles counts by article. A file of sentence pairs (Arabic, tab, English) counts ten
neighbouring sentences as one article, which is about as long.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bisum.stages.bilingual.words import arabic_words

SENTENCES_AN_ARTICLE = 10
FEWEST = 8  # articles; rarer stems tell events apart well enough by the run's own count


def texts(path: Path) -> Iterator[str]:
    """Give the texts of one file, an article each."""
    if path.name.endswith(".jsonl.xz"):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                article = json.loads(line)
                yield f"{article['title']} {article['text']}"
        return
    rows = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    for first in range(0, len(rows), SENTENCES_AN_ARTICLE):
        yield " ".join(rows[first : first + SENTENCES_AN_ARTICLE])


def main() -> None:
    """Print the table: a line with the number of articles, then stem and count."""
    counts: Counter[str] = Counter()
    n_articles = 0
    for name in sys.argv[1:]:
        for text in texts(Path(name)):
            n_articles += 1
            counts.update({word.stem for word in arabic_words(text)})
    print(
        "# In how many articles a stem stands; made by benchmarks/brief_frequencies.py. Facts counted in the"
    )
    print("# ANT corpus v1.1 (Chouigui et al. 2017) and in news sentences written for this project (CC0).")
    print(f"\t{n_articles}")
    for stem, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        if count >= FEWEST and not stem[:1].isdigit():
            print(f"{stem}\t{count}")


if __name__ == "__main__":
    main()
