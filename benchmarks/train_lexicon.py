"""Learn which English stems render which Arabic ones, and write the table that bisum ships.

Usage: python benchmarks/train_lexicon.py SHARED OUT.tsv.xz

Sources, all under terms that allow trained figures to be shipped (CC0 unless said): the pairs and the
lexicon written for bisum, the ANT sentences with their translations (Arabic Apache-2.0), TICO-19, Tatoeba
(CC-BY 2.0 FR), Microsoft's documentation (CC-BY-4.0).
IBM model 1, then the same with a diagonal prior (Dyer, Chahuneau and Smith 2013), in both directions.
"""

from __future__ import annotations

import lzma
import random
import sys
from pathlib import Path

import numpy as np

from bisum.stages.bilingual.words import arabic_words, english_words

MAX_WORDS = 80
DOCUMENTATION = (
    "msdocs-ht-operations-sxs",
    "msdocs-ht-project-operations-doc",
    "msdocs-ht-customer-insights-doc",
)
MAX_DOCUMENTATION = 30_000  # pairs of each: business software is no news, but its words are words
DIAGONAL = 4.0  # tension of the prior, as fast_align starts with
ROUNDS = (5, 4)  # of model 1, then with the prior
MIN_COUNT = 0.7  # expected number of links below which a pair is noise
MIN_PROBABILITY = 0.015  # in the better direction
MAX_RENDERINGS = 16  # per Arabic stem


def read_pairs(shared: Path) -> list[tuple[list[str], list[str]]]:
    """Read the sentence pairs as stems."""
    lines: list[tuple[str, str]] = []
    for path in sorted((shared / "written").glob("*.tsv")):
        lines += [tuple(line.split("\t")) for line in path.read_text("utf-8").splitlines()]  # type: ignore[misc]  # two fields
    lines += [
        tuple(line.split("\t")[1:]) for line in (shared / "ant/pairs.tsv").read_text("utf-8").splitlines()
    ]  # type: ignore[misc]  # two fields
    for name in ("tico19", "tatoeba"):
        with lzma.open(shared / f"bitext/{name}.ar-en.tsv.xz", "rt", encoding="utf-8") as file:
            lines += [tuple(line.rstrip("\n").split("\t")) for line in file]  # type: ignore[misc]  # two fields
    rng = random.Random(0)
    for name in DOCUMENTATION:
        with lzma.open(shared / f"bitext/{name}.ar-en.tsv.xz", "rt", encoding="utf-8") as file:
            some = [tuple(line.rstrip("\n").split("\t")) for line in file]
        some = [pair for pair in some if len(pair) == 2 and 4 <= len(pair[1].split()) <= 22]
        lines += rng.sample(some, min(len(some), MAX_DOCUMENTATION))  # type: ignore[arg-type]  # two fields
    stems = (
        ([w.stem for w in arabic_words(a)], [w.stem for w in english_words(e)])
        for a, e in dict.fromkeys(lines)
    )
    return [(a, e) for a, e in stems if 0 < len(a) <= MAX_WORDS and 0 < len(e) <= MAX_WORDS]


def learn(pairs: list[tuple[list[str], list[str]]]) -> dict[tuple[str, str], tuple[float, float]]:
    """Learn p(target | source) with a NULL source word; gives probability and expected count."""
    sources: dict[str, int] = {"": 0}
    targets: dict[str, int] = {}
    rows, columns, prior, ends, n_cells = [], [], [], [], 0
    for source, target in pairs:
        s = np.array([0] + [sources.setdefault(word, len(sources)) for word in source], dtype=np.int32)
        t = np.array([targets.setdefault(word, len(targets)) for word in target], dtype=np.int32)
        place_s = np.concatenate([[0.0], (np.arange(len(source)) + 0.5) / len(source)])
        place_t = (np.arange(len(target)) + 0.5) / len(target)
        bias = np.exp(-DIAGONAL * np.abs(place_t[:, None] - place_s[None, :]))
        bias[:, 0] = 0.1
        rows.append(np.tile(s, len(t)))
        columns.append(np.repeat(t, len(s)))
        prior.append(bias.ravel().astype(np.float32))
        ends.append(n_cells + np.arange(len(t)) * len(s))
        n_cells += len(s) * len(t)
    row, column, weight = np.concatenate(rows), np.concatenate(columns), np.concatenate(prior)
    starts = np.concatenate(ends)
    kinds, cell = np.unique(row.astype(np.int64) * len(targets) + column, return_inverse=True)
    kind_row = (kinds // len(targets)).astype(np.int64)
    probability = np.full(len(kinds), 1.0 / len(targets))
    lengths = np.diff(np.append(starts, n_cells))
    counts = probability
    for n in range(sum(ROUNDS)):
        mass = probability[cell] * (weight if n >= ROUNDS[0] else 1.0)
        mass /= np.repeat(np.add.reduceat(mass, starts), lengths)
        counts = np.bincount(cell, weights=mass, minlength=len(kinds))
        totals = np.bincount(kind_row, weights=counts, minlength=len(sources))
        probability = counts / totals[kind_row]
        print(f"round {n}", file=sys.stderr)
    keep = np.flatnonzero((counts >= MIN_COUNT / 4) & (kind_row > 0))
    name_s, name_t = list(sources), list(targets)
    return {
        (name_s[kind_row[k]], name_t[kinds[k] % len(targets)]): (float(probability[k]), float(counts[k]))
        for k in keep
    }


def main() -> None:
    """Train both directions and write the table."""
    pairs = read_pairs(Path(sys.argv[1]))
    forward = learn(pairs)
    backward = learn([(e, a) for a, e in pairs])
    table: dict[str, list[tuple[float, str, float, float]]] = {}
    for arabic, english in forward.keys() | {(a, e) for e, a in backward}:
        p, n = forward.get((arabic, english), (0.0, 0.0))
        q, m = backward.get((english, arabic), (0.0, 0.0))
        if max(n, m) < MIN_COUNT or max(p, q) < MIN_PROBABILITY or arabic[:1].isdigit():
            continue
        table.setdefault(arabic, []).append(((p * q) ** 0.5 + 0.1 * max(p, q), english, p, q))
    lines = []
    for arabic in sorted(table):
        best = sorted(table[arabic], reverse=True)[:MAX_RENDERINGS]
        cells = " ".join(f"{e}:{min(99, round(100 * p))}:{min(99, round(100 * q))}" for _, e, p, q in best)
        lines.append(f"{arabic}\t{cells}\n")
    with lzma.open(sys.argv[2], "wt", encoding="utf-8", preset=9) as file:
        file.writelines(lines)
    print(f"{len(pairs)} pairs, {len(lines)} Arabic stems, {Path(sys.argv[2]).stat().st_size} bytes")


if __name__ == "__main__":
    main()
