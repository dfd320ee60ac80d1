"""``bisum fetch``: a run from a store into a folder of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bisum.cli import console
from bisum.config.addresses import is_address, require_path
from bisum.errors import ConfigError
from bisum.store import outputs


def fetch(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Address of a run's folder: s3://bucket/run.")],
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="A folder that is new or empty.")
    ],
    pages: Annotated[bool, typer.Option("--pages", help="Its pages and summaries too.")] = False,
) -> None:
    """Copy a run from a store into a folder, for the commands that read one.

    These are show, export, brief, serve, eval, compare and corrections. The copy is a run's folder like
    any other; what is done to it doesn't go back.
    """
    if not is_address(run):
        msg = f"{run!r} is no address of a store; the commands read a folder of this machine as it is"
        raise ConfigError(msg)
    require_path(output)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        msg = f"{output}: something is there already; name a folder that is new or empty"
        raise ConfigError(msg)
    if outputs.report_of(run) is None:
        msg = f"{run}: no run.json there; name the address that `bisum run` wrote to (its --output)"
        raise ConfigError(msg)
    output.mkdir(parents=True, exist_ok=True)
    n_shards = outputs.fetch(run, output)
    n_pages = outputs.fetch_pages(run, output) if pages else 0
    told = f", {n_pages} pages and summaries" if pages else ""
    console.say(f"{n_shards} shards{told} fetched into {output}")
