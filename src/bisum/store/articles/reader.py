"""Articles from files, folders, stores and hub data sets, one by one.

    for outcome in Reader(["articles/", "more.jsonl.xz"]):
        ...  # an Article, or the Failure that stands in its place

Nothing that can be read is lost without a word: whatever isn't an article is a
``Failure`` with its place, whole files left out are in ``Reader.skipped``, and what was
taken with a doubt is in ``Reader.notices``. See ``docs/input.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bisum.errors import ArticleError
from bisum.model.article import Article
from bisum.model.base import Value
from bisum.model.record import Failure
from bisum.store.articles.csv_files import read_csv
from bisum.store.articles.draft import READ, Draft, Flaw, finish, shorten
from bisum.store.articles.encoding import WINDOWS_1256
from bisum.store.articles.fields import ENCODING_FIELD
from bisum.store.articles.json_lines import count_lines, read_json, read_lines
from bisum.store.articles.sources import Kind, Skipped, Source, find_sources, is_local
from bisum.store.articles.tables import read_hub, read_parquet
from bisum.store.articles.text_files import read_text
from bisum.store.files.scratch import Register


class Notice(Value, frozen=True, kw_only=True):
    """Something about a file that the reader of its articles should know."""

    place: str
    message: str


class Reader:
    """Reads articles in a fixed order, holding one at a time.

    Files come in the order given, those of a folder by name, folders in folders too.
    Each round of iteration reads anew.

    Attributes:
        skipped: The files and folders left out so far.
        notices: What else was noticed so far.
        finished: The files and hub data sets read to their end so far, as they were given.
    """

    def __init__(self, inputs: Sequence[Path | str]) -> None:
        """Remember the inputs; nothing is opened before the first article is asked for."""
        self._inputs = tuple(inputs)
        self.skipped: list[Skipped] = []
        self.notices: list[Notice] = []
        self.finished: list[str] = []

    def __iter__(self) -> Iterator[Article | Failure]:
        """Read everything.

        Yields:
            Articles and failures; no id comes twice over both together.

        Raises:
            ConfigError: An input doesn't exist or a hub data set can't be had.
        """
        self.skipped, self.notices, self.finished = [], [], []
        ids = _Ids()
        for source in find_sources(self._inputs):
            if isinstance(source, Skipped):
                self.skipped.append(source)
                continue
            n_repeated, given = 0, ""
            try:
                for draft in _drafts(source):
                    settled = ids.settle(draft)
                    if isinstance(settled, _Repeated):
                        n_repeated, given = n_repeated + 1, settled.given
                        continue
                    yield settled
                    self._note_encoding(draft, source)
            except ArticleError as error:
                yield ids.fail(_break_off(source, error))
            else:
                self.finished.append(source.shown)
            if n_repeated:
                message = (
                    f"repeats {n_repeated} article(s) word for word, the last from {given}; each counts once"
                )
                self.notices.append(Notice(place=source.shown, message=message))

    def estimate(self) -> int | None:
        """Count what reading would give, without looking at the articles themselves.

        Returns:
            About the number of articles and failures; None where only the hub or a store knows:
            to count them would be to fetch everything twice.

        Raises:
            ConfigError: An input doesn't exist.
        """
        if not all(map(is_local, self._inputs)):
            return None
        n_drafts = 0
        for source in find_sources(self._inputs):
            if isinstance(source, Skipped):
                continue
            n_drafts += _count_drafts(source)
        return n_drafts

    def _note_encoding(self, draft: Draft | Flaw, source: Source) -> None:
        if isinstance(draft, Flaw) or ENCODING_FIELD not in draft.extra:
            return
        message = f"read as {WINDOWS_1256}: it isn't UTF-8, and reads as Arabic that way"
        notice = Notice(place=source.shown, message=message)
        if notice not in self.notices[-1:]:
            self.notices.append(notice)


def _count_drafts(source: Source) -> int:
    if source.kind is Kind.TEXT:
        return 1
    if source.kind is Kind.LINES:
        return count_lines(source)
    n_drafts = 0
    try:
        for _ in _drafts(source):
            n_drafts += 1
    except ArticleError:
        n_drafts += 1
    return n_drafts


def _break_off(source: Source, error: ArticleError) -> Flaw:
    """Stand for all that could not be read of a source."""
    known = source.stem if source.kind is Kind.TEXT else None
    return Flaw(place=source.shown, reason=f"{error}; nothing more of this file was read", id=known)


def _drafts(source: Source) -> Iterator[Draft | Flaw]:
    match source.kind:
        case Kind.TEXT:
            yield read_text(source)
        case Kind.LINES:
            yield from read_lines(source)
        case Kind.JSON:
            yield from read_json(source)
        case Kind.CSV | Kind.TSV:
            yield from read_csv(source)
        case Kind.PARQUET:
            yield from read_parquet(source)
        case Kind.HUB:
            yield from read_hub(source)


class _Repeated(NamedTuple):
    """An article that was given before, word for word, and where."""

    given: str


class _Ids:
    """Sees to it that no id is given out twice."""

    def __init__(self) -> None:
        # Digest and place of what has an id; a failure's digest is empty.
        self._given = Register()

    def settle(self, draft: Draft | Flaw) -> Article | Failure | _Repeated:
        """Make the article, or the failure that stands for it."""
        if isinstance(draft, Flaw):
            return self.fail(draft)
        given = self._given.get(draft.id)
        try:
            article = finish(draft)
        except ArticleError as error:
            return self.fail(Flaw(place=draft.place, reason=str(error), id=draft.id))
        if given is None:
            self._given.put(article.id, f"{article.digest} {article.place}")
            return article
        digest, _, place = given.partition(" ")
        if digest == article.digest:
            return _Repeated(place)
        return self.fail(Flaw(place=draft.place, reason="", id=draft.id))

    def fail(self, flaw: Flaw) -> Failure:
        """Make the failure for what is no article, or no new one."""
        given = self._given.get(flaw.id) if flaw.id is not None else None
        found, reason = flaw.id, flaw.reason
        if found is not None and given is not None:
            reason = (
                f"id {shorten(found)} was already given at {given.partition(' ')[2]}; "
                "the first one counts: take out whichever is out of date, or give one of them another id"
            )
        chosen = found if found is not None and given is None and _is_usable(found) else flaw.place
        n_taken = 1
        while chosen in self._given:
            n_taken += 1
            chosen = f"{flaw.place} ({n_taken})"
        self._given.put(chosen, f" {flaw.place}")
        return Failure(id=chosen, stage=READ, reason=reason, place=flaw.place)


def _is_usable(found: str) -> bool:
    try:
        Article(id=found, paragraphs=())
    except ValueError:
        return False
    return True
