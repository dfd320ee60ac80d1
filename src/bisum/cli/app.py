"""The application: its commands, and how their ends become exit codes.

Standard output carries results only; banners, progress and log go to standard error.
Exit codes: 0 all done, 1 a bug, 2 could not start or go on, 3 some articles failed,
130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Annotated, Final, NoReturn

import typer

from bisum import __version__
from bisum.cli import align, brief, console, evaluate, export, fetch, init, language, look, models, run, serve
from bisum.errors import BisumError
from bisum.pipeline.executors.overlap import is_model_at_work

app = typer.Typer(
    name="bisum",
    help="Arabic news in, bilingual summaries out, in which every quotation keeps its speaker.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("init")(init.init)
app.command("run")(run.run)
app.command("check")(look.check)
app.command("status")(look.status)
app.command("show")(look.show)
app.command("translate")(language.translate)
app.command("quotes")(language.quotes)
app.command("align")(align.align)
app.add_typer(models.models, name="models")
app.command("eval")(evaluate.evaluate)
app.command("compare")(evaluate.compare)
app.command("gate")(evaluate.gate)
app.command("fetch")(fetch.fetch)
app.command("export")(export.export)
app.command("brief")(brief.brief)
app.command("serve")(serve.serve)
app.command("corrections")(serve.corrections)


INTERRUPTED: Final = 130
"""Exit code, as shells count: 128 and the number of SIGINT."""


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"bisum {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Arabic news in, bilingual summaries out, in which every quotation keeps its speaker."""


def main() -> None:
    """Run one command and end the process with its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)
    console.open_streams()
    console.tell_of_work()
    try:
        code = _run()
    except typer.TyperException as fault:
        fault.show()  # type: ignore[attr-defined]  # all that typer raises has it, its type does not say so
        code = 2
    except BisumError as fault:
        console.problem(str(fault))
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        console.problem("interrupted; what was finished is kept, and the same command goes on from there")
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be flushed at exit.
        console.hush(sys.stdout)
        code = 0
    except OSError as fault:
        console.problem(
            f"{fault}; see to that (a full disk, a folder that can't be written?) and start it again"
        )
        code = 2
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process; at once, where a model still works for a run that is over.

    Python would throw its thread out of the midst of a product, which C++ answers by aborting the whole
    process: "terminate called without an active exception", and exit code 134 in place of ours.
    """
    if is_model_at_work():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except SystemExit as end:
        # typer and rich make an exit of it, with the code that stands for a bug.
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    # An interrupt inside a command comes back as its exit code.
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code or 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
