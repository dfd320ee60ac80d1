"""Brief -> one page of HTML, in the style of the run's other pages."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from bisum.reader.article.legend import SEVERITIES, severity_of, status_of
from bisum.reader.brief.contents import Brief
from bisum.reader.environment import environment
from bisum.store.files.atomic import write_text

PAGE_NAME: Final = "brief.html"
_SHEET: Final = "brief.css"
_COMMON_SHEET: Final = "page.css"

# Articles' pages are written before there is a brief and not again after it: all of them have the
# link, and this line of the style sheet that they share shows it.
SHOWN: Final = ".masthead nav a.brief { display: inline; }\n"

BONDS: Final = MappingProxyType(
    {
        "independent": "independent",
        "copy": "the same text",
        "version": "another version",
        "overlap": "shares much text",
    }
)
"""What the bonds between articles are called on the page and in Markdown."""

LINKS: Final = MappingProxyType({"copy": "as", "version": "of", "overlap": "with"})
"""The words between a bond and the article that it is to."""


def brief_html(brief: Brief, root: str = "") -> str:
    """Give the page; the same brief always gives the same page.

    Args:
        brief: To show.
        root: Address of the run's site as seen from the page, ending in ``/``; empty for a
            page that stands in the site.
    """
    template = environment().get_template("brief.html")
    return template.render(
        brief=brief,
        kind="brief",
        sheet="lists",
        root=root,
        cautions=brief.cautions,
        shapes=SEVERITIES,
        bonds=BONDS,
        links=LINKS,
        severity_of=severity_of,
        status_of=status_of,
    )


def write_page(brief: Brief, site: Path, output: Path | None = None) -> Path:
    """Write the page and its style sheet; in the site, also show the link to it on all pages.

    Args:
        brief: To show.
        site: The run's ``site`` folder, with the articles' pages.
        output: Where to write; the site's ``brief.html`` for None. Its links lead to the
            site by a relative path, so the two keep their places to each other.

    Returns:
        Where it was written.
    """
    path = site / PAGE_NAME if output is None else output
    static = resources.files("bisum.reader") / "static"
    for folder in (site / "static", path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    write_text(site / "static" / _SHEET, (static / _SHEET).read_text(encoding="utf-8"))
    if path.resolve() == (site / PAGE_NAME).resolve():
        write_text(
            site / "static" / _COMMON_SHEET, (static / _COMMON_SHEET).read_text(encoding="utf-8") + SHOWN
        )
    way = os.path.relpath(site.resolve(), path.parent.resolve())
    write_text(path, brief_html(brief, "" if way == "." else f"{quote(way)}/"))
    return path
