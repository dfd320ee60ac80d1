"""Sources: which files an input holds, in which order, and which of them can be read."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.store.compressed import SUFFIXES, plain_name

HUB_PREFIX: Final = "hub:"


class Kind(enum.Enum):
    """How a source is read."""

    TEXT = "text"
    LINES = "lines"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    HUB = "hub"


_KINDS: Final = {
    ".txt": Kind.TEXT,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".json": Kind.JSON,
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
    ".parquet": Kind.PARQUET,
}


class Source(Value, frozen=True, kw_only=True):
    """One file or hub data set to read.

    Attributes:
        kind: How it is read.
        path: The file; for a hub data set, its name after ``hub:``.
        shown: The path as the user gave it, fit for messages and records.
    """

    kind: Kind
    path: Path
    shown: str

    @property
    def stem(self) -> str:
        """The file's name without the suffixes of its kind and compression."""
        return Path(plain_name(showable(self.path.name))).stem


class Skipped(Value, frozen=True, kw_only=True):
    """A file or folder that was left out, and why."""

    place: str
    reason: str


def showable(path: str | os.PathLike[str]) -> str:
    """Give a path as text that can be written as UTF-8, whatever bytes its name has."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()


def find_sources(inputs: Sequence[Path | str]) -> Iterator[Source | Skipped]:
    """Walk the inputs in their order and their folders by name; a file found twice counts once.

    Raises:
        ConfigError: An input doesn't exist.
    """
    for given in inputs:
        if not is_hub(given) and not Path(given).exists():
            msg = (
                f"input {os.fspath(given)!r} doesn't exist; give a file, a folder or {HUB_PREFIX}owner/name "
                f"(the current folder is {os.fspath(Path.cwd())!r})"
            )
            raise ConfigError(msg)
    seen: set[str] = set()
    for given in inputs:
        if is_hub(given):
            name = str(given)
            if name not in seen:
                seen.add(name)
                yield Source(kind=Kind.HUB, path=Path(name.removeprefix(HUB_PREFIX)), shown=name)
        else:
            yield from _walk(Path(given), seen)


def is_hub(given: Path | str) -> bool:
    """Tell whether an input names a hub data set."""
    return isinstance(given, str) and given.startswith(HUB_PREFIX)


def _walk(path: Path, seen: set[str]) -> Iterator[Source | Skipped]:
    real = os.path.realpath(path)
    if real in seen:
        return
    seen.add(real)
    shown = showable(path)
    if path.is_file():
        yield _source(path, shown)
    elif not path.is_dir():
        yield Skipped(place=shown, reason="neither a file nor a folder")
    elif (path / "run.json").exists() and (path / "records.jsonl").exists():
        yield Skipped(place=shown, reason="the output folder of a run")
    else:
        try:
            members = sorted(path.iterdir(), key=lambda member: os.fsencode(member.name))
        except OSError as error:
            yield Skipped(place=shown, reason=f"the folder can't be read: {error.strerror}")
            return
        for member in members:
            if member.name.startswith("."):
                yield Skipped(place=showable(member), reason="hidden")
            else:
                yield from _walk(member, seen)


def _source(path: Path, shown: str) -> Source | Skipped:
    kind = _KINDS.get(Path(plain_name(path.name)).suffix.lower())
    if kind is None:
        known = ", ".join(_KINDS)
        reason = f"of no known kind; known are {known}, each also with {', '.join(SUFFIXES)}"
        return Skipped(place=shown, reason=reason)
    return Source(kind=kind, path=path, shown=shown)
