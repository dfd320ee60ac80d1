"""Keys that earlier versions knew, and what took their place."""

from __future__ import annotations

from typing import Final

_PINNED: Final = "a revision stands behind the model's name now: {0}: owner/name@revision"

GONE: Final[dict[tuple[str, ...], str]] = {
    ("translate", "revision"): _PINNED.format("translate.model"),
    ("retry", "revision"): _PINNED.format("retry.model"),
    ("summary", "revision"): _PINNED.format("summary.model"),
    ("summary", "arabic_revision"): _PINNED.format("summary.arabic_model"),
    ("summary", "entailment_revision"): _PINNED.format("summary.entailment"),
    ("quotes", "revision"): _PINNED.format("quotes.names"),
    ("run", "overlap"): "bisum reads ahead wherever a model works; leave the key out",
}
"""What to do instead, by the key; 0.1.0 of 2026-11-22 still had them."""
