"""The server's own pages: articles with their corrections, search, forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import msgspec

from bisum.model.base import Value
from bisum.model.correction import Correction, standing
from bisum.model.record import Record
from bisum.reader.article.legend import SEVERITIES
from bisum.reader.desk_notes import LEDGER, TITLE, desk_notes, digest_of, ledger_rows
from bisum.reader.environment import environment
from bisum.reader.lists.rows import ArticleRow
from bisum.reader.render import article_html
from bisum.reader.serve.correcting import NAME_KINDS, RefusedError, row_of, speakers_of
from bisum.reader.serve.desk import Desk
from bisum.reader.serve.search import Query, words_of
from bisum.store.files.slugs import slug
from bisum.text import fold

# Sentences shown of one article that was found: the page stays one that can be looked over.
_SENTENCES_SHOWN: Final = 2


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence in both languages, for a form or a search result.

    Attributes:
        place: ``p0s1``, or ``title``.
        label: The same for people.
        anchor: Its address on the article's page.
        arabic: Never empty.
        english: None where it has none.
        is_carried: Its English stands with the sentence before it.
    """

    place: str
    label: str
    anchor: str
    arabic: str
    english: str | None
    is_carried: bool = False


class Hit(Value, frozen=True, kw_only=True):
    """One article that was found, with the sentences that hold most of the words."""

    row: ArticleRow
    sentences: tuple[Sentence, ...]


class ShownCorrection(Value, frozen=True, kw_only=True):
    """A line of the list of corrections.

    Attributes:
        correction: What was sent.
        what: Its kind for people.
        counts: It stands, and no later one counts over it.
        slug: The article's page; None where the run no longer has it.
        anchor: Its place on that page, with ``#``; empty without one.
        is_of_other_text: The article's text has changed since.
    """

    correction: Correction
    what: str
    counts: bool
    slug: str | None
    anchor: str
    is_of_other_text: bool


_WHAT: Final = {
    "speaker": "Speaker",
    "name": "Spelling",
    "translation": "English",
    "checked": "All quotations checked",
}


class Pages:
    """Renders the pages of a desk."""

    def __init__(self, desk: Desk, cautions: Sequence[str]) -> None:
        self._desk = desk
        self._cautions = tuple(cautions)

    def article(self, record: Record) -> str:
        """Give an article's page with what people put right in it."""
        return article_html(record, desk_notes(record, self._desk.corrections()))

    def search(self, query: Query) -> str:
        """Give the page of what was found."""
        answer = self._desk.index.find(query)
        words = words_of(query.words)
        later = query.offset + query.limit
        return self._page(
            "search",
            query=query,
            answer=answer,
            hits=tuple(self._hit(row, words) for row in answer.articles),
            sources=self._desk.index.sources(),
            shapes=SEVERITIES,
            earlier=_address(query, max(0, query.offset - query.limit)) if query.offset else None,
            later=_address(query, later) if later < answer.total else None,
        )

    def corrections(self, csrf: str) -> str:
        """Give the list of all corrections, the newest first."""
        known = self._desk.corrections()
        counting = {one.number for one in standing(known)}
        return self._page(
            "corrections",
            corrections=[self._shown(one, one.number in counting) for one in reversed(known)],
            n_standing=len(counting),
            csrf=csrf,
        )

    def form(self, record: Record, place: str, *, csrf: str, author: str, problem: str | None = None) -> str:
        """Give the form for one place of an article.

        Args:
            record: The article's.
            place: A quotation's key, ``p2`` for a paragraph, ``title`` or ``ledger``.
            csrf: What the form brings back.
            author: Put into the field for the name.
            problem: Why the last attempt was refused.

        Raises:
            RefusedError: The article has no such place.
        """
        name = slug(record.id)
        back = f"/articles/{name}.html"
        common = {
            "back": back,
            "action": f"/articles/{name}/{place}",
            "csrf": csrf,
            "author": author,
            "problem": problem,
        }
        if place == LEDGER:
            return self._page("ledger", **common)
        if place == TITLE or place[:1] == "p":
            sentences = _sentences(record, place)
            anchor = sentences[0].anchor if place == TITLE else place
            return self._page("sentences", sentences=sentences, anchor=anchor, **common)
        row = row_of(record, place)
        speakers = tuple(speakers_of(record))
        return self._page("quotation", key=place, row=row, speakers=speakers, name_kinds=NAME_KINDS, **common)

    def enter(self, csrf: str, problem: str | None = None) -> str:
        """Give the page that asks for the token."""
        return self._page("enter", csrf=csrf, problem=problem)

    def problem(self, heading: str, problem: str) -> str:
        """Give a page that says what went wrong."""
        return self._page("problem", heading=heading, problem=problem)

    def _page(self, name: str, **values: object) -> str:
        template = environment().get_template(f"served_{name}.html")
        return template.render(kind=name, sheet="lists", root="/", cautions=self._cautions, **values)

    def _hit(self, row: ArticleRow, words: Sequence[str]) -> Hit:
        record = self._desk.record_of(row.id)
        return Hit(row=row, sentences=best_sentences(record, words) if record else ())

    def _shown(self, one: Correction, counts: bool) -> ShownCorrection:
        record = self._desk.record_of(one.article)
        alone = (msgspec.structs.replace(one, withdrawn_at=None),)
        places = desk_notes(record, alone).corrections if record else ()
        anchor = next((place for place, _ in places if place not in {LEDGER, TITLE}), "")
        return ShownCorrection(
            correction=one,
            what=_WHAT[one.kind.value],
            counts=counts,
            slug=slug(one.article) if record else None,
            anchor=f"#{anchor}" if anchor else "",
            is_of_other_text=record is not None and digest_of(record) != one.digest,
        )


def best_sentences(record: Record, words: Sequence[str]) -> tuple[Sentence, ...]:
    """Give the sentences that hold most of the words, in reading order; none where none holds any."""
    scored: list[tuple[int, int, Sentence]] = []
    for paragraph in range(len(record.paragraphs)):
        for sentence in _sentences(record, f"p{paragraph}"):
            text = fold(f"{sentence.arabic} {sentence.english or ''}")
            n_held = sum(word in text for word in words)
            if n_held:
                scored.append((-n_held, len(scored), sentence))
    chosen = sorted(scored, key=lambda one: one[:2])[:_SENTENCES_SHOWN]
    return tuple(sentence for _, _, sentence in sorted(chosen, key=lambda one: one[1]))


def _sentences(record: Record, place: str) -> tuple[Sentence, ...]:
    """Give the sentences of a paragraph (``p2``) or the title.

    Raises:
        RefusedError: The article has no such paragraph.
    """
    if place == TITLE and record.title:
        anchor = next((key for key, _ in ledger_rows(record) if key.startswith("tq")), "main")
        english = record.title_english
        return (Sentence(place=TITLE, label="Title", anchor=anchor, arabic=record.title, english=english),)
    digits = place[1:]
    if not digits.isascii() or not digits.isdecimal() or int(digits) >= len(record.paragraphs):
        msg = f"found {place!r}, this article has no such paragraph"
        raise RefusedError(msg)
    number = int(digits)
    paragraph = record.paragraphs[number]
    found = []
    for n, one in enumerate(paragraph.sentences):
        has_english = one.english_start is not None and one.english_start != one.english_end
        is_carried = one.english is None and paragraph.english is not None and one.bead is not None
        found.append(
            Sentence(
                place=f"p{number}s{n}",
                label=f"¶{number}, sentence {n}",
                anchor=f"p{number}s{n}" if has_english else f"p{number}s{n}-ar",
                arabic=paragraph.arabic[one.start : one.end],
                english=one.english,
                is_carried=is_carried,
            )
        )
    return tuple(found)


def _address(query: Query, offset: int) -> str:
    fields = {
        "q": query.words,
        "speaker": query.speaker,
        "source": query.source,
        "from": query.from_day,
        "until": query.until_day,
        "flag": "serious" if query.is_serious else "",
        "offset": str(offset) if offset else "",
    }
    return f"/search?{urlencode({name: value for name, value in fields.items() if value})}"
