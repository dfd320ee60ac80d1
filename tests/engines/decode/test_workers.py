"""Sentences shared out among threads: all are done once, and nobody works on for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import torch

from bisum.engines.decode.beams import Output
from bisum.engines.decode.pool import Queue, Request
from bisum.engines.decode.settings import Search
from bisum.engines.decode.workers import requests_of, share_out
from bisum.errors import EngineError

CPU = torch.device("cpu")
SEARCH = Search(ends=(0,), max_tokens=5)


@pytest.fixture(autouse=True)
def _two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def output(request: Request) -> Output:
    return Output(ids=request.source, log_probability=-1.0, is_truncated=False)


def test_every_sentence_is_done_once_and_comes_back_in_its_place() -> None:
    """Two threads that took the same sentence would leave another one without."""
    sources = [[n + 1] * (n % 7 + 1) for n in range(40)]
    told: list[int] = []

    def run(queue: Queue, _: int, __: int, ___: int, done: Callable[[int, Output], None]) -> None:
        for request in queue:
            done(request.place, output(request))

    requests = requests_of(sources, SEARCH, most=None)
    results = share_out(requests, run, n_slots=8, device=CPU, done=lambda index, _: told.append(index))

    assert [list(result.ids) for result in results] == sources
    assert sorted(told) == list(range(40))
    assert torch.get_num_threads() == 2


@pytest.mark.parametrize("fault", [RuntimeError("out of memory"), KeyboardInterrupt()])
def test_a_fault_in_one_thread_stops_the_others(fault: BaseException) -> None:
    """Else Ctrl-C would be heard only when all sentences of the run are done."""
    requests = requests_of([[1]] * 20, SEARCH, most=None)

    def run(queue: Queue, _: int, __: int, ___: int, ____: Callable[[int, Output], None]) -> None:
        first = next(iter(queue))
        if first.place == 0:
            raise fault
        while not queue.is_halted:
            pass

    with pytest.raises(type(fault)):
        share_out(requests, run, n_slots=8, device=CPU, done=None)
    assert torch.get_num_threads() == 2


def test_an_empty_source_is_named() -> None:
    """A model asked for nothing says something all the same."""
    with pytest.raises(EngineError, match="sentence 1 has 0 tokens"):
        requests_of([[1], []], SEARCH, most=None)
