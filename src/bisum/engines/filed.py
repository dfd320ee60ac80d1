"""Translations made elsewhere, looked up by the Arabic."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.engines.ports import Archive, Translator
from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.model.record import EngineCard
from bisum.text import lines, normalise

_JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})


class _Pair(msgspec.Struct, frozen=True):
    """A line of JSON Lines; fields of other names are the maker's own and left alone."""

    arabic: str | tuple[str, ...]
    english: str | tuple[str, ...]


class _Filed(Value, frozen=True, kw_only=True):
    """English, paragraph by paragraph."""

    paragraphs: tuple[str, ...]
    has_variants: bool = False

    @property
    def english(self) -> str:
        """The whole of it, paragraphs joined with one space."""
        return " ".join(self.paragraphs)


class FiledArchive:
    """A file of Arabic with its English, behind the port ``Archive``.

    Two Arabic texts are the same if, normalised, they differ in the length of spaces alone.
    """

    def __init__(self, path: Path) -> None:
        """Read the file.

        Args:
            path: UTF-8. By its suffix ``.jsonl`` or ``.ndjson`` JSON Lines with the
                fields ``arabic`` and ``english``, each a text or a list of paragraphs;
                else Arabic, TAB, English, a line each, without header or quoting. Blank
                lines are passed over.

        Raises:
            ConfigError: The file can't be read, or a line isn't such a pair.
        """
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8-sig")
        except OSError as error:
            msg = (
                f"translate.path: {path} can't be read: {error.strerror}; name a file with "
                "Arabic, TAB, English on each line, or JSON Lines (docs/operators.md)"
            )
            raise ConfigError(msg) from error
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            msg = f"{path}:{line}: byte 0x{raw[error.start]:02x} isn't UTF-8; save the file as UTF-8"
            raise ConfigError(msg) from error
        self._path = path
        self._sha256 = hashlib.sha256(raw).hexdigest()
        self._filed: dict[str, _Filed] = {}
        pairs = _json_pairs(path, text) if path.suffix.lower() in _JSON_LINES else _tab_pairs(path, text)
        for arabic, english in pairs:
            self._file(_key(arabic), tuple(map(normalise, lines(english))))
        if not self._filed:
            msg = f"translate.path: {path} holds no translations; expected Arabic, TAB, English on each line"
            raise ConfigError(msg)

    @property
    def signature(self) -> str:
        """Name the file by its content."""
        return f"filed-1;{self._sha256[:32]}"

    @property
    def card(self) -> EngineCard:
        """Name the file; who made the translations is unknown."""
        return EngineCard(engine="filed", model=self._path.name, sha256=self._sha256)

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Name the CPU; there is no arithmetic."""
        return ("cpu", None)

    @property
    def why(self) -> str:
        """Nothing was to choose."""
        return ""

    def find(self, arabic: str) -> str | None:
        """Give the filed English of a paragraph or sentence, None where there is none."""
        filed = self._filed.get(_key(arabic))
        return filed.english if filed else None

    def find_document(self, paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        """Give the filed English of a whole document; see ``Archive.find_document``."""
        filed = self._filed.get(_key(" ".join(paragraphs)))
        return filed.paragraphs if filed else None

    def has_variants(self, arabic: str) -> bool:
        """Tell whether the same Arabic was filed with different English; the first counts."""
        filed = self._filed.get(_key(arabic))
        return filed is not None and filed.has_variants

    def _file(self, key: str, english: tuple[str, ...]) -> None:
        first = self._filed.setdefault(key, _Filed(paragraphs=english))
        if not first.has_variants and first.english.split() != " ".join(english).split():
            self._filed[key] = _Filed(paragraphs=first.paragraphs, has_variants=True)


class FiledElse:
    """An archive, and a translator for what isn't in it, as one engine to be named in records.

    Attributes:
        second: The translator.
    """

    def __init__(self, archive: Archive, second: Translator) -> None:
        self._archive = archive
        self.second = second

    @property
    def signature(self) -> str:
        """Both."""
        return f"{self._archive.signature};else={self.second.signature}"

    @property
    def card(self) -> EngineCard:
        """The archive's, with the second engine's name, licence and caution."""
        filed, second = self._archive.card, self.second.card
        caution = second.caution and f"Where nothing was filed: {second.caution}"
        return EngineCard(
            engine=f"{filed.engine}, {second.engine}", model=f"{filed.model}, else {second.model}",
            sha256=filed.sha256, revision=second.revision, licence=second.licence, caution=caution,
        )  # fmt: skip

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """The second engine's."""
        return self.second.arithmetic

    @property
    def why(self) -> str:
        """The second engine's."""
        return self.second.why


def _key(arabic: str) -> str:
    return " ".join(normalise(arabic).split())


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Number the lines that aren't blank; they end at a line feed alone."""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.removesuffix("\r")
        if bare.strip():
            yield number, bare


def _tab_pairs(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for number, line in _numbered(text):
        cells = line.split("\t")
        if len(cells) != 2 or not all(cell.strip() for cell in cells):
            msg = (
                f"{path}:{number}: expected Arabic, one TAB, English, got {len(cells) - 1} TABs"
                f"{'' if all(cell.strip() for cell in cells) else ' and an empty side'} in {line[:60]!r}"
            )
            raise ConfigError(msg)
        yield cells[0], cells[1]


def _json_pairs(path: Path, text: str) -> Iterator[tuple[str, str]]:
    decoder = msgspec.json.Decoder(_Pair)
    for number, line in _numbered(text):
        try:
            pair = decoder.decode(line)
        except msgspec.DecodeError as error:
            msg = f"{path}:{number}: expected an object with the texts 'arabic' and 'english': {error}"
            raise ConfigError(msg) from error
        arabic, english = _whole(pair.arabic), _whole(pair.english)
        if not arabic.strip() or not english.strip():
            msg = f"{path}:{number}: 'arabic' and 'english' mustn't be empty"
            raise ConfigError(msg)
        yield arabic, english


def _whole(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else "\n".join(text)
