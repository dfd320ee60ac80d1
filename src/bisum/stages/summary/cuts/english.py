"""What may be left out of an English sentence, as far as its points and first words show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.english.subjects import VERBS
from bisum.stages.summary.cuts.cut import Cut, CutKind

_MARKS: Final = "”\"’' "
_MOST_PARTS: Final = 2  # that an aside has: «, in a statement by X, who runs Y,»

_BRACKETS: Final = re.compile(r"\s+\([^()]*\)")
# Where a part ends or begins: a comma, a dash, or «and that», which needs none.
_BOUND: Final = re.compile(r"[,;](?=\s)|\s[–—](?=\s)|(?<![,;])(?=\s+and\s+that\s)")
_END: Final = re.compile(r"[.!?…]*\s*$")
# A part that begins so goes on with the main clause.
_GOES_ON: Final = re.compile(
    rf"\s*(?:{VERBS}|is|was|were|are|has|had|have|will|would|can|could|did|does|do|to|of|and\s+(?!that\b|is\b"
    rf"|was\b)\w+)\b",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(
    rf"\s*(?:while|whereas|as|after|when|since|because|with|where|amid|and|which|what|something|\w+ing"
    rf"|(?:he|she|it|they)\s+(?:{VERBS}))\b",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"\s*(?:the|an?|who|whom|which|whose|where)\b[^,]*,", re.IGNORECASE)
# «the state, which, sources say, has no team»: it can't be the last word.
_OPEN: Final = re.compile(
    r"(?<!\w)(?:which|who|whom|whose|that|where|when|and|or|but|as|if|while|to)\s*$", re.IGNORECASE
)
# Words at the start of a sentence that a comma closes by itself.
_FRONTED: Final = re.compile(
    r"[\s“‘]*(?:at|in|on|after|before|during|for|from|with|according|however|meanwhile|when|while|as|by|under"
    r"|since|amid|following|despite|yesterday|today|late|early|earlier)\b",
    re.IGNORECASE,
)
# What must not go: a contrast, a condition, a denial, a source.
_MUST_STAY: Final = re.compile(
    r"\b(?:but|however|though|although|unless|except|if|provided|despite|nevertheless|yet|rather|instead"
    r"|den(?:y|ies|ied|ying|ial)|refut\w+|according to|quoted|citing|cited|reportedly|allegedly|conced\w+)\b",
    re.IGNORECASE,
)
_OCCASIONS: Final = (
    r"(?:in|at|during|on|via|through|after|before|following|speaking)\s+(?:(?:an?|the|his|her|its|their|at|in|to)"
    r"\s+)*(?:[\w’'-]+\s+){0,3}?(?:conference|statements?|interview|remarks|speech|address|post|tweet|meeting"
    r"|letter|memo|message|e-?mail|video|phone call|call|programme|program|broadcast|article|session|ceremony"
    r"|testimony|comments?)\b"
)
# Between the reporting verb and what is reported; at the end; at the beginning.
_HIDDEN: Final = "\0"  # stands for each letter of a quotation
# The comma of «3,000» and the colon of «9:30» bound no part.
_IN_PART: Final = rf"(?:[^,:“\"{_HIDDEN}.]|(?<=\d)[,:.](?=\d))"
_OCCASION: Final = re.compile(
    rf"(?<!,)\s+{_OCCASIONS}{_IN_PART}*?(?=\s+that\b|:(?!\d)|\s*{_HIDDEN}|,(?!\d)|[.]?\s*$)", re.IGNORECASE
)
# «In a second post he added that …»: somebody says something there, and that is no occasion alone.
_REPORTS: Final = re.compile(rf"\b(?:he|she|it|they|who)\s+(?:{VERBS})\b", re.IGNORECASE)
_OCCASION_FIRST: Final = re.compile(rf"{_OCCASIONS}{_IN_PART}*,\s+", re.IGNORECASE)


def english_cuts(text: str, quoted: Sequence[tuple[int, int]]) -> list[Cut]:
    """Find what may be left out of a sentence; some of it may overlap.

    These rules see less than the Arabic ones, so a cut counts only where an Arabic one
    goes with it (``cut_pairs``).

    Args:
        text: The sentence.
        quoted: Ranges of its quotations, marks included, in order and apart.
    """
    plain = _without(text, quoted)
    found = [Cut(*one.span(), CutKind.BRACKETS) for one in _BRACKETS.finditer(plain)]
    plain = _without(plain, [(cut.start, cut.end) for cut in found])
    occasions = [*_OCCASION.finditer(plain)]
    if first := _OCCASION_FIRST.match(plain):
        occasions.append(first)
    found += [Cut(*one.span(), CutKind.OCCASION) for one in occasions if not _REPORTS.search(one.group())]
    found += _parts(plain, [end for _, end in quoted if text[:end].rstrip(_MARKS).endswith(",")])
    return [cut for cut in sorted(set(found)) if not _MUST_STAY.search(plain, cut.start, cut.end)]


def _without(text: str, hidden: Sequence[tuple[int, int]]) -> str:
    """Blank ranges out with a character that no rule knows, of the same length."""
    for start, end in hidden:
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return text


def _parts(plain: str, commas_in_marks: Sequence[int]) -> Iterator[Cut]:
    """Find parts between commas, and last parts after one, that may go.

    Args:
        plain: The sentence, its quotations blanked out.
        commas_in_marks: Where quotations end with a comma inside their marks.
    """
    found = _END.search(plain)
    stop = found.start() if found else len(plain)
    bounds = [one.span() for one in _BOUND.finditer(plain, 0, stop)]
    bounds = sorted([*bounds, *((at, at) for at in commas_in_marks if at < stop)])
    for number, (start, inside) in enumerate(bounds):
        ends = [*bounds[number + 1 :], (stop, stop)]
        part = plain[inside : ends[0][0]]
        if _GOES_ON.match(part) or not part.strip():
            continue
        if _OPEN.search(plain, 0, start):
            ends.pop()
        commas = [at for at, after in bounds[:number] if after > at and plain[at] == ","]
        for end, after in ends[:_MOST_PARTS] if inside > start else ():
            if after > end and plain[start:inside].strip() != plain[end:after].strip():
                continue  # a dash closes a dash
            if _ASIDE.match(plain, after, stop):
                continue  # which would hang on another noun
            closes = end < stop and not _keeps_comma(plain, len(commas), plain[after:])
            yield Cut(start, after if closes else end, CutKind.BACKGROUND)
        if _FURTHER.match(part):
            yield from (Cut(start, end, CutKind.FURTHER) for end, _ in ends)


def _keeps_comma(plain: str, n_open: int, rest: str) -> bool:
    """Tell whether a comma must stand where a part between commas stood.

    It must before one more statement, after words in front of the main clause, and where
    it closes another part that one of ``n_open`` commas before it opened.
    """
    if _FRONTED.match(plain):
        if not n_open:
            return True
        n_open -= 1
    return n_open % 2 == 1 or bool(_FURTHER.match(rest))
