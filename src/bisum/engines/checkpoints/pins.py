"""Pins: a hub's name with the revision that is meant, ``owner/name@revision``."""

from __future__ import annotations


def split_pin(model: str) -> tuple[str, str | None]:
    """Give the name and the revision (commit, tag or branch) of a model of the hub.

    The revision is None where none is pinned. What begins like a path is one, whatever signs it has.
    """
    if model.startswith(("/", "./", "../", "~")):
        return model, None
    name, at, revision = model.partition("@")
    return name, revision if at else None
