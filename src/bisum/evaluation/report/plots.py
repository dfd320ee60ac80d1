"""Plots as inline SVG: nothing to load, nothing to run, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bisum.evaluation.figures.results import Difference, Figure

# Pixels of the drawing; it scales with the page.
_WIDTH: Final = 860
_LABEL: Final = 380
_RIGHT: Final = 70
_ROW: Final = 24
_TOP: Final = 26
_PLOT: Final = _WIDTH - _LABEL - _RIGHT
_N_BINS: Final = 20  # of 5 points each

_REACHES: Final = (2.0, 4.0, 10.0, 20.0, 40.0, 100.0)  # ends of an axis around 0, with whole halves
_FULL: Final = 100.0  # the end of all scales that are drawn


def element(tag: str, content: str | Markup = "", **attributes: float | str) -> Markup:
    """Give one SVG element, its attributes and its text escaped; ``class_`` is ``class``."""
    named = {
        name.rstrip("_").replace("_", "-"): f"{value:g}" if isinstance(value, float | int) else value
        for name, value in attributes.items()
    }
    written = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in named.items())
    return Markup("<{tag}{attributes}>{content}</{tag}>").format(
        tag=Markup(tag),  # noqa: S704 - a name from this module
        attributes=written,
        content=content,
    )


def is_drawn(figure: Figure) -> bool:
    """Tell whether a figure is on the scale of 0 to 100 that the plots share."""
    return figure.score is not None and figure.out_of == _FULL


def interval_plot(figures: Sequence[Figure]) -> Markup:
    """Draw scores from 0 to 100 with their intervals, one a row; nothing where there are none."""
    rows = [figure for figure in figures if is_drawn(figure)]
    if not rows:
        return Markup("")
    parts = [_axis([0.0, 25.0, 50.0, 75.0, 100.0], n_rows=len(rows), low=0.0, high=_FULL)]
    for n, figure in enumerate(rows):
        y = _TOP + _ROW * n + _ROW / 2
        x = _at(figure.score or 0.0, 0.0, _FULL)
        parts.append(_label(figure.title, y))
        if figure.interval:
            parts.append(_whisker(figure.interval.low, figure.interval.high, y, 0.0, _FULL))
        parts.append(element("circle", cx=x, cy=y, r=4, class_="dot"))
        parts.append(element("text", f"{figure.score:.1f}", x=_WIDTH - 4, y=y + 4, text_anchor="end"))
    return _drawing(parts, len(rows), "Scores with their 95 % intervals")


def change_plot(differences: Sequence[Difference]) -> Markup:
    """Draw how the second run differs from the first, with intervals, around a line at 0."""
    rows = [
        one
        for one in differences
        if one.change is not None and one.verdict.interval and is_drawn(one.first) and is_drawn(one.second)
    ]
    if not rows:
        return Markup("")
    ends = [one.verdict.interval for one in rows if one.verdict.interval]
    furthest = max(abs(end) for one in ends for end in (one.low, one.high))
    reach = next((end for end in _REACHES if end >= furthest), _FULL)
    parts = [_axis([-reach, -reach / 2, 0.0, reach / 2, reach], n_rows=len(rows), low=-reach, high=reach)]
    for n, one in enumerate(rows):
        y = _TOP + _ROW * n + _ROW / 2
        parts.append(_label(one.first.title, y))
        look = {"first": "worse", "second": "better"}.get(one.winner or "", "level")
        if one.verdict.interval:
            parts.append(_whisker(one.verdict.interval.low, one.verdict.interval.high, y, -reach, reach))
        parts.append(
            element("circle", cx=_at(one.change or 0.0, -reach, reach), cy=y, r=4, class_=f"dot {look}")
        )
        parts.append(element("text", f"{one.change:+.1f}", x=_WIDTH - 4, y=y + 4, text_anchor="end"))
    return _drawing(parts, len(rows), "Second run minus first, with 95 % intervals")


def spread_plot(title: str, scores: Sequence[float]) -> Markup:
    """Draw how many articles have which score, in steps of five points; nothing without scores."""
    if not scores:
        return Markup("")
    bins = [0] * _N_BINS
    for score in scores:
        bins[min(_N_BINS - 1, max(0, int(score * _N_BINS / _FULL)))] += 1
    width, height, tallest = 12.0, 60.0, max(bins)
    bars = [
        element(
            "rect",
            element("title", f"{n * 5} to {n * 5 + 5}: {count}"),
            x=n * width,
            y=height - height * count / tallest,
            width=width - 1,
            height=height * count / tallest,
            class_="bar",
        )
        for n, count in enumerate(bins)
        if count
    ]
    marks = [
        element("text", str(at), x=at * width * _N_BINS / _FULL, y=height + 14, text_anchor=anchor)
        for at, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    ]
    ground = element("line", x1=0, y1=height, x2=width * _N_BINS, y2=height, class_="axis")
    return element(
        "svg",
        Markup("").join([*bars, ground, *marks]),
        viewBox=f"0 0 {width * _N_BINS:g} {height + 18:g}",
        role="img",
        aria_label=f"{title}: spread over {len(scores)} articles",
        class_="spread",
    )


def _at(value: float, low: float, high: float) -> float:
    return round(_LABEL + _PLOT * (min(max(value, low), high) - low) / (high - low), 2)


def _label(text: str, y: float) -> Markup:
    return element("text", text, x=_LABEL - 12, y=y + 4, text_anchor="end")


def _whisker(low: float, high: float, y: float, start: float, end: float) -> Markup:
    return element("line", x1=_at(low, start, end), y1=y, x2=_at(high, start, end), y2=y, class_="whisker")


def _axis(ticks: Sequence[float], *, n_rows: int, low: float, high: float) -> Markup:
    bottom = _TOP + _ROW * n_rows
    lines = []
    for tick in ticks:
        x = _at(tick, low, high)
        lines.append(element("line", x1=x, y1=_TOP - 4, x2=x, y2=bottom, class_="axis"))
        lines.append(element("text", f"{tick:.3g}", x=x, y=_TOP - 10, text_anchor="middle", class_="tick"))
    return Markup("").join(lines)


def _drawing(parts: Sequence[Markup], n_rows: int, label: str) -> Markup:
    return element(
        "svg",
        Markup("").join(parts),
        viewBox=f"0 0 {_WIDTH} {_TOP + _ROW * n_rows + 6}",
        role="img",
        aria_label=label,
        class_="plot",
    )
