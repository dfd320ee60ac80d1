"""What looks across a run: its articles, speakers and findings as short rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.model.base import Value
from bisum.model.name import NameRow
from bisum.model.record import EngineCard, Failure, LedgerRow, Record, RecordFinding
from bisum.reader.headline import headline
from bisum.reader.legend import Legend, severity_of, severity_rank, status_of
from bisum.reader.plain import day, shorten
from bisum.store.slugs import slug
from bisum.text import fold

# One line of an index of 10,000 articles; what is longer is on the article's page.
_SUMMARY_CHARACTERS: Final = 220
_QUOTE_CHARACTERS: Final = 260


class RunFacts(Value, frozen=True, kw_only=True):
    """What the pages say about the run itself.

    Attributes:
        bisum: Version of bisum.
        started_at: UTC, ISO 8601.
        finished_at: The same; None while it runs.
        engines: The models that did the work, the translator first.
        device: Where they ran, with the arithmetic.
        settings: Key and value of the config in force, without paths.
        versions: Name and version of Python and the packages that count.
        failures: The articles that could not be finished.
        names: The run's name table.
    """

    bisum: str
    started_at: str | None = None
    finished_at: str | None = None
    engines: tuple[EngineCard, ...] = ()
    device: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    names: tuple[NameRow, ...] = ()


class ArticleRow(Value, frozen=True, kw_only=True):
    """One article of the index.

    Attributes:
        id: Of the article.
        slug: Name of its page.
        title: In Arabic; None without one.
        title_english: None without one.
        summary: Its first summary sentence in English, in Arabic where there is none.
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
        status: How sure the English is.
    """

    article: int
    key: str
    arabic: str
    english: str | None
    is_marked: bool
    status: Legend


class SpeakerEntry(Value, frozen=True, kw_only=True):
    """One name with all that was said under it.

    Attributes:
        english: The English form used most often; None where there is none.
        variants: Other English forms of it, as the translations had them.
        origin: Where the form shown is from (``glossary``, ``table``, ``run``,
            ``transliteration``); None for a name that the name table doesn't hold.
        is_conflict: The translations gave it forms that differ by more than spelling.
        arabic: The Arabic form used most often.
        said: By date, the newest first.
    """

    english: str | None
    variants: tuple[str, ...]
    arabic: str
    origin: str | None = None
    is_conflict: bool = False
    said: tuple[Said, ...]


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


class Overview:
    """Collects short rows while records pass by.

    Attributes:
        articles: One row an article, in the order they came.
        cautions: The engines' cautions, each once.
    """

    def __init__(self) -> None:
        self.articles: list[ArticleRow] = []
        self.cautions: dict[str, None] = {}
        self._said: dict[str, list[tuple[str, str | None, Said]]] = {}
        self._unnamed: list[Said] = []
        self._doubts: list[Doubt] = []

    def add(self, record: Record) -> None:
        """Take what the overview needs of one record."""
        number = len(self.articles)
        self.articles.append(article_row(record))
        for engine in (record.provenance.translation, record.provenance.summary):
            if engine is not None and engine.caution:
                self.cautions.setdefault(engine.caution)
        for key, row in _speech(record):
            said = _said(number, key, row)
            if row.speaker is None:
                self._unnamed.append(said)
            else:
                self._said.setdefault(fold(row.speaker), []).append((row.speaker, row.english_speaker, said))
        self._doubts += [_doubt(number, n, finding) for n, finding in enumerate(record.findings)]

    def by_date(self) -> list[int]:
        """Numbers of the articles, the newest first; those without a date come last, as they came."""
        return sorted(range(len(self.articles)), key=lambda n: self.articles[n].day or "", reverse=True)

    def speakers(self, names: Sequence[NameRow] = ()) -> list[SpeakerEntry]:
        """Give the speakers, those who said most first; who isn't named in the article is left out.

        Args:
            names: The run's name table, which knows what the translations called them.
        """
        known = {fold(form): row for row in names for form in (row.arabic, *row.forms)}
        entries = [self._entry(uses, known.get(key)) for key, uses in self._said.items()]
        return sorted(entries, key=lambda entry: (-len(entry.said), entry.english or "\uffff", entry.arabic))

    def unnamed(self) -> list[Said]:
        """Give the quotations whose speaker the article doesn't name, the newest first."""
        return self._newest_first(self._unnamed)

    def findings(self) -> list[Doubt]:
        """Give all findings, the worst first, those of one kind together."""
        return sorted(
            self._doubts, key=lambda doubt: (severity_rank(doubt.severity.word), doubt.code, doubt.article)
        )

    def _entry(self, uses: list[tuple[str, str | None, Said]], row: NameRow | None) -> SpeakerEntry:
        arabic = Counter(name for name, _, _ in uses).most_common(1)[0][0]
        english = [name for name, _ in Counter(name for _, name, _ in uses if name).most_common()]
        others = [*english[1:], *(variant.english for variant in (row.variants if row else ()))]
        return SpeakerEntry(
            english=english[0] if english else None,
            variants=tuple(name for name in dict.fromkeys(others) if name not in english[:1]),
            arabic=arabic,
            origin=row.origin if row else None,
            is_conflict=row.is_conflict if row else False,
            said=tuple(self._newest_first([said for _, _, said in uses])),
        )

    def _newest_first(self, said: list[Said]) -> list[Said]:
        return sorted(said, key=lambda one: self.articles[one.article].day or "", reverse=True)


def _speech(record: Record) -> Iterator[tuple[str, LedgerRow]]:
    for letters, rows in (("tq", record.title_quotes), ("q", record.quotes)):
        for n, row in enumerate(rows):
            if row.kind in {"direct", "partial"}:
                yield f"{letters}{n}", row


def article_row(record: Record) -> ArticleRow:
    """Give what lists show of one article."""
    severities = Counter(finding.severity for finding in record.findings)
    speech = [row for _, row in _speech(record)]
    names = ((row.english_speaker or "", row.speaker) for row in speech if row.speaker)
    title = headline(record)
    lead = (record.summary.english or record.summary.arabic)[:1]
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


def _said(article: int, key: str, row: LedgerRow) -> Said:
    return Said(
        article=article,
        key=key,
        arabic=shorten(row.text, _QUOTE_CHARACTERS),
        english=shorten(row.english_text, _QUOTE_CHARACTERS) if row.english_text else None,
        is_marked=row.english_marked is True,
        status=status_of(row.status),
    )


def _doubt(article: int, n: int, finding: RecordFinding) -> Doubt:
    return Doubt(
        article=article,
        anchor=f"f{n}",
        code=finding.code,
        severity=severity_of(finding.severity),
        message=finding.message,
        evidence=shorten(finding.evidence, _QUOTE_CHARACTERS),
    )
