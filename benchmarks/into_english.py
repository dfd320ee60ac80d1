"""Measure how articles come into English: what docs/decisions/quotation-marks-come-back.md says, but faults.

Usage: python benchmarks/into_english.py SHARED [PART …]

Parts: lost, restored, filed, alignment, numbers, names, time; all of them without any. For ``faults`` see
benchmarks/faults.py. ``filed`` calls SHARED/checks/score_carried.py; ``names`` takes samples/.
"""

from __future__ import annotations

import gc
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

import train_projection
from alignment_scores import score_alignments
from bisum.model.article import Article, Paragraph
from bisum.model.bitext import Bead
from bisum.model.dossier import Dossier
from bisum.pipeline.assembly.assemble import arabic_stages
from bisum.pipeline.names.naming import key_of, name_rows, rows_of
from bisum.pipeline.names.shown import Names
from bisum.stages.align import Align
from bisum.stages.alignment.beads import align_beads
from bisum.stages.alignment.matching import lengths_of, match_words
from bisum.stages.bilingual.identity import is_sure, name_words
from bisum.stages.check import Check
from bisum.stages.checks.numbers.changed import check_numbers
from bisum.stages.checks.pair import Pair
from bisum.stages.look_up import LookUp
from bisum.text import normalise
from filed_articles import Filed, GoldQuotes, records, sample_records, tsv_articles

SURE: Final = 0.85  # chance from which stages/carry.py puts marks back
MARKS: Final = re.compile('[«»“”„"]')
WORDS_OF_ARTICLE: Final = 125  # of the 1,959 ANT articles, on average


def lost(shared: Path) -> None:
    """OPUS-MT on flores-dev: what became of quotations whose marks it lost."""
    folder = shared / "testsets/flores-dev"
    arabic, english, reference = (
        folder.joinpath(name).read_text("utf-8").splitlines()
        for name in ("source.ar", "opusmt.en", "reference.en")
    )
    articles = [
        Article(id=str(n), paragraphs=(Paragraph(text=normalise(line)),)) for n, line in enumerate(arabic)
    ]
    made = records(articles, Filed(zip(arabic, english, strict=True)))
    n_quoting = n_lost = n_restored = n_silent = 0
    for record, given, expected in zip(made, english, reference, strict=True):
        if not MARKS.search(record.paragraphs[0].arabic) or not MARKS.search(expected):
            continue
        n_quoting += 1
        if MARKS.search(given):
            continue
        n_lost += 1
        is_restored = bool(record.quotes) and all(row.status == "restored" for row in record.quotes)
        is_flagged = any(one.code in {"quote-lost", "quote-approximate"} for one in record.findings)
        n_restored += is_restored
        n_silent += not is_restored and not is_flagged
    print(
        f"lost       {n_quoting} quoting segments, marks lost in {n_lost}: {n_restored} restored, "
        f"{n_silent} neither restored nor flagged"
    )


def restored(shared: Path) -> None:
    """Marks deleted and looked for: boundaries and words."""
    for name in ("flores-dev", "testsets/ntrex-dev.tsv", "testsets/ant-news-dev.tsv"):
        results = train_projection.outcomes(train_projection.cases(train_projection.pairs_of(shared, name)))
        for label, least in (("all", 0.0), ("marked", SURE)):
            some = [(exact, f1) for chance, exact, f1 in results if chance >= least]
            print(
                f"restored   {name:26} {label:6} {len(some):4} of {len(results)}: exact "
                f"{np.mean([exact for exact, _ in some]):.3f}, word F1 {np.mean([f1 for _, f1 in some]):.3f}"
            )


def filed(shared: Path) -> None:
    """ntrex-dev with its own English: quotations and speakers, with annotated and with found quotations."""
    articles, pairs = tsv_articles(shared / "testsets/ntrex-dev.tsv")
    path = shared / "gold/ntrex-dev-quotes.jsonl"
    gold: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold[row["article"]].append(row)
    articles = [article for article in articles if article.id in gold]
    for label, quotes in (("annotated", GoldQuotes(gold)), ("found", None)):
        made = records(articles, Filed(pairs), quotes)  # type: ignore[arg-type]  # a stage by its form
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(
                msgspec.json.encode(row).decode() + "\n" for record in made for row in record.quotes
            )
            file.flush()
            scorer = shared / "checks/score_carried.py"
            command = [sys.executable, scorer, path, file.name, "--json"]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        print(f"filed      {label:9} quotations: {done.stdout.strip()}")


def alignment(shared: Path) -> None:
    """Every third sentence pair of ntrex-dev joined with its neighbour or split in English."""
    rng = random.Random(0)
    gold, found = [], []
    articles, pairs = tsv_articles(shared / "testsets/ntrex-dev.tsv")
    english_of = {normalise(arabic): english for arabic, english in pairs}
    for article in articles:
        arabic = [paragraph.text for paragraph in article.paragraphs]
        english, beads = _disturbed([english_of[text] for text in arabic], rng)
        forward, backward = match_words(arabic, english)
        gold.append(beads)
        found.append(align_beads(lengths_of(arabic), lengths_of(english), forward, backward))
    scores = score_alignments(gold, found)
    print(f"alignment  strict F1 {scores.strict:.3f}, lax F1 {scores.lax:.3f}")


def _disturbed(sentences: Sequence[str], rng: random.Random) -> tuple[list[str], list[Bead]]:
    """Join or split every third sentence; give what stands then, and the beads."""
    english: list[str] = []
    beads = []
    at = 0
    while at < len(sentences):
        words = sentences[at].split()
        if at % 3 == 2 and rng.random() < 0.5 and at + 1 < len(sentences):
            beads.append(Bead(source=(at, at + 1), target=(len(english),)))
            english.append(f"{sentences[at]} {sentences[at + 1]}")
            at += 2
            continue
        if at % 3 == 2 and len(words) > 5:
            cut = rng.randint(len(words) // 3, 2 * len(words) // 3)
            beads.append(Bead(source=(at,), target=(len(english), len(english) + 1)))
            english += [" ".join(words[:cut]), " ".join(words[cut:])]
        else:
            beads.append(Bead(source=(at,), target=(len(english),)))
            english.append(sentences[at])
        at += 1
    return english, beads


def numbers(shared: Path) -> None:
    """False alarms of the check of numbers on flores-dev's references."""
    folder = shared / "testsets/flores-dev"
    arabic, english = (
        folder.joinpath(name).read_text("utf-8").splitlines() for name in ("source.ar", "reference.en")
    )
    alarms = sum(
        any(fault.code == "numbers-changed" for fault in check_numbers(Pair(arabic=normalise(a), english=e)))
        for a, e in zip(arabic, english, strict=True)
    )
    print(f"numbers    {alarms} of {len(arabic)} references: {alarms / len(arabic):.2%}")


def names(_shared: Path) -> None:
    """The twelve samples, twice in shuffled order, each time with other spellings of one letter."""
    made = sample_records()
    random.Random(0).shuffle(made)
    table = Names(name_rows(made, ()))
    shown: dict[str, set[str | None]] = defaultdict(set)
    before: dict[str, set[str | None]] = defaultdict(set)
    for record in made:
        for row, as_shown in zip(rows_of(record), rows_of(table.shown(record)), strict=True):
            if is_sure(name_words(row.speaker or "")):
                before[key_of(row.speaker or "")].add(row.english_speaker)
                shown[key_of(row.speaker or "")].add(as_shown.english_speaker)
    one = sum(len(forms) == 1 for forms in shown.values())
    was = sum(len(forms) == 1 for forms in before.values())
    print(f"names      {one} of {len(shown)} Arabic names have one English form ({was} before the pass)")


def timing(shared: Path) -> None:
    """Processor time of aligning, checking and naming, for an article of 125 words."""
    articles, pairs = tsv_articles(shared / "testsets/ant-news-dev.tsv")
    archive = Filed(pairs)
    segment, quotes = arabic_stages()
    dossiers = [Dossier(article) for article in articles]
    for stage in (segment, quotes, LookUp(archive)):
        dossiers = [
            one.with_product(product)  # type: ignore[arg-type]  # no article fails here
            for one, product in zip(dossiers, stage.run(dossiers), strict=True)
        ]
    n_words = sum(len(p.text.split()) for article in articles for p in article.paragraphs)
    Check(archive).run([one.with_product(Align().run([one])[0]) for one in dossiers[:5]])  # loads the tables
    # In a run of some length the tables are old to the garbage collector; here they would be gone through.
    gc.collect()
    gc.freeze()
    began = time.process_time()
    aligned = [
        one.with_product(product) for one, product in zip(dossiers, Align().run(dossiers), strict=True)
    ]
    middle = time.process_time()
    Check(archive).run(aligned)
    ended = time.process_time()
    made = records(articles, archive)
    before_names = time.process_time()
    table = Names(name_rows(made, ()))
    for record in made:
        table.shown(record)
    named = time.process_time()
    unit = 1000 * WORDS_OF_ARTICLE / n_words
    print(
        f"time       per {WORDS_OF_ARTICLE} words: align {(middle - began) * unit:.1f} ms, check "
        f"{(ended - middle) * unit:.1f} ms, names {(named - before_names) * unit:.1f} ms"
    )


PARTS: Final[dict[str, Callable[[Path], None]]] = {
    "lost": lost,
    "restored": restored,
    "filed": filed,
    "alignment": alignment,
    "numbers": numbers,
    "names": names,
    "time": timing,
}


def main() -> None:
    """Print the parts asked for."""
    shared, *chosen = sys.argv[1:]
    for part in chosen or PARTS:
        PARTS[part](Path(shared))


if __name__ == "__main__":
    main()
