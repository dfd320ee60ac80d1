"""``bisum models``: what can translate and summarise, under which terms, and what is at hand."""

from __future__ import annotations

import sys

import msgspec
import typer
from rich.table import Table

from bisum.cli import console
from bisum.cli.options import Form, FormOption
from bisum.engines import catalogue
from bisum.model.base import Value

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
    form: FormOption = Form.TEXT,
) -> None:
    """List public models with licence and size, and the models kept on this machine."""
    if context.invoked_subcommand is not None:
        return
    shelf = Shelf(
        default=catalogue.DEFAULT_MODEL, known=catalogue.PUBLIC_MODELS, cached=catalogue.cached_models()
    )
    if form is Form.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(shelf), indent=2).decode() + "\n")
        return
    _print(shelf)


def _print(shelf: Shelf) -> None:
    known = Table("model", "task", "family", "parameters", "licence", "published scores")
    known.add_row(shelf.default, "translate", "gemma3", "268 M", "Gemma Terms of Use", "see its model card")
    for model in shelf.known:
        size = f"{model.n_parameters:,} M" if model.n_parameters else "–"
        licence = model.licence + (" (non-commercial)" if model.is_non_commercial else "")
        known.add_row(model.name, model.task, model.family, size, licence, model.scores or "–")
    cached = Table("kept on this machine", "MB", "place")
    for kept in shelf.cached:
        cached.add_row(kept.name, f"{kept.n_bytes / 1e6:.0f}", kept.place)
    out = console.out()
    out.print(known)
    out.print(cached if shelf.cached else "Nothing is kept on this machine yet.")
