"""Numbers and words of a config that can't be meant: refused with what may stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum import config
from bisum.config.tree import MAX_CONFIG_BYTES
from bisum.errors import ConfigError

FAKE = "translate: {engine: fake}\n"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("run.window=0", "window is from 1 to 10000 articles, got 0"),
        ("run.batch_tokens=8", "batch_tokens is at least 16, got 8"),
        ("run.threads=0", "threads is from 1 to 1024, got 0"),
        ("run.memory_mb=0", "memory_mb is from 1 to 1000000 megabytes, got 0"),
        ("run.device=gpu", "'auto', 'cpu', 'cuda' or 'cuda:N', got 'gpu'"),
        ("run.ray.workers=0", "workers is from 1 to 10000, got 0"),
        ("run.ray.gpus=-1", "cpus and gpus are 0 or more"),
        ("run.shards.articles=0", "articles is from 1 to 100000 a shard, got 0"),
        ("run.shards.seconds=-1", "seconds is from 0 to 86400, got -1"),
        ("retry.most=6", "most is from 0 to 5 second attempts, got 6"),
        ("translate.delay_s=61", "delay_s is from 0 to 60 seconds, got 61"),
        ("translate.engine=auto", "engine 'auto' needs a 'model'"),
    ],
)
def test_a_number_out_of_its_range_is_told_with_the_range(tmp_path: Path, setting: str, told: str) -> None:
    """A window of 0 would wait for ever, and 6 attempts for days: better said before the first article."""
    path = tmp_path / "run.yaml"
    path.write_text(FAKE, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        config.load(path, settings=(setting,))

    assert told in str(caught.value)


def test_a_file_that_is_no_config_is_refused_before_it_is_read_as_one(tmp_path: Path) -> None:
    """Whoever names the articles where the config belongs must not wait for YAML to read a gigabyte."""
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"#" * (MAX_CONFIG_BYTES + 1))

    with pytest.raises(ConfigError, match=r"articles\.jsonl.* is this the right file"):
        config.load(path)
