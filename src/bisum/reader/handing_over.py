"""Corrections as other programs take them: a glossary, gold annotations, plain lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.model.correction import Correction, CorrectionKind, spellings, standing
from bisum.model.record import LedgerRow, Record
from bisum.reader.desk_notes import digest_of
from bisum.store.files.atomic import write_text
from bisum.store.files.spreadsheet import formula_safe
from bisum.store.run.corrections import BOOK_NAME, CorrectionBook
from bisum.store.run.names import GLOSSARY_COLUMNS
from bisum.store.run.outcomes import Outcomes


class GoldLine(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One annotated quotation, as evaluations read it.

    Attributes:
        article: Id of the article.
        paragraph: Number of the paragraph in which it starts.
        text: The Arabic words.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        speaker: The mention that best names the speaker; None where the article is silent.
        cue: The reporting verb or formula.
        doubt: No person vouched for this line, so it is left out of scores.
    """

    article: str
    paragraph: int
    text: str
    kind: str
    speaker: str | None
    cue: str | None
    doubt: bool = False


def write(run: Path, output: Path) -> int:
    """Write the three files into a folder, made where it is missing.

    Returns:
        How many corrections count.

    Raises:
        ConfigError: The run or its corrections can't be read, or the files not written.
    """
    known = CorrectionBook(run / BOOK_NAME).all()
    with Outcomes(run) as outcomes:
        lines = list(gold(known, outcomes.record))
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_text(output / "names.csv", glossary(known))
        write_text(output / "gold-quotes.jsonl", "".join(as_lines(lines)))
        write_text(output / "corrections.jsonl", "".join(as_lines(known)))
    except OSError as fault:
        msg = f"{output}: can't be written: {fault.strerror or fault}; give another --output"
        raise ConfigError(msg) from fault
    return len(standing(known))


def glossary(corrections: Iterable[Correction]) -> str:
    """Give the names that people spelled, as CSV: Arabic, English, kind, note."""
    file = io.StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(GLOSSARY_COLUMNS)
    for row in spellings(corrections):
        lines.writerow([formula_safe(cell or "") for cell in (row.arabic, row.english, row.kind, row.note)])
    return file.getvalue()


def gold(corrections: Iterable[Correction], record_of: Callable[[str], Record | None]) -> Iterator[GoldLine]:
    """Give the marked quotations of all articles with corrected or checked ledgers.

    Lines that a person corrected count, and all lines of an article whose ledger a person
    checked; the others of those articles are in doubt, and scores leave them out. What was
    corrected in another version of the text is left out.

    Args:
        corrections: All there are.
        record_of: Gives an article's record by its id.
    """
    counting = [
        one for one in standing(corrections) if one.kind in {CorrectionKind.SPEAKER, CorrectionKind.CHECKED}
    ]
    for article in dict.fromkeys(one.article for one in counting):
        record = record_of(article)
        if record is None:
            continue
        mine = [one for one in counting if one.digest == digest_of(record)]
        is_checked = any(one.kind is CorrectionKind.CHECKED for one in mine)
        by_place = {one.place: one for one in mine if one.kind is CorrectionKind.SPEAKER}
        if mine:
            yield from (_line(row, by_place.get(row.spans[0]), is_checked) for row in record.quotes)


def _line(row: LedgerRow, correction: Correction | None, is_checked: bool) -> GoldLine:
    return GoldLine(
        article=row.article,
        paragraph=row.paragraph or 0,
        text=row.text,
        kind=row.kind,
        speaker=correction.becomes if correction else row.speaker,
        cue=row.cue,
        doubt=correction is None and not is_checked,
    )


def as_lines(values: Iterable[msgspec.Struct]) -> Iterator[str]:
    """Give values as JSON Lines."""
    return (msgspec.json.encode(value).decode() + "\n" for value in values)
