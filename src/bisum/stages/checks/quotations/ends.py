"""What the English says after a quotation that ends its Arabic sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.model.article import Segments
from bisum.model.bitext import Alignment, Rendering, RenderingStatus, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Severity
from bisum.model.quote import Quote
from bisum.stages.bilingual.words import english_words
from bisum.stages.checks.quotations.at_quote import finding_at

_SAYS: Final = re.compile(
    r"[\W_]*(?:he|she|they)?\s*(?:also |then )?(?:sa(?:id|ys?)|add(?:s|ed)|told|tells?|wrote|writes"
    r"|not(?:ed|es)|stress(?:ed|es)|explain(?:s|ed)|conclud(?:es|ed)|continu(?:es|ed)|ask(?:s|ed)|warn(?:s|ed)|stat(?:es|ed)|according)\b(?P<who>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY: Final = re.compile(
    r"[\W_]*(?:(?:he|she|they|it|the same|adding|in|on|to|at)\b.*)?", re.IGNORECASE | re.DOTALL
)
_TAIL: Final = 4  # words after the closing mark from which they are taken for the speaker's
# Letters of the English quotation for each of the Arabic one, below which something of it may be missing:
# English needs more letters than Arabic for the same.
_SHORT: Final = 1.0


def check_quote_end(dossier: Dossier, quote: Quote, renderings: Sequence[Rendering]) -> Iterator[Finding]:
    """Find words of a speaker outside of the English marks, and a speaker whom only the English has.

    The Arabic sentence ends with the quotation, so that nothing but «he said» may follow it in English.
    """
    last = renderings[-1] if renderings else None
    if not quote.is_speech or last is None or last.status is RenderingStatus.APPROXIMATE:
        return
    tail, starts_inside = _tail(dossier, quote, last)
    says = _SAYS.match(tail)
    if says is not None:
        if starts_inside and not _NOBODY.fullmatch(says["who"]):
            message = "The English names somebody after these words whom the Arabic does not name there."
            yield finding_at(dossier, quote, "speaker-changed", Severity.SERIOUS, message, tail.strip())
        return
    n_letters = sum(
        one.end - one.start for one in renderings if one.start is not None and one.end is not None
    )
    if len(english_words(tail)) >= _TAIL and n_letters < _SHORT * len(quote.text):
        message = (
            "The English quotation ends before the Arabic one: these words of it stand outside its marks."
        )
        yield finding_at(dossier, quote, "quote-short", Severity.WARNING, message, tail.strip())


def _tail(dossier: Dossier, quote: Quote, rendering: Rendering) -> tuple[str, bool]:
    """Give the English after a quotation, where its Arabic sentence ends with it, else nothing.

    Returns:
        That English, and whether the sentence also begins inside of the quotation.
    """
    span = quote.spans[-1]
    number = span.paragraph
    if rendering.end is None or rendering.paragraph != number or number is None:
        return "", False
    text, passage = dossier.article.paragraphs[number].text, dossier[Segments].paragraphs[number]
    at = next((n for n, one in enumerate(passage.sentences) if one.start < span.end <= one.end), None)
    if at is None or any(map(str.isalnum, text[span.end : passage.sentences[at].end])):
        return "", False
    english = dossier[Translation].paragraphs[number]
    bead = next((one for one in dossier[Alignment].paragraphs[number] if at in one.source), None)
    if english is None or english.english is None or bead is None or not bead.target or bead.source[-1] != at:
        return "", False
    end = english.pieces[bead.target[-1]].end
    starts_inside = passage.sentences[bead.source[0]].start >= span.start
    return english.english[rendering.end : end].lstrip(' ”"’»'), starts_inside
