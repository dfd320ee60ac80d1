"""Tokens a second of each engine as bars, in an SVG that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import Any

WIDTH, LABEL, ROW, TOP = 760, 230, 18, 30
OURS, OTHERS = "#2b6cb0", "#a0aec0"


def plot(figures: dict[str, Any]) -> str:
    """Draw one group of bars a run; tokens a second of the processor's time, which load changes least."""
    parts, y = [], TOP
    most = max(found["tokens_per_cpu_s"] for run in figures["runs"] for found in run["engines"].values())
    for run in figures["runs"]:
        title = f"{run['model']}, beam {run['beam']}, {run['batch']} at once, {run['sentences']} sentences"
        parts.append(f'<text x="0" y="{y}" font-weight="bold">{escape(title)}</text>')
        for name, found in run["engines"].items():
            y += ROW
            rate = found["tokens_per_cpu_s"]
            length = (WIDTH - LABEL - 60) * rate / most
            colour = OURS if name.startswith("bisum") else OTHERS
            parts.append(f'<text x="{LABEL - 8}" y="{y}" text-anchor="end">{escape(name)}</text>')
            parts.append(f'<rect x="{LABEL}" y="{y - 11}" width="{length:.0f}" height="13" fill="{colour}"/>')
            parts.append(f'<text x="{LABEL + length + 6:.0f}" y="{y}">{rate:.0f}</text>')
        y += 2 * ROW
    caption = f"Tokens a second of processor time; {figures['processor_kind']}, {figures['cores']} cores"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{escape(caption)}"><rect width="{WIDTH}" height="{y}" '
        f'fill="white"/><text x="0" y="12">{escape(caption)}</text>{"".join(parts)}</svg>\n'
    )
