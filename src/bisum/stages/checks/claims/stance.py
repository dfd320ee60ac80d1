"""Reporting verbs whose stance changed: زعم is not *said*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.claims.unsaid import Sayings
from bisum.stages.checks.pair import Fault, Pair

# What the verb does, its Arabic forms (folded, without the conjunction), and the English that does it too.
_STANCES: Final = (
    (
        "claims",
        "(?:ال)?(?:[ينت]زعم\\w*|زعم(?:ت|وا|ه|ها)?|زاعم\\w*|مزاعم\\w*|مزعوم\\w*|ادع(?:ي|ت|وا|اءات?))",
        r"claim|alleg|purport|assert|maintain|contend|so-called|suppos|pretend|accus|profess",
    ),
    (
        "denies",
        "(?:نف(?:ي|ت|وا)|[يت]نف(?:ي|ون)|نافي[اه]?|انكر\\w*|[يت]نكر\\w*|نفيه\\w*|نفيا)",
        (
            r"den[iy]|dismiss|reject|refut|disput|rule[sd]? out|negat|\bnot?\b|n[’']t\b|never|disown|disavow"
            r"|exclude|contradict|banish|exile"
        ),
    ),
    (
        "warns",
        "(?:حذر(?:ت|وا)?|[يت]حذر\\w*|محذر\\w*|تحذير\\w*|نبه(?:ت|وا)?|محذرين)",
        r"warn|caution|alert|beware|careful|wary|caveat|advis|alarm",
    ),
    (
        "promises",
        "(?:تعهد(?:ت|وا)?|[يت]تعهد\\w*|متعهد\\w*|وعد(?:ت|وا)|وعدا|اقسم(?:ت|وا)?)",
        r"pledg|vow|promis|commit|undert|swor|swear|guarantee|pact|contract|assur|agree",
    ),
    (
        "threatens",
        "(?:هدد(?:ت|وا)?|[يت]هدد(?:ون)?|مهدد(?:ا|ه|ين))",
        r"threat|menac|endanger|risk|jeopard|danger|imperil|warn|vow",
    ),
    (
        "refuses",
        "(?:رفض(?:ت|وا)?|[يت]رفض(?:ون)?|رافض(?:ا|ه|ين))",
        (
            r"refus|reject|declin|den[iy]|turn(?:s|ed|ing)? down|rebuff|oppos|dismiss|resist|object|unwilling"
            r"|veto|\bnot?\b|n[’']t\b|never|against|spurn|quash|overrul|disallow"
        ),
    ),
    (
        "accuses",
        "(?:اتهم(?:ت|وا|ته|ها)?|[يت]تهم(?:ون)?|متهم(?:ا|ه|ين)|اتهام\\w*)",
        r"accus|charg|alleg|blam|indict|suspect|defendant|claim|prosecut|impeach|implicat|fault|guilt|convict",
    ),
)
_SAYINGS: Final = Sayings(_STANCES)
_CLAIMS: Final = re.compile(r"\b(?:claim(?:s|ed|ing)?|alleg(?:es|ed|ing|edly))\b", re.IGNORECASE)
_CLAIMED: Final = re.compile(
    "زعم|زاعم|زعوم|ادع|دعي|دعو|اتهم|تهم|قيل|يقال|مفترض|يشتبه|مشتبه|طالب|مطالب|حصد|حصيل|اعلن|تبن[يت]|مسوولي|اود[يت]"
    "|راح|استحق|[يت]ري |حسب|يعتقد|دفع"
)


def check_stance(pair: Pair) -> Iterator[Fault]:
    """Find reporting verbs that lost their stance, and a neutral one that became a claim."""
    for what, evidence in _SAYINGS.unsaid(pair):
        yield Fault(
            code="stance-changed",
            severity=Severity.WARNING,
            message=f"The Arabic {what} here; the English does not say so.",
            evidence=evidence,
        )
    claim = _CLAIMS.search(pair.english)
    if claim and not _CLAIMED.search(pair.folded):
        yield Fault(
            code="stance-changed",
            severity=Severity.WARNING,
            message="The English speaks of a claim where the Arabic does not.",
            evidence=claim.group(),
        )
