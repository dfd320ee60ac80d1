"""Collect words that are nouns and hardly ever adjectives, by what stands before them.

Usage: python benchmarks/noun_words.py SHARED > src/bisum/stages/tables/nouns.txt

An adjective with the article follows a noun with the article; a noun with the article follows a noun
without (it owns that one), a verb or a preposition. So a word that seldom follows a word with the article
is a noun, and where it does follow one, a phrase has ended before it («رئيس الحكومة | المواطنين»). Counted
in open Arabic text: the pairs written for bisum (CC0), TICO-19 (CC0), MT-GenEval and XQuAD (CC-BY-SA),
Tatoeba (CC-BY), Microsoft's documentation (CC-BY) and the ANT corpus (Apache-2.0); only words are kept.
"""

from __future__ import annotations

import itertools
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bisum.stages.arabic.lexicon import look_up
from bisum.text import fold

MIN_SEEN = 4
MAX_SHARE = 0.15  # of times that a word with the article stands before it; adjectives have .6 and more
MAX_LINES = 40_000  # of one file, so that manuals don't drown news
WORD = re.compile(r"[\w\u064b-\u065f\u0670]+|[^\w\s]")
WITH_ARTICLE = re.compile(r"[وفبك]?ال...|[وف]?لل..")
NISBA = ("ي", "يه", "يون", "يين")
NO_NOUN = frozenset(("given", "name", "time", "rel", "prep", "pron", "conj", "comp"))


def lines(shared: Path) -> Iterator[str]:
    """Give the Arabic lines."""
    for path in sorted(shared.glob("written/*.tsv")):
        yield from (line.split("\t")[0] for line in path.read_text("utf-8").splitlines())
    for path in sorted(shared.glob("bitext/*.tsv.xz")):
        if "wikidata" not in path.name:
            with lzma.open(path, "rt", encoding="utf-8") as text:
                yield from (line.split("\t")[0] for line, _ in zip(text, range(MAX_LINES), strict=False))
    with lzma.open(shared / "ant/articles.jsonl.xz", "rt", encoding="utf-8") as text:
        for line in text:
            yield from json.loads(line)["text"].split("\n")


def main() -> None:
    """Print the table."""
    seen: Counter[str] = Counter()
    following: Counter[str] = Counter()
    for line in lines(Path(sys.argv[1])):
        words = [fold(word) for word in WORD.findall(line)]
        for before, word in itertools.pairwise(words):
            if word.startswith("ال") and len(word) > 4 and not look_up(before).tags & {"given", "name"}:
                seen[word] += 1
                following[word] += bool(WITH_ARTICLE.match(before))
    print("# Nouns that hardly ever follow a word with the article, as adjectives do; folded, without it.")
    print("# Made by benchmarks/noun_words.py, which names its sources.")
    for word, n in sorted(seen.items()):
        look = look_up(word)
        is_noun = n >= MIN_SEEN and following[word] < MAX_SHARE * n and not word.endswith(NISBA)
        if is_noun and not look.tags & NO_NOUN and word.startswith("ال" + look.stem):
            is_one = "role" in look.tags and not word.endswith(("ون", "ين", "ات"))
            if not is_one:
                print(word[2:])


if __name__ == "__main__":
    main()
