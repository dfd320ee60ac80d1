"""Clean, deduplicate and filter the pairs, drop what is near a test set, write ``pairs.jsonl``.

python recipes/ar-en-gemma/prepare.py --shared ../shared --work outputs/ar-en-gemma
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import msgspec

from corpus import Pair, clean, read_pairs
from grammar import sentences
from near import TestTexts, read_tests, without_tests

# Of the shared folder; the software documentation is left out: it hardly helps.
SOURCES: Final[dict[str, str]] = {
    "ant/pairs.tsv": "ant",
    **{
        f"written/news-{field}.tsv": "news"
        for field in (
            "analysis", "economy", "life", "long", "politics", "quotes", "security", "society", "world",
        )
    },
    "written/lexicon.tsv": "lexicon",
    "written/general.tsv": "general",
    "bitext/tico19.ar-en.tsv.xz": "general",
    "bitext/xquad.ar-en.tsv.xz": "general",
    "bitext/mt-geneval.ar-en.tsv.xz": "general",
    "bitext/tatoeba.ar-en.tsv.xz": "everyday",
    "bitext/names-wikidata.ar-en.tsv.xz": "names",
}  # fmt: skip
# Beside this script, written for where the model fell short: names and words in quotation
# marks, negation, figures, news of the wide world.
OWN: Final[dict[str, str]] = {"data/marked.tsv": "marked"}
# Whose loss is watched while training; never trained on.
WATCHED: Final = ("ant-news-dev.tsv", "ntrex-dev.tsv")
N_GRAMMAR: Final = 6000  # sentences; more than one pass of the longest training takes
SEED: Final = 270


def prepare(shared: Path, project: Path) -> tuple[list[Pair], list[Pair]]:
    """Give the pairs to train on, and those dropped as near-duplicates of a test set."""
    tests = TestTexts(read_tests(shared, project))
    files = {shared / name: kind for name, kind in SOURCES.items()}
    files |= {Path(__file__).parent / name: kind for name, kind in OWN.items()}
    found = [pair for file, kind in files.items() for pair in read_pairs(file, kind)]
    pairs = clean(_as_written(found))
    names = [(pair.arabic, pair.english) for pair in pairs if pair.kind == "names"]
    made = itertools.islice(sentences(names, random.Random(SEED)), N_GRAMMAR)
    return without_tests([*pairs, *made], tests)


def _as_written(pairs: list[Pair]) -> list[Pair]:
    """Give names their capitals, which their list leaves out."""
    return [
        msgspec.structs.replace(pair, english=pair.english.title()) if pair.kind == "names" else pair
        for pair in pairs
    ]


def main(arguments: list[str]) -> None:
    """Prepare as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--work", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    kept, dropped = prepare(chosen.shared, chosen.project)
    chosen.work.mkdir(parents=True, exist_ok=True)
    watched = chosen.work / "watched"
    watched.mkdir(exist_ok=True)
    for name in WATCHED:
        shutil.copyfile(chosen.shared / "testsets" / name, watched / name)
    write = msgspec.json.Encoder().encode_lines
    (chosen.work / "pairs.jsonl").write_bytes(write(kept))
    (chosen.work / "dropped.jsonl").write_bytes(write(dropped))
    lost = Counter(pair.kind for pair in dropped)
    for kind, n in Counter(pair.kind for pair in kept).items():
        print(f"{kind:10} {n:7,} pairs, {lost[kind]:4,} dropped as too near a test set")


if __name__ == "__main__":
    main(sys.argv[1:])
