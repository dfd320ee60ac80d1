"""The arithmetic that is chosen is the one that was measured, for each kind of machine."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from bisum.config import Runtime
from bisum.engines.decode.fastest import fastest
from bisum.engines.generation.own import choose_decoder
from bisum.errors import ConfigError

FLAGS = {
    "amx": "avx2 avx512f avx512_vnni avx512_bf16 amx_bf16 amx_int8",
    "avx512": "avx2 avx512f avx512_vnni avx512_bf16",
    "avx512 without its products": "avx2 avx512f",
    "avx2": "avx2",
}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A processor with other flags than this one."""
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"flags\t\t: fpu {FLAGS[request.param]}\n")
    monkeypatch.setattr("bisum.engines.processor._CPUINFO", cpuinfo)
    return str(request.param)


@pytest.mark.parametrize(
    ("machine", "encoder_decoder", "decoder_only"),
    [
        ("amx", "bfloat16", "bfloat16"),
        ("avx512", "int8", "bfloat16"),
        ("avx512 without its products", "int8", "float32"),
        ("avx2", "int8", "float32"),
    ],
    indirect=["machine"],
)
def test_each_kind_of_processor_computes_in_what_it_is_good_at(
    machine: str, encoder_decoder: str, decoder_only: str
) -> None:
    """bf16 that is emulated takes ten times as long as fp32."""
    cpu = torch.device("cpu")

    assert fastest(cpu, is_encoder_decoder=True).arithmetic == encoder_decoder
    assert fastest(cpu, is_encoder_decoder=False).arithmetic == decoder_only


def test_every_choice_says_what_it_rests_on() -> None:
    """`bisum check` shows it; what wasn't measured must not look as if it were."""
    from bisum.engines.decode import fastest as module  # noqa: PLC0415 - its tables are nobody else's business

    for table in (module._ENCODER_DECODERS, module._DECODER_ONLY):
        assert set(table) == {"amx", "avx512", "avx2", "gpu", "plain"}
        assert all(choice.basis for choice in table.values())
        assert all("not measured" in table[kind].basis for kind in ("amx", "avx2", "gpu"))


@pytest.mark.parametrize("machine", ["avx512"], indirect=True)
def test_the_reason_is_told_with_the_choice(machine: str) -> None:
    """Whoever wonders why it is slow, or another text than yesterday, must find it in `bisum check`."""
    auto = choose_decoder(Runtime(device="cpu"), None, is_encoder_decoder=True)
    asked = choose_decoder(Runtime(device="cpu", dtype="bfloat16"), None, is_encoder_decoder=True)
    other = choose_decoder(Runtime(device="cpu"), "knows no llama", is_encoder_decoder=False)

    assert (auto.arithmetic, auto.dtype, auto.signature) == ("int8", "int8", ";int8-3")
    assert "CTranslate2" in auto.why
    assert (asked.arithmetic, asked.place.dtype, asked.signature) == ("bfloat16", "float32", "")
    assert "asked for" in asked.why
    assert other.arithmetic is None
    assert other.why == "transformers' generate in bfloat16: knows no llama"


def test_int8_without_our_decoder_is_refused() -> None:
    """Its library would load fp32 and call it int8."""
    with pytest.raises(ConfigError, match="'int8' is for bisum's own decoder"):
        choose_decoder(Runtime(device="cpu", dtype="int8"), "knows no llama", is_encoder_decoder=False)


@pytest.mark.parametrize("machine", ["avx2"], indirect=True)
def test_arithmetic_that_the_processor_lacks_is_refused(machine: str) -> None:
    """Torch would fail in the middle of loading, with words about a reordered weight."""
    with pytest.raises(ConfigError, match="this one has AVX2"):
        choose_decoder(Runtime(device="cpu", dtype="bfloat16"), None, is_encoder_decoder=True)
