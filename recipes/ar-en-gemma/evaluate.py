"""Score an adapter on test sets, as ``bisum translate`` runs it.

    python recipes/ar-en-gemma/evaluate.py --adapter DIR --work outputs/ar-en-gemma SET.tsv [SET.tsv…]

The translations and the scores are kept in the work folder under the adapter's name. The
merged model (400 MB for each adapter) goes into bisum's cache; set XDG_CACHE_HOME to put
it elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import sacrebleu

from bisum.config import Config, Runtime, TranslateSettings
from bisum.engines.catalogue import DEFAULT_MODEL
from bisum.engines.generation.decoding import DEFAULT_MODEL_BEAM
from bisum.pipeline.lines import translate_lines
from bisum.pipeline.reporting.progress import Silence
from corpus import read_columns

_MARKS: Final = frozenset('«»“”"„‹›')


class Marks(msgspec.Struct, frozen=True):
    """Lines whose source and reference both quote, and those of them that still do."""

    n_quoting: int
    n_kept: int


class Scored(msgspec.Struct, frozen=True):
    """A set's translations by one adapter, and what they are worth.

    Attributes:
        set: Name of the set.
        n_lines: How many of its lines were translated.
        every: Each so-manieth line was.
        beam: Beam size.
        chrf: Of the corpus; its signature stands beside it.
        bleu: The same.
        marks: How many quotations kept their marks.
        seconds: By the clock.
        cpu_seconds: Of all processors.
        english: The translations.
    """

    set: str
    n_lines: int
    every: int
    beam: int
    chrf: float
    chrf_signature: str
    bleu: float
    bleu_signature: str
    marks: Marks
    seconds: float
    cpu_seconds: float
    english: tuple[str, ...]


def score(
    adapter: Path, file: Path, *, every: int, offset: int, most: int | None, beam: int, runtime: Runtime
) -> Scored:
    """Translate a set and score it.

    Args:
        adapter: Its folder.
        file: A TSV file whose last two columns are Arabic and English.
        every: Take each so-manieth line.
        offset: From this one on, counted from 0.
        most: At most so many of them; None for all.
        beam: Beam size.
        runtime: How it is run.
    """
    rows = [columns[-2:] for columns in read_columns(file)][offset::every][:most]
    arabic, english = [row[0] for row in rows], [row[1] for row in rows]
    settings = TranslateSettings(model=DEFAULT_MODEL, adapter=str(adapter.resolve()), beam=beam)
    began, cpu = time.monotonic(), time.process_time()
    made = list(translate_lines(arabic, Config(translate=settings, run=runtime), progress=Silence()))
    took_s, cpu_s = time.monotonic() - began, time.process_time() - cpu
    chrf, bleu = sacrebleu.CHRF(), sacrebleu.BLEU()
    return Scored(
        set=file.stem,
        n_lines=len(rows),
        every=every,
        beam=beam,
        chrf=round(chrf.corpus_score(made, [english]).score, 2),
        chrf_signature=str(chrf.get_signature()),
        bleu=round(bleu.corpus_score(made, [english]).score, 2),
        bleu_signature=str(bleu.get_signature()),
        marks=marks_kept(arabic, made, english),
        seconds=round(took_s, 1),
        cpu_seconds=round(cpu_s, 1),
        english=tuple(made),
    )


def marks_kept(arabic: Sequence[str], made: Sequence[str], english: Sequence[str]) -> Marks:
    """Count lines whose source and reference both quote, and those of them that still do."""
    quoting = [n for n, source in enumerate(arabic) if _quotes(source) and _quotes(english[n])]
    return Marks(n_quoting=len(quoting), n_kept=sum(_quotes(made[n]) for n in quoting))


def _quotes(text: str) -> bool:
    return not _MARKS.isdisjoint(text)


def main(arguments: list[str]) -> None:
    """Score as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET.tsv")
    parser.add_argument("--adapter", type=Path, default=Path("models/ar-en-gemma"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="take each so-manieth line (1)")
    parser.add_argument("--offset", type=int, default=0, help="from this line on (0)")
    parser.add_argument("--most", type=int, help="take at most so many lines")
    parser.add_argument("--beam", type=int, default=DEFAULT_MODEL_BEAM)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--dtype", default="auto")
    chosen = parser.parse_args(arguments)
    runtime = Runtime(threads=chosen.threads, dtype=chosen.dtype)
    into = chosen.work / "scores"
    into.mkdir(parents=True, exist_ok=True)
    for file in chosen.sets:
        found = score(
            chosen.adapter,
            file,
            every=chosen.every,
            offset=chosen.offset,
            most=chosen.most,
            beam=chosen.beam,
            runtime=runtime,
        )
        name = f"{chosen.adapter.name}.{file.stem}.beam{chosen.beam}"
        (into / f"{name}.en").write_text("\n".join(found.english) + "\n", encoding="utf-8")
        shown = msgspec.json.encode(msgspec.structs.replace(found, english=()))
        (into / f"{name}.json").write_bytes(shown + b"\n")
        print(shown.decode(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
