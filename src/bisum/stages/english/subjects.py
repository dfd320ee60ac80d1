"""Who is said to speak in an English sentence: the subject of its reporting verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.stages.english.text import find_marks

VERBS: Final = (
    "said|says|added|adds|continued|stressed|explained|noted|told|stated|confirmed|affirmed|emphasi[sz]ed"
    "|pointed|warned|announced|declared|claimed|denied|argued|insisted|indicated|reiterated|recalled|asked"
    "|replied|wrote|called|described|considered|believed|expressed|underlined|went on|concluded|revealed"
    "|promised|vowed|threatened|urged|remarked|shouted|shouts|smiled|smiles|recalls|quipped|joked|tweeted|objected"
    "|responded|commented|admitted|acknowledged|repeated|exclaimed|wondered|laughed|explains|argues|insists|stresses"
    "|continues|believes|writes|describes|replies|attributed"
)
"""Verbs that report, as an expression."""

_WORD: Final = r"[^\W\d_][\w’'-]*"
_HEAD: Final = r"(?:the|an?|one|some|several|two|three|his|her|its|their)"
# A second article begins another noun: «at the end of the meeting the owner of the mill wrote».
_MORE: Final = rf"(?:(?<=\bof\s)|(?!(?:the|an?)\b)){_WORD}"
# Words in marks have become line ends, over which no phrase goes.
_GAP: Final = r"[^\S\n]+"
_OF: Final = rf"(?:{_GAP}(?:of|for|in|from|at|to)(?:{_GAP}(?:the|an?))?(?:{_GAP}{_MORE}){{1,4}}?)"
# What is told of the subject between commas: «The letter, seen by this newspaper, said».
_ASIDE: Final = r"(?:,[^,.:;]{3,90},)?"
# What the subject did before: «One girl came up to me and said».
_MOVED: Final = "came|went|stood|stepped|turned|got|rose|sat|paused|nodded"
_DEED: Final = rf"(?:{_GAP}(?:{_MOVED})(?:{_GAP}{_WORD}){{0,5}}?{_GAP}and)?"
_SUBJECT: Final = re.compile(
    rf"\b(?P<who>{_HEAD}(?:{_GAP}{_MORE}){{1,4}}?{_OF}?){_ASIDE}{_DEED}"
    rf"{_GAP}(?:(?:also|further|then|later|has|have|had)\s+)*(?:{VERBS})\b",
    re.IGNORECASE,
)
# Behind words in marks or a comma; «announced a series» has no speaker there.
_SUBJECT_AFTER: Final = re.compile(
    rf"(?:^|[,\n])\s*(?:{VERBS})\s+(?P<who>{_HEAD}(?:{_GAP}{_WORD}){{1,5}})(?=\s*(?:[,.:;]|$))", re.IGNORECASE
)
_NO_SUBJECT: Final = re.compile(
    rf"\b(?:that|who|which|when|while|because|if|he|she|they|it|and|but|has|have|had|{VERBS})\b",
    re.IGNORECASE,
)


def subject_in(english: str) -> tuple[int, int] | None:
    """Find whom a sentence has speaking by a description; None where nobody, or more than one, does.

    Args:
        english: The sentence; what stands in marks is passed over.
    """
    plain = english
    for mark in find_marks(english):
        plain = plain[: mark.opens_at] + "\n" * (mark.closes_at - mark.opens_at) + plain[mark.closes_at :]
    found = list(dict.fromkeys(_subjects(plain)))
    return found[0] if len(found) == 1 and _n_reports(plain) == 1 else None


def _subjects(plain: str) -> Iterator[tuple[int, int]]:
    for expression in (_SUBJECT, _SUBJECT_AFTER):
        for one in expression.finditer(plain):
            if not _NO_SUBJECT.search(one["who"]):
                yield one.span("who")


def _n_reports(plain: str) -> int:
    return len(re.findall(rf"\b(?:{VERBS})\b", plain))
