"""The summaries that any other has to beat: the first sentences of the article."""

from __future__ import annotations

from typing import Final

from bisum.evaluation.texts.rouge import plain
from bisum.model.record import Record

N_LEAD: Final = 3
"""Sentences of a lead: the usual baseline for news."""


def lead(record: Record, language: str) -> str:
    """Give the first three sentences; page furniture, datelines and what has no English left out."""
    return " ".join(_sentences(record, language)[:N_LEAD])


def lead_of_words(record: Record, language: str) -> str:
    """Give the article's beginning, of as many words as the summary has."""
    n_words = len(plain(getattr(record.summary, language)).split())
    return " ".join(" ".join(_sentences(record, language)).split()[:n_words])


def _sentences(record: Record, language: str) -> list[str]:
    found = []
    for paragraph in record.paragraphs:
        if paragraph.furniture:
            continue
        for sentence in paragraph.sentences:
            start = max(sentence.start, paragraph.dateline_end or 0)
            if start >= sentence.end:
                continue
            text = paragraph.arabic[start : sentence.end] if language == "arabic" else sentence.english
            if text and text.strip():
                found.append(text.strip())
    return found
