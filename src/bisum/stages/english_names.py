"""The English mention of each speaker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bisum.model.bitext import Translation
from bisum.model.quote import Speaker
from bisum.model.span import Span
from bisum.stages.carry import Side, range_of
from bisum.stages.project import project

_SURE_SHARE: Final = 0.5  # of a mention's words that must have a link into its English


class EnglishNames:
    """Finds how the English of an article calls its speakers."""

    def __init__(self, sides: Mapping[int | None, Side], translation: Translation) -> None:
        self._sides = sides
        self._alone = {form.arabic: form.english for form in translation.names}
        self._known: dict[tuple[str, Span], str | None] = {}

    def of(self, speaker: Speaker) -> str | None:
        """Give the speaker's English mention where the name stands, else the name's translation alone."""
        key = (speaker.name, speaker.span)
        if key not in self._known:
            self._known[key] = self._in_text(speaker.span) or self._alone.get(speaker.name)
        return self._known[key]

    def _in_text(self, span: Span) -> str | None:
        side = self._sides.get(span.paragraph)
        cluster = side.cluster(span) if side else None
        if cluster is None:
            return None
        start, end = range_of(cluster.texts.arabic, span.start - cluster.start, span.end - cluster.start)
        found = project(cluster.texts, start, end)
        if found is None or found.share < _SURE_SHARE:
            return None
        words = cluster.texts.english
        text = cluster.english[words[found.first].start : words[found.last].end]
        return text.removesuffix("'s").removesuffix("’s")
