"""Rows: quotations, findings and sentences of a record as flat tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from bisum.model.base import Value
from bisum.model.record import Record, RecordParagraph
from bisum.reader.quotations import quotations
from bisum.reader.view import cautions


class QuoteRow(Value, frozen=True, kw_only=True):
    """One entry of the ledger, terms and reported speech too.

    Attributes:
        article: Id of the article.
        published: As the input says it.
        source: As the input says it.
        url: As the input says it; untrusted.
        title: Arabic title.
        title_english: Its English.
        quote: Its key in the article: ``q3``; ``tq0`` in the title, ``i2`` without marks.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        status: How sure the English words are; ``lost`` and ``untranslated`` have none.
        english: The English words; None where there are none. Words of an approximate
            quotation are near it, not it.
        english_marked: Whether they may stand in quotation marks.
        arabic: The words as the article has them.
        speaker_english: English name.
        speaker: Arabic name; None where the article names nobody.
        role: The speaker's office, in Arabic.
        affiliation: The speaker's institution, country or party, in Arabic.
        relay: Who passed the words on.
        cue: The reporting verb or formula.
        stance: How the cue presents the words.
        paragraph: Number of the paragraph where it starts; None in the title.
        parent: Key of the quotation that holds it.
        closed: False where the closing mark is missing.
        confidence: How sure kind and speaker are, in [0, 1].
        rule: Name of the rule that decided.
        model: What made the English.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    published: str | None
    source: str | None
    url: str | None
    title: str | None
    title_english: str | None
    quote: str
    kind: str
    status: str
    english: str | None
    english_marked: bool
    arabic: str
    speaker_english: str | None
    speaker: str | None
    role: str | None
    affiliation: str | None
    relay: str | None
    cue: str | None
    stance: str | None
    paragraph: int | None
    parent: str | None
    closed: bool
    confidence: float
    rule: str
    model: str
    made_at: str
    caution: str | None


class FindingRow(Value, frozen=True, kw_only=True):
    """One finding with the sentence that it is about.

    Attributes:
        article: Id of the article.
        published: As the input says it.
        source: As the input says it.
        title: Arabic title.
        title_english: Its English.
        finding: Its key in the article, ``f0``.
        severity: ``serious``, ``warning`` or ``note``.
        code: Its kind.
        paragraph: None for the title or the whole article.
        sentence: None for the whole passage.
        message: For the analyst.
        evidence: The words that led to it; may be empty.
        arabic: The sentence, or the whole paragraph; None without a paragraph.
        english: Its English, that of the whole bead.
        model: What made the English.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    published: str | None
    source: str | None
    title: str | None
    title_english: str | None
    finding: str
    severity: str
    code: str
    paragraph: int | None
    sentence: int | None
    message: str
    evidence: str
    arabic: str | None
    english: str | None
    model: str
    made_at: str
    caution: str | None


class SentenceRow(Value, frozen=True, kw_only=True):
    """One sentence, or the title, in both languages.

    Attributes:
        article: Id of the article.
        paragraph: None for the title.
        sentence: Number in its paragraph; None for the title.
        bead: Number of its bead in the paragraph: sentences of one bead share their
            English, which stands at the first of them.
        arabic: The sentence.
        english: Its English; None where it has none or an earlier one carries it.
        furniture: It belongs to the web page and not to the article.
        start: Offset in the paragraph's Arabic, in code points.
        end: Offset just after it.
        english_start: Offset in the paragraph's English.
        english_end: Offset just after it.
        log_probability: Of the English, mean per token; None where unknown.
        findings: Codes of the findings on it, with a space between; None without any.
        model: What made the English.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    paragraph: int | None
    sentence: int | None
    bead: int | None
    arabic: str
    english: str | None
    furniture: bool
    start: int
    end: int
    english_start: int | None
    english_end: int | None
    log_probability: float | None
    findings: str | None
    model: str
    made_at: str
    caution: str | None


Row = QuoteRow | FindingRow | SentenceRow


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
    made, caution = record.provenance, _caution(record)
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
            findings=None,
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
                model=made.translation.model,
                made_at=made.made_at,
                caution=caution,
            )


def codes_at(record: Record, paragraph: int, sentences: range) -> tuple[str, ...]:
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
