"""The processor is told by its flags."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bisum.engines.processor import flags, has_bfloat16, has_vnni, processor_kind


@pytest.fixture
def cpuinfo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where another processor can be written down."""
    file = tmp_path / "cpuinfo"
    monkeypatch.setattr("bisum.engines.processor._CPUINFO", file)
    return file


@pytest.mark.parametrize(
    ("names", "kind", "bfloat16", "vnni"),
    [
        ("avx avx2 fma", "avx2", False, False),
        ("avx2 avx_vnni", "avx2", False, True),
        ("avx2 avx512f avx512_vnni", "avx512", False, True),
        ("avx2 avx512f avx512_bf16", "avx512", True, False),
        ("avx2 avx512f amx_tile amx_int8 amx_bf16", "amx", True, True),
        ("", "avx2", False, False),
    ],
)
def test_the_processor_is_told_by_its_flags(
    cpuinfo: Path, names: str, kind: str, *, bfloat16: bool, vnni: bool
) -> None:
    """Emulated bfloat16 is slower than fp32, native is three to ten times as fast."""
    cpuinfo.write_text(
        f"processor\t: 0\nmodel name\t: invented\nflags\t\t: fpu sse {names}\n\nprocessor\t: 1\n"
    )

    assert processor_kind() == kind
    assert has_bfloat16() is bfloat16
    assert has_vnni() is vnni


@pytest.mark.usefixtures("cpuinfo")
def test_a_machine_without_cpuinfo_is_taken_for_a_plain_one() -> None:
    """Not every system has that file."""
    assert flags() == frozenset()
    assert processor_kind() == "avx2"


def test_no_model_library_is_loaded_to_know_the_processor() -> None:
    """A run with nothing to do asks too, and shall not wait seconds for torch."""
    code = "import sys, bisum.engines.processor; print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"
