"""The pages that look across a run, and the index's data as classic scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, count, islice
from typing import Final, NamedTuple

import msgspec

from bisum.reader.article.legend import KINDS, SEVERITIES, STATUSES
from bisum.reader.article.plain import spelled
from bisum.reader.environment import environment
from bisum.reader.lists.overview import Overview, RunFacts
from bisum.reader.lists.rows import ArticleRow, Doubt, Said, SpeakerEntry
from bisum.text import neutral

# Articles in the index before any script runs, and in each of its data files: a page opened
# from a file can't fetch, and one file of 10,000 would hold up the first paint.
STATIC_ROWS: Final = 50
SHARD_ROWS: Final = 500
# Quotations or findings on one page: about 200 KB of HTML.
PAGE_ENTRIES: Final = 250
# Names offered while one types into the speaker's field.
_OFFERED_NAMES: Final = 200
# Pages on either side that a page links to.
_NEAR: Final = 3

_Chapter = tuple[SpeakerEntry | None, list[Said], bool]


class Paging(NamedTuple):
    """Where a page stands among its like.

    Attributes:
        n_pages: How many there are.
        here: Its number, from 0.
        links: Number and file of those that it leads to; None for a gap.
    """

    n_pages: int
    here: int
    links: tuple[tuple[int, str] | None, ...]


def overview_files(overview: Overview, run: RunFacts) -> Iterator[tuple[str, str]]:
    """Give name and text of each file, by its path in the site."""
    overview.sort_speakers(run.names)
    yield "index.html", _index(overview, run)
    yield from _shards(overview)
    yield from _speaker_pages(overview)
    yield from _finding_pages(overview)
    yield (
        "about.html",
        _page("about", overview, run=run, statuses=STATUSES, severities=SEVERITIES, kinds=KINDS),
    )


def _page(kind: str, overview: Overview, **values: object) -> str:
    template = environment().get_template(f"{kind}.html")
    return template.render(
        kind=kind,
        sheet="lists",
        root="",
        cautions=tuple(overview.cautions),
        articles=overview.articles,
        **values,
    )


def _index(overview: Overview, run: RunFacts) -> str:
    offered = islice(overview.speakers(), _OFFERED_NAMES)
    return _page(
        "index",
        overview,
        run=run,
        shapes=SEVERITIES,
        rows=list(islice(overview.by_date(), STATIC_ROWS)),
        sources=overview.sources(),
        names=[name for entry, _ in offered for name in (entry.english, entry.arabic) if name],
        n_shards=-(-len(overview.articles) // SHARD_ROWS),
        n_quotes=overview.n_quotes,
        n_serious=overview.n_serious,
    )


def _shards(overview: Overview) -> Iterator[tuple[str, str]]:
    order = overview.by_date()
    for n in count():
        rows = [_shard_row(row) for row in islice(order, SHARD_ROWS)]
        if not rows:
            return
        yield f"data/articles-{n:03d}.js", f"bisumRows({n}, {msgspec.json.encode(rows).decode()});\n"


def _shard_row(row: ArticleRow) -> tuple[object, ...]:
    """Give a row as ``index.js`` reads it: the order of the fields is a contract between the two."""
    return (
        row.slug,
        neutral(row.title_english or ""),
        neutral(row.title or ""),
        "" if row.title_english or row.title else spelled(row.id),
        neutral(row.summary),
        neutral(row.source or ""),
        neutral(row.published or ""),
        row.day or "",
        row.n_quotes,
        row.serious,
        row.warnings,
        row.notes,
        tuple((neutral(english), neutral(arabic)) for english, arabic in row.speakers),
    )


def _speaker_pages(overview: Overview) -> Iterator[tuple[str, str]]:
    n_speakers, n_unnamed = overview.n_speakers, overview.n_unnamed
    pages = list(_paged(_sizes(overview)))
    chapters = _chapters(overview)
    for n, n_chapters in enumerate(pages):
        yield (
            _numbered("speakers", n),
            _page(
                "speakers",
                overview,
                chapters=list(islice(chapters, n_chapters)),
                n_speakers=n_speakers,
                n_unnamed=n_unnamed,
                place=_paging("speakers", n, len(pages)),
            ),
        )


def _chapters(overview: Overview) -> Iterator[_Chapter]:
    """Speakers with their quotations; one who fills a page is continued on the next."""
    for entry, said in chain(overview.speakers(), [(None, overview.unnamed())]):
        goes_on = False
        while some := list(islice(said, PAGE_ENTRIES)):
            yield entry, some, goes_on
            goes_on = True


def _sizes(overview: Overview) -> Iterator[int]:
    """Give how many quotations each chapter has."""
    for n_said in chain((entry.n_said for entry, _ in overview.speakers()), [overview.n_unnamed]):
        for first in range(0, n_said, PAGE_ENTRIES):
            yield min(PAGE_ENTRIES, n_said - first)


def _finding_pages(overview: Overview) -> Iterator[tuple[str, str]]:
    kinds = Counter((doubt.severity, doubt.code) for doubt in overview.findings())
    found = overview.findings()
    n_pages = max(1, -(-kinds.total() // PAGE_ENTRIES))
    # How many findings stand before the first of each kind.
    before = accumulate(kinds.values(), initial=0)
    listed = [
        (severity, code, n, _numbered("findings", first // PAGE_ENTRIES) if n_pages > 1 else None)
        for ((severity, code), n), first in zip(kinds.items(), before, strict=False)
    ]
    for n in range(n_pages):
        yield (
            _numbered("findings", n),
            _page(
                "findings",
                overview,
                doubts=_grouped(list(islice(found, PAGE_ENTRIES))),
                kinds=listed if n == 0 else [],
                n_findings=kinds.total(),
                place=_paging("findings", n, n_pages),
            ),
        )


def _grouped(doubts: Sequence[Doubt]) -> list[tuple[Doubt, list[Doubt]]]:
    """Neighbours of one severity and code, each group after its first."""
    groups: list[tuple[Doubt, list[Doubt]]] = []
    for doubt in doubts:
        if groups and (groups[-1][0].severity, groups[-1][0].code) == (doubt.severity, doubt.code):
            groups[-1][1].append(doubt)
        else:
            groups.append((doubt, [doubt]))
    return groups


def _paged(sizes: Iterable[int]) -> Iterator[int]:
    """Give how many chapters each page takes, at most ``PAGE_ENTRIES`` in all; there is always one page."""
    n_chapters = filled = 0
    for size in sizes:
        if filled and filled + size > PAGE_ENTRIES:
            yield n_chapters
            n_chapters = filled = 0
        n_chapters += 1
        filled += size
    yield n_chapters


def _paging(name: str, here: int, n_pages: int) -> Paging:
    """Lead to the first page, the last and those near this one."""
    near = range(max(0, here - _NEAR), min(n_pages, here + _NEAR + 1))
    numbers = sorted({0, *near, n_pages - 1})
    links: list[tuple[int, str] | None] = []
    for n in numbers:
        if links and links[-1] is not None and links[-1][0] != n:
            links.append(None)
        links.append((n + 1, _numbered(name, n)))
    return Paging(n_pages, here, tuple(links))


def _numbered(name: str, n: int) -> str:
    return f"{name}.html" if n == 0 else f"{name}-{n + 1}.html"
