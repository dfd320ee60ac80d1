"""Tables: quotations, findings and sentences of a record as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from bisum.model.record import Record, RecordParagraph
from bisum.reader.article.places import place_of
from bisum.reader.article.put_right import PutRight
from bisum.reader.article.quotations import quotations
from bisum.reader.article.view import cautions
from bisum.reader.export.rows import FindingRow, QuoteRow, Row, SentenceRow


class Table(NamedTuple):
    """A table of an export.

    Attributes:
        form: What its rows are; the fields are the columns.
        rows: Gives an article's rows.
    """

    form: type[Row]
    rows: Callable[[Record], Iterator[Row]]


def quote_rows(record: Record) -> Iterator[QuoteRow]:
    """Give an article's ledger: the title's quotations, the marked ones, the indirect ones."""
    caution = _caution(record)
    ledger = (*record.title_quotes, *record.quotes, *record.indirect)
    for shown, row in zip(quotations(record), ledger, strict=True):
        yield QuoteRow(
            article=record.id,
            published=record.published,
            source=record.source,
            url=record.url,
            title=record.title,
            title_english=record.title_english,
            quote=shown.key,
            kind=row.kind,
            status=shown.status.word,
            english=shown.english,
            english_marked=shown.is_marked,
            arabic=row.text,
            speaker_english=row.english_speaker,
            speaker=row.speaker,
            role=row.role,
            affiliation=row.affiliation,
            relay=row.relay,
            cue=row.cue,
            stance=row.stance,
            paragraph=row.paragraph,
            parent=None if row.parent is None else f"{shown.key.rstrip('0123456789')}{row.parent}",
            closed=row.closed,
            confidence=row.confidence,
            rule=row.rule,
            severity=shown.signs[0].severity.word if shown.signs else None,
            findings=" ".join(dict.fromkeys(sign.code for sign in shown.signs)) or None,
            corrected=" ".join(shown.put_right) or None,
            model=record.provenance.translation.model,
            made_at=record.provenance.made_at,
            caution=caution,
        )


def finding_rows(record: Record) -> Iterator[FindingRow]:
    """Give an article's findings, in the order of the record."""
    caution = _caution(record)
    for n, finding in enumerate(record.findings):
        arabic, english = _passage(record, finding.paragraph, finding.sentence)
        yield FindingRow(
            article=record.id,
            published=record.published,
            source=record.source,
            title=record.title,
            title_english=record.title_english,
            finding=f"f{n}",
            severity=finding.severity,
            code=finding.code,
            paragraph=finding.paragraph,
            sentence=finding.sentence,
            message=finding.message,
            evidence=finding.evidence,
            arabic=arabic,
            english=english,
            model=record.provenance.translation.model,
            made_at=record.provenance.made_at,
            caution=caution,
        )


def sentence_rows(record: Record) -> Iterator[SentenceRow]:
    """Give an article's title and sentences in reading order."""
    made, caution, people = record.provenance, _caution(record), PutRight(record)
    if record.title is not None:
        english = record.title_english
        yield SentenceRow(
            article=record.id,
            paragraph=None,
            sentence=None,
            bead=None,
            arabic=record.title,
            english=english,
            furniture=False,
            start=0,
            end=len(record.title),
            english_start=0 if english else None,
            english_end=len(english) if english else None,
            log_probability=None,
            findings=" ".join(title_codes(record)) or None,
            corrected=people.at(place_of(record, None, 0)),
            model=made.translation.model,
            made_at=made.made_at,
            caution=caution,
        )
    for number, paragraph in enumerate(record.paragraphs):
        for n, sentence in enumerate(paragraph.sentences):
            yield SentenceRow(
                article=record.id,
                paragraph=number,
                sentence=n,
                bead=sentence.bead,
                arabic=paragraph.arabic[sentence.start : sentence.end],
                english=sentence.english,
                furniture=paragraph.furniture,
                start=sentence.start,
                end=sentence.end,
                english_start=sentence.english_start,
                english_end=sentence.english_end,
                log_probability=sentence.log_probability,
                findings=" ".join(codes_at(record, number, range(n, n + 1))) or None,
                corrected=people.at(place_of(record, number, n)),
                model=made.translation.model,
                made_at=made.made_at,
                caution=caution,
            )


def title_codes(record: Record) -> tuple[str, ...]:
    """Give the codes of the findings on the title, each once; those of the whole article name no sentence."""
    # No title has more sentences than letters.
    return codes_at(record, None, range(len(record.title or "")))


def codes_at(record: Record, paragraph: int | None, sentences: range) -> tuple[str, ...]:
    """Give the codes of the findings on some sentences, each once."""
    return tuple(
        dict.fromkeys(
            finding.code
            for finding in record.findings
            if finding.paragraph == paragraph and finding.sentence in sentences
        )
    )


def _passage(record: Record, number: int | None, sentence: int | None) -> tuple[str | None, str | None]:
    if number is None or number >= len(record.paragraphs):
        return None, None
    paragraph = record.paragraphs[number]
    if sentence is None or sentence >= len(paragraph.sentences):
        return paragraph.arabic, paragraph.english
    at = paragraph.sentences[sentence]
    return paragraph.arabic[at.start : at.end], _english_of(paragraph, sentence)


def _english_of(paragraph: RecordParagraph, sentence: int) -> str | None:
    """Give the English of a sentence's bead, wherever in the bead it is noted."""
    at = paragraph.sentences[sentence]
    if at.english is not None or at.bead is None:
        return at.english
    return next((s.english for s in paragraph.sentences if s.bead == at.bead and s.english), None)


def _caution(record: Record) -> str | None:
    return " ".join(cautions(record)) or None


TABLES: Final = MappingProxyType(
    {
        "quotes": Table(form=QuoteRow, rows=quote_rows),
        "findings": Table(form=FindingRow, rows=finding_rows),
        "sentences": Table(form=SentenceRow, rows=sentence_rows),
    }
)
