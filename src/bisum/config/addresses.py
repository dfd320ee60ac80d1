"""Addresses: files and folders of a store, such as ``s3://bucket/folder``, beside paths of this machine."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from bisum.errors import ConfigError

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What ``Path`` makes of an address: one slash of two.
_FLATTENED: Final = re.compile(r"([a-z][a-z0-9+.-]+):/(?=[^/])", re.IGNORECASE)
_WITH_PASSWORD: Final = re.compile(r"://[^/@]*:[^/@]*@")


def is_address(given: str | os.PathLike[str]) -> bool:
    """Tell whether something names a place in a store; a path of this machine doesn't."""
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def address_of(path: Path) -> str | None:
    """Give the address that a path was made from by mistake, None where it is a path."""
    whole = os.fspath(path)
    scheme = _FLATTENED.match(whole)
    if scheme is None:
        return None
    # ``file://`` has no host: its path begins with the third slash.
    slashes = "///" if scheme[1].lower() == "file" else "//"
    return f"{scheme[1]}:{slashes}{whole[scheme.end() :]}"


def require_path(path: Path) -> None:
    """See to it that a path is none that was made from an address by mistake.

    Raises:
        ConfigError: It is; a folder called ``s3:`` would be made.
    """
    address = address_of(path)
    if address is not None:
        msg = f"{address}: this goes to a folder of this machine; name one, and copy it there yourself"
        raise ConfigError(msg)


def require_no_password(address: str) -> None:
    """See to it that an address may be shown and written down.

    Raises:
        ConfigError: It holds a name and a password.
    """
    if _WITH_PASSWORD.search(address):
        msg = (
            f"the address {_WITH_PASSWORD.sub('://…@', address)!r} holds a password, which logs and run.json "
            "would show; leave it out, the store's own settings (environment or profile) give credentials"
        )
        raise ConfigError(msg)
