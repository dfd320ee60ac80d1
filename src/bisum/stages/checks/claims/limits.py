"""Denials whose limits changed: «لم تجتمع سوى مرتين», *did not meet*; «ليس سياسيا فحسب», *is political*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.claims.negation import DENIAL
from bisum.stages.checks.pair import Fault, Pair

_DENIES: Final = "(?<!\\w)[وف]?(?:لم|لن|لا|ليس\\w?|ليست|ما)"
_REACH: Final = "(?: \\w+){1,7}"  # words between the denial and its limit, none of them behind a mark
# «إلا أن» is *however*, «إلا إذا» *unless*, «وإلا» *or else*; «سوى» has no other meaning.
_ONLY: Final = re.compile(f"{_DENIES}{_REACH} (?:سوي|الا(?! (?:ان|اذا|انه\\w?|اني|لو|و\\w+)(?!\\w)))(?!\\w)")
_NOT_ONLY: Final = re.compile(f"(?<!\\w)[وف]?(?:لم|لن|لا|ليس\\w?|ليست){_REACH} (?:فحسب|فقط|وحد\\w+)(?!\\w)")
_STILL: Final = re.compile("لا [يت]زال|لا بد|لا شك|لا سيما|ما زال|[يت]تجاوز")
_LIMIT: Final = re.compile(
    r"\b(?:only|except\w*|(?:nothing|all|anything|anyone|nobody|none|no one|not) but|but for|other than"
    r"|apart from|aside from|save|besides|unless|until|till|before|help|just|merely|solely|simply|alone"
    r"|exceed\w*|beyond|anything|nothing|less|fewer|as long as|without|exclusively|single|sole|even|once"
    r"|than)\b",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"\b(?:not|no|nor|neither|never|cannot|without|also|both|as well|besides|beyond|more than|in addition"
    r"|apart from|far from|other)\b|n[’']t\b",
    re.IGNORECASE,
)
# «لم تفتح مدرسة واحدة»: what is denied of each, and English that denies it of one: *one school has not*.
_ONE: Final = frozenset(("واحد", "واحده", "واحدا", "احد", "اي", "ايه"))
_NOT_ONE: Final = re.compile(
    f"(?<!\\w)[وف]?(?:لم|لن|لا|ليس\\w?|ليست)(?: \\w+){{1,4}}? (?:{'|'.join(sorted(_ONE))})(?!\\w)"
)
_ONE_NOT: Final = re.compile(
    r"(?<!not )(?<!no )(?<!n[’']t )(?<!without )(?<!never )(?<!that )(?<!which )\b(?:one|a single|some)"
    r" (?:of (?:the |its |their )?)?(?:\w+ ){1,2}?"
    r"(?:(?:has|have|had|did|do|does|is|was|will|were|are|could|can|would) (?:not|never)|cannot|\w+n[’']t)\b",
    re.IGNORECASE,
)


def check_limits(pair: Pair) -> Iterator[Fault]:
    """Find «only» as a plain denial, «not only» as a plain statement, and «not one» as one that does not."""
    only = _ONLY.search(pair.folded)
    if (
        only
        and not _STILL.search(pair.folded)
        and DENIAL.search(pair.english)
        and not _LIMIT.search(pair.english)
    ):
        yield Fault(
            code="negation-added",
            severity=Severity.WARNING,
            message="The Arabic says «only» here, and the English denies without exception.",
            evidence=only.group(),
        )
    not_only = _NOT_ONLY.search(pair.folded)
    if not_only and not _STILL.search(pair.folded) and not _MORE.search(pair.english):
        yield Fault(
            code="negation-lost",
            severity=Severity.SERIOUS,
            message="The Arabic says «not only» or «not alone» here, and nothing in the English does.",
            evidence=not_only.group(),
        )
    if pair.arabic_vocabulary.isdisjoint(_ONE):
        return
    not_one = _NOT_ONE.search(pair.folded)
    if not_one and (one_not := _ONE_NOT.search(pair.english)):
        yield Fault(
            code="negation-lost",
            severity=Severity.SERIOUS,
            message="The Arabic denies it of every single one, the English of one or some alone.",
            evidence=f"{not_one.group()} | {one_not.group()}",
        )
