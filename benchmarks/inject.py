"""Break runs on purpose, resume them, and hold the result against an undisturbed run.

    python benchmarks/inject.py --faults 600 [--seed N] [--kind NAME]

Each trial takes a folder as one of several histories left it, starts ``bisum run`` in a
forked process in which one fault happens (one to three times in a row), and then runs the
same command undisturbed. After that records + failures must equal the articles, no id may
stand twice, every text must equal the undisturbed run's, and every record must have its
pages. The engine is the fake one; kills are real (SIGKILL), and so are the limits of file
size that stand for a full disk.

Prints one line of JSON: faults that really happened, by kind and by place. Exit code 1 when
a trial ends wrongly; its folder is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from bisum.cli.app import app
from bisum.cli.app import main as bisum
from bisum.config import Config, TranslateSettings
from bisum.engines import fakes
from bisum.engines.generation import batches
from bisum.engines.ports import Translated
from bisum.errors import ArticleError, EngineError
from bisum.pipeline import run as run_module
from bisum.pipeline.assembly.assemble import assemble
from bisum.pipeline.executors import worker
from bisum.pipeline.reporting import watch
from bisum.reader.render import Site

N_ARTICLES = 7
STAGES = {
    stage.name: type(stage)
    for stage in assemble(Config(translate=TranslateSettings(engine="fake"))).pipeline._stages  # noqa: SLF001
}
# A run that takes longer hangs; an undisturbed one takes a fraction of a second.
HANGS_AFTER_S = 60

# Files that grow line by line; all others are put in their place whole.
JOURNALS = ("records.jsonl", "failures.jsonl", "products.jsonl", "order.jsonl", "metrics.jsonl")

Point = Callable[[str], None]


class Bench:
    """The articles, the histories that a folder may have, and what must come out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "run.yaml"
        self.config.write_text("translate: {engine: fake}\nrun: {window: 2}\n", encoding="utf-8")
        self.articles = folder / "articles.jsonl"
        self.before = folder / "before.jsonl"
        write_articles(self.articles, bad={5})
        # Earlier, one that is good now was bad, and the other way round, and one read otherwise.
        write_articles(self.before, bad={3}, other={1})
        self.histories: dict[str, Path | None] = {"none": None}

    def prepare(self) -> None:
        """Make the histories and the undisturbed run."""
        self.calm = self.folder / "calm"
        # In this process, so that the forked ones find all tables loaded.
        with contextlib.redirect_stderr(io.StringIO()):
            words = ["run", self.config, "--input", self.articles, "--output", self.calm]
            must(app([str(word) for word in words], standalone_mode=False), {3})
        gc.freeze()
        self.expected = outcomes(self.calm)
        for name, articles, more in (
            ("other settings", self.articles, ("--set", "summary.sentences=1")),
            ("other input", self.before, ()),
            ("done", self.articles, ()),
        ):
            self.histories[name] = self.folder / name.replace(" ", "-")
            must(self.run(self.histories[name], articles=articles, more=more), {3})

    def run(
        self, out: Path, *, articles: Path | None = None, more: Sequence[str] = (), fault: Any = None
    ) -> int:
        """Run in a forked process; give its exit code, negative for the signal that ended it."""
        child = os.fork()
        if not child:
            run_as_child(self.config, articles or self.articles, out, more, fault)
        return wait(child)


def run_as_child(config: Path, articles: Path, out: Path, more: Sequence[str], fault: Any) -> NoReturn:
    """Be the run: install the fault, start the command, end with its code."""
    code = 99
    try:
        with out.with_suffix(".err").open("a", encoding="utf-8") as told:
            os.dup2(told.fileno(), 2)
        os.environ["COLUMNS"] = "200"
        words = ["--input", str(articles), "--output", str(out)]
        sys.argv = ["bisum", "run", str(config), *words, *more]
        if fault is not None:
            fault()
        bisum()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - a bug of the run or the bench, as a shell would see it
        traceback.print_exc()
        code = 1
    os._exit(code)


def wait(child: int) -> int:
    """Wait for a process; kill it when it hangs."""
    deadline = time.monotonic() + HANGS_AFTER_S
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1000


# Faults: each is called in the child before the run starts.


def at_points(point: Point) -> None:
    """Have a function called at every place where a run may be hit, with the place's name."""

    def around(owner: Any, name: str, place: str) -> None:
        original = getattr(owner, name)

        def wrapped(*given: Any, **named: Any) -> Any:
            point(f"before {place}")
            result = original(*given, **named)
            point(f"after {place}")
            return result

        setattr(owner, name, wrapped)

    for name, stage in STAGES.items():
        around(stage, "run", name)
    around(worker.Worker, "work", "window")
    around(worker, "record_of", "record")
    around(fakes.MarkingTranslator, "translate", "engine")
    around(Site, "write_article", "page")
    around(Site, "write_overview", "overview")
    around(run_module.Selection, "of", "read")
    around(os, "fsync", "sync")
    around(os, "ftruncate", "cut")
    around(Path, "replace", "rename")
    around(Path, "unlink", "unlink")
    write = os.write

    def write_in_two(handle: int, whole: Any) -> int:
        point("before write")
        half = len(whole) // 2
        if half:
            write(handle, whole[:half])
            point("inside write")
        n_bytes = half + write(handle, whole[half:])
        point("after write")
        return n_bytes

    os.write = write_in_two


class Countdown:
    """Does something at the nth point, and leaves the place's name in a file."""

    def __init__(self, n: int, action: Callable[[], None], trial: Trial) -> None:
        self._left = n
        self._action = action
        self._trial = trial

    def __call__(self, place: str) -> None:
        """Count a point down."""
        self._left -= 1
        if not self._left:
            self._trial.fired(place)
            self._action()


def count_points(bench: Bench) -> int:
    """Count the points of an undisturbed run."""
    told = bench.folder / "points"

    def install() -> None:
        at_points(lambda place: _append(told, place))

    must(bench.run(bench.folder / "counted", fault=install), {3})
    return len(told.read_text(encoding="utf-8").splitlines())


def _append(path: Path, line: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.writev(handle, [line.encode() + b"\n"])
    os.close(handle)


def signalled(number: int) -> Callable[[random.Random, Trial], Callable[[], None]]:
    """Send a signal at a random point."""

    def make(chance: random.Random, trial: Trial) -> Callable[[], None]:
        n = chance.randint(1, trial.n_points)
        hit = Countdown(n, lambda: os.kill(os.getpid(), number), trial)
        return lambda: at_points(hit)

    return make


def full_disk(chance: random.Random, trial: Trial) -> Callable[[], None]:
    """From a random write on, half of it fits and everything after it fails."""
    n = chance.randint(1, 16)
    code = chance.choice([errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])

    def install() -> None:
        write, left = os.write, [n]

        def failing(handle: int, whole: Any) -> int:
            left[0] -= 1
            if left[0] > 0:
                return write(handle, whole)
            if not left[0]:
                trial.fired(os.strerror(code))
            if not left[0] and len(whole) > 1:
                return write(handle, whole[: len(whole) // 2])
            raise OSError(code, os.strerror(code))

        os.write = failing
        opened = Path.open

        def refusing(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
            if left[0] <= 0 and set(mode) & set("wxa"):
                raise OSError(code, os.strerror(code), str(path))
            return opened(path, mode, *given, **named)

        Path.open = refusing

    return install


def file_limit(chance: random.Random, _: Trial) -> Callable[[], None]:
    """Let the kernel refuse what makes a file larger than a random size."""
    n_bytes = chance.randint(0, 40_000)

    def install() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, n_bytes))

    return install


def broken_engine(chance: random.Random, trial: Trial) -> Callable[[], None]:
    """Raise, return too much or too little, or hang, at the nth call of the engine."""
    how = chance.choice(["bug", "broke", "memory", "system", "fewer", "more", "none", "hang"])
    n = chance.randint(1, 4)

    def install() -> None:
        translate, left = fakes.MarkingTranslator.translate, [n]

        def breaking(self: Any, sentences: Sequence[str], *, tick: Any = None) -> Any:
            results = list(translate(self, sentences, tick=tick))
            left[0] -= 1
            if left[0]:
                return results
            trial.fired(f"engine: {how}")
            return misbehave(how, results)

        fakes.MarkingTranslator.translate = breaking

    return install


def misbehave(how: str, results: list[Translated]) -> list[Translated]:
    """Be a broken engine."""
    if how == "hang":
        # An operator's patience ends. No signal handler: the model works in a thread of its own.
        threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGKILL)).start()
        time.sleep(HANGS_AFTER_S)
    errors = {
        "bug": ZeroDivisionError("a bug in the model's code"),
        "broke": EngineError("the model broke"),
        "memory": MemoryError(),
        "system": OSError(errno.EIO, "the weights can't be read"),
    }
    if how in errors:
        raise errors[how]
    return {"fewer": results[1:], "more": [*results, *results[:1]], "none": []}[how]


def out_of_memory(chance: random.Random, trial: Trial) -> Callable[[], None]:
    """Run out of memory at random batches; the same texts must come out, in smaller batches."""
    seed, share = chance.random(), chance.uniform(0.1, 0.9)

    class Greedy:
        """Fails now and then on more than one text at a time."""

        source_limit = 10_000

        def __init__(self) -> None:
            self._chance = random.Random(seed)

        def n_tokens(self, text: str) -> int:
            return len(text.split())

        def decode(self, texts: Sequence[str]) -> list[Translated]:
            if len(texts) > 1 and self._chance.random() < share:
                trial.fired("out of memory")
                msg = "CUDA out of memory. Tried to allocate 2.00 GiB"
                raise RuntimeError(msg)
            return [Translated(text=f"<en>{text}</en>", log_probability=-0.1) for text in texts]

    def install() -> None:
        def translate(_: Any, sentences: Sequence[str], *, tick: Any = None) -> list[Translated]:
            decoder = batches.Batched(Greedy())
            return batches.translate_all(sentences, decoder, batch_tokens=64, tick=tick)

        fakes.MarkingTranslator.translate = translate

    return install


def failing_article(chance: random.Random, trial: Trial) -> Callable[[], None]:
    """Let a stage give up on one article, and then die: the failure is retried, not believed."""
    name = chance.choice(sorted(STAGES))
    victim = f"a{chance.randrange(N_ARTICLES)}"

    def install() -> None:
        stage = STAGES[name]
        original = stage.run

        def giving_up(self: Any, dossiers: Sequence[Any]) -> Any:
            if any(dossier.article.id == victim for dossier in dossiers):
                trial.fired(f"article in {name}")
            made = original(self, dossiers)
            return [
                ArticleError(name, "injected") if dossier.article.id == victim else product
                for dossier, product in zip(dossiers, made, strict=True)
            ]

        stage.run = giving_up

    return install


def clock_jumps(chance: random.Random, trial: Trial) -> Callable[[], None]:
    """Set the clock at every look at it, by decades, and kill at a random point."""
    seed = chance.random()
    kill = signalled(signal.SIGKILL)(chance, trial)

    def install() -> None:
        dice = random.Random(seed)
        jumping = lambda: f"{dice.randint(1970, 2099)}-{dice.randint(1, 12):02}-01T00:00:00+00:00"  # noqa: E731
        worker.now = watch.now = jumping
        kill()

    return install


class Trial:
    """One folder with its faults."""

    def __init__(self, bench: Bench, out: Path, n_points: int) -> None:
        self.bench = bench
        self.out = out
        self.n_points = n_points
        self.told = out.with_suffix(".told")

    def fired(self, place: str) -> None:
        """Note that the fault happened, in a way that a kill just after can't undo."""
        _append(self.told, place)

    @property
    def hits(self) -> list[str]:
        """The places hit so far."""
        return self.told.read_text(encoding="utf-8").splitlines() if self.told.exists() else []


Fault = Callable[[random.Random, Trial], Callable[[], None]]

# By kind: what is installed, and the exit codes that the run may end with.
IN_THE_RUN: dict[str, tuple[Fault, set[int]]] = {
    "kill": (signalled(signal.SIGKILL), {-9, 3}),
    "terminate": (signalled(signal.SIGTERM), {130, 3}),
    "interrupt": (signalled(signal.SIGINT), {130, 3}),
    "disk full": (full_disk, {2, 3}),
    "file limit": (file_limit, {2, 3}),
    "engine": (broken_engine, {1, 2, 3, -9}),
    "out of memory": (out_of_memory, {3}),
    "article": (failing_article, {3}),
    "clock": (clock_jumps, {-9, 3}),
}


def tear(chance: random.Random, trial: Trial) -> str:
    """Damage the end of a file that grows, as a power cut does; give what was done, if anything."""
    files = [path for name in JOURNALS if (path := trial.out / name).exists() and path.stat().st_size]
    if not files:
        return ""
    path = chance.choice(sorted(files))
    whole = path.read_bytes()
    last = whole[:-1].rfind(b"\n") + 1
    how = chance.choice(["cut", "garbage", "no line end"])
    if how == "cut":
        path.write_bytes(whole[: chance.randint(last, len(whole) - 1)])
    elif how == "garbage":
        path.write_bytes(whole + chance.randbytes(chance.randint(1, 300)).replace(b"\n", b"?"))
    else:
        path.write_bytes(whole[:-1])
    return f"{how} {path.name}"


def run_trial(bench: Bench, trial: Trial, kind: str, chance: random.Random) -> str | None:
    """Do one trial, of one fault or a few; give what is wrong, None for nothing."""
    history = bench.histories[chance.choice(sorted(bench.histories))]
    if history is not None:
        shutil.copytree(history, trial.out)
    if kind == "two writers":
        return after_two_writers(bench, trial)
    if kind == "last line":
        must(bench.run(trial.out, fault=signalled(signal.SIGKILL)(chance, trial)), {-9, 3})
        for _ in range(chance.randint(1, 3)):
            torn = tear(chance, trial)
            if torn:
                trial.fired(torn)
    elif kind == "in the way":
        obstruct(chance, trial)
    else:
        make, codes = IN_THE_RUN[kind]
        for _ in range(chance.choice([1, 1, 2, 3])):
            code = bench.run(trial.out, fault=make(chance, trial))
            if kind == "file limit" and code == 2:
                trial.fired("file limit")
            if code not in codes:
                return f"exit code {code} under the fault, expected one of {sorted(codes)}"
    return check(bench, trial)


def obstruct(chance: random.Random, trial: Trial) -> None:
    """Put a folder where a file belongs, so that it can't be written; take it away afterwards."""
    name = chance.choice(["records.jsonl", "failures.jsonl", "products.jsonl", "run.json", "metrics.jsonl"])
    path = trial.out / name
    trial.out.mkdir(exist_ok=True)
    aside = path.with_name("aside")
    if path.exists():
        path.rename(aside)
    path.mkdir()
    code = trial.bench.run(trial.out)
    trial.fired(f"in the way of {name}")
    must(code, {1, 2, 3})
    path.rmdir()
    if aside.exists():
        aside.rename(path)


def after_two_writers(bench: Bench, trial: Trial) -> str | None:
    """Start two runs at once: one works, the other is refused or comes after it."""
    slow = lambda: at_points(lambda _: time.sleep(0.001))  # noqa: E731
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            run_as_child(bench.config, bench.articles, trial.out, (), slow)
        children.append(child)
    codes = sorted(wait(child) for child in children)
    trial.fired(f"two writers: {codes}")
    if codes not in ([2, 3], [3, 3]):
        return f"two writers ended with {codes}, expected one refused (2) and one done (3)"
    return check(bench, trial)


def check(bench: Bench, trial: Trial) -> str | None:
    """Resume undisturbed and compare with the undisturbed run; give what is wrong, None for nothing."""
    code = bench.run(trial.out, more=("--retry-failed", "--set", "run.window=3"))
    if code != 3:  # one article is bad, as in the undisturbed run
        return f"the resumed run ended with {code}, expected 3"
    try:
        found = outcomes(trial.out)
    except ValueError as error:
        return str(error)
    if found != bench.expected:
        differ = sorted(
            name
            for name in found.keys() | bench.expected.keys()
            if found.get(name) != bench.expected.get(name)
        )
        return f"{differ} differ from the undisturbed run"
    return missing_pages(bench, trial)


def missing_pages(bench: Bench, trial: Trial) -> str | None:
    """Compare the files of the folder with the undisturbed run's."""
    ours, calm = names(trial.out), names(bench.calm)
    if ours != calm:
        return f"files differ from the undisturbed run: {sorted(ours ^ calm)}"
    state = json.loads((trial.out / "run.json").read_text(encoding="utf-8"))["state"]
    return None if state == "finished" else f"run.json says {state!r}"


def names(out: Path) -> set[str]:
    """Give the names of a folder's files."""
    return {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}


def outcomes(out: Path) -> dict[str, str]:
    """Give each record and failure by its id, without the time and the machine of its making.

    Raises:
        ValueError: An id stands twice, or a line isn't whole.
    """
    found: dict[str, str] = {}
    for name in ("records.jsonl", "failures.jsonl"):
        whole = (out / name).read_text(encoding="utf-8")
        if whole and not whole.endswith("\n"):
            msg = f"the last line of {name} has no end"
            raise ValueError(msg)
        for line in whole.splitlines():
            outcome = json.loads(line)
            outcome.get("provenance", {}).pop("made_at", None)
            if outcome["id"] in found:
                msg = f"article {outcome['id']!r} stands twice"
                raise ValueError(msg)
            found[outcome["id"]] = json.dumps(outcome, sort_keys=True)
    return found


def write_articles(path: Path, *, bad: set[int], other: set[int] = frozenset()) -> None:
    """Write invented articles; ``bad`` ones hold no Arabic, ``other`` ones another text."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(N_ARTICLES):
            more = " وغادر." if n in other else ""
            texts = [
                f"افتتح سامر الخطيب المكتبة رقم {n} أمس.{more}",
                f"وقال الخطيب: «لن نغلق بابها قبل {n + 10} سنة».",
            ]
            article = {
                "id": f"a{n}",
                "title": f"مكتبة {n}",
                "paragraphs": ["No Arabic."] if n in bad else texts,
            }
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def must(code: int, codes: set[int]) -> None:
    """Stop the bench where even the undisturbed fails."""
    if code not in codes:
        msg = f"a run ended with {code}, expected one of {sorted(codes)}"
        raise SystemExit(msg)


KINDS = (*IN_THE_RUN, "last line", "in the way", "two writers")
# How often a kind comes up, once where nothing is said; a kill is what happens.
WEIGHTS = {"kill": 8, "terminate": 2, "disk full": 3, "engine": 4, "article": 2}


def main() -> None:
    """Run the trials and print one line of JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--faults", type=int, default=30)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--kind", choices=KINDS)
    given = ask.parse_args()
    root = Path(tempfile.mkdtemp(prefix="bisum-inject-"))
    bench = Bench(root)
    began = time.monotonic()
    bench.prepare()
    n_points = count_points(bench)
    plan = [kind for kind in KINDS for _ in range(WEIGHTS.get(kind, 1))] if not given.kind else [given.kind]
    random.Random(given.seed).shuffle(plan)
    kinds: Counter[str] = Counter()
    places: Counter[str] = Counter()
    wrong = []
    number = 0
    while kinds.total() < given.faults:
        number += 1
        chance = random.Random(f"{given.seed} {number}")
        kind = plan[number % len(plan)]
        trial = Trial(bench, root / f"trial-{number}", n_points)
        fault = run_trial(bench, trial, kind, chance)
        kinds[kind] += len(trial.hits)
        places.update(trial.hits)
        if fault:
            wrong.append(f"trial {number} ({kind}; {', '.join(trial.hits)}): {fault}")
            print(wrong[-1], file=sys.stderr)
        else:
            shutil.rmtree(trial.out, ignore_errors=True)
            for suffix in (".told", ".err"):
                trial.out.with_suffix(suffix).unlink(missing_ok=True)
    told = {"faults": kinds.total(), "wrong": len(wrong), "by_kind": dict(kinds), "places": dict(places)}
    print(json.dumps({**told, "seconds": round(time.monotonic() - began, 1)}))
    if wrong:
        print(f"folders kept in {root}", file=sys.stderr)
        sys.exit(1)
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
