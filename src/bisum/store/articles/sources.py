"""Sources: which files an input holds, in which order, and which of them can be read."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bisum.config.addresses import is_address
from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.store.articles.compressed import SUFFIXES, plain_name
from bisum.store.files.remote import find_files, has_file

HUB_PREFIX: Final = "hub:"
# By these a run's folder in a store is known.
_REPORT: Final = "/run.json"
_COMMITS: Final = "/commits/"


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
        path: The file; for a hub data set, its name after ``hub:``; for a file of a store, its
            address, of which only the name is of use.
        shown: The path as the user gave it, fit for messages and records.
        address: Of a file in a store; None for all others.
    """

    kind: Kind
    path: Path
    shown: str
    address: str | None = None

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
        ConfigError: An input doesn't exist, or is a run's output itself.
    """
    stored = {str(given): find_files(str(given)) for given in inputs if is_address(given)}
    for given in inputs:
        if not is_hub(given) and not is_address(given) and not Path(given).exists():
            msg = (
                f"input {os.fspath(given)!r} doesn't exist; give a file, a folder or {HUB_PREFIX}owner/name "
                f"(the current folder is {os.fspath(Path.cwd())!r})"
            )
            raise ConfigError(msg)
        if is_local(given) and _is_output(Path(given)):
            raise _no_input(os.fspath(given))
    seen: set[str] = set()
    for given in inputs:
        if is_hub(given):
            name = str(given)
            if name not in seen:
                seen.add(name)
                yield Source(kind=Kind.HUB, path=Path(name.removeprefix(HUB_PREFIX)), shown=name)
        elif is_address(given):
            yield from _stored(str(given), stored[str(given)], seen)
        else:
            yield from _walk(Path(given), seen)


def is_hub(given: Path | str) -> bool:
    """Tell whether an input names a hub data set."""
    return isinstance(given, str) and given.startswith(HUB_PREFIX)


def is_local(given: Path | str) -> bool:
    """Tell whether an input, or a place in one, is a path of this machine."""
    return not is_hub(given) and not is_address(given)


def is_there(place: str) -> bool:
    """Tell whether the file of a place is still there; for a hub data set nobody looks."""
    if is_address(place):
        return has_file(place)
    return is_hub(place) or Path(place).exists()


def same_file(place: str) -> str:
    """Level the ways in which one file can be given."""
    return os.path.realpath(place) if is_local(place) else place


def files_of(place: str) -> set[str]:
    """Give the file of a place, which may or may not end in a line number."""
    file, _, line = place.rpartition(":")
    return {same_file(place), same_file(file)} if line.isdecimal() else {same_file(place)}


def _stored(given: str, found: Sequence[str], seen: set[str]) -> Iterator[Source | Skipped]:
    """Go through the files of a store as ``_walk`` goes through a folder."""
    runs = {one.removesuffix(_REPORT) for one in found if one.endswith(_REPORT)}
    outputs = {run for run in runs if any(one.startswith(f"{run}{_COMMITS}") for one in found)}
    if given.rstrip("/") in outputs:
        raise _no_input(given)
    for address in found:
        if address in seen:
            continue
        seen.add(address)
        output = next((run for run in outputs if address.startswith(f"{run}/")), None)
        if output is not None:
            if output not in seen:
                seen.add(output)
                yield Skipped(place=output, reason="the output folder of a run")
        elif any(part.startswith(".") for part in address.removeprefix(given).split("/")):
            yield Skipped(place=address, reason="hidden")
        else:
            yield _source(Path(address), address, address=address)


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
    elif _is_output(path):
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


def _is_output(folder: Path) -> bool:
    return (folder / "run.json").exists() and (folder / "records.jsonl").exists()


def _no_input(given: str) -> ConfigError:
    msg = (
        f"input {given!r} is the output folder of a run, so nothing in it is read; if articles lie there "
        "too, move them into a folder of their own and name that"
    )
    return ConfigError(msg)


def _source(path: Path, shown: str, *, address: str | None = None) -> Source | Skipped:
    kind = _KINDS.get(Path(plain_name(path.name)).suffix.lower())
    if kind is None:
        known = ", ".join(_KINDS)
        reason = f"of no known kind; known are {known}, each also with {', '.join(SUFFIXES)}"
        return Skipped(place=shown, reason=reason)
    return Source(kind=kind, path=path, shown=shown, address=address)
