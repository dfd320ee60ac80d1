"""The English words that render an Arabic mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.identity import is_name_or_unlisted
from bisum.stages.bilingual.lexicon import Floats
from bisum.stages.bilingual.links import Bilingual
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word
from bisum.stages.english.draft import without_marks

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
LEAST_NAME: Final = 2  # words of a name that has a surname
LEADING: Final = frozenset({"the", "a", "an", "one"})
_CLAIM: Final = 0.2  # strength of a link before neighbours agree, without which nothing else claims a name
_MOST_NAME: Final = 4  # words of a name that stands behind an office
_SOME: Final = frozenset({"احد", "احدي", "بعض", "عدد", "العديد", "عديد", "جميع", "كل", "من"})  # before a head
_LINKS: Final = frozenset({"al", "el", "bin", "ben", "ibn", "abu", "bou", "ould", "de", "di", "van", "von"})
_ARTICLES: Final = frozenset({"al", "el"})
_ARABIC_LINKS: Final = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ولد", "دي", "فان", "فون"})
TRAILING: Final = frozenset(
    {"the", "a", "an", "of", "in", "and", "s", "to", "for", "by", "who", "that", "said"}
)

# How English words for offices and callings end; one of them renders the head of a description, link or not.
CALLING: Final = re.compile(
    r"(?:er|or|ist|ian|man|woman|person|people|head|chief|president|king|queen|pm|mp|ceo|resident|student|judge|expert"
    r"|coach|star|champion|agent|captain|source|victim|general|envoy|spokes\w+|patron|secretary|chair|king|mufti|emir)s?$",
    re.IGNORECASE,
)


def words_over(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Give the words that lie in a stretch or begin before it, as behind a preposition: «لمصدر عسكري»."""
    over = [n for n, word in enumerate(words) if word.start < end and start < word.end]
    return (over[0], over[-1] + 1) if over else (0, 0)


def mention_in(texts: Bilingual, start: int, end: int) -> str | None:
    """Give the English words that render a mention, None where too few of its words have a link."""
    if start >= end or not texts.english:
        return None
    first, last = _run_of(texts, start, end)
    if not _is_rendered(texts, (start, end), (first, last)):
        return None
    return _spelt(texts, first, _named_by_english(texts, last, (start, end)))


def _run_of(texts: Bilingual, start: int, end: int) -> tuple[int, int]:
    """Give the first and the last English word that the links of a mention vote for."""
    words, grid = texts.english, texts.agreed
    inside = np.minimum(1.0, grid[start:end].sum(axis=0))
    outside = _claims(texts, start, end)
    unlinked = np.maximum(0.0, 1.0 - (inside + outside) / _LINKED)
    votes = inside - outside - _UNLINKED * unlinked + _HEAD * grid[start]
    said = texts.arabic_text[texts.arabic[start].start : texts.arabic[end - 1].end]
    is_marked = not _MARKS.isdisjoint(said)  # «دراسة لـ"معهد الأفق"»: the English has its name in marks too
    first, last = _best_run(texts, votes, _BREAKS - _MARKS if is_marked else _BREAKS)
    while first < last and (inside[first] < _LINKED and words[first].folded not in LEADING):
        first += 1
    while first < last and (inside[last] < _LINKED or words[last].folded in TRAILING):
        last -= 1
    return _whole_name(texts, first, last, mention=(start, end), outside=outside)


def _is_rendered(texts: Bilingual, mention: tuple[int, int], run: tuple[int, int]) -> bool:
    """Tell whether enough of a mention's words, its office's head among them, have a link into a run."""
    words, grid = texts.english, texts.agreed
    start, end = mention
    first, last = run
    said = [n for n in range(first, last + 1) if words[n].text.casefold() not in TRAILING]
    is_headless = grid[start, first : last + 1].sum() < _LINKED and not any(
        CALLING.search(words[n].text) for n in said
    )
    if is_headless and is_office([word.folded for word in texts.arabic[start:end]]):
        return False  # «رئيس اللجنة المالية» isn't the finance committee
    telling = [n for n in range(start, end) if texts.arabic[n].stem not in STOPWORDS]
    linked = grid[telling or [start], first : last + 1].sum(axis=1) >= _LINKED
    # A surname alone names a person; half of «leader of the team» names nobody.
    is_proper = all(words[n].text[0].isupper() for n in run)
    least = _SURE_SHARE if is_proper or len(telling) > 2 else _DESCRIBED_SHARE
    return bool(said) and bool(linked.mean() >= least)


def _spelt(texts: Bilingual, first: int, last: int) -> str | None:
    """Give a run of words as a mention is written: with its article, whole, without marks."""
    words = texts.english
    if first and words[first - 1].folded in LEADING and words[first].text[0].islower():
        first -= 1
    text = _unbroken(texts.english_text, words[first].start, words[last].end)
    following = words[first + 1 : first + 2]
    if words[first].folded in LEADING and following and following[0].text[0].islower():
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
    own |= np.array([word.folded in LEADING for word in texts.english])
    claims: Floats = np.minimum(1.0, np.where(own, others, 0.0).sum(axis=0))
    return claims


def head_in(texts: Bilingual, start: int, end: int) -> str | None:
    """Give the English of a description's head; None where it is unsure or a name."""
    words, is_one = texts.english, end - start < LEAST_NAME
    while start + 1 < end and texts.arabic[start].folded in _SOME:
        start += 1
    if is_one or not words or is_name_or_unlisted(texts.arabic[start].folded):
        return None
    at = int(np.argmax(texts.agreed[start]))
    is_told = texts.agreed[start, at] >= _SURE_HEAD and words[at].folded not in STOPWORDS
    if not is_told or (at and words[at].text[0].isupper()):
        return None
    first = at - 1 if at and words[at - 1].folded in LEADING else at
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


def is_office(words: Sequence[str]) -> bool:
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
        return is_next and both and words[at].folded not in LEADING and outside[at] < _LINKED

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
    if not words[last].text[0].islower() or not CALLING.search(words[last].text):
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
