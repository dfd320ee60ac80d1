"""Results as one HTML file that works offline and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Final

import jinja2
from markupsafe import Markup, escape

from bisum import __version__
from bisum.display.templates import environment, isolate
from bisum.display.words import count
from bisum.evaluation.figures.results import Comparison, Evaluation, Example
from bisum.evaluation.judging.sheet import SheetRow
from bisum.evaluation.report.plots import change_plot, interval_plot, spread_plot
from bisum.evaluation.report.wording import chance, differing, n_of, titled, written
from bisum.text import neutral

# Measures whose spread over articles is drawn, as far as they were measured.
_SPREADS: Final = ("chrf", "rougel_english", "rougel_arabic", "right_speaker", "kept", "grounded")
_ARABIC_RUN: Final = re.compile("[\u0600-\u06ff]+(?:[ «»“”‘’،-]+[\u0600-\u06ff]+)*")


def evaluation_page(found: Evaluation) -> str:
    """Give the report on one run."""
    titles = {figure.measure: figure.title for figure in found.figures}
    spreads = []
    for name in _SPREADS:
        scores = [one.scores.get(name) for one in found.articles]
        known = [score for score in scores if score is not None]
        if name in titles and known:
            spreads.append((titles[name], spread_plot(titles[name], known)))
    return _render(
        "evaluation.html",
        found=found,
        sections=[(name, list(rows)) for name, rows in groupby(found.figures, key=lambda one: one.section)],
        plot=interval_plot(found.figures),
        spreads=spreads,
        examples=_by_kind(found.examples),
    )


def comparison_page(found: Comparison) -> str:
    """Give the report on two runs."""
    rows = groupby(found.differences, key=lambda one: one.first.section)
    return _render(
        "comparison.html",
        found=found,
        sections=[(name, list(differences)) for name, differences in rows],
        plot=change_plot(found.differences),
        examples=_by_kind(found.examples),
    )


def sheet_page(rows: Sequence[SheetRow]) -> str:
    """Give a blind sheet to read; answers go into the CSV beside it."""
    return _render("sheet.html", rows=rows)


def _by_kind(examples: Sequence[Example]) -> list[tuple[str, list[Example]]]:
    return [(kind, list(group)) for kind, group in groupby(examples, key=lambda one: one.kind)]


def _render(template: str, **values: object) -> str:
    style = resources.files("bisum.evaluation.report").joinpath("templates", "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template(template)
        .render(style=Markup(style), style_digest=digest, version=__version__, **values)  # noqa: S704 - our own file
    )


@cache
def _environment() -> jinja2.Environment:
    return environment(
        "bisum.evaluation.report",
        figure=written,
        chance=chance,
        english=_english,
        n_of=n_of,
        titled=titled,
        differing=differing,
        count=count,
    )


def _english(text: str) -> Markup:
    """Give an English line in which each stretch of Arabic keeps to itself."""
    plain, at, parts = neutral(text), 0, []
    for found in _ARABIC_RUN.finditer(plain):
        parts += [escape(plain[at : found.start()]), isolate(found.group())]
        at = found.end()
    return Markup("").join([*parts, escape(plain[at:])])
