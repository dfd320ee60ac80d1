"""``bisum align``: a text and its translation, sentence by sentence."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from bisum.errors import ConfigError
from bisum.reader.export.aligned import aligned_memory
from bisum.reader.handing_over import as_lines
from bisum.stages.documents import align_documents
from bisum.store.articles.text_files import read_paragraphs
from bisum.store.files.atomic import replacing


class AlignedForm(enum.StrEnum):
    """What an alignment is written as."""

    JSONL = "jsonl"
    TMX = "tmx"


def align(
    arabic: Annotated[Path, typer.Argument(metavar="ARABIC", help="A text file, a paragraph a line.")],
    english: Annotated[
        Path, typer.Argument(metavar="ENGLISH", help="Its translation, in whatever paragraphs.")
    ],
    form: Annotated[
        AlignedForm,
        typer.Option(
            "--format", help="jsonl: every sentence of both, with places and scores; tmx: the pairs."
        ),
    ] = AlignedForm.JSONL,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write to this file, not to standard output."),
    ] = None,
) -> None:
    """Pair the sentences of an Arabic text with those of a translation made elsewhere.

    By lengths, words, names and numbers; one to one, one to two, two to one, and what
    stands on one side alone. Loads no model.
    """
    beads = align_documents(read_paragraphs(arabic), read_paragraphs(english))
    written = as_lines(beads) if form is AlignedForm.JSONL else aligned_memory(beads)
    if output is None:
        sys.stdout.writelines(written)
        return
    try:
        with replacing(output) as file:
            file.writelines(line.encode() for line in written)
    except OSError as error:
        msg = f"{output}: can't be written: {error.strerror or error}; name another --output"
        raise ConfigError(msg) from error
