"""Options that several commands share."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from bisum import config
from bisum.config import Config

ConfigFile = Annotated[Path, typer.Argument(metavar="CONFIG", help="YAML file of the run's settings.")]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, the one with run.json.")]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input",
        metavar="PATH",
        help="File, folder, address in a store (s3://…) or hub: data set; may be repeated; "
        "replaces the config's.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar="FOLDER",
        help="The run's folder, here or in a store (s3://…); replaces the config's.",
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Put a setting over the config's (translate.beam=4); may be repeated.",
    ),
]


class AnswerFormat(enum.StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[AnswerFormat, typer.Option("--format", help="How to print it.")]


_WANTED: Final = ("translate.path", "translate.adapter", "retry.adapter", "names.glossary")


def chosen_config(
    file: Path, *, settings: list[str] | None, inputs: list[str] | None, output: str | None
) -> Config:
    """Read a run's config, and put the command line's settings, input and output over it."""
    wanted = _WANTED if inputs else ("input", *_WANTED)
    chosen = config.load(file, settings=settings or (), wanted=wanted)
    if inputs:
        chosen = msgspec.structs.replace(chosen, input=tuple(inputs))
    if output is not None:
        chosen = msgspec.structs.replace(chosen, output=output)
    return chosen
