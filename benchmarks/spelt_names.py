"""Measure how many speakers' names are spelt from their Arabic letters alone as their English has them.

Usage: python benchmarks/spelt_names.py SHARED

Sources: the speakers of ntrex-dev, nearly all foreign, as people marked them in both languages; names
that speak in the pairs written for bisum, in ANT's and in mt-geneval, with the words of the English that
agree with them. A name counts once; accents and case don't count.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.pipeline.assembly.runner import Pipeline
from bisum.pipeline.names.naming import is_reliable
from bisum.stages.bilingual.identity import is_person, name_words
from bisum.stages.bilingual.transliterate import transliterate
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment
from bisum.text import normalise

NAMES = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:al|el|bin|ben|de|da|der|van|von) )*[A-Z][\w’'-]+)*")

Pair = tuple[str, str]


def main(shared: Path) -> None:
    """Print a line for each source."""
    sources = {
        "ntrex-dev": marked(shared / "gold/ntrex-dev-quotes.jsonl"),
        "written": speakers(
            pair for path in sorted(shared.glob("written/news-*.tsv")) for pair in rows(path)
        ),
        "ant": speakers(rows(shared / "ant/pairs.tsv")),
        "mt-geneval": speakers(rows(shared / "bitext/mt-geneval.ar-en.tsv.xz")),
    }
    for source, names in sources.items():
        right = sum(plain(transliterate(arabic)) == plain(english) for arabic, english in names)
        print(f"{source:11} {right} of {len(names)} names right ({right / max(1, len(names)):.0%})")


def rows(path: Path) -> Iterator[Pair]:
    """Give Arabic and English of a file's lines; an id may stand before them."""
    packed = path.read_bytes()
    text = (lzma.decompress(packed) if path.suffix == ".xz" else packed).decode("utf-8")
    for line in text.splitlines():
        cells = line.split("\t")
        arabic, english = cells[1:3] if path.parent.name == "ant" else cells[:2]
        yield normalise(arabic), english


def marked(path: Path) -> list[Pair]:
    """Give the speakers whom people marked by name in both languages."""
    found = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    named = {(row["speaker"] or "", row["english_speaker"] or "") for row in found}
    return sorted(pair for pair in named if is_person(name_words(pair[0])) and NAMES.fullmatch(pair[1]))


def speakers(pairs: Iterable[Pair]) -> list[Pair]:
    """Give the persons who speak in Arabic sentences, each with its words of the English, if any."""
    english = {arabic: target for arabic, target in pairs if arabic}
    articles = [Article(id=str(n), paragraphs=(Paragraph(text=arabic),)) for n, arabic in enumerate(english)]
    found: dict[str, str] = {}
    for outcome in Pipeline([Segment(), FindQuotes()]).run(articles):
        if not isinstance(outcome, Dossier):
            raise outcome
        quotes = outcome[Quotes]
        for one in {q.speaker.name for q in (*quotes.marked, *quotes.indirect) if q.speaker}:
            if is_person(name_words(one)):
                form = rendering(one, english[outcome.article.paragraphs[0].text])
                if form is not None:
                    found.setdefault(one, form)
    return sorted(found.items())


def rendering(arabic: str, english: str) -> str | None:
    """Give the words of an English sentence that are as many as a name's, and agree with it."""
    n = len(arabic.split())
    for run in NAMES.findall(english):
        words: Sequence[str] = run.removesuffix("'s").removesuffix("’s").split(" ")
        for length in (n, n + 1, n - 1):
            for at in range(len(words) - length + 1 if length else 0):
                form = " ".join(words[at : at + length])
                if is_reliable(arabic, form, is_name=True):
                    return form
    return None


def plain(name: str) -> str:
    """Give a name without accents and case, and the article without its hyphen."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(one for one in letters if not unicodedata.combining(one)).replace("-", " ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
