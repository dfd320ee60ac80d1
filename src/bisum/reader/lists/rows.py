"""What lists over a run show of its articles, speakers and findings: short rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bisum.model.base import Value
from bisum.model.quote import is_uncertain
from bisum.model.record import LedgerRow, Record, RecordFinding
from bisum.reader.article.doubts import Doubts, Sign
from bisum.reader.article.headline import headline
from bisum.reader.article.legend import Legend, severity_of, status_of
from bisum.reader.article.plain import day, shorten
from bisum.store.files.slugs import slug

# One line of an index of 10,000 articles; what is longer is on the article's page.
_SUMMARY_CHARACTERS: Final = 220
_QUOTE_CHARACTERS: Final = 260


class ArticleRow(Value, frozen=True, kw_only=True):
    """One article of the index.

    Attributes:
        id: Of the article.
        slug: Name of its page.
        title: In Arabic; None without one.
        title_english: None without one.
        summary: Its summary in one line, in Arabic where there is no English.
        source: Who published it.
        published: As the input says it.
        day: What of that can be sorted; None for other forms.
        n_quotes: Quotations of somebody's words.
        speakers: English and Arabic names, each once; either may be empty.
        serious: Number of serious findings.
        warnings: Number of warnings.
        notes: Number of notes.
    """

    id: str
    slug: str
    title: str | None
    title_english: str | None
    summary: str
    source: str | None
    published: str | None
    day: str | None
    n_quotes: int
    speakers: tuple[tuple[str, str], ...]
    serious: int
    warnings: int
    notes: int

    @property
    def shown_title(self) -> str:
        """What stands for the article where there is room for one title."""
        return self.title_english or self.title or self.id


class Said(Value, frozen=True, kw_only=True):
    """One quotation under its speaker.

    Attributes:
        article: Number of its article's row.
        key: Its address on the article's page.
        arabic: Its words, shortened.
        english: The same in English; None where there are none.
        is_marked: Whether the English stands in quotation marks.
        status: Where the English is from.
        signs: The warnings and worse that concern it, the worst first.
        is_doubtful: Whether it may well be somebody else's, and no sign says so.
    """

    article: int
    key: str
    arabic: str
    english: str | None
    is_marked: bool
    status: Legend
    signs: tuple[Sign, ...] = ()
    is_doubtful: bool = False


class SpeakerEntry(Value, frozen=True, kw_only=True):
    """One name with all that was said under it.

    Attributes:
        english: The English form used most often; None where there is none.
        variants: Other English forms of it, as the translations had them.
        arabic: The Arabic form used most often.
        origin: Where the form shown is from (``glossary``, ``table``, ``run``,
            ``transliteration``); None for a name that the name table doesn't hold.
        is_conflict: The translations gave it forms that differ by more than spelling.
        n_said: How many quotations stand under it.
    """

    english: str | None
    variants: tuple[str, ...]
    arabic: str
    origin: str | None = None
    is_conflict: bool = False
    n_said: int


class Doubt(Value, frozen=True, kw_only=True):
    """One finding with its article.

    Attributes:
        article: Number of its article's row.
        anchor: Its address on the article's page.
        code: Its kind.
        severity: What it asks of the reader.
        message: The plain explanation.
        evidence: The words that led to it, shortened; may be empty.
    """

    article: int
    anchor: str
    code: str
    severity: Legend
    message: str
    evidence: str


def speech_of(record: Record) -> Iterator[tuple[str, LedgerRow]]:
    """Give the quotations of somebody's words with their addresses on the article's page."""
    for letters, rows in (("tq", record.title_quotes), ("q", record.quotes)):
        for n, row in enumerate(rows):
            if row.is_speech:
                yield f"{letters}{n}", row


def article_row(record: Record) -> ArticleRow:
    """Give what lists show of one article."""
    severities = Counter(finding.severity for finding in record.findings)
    speech = [row for _, row in speech_of(record)]
    names = ((row.english_speaker or "", row.speaker) for row in speech if row.speaker)
    title = headline(record)
    made = record.summary
    lead = [one for one in (made.line_english, *made.english, made.line_arabic, *made.arabic) if one][:1]
    return ArticleRow(
        id=record.id,
        slug=slug(record.id),
        title=title.arabic,
        title_english=title.english,
        summary=shorten(lead[0].text, _SUMMARY_CHARACTERS) if lead else "",
        source=record.source,
        published=record.published,
        day=day(record.published),
        n_quotes=len(speech),
        speakers=tuple(dict.fromkeys(names)),
        serious=severities["serious"],
        warnings=severities["warning"],
        notes=severities["note"],
    )


def said_of(article: int, key: str, row: LedgerRow, doubts: Doubts) -> Said:
    """Give what lists show of one quotation.

    Args:
        article: Number of its article's row.
        key: Its address on the article's page.
        row: The quotation.
        doubts: Those of its article.
    """
    signs = doubts.signs(row)
    is_told = any(sign.code == "speaker-uncertain" for sign in signs)
    return Said(
        article=article,
        key=key,
        arabic=shorten(row.text, _QUOTE_CHARACTERS),
        english=shorten(row.english_text, _QUOTE_CHARACTERS) if row.english_text else None,
        is_marked=row.english_marked is True,
        status=status_of(row.status),
        signs=signs,
        is_doubtful=is_uncertain(row.speaker, row.confidence) and not is_told,
    )


def doubt_of(article: int, n: int, finding: RecordFinding) -> Doubt:
    """Give what lists show of one finding, the ``n``-th of its article."""
    return Doubt(
        article=article,
        anchor=f"f{n}",
        code=finding.code,
        severity=severity_of(finding.severity),
        message=finding.message,
        evidence=shorten(finding.evidence, _QUOTE_CHARACTERS),
    )
