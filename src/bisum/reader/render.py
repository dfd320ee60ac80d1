"""Site: the pages of a run, written so that they read from a file, with no outside request."""

from __future__ import annotations

from collections.abc import Container, Iterable
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Final

from bisum.model.record import Record
from bisum.reader.article.legend import SEVERITIES
from bisum.reader.article.view import article_page
from bisum.reader.desk_notes import DeskNotes
from bisum.reader.environment import environment
from bisum.reader.lists.overview import Overview, RunFacts
from bisum.reader.lists.pages import overview_files
from bisum.reader.markdown import summary_page
from bisum.store.files.pages import LocalPages, Pages
from bisum.store.files.slugs import slug

STATIC_FILES: Final = (
    "page.css",
    "article.css",
    "lists.css",
    "desk.css",
    "article.js",
    "index.js",
    "icon.svg",
)

# Where articles' files lie, and how they end.
_OF_ARTICLES: Final = (("site/articles", ".html"), ("summaries", ".md"))
# What the overview was made of.
_CONTENTS_NAME: Final = "site/.contents"


def article_html(record: Record, desk: DeskNotes | None = None) -> str:
    """Give the page of one article; the same record always gives the same page.

    Args:
        record: What is shown.
        desk: What people put right, for a page that a server shows; None for one that
            stands by itself.
    """
    page = article_page(record)
    first_flag: dict[str, str] = {}
    for flag in page.flags:
        first_flag.setdefault(flag.severity.word, flag.key)
    words = [flag.severity.word for flag in page.flags]
    return (
        environment()
        .get_template("article.html" if desk is None else "served_article.html")
        .render(
            page=page,
            desk=desk,
            kind="article",
            sheet="article",
            root="../",
            cautions=page.cautions,
            known={quotation.key: quotation for quotation in page.speech},
            flags={flag.key: flag for flag in page.flags},
            severities=[(legend, words.count(word)) for word, legend in SEVERITIES.items()],
            first_flag=first_flag,
        )
    )


class Site:
    """The readable half of a run's folder: ``site/`` and ``summaries/``."""

    def __init__(self, place: Path | Pages) -> None:
        """Name the run's folder, or where else its pages go; nothing is written yet."""
        self._pages: Pages = LocalPages(place) if isinstance(place, Path) else place
        self._is_set_up = False

    def write_article(self, record: Record) -> None:
        """Write one article's page and its summary in Markdown."""
        self._set_up()
        name = slug(record.id)
        self._pages.write(f"summaries/{name}.md", summary_page(record))
        self._pages.write(f"site/articles/{name}.html", article_html(record))

    def write_overview(self, records: Iterable[Record], run: RunFacts) -> None:
        """Write the index, the speakers, the findings and the page about the run.

        Args:
            records: All records of the run, read once; only short rows of them are kept.
            run: What the pages say about the run itself.
        """
        self._set_up()
        written = set()
        with closing(Overview()) as overview:
            for record in records:
                overview.add(record)
            for name, text in overview_files(overview, run):
                self._pages.write(f"site/{name}", text)
                written.add(f"site/{name}")
        for folder, suffix in (("site", ".html"), ("site/data", ".js")):
            found = list(self._pages.names(folder))
            self._pages.remove(name for name in found if name.endswith(suffix) and name not in written)

    def shows(self, contents: str) -> bool:
        """Tell whether the overview is that of these contents, so that it needn't be written again."""
        return self._pages.has("site/index.html") and self._pages.read(_CONTENTS_NAME) == contents

    def note(self, contents: str) -> None:
        """Note what the overview shows, once all of it is written."""
        self._pages.flush()
        self._pages.write(_CONTENTS_NAME, contents)
        self._pages.flush()

    def prune(self, slugs: Container[str]) -> None:
        """Remove the pages and summaries of articles that the run no longer holds.

        Args:
            slugs: Those to keep.
        """
        for folder, suffix in _OF_ARTICLES:
            self._pages.remove(
                name
                for name in self._pages.names(folder)
                if name.endswith(suffix) and name[len(folder) + 1 : -len(suffix)] not in slugs
            )

    def has_all(self, n_articles: int) -> bool:
        """Tell whether so many articles have their page and their summary."""
        return all(
            sum(name.endswith(suffix) for name in self._pages.names(folder)) >= n_articles
            for folder, suffix in _OF_ARTICLES
        )

    def restore(self, records: Iterable[Record]) -> None:
        """Write the pages of those articles again that lack them: people delete ``site/`` to have it anew."""
        for record in records:
            name = slug(record.id)
            if not all(self._pages.has(f"{folder}/{name}{suffix}") for folder, suffix in _OF_ARTICLES):
                self.write_article(record)

    def _set_up(self) -> None:
        if self._is_set_up:
            return
        static = resources.files("bisum.reader") / "static"
        for name in STATIC_FILES:
            self._pages.write(f"site/static/{name}", (static / name).read_text(encoding="utf-8"))
        self._is_set_up = True
