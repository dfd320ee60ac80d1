"""Draw a training's losses, and scores of its snapshots, as a picture.

    python recipes/ar-en-gemma/curve.py --work outputs/ar-en-gemma --to curve.svg [--scores scores.json]

``scores.json`` holds a list of ``[tokens read, set, chrF]``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from bisum.evaluation.report.plots import element

Point = tuple[float, float]  # tokens read, value

# Pixels: one panel, and the margins around its lines.
_WIDTH: Final = 720
_HEIGHT: Final = 250
_LEFT: Final = 46
_BOTTOM: Final = 34
_TOP: Final = 26
_RIGHT: Final = 120
_COLOURS: Final = ("#1f5fa8", "#b5541c", "#3c7d3c", "#7a4a94")
_SMOOTHED: Final = 25  # steps whose mean loss is one point


def curves_of(log: Iterable[str]) -> dict[str, list[Point]]:
    """Give the curves of a log: the training's loss, smoothed, and each watched set's.

    Steps that a kill undid, and that were done again, count once.
    """
    curves: defaultdict[str, list[Point]] = defaultdict(list)
    losses: list[float] = []
    for entry in _lasting([json.loads(line) for line in log]):
        if "loss" in entry:
            losses.append(entry["loss"])
            if len(losses) == _SMOOTHED:
                curves["training"].append((entry["read"], sum(losses) / _SMOOTHED))
                losses.clear()
        for name, loss in entry.get("watched", {}).items():
            curves[name].append((entry["read"], loss))
    return dict(curves)


def _lasting(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for entry in entries:
        if "loss" in entry:
            while kept and kept[-1]["step"] >= entry["step"]:
                kept.pop()
        kept.append(entry)
    return kept


def panel(title: str, curves: dict[str, list[Point]], *, top: float) -> Markup:
    """Draw one panel: a line for each curve, with its name at its end."""
    points = [point for curve in curves.values() for point in curve]
    if not points:
        return Markup("")
    most_x = max(x for x, _ in points) or 1.0
    low, high = min(y for _, y in points), max(y for _, y in points)
    span = (high - low) or 1.0
    low, high = low - 0.06 * span, high + 0.06 * span

    def place(point: Point) -> Point:
        x = _LEFT + (_WIDTH - _LEFT - _RIGHT) * point[0] / most_x
        y = top + _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - point[1]) / (high - low)
        return round(x, 1), round(y, 1)

    parts = [element("text", title, x=_LEFT, y=top + 16, font_weight="bold")]
    parts += _grid(place, most_x=most_x, low=low, high=high, foot=top + _HEIGHT - 12)
    for (name, curve), colour in zip(sorted(curves.items()), _COLOURS, strict=False):
        parts += _line(name, [place(point) for point in curve], curve[-1][1], colour)
    return Markup("").join(parts)


def _grid(place: Any, *, most_x: float, low: float, high: float, foot: float) -> list[Markup]:
    parts = []
    for n in range(5):
        value = low + (high - low) * n / 4
        x, y = place((0.0, value))
        parts.append(element("line", x1=x, y1=y, x2=_WIDTH - _RIGHT, y2=y, stroke="#ddd"))
        parts.append(element("text", f"{value:.2f}", x=x - 6, y=y + 4, text_anchor="end"))
        tokens = most_x * n / 4
        x, _ = place((tokens, low))
        parts.append(element("text", f"{tokens / 1e6:.2f} M tokens", x=x, y=foot, text_anchor="middle"))
    return parts


def _line(name: str, points: Sequence[Point], last: float, colour: str) -> list[Markup]:
    path = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    return [
        element("polyline", points=path, fill="none", stroke=colour, stroke_width=2),
        *(element("circle", cx=x, cy=y, r=3, fill=colour) for x, y in points),
        element("text", f"{name} {last:.2f}", x=x + 8, y=y + 4, fill=colour),
    ]


def picture(losses: dict[str, list[Point]], scores: dict[str, list[Point]]) -> Markup:
    """Draw the losses, and below them the scores where there are any."""
    panels = [panel("Loss of the English, nats a token", losses, top=0)]
    if scores:
        panels.append(panel("chrF, greedy", scores, top=_HEIGHT))
    return element(
        "svg",
        element("rect", width="100%", height="100%", fill="white") + Markup("").join(panels),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {_HEIGHT * len(panels)}",
        font_family="sans-serif",
        font_size=11,
    )


def main(arguments: list[str]) -> None:
    """Draw as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--scores", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    scores: defaultdict[str, list[Point]] = defaultdict(list)
    for tokens, name, chrf in json.loads(chosen.scores.read_text()) if chosen.scores else []:
        scores[name].append((tokens, chrf))
    losses = curves_of((chosen.work / "log.jsonl").read_text(encoding="utf-8").splitlines())
    chosen.to.write_text(str(picture(losses, dict(scores))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
