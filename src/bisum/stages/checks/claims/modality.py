"""What may be, shall be, is tried or planned: it is no fact in the English either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.arabic.lexicon import is_listed_verb
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.claims.unsaid import Sayings
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.tables import read_rows

_COMING: Final = re.compile("[وف]?س[يت]\\w{3,}")
_COMES: Final = re.compile("[وف]?سوف")
_TO_COME: Final = re.compile(
    r"\b(?:will|won|would|shall|should|going to|to be|may|might|could|can|must|expect\w*|plan\w*|due|set"
    r"|schedul\w*|about|upcoming|next|coming|soon|future|promis\w*|pledg\w*|vow\w*|threat\w*|intend\w*|hop\w+|sees?|until|when|after"
    r"|tomorrow|ahead|likely|forecast\w*|predict\w*)\b|[’'](?:ll|d)\b",
    re.IGNORECASE,
)


def check_modality(pair: Pair) -> Iterator[Fault]:
    """Find that what may be, is to come, or is wanted only became a plain fact."""
    for what, evidence in _modes().unsaid(pair):
        yield _fault(f"The Arabic says that something {what}; the English does not.", evidence)
    coming = next((word.text for word in pair.arabic_words if _is_to_come(word)), "")
    if coming and not _TO_COME.search(pair.english):
        yield _fault("The Arabic speaks of what is to come; the English does not.", coming)


def _fault(message: str, evidence: str) -> Fault:
    return Fault(code="modality-changed", severity=Severity.WARNING, message=message, evidence=evidence)


def _is_to_come(word: Word) -> bool:
    """Tell whether a word is a verb of the future: «سيزور», «سوف»; «سيطرة» and «سنوات» are none."""
    if _COMES.fullmatch(word.folded):
        return True
    verb = word.folded.lstrip("وف").removeprefix("س")
    return bool(_COMING.fullmatch(word.folded)) and is_listed_verb(verb)


@cache
def _modes() -> Sayings:
    return Sayings((what, arabic, english) for what, arabic, english in read_rows("modes"))
