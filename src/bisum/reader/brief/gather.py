"""What a brief keeps of each record: first enough to find its event, then what it says."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.record import LedgerRow, Record, RecordParagraph
from bisum.reader.article.dates import moment
from bisum.reader.article.doubts import Doubts, Sign
from bisum.reader.article.headline import headline
from bisum.reader.article.view import cautions
from bisum.reader.brief.events import Bag
from bisum.reader.brief.telling import Vocabulary
from bisum.stages.bilingual.quantities import arabic_quantities
from bisum.stages.bilingual.words import arabic_words
from bisum.store.files.slugs import slug

# Words of a shingle: four rarely stand in the same order in texts that don't share a source.
_SHINGLE: Final = 4


class Outline(NamedTuple):
    """One article without its text.

    Attributes:
        id: Of the article.
        slug: Name of its page.
        title: In Arabic; None where it has no text.
        title_english: None where there is none.
        source: As the input says it.
        published: As the input says it.
        moment: When that is; None where it can't be read.
        lead: Its first summary sentence in Arabic; None without one.
        lead_english: The same in English.
        doubts: Number of findings by severity.
        shingles: Hashes of each four words in a row, sorted, each once.
        numbers: That its text names, each by its least reading.
    """

    id: str
    slug: str
    title: str | None
    title_english: str | None
    source: str | None
    published: str | None
    moment: dt.datetime | None
    lead: str | None
    lead_english: str | None
    doubts: Counter[str]
    shingles: NDArray[np.uint32]
    numbers: frozenset[float]


class Said(NamedTuple):
    """Somebody's words in one article.

    Attributes:
        key: Address on the article's page.
        row: Of the ledger.
        signs: The warnings and worse that concern their English.
    """

    key: str
    row: LedgerRow
    signs: tuple[Sign, ...]


class Line(NamedTuple):
    """One sentence in both languages.

    Attributes:
        anchor: Address of its Arabic on the article's page.
        arabic: Never blank.
        english: Of the sentence, or of the sentences that share one English; None without any.
    """

    anchor: str
    arabic: str
    english: str | None


class Content(NamedTuple):
    """What one article says.

    Attributes:
        said: Quotations and reported speech; terms are left out.
        lines: Its sentences, those of the web page left out.
    """

    said: tuple[Said, ...]
    lines: tuple[Line, ...]


class Gathering:
    """Takes what finding events needs while records pass by.

    Attributes:
        outlines: One an article, in the order they came.
        bags: Their stems.
        vocabulary: Of all of them.
        cautions: The engines' cautions, each once.
    """

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self.bags: list[Bag] = []
        self.vocabulary = Vocabulary()
        self.cautions: dict[str, None] = {}

    def add(self, record: Record) -> None:
        """Take in one record."""
        texts = [paragraph.arabic for paragraph in record.paragraphs if not paragraph.furniture]
        words = [arabic_words(text) for text in texts]
        body = [word for row in words for word in row]
        n_first = len(words[0]) if words else 0
        head = [*arabic_words(record.title or ""), *body[:n_first]]
        named = (one for row, text in zip(words, texts, strict=True) for one in arabic_quantities(row, text))
        numbers = frozenset(min(one.values) for one in named)
        outline = _outline(record, shingles([word.stem for word in body]), numbers)
        self.outlines.append(outline)
        self.bags.append(Bag(*self.vocabulary.count(head, body[n_first:]), outline.moment))
        for caution in cautions(record):
            self.cautions.setdefault(caution)


def content_of(record: Record) -> Content:
    """Give what an article says."""
    return Content(said=tuple(_said(record)), lines=tuple(_lines(record)))


def _outline(record: Record, rows: NDArray[np.uint32], numbers: frozenset[float]) -> Outline:
    title = headline(record)
    return Outline(
        id=record.id,
        slug=slug(record.id),
        title=title.arabic,
        title_english=title.english,
        source=record.source,
        published=record.published,
        moment=moment(record.published),
        lead=record.summary.arabic[0].text if record.summary.arabic else None,
        lead_english=record.summary.english[0].text if record.summary.english else None,
        doubts=Counter(finding.severity for finding in record.findings),
        shingles=rows,
        numbers=numbers,
    )


def shingles(stems: Sequence[str]) -> NDArray[np.uint32]:
    """Hash each four words in a row, sorted, each once; a shorter text is one row."""
    rows = (" ".join(stems[at : at + _SHINGLE]) for at in range(max(1, len(stems) - _SHINGLE + 1)) if stems)
    return np.unique(np.array([zlib.crc32(row.encode()) for row in rows], dtype=np.uint32))


def _said(record: Record) -> Iterator[Said]:
    doubts = Doubts(record)
    for letters, rows in (("tq", record.title_quotes), ("q", record.quotes), ("i", record.indirect)):
        for n, row in enumerate(rows):
            if row.kind != "term":
                yield Said(f"{letters}{n}", row, doubts.signs(row))


def _lines(record: Record) -> Iterator[Line]:
    for number, paragraph in enumerate(record.paragraphs):
        if paragraph.furniture:
            continue
        for n, sentence in enumerate(paragraph.sentences):
            arabic = paragraph.arabic[sentence.start : sentence.end]
            if arabic.strip():
                yield Line(f"p{number}s{n}-ar", arabic, _english(paragraph, n))


def _english(paragraph: RecordParagraph, n: int) -> str | None:
    """Give a sentence's English, or that of its bead, which its first sentence carries."""
    sentence = paragraph.sentences[n]
    if sentence.english is not None or sentence.bead is None:
        return sentence.english
    of_bead = (one.english for one in paragraph.sentences if one.bead == sentence.bead and one.english)
    return next(of_bead, None)
