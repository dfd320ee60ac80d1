"""What was translated once isn't translated again, in any number of processes."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bisum.engines.fakes import MarkingTranslator
from bisum.engines.ports import Attempt, Translated
from bisum.engines.translation_memory import MemoryTranslator, TranslationMemory
from bisum.errors import ConfigError, EngineError

SENTENCES = ("قال الوزير نعم.", "غادر الوفد.", "لم يعد أحد.")


class Other(MarkingTranslator):
    """The same translator in another version."""

    @property
    def signature(self) -> str:
        return "fake-marking-2"


class Finer(MarkingTranslator):
    """The same translator in another arithmetic."""

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        return ("cpu", "float32")


def open_memory(folder: Path, *, limit_bytes: int | None = None) -> TranslationMemory:
    return TranslationMemory(folder / "memory.sqlite", limit_bytes=limit_bytes)


def test_a_later_run_asks_only_for_what_is_new(tmp_path: Path) -> None:
    """Yesterday's headlines stand in today's feed; the text must be the very same."""
    first, second = MarkingTranslator(), MarkingTranslator()
    before = MemoryTranslator(first, open_memory(tmp_path)).translate(SENTENCES)
    ticks: list[int] = []
    later = MemoryTranslator(second, open_memory(tmp_path))
    after = later.translate([*SENTENCES, "وصل آخرون.", SENTENCES[0]], tick=ticks.append)

    assert list(after) == [*before, Translated(text="<en>وصل آخرون.</en>", log_probability=-0.1), before[0]]
    assert second.n_translated == 1
    assert (later.n_asked, later.n_known) == (5, 4)
    assert sum(ticks) == 5


@pytest.mark.parametrize("other", [Other, Finer])
def test_another_model_setting_or_arithmetic_finds_nothing(
    tmp_path: Path, other: type[MarkingTranslator]
) -> None:
    """A mended model must not go on saying what the broken one said."""
    MemoryTranslator(MarkingTranslator(), open_memory(tmp_path)).translate(SENTENCES)
    translator = other()
    MemoryTranslator(translator, open_memory(tmp_path)).translate(SENTENCES)

    assert translator.n_translated == len(SENTENCES)


@given(
    rows=st.lists(
        st.tuples(
            st.text(max_size=20), st.none() | st.floats(-50, 0), st.booleans()
        ), max_size=8,
    )
)  # fmt: skip
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_translations_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, float | None, bool]]
) -> None:
    """Text, certainty and cut-off end: a finding hangs on each."""
    memory = open_memory(tmp_path_factory.mktemp("memory"))
    kept = [
        (str(n).encode(), Translated(text=text, log_probability=chance, is_truncated=is_truncated))
        for n, (text, chance, is_truncated) in enumerate(rows)
    ]
    memory.keep(kept)

    assert memory.find([key for key, _ in kept]) == dict(kept)


def test_an_attempt_has_translations_of_its_own(tmp_path: Path) -> None:
    """A second attempt that is answered with the first one's text is none."""

    class Attempted(MarkingTranslator):
        def trying(self, _: Attempt) -> MarkingTranslator:
            return Other()

    translator = MemoryTranslator(Attempted(), open_memory(tmp_path))
    translator.translate(SENTENCES)
    tried = translator.trying(Attempt(beam=4))
    tried.translate(SENTENCES)

    assert tried.n_known == 0


def test_a_full_memory_forgets_what_was_least_lately_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is bounded, or it fills the disk in a year of daily runs."""
    days = 0
    monkeypatch.setattr("time.time", lambda: 1e9 + days * 86_401)
    memory = open_memory(tmp_path, limit_bytes=200_000)
    keys = []
    for days in range(40):
        some = [f"{days}-{n}".encode() for n in range(50)]
        memory.keep([(key, Translated(text="word " * 40)) for key in some])
        keys.append(some)
        # The first day's sentences come every day.
        memory.find(keys[0])
    known = [len(memory.find(some)) for some in keys]

    assert memory.state().n_bytes <= 200_000
    assert known[0] == known[-1] == 50
    assert known[1] == 0


def test_it_can_be_emptied(tmp_path: Path) -> None:
    """And gives its room back to the disk."""
    memory = open_memory(tmp_path)
    empty = memory.state().n_bytes
    memory.keep([(str(n).encode(), Translated(text="word " * 50)) for n in range(500)])
    full = memory.state()
    memory.empty()

    assert full.n_sentences == 500
    assert memory.state().n_sentences == 0
    assert memory.state().n_bytes <= empty < full.n_bytes


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Articles may be unpublished."""
    open_memory(tmp_path)

    assert stat.S_IMODE((tmp_path / "memory.sqlite").stat().st_mode) == 0o600


def test_it_holds_no_arabic(tmp_path: Path) -> None:
    """The English alone, under digests."""
    memory = open_memory(tmp_path)

    class Plain(MarkingTranslator):
        def translate(self, sentences: Sequence[str], **_: object) -> Sequence[Translated]:
            return [Translated(text="yes") for _ in sentences]

    MemoryTranslator(Plain(), memory).translate(SENTENCES)
    memory.close()
    raw = (tmp_path / "memory.sqlite").read_bytes()

    assert b"yes" in raw
    assert not any(word.encode() in raw for sentence in SENTENCES for word in sentence.split())


def test_another_file_is_refused_before_anything_runs(tmp_path: Path) -> None:
    """A slip in the config must not write into somebody's database."""
    (tmp_path / "memory.sqlite").write_text("a letter to the editor, not a database of any kind")
    with pytest.raises(ConfigError, match=r"run\.memory"):
        open_memory(tmp_path)

    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE mail (text)")
    other.close()
    with pytest.raises(ConfigError, match="another program's database"):
        TranslationMemory(tmp_path / "other.sqlite")


def test_a_memory_damaged_in_the_run_stops_it_with_the_way_out(tmp_path: Path) -> None:
    """What is translated already lies in the run's folder, and the next start goes on from there."""
    memory = open_memory(tmp_path)
    translator = MemoryTranslator(MarkingTranslator(), memory)
    memory.close()

    with pytest.raises(EngineError, match=r"leave out run\.memory"):
        translator.translate(SENTENCES)


WRITER = """
import sys
from pathlib import Path
from bisum.engines.fakes import MarkingTranslator
from bisum.engines.translation_memory import MemoryTranslator, TranslationMemory
translator = MemoryTranslator(MarkingTranslator(), TranslationMemory(Path(sys.argv[1])))
for n in range(25):
    translator.translate([f"جملة {n}", f"جملة {sys.argv[2]} {n}"])
"""


def test_several_processes_share_one_file(tmp_path: Path) -> None:
    """Nothing is lost and nobody is told that the file is locked, from its making on."""
    path = tmp_path / "memory.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)]) for number in range(3)
    ]
    codes = [writer.wait() for writer in writers]

    assert codes == [0, 0, 0]
    assert TranslationMemory(path).state().n_sentences == 25 + 3 * 25
    assert list(tmp_path.iterdir()) == [path]
