"""The texts as plain files, so that other programs can score them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bisum.errors import ConfigError
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.texts.rouge import summary_references, summary_texts
from bisum.evaluation.texts.scores import segments_of
from bisum.text import one_line


def export(folder: Path, cases: Sequence[Case]) -> tuple[str, ...]:
    """Write what the text scores see, a line each: paragraphs, summaries, their references.

    An article with several reference summaries stands once for each, so that all files of
    a kind have as many lines. Existing files of the same names are replaced.

    Returns:
        The names of the files written, each with what it is; none where the references
        hold no translations and no summaries.

    Raises:
        ConfigError: The folder can't be written.
    """
    segments, _ = segments_of(cases)
    columns: dict[str, list[str]] = {}
    if segments:
        columns["translation.ids"] = [
            one_line(f"{cases[one.article].record.id} {one.paragraph}") for one in segments
        ]
        columns["translation.source"] = [one_line(one.source) for one in segments]
        columns["translation.english"] = [one.hypothesis for one in segments]
        columns["translation.reference"] = [one.reference for one in segments]
    for language in ("english", "arabic"):
        rows = [
            (one_line(case.record.id), one_line(text), one_line(reference))
            for case, text in zip(cases, summary_texts(cases, language), strict=True)
            for reference in summary_references(case, language)
        ]
        if rows:
            names = ("ids", language, "reference")
            columns |= {
                f"summary-{language}.{name}": [row[n] for row in rows] for n, name in enumerate(names)
            }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, lines in columns.items():
            (folder / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as fault:
        msg = f"{folder}: can't be written: {fault.strerror}; name another folder"
        raise ConfigError(msg) from None
    return tuple(f"{name}.txt" for name in columns)
