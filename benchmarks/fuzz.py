"""Throw bytes at what reads the outside world, and keep those that made it do something new.

    python benchmarks/fuzz.py [TARGET …] [--seconds S] [--executions N] [--corpus DIR] [--keep]
    python benchmarks/fuzz.py TARGET --atheris [libFuzzer's options]

Targets: ``read`` (files of every kind), ``arabic`` (sentences and quotations), ``english`` (all stages
over hostile English), ``config`` and ``record``. A target may refuse its input with an error of
bisum's own; any other exception, a promise broken (offsets out of range, an id twice), more than
five seconds, or memory that grows without end is a find: its input is written to ``finds/``.

Inputs are the corpus, mutated: bytes flipped, cut, repeated and spliced, and words of a dictionary
put in. An input whose behaviour (kinds of outcome, rules that decided, reasons of refusal) is new
joins the corpus; ``--keep`` writes it there. Where atheris is installed, ``--atheris`` is guided by
coverage instead.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from types import FrameType

from bisum import config
from bisum.config import Config, QuoteSettings, TranslateSettings
from bisum.engines import fakes
from bisum.engines.ports import Translated
from bisum.errors import ArticleError, BisumError
from bisum.model.article import Article, Paragraph, Segments
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.pipeline.assembly.assemble import arabic_stages, assemble
from bisum.pipeline.executors.worker import Worker
from bisum.reader.markdown import summary_page
from bisum.store.articles import Reader
from bisum.store.holdings import records_of
from bisum.text import normalise

CORPUS = Path(__file__).parents[1] / "tests" / "fuzz" / "corpus"
SLOWEST_S = 5.0
# Mebibytes by which memory may grow over all executions: caches fill up, leaks go on.
MOST_GROWTH = 500
LARGEST = 4096
SUFFIXES = (".jsonl", ".json", ".csv", ".tsv", ".txt", ".jsonl.gz", ".txt.xz", ".csv.zst")

Target = Callable[[bytes], Hashable]
_HERE = Path(tempfile.mkdtemp(prefix="bisum-fuzz-"))


class BrokenPromiseError(Exception):
    """Something that bisum says of every input isn't so."""


class _NoTally:
    """Counts nothing."""

    n_asked = 0

    def begun(self, n_articles: int, n_sentences: int) -> None:
        """Count nothing."""

    def tell(self) -> None:
        """Say nothing."""


def require(is_so: bool, what: str) -> None:
    """Find a broken promise."""
    if not is_so:
        raise BrokenPromiseError(what)


def read(raw: bytes) -> Hashable:
    """Read a file of a kind that the first byte chooses: no id twice, all text normalised."""
    path = _HERE / f"in{SUFFIXES[raw[0] % len(SUFFIXES)] if raw else '.jsonl'}"
    path.write_bytes(raw[1:])
    try:
        outcomes = list(Reader([path]))
    except BisumError as error:
        return ("refused", _shape(str(error)))
    finally:
        path.unlink()
    require(len({outcome.id for outcome in outcomes}) == len(outcomes), "an id twice")
    for outcome in outcomes:
        if isinstance(outcome, Article):
            require(all(normalise(p.text) == p.text for p in outcome.paragraphs), "text not normalised")
            require(any(p.text for p in outcome.paragraphs), "an article without text")
    return (path.suffix, frozenset(_shape(getattr(outcome, "reason", "read")) for outcome in outcomes))


def arabic(raw: bytes) -> Hashable:
    """Find sentences and quotations: every offset inside its text, every quotation's words as they stand."""
    article = _article(raw)
    if article is None:
        return "blank"
    dossier = Dossier(article)
    for stage in _ARABIC:
        (product,) = stage.run([dossier])
        if isinstance(product, ArticleError):
            return _shape(str(product))
        dossier = dossier.with_product(product)
    for paragraph, passage in zip(article.paragraphs, dossier[Segments].paragraphs, strict=True):
        at = 0
        for sentence in passage.sentences:
            require(at <= sentence.start < sentence.end <= len(paragraph.text), "a sentence out of place")
            require(not paragraph.text[at : sentence.start].strip(), "letters between sentences")
            at = sentence.end
        require(not paragraph.text[at:].strip(), "letters after the last sentence")
    quotes = dossier[Quotes]
    for quote in (*quotes.marked, *quotes.indirect):
        require("\n".join(map(article.text_of, quote.spans)) == quote.text, "a quotation's words differ")
        for named in (quote.speaker, quote.relay):
            require(named is None or bool(article.text_of(named.span)), "a speaker out of place")
    return frozenset(
        (quote.kind, quote.rule, quote.speaker is None) for quote in (*quotes.marked, *quotes.indirect)
    )


_words = [""]


def parrot(_engine: object, sentences: Sequence[str], *, tick: object = None) -> list[Translated]:  # noqa: ARG001
    """Be an engine that gives whatever English it was told to."""
    return [Translated(text=_words[n % len(_words)]) for n, _ in enumerate(sentences)]


def english(raw: bytes) -> Hashable:
    """Take an article through all stages whose English is hostile, up to the summary's page."""
    text = raw.decode("utf-8", "replace")
    head, _, tail = text.partition("\n")
    article = _article(("قال سامر الخطيب: «لن نغلق الأبواب». " + head).encode()) if head else None
    if article is None:
        return "blank"
    _words[:] = [normalise(line) for line in tail.split("\n")]
    fakes.MarkingTranslator.translate = parrot  # type: ignore[method-assign,assignment]
    # A pipeline of its own, since one remembers the English of sentences.
    finished = Worker(assemble(_FAKE), _NoTally()).work([article], _EMPTY)
    (outcome,) = finished.outcomes
    if not hasattr(outcome, "findings"):
        return _shape(outcome.reason)
    summary_page(outcome)
    for row in outcome.quotes:
        for span in row.english_spans:
            whole = outcome.paragraphs[span.paragraph].english
            require(whole is not None and span.end <= len(whole), "English words out of place")
    return frozenset(
        [*(finding.code for finding in outcome.findings), *(row.status for row in outcome.quotes)]
    )


def read_config(raw: bytes) -> Hashable:
    """Load a config: it is whole, or refused with its place."""
    path = _HERE / "run.yaml"
    path.write_bytes(raw)
    try:
        loaded = config.load(path)
    except BisumError as error:
        return _shape(str(error))
    return (loaded.translate.engine, loaded.run.device, len(loaded.input))


def record(raw: bytes) -> Hashable:
    """Read a run's folder: every record whole, or refused with its line."""
    lines = raw.split(b"\x00", 1)
    (_HERE / "records.jsonl").write_bytes(lines[0])
    (_HERE / "failures.jsonl").write_bytes(lines[-1] if len(lines) > 1 else b"")
    try:
        found = list(records_of(_HERE))
    except BisumError as error:
        return _shape(str(error))
    require(len({one.id for one in found}) == len(found), "an id twice")
    return len(found)


TARGETS: dict[str, Target] = {
    "read": read, "arabic": arabic, "english": english, "config": read_config, "record": record,
}  # fmt: skip
DICTIONARY = [
    *"«»“”„‟\"'‘’‹›()[]{}<>،؛؟!.…:-–—,\n\t\\/#&*|>%@`",
    *("قال", "وأضاف", "إن", "أن", "الوزير", "سامر الخطيب", "لم", "مليون", "12.5", "٪", "د.", "أ.د.", "ﷺ"),
    *("\u200f", "\u202e", "\ufeff", "\u0640", "\u064e", "\ud83d\ude00", "\u2028", "\x00", "\x85"),
    *("<b>", "&amp;", "{{x}}", "$(x)", "../", "null", "true", "no", "~", "1e999", "NaN", "-1", "9" * 30),
    *('{"id": "', '", "text": "', '"paragraphs": ["', '"]}', '"version": 2', "id,text\n", "? ", "&a ", "*a"),
    *("translate:", " engine: fake", " model: x", "input: [", "<<: *a", "!!python/x", '{"signature": "s"}'),
    *("<en>", "</en>", "said", " “", "” ", "The the the", "not", "Mr."),
]  # fmt: skip


def _article(raw: bytes) -> Article | None:
    lines = [normalise(line) for line in raw.decode("utf-8", "replace").split("\n")]
    title = Paragraph(text=lines[0]) if len(lines) > 1 and lines[0] else None
    paragraphs = tuple(Paragraph(text=line) for line in lines[1 if title else 0 :])
    return Article(id="a", title=title, paragraphs=paragraphs) if any(p.text for p in paragraphs) else None


def _shape(message: str) -> str:
    """Give a message without what is particular to one input."""
    return re.sub(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\d+|/\S+", "_", message)[:80]


class _Empty:
    def find(self, *_: object) -> None:
        return None

    def keep(self, _: object) -> None:
        return None


_EMPTY = _Empty()
_ARABIC = arabic_stages(QuoteSettings(speakers="rules"))
_FAKE = Config(translate=TranslateSettings(engine="fake"))


def mutate(raw: bytes, corpus: list[bytes], chance: random.Random) -> bytes:
    """Change an input in one to five ways."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice([1, 1, 2, 8, 40]))
        match chance.randrange(7):
            case 0 if changed:
                changed[at % len(changed)] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end] * chance.choice([1, 2, 3, 30])
            case 3:
                other = chance.choice(corpus)
                start = chance.randrange(len(other) + 1)
                changed[at:end] = other[start : start + chance.choice([4, 20, 100])]
            case 4:
                changed[at:at] = chance.randbytes(chance.choice([1, 2, 4]))
            case _:
                word = chance.choice(DICTIONARY).encode("utf-8", "surrogatepass")
                changed[at:at] = word * chance.choice([1, 1, 1, 2, 5])
    return bytes(changed[:LARGEST])


class SlowError(BaseException):
    """An execution took too long."""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise SlowError


def fuzz(name: str, folder: Path, given: argparse.Namespace) -> dict[str, object]:
    """Fuzz one target; give what came of it."""
    target, chance = TARGETS[name], random.Random(f"{given.seed} {name}")
    corpus = [path.read_bytes() for path in sorted((folder / name).glob("*"))] or [b"\x00"]
    seen: set[Hashable] = set()
    finds: Counter[str] = Counter()
    began, n = time.monotonic(), 0
    growth_from = 0.0
    fresh = list(corpus)
    n_given = len(corpus)
    while n < given.executions and time.monotonic() - began < given.seconds:
        raw = fresh.pop() if fresh else mutate(chance.choice(corpus), corpus, chance)
        n += 1
        signal.setitimer(signal.ITIMER_PROF, SLOWEST_S)
        try:
            behaviour = target(raw)
        except (Exception, SlowError) as error:  # noqa: BLE001 - whatever it is, it is a find
            where = f"{type(error).__name__}: {error}"[:100]
            finds[where] += 1
            if finds[where] == 1:
                path = Path("finds") / f"{name}-{len(finds)}"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(raw)
                print(f"{name}: {where}; input in {path}", file=sys.stderr, flush=True)
            continue
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if behaviour not in seen:
            seen.add(behaviour)
            if raw not in corpus:
                corpus.append(raw)
                if given.keep and len(raw) <= 400:
                    _keep(folder / name, raw)
        if n == 2000:
            gc.collect()
            growth_from = _memory_mb()
    growth = _memory_mb() - growth_from if growth_from else 0.0
    if growth > MOST_GROWTH:
        finds[f"memory grew by {growth:.0f} MiB"] += 1
    return {
        "executions": n, "behaviours": len(seen), "corpus": n_given, "finds": dict(finds),
        "seconds": round(time.monotonic() - began, 1), "growth_mb": round(growth, 1),
    }  # fmt: skip


def _keep(folder: Path, raw: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kept = len(list(folder.glob("*")))
    (folder / f"{kept:03}").write_bytes(raw)


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def guided(name: str, folder: Path, options: list[str]) -> None:
    """Let atheris choose the inputs; it ends the process."""
    import atheris  # noqa: PLC0415 - optional

    for module in [module for key, module in sys.modules.items() if key.startswith("bisum.")]:
        for key, value in vars(module).items():
            if callable(value) and hasattr(value, "__code__") and value.__module__ == module.__name__:
                with contextlib.suppress(AttributeError, RuntimeError):
                    setattr(module, key, atheris.instrument_func(value))
    atheris.Setup([sys.argv[0], str(folder / name), *options], TARGETS[name])
    atheris.Fuzz()


def main() -> None:
    """Fuzz and print one line of JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("targets", nargs="*", metavar="TARGET", choices=[[], *TARGETS])
    ask.add_argument("--seconds", type=float, default=60.0, help="for each target")
    ask.add_argument("--executions", type=int, default=10**9, help="of each target")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--corpus", type=Path, default=CORPUS)
    ask.add_argument("--keep", action="store_true", help="add small inputs that do something new")
    ask.add_argument("--atheris", action="store_true")
    given, options = ask.parse_known_args()
    if given.atheris:
        guided(given.targets[0], given.corpus, options)
    signal.signal(signal.SIGPROF, _too_slow)
    told = {name: fuzz(name, given.corpus, given) for name in given.targets or TARGETS}
    total = sum(int(one["executions"]) for one in told.values())
    print(json.dumps({"executions": total, "finds": sum(len(one["finds"]) for one in told.values()), **told}))
    sys.exit(1 if any(one["finds"] for one in told.values()) else 0)


if __name__ == "__main__":
    main()
