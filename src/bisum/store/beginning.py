"""What somebody begins with: configs and sample articles, copied out of the installed package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bisum.errors import ConfigError
from bisum.shipped import shipped
from bisum.store.files.atomic import write_bytes

BEGINNING: Final = ("configs", "samples")
"""Folders that are copied; a config names the samples from where it lies."""


def copy_beginning(into: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Copy the configs and samples that come with bisum; replace nothing.

    Returns:
        The files written, and those left alone since other ones of their names are there.

    Raises:
        ConfigError: The installation lacks them, or the folder can't be written to.
    """
    written: list[Path] = []
    kept: list[Path] = []
    try:
        for source, target in _pairs(into):
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                write_bytes(target, source.read_bytes())
                written.append(target)
            elif not target.is_file() or target.read_bytes() != source.read_bytes():
                kept.append(target)
    except OSError as error:
        msg = f"{into}: the configs and samples can't be written there: {error}"
        raise ConfigError(msg) from error
    return tuple(written), tuple(kept)


def _pairs(into: Path) -> list[tuple[Path, Path]]:
    folders = [shipped(name) for name in BEGINNING]
    files = [
        (file, folder.parent) for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()
    ]
    if {file.relative_to(above).parts[0] for file, above in files} != set(BEGINNING):
        msg = (
            f"configs and samples were looked for in {folders[0].parent} and aren't there; install bisum anew"
        )
        raise ConfigError(msg)
    return [(file, into / file.relative_to(above)) for file, above in files]
