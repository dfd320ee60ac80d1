"""*She* for a ministry or a union: Arabic says so of bodies, English of women alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bisum.model.article import Passage
from bisum.model.bitext import Alignment, Bead, EnglishPassage, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.words import Word, arabic_words
from bisum.stages.tables import read_set

_SHE: Final = re.compile(r"[“\"‘']?She\b")
_WOMEN: Final = read_set("women") | read_set("traits")
_OWNERS: Final = ("ته", "تها", "تهم", "تهما", "تنا", "تي")
_FEMININE: Final = ("ه", *_OWNERS)
_HOLDERS: Final = frozenset(("role", "given"))


def check_women(dossier: Dossier, passages: Iterable[tuple[int | None, str, Passage]]) -> Iterator[Finding]:
    """Find sentences in which *she* says something before the article has named any woman.

    Of 79 sentences of good translations that begin so (ntrex-dev, ant-news-dev, and ANT's pairs within their
    whole articles) it names 7, and *she* is a company, a study, reports or unions in all of these.

    Args:
        dossier: Has the English and its alignment.
        passages: Number, text and sentences of the title (number None) and of each paragraph.
    """
    translation, alignment = dossier[Translation], dossier[Alignment]
    is_first = True  # what stands alone is cut out of something, which may have named her
    for number, text, passage in passages:
        english = translation.title if number is None else translation.paragraphs[number]
        beads = alignment.title if number is None else alignment.paragraphs[number]
        if english is None or english.english is None:
            continue
        for bead in beads:
            if not bead.source:
                continue
            spans = [passage.sentences[index] for index in bead.source]
            words = arabic_words(text[spans[0].start : spans[-1].end])
            if names_woman(words):
                return
            is_she = words and not is_first and _SHE.match(_english_of(english, bead)) and _is_hers(words[0])
            is_first = False
            if is_she:
                yield Finding(
                    code="person-changed",
                    severity=Severity.WARNING,
                    paragraph=number,
                    sentence=bead.source[0],
                    message="The English says 'she', and no woman was named before: it may be a body.",
                    evidence=f"{words[0].text} | She",
                )


def names_woman(words: Sequence[Word]) -> bool:
    """Tell whether an Arabic text names a woman or speaks of one, by name, office, trade or kin."""
    return any(_is_woman(word) for word in words) or any(
        _is_hers(verb) and look_up(subject.folded).tags & _HOLDERS
        for verb, subject in itertools.pairwise(words)
    )


def _is_woman(word: Word) -> bool:
    look = look_up(word.folded)
    if look.gender == "f" and "given" in look.tags and not look.is_definite:
        return True
    # «أمنية», «عسكرية» are what bodies are far more often than women.
    if "role" in look.tags and word.folded.endswith(_FEMININE) and not word.folded.endswith("يه"):
        return True
    forms = {form.removeprefix("ال") for form in without_clitics(word.folded)}
    bare = {form[: -len(end)] + "ه" for form in forms for end in _OWNERS if form.endswith(end)}
    return not _WOMEN.isdisjoint(forms | bare)


def _is_hers(word: Word) -> bool:
    """Tell whether a word is a verb of reporting in the feminine: «وأوضحت»."""
    forms = [one.form for one in verb_forms(word.folded)]
    return bool(forms) and all(
        (form.kind, form.person, form.number, form.gender) == ("verb", 3, "s", "f") or form.person == 1
        for form in forms
    )


def _english_of(english: EnglishPassage, bead: Bead) -> str:
    if not bead.target:
        return ""
    return (english.english or "")[english.pieces[bead.target[0]].start :]
