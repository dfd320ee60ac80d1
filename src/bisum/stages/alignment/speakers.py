"""The English mention of each speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from bisum.model.bitext import Translation
from bisum.model.quote import Speaker
from bisum.model.span import Span
from bisum.stages.alignment.carry import Cluster, Side, range_of
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.identity import is_name_or_unlisted, is_named, name_words
from bisum.stages.bilingual.lexicon import Floats
from bisum.stages.bilingual.links import Bilingual
from bisum.stages.bilingual.name_match import is_all_name
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word
from bisum.stages.english.draft import without_marks
from bisum.stages.english.subjects import subject_in

# By hand, with the English speakers of ntrex-dev's annotated quotations in view.
_SURE_SHARE: Final = 0.5  # of a mention's words that must have a link into its English
_DESCRIBED_SHARE: Final = 0.6  # the same, for one or two words whose English is no name
_SURE_HEAD: Final = 0.5  # probability from which the English of a head stands for the description
_LINKED: Final = 0.25  # probability from which a word counts as linked
_OWN: Final = 0.7  # of a word's best link; with less, another word is its English
_UNLINKED: Final = 0.12  # what an unlinked word between linked ones costs, in links
_HEAD: Final = 0.5  # of its first word's links, which count besides: an office without its head is another
_BREAK: Final = 2.0  # what a stop between two words costs: a mention doesn't go over one
_MARKS: Final = frozenset('“”"«»')
_BREAKS: Final = frozenset(",.:;!?()") | _MARKS
_CLAIMED: Final = 0.6  # links, of words that render something else
_LEAST_NAME: Final = 2  # words of a name that has a surname
_LEAST_SURNAME: Final = 4  # letters; a shorter word may be another one
_LEADING: Final = frozenset({"the", "a", "an", "one"})
_CLAIM: Final = 0.2  # strength of a link before neighbours agree, without which nothing else claims a name
_MOST_NAME: Final = 4  # words of a name that stands behind an office
_SOME: Final = frozenset({"احد", "احدي", "بعض", "عدد", "العديد", "عديد", "جميع", "كل", "من"})  # before a head
_LINKS: Final = frozenset({"al", "el", "bin", "ben", "ibn", "abu", "bou", "ould", "de", "di", "van", "von"})
_ARTICLES: Final = frozenset({"al", "el"})
_ARABIC_LINKS: Final = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ولد", "دي", "فان", "فون"})
_TRAILING: Final = frozenset(
    {"the", "a", "an", "of", "in", "and", "s", "to", "for", "by", "who", "that", "said"}
)

# How English words for offices and callings end; one of them renders the head of a description, link or not.
_CALLING: Final = re.compile(
    r"(?:er|or|ist|ian|man|woman|person|people|head|chief|president|king|queen|pm|mp|ceo|resident|student|judge|expert"
    r"|coach|star|champion|agent|captain|source|victim|general|envoy|spokes\w+|patron|secretary|chair|king|mufti|emir)s?$",
    re.IGNORECASE,
)


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
        return cluster.texts, *_range_over(
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
        if len(words) < _LEAST_NAME or len(words[-1]) < _LEAST_SURNAME or _is_office(name_words(name)):
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
                is_calling = any(map(_CALLING.search, text.split()))
                if is_calling or not _is_office(name_words(speaker.name)):
                    return without_marks(text[0].lower() + text[1:])
        return None


def _is_claimed(cluster: Cluster, span: Span, place: tuple[int, int]) -> bool:
    """Tell whether English words render something else in the Arabic rather than a mention."""
    texts = cluster.texts
    rows = _range_over(texts.arabic, span.start - cluster.start, span.end - cluster.start)
    telling = range(*range_of(texts.english, *place))
    columns = [n for n in telling if texts.english[n].folded not in _LEADING | _TRAILING]
    inside = float(texts.agreed[slice(*rows), columns].sum())
    return float(texts.agreed[:, columns].sum()) - inside > inside + _CLAIMED


def _range_over(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Give the words that lie in a stretch or begin before it, as behind a preposition: «لمصدر عسكري»."""
    over = [n for n, word in enumerate(words) if word.start < end and start < word.end]
    return (over[0], over[-1] + 1) if over else (0, 0)


def mention_in(texts: Bilingual, start: int, end: int) -> str | None:
    """Give the English words that render a mention, None where too few of its words have a link."""
    words, grid = texts.english, texts.agreed
    if start >= end or not words:
        return None
    inside = np.minimum(1.0, grid[start:end].sum(axis=0))
    outside = _claims(texts, start, end)
    unlinked = np.maximum(0.0, 1.0 - (inside + outside) / _LINKED)
    votes = inside - outside - _UNLINKED * unlinked + _HEAD * grid[start]
    said = texts.arabic_text[texts.arabic[start].start : texts.arabic[end - 1].end]
    is_marked = not _MARKS.isdisjoint(said)  # «دراسة لـ"معهد الأفق"»: the English has its name in marks too
    first, last = _best_run(texts, votes, _BREAKS - _MARKS if is_marked else _BREAKS)
    while first < last and (inside[first] < _LINKED and words[first].folded not in _LEADING):
        first += 1
    while first < last and (inside[last] < _LINKED or words[last].folded in _TRAILING):
        last -= 1
    first, last = _whole_name(texts, first, last, mention=(start, end), outside=outside)
    telling = [n for n in range(start, end) if texts.arabic[n].stem not in STOPWORDS]
    linked = grid[telling or [start], first : last + 1].sum(axis=1) >= _LINKED
    # A surname alone names a person; half of «leader of the team» names nobody.
    is_proper = all(words[n].text[0].isupper() for n in (first, last))
    run = [n for n in range(first, last + 1) if words[n].text.casefold() not in _TRAILING]
    is_headless = grid[start, first : last + 1].sum() < _LINKED and not any(
        _CALLING.search(words[n].text) for n in run
    )
    if is_headless and _is_office([word.folded for word in texts.arabic[start:end]]):
        return None  # «رئيس اللجنة المالية» isn't the finance committee
    if not run or linked.mean() < (_SURE_SHARE if is_proper or len(telling) > 2 else _DESCRIBED_SHARE):
        return None
    last = _named_by_english(texts, last, (start, end))
    if first and words[first - 1].folded in _LEADING and words[first].text[0].islower():
        first -= 1
    text = _unbroken(texts.english_text, words[first].start, words[last].end)
    following = words[first + 1 : first + 2]
    if words[first].folded in _LEADING and following and following[0].text[0].islower():
        text = text[0].lower() + text[1:]
    return without_marks(text.removesuffix("'s").removesuffix("’s")) or None


def _claims(texts: Bilingual, start: int, end: int) -> Floats:
    """Give how much each English word renders of what stands beside a mention.

    A word whose English is surely another one claims nothing: of «China» and «Chinese» each has its own.
    """
    others = np.delete(texts.agreed, slice(start, end), axis=0)
    if not len(others):
        return np.zeros(len(texts.english))
    own = others >= _OWN * others.max(axis=1, keepdims=True)
    own |= np.array([word.folded in _LEADING for word in texts.english])
    claims: Floats = np.minimum(1.0, np.where(own, others, 0.0).sum(axis=0))
    return claims


def head_in(texts: Bilingual, start: int, end: int) -> str | None:
    """Give the English of a description's head; None where it is unsure or a name."""
    words, is_one = texts.english, end - start < _LEAST_NAME
    while start + 1 < end and texts.arabic[start].folded in _SOME:
        start += 1
    if is_one or not words or is_name_or_unlisted(texts.arabic[start].folded):
        return None
    at = int(np.argmax(texts.agreed[start]))
    is_told = texts.agreed[start, at] >= _SURE_HEAD and words[at].folded not in STOPWORDS
    if not is_told or (at and words[at].text[0].isupper()):
        return None
    first = at - 1 if at and words[at - 1].folded in _LEADING else at
    last = _named_by_english(texts, at, (start, end))
    return without_marks(texts.english_text[words[first].start : words[last].end])


def _unbroken(text: str, start: int, end: int) -> str:
    """Give a stretch of a text with the whole of a hyphenated name, or of «U.S.», at its ends."""
    before = re.search(r"(?:[^\W\d_]+-)+$|(?<!\w)(?:[A-Z]\.)+$", text[:start])
    after = re.match(r"(?:-[^\W\d_]+)+|(?:\.[A-Z])*\.(?=[ ,])", text[end:])
    is_short = end - start == 1 or text[max(0, end - 2) : end - 1] == "."  # «U.S.» keeps its points
    if before and text[start].isupper():
        start = before.start()
    if after and text[start].isupper() and (is_short or after.group()[0] == "-"):
        end += after.end()
    return text[start:end]


def _is_office(words: Sequence[str]) -> bool:
    """Tell whether folded words are an office or a calling without the name of who has it."""
    return "role" in look_up(words[0]).tags and not (len(words) > 1 and is_name_or_unlisted(words[1]))


def _whole_name(
    texts: Bilingual, first: int, last: int, *, mention: tuple[int, int], outside: Floats
) -> tuple[int, int]:
    """Take in the names beside a name («Lora» of «Lora Chou») that nothing else in the Arabic claims.

    A transliteration too free to be linked still stands beside the name it belongs to, also behind an article
    («al-Tayloul» of «Najla al-Tayloul»). The English doesn't outgrow the Arabic; «al» and «bin» don't count.
    """
    words = texts.english
    room = sum(word.folded not in _ARABIC_LINKS for word in texts.arabic[slice(*mention)])

    def belongs(at: int, beside: int) -> bool:
        if not 0 <= at < len(words) or _n_names(words[first : last + 1]) >= room:
            return False
        left, right = sorted((at, beside))
        is_next = texts.english_text[words[left].end : words[right].start] in {" ", "-"}
        is_link = words[beside].folded in _LINKS
        both = words[at].text[0].isupper() and (is_link or words[beside].text[0].isupper())
        return is_next and both and words[at].folded not in _LEADING and outside[at] < _LINKED

    def step(beside: int, way: int) -> int:
        """Give how many words lead from one of a name to its next, 0 where none does."""
        if belongs(beside + way, beside):
            return 1
        article = beside + way
        is_article = 0 <= article < len(words) and words[article].folded in _ARTICLES
        return 2 if is_article and belongs(article + way, article) else 0

    while taken := step(last, 1):
        last += taken
    while taken := step(first, -1):
        first -= taken
    return first, last


def _n_names(words: Sequence[Word]) -> int:
    return sum(word.folded not in _LINKS for word in words)


def _named_by_english(texts: Bilingual, last: int, mention: tuple[int, int]) -> int:
    """Take in a name that English alone has behind an office: «المدرب», "the coach Will Hadley"."""
    words = texts.english
    if not words[last].text[0].islower() or not _CALLING.search(words[last].text):
        return last
    end = last
    while end + 1 < len(words) and words[end + 1].text[0].isupper():
        if texts.english_text[words[end].end : words[end + 1].start] != " ":
            break
        end += 1
    others = np.delete(np.where(texts.grid >= _CLAIM, texts.agreed, 0.0), slice(*mention), axis=0)
    is_claimed = others[:, last + 1 : end + 1].max(initial=0.0) >= _LINKED
    return last if is_claimed or end - last > _MOST_NAME else end


def _best_run(texts: Bilingual, votes: Floats, breaks: frozenset[str]) -> tuple[int, int]:
    """Find the run of words with the greatest sum of votes that goes over no stop."""
    words = texts.english
    best, best_run = -np.inf, (0, 0)
    total, first = 0.0, 0
    for at, vote in enumerate(votes.tolist()):
        gap = texts.english_text[words[at - 1].end : words[at].start] if at else ""
        is_stop = gap != " " and not breaks.isdisjoint(gap)
        if is_stop and gap != "." and not gap.startswith(". "):  # «U.S.», «Mr. Ross»
            total -= _BREAK
        if total <= 0:
            total, first = 0.0, at
        total += vote
        if total > best:
            best, best_run = total, (first, at)
    return best_run
