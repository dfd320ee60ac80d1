"""Batches change nothing but speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.generation.batches import Batched, Take, is_out_of_memory, translate_all
from bisum.engines.ports import Translated
from bisum.errors import EngineError

WORDS = st.sampled_from(["قال", "وزير", "مدينة", "و", "أمس", "،", "«نعم»"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


class MarkingDecoder:
    """Marks each text; runs out of memory above ``room`` texts a batch."""

    def __init__(self, *, room: int = 10_000, source_limit: int = 5) -> None:
        self.room = room
        self.source_limit = source_limit
        self.batches: list[list[str]] = []

    def n_tokens(self, text: str) -> int:
        return len(text.split())

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        if len(texts) > self.room:
            msg = "DefaultCPUAllocator: can't allocate memory: you tried to allocate 99 bytes"
            raise RuntimeError(msg)
        self.batches.append(list(texts))
        return [Translated(text=f"<en>{text}</en>", log_probability=-1.0) for text in texts]


def translated(sentences: list[str], decoder: MarkingDecoder, **settings: Any) -> list[Translated]:
    return translate_all(sentences, Batched(decoder), **settings)


@given(sentences=st.lists(SENTENCES, max_size=20), batch_tokens=st.integers(1, 60), room=st.integers(1, 4))
def test_neither_batch_size_nor_memory_changes_a_text(
    sentences: list[str], batch_tokens: int, room: int
) -> None:
    """Each sentence keeps its own English, whatever the machine; a swap would misquote someone."""
    small = translated(sentences, MarkingDecoder(room=room), batch_tokens=batch_tokens)
    alone = [translated([sentence], MarkingDecoder(), batch_tokens=1)[0] for sentence in sentences]

    assert small == alone
    assert [result.text.replace("<en>", "").replace("</en>", "") for result in small] == sentences


@given(sentences=st.lists(SENTENCES, max_size=20))
def test_each_distinct_text_is_translated_once(sentences: list[str]) -> None:
    """Headlines and agency lines repeat; doing them twice is time lost."""
    decoder = MarkingDecoder(source_limit=100)
    translated(sentences, decoder, batch_tokens=16)
    done = [text for batch in decoder.batches for text in batch]

    assert sorted(done) == sorted(set(sentences))


@given(sentences=st.lists(SENTENCES, max_size=20))
def test_progress_adds_up_to_the_sentences_asked_for(sentences: list[str]) -> None:
    """Parts of a split sentence and repeated ones mustn't count otherwise."""
    ticks: list[int] = []
    translated(sentences, MarkingDecoder(), batch_tokens=8, tick=ticks.append)

    assert sum(ticks) == len(sentences)


def test_batches_hold_texts_of_like_length_within_the_limit() -> None:
    """Padding is work for nothing."""
    decoder = MarkingDecoder(source_limit=100)
    sentences = [" ".join(["قال"] * n) for n in (1, 9, 2, 8, 3, 10, 1)]
    sentences = [f"{sentence} {n}" for n, sentence in enumerate(sentences)]
    translated(sentences, decoder, batch_tokens=20)
    lengths = [[decoder.n_tokens(text) for text in batch] for batch in decoder.batches]

    assert lengths == [[11], [10, 9], [4, 3, 2, 2]]


def test_one_text_too_large_for_memory_is_named() -> None:
    """The user must know that the machine is too small, and for which sentence."""
    with pytest.raises(EngineError, match=r"memory ran out on a single text of 3 tokens: take"):
        translated(["قال وزير أمس"], MarkingDecoder(room=0), batch_tokens=100)


def test_after_memory_ran_out_batches_stay_small() -> None:
    """Else each following batch would fail first."""
    decoder = MarkingDecoder(room=2)
    translated([f"قال {n}" for n in range(20)], decoder, batch_tokens=1000)

    assert max(map(len, decoder.batches)) <= 2
    assert sum(map(len, decoder.batches)) == 20


def test_a_lost_result_stops_the_run() -> None:
    """A pairing is never guessed."""

    class Losing(MarkingDecoder):
        def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
            return super().decode(texts)[1:]

    with pytest.raises(EngineError, match="gave 1 results for 2 texts"):
        translated(["قال", "وزير"], Losing(), batch_tokens=100)


def test_another_fault_is_not_taken_for_lack_of_memory() -> None:
    """A bug stops the run; it isn't retried with smaller batches."""

    class Broken(MarkingDecoder):
        def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
            msg = f"shape mismatch in {len(texts)} texts"
            raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="shape mismatch"):
        translated(["قال", "وزير"], Broken(), batch_tokens=100)


def test_parts_of_a_long_sentence_are_joined_with_their_worst_news() -> None:
    """One part that was cut off makes the whole sentence doubtful."""

    class Cutting(MarkingDecoder):
        def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
            return [
                Translated(
                    text="long" if "مدينة" in text else "ok",
                    log_probability=-1.0,
                    is_truncated="مدينة" in text,
                )
                for text in texts
            ]

    [result] = translated(["قال وزير، وصل أمس إلى مدينة"], Cutting(source_limit=4), batch_tokens=100)

    assert result == Translated(text="ok long", log_probability=-1.0, is_truncated=True)


def test_what_was_done_when_memory_ran_out_is_not_done_again() -> None:
    """A queue of a thousand sentences may have one that is too much beside the others."""

    class Queue(MarkingDecoder):
        def decode(self, texts: Sequence[str], *, batch_tokens: int, take: Take) -> None:  # type: ignore[override]
            for index, text in enumerate(texts):
                if index == 2 and batch_tokens > 50:
                    raise MemoryError
                self.batches.append([text])
                take(index, Translated(text=f"<en>{text}</en>"))

    decoder = Queue()
    results = translate_all([f"قال {n}" for n in range(5)], decoder, batch_tokens=100)  # type: ignore[arg-type]

    assert [result.text for result in results] == [f"<en>قال {n}</en>" for n in range(5)]
    assert len(decoder.batches) == 5


@pytest.mark.parametrize(
    "fault",
    [
        MemoryError(),
        RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory"),
        RuntimeError("CUDA failed with error out of memory"),
        RuntimeError("std::bad_alloc"),
    ],
)
def test_every_way_of_saying_out_of_memory_is_known(fault: BaseException) -> None:
    """PyTorch on CPU and CUDA, and CTranslate2, each say it otherwise."""
    assert is_out_of_memory(fault)
