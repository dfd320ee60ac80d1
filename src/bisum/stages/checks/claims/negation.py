"""Negations that went lost, or came in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import fold

# Particles that negate a clause. «لا يزال» (still), «لا سيما» (especially), «لا بد» (must), «لا يقل عن»
# (at least), «لا ... إلا» (only) and the like do not.
_PARTICLES: Final = ("لم", "لن", "ليس", "ليست", "ليسوا", "لسنا", "لست", "لا")
_NEGATES: Final = re.compile(f"(?<!\\w)[وف]?(?:{'|'.join(_PARTICLES)})(?= \\w)")
_NEGATIVES: Final = frozenset(f"{before}{one}" for before in ("", "و", "ف") for one in _PARTICLES)
_NO_NEGATION: Final = re.compile(
    "(?<!\\w)[وف]?(?:لا (?:[اينت]زال\\w*|زال\\w*|سيما|بد|شك|محال|ريب|[يت]قل\\w*|[يت]تجاوز\\w*|[يت]تعدي"
    "|[يت]زيد\\w*|جرم|باس|[يت]كاد|[يت]خفي|متناه\\w*|محدود\\w*)|ما (?:زال\\w*|دام\\w*)"
    "|لم(?:اذا)? لا|لم (?:[اينت]زل|[يت]قتصر|[يت]لبث\\w*|[يت]كد|شمل\\w*)"
    "|ان لم|الا اذا|لا ان|ام لا|او لا|لولا|لاسيما)(?!\\w)"
)
# «لا كونثا» is La Concha: the article of a foreign name, before no verb.
_LA_ENGLISH: Final = re.compile(r"\bLas?[ -](?=[A-Z])")
_LA_ARABIC: Final = re.compile("(?<!\\w)[وفبل]?لا (?![اينت])\\w{3,}")
_ADJECTIVAL: Final = re.compile("(?<!\\w)[وفبل]?(?:ال)?غير(?= ال)")
# «لم نر منه غير اللافتة», *nothing but the sign*: one denial, though it is two words.
_NOTHING_BUT: Final = re.compile(
    f"(?<!\\w)[وف]?(?:{'|'.join(_PARTICLES)})(?: (?!غير)\\w+){{0,3}} (?!(?:ال|بال|لل)\\w)\\w+ غير(?= ال)"
)
# English of «غير» with an adjective beyond what a denial of its own may become.
_UN_ENGLISH: Final = re.compile(
    r"\b(?:un|in|il|ir|im|dis|non|mal|mis|ab|anti|extra|counter)[a-z]{3,}|\b(?:wrong\w*|false\w*|illicit\w*|strange\w*|other\w*"
    r"|scarce\w*|foreign\w*|odd\w*|amateur\w*|poor\w*|bad\w*|than)\b",
    re.IGNORECASE,
)
_UN: Final = re.compile("(?<!\\w)[وفبل]?(?:ال)?غير(?= (?!ان|مره)\\w{3})")
_EXCEPTS: Final = re.compile("(?<!\\w)(?:[وف]?الا|سوي|فحسب|فقط|وحد\\w*|بل)(?!\\w)")
# Whatever in Arabic may become an English «not»; «وإلا» is *or else*.
_ANY_ARABIC: Final = re.compile(
    "(?<!\\w)(?!والا(?!\\w))[وفبل]?(?:ال)?(?:لا|لم|لن|ليس\\w?|ليست|ليسوا|لسنا|لست|غير|دون|عدم|بلا|نفي\\w?|نفت"
    "|نفوا|[يت]نف(?:ي|ون)|نافي\\w*|رفض\\w*|[يت]رفض\\w*|منع\\w*|[يت]منع\\w*|حظر\\w*|فشل\\w*|[يت]فشل|عجز\\w*|امتن\\w*|[يت]متنع\\w*"
    "|استبعد\\w*|مستبعد\\w*|انعدام|غياب|نقص|قلما|لولا|الا|سوي|تعذر\\w*|[يت]تعذر\\w*|مهلا|ماشي|مستحيل\\w*|نادرا|بالكاد|كلا|استحال\\w*|افتقا\\w*"
    "|[يت]فتقر\\w*|خال|خاليه?|كيلا|ليلا|لئلا|انكر\\w*|تجنب\\w*|[يت]تجنب\\w*|ابدا|ممنوع\\w*|محظور\\w*|خلافا|بخلاف"
    "|عكس|توقف\\w*|مجهول\\w*|لا[يت](?!ين|ني)\\w{3,}|مش|موش|مو|مب|مفيش|مافيش|مافي|ما\\w{3,}ش|م[تي]\\w{3,}ش|اليس\\w?|اليست)(?!\\w)"
    "|(?<!\\w)الم(?= [انيت]\\w)|(?<!\\w)[وف]?ما(?= \\w+ش(?!\\w))"
    "|(?<!\\w)[وف]?ما(?= (?:مات|كان|كنا|كنت|عاد|هو|هي|انا|نحن|من|لم|لا|زال|دام|عند|لنا|لدي|في|ب|[انيت]ريد"
    "|[انيت]عرف))"
)
DENIAL: Final = re.compile(r"\b(?:not|cannot|never)\b|n[’']t\b", re.IGNORECASE)
_NOT_NEGATING: Final = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|until)\b|\b(?:whether or|or|if|why) not\b", re.IGNORECASE
)
# Whatever in English may render an Arabic negation. Prefixes are spelled out as far as «under», «union»,
# «international», «discuss» and the like would pass for them.
_ANY_ENGLISH: Final = re.compile(
    r"\b(?:not?|never|none|nor|neither|nobody|nothing|nowhere|cannot|without|unable|yet to|fail\w*"
    r"|refus\w*|den(?:y|ies|ied|ying|ial)|reject\w*|lack\w*|absen\w*|hardly|barely|scarcely|rarely|seldom|few|only"
    r"|less (?:than|of|so)|younger than|under (?:the age|\w+ (?:years|months))"
    r"|unless|except|instead|rather|prevent\w*|avoid\w*|excluded?|rul(?:e|ed|ing) out|far from|free of"
    r"|stop(?:s|ped)?|un(?!der|ion|i[tv]|iq|til|if|ic|cle|fortun)\w{4,}|non\w*|\w{3,}less"
    r"|im(?:possib|prop|parti|perf|mob|mun)\w*"
    r"|in(?:access|accur|adeq|cap|compl|corr|cred|deci|def|depend|direct|disting|eff|elig|evit|exor|exp|finit|frequ"
    r"|nocen|sec|sign|suff|toler|val|visib|action|ability)\w*|il(?:leg|lit)\w*|ir(?:rel|resp|rev|reg)\w*|mis\w{4,}"
    r"|dis(?:agr|appear|appr|like|miss|obey|own|pute|reg|qual|cont|engag)\w*|ban(?:s|ned)?|forbid\w*|prohibit\w*"
    r"|missing|beyond|ceased?|halt\w*|ignor\w*)\b|n[’']t\b",
    re.IGNORECASE,
)


# «ولا» goes on with a denial that English says once: «لا عمل ولا خدمات», *no work or services*.
_GOES_ON: Final = re.compile("(?<!\\w)ولا (?![يتن]\\w{3})")
_OR: Final = re.compile(
    r"\b(?:not?|never|without|cannot|neither|nor)\b.*?\b(?:n?or)\b|n[’']t\b.*?\b(?:n?or)\b"
)
_CLAUSE_ENDS: Final = re.compile("[,،;؛:.!?؟]")

# Words before the first and after the last English word that renders a denied one, or the reverse, among
# which the denial stands. With 5 and 3, recall on denials dropped from ntrex-dev and ant-news-dev and put in
# was .86 instead of .76 by counting alone, with 7 and 4 .84; false alarms .9 and .6 %.
_BEFORE: Final = 5
_AFTER: Final = 3
_FAR: Final = 7  # the same where the denied word itself has no link, and what follows it does
_LINKED: Final = 0.25  # probability of a link from which a word renders another
_DENIED: Final = 2  # words after a particle that may be the denied one; 3 in English, for an adverb
_DENIED_ENGLISH: Final = 3
_SHOWN: Final = 4  # words after a denial that the analyst is shown
# «لم يكن الشاعر الكويتي يتوقع»: what is denied comes behind the subject, this many words further at most.
_WAS_NOT: Final = re.compile("[وف]?(?:لم [اينت]كن|لن [اينت]كون|ليس|ليست)(?!\\w)")
_REACH_OF_WAS: Final = 8
_REACH_OF_EXCEPTION: Final = 12  # words after «لا» within which «إلا» turns it into *only*


def check_negation(pair: Pair) -> Iterator[Fault]:
    """Find denials on one side that the other has fewer of, or none of where this one stands.

    Where both sides deny as often it takes the word links to tell, which are less sure.
    """
    if not pair.arabic_vocabulary.isdisjoint(_NEGATIVES):
        if lost := _fewer_in_english(pair):
            yield _lost(
                Severity.SERIOUS, lost, _MORE_ARABIC if _ANY_ENGLISH.search(pair.english) else _ONLY_ARABIC
            )
        elif lost := _none_near_english(pair):
            yield _lost(Severity.WARNING, lost, _APART_IN_ENGLISH)
    if DENIAL.search(pair.english):
        if added := _fewer_in_arabic(pair):
            yield _added(
                Severity.SERIOUS, added, _MORE_ENGLISH if _ANY_ARABIC.search(pair.folded) else _ONLY_ENGLISH
            )
        elif added := _none_near_arabic(pair):
            yield _added(Severity.WARNING, added, _APART_IN_ARABIC)


_ONLY_ARABIC: Final = "The Arabic denies something here, and nothing in the English does."
_ONLY_ENGLISH: Final = "The English denies something here, and nothing in the Arabic does."
_MORE_ARABIC: Final = (
    "The Arabic denies more often here than the English: one of its denials seems to be lost."
)
_MORE_ENGLISH: Final = (
    "The English denies more often here than the Arabic: one of its denials seems to be added."
)
_APART_IN_ENGLISH: Final = (
    "The Arabic denies something here, and the English that seems to render it doesn't."
)
_APART_IN_ARABIC: Final = "The English denies something here, and the Arabic that it seems to render doesn't."


def _lost(severity: Severity, evidence: str, message: str) -> Fault:
    return Fault(code="negation-lost", severity=severity, message=message, evidence=evidence)


def _added(severity: Severity, evidence: str, message: str) -> Fault:
    return Fault(code="negation-added", severity=severity, message=message, evidence=evidence)


def _fewer_in_english(pair: Pair) -> str:
    """Give the Arabic denials where they are more than anything like them in English, else nothing."""
    plain = _blanked(_NO_NEGATION, pair.folded)
    if _LA_ENGLISH.search(pair.english):
        plain = _blanked(_LA_ARABIC, plain)
    found = list(_NEGATES.finditer(plain))
    if not found:
        return ""
    # «غير» and the like take up an English denial of their own, but may also go without one.
    n_arabic = len(found) + len(_ADJECTIVAL.findall(plain)) - len(_NOTHING_BUT.findall(plain))
    if _OR.search(pair.english):
        n_arabic -= len(_GOES_ON.findall(plain, found[0].end()))
    if n_arabic <= len(_ANY_ENGLISH.findall(pair.english)) or _EXCEPTS.search(plain):
        return ""
    starts = _starts_in_folded(pair)
    places = [bisect_right(starts, one.start()) - 1 for one in found]
    return "; ".join(_clause(pair.arabic, pair.arabic_words, at) for at in places)


def denied_only_in_arabic(arabic: str, english: str) -> str:
    """Give what an Arabic quotation denies where nothing in its English may be a denial, else nothing."""
    plain = _blanked(_NO_NEGATION, fold(arabic))
    found = _NEGATES.search(plain) or _UN.search(plain)
    if found is None or _EXCEPTS.search(plain) or _ANY_ENGLISH.search(english) or _UN_ENGLISH.search(english):
        return ""
    words = plain[found.start() :].split()
    return " ".join(words[:_SHOWN])


def _starts_in_folded(pair: Pair) -> list[int]:
    """Give where each Arabic word begins once the text is folded, which changes offsets."""
    starts, at = [], 0
    for word in pair.arabic_words:
        at = max(at, pair.folded.find(word.folded, at))
        starts.append(at)
        at += len(word.folded)
    return starts


def _fewer_in_arabic(pair: Pair) -> str:
    added = list(DENIAL.finditer(_blanked(_NOT_NEGATING, pair.english)))
    if len(added) <= len(_ANY_ARABIC.findall(pair.folded)):
        return ""
    places = dict.fromkeys(at for one in added for at in _within(pair.english_words, [one]))
    return "; ".join(_clause(pair.english, pair.english_words, at) for at in places)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """Give a text with spaces in place of what a pattern finds, so that offsets stay."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _clause(text: str, words: Sequence[Word], at: int) -> str:
    """Give a denial with the words that follow it, as they stand."""
    return text[words[at].start : words[min(at + _SHOWN, len(words) - 1)].end]


def _none_near_english(pair: Pair) -> str:
    """Give an Arabic denial whose verb is rendered by English without any denial near it, else nothing."""
    arabic, english = pair.arabic_words, pair.english_words
    folded = [word.folded for word in arabic]
    denials = [at for at, word in enumerate(folded) if word in _NEGATIVES]
    if not denials or not english:
        return ""
    agreed, n_of = pair.texts.agreed, Counter(word.stem for word in arabic)
    cues = _within(english, _ANY_ENGLISH.finditer(pair.english))
    for at in denials:
        around = " ".join(folded[max(0, at - 1) : at + 3])
        following = " ".join(folded[at + 1 : at + _REACH_OF_EXCEPTION])
        is_name = _LA_ENGLISH.search(pair.english) and _LA_ARABIC.search(around)
        if is_name or _NO_NEGATION.search(around) or _EXCEPTS.search(following):
            continue
        # A word that stands there twice may be linked to what renders the other one.
        rows = [
            n
            for n in _clause_after(pair.arabic, arabic, at)[:_DENIED]
            if arabic[n].stem not in STOPWORDS and n_of[arabic[n].stem] == 1
        ]
        linked = [row for row in rows if agreed[row].max(initial=0.0) >= _LINKED]
        places = [int(agreed[row].argmax()) for row in linked]
        # «ولم ترد سلطات الدول»: where the verb has no link, it may stand behind all of its subject.
        reach = _AFTER if linked[:1] == rows[:1] else _FAR
        if places and not _any_near(cues, places, after=reach):
            return _clause(pair.arabic, arabic, at)
    return ""


def _none_near_arabic(pair: Pair) -> str:
    """Give an English «not» whose words render Arabic without any denial near it, else nothing."""
    arabic, english = pair.arabic_words, pair.english_words
    denials = list(DENIAL.finditer(_blanked(_NOT_NEGATING, pair.english)))
    if not denials or not arabic:
        return ""
    agreed, folded = pair.texts.agreed, [word.folded for word in arabic]
    cues = [
        n
        for at in range(len(folded))
        if _ANY_ARABIC.match(" ".join(folded[at : at + 2]))
        for n in range(at, at + (_REACH_OF_WAS if _WAS_NOT.match(" ".join(folded[at : at + 2])) else 1))
    ]
    for denial in denials:
        at = _within(english, [denial])[-1]
        columns = _clause_after(pair.english, english, at)[:_DENIED_ENGLISH]
        columns = [n for n in columns if len(english[n].text) > 2]
        linked = [n for n in columns if agreed[:, n].max(initial=0.0) >= _LINKED]
        places = [int(agreed[:, n].argmax()) for n in linked]
        # «did not answer the questions»: the Arabic verb stands before its subject, and that before them.
        reach = _BEFORE if linked[:1] == columns[:1] else _FAR
        if places and not _any_near(cues, places, before=reach):
            return _clause(pair.english, english, at)
    return ""


def _clause_after(text: str, words: Sequence[Word], at: int) -> list[int]:
    """Give the indices of the words after one, up to where its clause ends."""
    gaps = (text[words[n].end : words[n + 1].start] for n in range(at, len(words) - 1))
    return [at + 1 + n for n, _ in enumerate(takewhile(lambda gap: not _CLAUSE_ENDS.search(gap), gaps))]


def _within(words: Sequence[Word], found: Iterable[re.Match[str]]) -> list[int]:
    """Give the indices of the words that share a letter with a match."""
    spans = [one.span() for one in found]
    return [n for n, word in enumerate(words) if any(s < word.end and word.start < e for s, e in spans)]


def _any_near(
    cues: Sequence[int], places: Sequence[int], *, before: int = _BEFORE, after: int = _AFTER
) -> bool:
    return any(min(places) - before <= cue <= max(places) + after for cue in cues)
