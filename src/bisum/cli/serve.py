"""``bisum serve`` and ``bisum corrections``: a run for reading and putting right."""

from __future__ import annotations

import contextlib
import ipaddress
import secrets
from pathlib import Path
from typing import Annotated, Final

import typer

from bisum.cli import console
from bisum.cli.options import RunArgument
from bisum.display.words import count
from bisum.errors import ConfigError
from bisum.reader.handing_over import write
from bisum.store.holdings import require_run

LOOPBACK: Final = "127.0.0.1"
MIN_TOKEN: Final = 20
"""Fewest letters of a token: one that can't be guessed."""

MAX_CONNECTIONS: Final = 100
"""Connections at a time; a browser opens six, and a room has a dozen analysts."""


def serve(
    run: RunArgument,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own asks visitors for a token.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A name under which visitors ask; may be repeated."
        ),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="Holds the token; made up and printed without it."),
    ] = None,
) -> None:
    """Show a run from a server on this machine: full-text search, a JSON API, corrections.

    What people put right is kept in the run's corrections.sqlite. Needs the extra `serve`.
    """
    require_run(run)
    try:
        import uvicorn  # noqa: PLC0415 - an extra

        from bisum.reader.serve.app import application  # noqa: PLC0415 - needs the same extra
        from bisum.reader.serve.desk import Desk  # noqa: PLC0415 - the same
        from bisum.reader.serve.guards import LOOPBACK_HOSTS  # noqa: PLC0415 - the same
    except ModuleNotFoundError as fault:
        msg = f"bisum serve needs {fault.name}; pip install 'bisum[serve]'"
        raise ConfigError(msg) from None
    is_open = not _is_loopback(host)
    token = _token(token_file) if is_open or token_file else None
    names = {name.lower() for name in allow_host or ()} | {host.lower()}
    desk = Desk(run)
    try:
        console.say(f"{desk.n_indexed} articles read into the search index")
        shown = f"[{host}]" if ":" in host else host
        console.say(f"http://{shown}:{port}/ (Ctrl-C ends it)")
        if token and token_file is None:
            console.say(f"token: {token}")
        app = application(desk, hosts=frozenset(names | LOOPBACK_HOSTS), token=token)
        # Ctrl-C is how a server ends.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.run(
                app,
                host=host,
                port=port,
                log_level="warning",
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MAX_CONNECTIONS,
            )
    finally:
        desk.close()


def corrections(
    run: RunArgument,
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="Where names.csv and the others go.")
    ],
) -> None:
    """Write what people put right: names.csv (a glossary), gold-quotes.jsonl, corrections.jsonl."""
    require_run(run)
    n_written = write(run, output)
    console.say(f"{count(n_written, 'correction')}: {output}")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _token(path: Path | None) -> str:
    if path is None:
        return secrets.token_urlsafe(24)
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: the token can't be read: {fault}"
        raise ConfigError(msg) from None
    if len(token) < MIN_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
        msg = f"{path}: found {len(token)} letters, a token has at least {MIN_TOKEN} in ASCII and no spaces"
        raise ConfigError(msg)
    return token
