"""Arabic that is not the standard language, for which few models were made."""

from __future__ import annotations

import re
from typing import Final

from bisum.text import fold

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
