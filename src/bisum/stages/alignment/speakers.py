"""The English mention of each speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bisum.model.bitext import Translation
from bisum.model.quote import Speaker
from bisum.model.span import Span
from bisum.stages.alignment.carry import Cluster, Side, range_of
from bisum.stages.alignment.mentions import (
    CALLING,
    LEADING,
    LEAST_NAME,
    TRAILING,
    head_in,
    is_office,
    mention_in,
    words_over,
)
from bisum.stages.bilingual.identity import is_named, name_words
from bisum.stages.bilingual.links import Bilingual
from bisum.stages.bilingual.name_match import is_all_name
from bisum.stages.english.draft import without_marks
from bisum.stages.english.subjects import subject_in

_CLAIMED: Final = 0.6  # links, of words that render something else
_LEAST_SURNAME: Final = 4  # letters; a shorter word may be another one


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
            self._known[key] = (
                self._in_text(speaker.span)
                or self._elsewhere(speaker.name)
                or self._alone.get(speaker.name)
                or self._surname(speaker.name)
                or self._subject(speaker)
                or self._head(speaker.span)
            )
        return self._known[key]

    def _in_text(self, span: Span) -> str | None:
        found = self._words(span)
        return mention_in(*found) if found else None

    def _head(self, span: Span) -> str | None:
        """Give the English of a description's head alone: «المحامون في مجلس الدعوى», "Attorneys"."""
        found = self._words(span)
        return head_in(*found) if found else None

    def _words(self, span: Span) -> tuple[Bilingual, int, int] | None:
        side = self._sides.get(span.paragraph)
        cluster = side.cluster(span) if side else None
        if cluster is None:
            return None
        return cluster.texts, *words_over(
            cluster.texts.arabic, span.start - cluster.start, span.end - cluster.start
        )

    def _elsewhere(self, name: str) -> str | None:
        """Look at the other places where the article names the speaker in the same words."""
        for number, side in self._sides.items():
            at = side.arabic.find(name)
            while at >= 0:
                found = self._in_text(Span(paragraph=number, start=at, end=at + len(name)))
                if found:
                    return found
                at = side.arabic.find(name, at + 1)
        return None

    def _surname(self, name: str) -> str | None:
        """Look for the places where the last word of a name stands alone; only a name is taken there."""
        words = name.split()
        if len(words) < LEAST_NAME or len(words[-1]) < _LEAST_SURNAME or is_office(name_words(name)):
            return None
        alone = re.compile(rf"(?<!\w){re.escape(words[-1])}(?!\w)")
        for number, side in self._sides.items():
            for match in alone.finditer(side.arabic):
                found = self._in_text(Span(paragraph=number, start=match.start(), end=match.end()))
                if found and is_all_name(found):
                    return found
        return None

    def _subject(self, speaker: Speaker) -> str | None:
        """Take the only subject that speaks in the English of where a description stands."""
        if is_named(name_words(speaker.name)):
            return None
        for span in filter(None, (speaker.mention, speaker.span)):
            side = self._sides.get(span.paragraph)
            cluster = side.cluster(span) if side else None
            place = subject_in(cluster.english) if cluster else None
            if cluster and place and not _is_claimed(cluster, span, place):
                text = cluster.english[slice(*place)]
                is_calling = any(map(CALLING.search, text.split()))
                if is_calling or not is_office(name_words(speaker.name)):
                    return without_marks(text[0].lower() + text[1:])
        return None


def _is_claimed(cluster: Cluster, span: Span, place: tuple[int, int]) -> bool:
    """Tell whether English words render something else in the Arabic rather than a mention."""
    texts = cluster.texts
    rows = words_over(texts.arabic, span.start - cluster.start, span.end - cluster.start)
    telling = range(*range_of(texts.english, *place))
    columns = [n for n in telling if texts.english[n].folded not in LEADING | TRAILING]
    inside = float(texts.agreed[slice(*rows), columns].sum())
    return float(texts.agreed[:, columns].sum()) - inside > inside + _CLAIMED
