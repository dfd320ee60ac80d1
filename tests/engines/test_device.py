"""The arithmetic is chosen by what the processor has."""

from __future__ import annotations

import pytest
import torch

from bisum.engines.device import choose_place, has_bfloat16, processor_kind
from bisum.errors import ConfigError


def cpuinfo(flags: str) -> str:
    return f"processor\t: 0\nmodel name\t: invented\nflags\t\t: fpu sse {flags}\n\nprocessor\t: 1\n"


@pytest.mark.parametrize(
    ("flags", "kind", "bfloat16"),
    [
        ("avx avx2 fma", "avx2", False),
        ("avx2 avx512f avx512_vnni", "avx512", False),
        ("avx2 avx512f avx512_bf16", "avx512", True),
        ("avx2 avx512f amx_tile amx_int8 amx_bf16", "amx", True),
        ("", "avx2", False),
    ],
)
def test_the_processor_is_told_by_its_flags(flags: str, kind: str, bfloat16: bool) -> None:
    """Emulated bfloat16 is slower than fp32, native is three to ten times as fast."""
    assert processor_kind(cpuinfo(flags)) == kind
    assert has_bfloat16(cpuinfo(flags)) is bfloat16


def test_a_machine_without_cpuinfo_is_taken_for_a_plain_one() -> None:
    """Not every system has that file."""
    assert processor_kind("") == "avx2"


def test_what_is_asked_for_is_taken() -> None:
    """A user's choice beats ours."""
    place = choose_place("cpu", "float32")

    assert (place.device, place.dtype, place.torch_dtype, place.label) == (
        "cpu",
        "float32",
        torch.float32,
        "cpu",
    )


@pytest.mark.parametrize(("device", "dtype"), [("cuda:77", "auto"), ("gpu", "auto"), ("cpu", "int4")])
def test_what_isnt_here_is_refused_before_anything_is_loaded(device: str, dtype: str) -> None:
    """Better now than after the first article."""
    with pytest.raises(ConfigError, match="take"):
        choose_place(device, dtype)
