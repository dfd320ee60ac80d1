"""A process with bisum's modules and tables loaded, forked for each command line that it is asked to run.

A command is a process of its own all the same, with its own environment, folder, output and exit
code; it only needn't load what takes longer than most commands.

    python tests/warm.py < requests > exit codes
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

from bisum.cli import main
from bisum.cli.app import app


def load() -> None:
    """Run once, so that the forked processes find all tables loaded."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stderr(io.StringIO()):
        config, article = Path(name) / "run.yaml", Path(name) / "one.txt"
        config.write_text("translate: {engine: fake}\n", encoding="utf-8")
        article.write_text("قال رئيس البلدية سامر الخطيب: «لن نغلق الباب».\n", encoding="utf-8")
        app(
            ["run", *map(str, (config, "--input", article, "--output", Path(name) / "out"))],
            standalone_mode=False,
        )
    gc.freeze()


def serve() -> None:
    """Run one command a line, and answer each with its exit code."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def run(asked: dict[str, object]) -> NoReturn:
    """Be the command: take its words, environment, folder and files, and end with its exit code."""
    code = 1
    try:
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            os.dup2(os.open(str(asked[name]), os.O_WRONLY if number else os.O_RDONLY), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - ends with the process
        os.environ.clear()
        os.environ.update(asked["environment"])
        os.chdir(str(asked["folder"]))
        sys.argv = ["bisum", *asked["words"]]
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - a bug, as a shell would see it
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    load()
    serve()
