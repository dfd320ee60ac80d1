# ruff: noqa: A005 - named after what it measures; nothing imports it
"""Measure the pages in a real browser: first paint, and search over a large run; and the server's search.

    python benchmarks/site.py [--articles 10000] [--rounds 5] [--seed 1]

Invents a run of articles with words of its own making, writes its site, and opens the pages
from files in Chromium (``BISUM_CHROMIUM``, else the one on the path) through Playwright, each
time in a fresh profile. Prints one JSON object; times are in milliseconds, medians with the
worst beside them, sizes in bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from playwright.sync_api import sync_playwright

from bisum.model.record import Record
from bisum.model.summary import Ground, SummarySentence
from bisum.reader.lists.overview import RunFacts
from bisum.reader.render import Site
from bisum.reader.serve.search import Query, SearchIndex
from bisum.store.files.slugs import slug

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.reader import invented  # noqa: E402 - found only once the root is on the path

N_WORDS: Final = 4_000
"""Words of each language that the invented articles draw from."""

SOURCES: Final = ("Morning Post", "صحيفة الميناء", "Nakhl Today", "وكالة الساحل", "Upland Radio")
# When what was drawn is on the screen: the frame after the one that was asked for.
_PAINTED: Final = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_FIRST_PAINT: Final = """() => new Promise(done =>
  new PerformanceObserver((list, seen) => {
    const first = list.getEntriesByName("first-contentful-paint")[0];
    if (first) { seen.disconnect(); done(first.startTime); }
  }).observe({type: "paint", buffered: true}))"""
_SEARCH: Final = """([field, value]) => new Promise(done => {
  const root = document.documentElement;
  const began = performance.now();
  new MutationObserver((_, seen) => {
    seen.disconnect();
    const told = () => done([performance.now() - began, Number(root.dataset.searchMs)]);
    requestAnimationFrame(() => setTimeout(told));
  }).observe(root, {attributes: true, attributeFilter: ["data-search-ms"]});
  const at = document.getElementById(field);
  at.value = value;
  at.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def main() -> None:
    """Write the site, open it, and print what was measured."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=10_000)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    chromium = os.environ.get("BISUM_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("found no Chromium: install it or name it in BISUM_CHROMIUM")
    chance = random.Random(given.seed)
    words = Words(chance)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        began = time.perf_counter()
        site = Site(Path(folder))
        site.write_article(invented.water())
        records = list(articles(given.articles, words, chance))
        site.write_overview(records, RunFacts(bisum="benchmark"))
        written_s = time.perf_counter() - began
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pages = Path(folder) / "site"
        result = {
            "articles": given.articles,
            "rounds": given.rounds,
            "load_1min": round(os.getloadavg()[0], 1),
            "chromium": browser.version,
            "written_s": round(written_s, 1),
            "index": index(browser, pages, words, given.rounds),
            "article": article(browser, pages, given.rounds),
            "served_search": served(Path(folder) / "search.sqlite", records, words),
        }
        browser.close()
    print(json.dumps(result, ensure_ascii=False, indent=2))


class Words:
    """Made-up words of both languages, a few of them used much more than others, as in any text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.english = self._made("bdfgklmnprstvz", "aeiou")
        self.arabic = self._made("بتجحدرسشطعفقكلمنهي", "اوي")

    def _made(self, consonants: str, vowels: str) -> list[str]:
        pick = self._chance.choice
        return [
            "".join(pick(consonants) + pick(vowels) for _ in range(self._chance.randint(1, 4)))
            for _ in range(N_WORDS)
        ]

    def some(self, words: list[str], n: int) -> str:
        """Give ``n`` of the words; the k-th is drawn about as often as 1 / k."""
        at = (int(len(words) ** self._chance.random()) - 1 for _ in range(n))
        return " ".join(words[n] for n in at)


def articles(n: int, words: Words, chance: random.Random) -> Iterator[Record]:
    """Give invented records, each with its own words, speakers, source and day."""
    model = invented.water()
    ground = (Ground(paragraph=0, sentence=0),)
    for number in range(n):
        english, arabic = words.some(words.english, 32), words.some(words.arabic, 8)
        speakers = [(words.some(words.english, 2).title(), words.some(words.arabic, 2)) for _ in range(3)]
        quotes = tuple(
            msgspec.structs.replace(row, english_speaker=name, speaker=name_arabic) if row.speaker else row
            for row, (name, name_arabic) in zip(model.quotes, speakers * 3, strict=False)
        )
        yield msgspec.structs.replace(
            model,
            id=f"article-{number}",
            title=arabic,
            title_english=english[:70].capitalize(),
            source=chance.choice(SOURCES),
            published=f"20{chance.randint(16, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            quotes=quotes,
            summary=msgspec.structs.replace(
                model.summary, english=(SummarySentence(text=english, grounds=ground),)
            ),
            findings=model.findings[: chance.randint(0, 3)],
        )


def index(browser: Any, pages: Path, words: Words, rounds: int) -> dict[str, object]:
    """Measure the index: what it loads, when it shows, how quickly it searches."""
    paints, readies, drawn, computed = [], [], [], []
    requests: set[str] = set()
    for _ in range(rounds):
        context = browser.new_context()
        page = context.new_page()
        page.on("request", lambda request: requests.add(request.url))
        page.goto((pages / "index.html").as_uri())
        page.wait_for_selector("html[data-ready]")
        readies.append(page.evaluate("performance.now()"))
        page.evaluate(_PAINTED)
        paints.append(page.evaluate(_FIRST_PAINT))
        for field, value in searches(words):
            shown, spent = page.evaluate(_SEARCH, [field, value])
            drawn.append(shown)
            computed.append(spent)
        context.close()
    shards = [path.stat().st_size for path in (pages / "data").glob("*.js")]
    return {
        "bytes": (pages / "index.html").stat().st_size,
        "data_bytes": sum(shards),
        "requests": len(requests),
        "first_paint_ms": spread(paints),
        "searchable_ms": spread(readies),
        "search_ms": spread(computed),
        "key_to_screen_ms": spread(drawn),
    }


def searches(words: Words) -> Iterator[tuple[str, str]]:
    """Give what is typed and chosen: frequent and rare words of both languages, filters, orders."""
    for text in (words.english, words.arabic):
        for typed in (text[0], text[700], text[-1], f"{text[3]} {text[40]}", text[9][:2]):
            yield "words", typed
    yield "words", ""
    yield "speaker", words.english[5]
    yield "speaker", ""
    for order in ("title", "flags", "oldest", "newest"):
        yield "sort", order
    yield "flag", "serious"
    yield "flag", ""


def article(browser: Any, pages: Path, rounds: int) -> dict[str, object]:
    """Measure an article's page."""
    path = pages / "articles" / f"{slug(invented.water().id)}.html"
    paints = []
    requests: set[str] = set()
    for _ in range(rounds):
        context = browser.new_context()
        page = context.new_page()
        page.on("request", lambda request: requests.add(request.url))
        page.goto(path.as_uri())
        page.evaluate(_PAINTED)
        paints.append(page.evaluate(_FIRST_PAINT))
        context.close()
    return {"bytes": path.stat().st_size, "requests": len(requests), "first_paint_ms": spread(paints)}


def served(path: Path, records: list[Record], words: Words) -> dict[str, object]:
    """Measure the server's search of the whole text."""
    by_id = {record.id: record for record in records}
    began = time.perf_counter()
    index = SearchIndex(path)
    index.update(dict.fromkeys(by_id, "1"), by_id.get)
    built_s = time.perf_counter() - began
    spent = []
    for field, value in searches(words):
        if field in {"words", "speaker"}:
            began = time.perf_counter()
            index.find(Query(words=value) if field == "words" else Query(speaker=value))
            spent.append(1000 * (time.perf_counter() - began))
    return {"built_s": round(built_s, 1), "bytes": path.stat().st_size, "search_ms": spread(spent)}


def spread(times: list[float]) -> dict[str, float]:
    """Give the median and the worst."""
    return {"median": round(statistics.median(times), 1), "worst": round(max(times), 1)}


if __name__ == "__main__":
    main()
