"""A run into a store, killed for real: the next machine goes on from the shards."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import msgspec
from tests.conftest import Bisum, until

from bisum.model.record import Record
from bisum.store.holdings import records_of
from bisum.store.outputs import fetch

N_ARTICLES = 12


def undated(folder: Path) -> dict[str, Record]:
    records = list(records_of(folder))
    assert len({record.id for record in records}) == len(records)
    return {
        record.id: msgspec.structs.replace(
            record, provenance=msgspec.structs.replace(record.provenance, made_at="")
        )
        for record in records
    }


def summaries(folder: Path) -> dict[str, list[str]]:
    return {
        path.name: [line for line in path.read_text("utf-8").splitlines() if not line.startswith("- Made ")]
        for path in (folder / "summaries").iterdir()
    }


def test_a_machine_that_is_killed_costs_the_shard_it_was_filling(
    bisum: Bisum,
    open_bisum: Callable[[str], Bisum],
    fake_config: Path,
    write_articles: Callable[[int], Path],
    tmp_path: Path,
) -> None:
    """SIGKILL after the first marker; a machine with an empty disk finishes, and translates the rest only."""
    articles = write_articles(N_ARTICLES)
    store = tmp_path / "store" / "run"
    words = ("--input", f"file://{articles}", "--output", f"file://{store}", "--set", "run.window=2")
    words += ("--set", "run.shards.articles=4")
    process = bisum.start("run", fake_config, *words, "--set", "translate.delay_s=0.2")
    until((store / "commits" / "000000.json").exists, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (tmp_path / "killed").mkdir()
    fetch(f"file://{store}", tmp_path / "killed")
    n_before = len(undated(tmp_path / "killed"))

    assert 4 <= n_before < N_ARTICLES
    other = open_bisum("other-home")
    again = other("run", fake_config, *words)
    assert again.returncode == 0, again.stderr
    assert f"{N_ARTICLES - n_before} done" in again.stderr
    assert f"{n_before} kept from before" in again.stderr
    assert other("fetch", f"file://{store}", "--output", tmp_path / "copy", "--pages").returncode == 0
    assert bisum("run", fake_config, "--input", articles, "--output", tmp_path / "here").returncode == 0
    assert undated(tmp_path / "copy") == undated(tmp_path / "here")
    for part in ("summaries", "site/articles", "site/data"):
        here, there = tmp_path / "here" / part, tmp_path / "copy" / part
        assert sorted(one.name for one in there.iterdir()) == sorted(one.name for one in here.iterdir())
    assert summaries(tmp_path / "copy") == summaries(tmp_path / "here")
