"""Whether a model fits into memory, told by its files before it is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch

from bisum.engines.decode.arithmetic import Arithmetic
from bisum.engines.device import Place
from bisum.errors import EngineError

_MEMINFO: Final = Path("/proc/meminfo")
# Limits of a container, in both versions of control groups.
_LIMITS: Final = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (
        Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ),
)
_DTYPE_BYTES: Final = {"float32": 4, "bfloat16": 2, "float16": 2, "int8": 1}
_GB: Final = 1e9


def require_room(n: int, place: Place, arithmetic: Arithmetic | None) -> None:
    """Refuse a model that would not fit.

    Args:
        n: Its numbers.
        place: Where it is loaded, and in which dtype.
        arithmetic: Of our own decoder, which turns the loaded weights into a form of its
            own, so that both are there for a moment; None or ``model`` where it doesn't.

    Raises:
        EngineError: The weights alone take more than is free.
    """
    needed = n * _DTYPE_BYTES[place.dtype]
    if arithmetic not in {None, "model"}:
        needed += n * _DTYPE_BYTES[str(arithmetic)]
    free = _free(place.device)
    if free is not None and needed > free:
        msg = (
            f"the model's {n / 1e6:.0f} million numbers take {needed / _GB:.1f} GB while they are loaded in "
            f"{place.dtype}, and {place.device} has {free / _GB:.1f} GB free: close other programs, take a "
            "machine with more memory, a smaller model, or run.dtype: bfloat16 with run.decoder: transformers"
        )
        raise EngineError(msg)


def _free(device: str) -> float | None:
    """Give the free bytes of a device, None where nobody says."""
    if device.startswith("cuda"):
        return float(torch.cuda.mem_get_info(device)[0])
    found = [free for free in (_free_of_machine(), *map(_free_of_container, _LIMITS)) if free is not None]
    return min(found, default=None)


def _free_of_machine() -> float | None:
    try:
        lines = _MEMINFO.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # not Linux
        return None
    for line in lines:
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return float(value.split()[0]) * 1024
    return None


def _free_of_container(files: tuple[Path, Path]) -> float | None:
    try:
        limit, used = (file.read_text(encoding="ascii").strip() for file in files)
    except OSError:
        return None
    return float(limit) - float(used) if limit.isdigit() and used.isdigit() else None
