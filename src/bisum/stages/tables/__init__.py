"""Tables of words and phrases, each with its source in its head lines."""

from __future__ import annotations

from functools import cache
from importlib import resources


def read_lines(name: str) -> tuple[str, ...]:
    """Give the lines of a table, without blank ones and those that begin with ``#``.

    Args:
        name: Its file's stem in this package, ``.txt``.
    """
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a table, cut at tabs; blank ones and comments are left out.

    Args:
        name: Its file's stem in this package, ``.tsv``.
    """
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in row) for row in rows)


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_rows("sets")}


def read_set(name: str) -> frozenset[str]:
    """Give one of the small sets of words of ``sets.tsv``.

    Raises:
        KeyError: There is no such set.
    """
    return _sets()[name]
