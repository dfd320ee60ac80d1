"""JSON Lines and JSON files: an object an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

import msgspec

from bisum.errors import ArticleError
from bisum.store.articles.compressed import open_plain
from bisum.store.articles.draft import Draft, Flaw
from bisum.store.articles.encoding import WINDOWS_1256, decode, is_windows_1256, locate, strip_bom
from bisum.store.articles.fields import NotAnObjectError, draft_of, split
from bisum.store.articles.sources import Source

# Bytes: ``draft.MAX_ARTICLE_CHARS`` of Arabic written as \\uXXXX escapes, with room for
# other fields.
MAX_LINE_BYTES: Final = 16 << 20
# Bytes that are passed over in search of the end of a line that is too long.
_MAX_SKIPPED_BYTES: Final = 1 << 30
# Bytes of a JSON file with one object or list, which is held in memory as a whole.
MAX_JSON_BYTES: Final = 256 << 20

_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])


def read_lines(source: Source) -> Iterator[Draft | Flaw]:
    """Read JSON Lines one by one; a bad line fails alone.

    Raises:
        ArticleError: The file's bytes can't be had any further.
    """
    with open_plain(source.path, source.address) as file:
        judge = Judge(source)
        n_articles = 0
        for number, line in numbered_lines(file):
            place = f"{source.shown}:{number}"
            if line is None:
                n_articles += 1
                reason = f"the line has more than {MAX_LINE_BYTES} bytes, too many for one article; cut it up"
                yield Flaw(place=place, reason=reason)
            elif line.strip():
                n_articles += 1
                yield _read_line(line, place, judge)
        if n_articles == 0:
            yield Flaw(place=source.shown, reason="the file is empty; expected an article on each line")


def read_json(source: Source) -> Iterator[Draft | Flaw]:
    """Read a JSON file: an object, a list of objects, or JSON Lines under another name.

    Raises:
        ArticleError: Its bytes can't be had.
    """
    if _is_lines(source):
        yield from read_lines(source)
        return
    with open_plain(source.path, source.address) as file:
        raw = file.read(MAX_JSON_BYTES + 1)
    if len(raw) > MAX_JSON_BYTES:
        reason = (
            f"the file has more than {MAX_JSON_BYTES} bytes; write JSON Lines instead, one article a line"
        )
        yield Flaw(place=source.shown, reason=reason)
        return
    try:
        text, encoding = decode(raw)
    except UnicodeDecodeError as fault:
        n_lines, reason = locate(fault)
        yield Flaw(place=f"{source.shown}:{n_lines + 1}", reason=reason)
        return
    yield from _read_whole(text.encode(), source, encoding)


def count_lines(source: Source) -> int:
    """Count the lines that aren't blank, as far as the file's bytes can be had."""
    n_lines = 0
    try:
        with open_plain(source.path, source.address) as file:
            for _, line in numbered_lines(file):
                n_lines += line is None or bool(line.strip())
    except ArticleError:
        n_lines += 1
    return n_lines


def _read_line(line: bytes, place: str, judge: Judge) -> Draft | Flaw:
    try:
        line, encoding = judge.as_utf8(line)
        return draft_of(split(line), place, encoding=encoding)
    except UnicodeDecodeError as fault:
        return Flaw(place=place, reason=locate(fault)[1])
    except NotAnObjectError as error:
        return Flaw(place=place, reason=str(error))


def _read_whole(raw: bytes, source: Source, encoding: str | None) -> Iterator[Draft | Flaw]:
    if not raw.strip():
        yield Flaw(place=source.shown, reason="the file is empty; expected an article")
        return
    try:
        if not raw.lstrip().startswith(b"["):
            yield draft_of(split(raw), source.shown, default_id=source.stem, encoding=encoding)
            return
        members = [bytes(member) for member in _LIST.decode(raw)]
    except NotAnObjectError as error:
        yield Flaw(place=source.shown, reason=str(error))
        return
    except (msgspec.DecodeError, RecursionError) as error:
        reason = f"the list isn't whole JSON ({error}); write JSON Lines, so that a bad article fails alone"
        yield Flaw(place=source.shown, reason=reason)
        return
    if not members:
        yield Flaw(place=source.shown, reason="the list is empty; expected an article")
    counted, end, line = 0, 0, 1
    for member in members:
        start = raw.index(member, end)
        end = start + len(member)
        line += raw.count(b"\n", counted, start)
        counted = start
        place = f"{source.shown}:{line}"
        try:
            yield draft_of(split(member), place, encoding=encoding)
        except NotAnObjectError as error:
            yield Flaw(place=place, reason=str(error))


def _is_lines(source: Source) -> bool:
    """Tell whether the first line is an object by itself and others follow."""
    with open_plain(source.path, source.address) as file:
        lines = (line for _, line in numbered_lines(file) if line is None or line.strip())
        first, second = next(lines, None), next(lines, None)
    if first is None or second is None:
        return False
    try:
        split(strip_bom(first).decode("utf-8", "replace").encode())
    except NotAnObjectError:
        return False
    return True


def numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Give each line without its end, or None for one that is too long, with its number from 1."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES):
        number += 1
        if number == 1:
            line = strip_bom(line)
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        yield number, None
        n_skipped = 0
        while (rest := file.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            n_skipped += len(rest)
            if n_skipped > _MAX_SKIPPED_BYTES:
                return


class Judge:
    """Decides once a file whether lines that aren't UTF-8 may be Windows-1256.

    Only a file without a single line of UTF-8 beyond ASCII is taken for it: one bad line
    among good ones fails alone.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._is_windows: bool | None = None

    def as_utf8(self, line: bytes) -> tuple[bytes, str | None]:
        """Give the line in UTF-8, and the name of its encoding where it was another.

        Raises:
            UnicodeDecodeError: It is in none that is taken.
        """
        if line.isascii():
            return line, None
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            if self._is_windows is None:
                self._is_windows = self._look_through()
            if not self._is_windows:
                raise
            return line.decode(WINDOWS_1256).encode(), WINDOWS_1256
        if not self._is_windows:
            self._is_windows = False
            return line, None
        return line.decode(WINDOWS_1256).encode(), WINDOWS_1256

    def _look_through(self) -> bool:
        with open_plain(self._source.path, self._source.address) as file:
            return is_windows_1256(line for _, line in numbered_lines(file) if line is not None)
