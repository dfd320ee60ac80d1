"""The bilingual summary as Markdown, in which nothing from outside acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bisum.model.record import Record
from bisum.reader.article.headline import headline
from bisum.reader.article.legend import severity_of
from bisum.reader.article.plain import spelled, web_address
from bisum.reader.article.put_right import amounts_put_right
from bisum.reader.article.quotations import Quotation, quotations
from bisum.reader.article.summarised import SummaryRow, line_row, summary_rows
from bisum.reader.article.view import cautions, engine_line
from bisum.text import neutral

# All that can begin inline markup in CommonMark, GitHub's flavour or Pandoc's.
_INLINE: Final = re.compile(r"[\\`*_\[\]~|$^{}@]")
# What begins a block at the start of a line: headings, lists, rules, definitions.
_AT_START: Final = re.compile(r"^([#+=:%-]|\d+(?=[.)]))")
# Bare addresses, which GitHub's flavour links by itself.
_BARE_ADDRESS: Final = re.compile(r"(?i)(://|www\.|mailto:|xmpp:)")


# What holds none of this has nothing to escape but perhaps its start.
_ANY: Final = re.compile(r"[\\`*_\[\]~|$^{}@&<>:]|(?i:www\.)")


def escape(text: str) -> str:
    """Give text that shows as it stands anywhere in a line, at its start too, and in a table's cell."""
    flat = " ".join(neutral(text).split())
    return _AT_START.sub(_break_start, _escape_within(flat) if _ANY.search(flat) else flat)


def _escape_within(text: str) -> str:
    safe = _INLINE.sub(lambda sign: "\\" + sign.group(), text)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _BARE_ADDRESS.sub(_break_address, safe)


def _break_address(found: re.Match[str]) -> str:
    return re.sub(r"[:.]", lambda sign: "\\" + sign.group(), found.group())


def _break_start(found: re.Match[str]) -> str:
    sign = found.group()
    # A number is safe once the dot or bracket after it is no list's.
    return f"&#{ord(sign[0])};{sign[1:]}" if sign[0].isdigit() else f"\\{sign}"


def summary_page(record: Record) -> str:
    """Give ``summaries/<slug>.md``: cautions, both titles, both summaries, quotations, findings.

    The same record always gives the same text. No line of it is raw HTML.
    """
    return "\n".join(
        (*_head(record), *_summary(record), *_quotes(record), *_findings(record), *_made(record))
    )


def _head(record: Record) -> Iterator[str]:
    for caution in cautions(record):
        yield f"> **Caution:** {escape(caution)}"
        yield ""
    title = headline(record)
    yield f"# {escape(title.english or title.arabic or record.id)}"
    yield ""
    if title.arabic and title.english:
        yield f"## {escape(title.arabic)}"
        yield ""
    for label, value in (("Source", record.source), ("Published", record.published)):
        if value:
            yield f"- {label}: {escape(value)}"
    address = web_address(record.url)
    if address:
        yield f"- Address: <{_angled(address)}>"
    elif record.url:
        yield f"- Address given (not a web address): {escape(spelled(record.url))}"
    yield f"- Article: {escape(spelled(record.id))}"
    yield ""


def _angled(address: str) -> str:
    """Give an address that can't end the angle brackets around it early."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("`", "%60").replace("|", "%7C")


def _summary(record: Record) -> Iterator[str]:
    rows, line = summary_rows(record), line_row(record)
    yield "## Summary"
    yield ""
    if line and line.english:
        yield f"In one line: {escape(line.english)}"
        yield ""
    if not rows:
        yield "No sentence of this article was fit for a summary."
        yield ""
    for row in rows:
        grounds = ", ".join(label for label, _ in row.grounds)
        cited = f"; quotes {', '.join(row.quotes)}" if row.quotes else ""
        doubts = "".join(f"; {escape(sign)}" for sign in row.signs)
        words = escape(row.english) if row.english else "*No English sentence could be given safely.*"
        yield f"- {words} ({grounds}{cited}{doubts}{_left_out(row)})"
    yield ""
    yield "## الملخص"
    yield ""
    if line and line.arabic:
        yield f"في سطر واحد: {escape(line.arabic)}"
        yield ""
    for row in rows:
        if row.arabic:
            yield f"- {escape(row.arabic)}"
    yield ""


def _left_out(row: SummaryRow) -> str:
    return f"; left out: “{'”, “'.join(escape(one) for one in row.left_out)}”" if row.left_out else ""


def _quotes(record: Record) -> Iterator[str]:
    ledger = quotations(record)
    yield "## Quotations"
    yield ""
    spoken = [quotation for quotation in ledger if quotation.is_speech]
    if not spoken:
        yield "This article quotes nobody."
        yield ""
        return
    yield "| No. | English | Arabic | Speaker | Speaker in Arabic | Verb | Status |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for quotation in spoken:
        yield _line(
            (
                quotation.key,
                _english(quotation),
                f"«{escape(quotation.arabic)}»",
                _speaker(quotation),
                escape(quotation.speaker_arabic or "not named"),
                escape(quotation.cue or "–"),
                "; ".join((escape(quotation.status.word), *(escape(sign.text) for sign in quotation.signs))),
            )
        )
    yield ""
    for legend in dict.fromkeys(quotation.status for quotation in spoken):
        yield f"- {escape(legend.word)}: {legend.meaning}"
    yield ""


def _english(quotation: Quotation) -> str:
    if quotation.english is None:
        return "no English words"
    words = escape(quotation.english)
    return f"“{words}”" if quotation.is_marked else words


def _speaker(quotation: Quotation) -> str:
    name = escape(quotation.speaker or "–")
    return f"{name} ({quotation.doubt})" if quotation.doubt else name


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _findings(record: Record) -> Iterator[str]:
    yield "## Findings"
    yield ""
    for finding in record.findings:
        severity = severity_of(finding.severity)
        place = "whole article" if finding.paragraph is None else f"¶{finding.paragraph}"
        if finding.sentence is not None and finding.paragraph is not None:
            place += f".{finding.sentence}"
        evidence = f" — {escape(finding.evidence)}" if finding.evidence.strip() else ""
        yield (
            f"- {severity.shape} {escape(severity.word)}, {place}: {escape(finding.message)} "
            f"({escape(finding.code)}){evidence}"
        )
    if not record.findings:
        yield "None."
    yield ""


def _made(record: Record) -> Iterator[str]:
    made = record.provenance
    summary = engine_line(made.summary) if made.summary else f"bisum, {record.summary.method}"
    yield "## How this was made"
    yield ""
    yield f"- English by {escape(engine_line(made.translation))}"
    yield f"- Summary by {escape(summary)}"
    by_people = amounts_put_right(record)
    if by_people:
        yield f"- Put right by people: {by_people}"
    yield f"- Made {escape(f'{made.made_at} by bisum {made.bisum}')}"
    yield ""
