"""Measure everything that bisum claims, and write it down: docs/state.md.

Usage: python benchmarks/state.py SHARED [--only PART …] [--to docs/state.md]

SHARED is the folder with test sets, real articles, annotations and their scorers. Each part is a command
and what it printed, word for word, so that nobody need believe a table. Run it on a quiet machine; a part
measured again takes the place of the old one, the others stay with the day that they were measured on.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
_OPUS: Final = "--hub SHARED/hub/opus-mt-ar-en --testset SHARED/testsets/ntrex-dev.tsv"
_OURS_AND_CT2: Final = "--model opus --beams 4 --rounds 3 --engines bisum ctranslate2-int8"
_OURS_AND_FP32: Final = "--beams 4 --rounds 1 --engines bisum transformers-fp32 --model"
_ANT: Final = "SHARED/ant/articles.jsonl.xz"
_SHORT: Final = "--paragraphs 1 --chars 100"
_SHORTEST: Final = "--testset SHARED/testsets/pud.tsv SHARED/testsets/ntrex-dev.tsv --lines 1000"
_HEAD: Final = """\
# What bisum reaches, measured

For evaluators. Made by `make state`: each part is the command and what it printed, with its day, machine and
load. Sets named dev, the samples and the real articles were looked at while bisum was built; those named test
were not. What falls short of its must stands here too. `../shared` holds public test sets, real articles and
annotations that may not travel with bisum.
"""
_ARITHMETIC: Final = ("amx_tile", "avx512_vnni", "avx512f", "avx2")  # the best first
_PART: Final = re.compile(r"^## (?P<name>[\w-]+): .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class Part(NamedTuple):
    """One thing that is measured.

    Attributes:
        name: One word.
        what: What it shows, for people.
        must: What it has to reach.
        commands: Words of each command; ``SHARED`` and ``TMP`` are filled in.
    """

    name: str
    what: str
    must: str
    commands: tuple[str, ...]


def _quotes(name: str, what: str, must: str, articles: str, gold: str, *more: str) -> Part:
    """Give the part that scores the quotations of one annotated set."""
    ledger = f"TMP/{name}.jsonl"
    scored = [f"python SHARED/checks/score_quotes.py {gold} {ledger}"]
    scored += [f"python SHARED/checks/score_quotes.py {one} {ledger} --kind indirect" for one in more]
    return Part(name, what, must, (f"python benchmarks/quotes.py {ledger} {articles}", *scored))


_SUMMARISED: Final = {
    "dev-english": " ".join(f"gold/dev{n}-articles.jsonl" for n in range(2, 7)),
    "dev-english2": " ".join(f"gold/dev{n}-articles.jsonl" for n in range(2, 11)),
    "long-english": "gold/long-articles.jsonl",
    "long2-english": "gold/long2-articles.jsonl",
}
PARTS: Final = (
    Part(
        "ntrex-quotes",
        "quotations of translated news",
        "speech .90, speaker .85, attributed .78, cue .90",
        (
            "python SHARED/checks/tsv_articles.py SHARED/testsets/ntrex-dev.tsv TMP/ntrex.jsonl TMP/n.tsv",
            "python benchmarks/quotes.py TMP/ntrex-ledger.jsonl TMP/ntrex.jsonl",
            "python SHARED/checks/score_quotes.py SHARED/gold/ntrex-dev-quotes.jsonl TMP/ntrex-ledger.jsonl",
        ),
    ),
    _quotes(
        "articles-quotes",
        "quotations of five real articles",
        "attributed .95",
        "SHARED/articles",
        "SHARED/gold/articles-quotes.jsonl",
        "SHARED/gold/articles-indirect.jsonl",
    ),
    *(
        _quotes(
            f"{name}-quotes",
            f"quotations of our own articles, {what}",
            "speech .95, speaker .92, attributed .88, cue .90; without marks .80 (loose, attributed)",
            f"gold/{name}-articles.jsonl",
            f"gold/{name}-quotes.jsonl",
            f"gold/{name}-indirect.jsonl",
        )
        for name, what in (
            ("dev", "for development"),
            ("dev2", "for development, hard ones"),
            ("dev3", "for development, by other writers"),
            ("dev4", "for development, by other writers again"),
            ("dev5", "for development, a fifth set"),
            ("dev6", "for development, 220 articles of five writers"),
            ("dev7", "for development, 40 articles of ordinary news by two writers"),
            ("dev8", "for development, 40 articles of two writers, half news and half features"),
            ("dev9", "for development, 150 articles of three writers; the speaker ranker learnt from them"),
            ("dev10", "for development, 150 articles of three writers; the speaker ranker learnt from them"),
            ("test", "kept: no rule was made with it in view"),
            ("test2", "kept: no rule was made with it in view, other writers"),
            ("test3", "kept: no rule was made with it in view, 80 articles of two writers again"),
        )
    ),
    Part(
        "real-articles",
        "quotations of 1,959 articles of Tunisian radio news",
        "no exception; 100 articles a second on one core",
        (
            f"python benchmarks/quotes.py TMP/ant.jsonl {_ANT}",
            f"python benchmarks/quotes.py TMP/ant.jsonl {_ANT} --speakers rules",
        ),
    ),
    Part(
        "into-english",
        "quotations, names and numbers on their way into English",
        "lost at most 1; marks put back .75 exact, .90 of the words; filed .88 and .88; alignment .95; "
        "numbers at most 1 %; names 100 %; 15 ms an article",
        ("python benchmarks/into_english.py SHARED",),
    ),
    Part(
        "faults",
        "what the checks find in translations broken on purpose",
        "recall .90, false alarms .03",
        ("python benchmarks/faults.py SHARED",),
    ),
    Part(
        "summaries",
        "extractive summaries of the samples",
        "+3 English, +2 Arabic over both leads; no breach of the promise",
        ("python benchmarks/summaries.py",),
    ),
    Part(
        "promise",
        "the promise on 200 real articles",
        "no breach",
        (f"python benchmarks/summaries.py {_ANT} --articles 200",),
    ),
    Part(
        "gold-summaries",
        "extractive summaries of gold articles by two writers' references",
        "+3 English, +2 Arabic over both leads (of the samples)",
        tuple(
            f"python benchmarks/summaries.py {articles} --references gold/{references}.jsonl"
            for references, articles in _SUMMARISED.items()
        ),
    ),
    Part(
        "held-out-summaries",
        "what the choice of sentences gains on gold articles left out of its fit",
        "+3 English, +2 Arabic over both leads (of the samples)",
        ("python benchmarks/fit_summaries.py",),
    ),
    Part(
        "written-summaries",
        "summaries of the samples shortened by a small model",
        "99 % of the sentences grounded after repair; no breach of the promise",
        ("python benchmarks/summaries.py --method hybrid --model smollm2-135m-instruct",),
    ),
    Part(
        "decoding",
        "our decoder beside others",
        "without AMX: 1.5 × CTranslate2 int8, 4 × transformers fp32, the default model too; one sentence "
        "alone 1 × CTranslate2 int8; twice its memory at most",
        (
            f"python benchmarks/decode.py {_OPUS} --sentences 512 --batches 96 {_OURS_AND_CT2}",
            f"python benchmarks/decode.py {_OPUS} --sentences 16 --batches 1 {_OURS_AND_CT2}",
            f"python benchmarks/decode.py {_OPUS} --sentences 96 --batches 96 {_OURS_AND_FP32} opus",
            f"python benchmarks/decode.py {_OPUS} --sentences 24 --batches 24 {_OURS_AND_FP32} default",
        ),
    ),
    Part(
        "arithmetics",
        "the default model's texts in bf16 and int8 against fp32's, the 1,000 shortest lines",
        "chrF within .1 and .3",
        (f"python benchmarks/arithmetics.py {_SHORTEST} --seconds 900 --out TMP/arithmetics",),
    ),
    Part(
        "default-model",
        "the default model's translations",
        "chrF 65 on ant-news-dev, 47 on ntrex-dev, 46 on pud; 96 % of the marks",
        (
            "python recipes/ar-en-gemma/evaluate.py --work TMP SHARED/testsets/ant-news-dev.tsv",
            "python recipes/ar-en-gemma/evaluate.py --work TMP --every 6 SHARED/testsets/ntrex-dev.tsv",
            "python recipes/ar-en-gemma/evaluate.py --work TMP --every 6 SHARED/testsets/pud.tsv",
        ),
    ),
    Part(
        "five-articles",
        "a run of the default model over five real articles: pace, share of the model, the promise",
        "1.9 sentences a second (7,000 an hour); 85 % of the time in translation; beside their speaker 100 %",
        (
            "python -m bisum run configs/quickstart.yaml --input SHARED/articles --output TMP/five",
            "python -m bisum status TMP/five",
            "python -m bisum eval TMP/five",
        ),
    ),
    Part(
        "scale",
        "time and memory beside the model, 1,000 whole articles, 1,000 and 10,000 short ones",
        "20 ms an article; memory grows by a fifth at most",
        (
            f"python benchmarks/scale.py {_ANT} --articles 1000",
            f"python benchmarks/scale.py {_ANT} --articles 1000 {_SHORT}",
            f"python benchmarks/scale.py {_ANT} --articles 10000 {_SHORT}",
        ),
    ),
    Part(
        "pages",
        "an index of 10,000 articles in Chromium",
        "first paint 1 s, search 100 ms",
        ("python benchmarks/site.py",),
    ),
    Part(
        "injected-faults",
        "runs broken on purpose",
        "nothing lost, nothing twice",
        ("python benchmarks/inject.py --faults 60",),
    ),
    Part(
        "branches",
        "branches of the code that the tests take",
        "none was set; what isn't taken is looked at",
        ("python benchmarks/branches.py",),
    ),
    Part(
        "fuzzing",
        "bytes thrown at what reads the outside world",
        "no find",
        ("python benchmarks/fuzz.py --seconds 20",),
    ),
)


def main() -> None:
    """Measure the parts asked for and write the page."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path, metavar="SHARED")
    ask.add_argument("--only", nargs="+", choices=[part.name for part in PARTS])
    ask.add_argument("--to", type=Path, default=ROOT / "docs/state.md")
    asked = ask.parse_args()
    page = asked.to.read_text("utf-8") if asked.to.exists() else ""
    written = {found["name"]: found.group() for found in _PART.finditer(page)}
    for part in PARTS:
        if asked.only is None or part.name in asked.only:
            print(part.name, file=sys.stderr)
            written[part.name] = measured(part, asked.shared)
            asked.to.write_text(_page(written), encoding="utf-8")


def measured(part: Part, shared: Path) -> str:
    """Run a part's commands; give its section of the page."""
    began, load = time.perf_counter(), os.getloadavg()[0]
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        for command in part.commands:
            words = command.replace("SHARED", str(shared)).replace("TMP", scratch).split()
            done = subprocess.run(
                [sys.executable, *words[1:]], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
            )
            printed = done.stdout.strip() if done.returncode == 0 else f"FAILED\n{done.stderr[-2000:]}"
            shown = command.replace("SHARED", "../shared").replace("TMP", "outputs")
            lines += [
                f"    $ {shown}",
                *(f"    {line}".rstrip() for line in _placeless(printed).splitlines()),
            ]
    seconds = time.perf_counter() - began
    day = time.strftime("%d %B %Y", time.gmtime()).lstrip("0")
    return "\n".join([
        f"## {part.name}: {part.what}", "", f"Must: {part.must}.", "",
        *lines, "", f"{day}, {_machine()}, load {load:.1f} before, {seconds:.0f} s.", "", "",
    ])  # fmt: skip


def _placeless(printed: str) -> str:
    """Give what was printed without the folders of this machine."""
    return re.sub(rf"{re.escape(tempfile.gettempdir())}/\w+", "outputs", printed.replace(f"{ROOT}/", ""))


def _page(written: dict[str, str]) -> str:
    parts = "".join(written[part.name] for part in PARTS if part.name in written).rstrip()
    return f"{_HEAD}\n{parts}\n"


def _machine() -> str:
    try:
        facts = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:  # not Linux
        facts = ""
    name = re.search(r"^model name\s*: (.*)$", facts, re.MULTILINE)
    kinds = [kind for kind in _ARITHMETIC if re.search(rf"\b{kind}\b", facts)]
    processor = name.group(1) if name else platform.machine()
    return f"{os.cpu_count()} cores of {processor} ({kinds[0] if kinds else 'kind unknown'})"


if __name__ == "__main__":
    main()
