"""Negations that went lost, or came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import fold

# Particles that negate a clause. «لا يزال» (still), «لا سيما» (especially), «لا بد» (must), «لا يقل عن»
# (at least), «لا ... إلا» (only) and the like do not.
_NEGATES: Final = re.compile("(?<!\\w)[وف]?(?:لم|لن|ليس|ليست|ليسوا|لسنا|لست|لا)(?= \\w)")
_NO_NEGATION: Final = re.compile(
    "(?<!\\w)[وف]?(?:لا (?:[يت]زال\\w*|زال\\w*|سيما|بد|شك|محال|ريب|[يت]قل\\w*|[يت]تجاوز\\w*|[يت]تعدي"
    "|[يت]زيد\\w*|جرم|باس|[يت]كاد|[يت]خفي|متناه\\w*|محدود\\w*)|ما (?:زال\\w*|دام\\w*)"
    "|لم (?:[يت]زل|[يت]قتصر|[يت]لبث\\w*|[يت]كد|شمل\\w*)|ان لم|الا اذا|لا ان|ام لا|او لا|لولا|لاسيما)(?!\\w)"
)
_ADJECTIVAL: Final = re.compile("(?<!\\w)[وفبل]?(?:ال)?غير(?= ال)")
_EXCEPTS: Final = re.compile("(?<!\\w)(?:[وف]?الا|سوي|فحسب|فقط|وحد\\w*|بل)(?!\\w)")
# Whatever in Arabic may become an English «not».
_ANY_ARABIC: Final = re.compile(
    "(?<!\\w)[وفبل]?(?:ال)?(?:لا|لم|لن|ليس\\w?|ليست|ليسوا|لسنا|لست|غير|دون|عدم|بلا|نفي\\w?|نفت"
    "|نفوا|[يت]نف(?:ي|ون)|نافي\\w*|رفض\\w*|[يت]رفض\\w*|منع\\w*|[يت]منع\\w*|حظر\\w*|فشل\\w*|[يت]فشل|عجز\\w*|امتن\\w*|[يت]متنع\\w*"
    "|استبعد\\w*|مستبعد\\w*|انعدام|غياب|نقص|قلما|لولا|الا|سوي|مستحيل\\w*|نادرا|بالكاد|كلا|استحال\\w*|افتقا\\w*"
    "|[يت]فتقر\\w*|خال|خاليه?|كيلا|ليلا|لئلا|انكر\\w*|تجنب\\w*|[يت]تجنب\\w*|ابدا|ممنوع\\w*|محظور\\w*|خلافا|بخلاف"
    "|عكس|توقف\\w*|مجهول\\w*)(?!\\w)"
    "|(?<!\\w)[وف]?ما(?= (?:كان|كنا|كنت|عاد|هو|هي|انا|نحن|من|لم|لا|زال|دام|عند|لنا|لدي|في|ب|[انيت]ريد"
    "|[انيت]عرف))"
)
_STRONG_ENGLISH: Final = re.compile(r"\b(?:not|cannot|never)\b|n[’']t\b", re.IGNORECASE)
_NOT_NEGATING: Final = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|until)\b|\b(?:whether or|or|if|why) not\b", re.IGNORECASE
)
# Whatever in English may render an Arabic negation. Prefixes are spelled out as far as «under», «union»,
# «international», «discuss» and the like would pass for them.
_ANY_ENGLISH: Final = re.compile(
    r"\b(?:not?|never|none|nor|neither|nobody|nothing|nowhere|cannot|without|unable|fail\w*|refus\w*|den(?:y|ies"
    r"|ied|ying|ial)|reject\w*|lack\w*|absen\w*|hardly|barely|scarcely|rarely|seldom|few|only"
    r"|unless|except|instead|rather|prevent\w*|avoid\w*|excluded?|rul(?:e|ed|ing) out|far from|free of"
    r"|stop(?:s|ped)?|un(?!der|ion|i[tv]|iq|til|if|ic|cle|fortun)\w{4,}|non\w*|\w{3,}less"
    r"|im(?:possib|prop|parti|perf|mob|mun)\w*"
    r"|in(?:accur|adeq|cap|compl|corr|deci|def|depend|direct|eff|elig|evit|exp|finit|frequ|nocen|sec|sign|suff"
    r"|toler|val|visib|action|ability)\w*|il(?:leg|lit)\w*|ir(?:rel|resp|rev|reg)\w*|mis\w{4,}"
    r"|dis(?:agr|appear|appr|like|miss|obey|own|pute|reg|qual|cont|engag)\w*|ban(?:s|ned)?|forbid\w*|prohibit\w*"
    r"|missing|beyond|ceased?|halt\w*|ignor\w*)\b|n[’']t\b",
    re.IGNORECASE,
)


def check_negation(pair: Pair) -> Iterator[Fault]:
    """Find more negations on one side than anything like them on the other."""
    if not pair.english.strip():
        return
    folded = fold(pair.arabic)
    plain = _NO_NEGATION.sub(" ", folded)
    lost = list(_NEGATES.finditer(plain))
    # «غير» and the like take up an English denial of their own, but may also go without one.
    n_arabic = len(lost) + (len(_ADJECTIVAL.findall(plain)) if lost else 0)
    if n_arabic > len(_ANY_ENGLISH.findall(pair.english)) and not _EXCEPTS.search(plain):
        yield Fault(
            code="negation-lost",
            severity=Severity.SERIOUS,
            message="The Arabic denies something here, and nothing in the English does.",
            evidence="; ".join(plain[one.start() : one.end() + 24].strip() for one in lost),
        )
    added = _STRONG_ENGLISH.findall(_NOT_NEGATING.sub(" ", pair.english))
    if len(added) > len(_ANY_ARABIC.findall(folded)):
        yield Fault(
            code="negation-added",
            severity=Severity.SERIOUS,
            message="The English denies something here, and nothing in the Arabic does.",
            evidence=", ".join(added),
        )
