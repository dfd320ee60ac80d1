"""The pages that look across a run, and the index's data as classic scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bisum.reader.environment import environment
from bisum.reader.legend import KINDS, SEVERITIES, STATUSES
from bisum.reader.overview import ArticleRow, Doubt, Overview, RunFacts, Said, SpeakerEntry
from bisum.reader.plain import neutral, spelled

# Articles in the index before any script runs, and in each of its data files: a page opened
# from a file can't fetch, and one file of 10,000 would hold up the first paint.
STATIC_ROWS: Final = 50
SHARD_ROWS: Final = 500
# Quotations or findings on one page: about 200 KB of HTML.
PAGE_ENTRIES: Final = 250
# Names offered while one types into the speaker's field.
_OFFERED_NAMES: Final = 200

_Chapter = tuple[SpeakerEntry | None, tuple[Said, ...], bool]


def overview_files(overview: Overview, run: RunFacts) -> Iterator[tuple[str, str]]:
    """Give name and text of each file, by its path in the site."""
    speakers = overview.speakers(run.names)
    yield "index.html", _index(overview, run, speakers)
    yield from _shards(overview)
    yield from _speaker_pages(overview, speakers)
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


def _index(overview: Overview, run: RunFacts, speakers: Sequence[SpeakerEntry]) -> str:
    order = overview.by_date()
    sources = Counter(row.source for row in overview.articles if row.source)
    return _page(
        "index",
        overview,
        run=run,
        shapes=SEVERITIES,
        rows=[overview.articles[n] for n in order[:STATIC_ROWS]],
        sources=sorted(sources.items()),
        names=[name for entry in speakers[:_OFFERED_NAMES] for name in (entry.english, entry.arabic) if name],
        n_shards=-(-len(order) // SHARD_ROWS),
        n_quotes=sum(row.n_quotes for row in overview.articles),
        n_serious=sum(1 for row in overview.articles if row.serious),
    )


def _shards(overview: Overview) -> Iterator[tuple[str, str]]:
    order = overview.by_date()
    for n, first in enumerate(range(0, len(order), SHARD_ROWS)):
        rows = [_shard_row(overview.articles[at]) for at in order[first : first + SHARD_ROWS]]
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


def _speaker_pages(overview: Overview, speakers: Sequence[SpeakerEntry]) -> Iterator[tuple[str, str]]:
    unnamed = overview.unnamed()
    chapters = list(_chapters(speakers, unnamed))
    pages = list(_paged([len(said) for _, said, _ in chapters]))
    for n, (first, last) in enumerate(pages):
        yield (
            _numbered("speakers", n),
            _page(
                "speakers",
                overview,
                chapters=chapters[first:last],
                n_speakers=len(speakers),
                n_unnamed=len(unnamed),
                page_names=[_numbered("speakers", k) for k in range(len(pages))],
                here=n,
            ),
        )


def _chapters(speakers: Sequence[SpeakerEntry], unnamed: Sequence[Said]) -> Iterator[_Chapter]:
    """Speakers with their quotations; one who fills a page is continued on the next."""
    for entry in (*speakers, None):
        said = tuple(unnamed) if entry is None else entry.said
        for first in range(0, len(said), PAGE_ENTRIES):
            yield entry, said[first : first + PAGE_ENTRIES], first > 0


def _finding_pages(overview: Overview) -> Iterator[tuple[str, str]]:
    found = overview.findings()
    kinds = Counter((doubt.severity, doubt.code) for doubt in found)
    pages = list(_paged([1] * len(found)))
    for n, (first, last) in enumerate(pages):
        yield (
            _numbered("findings", n),
            _page(
                "findings",
                overview,
                doubts=_grouped(found[first:last]),
                kinds=list(kinds.items()) if n == 0 else [],
                n_findings=len(found),
                page_names=[_numbered("findings", k) for k in range(len(pages))],
                here=n,
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


def _paged(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut a sequence into pages of at most ``PAGE_ENTRIES``; one page even where there is nothing."""
    first = 0
    filled = 0
    for n, size in enumerate(sizes):
        if filled and filled + size > PAGE_ENTRIES:
            yield first, n
            first, filled = n, 0
        filled += size
    yield first, len(sizes)


def _numbered(name: str, n: int) -> str:
    return f"{name}.html" if n == 0 else f"{name}-{n + 1}.html"
