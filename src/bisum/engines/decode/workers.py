"""The sentences of a run shared out among the cores, each with a pool of its own.

A core that works alone on its sentences never waits for the others in the middle of a
product, which costs most where cores are shared with other programs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Final

import torch

from bisum.engines.decode.beams import Output
from bisum.engines.decode.pool import Queue, Request
from bisum.engines.decode.settings import Search
from bisum.errors import EngineError

# A core gets a pool of its own only if there are this many sentences for each.
_LEAST_PER_WORKER: Final = 2


# Decodes requests in one pool: requests, slots, longest source, most tokens, what is told of outputs.
Run = Callable[[Queue, int, int, int, Callable[[int, Output], None]], None]


def requests_of(
    sources: Sequence[Sequence[int]],
    search: Search,
    *,
    most: Sequence[int] | None,
    owed: Sequence[int] | None = None,
) -> list[Request]:
    """Give requests with the longest sources first, so that like lengths are together.

    Raises:
        EngineError: A source is empty, or a limit isn't 1 or more.
    """
    requests = []
    for index, source in enumerate(sources):
        n_most = min(search.max_tokens, search.max_tokens if most is None else most[index])
        if not source or n_most < 1:
            msg = f"sentence {index} has {len(source)} tokens and may get {n_most}; both must be 1 or more"
            raise EngineError(msg)
        requests.append(Request(index, tuple(source), n_most, owed[index] if owed else 0))
    return sorted(requests, key=lambda request: -len(request.source))


def share_out(
    requests: Sequence[Request],
    run: Run,
    *,
    n_slots: int,
    device: torch.device,
    done: Callable[[int, Output], None] | None,
) -> list[Output]:
    """Decode all requests, on a CPU with one worker for each of torch's threads.

    Args:
        requests: The longest source first.
        run: Decodes in one pool.
        n_slots: Sentences at once, over all workers.
        device: Where.
        done: Told each finished sentence's index and output, by one thread at a time.

    Returns:
        The output of each request, by its place.
    """
    if not requests:
        return []
    outputs: dict[int, Output] = {}
    lock = threading.Lock()

    def finish(index: int, output: Output) -> None:
        with lock:
            outputs[index] = output
            if done:
                done(index, output)

    n_workers = _n_workers(device, n_slots, len(requests))
    longest = max(len(request.source) for request in requests)
    n_most = max(request.most for request in requests)
    queue = RequestQueue(requests)
    n_each = max(1, min(n_slots, len(requests)) // n_workers)

    def work() -> None:
        with torch.inference_mode():
            run(queue, n_each, longest, n_most, finish)

    if n_workers == 1:
        work()
    else:
        _in_threads(work, n_workers, queue)
    return [outputs[index] for index in range(len(requests))]


def _n_workers(device: torch.device, n_slots: int, n_requests: int) -> int:
    """Say how many work at once: one on anything but a CPU, else as many as have enough to do."""
    if device.type != "cpu":
        return 1
    return max(1, min(torch.get_num_threads(), n_slots, n_requests // _LEAST_PER_WORKER))


def _in_threads(work: Callable[[], None], n_workers: int, queue: RequestQueue) -> None:
    """Let several threads work, each with one of torch's."""
    n_threads = torch.get_num_threads()

    def alone() -> None:
        torch.set_num_threads(1)
        work()

    with ThreadPoolExecutor(n_workers, thread_name_prefix="bisum-decode") as executor:
        try:
            for future in as_completed([executor.submit(alone) for _ in range(n_workers)]):
                future.result()
        finally:
            # Where one failed or the user interrupts, the others needn't finish the run.
            queue.halt()
            torch.set_num_threads(n_threads)


class RequestQueue:
    """Requests that several threads may take from, until somebody halts them all."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._requests = iter(requests)
        self._lock = threading.Lock()
        self.is_halted = False

    def halt(self) -> None:
        """Let all threads stop after the step that they are at."""
        self.is_halted = True

    def __iter__(self) -> Iterator[Request]:
        return self

    def __next__(self) -> Request:
        with self._lock:
            return next(self._requests)
