"""An article in a Word document: caution, headline, summary, text, quotations, findings, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from bisum.model.record import Record
from bisum.reader.article.plain import spelled
from bisum.reader.article.quotations import Quotation
from bisum.reader.article.runs import Run
from bisum.reader.article.steps import Stretch
from bisum.reader.article.summarised import SummaryRow
from bisum.reader.article.view import ArticlePage, Flag, Row, article_page
from bisum.reader.export.word_paper import TEXT_WIDTH, Paper, cell, row, table
from bisum.reader.export.word_pieces import (
    LTR_MARK,
    NO_BREAK,
    RTL_MARK,
    Names,
    Piece,
    arabic_words,
    english_words,
    linkable,
    look_of,
    missing,
)

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_NUMBER_WIDTH: Final = 600
_SIDE_WIDTH: Final = (TEXT_WIDTH - _NUMBER_WIDTH) // 2
_TEXT_WIDTHS: Final = (_NUMBER_WIDTH, _SIDE_WIDTH, _SIDE_WIDTH)
_LEDGER_HEADS: Final = ("No.", "English", "Arabic", "Speaker", "Verb", "Status")
_LEDGER_WIDTHS: Final = (560, 2_430, 2_430, 1_668, 1_050, 1_500)
_ARABIC_HEADS: Final = frozenset({"Arabic", "Verb"})


def article_parts(paper: Paper, record: Record, names: Names) -> list[BaseOxmlElement]:
    """Lay out one article: paragraphs and tables, a paragraph first and last."""
    layout = _Layout(paper, article_page(record), names)
    parts = [*layout.cautions(), *layout.head(), *layout.summary(), *layout.text()]
    return [*parts, *layout.ledgers(), *layout.findings(), *layout.provenance()]


def caution_paragraphs(paper: Paper, cautions: Iterable[str]) -> Iterator[BaseOxmlElement]:
    """Give a boxed paragraph a caution."""
    for caution in cautions:
        yield paper.paragraph("Caution", (Piece(text="Caution: ", style="Label"), Piece(text=caution)))


class _Layout:
    """One article's page, laid out part by part."""

    def __init__(self, paper: Paper, page: ArticlePage, names: Names) -> None:
        self._paper = paper
        self._page = page
        self._names = names
        self._known = frozenset(one.key for one in (*page.speech, *page.indirect))
        self._flags: Mapping[str, Flag] = {flag.key: flag for flag in page.flags}

    def cautions(self) -> Iterator[BaseOxmlElement]:
        return caution_paragraphs(self._paper, self._page.cautions)

    def head(self) -> Iterator[BaseOxmlElement]:
        page, record = self._page, self._page.record
        anchor = Piece(text="", anchors=(self._names.head,))
        english = [*self._words(page.heading.english, "en")]
        arabic = [*self._words(page.heading.arabic, "ar")]
        if english:
            yield self._english("Heading1", (anchor, *english))
            if arabic:
                yield self._arabic("HeadlineArabic", arabic)
        elif arabic:
            yield self._arabic("Heading1Arabic", (anchor, *arabic))
        else:
            yield self._english("Heading1", (anchor, Piece(text=spelled(record.id))))
        for label, value in (("Source", record.source), ("Published", record.published)):
            if value:
                yield self._fact(label, Piece(text=value))
        address = linkable(page.address)
        if address:
            yield self._fact("Original", Piece(text=page.address or "", style="Hyperlink", address=address))
        elif record.url:
            yield self._fact("Address given", Piece(text=spelled(record.url)))
        yield self._fact("Article", Piece(text=spelled(record.id)))

    def summary(self) -> Iterator[BaseOxmlElement]:
        rows = self._page.summary
        yield self._english("Heading2", (Piece(text="Summary"),))
        if not rows:
            missing = "No sentence of this article was fit for a summary."
            yield self._english("Summary", (Piece(text=missing, style="Missing"),))
        for summary_row in rows:
            yield self._english("Summary", self._summary_pieces(summary_row))
        arabic = [summary_row.arabic for summary_row in rows if summary_row.arabic]
        if arabic:
            yield self._arabic("Heading2Arabic", (Piece(text="الملخص"),))
        for text in arabic:
            yield self._arabic("SummaryArabic", (Piece(text=text),))

    def text(self) -> Iterator[BaseOxmlElement]:
        yield self._english("Heading2", (Piece(text="The whole text"),))
        rows = [self._head_row(("¶", "English", "Arabic"), _TEXT_WIDTHS)]
        for block in self._page.blocks:
            rows += [self._text_row(one, is_furniture=block.is_furniture) for one in block.rows]
        yield table("TextTable", "The text, paragraph by paragraph", _TEXT_WIDTHS, rows)

    def ledgers(self) -> Iterator[BaseOxmlElement]:
        page = self._page
        yield self._english("Heading2", (Piece(text="Quotations"),))
        if not page.speech:
            yield self._english("Normal", (Piece(text="This article quotes nobody.", style="Missing"),))
        for title, ledger in (("", page.speech), ("Reported speech without quotation marks", page.indirect)):
            if not ledger:
                continue
            if title:
                yield self._english("Heading2", (Piece(text=title),))
            head = self._head_row(_LEDGER_HEADS, _LEDGER_WIDTHS)
            rows = (self._ledger_row(one) for one in ledger)
            yield table("QuotationTable", title or "Quotations", _LEDGER_WIDTHS, (head, *rows))
        listed = dict.fromkeys(one.status for one in (*page.speech, *page.indirect))
        for legend in listed:
            label = Piece(text=f"{legend.shape} {legend.word}: ", style="Label")
            yield self._english("Legend", (label, Piece(text=legend.meaning)))

    def findings(self) -> Iterator[BaseOxmlElement]:
        yield self._english("Heading2", (Piece(text="Findings"),))
        if not self._page.flags:
            yield self._english("Finding", (Piece(text="None.", style="Missing"),))
        for flag in self._page.flags:
            yield self._english("Finding", self._finding_pieces(flag))
        for legend in dict.fromkeys(flag.severity for flag in self._page.flags):
            label = Piece(text=f"{legend.shape} {legend.word}: ", style="Label")
            yield self._english("Legend", (label, Piece(text=legend.meaning)))

    def provenance(self) -> Iterator[BaseOxmlElement]:
        yield self._english("Heading2", (Piece(text="How this was made"),))
        for label, value in self._page.made:
            yield self._english("Provenance", (Piece(text=f"{label}: ", style="Label"), Piece(text=value)))

    def _summary_pieces(self, summary_row: SummaryRow) -> Iterator[Piece]:
        if summary_row.english:
            yield Piece(text=summary_row.english, mark=LTR_MARK)
        else:
            yield missing("No English sentence could be given safely.")
        yield Piece(text="".join(f" {label}" for label, _ in summary_row.grounds), style="Reference")
        for key in summary_row.quotes:
            link = self._names.of(key, "row") if key in self._known else None
            yield Piece(text=f" {key}", style="Reference", link=link)
        for sign in summary_row.signs:
            yield Piece(text=f" {sign}", style="Reference")

    def _head_row(self, titles: Sequence[str], widths: Sequence[int]) -> BaseOxmlElement:
        cells = (
            cell(
                width, self._paper.paragraph("TableHead", (Piece(text=title),), is_rtl=title in _ARABIC_HEADS)
            )
            for title, width in zip(titles, widths, strict=True)
        )
        return row(cells, is_head=True)

    def _text_row(self, one: Row, *, is_furniture: bool) -> BaseOxmlElement:
        english_style, arabic_style = (
            ("Furniture", "FurnitureArabic") if is_furniture else ("English", "Arabic")
        )
        label = f"¶{one.paragraph}" if one.is_first else ""
        placed = {key for part in (*one.arabic, *(one.english or ())) for key in part.flags}
        english = [*self._stretches(one.english or (), "en")]
        english += [piece for flag in one.flags if flag.key not in placed for piece in self._sign(flag.key)]
        if one.english is None:
            english.insert(0, Piece(text="No English for this paragraph. ", style="Missing"))
        arabic = self._arabic(arabic_style, self._stretches(one.arabic, "ar"))
        wordless = (self._wordless(quotation) for quotation in one.wordless)
        cells = (
            cell(_NUMBER_WIDTH, self._english("TableHead", (Piece(text=label),))),
            cell(_SIDE_WIDTH, self._english(english_style, english), *wordless),
            cell(_SIDE_WIDTH, arabic),
        )
        return row(cells, is_whole=True)

    def _wordless(self, quotation: Quotation) -> BaseOxmlElement:
        status = quotation.status
        kind = "A term" if quotation.kind == "term" else "A quotation"
        note = f"{status.shape} {status.word}: {kind} without English words here"
        pieces = [Piece(text=note, style="Missing", anchors=(self._names.of(quotation.key, "en"),))]
        if quotation.key in self._known:
            pieces += [Piece(text=", "), self._number(quotation.key, LTR_MARK)]
        return self._english("TableText", pieces)

    def _ledger_row(self, one: Quotation) -> BaseOxmlElement:
        side = "en" if one.english_places or one.status.word == "lost" else "ar"
        number = Piece(
            text=one.key,
            style="Hyperlink",
            anchors=(self._names.of(one.key, "row"),),
            link=self._names.of(one.key, side),
        )
        if one.cue:
            cue = self._arabic("TableTextArabic", (Piece(text=one.cue),))
        else:
            cue = self._english("TableText", (missing("none"),))
        columns = (
            (self._english("TableText", (number,)),),
            (self._english("TableText", (english_words(one),)),),
            (self._arabic("TableTextArabic", (arabic_words(one),)),),
            tuple(self._speaker(one)),
            (cue,),
            tuple(self._status(one)),
        )
        cells = (cell(width, *inside) for width, inside in zip(_LEDGER_WIDTHS, columns, strict=True))
        return row(cells, is_whole=True)

    def _status(self, one: Quotation) -> Iterator[BaseOxmlElement]:
        yield self._english("TableText", (Piece(text=f"{one.status.shape}{NO_BREAK}{one.status.word}"),))
        for sign in one.signs:
            link = self._names.of(sign.key, "row")
            yield self._english("TableText", (Piece(text=sign.text, style="FlagSign", link=link),))

    def _speaker(self, one: Quotation) -> Iterator[BaseOxmlElement]:
        if one.speaker:
            name = Piece(text=one.speaker, style="Label")
        else:
            name = missing("no English form" if one.speaker_arabic else "not named")
        yield self._english("TableText", (name,))
        for text in filter(None, (one.speaker_arabic, *one.about)):
            yield self._arabic("TableTextArabic", (Piece(text=text),))
        if one.doubt:
            yield self._english("TableText", (Piece(text=one.doubt),))
        if one.relay:
            yield self._english("TableText", (Piece(text="passed on by "), Piece(text=one.relay)))
        if one.stance:
            yield self._english("TableText", (Piece(text=f"said as a {one.stance}"),))
        if not one.is_closed:
            yield self._english("TableText", (Piece(text="closing mark missing"),))

    def _finding_pieces(self, flag: Flag) -> Iterator[Piece]:
        severity = flag.severity
        anchors = (self._names.of(flag.key, "row"),)
        yield Piece(
            text=f"{severity.shape} {severity.word}", mark=LTR_MARK, style="Severity", anchors=anchors
        )
        place = "title or whole article" if flag.paragraph is None else f"¶{flag.paragraph}"
        if flag.paragraph is not None and flag.sentence is not None:
            place += f".{flag.sentence}"
        yield Piece(text=f" {place} ", style="Reference")
        yield Piece(text=flag.message, mark=LTR_MARK)
        if flag.evidence.strip():
            yield Piece(text=" ")
            yield Piece(text=flag.evidence, style="Evidence", mark=LTR_MARK)
        yield Piece(text=f" {flag.code}", style="Reference")

    def _stretches(self, parts: Iterable[Stretch], side: str) -> Iterator[Piece]:
        for part in parts:
            yield from self._words(part.runs, side, is_adrift=part.is_adrift)
            for key in part.flags:
                yield from self._sign(key)

    def _words(self, runs: Iterable[Run], side: str, *, is_adrift: bool = False) -> Iterator[Piece]:
        mark = LTR_MARK if side == "en" else RTL_MARK
        for run in runs:
            anchors = tuple(self._names.of(key, side) for key in run.anchors if key in self._known)
            if run.opens:
                yield Piece(text="“", style="AddedMark")
            yield Piece(text=run.text, style=look_of(run, is_adrift=is_adrift), anchors=anchors)
            if run.closes:
                yield Piece(text="”", style="AddedMark")
            for key in run.links:
                if key in self._known:
                    yield self._number(key, mark)

    def _number(self, key: str, mark: str) -> Piece:
        """Give a quotation's number, which leads to its row in the list."""
        link = self._names.of(key, "row")
        return Piece(text=f"{NO_BREAK}{key}", mark=mark, style="QuotationNumber", link=link)

    def _sign(self, key: str) -> Iterator[Piece]:
        flag = self._flags[key]
        yield Piece(text=flag.severity.shape, style="FlagSign", link=self._names.of(key, "row"))

    def _fact(self, label: str, value: Piece) -> BaseOxmlElement:
        return self._english("Facts", (Piece(text=f"{label}: ", style="Label"), value))

    def _english(self, style: str, pieces: Iterable[Piece]) -> BaseOxmlElement:
        return self._paper.paragraph(style, pieces)

    def _arabic(self, style: str, pieces: Iterable[Piece]) -> BaseOxmlElement:
        return self._paper.paragraph(style, pieces, is_rtl=True)
