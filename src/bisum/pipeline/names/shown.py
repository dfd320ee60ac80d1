"""Shown: a record as its run's pages and exports give it, with one English form for each name.

The record itself stays as it was made, whatever lies beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.model.finding import Severity
from bisum.model.name import NameRow, Origin
from bisum.model.record import LedgerRow, Record, RecordFinding, RecordParagraph, RecordSentence
from bisum.model.span import Span
from bisum.model.summary import SummarySentence
from bisum.pipeline.names.edits import Edits, whole_words
from bisum.pipeline.names.name_places import NamePlaces, Renamed
from bisum.pipeline.names.naming import RELIABLE, key_of, rows_of
from bisum.stages.bilingual.name_match import agrees
from bisum.store.holdings import records_of
from bisum.store.run.names import read_names

_LEADING: Final = ("the ", "The ", "a ", "an ")
_BY: Final[dict[Origin, str]] = {
    "glossary": "as your glossary or a correction spells it",
    "table": "by bisum's table of names",
    "run": "as elsewhere in this run",
    "transliteration": "in Latin letters, not as its bearer writes it",
}


def shown_records(folder: Path) -> Iterator[Record]:
    """Give the records of a run's folder as they are shown.

    Raises:
        ConfigError: A line is damaged, or was written by a newer bisum.
    """
    names = Names(read_names(folder))
    return (names.shown(record) for record in records_of(folder))


class Names:
    """The name table of a run at work."""

    def __init__(self, rows: Sequence[NameRow]) -> None:
        self._by_key = {key_of(form): row for row in rows for form in (row.arabic, *row.forms)}
        self._places = NamePlaces(rows)

    def shown(self, record: Record) -> Record:
        """Give a record with the run's forms of its speakers' names, and a finding at each that changed."""
        speakers = self._speakers(record)
        passages: dict[int | None, str | None] = {None: record.title_english}
        passages |= {n: one.english for n, one in enumerate(record.paragraphs)}
        edits: dict[int | None, Edits] = {}
        findings = [finding for finding, _ in speakers.values() if finding is not None]
        for number, english in passages.items():
            sentences = record.paragraphs[number].sentences if number is not None else ()
            renamed = list(self._places.renamed(record, number, sentences))
            edits[number] = Edits(english or "", [(one.start, one.end, one.form) for one in renamed])
            findings += [_put_right(number, sentences, one) for one in renamed]
        if not findings and all(not one for one in edits.values()):
            return record
        return _rewritten(record, edits, {key: name for key, (_, name) in speakers.items()}, findings)

    def _speakers(self, record: Record) -> dict[str, tuple[RecordFinding | None, str]]:
        """Give the form of each speaker by the Arabic mention, with a finding where it changes."""
        by_mention: dict[str, list[LedgerRow]] = {}
        for row in rows_of(record):
            by_mention.setdefault(row.speaker or "", []).append(row)
        found = {}
        for arabic, rows in by_mention.items():
            named = self._by_key.get(key_of(arabic))
            given = [row.english_speaker for row in rows if row.english_speaker]
            if named is not None:
                changed = next(
                    (row for row in rows if not _is_same(row.english_speaker, named.english)), None
                )
                finding = _finding(changed, named) if changed else None
                found[arabic] = (finding, named.english)
            elif given:
                # A description («the minister») is somebody else in another article.
                found[arabic] = (None, _most_frequent(given))
        return found


def _most_frequent(given: Sequence[str]) -> str:
    counts = Counter(given)
    return min(counts, key=lambda text: (-counts[text], text))


def _is_same(given: str | None, form: str) -> bool:
    return given is not None and _bare(given) == _bare(form)


def _bare(name: str) -> str:
    for article in _LEADING:
        name = name.removeprefix(article)
    return name.casefold()


def _finding(row: LedgerRow, named: NameRow) -> RecordFinding:
    arabic, given = row.speaker or "", row.english_speaker
    is_spelling = given is not None and agrees(arabic, given, RELIABLE)
    before = f"the translation has {given!r}" if given else "the translation has no name"
    if named.origin == "transliteration":
        code, severity = "name-transliterated", Severity.WARNING
    elif is_spelling or named.origin == "run":
        code, severity = "name-unified", Severity.NOTE if is_spelling else Severity.WARNING
    else:
        code, severity = "name-put-right", Severity.WARNING
    return RecordFinding(
        code=code,
        severity=severity.value,
        paragraph=row.paragraph,
        sentence=None,
        message=f"The speaker is shown as {named.english!r} ({_BY[named.origin]}); {before} here.",
        evidence=f"{arabic} | {given or ''}".rstrip(" |"),
    )


def _put_right(number: int | None, sentences: Sequence[RecordSentence], renamed: Renamed) -> RecordFinding:
    code = "name-unified" if renamed.is_spelling else "name-put-right"
    severity = Severity.NOTE if renamed.is_spelling else Severity.WARNING
    return RecordFinding(
        code=code,
        severity=severity.value,
        paragraph=number,
        sentence=renamed.sentence if sentences else None,
        message=f"Shown as {renamed.form!r}; the translation has {renamed.given!r} here.",
        evidence=f"{renamed.arabic} | {renamed.given}",
    )


def _rewritten(
    record: Record,
    edits: dict[int | None, Edits],
    speakers: dict[str, str],
    findings: Sequence[RecordFinding],
) -> Record:
    paragraphs = tuple(_paragraph(one, edits[n]) for n, one in enumerate(record.paragraphs))
    title_english = edits[None].text if record.title_english is not None else None
    english: dict[int | None, str] = {None: title_english or ""}
    english |= {n: one.english or "" for n, one in enumerate(paragraphs)}

    def rows(ledger: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
        return tuple(_row(row, edits, english, speakers) for row in ledger)

    everything = sorted(
        (*record.findings, *dict.fromkeys(findings)),
        key=lambda one: (
            -1 if one.paragraph is None else one.paragraph,
            -1 if one.sentence is None else one.sentence,
        ),
    )
    line = record.summary.line_english
    return msgspec.structs.replace(
        record,
        title_english=title_english,
        paragraphs=paragraphs,
        quotes=rows(record.quotes),
        title_quotes=rows(record.title_quotes),
        indirect=rows(record.indirect),
        summary=msgspec.structs.replace(
            record.summary,
            english=tuple(_summary(one, record, edits, speakers) for one in record.summary.english),
            line_english=line and _summary(line, record, edits, speakers),
        ),
        findings=tuple(everything),
    )


def _paragraph(paragraph: RecordParagraph, edits: Edits) -> RecordParagraph:
    if not edits or paragraph.english is None:
        return paragraph
    return msgspec.structs.replace(
        paragraph,
        english=edits.text,
        sentences=tuple(_sentence(one, edits) for one in paragraph.sentences),
    )


def _sentence(sentence: RecordSentence, edits: Edits) -> RecordSentence:
    if sentence.english_start is None or sentence.english_end is None:
        return sentence
    start, end = edits.start_of(sentence.english_start), edits.end_of(sentence.english_end)
    return msgspec.structs.replace(
        sentence, english=edits.text[start:end], english_start=start, english_end=end
    )


def _row(
    row: LedgerRow, edits: dict[int | None, Edits], english: dict[int | None, str], speakers: dict[str, str]
) -> LedgerRow:
    name = speakers.get(row.speaker or "", row.english_speaker)
    if not any(edits[span.paragraph] for span in row.english_spans):
        return row if name == row.english_speaker else msgspec.structs.replace(row, english_speaker=name)
    spans = tuple(
        Span(
            paragraph=span.paragraph,
            start=edits[span.paragraph].start_of(span.start),
            end=edits[span.paragraph].end_of(span.end),
        )
        for span in row.english_spans
    )
    words = "\n".join(span.cut(english[span.paragraph]) for span in spans)
    return msgspec.structs.replace(row, english_speaker=name, english_spans=spans, english_text=words or None)


def _summary(
    sentence: SummarySentence,
    record: Record,
    edits: dict[int | None, Edits],
    speakers: dict[str, str],
) -> SummarySentence:
    """Give a summary sentence with the forms of the paragraphs and the speakers that it stands on."""
    numbers = dict.fromkeys(ground.paragraph for ground in sentence.grounds)
    changes = {given: form for number in numbers for given, form in edits[number].changes}
    # The summary names speakers also where the translation has a pronoun or a surname, of reported speech
    # too; those whose words it quotes come first, then those of its grounds.
    quoted = [record.quotes[n] for n in sentence.quotes]
    for row in (*quoted, *sorted(rows_of(record), key=lambda row: row.paragraph not in numbers)):
        form = speakers.get(row.speaker or "")
        if form and row.english_speaker:
            changes.setdefault(row.english_speaker, form)
    text = whole_words(sentence.text, changes)
    return sentence if text == sentence.text else msgspec.structs.replace(sentence, text=text)
