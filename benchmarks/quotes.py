"""Write the ledger of articles and time segmentation and quotes, on one core.

Usage: python benchmarks/quotes.py LEDGER.jsonl INPUT... [--speakers rules]

INPUT is anything that `bisum run` reads. LEDGER gets one JSON object a quotation, reported
speech without marks included, as `score_quotes.py` of the shared checks reads it; articles a
second and milliseconds by stage go to standard output. With --speakers rules no model is asked who speaks.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from bisum.config import QuoteSettings
from bisum.model.article import Article
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.pipeline.assembly.assemble import arabic_stages
from bisum.pipeline.assembly.runner import Pipeline
from bisum.store.articles import Reader


def main(ledger: str, inputs: list[str], settings: QuoteSettings) -> None:
    """Read, segment, attribute, write, and print the rates."""
    pipeline = Pipeline(arabic_stages(settings))
    articles = [article for article in Reader(inputs) if isinstance(article, Article)]
    kinds: Counter[str] = Counter()
    began = time.perf_counter()
    with Path(ledger).open("w", encoding="utf-8") as out:
        for outcome in pipeline.run(articles):
            if not isinstance(outcome, Dossier):
                raise outcome
            quotes = outcome[Quotes]
            for quote in (*quotes.marked, *quotes.indirect):
                kinds[quote.kind.value] += 1
                row = {
                    "article": outcome.article.id,
                    "paragraph": quote.spans[0].paragraph,
                    "text": quote.text,
                    "kind": quote.kind.value,
                    "speaker": quote.speaker.name if quote.speaker else None,
                    "cue": quote.cue.text if quote.cue else None,
                    "relay": quote.relay.name if quote.relay else None,
                    "confidence": quote.confidence,
                    "rule": quote.rule,
                }
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    seconds = time.perf_counter() - began
    print(f"{len(articles)} articles, {len(articles) / seconds:.0f} a second")
    print(
        {stage: f"{1000 * spent / max(1, len(articles)):.2f} ms" for stage, spent in pipeline.seconds.items()}
    )
    print(dict(kinds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", help="JSON Lines file to write")
    parser.add_argument("inputs", nargs="+", help="articles: files or folders")
    parser.add_argument("--speakers", choices=("auto", "rules"), default="auto", help="as in a config")
    arguments = parser.parse_args()
    main(arguments.ledger, arguments.inputs, QuoteSettings(speakers=arguments.speakers))
