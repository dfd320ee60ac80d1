"""Which arithmetic is the fastest on which kind of machine, as far as it was measured.

The figures and the commands that gave them stand in ``docs/performance.md``. A kind that
wasn't measured says so, and on what its choice rests.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import torch

from bisum.engines.decode.arithmetic import Arithmetic, has_onednn
from bisum.engines.processor import has_bfloat16, has_vnni, processor_kind

MachineKind = Literal["amx", "avx512", "avx2", "gpu", "plain"]


class Fastest(NamedTuple):
    """A choice.

    Attributes:
        arithmetic: Of the products.
        basis: What it rests on, for people.
    """

    arithmetic: Arithmetic
    basis: str


_ENCODER_DECODERS: Final[dict[MachineKind, Fastest]] = {
    "amx": Fastest(
        "bfloat16",
        "not measured with this decoder; there bf16 products run ten times as fast as fp32, and a plain "
        "bf16 loop gave 2.3 times CTranslate2's int8",
    ),
    "avx512": Fastest(
        "int8", "1.2 to 1.5 times CTranslate2's int8 at beam 4; int8 products at 1.9 times bf16's rate"
    ),
    "avx2": Fastest(
        "int8",
        "not measured on such a machine; simulated on another, int8 decodes 1.4 times as fast as fp32, and "
        "0.8 to 0.9 times as fast as CTranslate2",
    ),
    "gpu": Fastest("model", "not measured; the model's own half precision"),
    "plain": Fastest("model", "this build of torch has no oneDNN products"),
}
# A few very large numbers in the rows of small decoder-only models leave the others few levels
# in 8 bits.
_DECODER_ONLY: Final[dict[MachineKind, Fastest]] = {
    "amx": Fastest(
        "bfloat16",
        "not measured with this decoder; there bf16 products run ten times as fast as fp32",
    ),
    "avx512": Fastest("bfloat16", "4.6 times transformers' fp32 at beam 4 with the default model"),
    "avx2": Fastest("float32", "not measured with this decoder; bf16 is emulated there"),
    "gpu": _ENCODER_DECODERS["gpu"],
    "plain": _ENCODER_DECODERS["plain"],
}


def machine_kind(device: torch.device) -> MachineKind:
    """Tell what kind of machine a device is, by what it multiplies with.

    AVX-512 without instructions for bf16 and int8 products counts as AVX2: what is fast
    there is the same.
    """
    if device.type != "cpu":
        return "gpu"
    if not has_onednn():
        return "plain"
    kind = processor_kind()
    if kind == "avx512" and not (has_vnni() and has_bfloat16()):
        return "avx2"
    return kind


def fastest(device: torch.device, *, is_encoder_decoder: bool) -> Fastest:
    """Give what was measured to be the fastest for a device and a kind of model."""
    table = _ENCODER_DECODERS if is_encoder_decoder else _DECODER_ONLY
    return table[machine_kind(device)]
