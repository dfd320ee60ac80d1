"""Markdown: the summaries of many articles in one file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bisum.model.record import Record
from bisum.reader.markdown import summary_page
from bisum.store.files.atomic import replacing

# A rule of its own; without the blank line it would make a heading of the line before.
_RULE: Final = "\n---\n\n"


def write_markdown(records: Iterable[Record], path: Path) -> None:
    """Write the summaries one after the other, a rule between two, each with its own caution."""
    with replacing(path) as file:
        for n, record in enumerate(records):
            file.write(((_RULE if n else "") + summary_page(record)).encode())
