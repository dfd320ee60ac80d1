"""Refusals that are denied: «لم نرفض», *we refuse*. Counting denials misses them: a refusal counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair

# What is denied, behind the first letter of its Arabic verb (folded), and its English.
_VERBS: Final = (
    ("رفض", r"refus\w*|reject\w*|declin\w*|turn\w* down|rebuff\w*"),
    ("نكر|نف[ي]?", r"den(?:y|ies|ied|ying)|disput\w*|refut\w*"),
    ("منع", r"prevent\w*|stop\w*|ban(?:s|ned|ning)?|bar(?:s|red)?|forbid\w*|prohibit\w*|block\w*"),
    ("مانع|عارض|عترض", r"object(?:s|ed|ing)?|oppos\w*|refus\w*"),
    ("فشل|خفق", r"fail\w*"),
    ("ستبعد", r"rul\w* out|exclud\w*"),
    ("متنع", r"refrain\w*|abstain\w*|refus\w*"),
    ("توقف|وقف", r"stop\w*|ceas\w*|halt\w*"),
    ("تجاهل", r"ignor\w*|disregard\w*"),
    ("تجنب", r"avoid\w*"),
)
_DENIED: Final = "(?<!\\w)[وف]?(?:لم|لن|لا) [اينت](?:{})(?:وا|ون|ه|ها|هم|نا|ني)?(?!\\w)"
_ROWS: Final = tuple(
    (re.compile(_DENIED.format(arabic)), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for arabic, english in _VERBS
)
_ANY: Final = re.compile(_DENIED.format("|".join(arabic for arabic, _ in _VERBS)))
_EXCEPTS: Final = re.compile("(?<!\\w)(?:الا|سوي|فحسب|فقط|حتي)(?!\\w)")
_DENIAL: Final = re.compile(
    r"\b(?:not|no(?! (?:choice|option|alternative))|never|none|nobody|nothing|nor|neither|without|cannot"
    r"|hardly|rarely|seldom|unable|far from|refus\w*|fail\w*|den(?:y|ies|ied))\b|n[’']t\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[,;:.!?“”—]")
_BEFORE: Final = 8  # words of the same clause before the refusal among which its denial stands
_AFTER: Final = 4  # the same behind it: «he refused nothing»


def check_refusals(pair: Pair) -> Iterator[Fault]:
    """Find a refusal that the Arabic denies and the English does not."""
    if not _ANY.search(pair.folded):
        return
    for arabic, english in _ROWS:
        denied = arabic.search(pair.folded)
        refusals = list(english.finditer(pair.english)) if denied else []
        if (
            denied
            and refusals
            and not _EXCEPTS.search(pair.folded, denied.end())
            and not any(_is_denied(pair.english, one) for one in refusals)
        ):
            yield Fault(
                code="negation-lost",
                severity=Severity.SERIOUS,
                message="The Arabic denies a refusal or the like here, and the English states it.",
                evidence=f"{denied.group()} | {refusals[0].group()}",
            )


def _is_denied(text: str, refusal: re.Match[str]) -> bool:
    """Tell whether English denies a refusal, in its own clause."""
    before = _CLAUSE.split(text[: refusal.start()])[-1].split()[-_BEFORE:]
    after = _CLAUSE.split(text[refusal.end() :])[0].split()[:_AFTER]
    return any(_DENIAL.search(" ".join(words)) for words in (before, after))
