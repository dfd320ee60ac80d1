"""Files as streams of plain bytes, whether compressed or not."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from bisum.errors import ArticleError
from bisum.store.articles.draft import READ
from bisum.store.files.remote import streamed

if TYPE_CHECKING or sys.version_info < (3, 14):
    import zstandard

SUFFIXES: Final = (".gz", ".xz", ".zst")

# News in JSON Lines shrinks 4 to 20 times, text repeated word for word up to 100 times;
# gzip's own limit is 1032.
MAX_RATIO: Final = 300
# Bytes of output below which the ratio is not looked at: small files shrink by chance.
_RATIO_FREE_BYTES: Final = 64 << 20
_BUFFER_BYTES: Final = 1 << 20
# Bytes of zstd input decompressed at a time: a block of 4 bytes can stand for 128 KiB,
# so that 1 KiB stays below 32 MiB.
_ZSTD_STEP_BYTES: Final = 1 << 10


def plain_name(name: str) -> str:
    """Give a file's name without the suffix of its compression."""
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


@contextmanager
def open_plain(path: Path, address: str | None = None) -> Iterator[IO[bytes]]:
    """Open a file to read its bytes, decompressed where its suffix says so.

    Where an ``address`` is given, they are streamed from there and the path is but a name.

    Opening and reading raise ``ArticleError`` where the file is damaged, cut off, or grows out
    of all proportion.
    """
    try:
        if address is None:
            with path.open("rb") as file:
                yield io.BufferedReader(_Plain(file, path.suffix, path.stat().st_size), _BUFFER_BYTES)
        else:
            with streamed(address) as (raw, n_bytes):
                yield io.BufferedReader(_Plain(raw, path.suffix, n_bytes), _BUFFER_BYTES)
    except OSError as error:
        reason = f"the file can't be read: {error.strerror or error}"
        raise ArticleError(READ, reason) from error


class _Plain(io.RawIOBase):
    """Counts what comes out of a decompressor and turns its errors into one kind."""

    def __init__(self, file: io.BufferedReader, suffix: str, n_compressed: int) -> None:
        self._source = _decompressed(file, suffix.lower())
        self._n_compressed = n_compressed
        self._n_plain = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # the protocol of io.RawIOBase
        try:
            # One read at a time, so that what stands before a cut is still given.
            chunk = self._source.read1(len(buffer))
        except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
            msg = f"the compressed file is damaged or cut off ({error}); make it again"
            raise ArticleError(READ, msg) from error
        self._n_plain += len(chunk)
        if self._n_plain > max(_RATIO_FREE_BYTES, MAX_RATIO * self._n_compressed):
            msg = (
                f"{self._n_compressed} bytes unpack to more than {self._n_plain}, "
                f"over {MAX_RATIO} times as many: a decompression bomb; unpack it by hand if it isn't one"
            )
            raise ArticleError(READ, msg)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _decompressed(file: io.BufferedReader, suffix: str) -> io.BufferedIOBase:
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=file)
    if suffix == ".xz":
        return lzma.LZMAFile(file)
    if suffix == ".zst":
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdFile  # noqa: PLC0415 - newer Pythons only

            return ZstdFile(file)
        return io.BufferedReader(_Zstd(file), _BUFFER_BYTES)
    return file


class _Zstd(io.RawIOBase):
    """Reads frames of zstd one after the other.

    The package's own reader takes a file that is cut off for one that ends.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._is_inside = False
        self._pending = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # the protocol of io.RawIOBase
        while not self._ready:
            step = self._pending or self._file.read(_ZSTD_STEP_BYTES)
            self._pending = b""
            if not step:
                if self._is_inside:
                    msg = "the last zstd frame has no end"
                    raise EOFError(msg)
                return 0
            self._is_inside = True
            try:
                self._ready = memoryview(self._frame.decompress(step))
            except zstandard.ZstdError as error:
                raise EOFError(str(error)) from error
            if self._frame.eof:
                self._pending = self._frame.unused_data
                self._frame = zstandard.ZstdDecompressor().decompressobj()
                self._is_inside = False
        n_bytes = min(len(buffer), len(self._ready))
        buffer[:n_bytes] = self._ready[:n_bytes]
        self._ready = self._ready[n_bytes:]
        return n_bytes
