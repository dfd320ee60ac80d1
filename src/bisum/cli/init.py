"""``bisum init``: configs and sample articles to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bisum.cli import console
from bisum.config.addresses import require_path
from bisum.store.beginning import copy_beginning


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to; this folder if left out.")
    ] = Path(),
) -> None:
    """Write configs and twelve sample articles into a folder, to begin with.

    Replaces nothing: a file of yours that has the name of one of them stays as it is, and is named.
    """
    require_path(folder)
    written, kept = copy_beginning(folder)
    for file in kept:
        console.say(f"{file}: left as it is, though it differs from the one that comes with bisum")
    console.say(f"{len(written)} files written into {folder / 'configs'} and {folder / 'samples'}")
    console.say(f"begin with: bisum run {folder / 'configs' / 'quickstart.yaml'}")
