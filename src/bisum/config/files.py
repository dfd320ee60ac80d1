"""Text files that a person wrote and named."""

from __future__ import annotations

from pathlib import Path

from bisum.errors import ConfigError


def read_text(path: Path, *, what: str, instead: str, most_bytes: int | None = None) -> str:
    """Give a file's text, with or without a byte order mark; line ends as they stand.

    Args:
        path: The file.
        what: What it is for its reader: ``the config``.
        instead: What to name where it can't be read.
        most_bytes: A longer one is surely another file; None for no limit.

    Raises:
        ConfigError: It can't be read, is too long, or isn't UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as fault:
        msg = f"{path}: {what} can't be read: {fault.strerror}; {instead}"
        raise ConfigError(msg) from None
    if most_bytes is not None and len(raw) > most_bytes:
        msg = f"{path}: {len(raw)} bytes, {what} has at most {most_bytes}; is this the right file?"
        raise ConfigError(msg)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        msg = f"{path}: byte {fault.start} is not UTF-8; save {what} as UTF-8"
        raise ConfigError(msg) from None
