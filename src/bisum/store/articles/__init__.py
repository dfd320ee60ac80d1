"""Articles: what comes in, from files of every kind, folders, stores and data sets, one after the other."""

from __future__ import annotations

from bisum.store.articles.reader import Reader

__all__ = ["Reader"]
