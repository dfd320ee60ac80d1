"""Cluster: the same stages in several processes, on this machine or many, over Ray.

The run itself stays where it is: it reads, decides what is to be done, writes pages and
commits, as ever; so the folder, its records and resuming are those of a local run. Only
windows travel. Each of Ray's workers holds the pipeline with its model loaded; it is
given two windows at a time, so that it never waits, and never more, so that nothing piles
up. A worker that dies is started anew by Ray and its windows with it; what it had
finished is on the disk.
"""

from __future__ import annotations

import importlib
import os
import socket
import warnings
from collections.abc import Generator, Iterable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from bisum.config import Config
from bisum.errors import BisumError, ConfigError, EngineError
from bisum.model.article import Article
from bisum.pipeline.assembly.assemble import assemble
from bisum.pipeline.assembly.runner import Pipeline, Shelf
from bisum.pipeline.executors.executor import windows
from bisum.pipeline.executors.worker import Finished, Worker
from bisum.store.run.products import KeptProduct

INSTALL: Final = 'pip install "bisum[ray]"'
# Windows that a worker has or waits for: one to work on, one to go on with.
_IN_FLIGHT: Final = 2
# Times that a window is tried again on another worker after its own died under it.
_RETRIES: Final = 3
# Seconds between two looks at the clock while all workers are busy.
_BEAT_S: Final = 5.0
# Ray's store of what travels between processes; windows and records are small.
_STORE_BYTES: Final = 128 << 20


class Known(NamedTuple):
    """A kept product on its way."""

    id: str
    stage: str
    key: str
    product: bytes


class Handed(NamedTuple):
    """What a worker gives back for a window."""

    finished: Finished
    kept: tuple[Known, ...]
    n_asked: int
    seconds: dict[str, float]
    n_reused: dict[str, int]


class Parcel:
    """The shelf that travels with a window."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = {(one.id, one.stage, one.key): one.product for one in known}
        self.kept: list[Known] = []

    def find(self, article_id: str, stage: str, key: str) -> bytes | None:
        """Give a product that came with the window."""
        return self._known.get((article_id, stage, key))

    def keep(self, products: Sequence[KeptProduct]) -> None:
        """Put products in, to travel back."""
        self.kept += [Known(one.id, one.stage, one.key, bytes(one.product)) for one in products]


class Hand:
    """The pipeline in a process of Ray's."""

    def __init__(self, config: Config, signatures: Sequence[str]) -> None:
        """Assemble the pipeline; the model is loaded with the first window.

        Raises:
            EngineError: This machine would make other texts than the one that leads the run.
        """
        self.n_asked = 0
        assembled = assemble(config, tick=self._count)
        self._pipeline = assembled.pipeline
        self._worker = Worker(assembled, self)
        if tuple(signatures) != self._pipeline.signatures:
            msg = (
                f"on {socket.gethostname()} the stages are {self._pipeline.signatures}, where the run was "
                f"started {tuple(signatures)}; install the same versions and model on both, and set run.dtype"
            )
            raise EngineError(msg)

    def work(self, articles: Sequence[Article], known: Sequence[Known]) -> Handed:
        """Take a window through all stages; see ``Worker.work``."""
        before, reused, self.n_asked = dict(self._pipeline.seconds), dict(self._pipeline.n_reused), 0
        parcel = Parcel(known)
        finished = self._worker.work(articles, parcel)
        return Handed(
            finished=finished,
            kept=tuple(parcel.kept),
            n_asked=self.n_asked,
            seconds={name: spent - before[name] for name, spent in self._pipeline.seconds.items()},
            n_reused={name: n - reused[name] for name, n in self._pipeline.n_reused.items()},
        )

    def begun(self, n_articles: int, n_sentences: int) -> None:
        """Count nothing: the run hears of a window when it is finished."""

    def tell(self) -> None:
        """Tell nothing: the run gives its own signs of life."""

    def _count(self, n: int) -> None:
        self.n_asked += n


class RayExecutor:
    """Windows shared out among Ray's workers; the quickest takes the most."""

    def __init__(self, config: Config, pipeline: Pipeline, shelf: Shelf, *, tick: Any) -> None:
        """Prepare; Ray is started with the first window.

        Args:
            config: The run's settings, ``run.ray`` among them.
            pipeline: The run's own; its clocks and counts are moved on by what the workers tell.
            shelf: Where products are kept.
            tick: Told how many more texts models were asked for.

        Raises:
            ConfigError: Ray isn't installed.
        """
        self._config = config
        self._pipeline = pipeline
        self._shelf = shelf
        self._tick = tick
        self._ray = _import_ray()

    def finish(self, articles: Iterable[Article]) -> Generator[Finished, None, None]:
        """Take all articles through the stages; see ``Executor.finish``."""
        pending: dict[Any, Any] = {}
        hands: list[Any] = []
        try:
            for window in windows(articles, self._config.run.window):
                hands = hands or self._start()
                while len(pending) >= _IN_FLIGHT * len(hands):
                    yield self._next(pending)
                hand = min(hands, key=list(pending.values()).count)
                pending[hand.work.remote(window, self._known(window))] = hand
            while pending:
                yield self._next(pending)
        finally:
            if hands:
                self._ray.shutdown()

    def _start(self) -> list[Any]:
        chosen = self._config.run.ray
        here = {"num_cpus": chosen.workers * chosen.cpus, "object_store_memory": _STORE_BYTES}
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # no connection that nobody asked for
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._ray.init(
                    address=chosen.address, include_dashboard=False if chosen.address is None else None,
                    log_to_driver=False, configure_logging=False, **({} if chosen.address else here),
                )  # fmt: skip
        except (ConnectionError, RuntimeError, ValueError) as error:
            msg = f"run.ray.address: no cluster of Ray at {chosen.address or 'this machine'!r}: {error}"
            raise ConfigError(msg) from error
        kind = self._ray.remote(Hand).options(
            num_cpus=chosen.cpus, num_gpus=chosen.gpus, max_restarts=-1, max_task_retries=_RETRIES
        )
        # Each worker decides for itself what its machine is good at, but reads no input and writes nothing.
        config = msgspec.structs.replace(self._config, input=(), output=None)
        return [kind.remote(config, self._pipeline.signatures) for _ in range(chosen.workers)]

    def _next(self, pending: dict[Any, Any]) -> Finished:
        """Wait for the window that is finished first."""
        while not (ready := self._ray.wait(list(pending), num_returns=1, timeout=_BEAT_S)[0]):
            self._tick(0)  # the run's report, and with it its sign of life, are kept up
        (done,) = ready
        del pending[done]
        try:
            handed: Handed = self._ray.get(done)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, BisumError):
                raise error.cause from error
            raise
        except self._ray.exceptions.RayActorError as error:
            cause = getattr(error, "cause", None)
            msg = (
                f"a worker of Ray died and so did those that took its window on ({cause or error}); is its "
                "memory enough? What was finished is kept, and the same command goes on from there"
            )
            raise EngineError(msg) from error
        for name, spent in handed.seconds.items():
            self._pipeline.seconds[name] += spent
        for name, n in handed.n_reused.items():
            self._pipeline.n_reused[name] += n
        self._shelf.keep([
            KeptProduct(id=one.id, stage=one.stage, key=one.key, product=msgspec.Raw(one.product))
            for one in handed.kept
        ])  # fmt: skip
        self._tick(handed.n_asked)
        return handed.finished

    def _known(self, window: Sequence[Article]) -> list[Known]:
        """Give what earlier runs kept of a window's articles."""
        found = []
        for stage in self._pipeline.kept_stages:
            for article in window:
                key = self._pipeline.key_of(article, stage)
                product = self._shelf.find(article.id, stage.name, key)
                if product is not None:
                    found.append(Known(article.id, stage.name, key, product))
        return found


def _import_ray() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module("ray")
    except ImportError as error:
        msg = f"run.executor: 'ray' needs Ray, which isn't installed ({error}): {INSTALL}"
        raise ConfigError(msg) from error
