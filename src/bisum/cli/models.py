"""``bisum models``: what can translate and summarise, under which terms, and what is at hand."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer
from rich.table import Table

from bisum.cli import console
from bisum.cli.options import AnswerFormat, FormatOption
from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue
from bisum.engines.checkpoints.hashes import require_listed
from bisum.engines.translation_memory import TranslationMemory
from bisum.errors import ConfigError
from bisum.model.base import Value

# A number's, in the table of memory.
_BF16_BYTES: Final = 2

models = typer.Typer(help="Public models that bisum knows, and those kept on this machine.")


class Shelf(Value, frozen=True, kw_only=True):
    """What ``bisum models`` prints.

    Attributes:
        default: Name of the model that comes with bisum.
        known: Public models by their hub names.
        cached: Models assembled or converted on this machine.
    """

    default: str
    known: tuple[catalogue.PublicModel, ...]
    cached: tuple[catalogue.CachedModel, ...]


@models.callback(invoke_without_command=True)
def list_models(
    context: typer.Context,
    form: FormatOption = AnswerFormat.TEXT,
) -> None:
    """List public models with licence and size, and the models kept on this machine."""
    if context.invoked_subcommand is not None:
        return
    shelf = Shelf(
        default=catalogue.DEFAULT_MODEL, known=catalogue.PUBLIC_MODELS, cached=catalogue.cached_models()
    )
    if form is AnswerFormat.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(shelf), indent=2).decode() + "\n")
        return
    _print(shelf)


@models.command("fetch")
def fetch(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME…", help="Hub names, each perhaps with @ and a branch, tag or commit."),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Each gets a folder of its own in here.")],
) -> None:
    """Fetch models into folders, for machines without a connection; pickles become safetensors."""
    for name in names:
        catalogue.require_known(name, "bisum models fetch")
    # Model libraries take seconds to import, which other commands need not wait for.
    fetching = importlib.import_module("bisum.engines.checkpoints.fetch")
    for name in names:
        folder = fetching.fetch_model(name, to, translate=_translate_with)
        sys.stdout.write(f"{folder}\n")


@models.command("verify")
def verify(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR…", help="Folders that `fetch` made.")],
) -> None:
    """Check the hashes of fetched models, and that each translates as where it was fetched."""
    for folder in folders:
        require_listed(folder)
    fetching = importlib.import_module("bisum.engines.checkpoints.fetch")
    for folder in folders:
        note = fetching.verify_model(folder, translate=_translate_with)
        sys.stdout.write(f"{folder}: {note.name} at {note.revision} is whole\n")


@models.command("memory")
def memory(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As run.memory of a config names it.")],
    is_to_empty: Annotated[bool, typer.Option("--empty", help="Forget all translations in it.")] = False,
) -> None:
    """Say how many translations a memory holds and what it takes; or empty it."""
    if not file.is_file():
        msg = f"{file}: no translation memory is there; a run with run.memory makes one"
        raise ConfigError(msg)
    kept = TranslationMemory(file)
    if is_to_empty:
        kept.empty()
    state = kept.state()
    sys.stdout.write(f"{state.path}: {state.n_sentences} translations, {state.n_bytes / 1e6:.1f} MB\n")


def _translate_with(folder: Path, arabic: str) -> str:
    settings = TranslateSettings(model=str(folder), accept_licence=True)
    # The same arithmetic on both machines, whatever each is good at.
    exact = Runtime(device="cpu", dtype="float32")
    return catalogue.open_translator(settings, exact).translate([arabic])[0].text


def _print(shelf: Shelf) -> None:
    out = console.out()
    out.print(f"Comes with bisum: {shelf.default} (Gemma 3 270M with an adapter, Gemma Terms of Use)\n")
    for task, title in (("translate", "Translation, Arabic to English"), ("summarise", "Summaries")):
        out.print(_table(title, [model for model in shelf.known if model.task == task]))
    out.print("GB: what the weights take in bfloat16; twice that in float32, half in int8.")
    out.print("Scores are published ones, none measured by bisum; --format json names their sources.\n")
    cached = Table("kept on this machine", "MB", "place", box=None, pad_edge=False)
    for kept in shelf.cached:
        cached.add_row(kept.name, f"{kept.n_bytes / 1e6:.0f}", kept.place)
    out.print(cached if shelf.cached else "Nothing is kept on this machine yet.")


def _table(title: str, models: Sequence[catalogue.PublicModel]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("model", no_wrap=True)
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("GB", justify="right", no_wrap=True)
    table.add_column("licence", no_wrap=True)
    table.add_column("published scores")
    for model in models:
        millions = model.n_parameters
        size = (
            "–" if millions is None else f"{millions / 1000:.1f} B" if millions >= 1000 else f"{millions} M"
        )
        licence = model.licence + (" *" if model.is_non_commercial or model.not_in else "")
        weights = model.weights_gb(_BF16_BYTES)
        memory = "–" if weights is None else f"{weights:.1f}"
        table.add_row(model.name, size, memory, licence, model.scores.partition(" (")[0] or "–")
    if any(model.is_non_commercial or model.not_in for model in models):
        table.caption, table.caption_justify = (
            "* not for every use or place: read the licence, set accept_licence",
            "left",
        )
    return table
