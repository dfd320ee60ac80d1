"""Articles that are not in standard Arabic, for which few models were made: a dialect, or no Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.text import fold, n_arabic_letters

_ARABIC_SHARE: Final = 0.5  # of an article's letters that should be Arabic
# Words of a dialect that an article needs to count as one: a quoted proverb has one or two. None of the 1,959
# ANT articles reaches both.
_SPOKEN: Final = 4
_SPOKEN_SHARE: Final = 0.02  # of all words

# Function words that standard Arabic does not have, by where they are spoken; folded. Words that are also
# standard ones («توا», «باش», «ماشي») are left out.
_WORDS: Final = {
    "Egyptian": """مش ده عايز عاوز عايزين عشان علشان ازاي ليه فين اللي كده دلوقتي بتاع بتاعه
        احنا انتو اهو ايه برضه مفيش""",
    "Levantine": """شو هيك ليش هلق هلا بدي بدك بدنا كتير منيح هاد هاي هدول مشان لسا ايمتي هونيك عنجد شوي""",
    "Gulf and Iraqi": """شلون وش ليش وين الحين ابغي يبغي ايش هسه اكو ماكو شكو هواي وايد مو جذي""",
    "Maghrebi": """واش بزاف كيفاش علاش دابا راني راك راه ديال ديالي حنا كاين ماكاينش برشا شنوه علاه
        باهي نحب مانيش هكا""",
}
_DIALECTS: Final = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_ANY: Final = frozenset[str]().union(*_DIALECTS.values())
_NEGATED: Final = re.compile(r"\bما\w{3,}ش\b")
_WORD: Final = re.compile(r"\w+")


def check_language(dossier: Dossier) -> Iterator[Finding]:
    """Find that the article is mostly not Arabic."""
    whole = " ".join(paragraph.text for paragraph in dossier.article.paragraphs)
    n_arabic = n_arabic_letters(whole)
    if n_arabic and n_arabic >= _ARABIC_SHARE * len(whole):
        return
    letters = sum(map(str.isalpha, whole))
    share = n_arabic / letters if letters else 0.0
    if share < _ARABIC_SHARE:
        yield Finding(
            code="not-arabic",
            severity=Severity.SERIOUS,
            message="Most of this article is not in the Arabic script; its translation means little.",
            evidence=f"{share:.0%} Arabic letters",
        )


def check_dialect(dossier: Dossier) -> Iterator[Finding]:
    """Find that the article is in the spoken language of a region."""
    spoken: list[str] = []
    names: list[str] = []
    n_words = 0
    for paragraph in dossier.article.paragraphs:
        name, words = dialect_words(paragraph.text)
        names += [name] if name else []
        spoken += words
        n_words += len(paragraph.text.split())
    if len(spoken) >= _SPOKEN and len(spoken) >= _SPOKEN_SHARE * n_words:
        name = max(names, key=names.count) if names else "spoken"
        yield Finding(
            code="dialect",
            severity=Severity.WARNING,
            message=f"This article seems to be in {name} Arabic; models translate dialect badly.",
            evidence=", ".join(dict.fromkeys(spoken)),
        )


def dialect_words(arabic: str) -> tuple[str | None, list[str]]:
    """Give the likeliest dialect and the words that speak for it, None and none for standard Arabic."""
    folded = fold(arabic)
    words, negated = _WORD.findall(folded), _NEGATED.findall(folded)
    if not negated and _ANY.isdisjoint(words):
        return None, []
    found: dict[str, list[str]] = {
        name: [word for word in words if word in known] for name, known in _DIALECTS.items()
    }
    name = max(found, key=lambda one: len(found[one]))
    spoken = list(dict.fromkeys(word for some in found.values() for word in some)) + negated
    return (name if found[name] else None), spoken
