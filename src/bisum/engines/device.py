"""Where a model runs and in which arithmetic, chosen by what the machine is good at."""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Final

import torch

from bisum.engines.processor import has_bfloat16
from bisum.errors import ConfigError
from bisum.model.base import Value

_DTYPES: Final = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


class Place(Value, frozen=True, kw_only=True):
    """Where and how a model runs; changes speed, and texts only where two are as likely.

    Attributes:
        device: As torch writes it: ``cpu``, ``cuda``, ``cuda:1`` …
        dtype: ``float32``, ``bfloat16`` or ``float16``.
    """

    device: str
    dtype: str

    @property
    def torch_dtype(self) -> torch.dtype:
        """The dtype as torch names it."""
        return _DTYPES[self.dtype]

    @property
    def label(self) -> str:
        """The device with the name of its maker, for provenance."""
        if self.device.startswith("cuda"):
            return f"{self.device} ({torch.cuda.get_device_name(self.device)})"
        return self.device


def choose_place(device: str = "auto", dtype: str = "auto", threads: int | None = None) -> Place:
    """Choose device and dtype, and set the number of threads.

    Args:
        device: ``auto`` takes CUDA where there is one, else the CPU.
        dtype: ``auto`` takes bfloat16 where the device computes with it, else float32 on
            a CPU and float16 on a GPU.
        threads: For the CPU; None leaves torch's own choice, one a core.

    Raises:
        ConfigError: There is no such device or dtype here.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    _require_device(device)
    if dtype == "auto":
        dtype = _best_dtype(device)
    if dtype not in _DTYPES:
        msg = f"dtype {dtype!r} isn't known; take one of auto, {', '.join(_DTYPES)}"
        raise ConfigError(msg)
    return Place(device=device, dtype=dtype)


def _best_dtype(device: str) -> str:
    if device.startswith("cuda"):
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    return "bfloat16" if device == "cpu" and has_bfloat16() else "float32"


def _require_device(device: str) -> None:
    try:
        kind = torch.device(device)
    except RuntimeError as error:
        msg = f"device {device!r} isn't known; take auto, cpu or cuda"
        raise ConfigError(msg) from error
    if kind.type == "cuda":
        n_found = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if (kind.index or 0) >= n_found:
            msg = f"device {device!r} was asked for, but torch finds {n_found} CUDA devices; take auto or cpu"
            raise ConfigError(msg)


def give_back_memory() -> None:
    """Give the machine back what was freed, where the C library can (glibc).

    After a model's weights were turned into another form, 190 MB of what Marian's took lay
    free between what is kept.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
