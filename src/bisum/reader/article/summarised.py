"""An article's summary as pages show it: both languages side by side."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from bisum.model.base import Value
from bisum.model.record import Record, RecordFinding, RecordSummary
from bisum.model.summary import Ground, SummarySentence
from bisum.reader.article.doubts import name_of, sign_of
from bisum.reader.article.legend import severity_rank
from bisum.reader.article.places import Place, place_of

_SHORTER: Final = 2 / 3  # share of a sentence's words up to which a line says it more shortly


class SummaryRow(Value, frozen=True, kw_only=True):
    """A summary sentence in both languages.

    Attributes:
        english: None where only the Arabic could be given.
        arabic: None where only the English could be given.
        grounds: Label and address of each source sentence.
        quotes: Keys of the quotations that it gives.
        doubts: Numbers of the warnings and worse on the sentences that it stands on, and on the names of
            speakers in it, the worst first.
        signs: Their shapes and codes, each once.
        left_out: What the article says inside the English sentence and the summary leaves out.
        left_out_arabic: The same of the Arabic.
    """

    english: str | None
    arabic: str | None
    grounds: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    doubts: tuple[int, ...] = ()
    signs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    left_out_arabic: tuple[str, ...] = ()


def summary_rows(record: Record) -> tuple[SummaryRow, ...]:
    """Pair the summary's sentences by what they stand on; one without a partner keeps its own row."""
    summary: RecordSummary = record.summary
    waiting = list(summary.arabic)
    rows = []
    for english in summary.english:
        partner = next((arabic for arabic in waiting if arabic.grounds == english.grounds), None)
        if partner is not None:
            # What the Arabic says before its partner keeps its place in the reading order.
            before = waiting[: waiting.index(partner)]
            rows += [_row(record, None, arabic) for arabic in before]
            waiting = waiting[len(before) + 1 :]
        rows.append(_row(record, english, partner))
    return (*rows, *(_row(record, None, arabic) for arabic in waiting))


def line_row(record: Record) -> SummaryRow | None:
    """Give the summary in one line; None where there is none, or where it only says a sentence of it again.

    It stands right above the sentence that it is made of, so it must be much shorter to be worth reading.
    """
    made = record.summary
    sides = ((made.line_english, made.english), (made.line_arabic, made.arabic))
    if not any(line is not None and _is_worth_reading(line, sentences) for line, sentences in sides):
        return None
    return _row(record, made.line_english, made.line_arabic)


def _is_worth_reading(line: SummarySentence, sentences: Sequence[SummarySentence]) -> bool:
    same = [len(one.text.split()) for one in sentences if one.grounds == line.grounds]
    return not same or len(line.text.split()) <= _SHORTER * min(same)


def _row(record: Record, english: SummarySentence | None, arabic: SummarySentence | None) -> SummaryRow:
    sides = [side for side in (english, arabic) if side is not None]
    doubts = _doubts(record, sides[0].grounds, english.text if english else "")
    return SummaryRow(
        english=english.text if english else None,
        arabic=arabic.text if arabic else None,
        grounds=tuple((_label(ground), _anchor(record, ground)) for ground in sides[0].grounds),
        quotes=tuple(dict.fromkeys(f"q{n}" for side in sides for n in side.quotes)),
        doubts=doubts,
        signs=tuple(dict.fromkeys(sign_of(n, record.findings[n]).text for n in doubts)),
        left_out=english.left_out if english else (),
        left_out_arabic=arabic.left_out if arabic else (),
    )


def _doubts(record: Record, grounds: Sequence[Ground], english: str) -> tuple[int, ...]:
    """Find what is doubted about the English of sentences, also where another of their bead carries it.

    A doubt about a speaker's name is one of the whole article's: it counts where the English has that name.
    """
    places = {place_of(record, ground.paragraph, ground.sentence) for ground in grounds}
    called = {
        row.speaker
        for row in (*record.quotes, *record.title_quotes, *record.indirect)
        if row.speaker and row.english_speaker and row.english_speaker in english
    }
    found = [
        n
        for n, finding in enumerate(record.findings)
        if severity_rank(finding.severity) <= severity_rank("warning")
        and _concerns(record, finding, places, called)
    ]
    return tuple(sorted(found, key=lambda n: severity_rank(record.findings[n].severity)))


def _concerns(
    record: Record, finding: RecordFinding, places: Container[Place], called: Container[str]
) -> bool:
    """Tell whether a finding is about one of the places, or about the name of a speaker who is called."""
    if finding.paragraph is None:
        return False
    if finding.sentence is None:
        return name_of(finding) in called
    return place_of(record, finding.paragraph, finding.sentence) in places


def _label(ground: Ground) -> str:
    return f"¶{ground.paragraph}.{ground.sentence}"


def _anchor(record: Record, ground: Ground) -> str:
    """Address of a source sentence: of its English where it has some."""
    sentence = record.paragraphs[ground.paragraph].sentences[ground.sentence]
    has_english = sentence.english_start is not None and sentence.english_start != sentence.english_end
    return f"p{ground.paragraph}s{ground.sentence}{'' if has_english else '-ar'}"
