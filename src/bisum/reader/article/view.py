"""Record -> article page, as plain values that the template only has to lay out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bisum.model.base import Value
from bisum.model.record import EngineCard, Record, RecordFinding
from bisum.reader.article.headline import headline
from bisum.reader.article.legend import Legend, severity_of, severity_rank
from bisum.reader.article.plain import shorten, spelled, web_address
from bisum.reader.article.put_right import amounts_put_right
from bisum.reader.article.quotations import Quotation, quotations
from bisum.reader.article.runs import Mark, Run, cut_runs
from bisum.reader.article.steps import Stretch, steps
from bisum.reader.article.summarised import SummaryRow, line_row, summary_rows

# Evidence that is longer is the sentence itself, which stands right above.
_EVIDENCE_CHARACTERS: Final = 160


class Flag(Value, frozen=True, kw_only=True):
    """A finding in its place.

    Attributes:
        key: Its address on the page: ``f0``, in the order of the record.
        code: Its kind.
        severity: What it asks of the reader.
        message: The plain explanation.
        evidence: The words that led to it, shortened; may be empty.
        paragraph: Number of its paragraph; None for the title or the whole article.
        sentence: Number of its sentence in there; None for the whole passage.
    """

    key: str
    code: str
    severity: Legend
    message: str
    evidence: str
    paragraph: int | None
    sentence: int | None


class Row(Value, frozen=True, kw_only=True):
    """One step of a paragraph: English and Arabic side by side, with what belongs beside them.

    Attributes:
        paragraph: Its number.
        is_first: The paragraph begins here, so its address stands here.
        arabic: The sentences.
        english: None where the paragraph has no English.
        notes: The quotations that begin here.
        wordless: Those of them that the English has no words for.
        flags: The findings on these sentences, the worst first.
    """

    paragraph: int
    is_first: bool
    arabic: tuple[Stretch, ...]
    english: tuple[Stretch, ...] | None
    notes: tuple[Quotation, ...]
    wordless: tuple[Quotation, ...]
    flags: tuple[Flag, ...]


class Block(Value, frozen=True, kw_only=True):
    """Neighbouring rows of one sort.

    Attributes:
        is_furniture: They belong to the web page and are folded away.
        n_paragraphs: How many paragraphs they are.
        rows: In reading order.
    """

    is_furniture: bool
    n_paragraphs: int
    rows: tuple[Row, ...]


class Heading(Value, frozen=True, kw_only=True):
    """The title in both languages, with its quotations.

    Attributes:
        arabic: Empty where the article has no title.
        english: Empty where the title has no English.
        notes: The quotations in it.
        wordless: Those of them that the English has no words for.
    """

    arabic: tuple[Run, ...]
    english: tuple[Run, ...]
    notes: tuple[Quotation, ...]
    wordless: tuple[Quotation, ...]


class ArticlePage(Value, frozen=True, kw_only=True):
    """Everything on one article's page.

    Attributes:
        record: What it is made of; for the plain facts.
        heading: The title.
        address: Where the original stands, if that may be linked.
        cautions: The engines' own cautions, each once.
        summary: In both languages.
        line: The summary in one line; None where a sentence of it is that.
        method: How the summary was made.
        blocks: The whole text.
        flags: All findings, in the order of the record.
        general_flags: Those on the title or the whole article.
        quotations: The whole ledger.
        made: How it was made: label and value.
    """

    record: Record
    heading: Heading
    address: str | None
    cautions: tuple[str, ...]
    summary: tuple[SummaryRow, ...]
    line: SummaryRow | None
    method: str
    blocks: tuple[Block, ...]
    flags: tuple[Flag, ...]
    general_flags: tuple[Flag, ...]
    quotations: tuple[Quotation, ...]
    made: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """What the browser shows for the page."""
        shown = headline(self.record)
        return shown.english or shown.arabic or spelled(self.record.id)

    @property
    def speech(self) -> tuple[Quotation, ...]:
        """The quotations of somebody's words, in marks, in reading order."""
        return tuple(quotation for quotation in self.quotations if quotation.is_speech)

    @property
    def terms(self) -> tuple[Quotation, ...]:
        """The names, titles and labels in quotation marks."""
        return tuple(quotation for quotation in self.quotations if quotation.kind == "term")

    @property
    def indirect(self) -> tuple[Quotation, ...]:
        """The reported speech without marks."""
        return tuple(quotation for quotation in self.quotations if quotation.kind == "indirect")


def article_page(record: Record) -> ArticlePage:
    """Lay out one article; the same record always gives the same page."""
    ledger = quotations(record)
    flags = tuple(_flag(n, finding) for n, finding in enumerate(record.findings))
    return ArticlePage(
        record=record,
        heading=_heading(record, ledger),
        address=web_address(record.url),
        cautions=cautions(record),
        summary=summary_rows(record),
        line=line_row(record),
        method=record.summary.method,
        blocks=tuple(_blocks(record, ledger, flags)),
        flags=flags,
        general_flags=tuple(flag for flag in flags if _is_general(flag, record)),
        quotations=ledger,
        made=tuple(_made(record)),
    )


def cautions(record: Record) -> tuple[str, ...]:
    """Give the engines' own cautions, each once."""
    engines = (record.provenance.translation, record.provenance.summary)
    found = (engine.caution for engine in engines if engine is not None and engine.caution)
    return tuple(dict.fromkeys(found))


def _heading(record: Record, ledger: Sequence[Quotation]) -> Heading:
    notes = tuple(quotation for quotation in ledger if quotation.places[0].paragraph is None)
    shown = headline(record)
    arabic, english = shown.arabic or "", shown.english or ""
    return Heading(
        arabic=cut_runs(arabic, 0, len(arabic), _marks(ledger, None)),
        english=cut_runs(english, 0, len(english), _marks(ledger, None, english)),
        notes=tuple(quotation for quotation in notes if quotation.is_speech),
        wordless=tuple(quotation for quotation in notes if not quotation.english_places),
    )


def _marks(ledger: Iterable[Quotation], paragraph: int | None, english: str | None = None) -> list[Mark]:
    return [mark for quotation in ledger for mark in quotation.marks(paragraph, english)]


def _flag(n: int, finding: RecordFinding) -> Flag:
    return Flag(
        key=f"f{n}",
        code=finding.code,
        severity=severity_of(finding.severity),
        message=finding.message,
        evidence=shorten(finding.evidence, _EVIDENCE_CHARACTERS),
        paragraph=finding.paragraph,
        sentence=finding.sentence,
    )


def _is_general(flag: Flag, record: Record) -> bool:
    return flag.paragraph is None or flag.paragraph >= len(record.paragraphs)


def _blocks(record: Record, ledger: Sequence[Quotation], flags: Sequence[Flag]) -> Iterator[Block]:
    rows: list[Row] = []
    n_paragraphs = 0
    for n, paragraph in enumerate(record.paragraphs):
        if rows and paragraph.furniture != record.paragraphs[n - 1].furniture:
            yield Block(is_furniture=not paragraph.furniture, n_paragraphs=n_paragraphs, rows=tuple(rows))
            rows, n_paragraphs = [], 0
        rows += _rows(record, n, ledger, flags)
        n_paragraphs += 1
    if rows:
        last = record.paragraphs[-1]
        yield Block(is_furniture=last.furniture, n_paragraphs=n_paragraphs, rows=tuple(rows))


def _rows(record: Record, n: int, ledger: Sequence[Quotation], flags: Sequence[Flag]) -> Iterator[Row]:
    paragraph = record.paragraphs[n]
    here = [flag for flag in flags if flag.paragraph == n]
    arabic_marks = _marks(ledger, n)
    if paragraph.dateline_end:
        arabic_marks.append(Mark(key="dateline", look=("dateline",), start=0, end=paragraph.dateline_end))
    by_sentence: dict[int, tuple[str, ...]] = {}
    for flag in here:
        if flag.sentence is not None:
            by_sentence[flag.sentence] = (*by_sentence.get(flag.sentence, ()), flag.key)
    cut = steps(
        n,
        paragraph,
        arabic_marks=arabic_marks,
        english_marks=_marks(ledger, n, paragraph.english or ""),
        flags=by_sentence,
    )
    for at, step in enumerate(cut):
        begun = [
            quotation
            for quotation in ledger
            if quotation.places[0].paragraph == n
            and (step.start <= quotation.places[0].start < step.end or (at == 0 and not step.end))
        ]
        yield Row(
            paragraph=n,
            is_first=at == 0,
            arabic=step.arabic,
            english=step.english,
            notes=tuple(quotation for quotation in begun if quotation.is_speech),
            wordless=tuple(quotation for quotation in begun if not quotation.english_places),
            flags=_worst_first(
                flag
                for flag in here
                if flag.sentence in step.sentences
                or (at == 0 and (flag.sentence is None or flag.sentence >= len(paragraph.sentences)))
            ),
        )


def _worst_first(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=lambda flag: severity_rank(flag.severity.word)))


def _made(record: Record) -> Iterator[tuple[str, str]]:
    made = record.provenance
    yield "English by", engine_line(made.translation)
    yield "Summary by", engine_line(made.summary) if made.summary else f"bisum, {record.summary.method}"
    by_people = amounts_put_right(record)
    if by_people:
        yield "Put right by people", by_people
    yield "Made", made.made_at
    yield "On", made.device if made.dtype is None else f"{made.device}, {made.dtype}"
    yield "bisum", made.bisum
    yield "Signature", made.signature


def engine_line(card: EngineCard) -> str:
    """Name a model in one line: engine, model, revision, digest, licence."""
    parts = [f"{card.model} ({card.engine})"]
    if card.revision:
        parts.append(f"revision {card.revision}")
    if card.sha256:
        parts.append(f"SHA-256 {card.sha256}")
    parts.append(f"licence {card.licence}" if card.licence else "licence unknown")
    return ", ".join(parts)
