"""Where a model runs and in which arithmetic, chosen by what the machine is good at."""

from __future__ import annotations

import ctypes
import gc
import sys
from pathlib import Path
from typing import Final, Literal

import torch

from bisum.errors import ConfigError
from bisum.model.base import Value

ProcessorKind = Literal["amx", "avx512", "avx2"]

_CPUINFO: Final = Path("/proc/cpuinfo")
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


def processor_kind(cpuinfo: str | None = None) -> ProcessorKind:
    """Tell which matrix instructions the processor has, by the best of them.

    Args:
        cpuinfo: Text of ``/proc/cpuinfo``; read when None. Where there is none, ``avx2``.
    """
    flags = _flags(cpuinfo)
    if "amx_bf16" in flags:
        return "amx"
    return "avx512" if "avx512f" in flags else "avx2"


def has_bfloat16(cpuinfo: str | None = None) -> bool:
    """Tell whether the processor multiplies bfloat16 matrices itself, not by emulation.

    Measured with 2 threads, 48 rows times 640 by 2048, GFLOP/s in fp32 and bf16: 91 and
    266 on an AMD Zen 4 (avx512_bf16); about 260 and 2,500 on an Intel with AMX; on AVX2
    bf16 is emulated and slower than fp32.
    """
    return bool({"amx_bf16", "avx512_bf16"} & _flags(cpuinfo))


def has_vnni(cpuinfo: str | None = None) -> bool:
    """Tell whether the processor adds products of int8 numbers in 32 bits, without overflow in between."""
    return bool({"avx512_vnni", "avx_vnni", "amx_int8"} & _flags(cpuinfo))


def _flags(cpuinfo: str | None) -> frozenset[str]:
    if cpuinfo is None:
        try:
            cpuinfo = _CPUINFO.read_text(encoding="utf-8", errors="replace")
        except OSError:  # not Linux
            return frozenset()
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "flags":
            return frozenset(value.split())
    return frozenset()


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
