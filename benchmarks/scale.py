"""Run many articles through the fake engine and say what it took: time, memory, resuming.

    python benchmarks/scale.py ARTICLES --articles 100000 [--paragraphs K] [--keep DIR]

The articles are those of ARTICLES, over and over, each time with other numbers in them; with
``--paragraphs`` only the first K paragraphs of each, with ``--chars`` only the start of those.
Prints one line of JSON: processor time an article, time by stage, the peak of memory, the sizes
on disk, and the time that the same command takes when all is done.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from bisum.model.article import Article
from bisum.store.articles import Reader


def main() -> None:
    """Make the input, run, run again, and print a line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("articles_from", type=Path, metavar="ARTICLES")
    ask.add_argument("--articles", type=int, default=1000)
    ask.add_argument("--paragraphs", type=int)
    ask.add_argument("--chars", type=int, help="only so many characters of each paragraph")
    ask.add_argument("--window", type=int, default=32)
    ask.add_argument("--keep", type=Path)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory(dir=given.keep) as folder:
        root = Path(folder)
        write_articles(given, root / "in.jsonl")
        (root / "run.yaml").write_text(
            f"translate: {{engine: fake}}\nrun: {{window: {given.window}}}\ninput: in.jsonl\noutput: out\n",
            encoding="utf-8",
        )
        first, again = run(root), run(root)
        report = json.loads((root / "out" / "run.json").read_text(encoding="utf-8"))
        told = {
            "articles": given.articles,
            "first": first,
            "again": again,
            "records": report["counts"]["records"],
            "kept": report["counts"]["kept"],
            "disk_mb": {
                name: round(size_of(root / "out" / name) / 1e6, 1)
                for name in ("records.jsonl", "products.jsonl", "site", "summaries")
            },
        }
    print(json.dumps(told))


def write_articles(given: argparse.Namespace, path: Path) -> None:
    """Write the input."""
    articles = [article for article in Reader([given.articles_from]) if isinstance(article, Article)]
    with path.open("w", encoding="utf-8") as file:
        for n, article in enumerate(islice(cycle(articles), given.articles)):
            shift = n // len(articles)
            paragraphs = [
                changed(p.text[: given.chars], shift) for p in article.paragraphs[: given.paragraphs]
            ]
            title = changed(article.title.text, shift) if article.title else None
            line = {"id": f"n{n}", "title": title, "paragraphs": paragraphs}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def changed(text: str, shift: int) -> str:
    """Put other numbers into a text, and one where there is none."""
    if not shift:
        return text
    found, n_numbers = re.subn(r"[0-9]+", lambda number: str(int(number.group()[:15]) + shift), text)
    return found if n_numbers else f"{found} {shift}"


def run(root: Path) -> dict[str, object]:
    """Run the command; give what it took."""
    began = time.monotonic()
    words = [sys.executable, "-m", "bisum", "run", root / "run.yaml"]
    with subprocess.Popen([*map(str, words)], stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    report = json.loads((root / "out" / "run.json").read_text(encoding="utf-8"))
    n = max(1, report["counts"]["done"])
    return {
        "exit_code": process.returncode,
        "seconds": round(time.monotonic() - began, 1),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "cpu_ms_an_article": round(1000 * (usage.ru_utime + usage.ru_stime) / n, 2),
        "peak_memory_mb": round(usage.ru_maxrss / 1024, 1),
        "ms_an_article_by_clock": {k: round(1000 * s / n, 2) for k, s in report["seconds"].items()},
    }


def size_of(path: Path) -> int:
    """Give the bytes of a file, or of all files of a folder."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.exists() else 0


if __name__ == "__main__":
    main()
