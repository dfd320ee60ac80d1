"""Runtime: how the work of a run is done; changes no text."""

from __future__ import annotations

import re
from typing import Literal

from bisum.config.values import FilePath
from bisum.model.base import Value


class RaySettings(Value, frozen=True, kw_only=True):
    """Workers of Ray; each holds the model.

    Attributes:
        address: Of a cluster that runs already, ``auto`` or ``ray://host:10001``; None
            starts Ray on this machine for as long as the run takes.
        workers: How many.
        cpus: Processor cores of each, parts of one allowed.
        gpus: GPUs of each, parts of one allowed.
    """

    address: str | None = None
    workers: int = 2
    cpus: float = 1.0
    gpus: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 10_000:
            msg = f"workers is from 1 to 10000, got {self.workers}"
            raise ValueError(msg)
        if self.cpus < 0 or self.gpus < 0:
            msg = f"cpus and gpus are 0 or more, got {self.cpus} and {self.gpus}"
            raise ValueError(msg)


class ShardSettings(Value, frozen=True, kw_only=True):
    """How a run is cut into files where its output lies in a store.

    Attributes:
        articles: How many a shard holds at most, but for the window that fills it.
        seconds: How long finished articles wait for others at most, before they are put
            into the store; looked at whenever a window is finished.
        format: Of the records: JSON Lines, or Parquet with the record as a column.
    """

    articles: int = 1000
    seconds: float = 60.0
    format: Literal["jsonl", "parquet"] = "jsonl"

    def __post_init__(self) -> None:
        if not 1 <= self.articles <= 100_000:
            msg = f"articles is from 1 to 100000 a shard, got {self.articles}"
            raise ValueError(msg)
        if not 0 <= self.seconds <= 86_400:
            msg = f"seconds is from 0 to 86400, got {self.seconds}"
            raise ValueError(msg)


class Runtime(Value, frozen=True, kw_only=True):
    """How the work is done; changes no text (but for ties in half precision).

    Attributes:
        device: ``auto`` takes a GPU where there is one.
        dtype: ``auto`` takes what the device is good at.
        decoder: Who searches: bisum's own decoder, the quickest for the families that it
            knows, or transformers' ``generate``. Both give the same texts.
        executor: Who runs the stages: this process, or workers of Ray.
        ray: The workers, for the executor ``ray``.
        window: Articles that are worked on at a time.
        batch_tokens: Most tokens, padding counted, of one batch for a model; bisum's own
            decoder keeps a sixteenth as many sentences at work.
        threads: Processor threads for a model; None for one a core.
        memory: File of translations that is shared by runs; None for none.
        memory_mb: The most that this file may take, in megabytes.
        shards: The files of an output that lies in a store.
    """

    device: str = "auto"
    dtype: Literal["auto", "float32", "bfloat16", "float16", "int8"] = "auto"
    decoder: Literal["auto", "bisum", "transformers"] = "auto"
    executor: Literal["local", "ray"] = "local"
    ray: RaySettings = RaySettings()
    window: int = 16
    batch_tokens: int = 2048
    threads: int | None = None
    memory: FilePath | None = None
    memory_mb: int = 1000
    shards: ShardSettings = ShardSettings()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"auto|cpu|cuda(:\d{1,3})?", self.device):
            msg = f"device is 'auto', 'cpu', 'cuda' or 'cuda:N', got {self.device!r}"
            raise ValueError(msg)
        if not 1 <= self.window <= 10_000:
            msg = f"window is from 1 to 10000 articles, got {self.window}"
            raise ValueError(msg)
        if self.batch_tokens < 16:
            msg = f"batch_tokens is at least 16, got {self.batch_tokens}"
            raise ValueError(msg)
        if self.threads is not None and not 1 <= self.threads <= 1024:
            msg = f"threads is from 1 to 1024, got {self.threads}"
            raise ValueError(msg)
        if not 1 <= self.memory_mb <= 1_000_000:
            msg = f"memory_mb is from 1 to 1000000 megabytes, got {self.memory_mb}"
            raise ValueError(msg)
