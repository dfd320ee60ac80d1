"""Break good translations, one fault at a time, and count what the checks find.

Usage: python benchmarks/faults.py SHARED [--show CODE]

Ground: the references of ntrex-dev and ant-news-dev. For each fault: how many pairs could be broken so, the
share of them that is found (recall), and how often the same codes come up on the untouched pairs (false
alarms).
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bisum.model.article import Article, Paragraph
from bisum.model.bitext import EnglishPassage, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes
from bisum.stages.align import Align
from bisum.stages.bilingual.known import in_arabic, in_english, table
from bisum.stages.bilingual.lexicon import SAME_NAME
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import Word, arabic_words, english_words
from bisum.stages.check import Check
from bisum.stages.english.text import find_marks
from bisum.stages.segment import Segment
from bisum.text import normalise

MONTH_NAMES = "January February March April June July August September October November December"
MONTHS = MONTH_NAMES.split(" ")
SMALL_NUMBERS = "three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty"
NUMBER_WORDS = SMALL_NUMBERS.split(" ")
MONEY = {
    "dollar": "euro",
    "euro": "dollar",
    "pound": "dollar",
    "dinar": "dollar",
    "dirham": "dollar",
    "$": "€",
    "€": "$",
}
INVENTED = [
    "Officials did not immediately respond to a request for comment on the reported changes.",
    "The move comes amid growing pressure from neighbouring countries and international lenders.",
    "Witnesses described scenes of panic as smoke rose above the market in the early afternoon.",
    "Analysts expect the figure to climb further before the end of the winter season.",
]
OTHERS = ["Vladislav Petrenko", "Humphrey Gottlieb", "Ximena Quispe", "Thorbjorn Vang", "Zbigniew Kowal"]
SAID = ["claimed", "alleged", "denied", "warned", "vowed", "pledged", "threatened", "promised"]
CLAIMS = {**dict.fromkeys(SAID, "said"), "claims": "says", "denies": "says", "warns": "says"}

# Offices and callings, a line for those that mean the same; none of them comes from bisum's own table.
ROLE_SORTS = """
prime minister,premier
president,chairman,chairwoman
minister
adviser,advisor,aide
spokesman,spokeswoman
director,manager
governor
mayor
ambassador,envoy
coach,trainer
judge,magistrate
prosecutor
lawyer,attorney,solicitor
senator,lawmaker,congressman,congresswoman,legislator
colonel
researcher,scientist
professor,lecturer
witness
candidate,nominee
king
prince
doctor,physician
journalist,reporter
engineer
bishop
inspector
teacher
founder
secretary-general
"""
ROLES = {word: sort for sort, words in enumerate(ROLE_SORTS.split("\n")) for word in words.split(",") if word}
NEW_ROLES = [words.split(",")[0] for words in ROLE_SORTS.split("\n") if words]
ANY_ROLE = re.compile(
    rf"\b(?<!-)(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})s?\b(?!-| League)", re.IGNORECASE
)


class Broken(NamedTuple):
    """A pair with one fault."""

    arabic: str
    english: str
    is_truncated: bool = False


Breaker = Callable[[str, str, random.Random], Broken | None]


def empty(arabic: str, _english: str, _rng: random.Random) -> Broken | None:
    """Leave nothing."""
    return Broken(arabic, "")


def untranslated(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Leave one Arabic word in the English."""
    words, source = english.split(), [word for word in arabic.split() if len(word) > 3]
    if len(words) < 4 or not source:
        return None
    words[rng.randrange(len(words))] = rng.choice(source)
    return Broken(arabic, " ".join(words))


def cut_short(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Keep the first third."""
    words = english.split()
    if len(words) < 12:
        return None
    return Broken(arabic, " ".join(words[: len(words) * rng.randint(25, 40) // 100]) + ".")


def part_missing(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Leave a third to a half out, in one piece."""
    words = english.split()
    if len(words) < 14:
        return None
    n = len(words) * rng.randint(33, 50) // 100
    at = rng.randrange(len(words) - n + 1)
    return Broken(arabic, " ".join(words[:at] + words[at + n :]))


def made_long(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Add as much again that the Arabic does not say."""
    words = english.split()
    if len(words) < 8:
        return None
    return Broken(arabic, english + " " + " ".join(rng.choice(INVENTED) for _ in range(1 + len(words) // 12)))


def repeated(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Fall into a loop of one to five words."""
    words = english.split()
    if len(words) < 8:
        return None
    n, at = rng.randint(1, 5), rng.randrange(len(words) - 6)
    return Broken(arabic, " ".join(words[: at + n] + words[at : at + n] * rng.randint(3, 6)))


def truncated(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Stop at a limit, as the engine says."""
    words = english.split()
    if len(words) < 8:
        return None
    return Broken(arabic, " ".join(words[: rng.randint(len(words) // 2, len(words) - 2)]), is_truncated=True)


def number_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Change one digit, or drop or add a nought."""
    found = [m for m in re.finditer(r"\d[\d.,]*", english) if len(m.group().strip(".,")) <= 9]
    if not found:
        return None
    at = rng.choice(found)
    digits = at.group()
    place = rng.randrange(len(digits))
    while not digits[place].isdigit():
        place = rng.randrange(len(digits))
    other = str((int(digits[place]) + rng.randint(1, 8)) % 10)
    changed = digits[:place] + other + digits[place + 1 :]
    if changed.lstrip("0.,") == digits.lstrip("0.,"):
        return None
    return Broken(arabic, english[: at.start()] + changed + english[at.end() :])


def number_word_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put one number word for another."""
    found = [m for m in re.finditer(r"[a-z]+", english) if m.group() in NUMBER_WORDS]
    if not found:
        return None
    at = rng.choice(found)
    other = rng.choice([word for word in NUMBER_WORDS if word != at.group()])
    return Broken(arabic, english[: at.start()] + other + english[at.end() :])


def month_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put one month for another."""
    found = [m for m in re.finditer(r"[A-Z][a-z]+", english) if m.group() in MONTHS]
    if not found:
        return None
    at = rng.choice(found)
    other = rng.choice([month for month in MONTHS if month not in english])
    return Broken(arabic, english[: at.start()] + other + english[at.end() :])


def money_changed(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Put one currency for another."""
    names = r"\b(?:dollar|euro|pound|dinar|dirham)(?=s?\b)|[$€]"
    changed = re.sub(names, lambda m: MONEY[m.group()], english)
    return Broken(arabic, changed) if changed != english else None


def percentage_lost(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Drop the percent sign or word."""
    changed = re.sub(r"\s?(?:%|per ?cent\b)", "", english)
    return Broken(arabic, changed) if changed != english else None


def negation_lost(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Drop every negating word, where both sides have one."""
    if not re.search("(?<!\\w)[وف]?(?:لم|لن|ليس|ليست|لا)(?!\\w)", arabic) or re.search(
        "لا [يت]زال|إلا|سوى", arabic
    ):
        return None
    changed = re.sub(r"\b(?:not|never|no)\b ?|n['’]t\b", "", english)
    return Broken(arabic, changed) if changed != english else None


def negation_added(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Deny what was said."""
    if re.search(r"\bnot\b|n['’]t|\bnever\b", english):
        return None
    found = list(re.finditer(r"\b(?:is|are|was|were|will|has|have|had|can|could|would)\b", english))
    if not found:
        return None
    at = rng.choice(found)
    return Broken(arabic, english[: at.end()] + " not" + english[at.end() :])


def stance_changed(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Let what was claimed, denied or threatened be said."""
    names = rf"\b(?:{'|'.join(CLAIMS)})\b(?! (?:allegiance|asylum))(?<!the \w{{6}})"
    changed = re.sub(names, lambda m: CLAIMS[m.group()], english)
    return Broken(arabic, changed) if changed != english else None


SINGULAR = "i/he me/him my/his mine/his myself/himself i'm/he's i've/he's i'll/he'll i'd/he'd am/is"
PLURAL = (
    "we/they us/them our/their ours/theirs ourselves/themselves we're/they're we've/they've we'll/they'll"
)
THIRD = dict(pair.split("/") for pair in f"{SINGULAR} {PLURAL}".split())


def speaker_lost(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Let others do what the speaker says of himself, where the Arabic has a word for him."""
    speaks = "(?<!\\w)[وف]?(?:نحن|أنا|إننا|أننا|بأننا|إنني|أنني|لدينا|علينا|(?:لن|لم|سوف) [نأ]\\w{2,})(?!\\w)"
    if not re.search(speaks, arabic):
        return None
    first = re.compile(
        rf"(?<![\\w’'])(?:{'|'.join(sorted(THIRD, key=len, reverse=True))})(?![\\w’'])", re.IGNORECASE
    )
    changed = first.sub(lambda m: THIRD[m.group().lower()], english.replace("’", "'"))
    return Broken(arabic, changed) if changed != english.replace("’", "'") else None


def owner_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Make *his* of *her* before what is owned, or *her* of *his*."""
    others = {"his": "her", "her": "his"}
    found = list(re.finditer(r"\b(?:his|her)(?= [a-z]{3,})", english))
    if not found:
        return None
    at = rng.choice(found)
    return Broken(arabic, english[: at.start()] + others[at.group()] + english[at.end() :])


def modality_lost(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Make a fact of what may be, must be, or shall be."""
    modal = "(?<!\\w)[وف]?(?:قد ي\\w{3,}|ربما|[يت]جب|ينبغي|سوف|سي\\w{3,})(?!\\w)"
    if not re.search(modal, arabic):
        return None
    modes = r"\b(?:may|might|could|can|must|should|will|would|perhaps|possibly|probably|likely) (?:be )?"
    changed = re.sub(modes, "", english)
    return Broken(arabic, changed) if changed != english else None


def _full_name(english: str, rng: random.Random, *, heard_in: str = "") -> re.Match[str] | None:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,} [A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?\b", english))
    if heard_in:
        words = arabic_words(heard_in)
        found = [one for one in found if sum(_is_heard(name, words) for name in one.group().split()) >= 2]
    return rng.choice(found) if found else None


def _is_heard(name: str, words: list[Word]) -> bool:
    return any(max(likeness(word.text, name), likeness(word.stem, name)) >= SAME_NAME for word in words)


def name_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put another's name for one."""
    at = _full_name(english, rng)
    other = rng.choice(
        ["Vladislav Petrenko", "Humphrey Gottlieb", "Ximena Quispe", "Thorbjorn Vang", "Zbigniew Kowal"]
    )
    return Broken(arabic, english[: at.start()] + other + english[at.end() :]) if at else None


def name_missing(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Drop a name of which two words can be heard in the Arabic, and not the title of an institution."""
    at = _full_name(english, rng, heard_in=normalise(arabic))
    return Broken(arabic, english[: at.start()] + "he" + english[at.end() :]) if at else None


def _known_changed(arabic: str, english: str, rng: random.Random, *, is_name: bool) -> Broken | None:
    """Put a word of the table of known words for another of its kind."""
    meant = {place.known for place in in_arabic(arabic_words(normalise(arabic)))}
    found = [
        place
        for place in in_english(english, english_words(english))
        if place.known in meant and place.known.is_name is is_name and place.is_noun
    ]
    if not found:
        return None
    at = rng.choice(found)
    other = rng.choice([row for row in table() if row.kind == at.known.kind and row not in meant])
    return Broken(arabic, english[: at.start] + other.english + english[at.end :])


def known_name_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put one country, town, body or newspaper for another."""
    return _known_changed(arabic, english, rng, is_name=True)


def known_name_missing(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Drop a country, town or newspaper wherever the English names it."""
    meant = {place.known for place in in_arabic(arabic_words(normalise(arabic))) if place.is_noun}
    places = in_english(english, english_words(english))
    found = {
        one.known.english
        for one in places
        if one.known in meant and one.known.kind in {"country", "town", "press"}
    }
    if not found:
        return None
    name = rng.choice(sorted(found))
    return Broken(arabic, re.sub(rf"\b{re.escape(name)}\w*(?:['’]s)? ?", "", english))


def known_word_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put one illness, office, relative, crime and so on for another."""
    return _known_changed(arabic, english, rng, is_name=False)


def _singular(role: str) -> str:
    lower = role.lower()
    return lower if lower in ROLES else lower.removesuffix("s")


def _cased(like: str, word: str) -> str:
    """Give a word the capital and the plural of another."""
    plural = like.endswith(("s", "men")) and not word.endswith("s")
    return (word.capitalize() if like[0].isupper() else word) + "s" * plural


def role_changed(arabic: str, english: str, rng: random.Random) -> Broken | None:
    """Put one office or calling for another that no Arabic word means too."""
    found = list(ANY_ROLE.finditer(english))
    if not found:
        return None
    at = rng.choice(found)
    sort = ROLES[_singular(at.group())]
    other = rng.choice([word for word in NEW_ROLES if ROLES[word] != sort])
    return Broken(arabic, english[: at.start()] + _cased(at.group(), other) + english[at.end() :])


def marks_lost(arabic: str, english: str, _rng: random.Random) -> Broken | None:
    """Drop all quotation marks."""
    if not re.search('[«“"]', arabic) or not any(mark.is_closed for mark in find_marks(english)):
        return None
    return Broken(arabic, re.sub("[“”«»\"]|(?<!\\w)['‘](?=\\w)|(?<=\\w|[,.!?])['’](?!\\w)", "", english))


FAULTS: tuple[tuple[str, Breaker, frozenset[str]], ...] = (
    ("empty", empty, frozenset({"empty"})),
    ("untranslated", untranslated, frozenset({"untranslated"})),
    ("cut short", cut_short, frozenset({"too-short", "part-missing"})),
    ("part missing", part_missing, frozenset({"too-short", "part-missing"})),
    ("made long", made_long, frozenset({"too-long"})),
    ("repeated", repeated, frozenset({"repetition"})),
    ("truncated", truncated, frozenset({"truncated"})),
    ("number changed", number_changed, frozenset({"numbers-changed"})),
    ("number word changed", number_word_changed, frozenset({"numbers-changed"})),
    ("month changed", month_changed, frozenset({"date-changed"})),
    ("money changed", money_changed, frozenset({"money-changed"})),
    ("percentage lost", percentage_lost, frozenset({"percentage-changed"})),
    ("negation lost", negation_lost, frozenset({"negation-lost"})),
    ("negation added", negation_added, frozenset({"negation-added"})),
    ("stance changed", stance_changed, frozenset({"stance-changed"})),
    ("speaker lost", speaker_lost, frozenset({"person-changed"})),
    ("owner changed", owner_changed, frozenset({"person-changed"})),
    ("modality lost", modality_lost, frozenset({"modality-changed"})),
    ("name changed", name_changed, frozenset({"name-changed", "name-missing"})),
    ("name missing", name_missing, frozenset({"name-changed", "name-missing"})),
    ("known name changed", known_name_changed, frozenset({"name-changed"})),
    ("known name missing", known_name_missing, frozenset({"name-missing"})),
    ("known word changed", known_word_changed, frozenset({"word-changed"})),
    ("role changed", role_changed, frozenset({"role-changed"})),
    ("marks lost", marks_lost, frozenset({"quote-lost", "quote-approximate", "quote-restored"})),
)


def codes(broken: Broken) -> set[str]:
    """Give the codes of all findings on one pair, taken through the stages."""
    arabic = normalise(broken.arabic)
    dossier = Dossier(Article(id="a", paragraphs=(Paragraph(text=arabic),)))
    dossier = dossier.with_product(Segment().run([dossier])[0])
    segments = dossier[type(Segment().run([dossier])[0])]
    quotes = tuple(
        Quote(kind=QuoteKind.TERM, text="", spans=pair.spans, closed=pair.closing is not None)
        for pair in segments.marked
    )
    piece = Piece(start=0, end=len(broken.english), is_truncated=broken.is_truncated)
    passage = EnglishPassage(english=broken.english, pieces=(piece,), is_by_sentence=False)
    dossier = dossier.with_product(Quotes(marked=quotes)).with_product(Translation(paragraphs=(passage,)))
    dossier = dossier.with_product(Align().run([dossier])[0])
    (findings,) = Check().run([dossier])
    return {finding.code for finding in findings.findings}


def read(shared: Path) -> list[tuple[str, str]]:
    """Read the pairs of both sets."""
    pairs = []
    for name in ("ntrex-dev", "ant-news-dev"):
        for line in shared.joinpath(f"testsets/{name}.tsv").read_text("utf-8").splitlines():
            _, arabic, english = line.split("\t")
            if normalise(arabic) and english.strip():
                pairs.append((arabic, english))
    return pairs


def main() -> None:
    """Print a row for each fault."""
    pairs = read(Path(sys.argv[1]))
    show = sys.argv[3] if len(sys.argv) > 3 else ""
    untouched = [codes(Broken(arabic, english)) for arabic, english in pairs]
    recalls, alarms = [], []
    print(f"{'fault':22} {'broken':>6} {'recall':>7} {'false alarms':>13}")
    for name, breaker, expected in FAULTS:
        rng = random.Random(name)
        broken = [one for arabic, english in pairs if (one := breaker(arabic, english, rng))]
        hits = [bool(codes(one) & expected) for one in broken]
        recall = sum(hits) / len(hits) if hits else float("nan")
        alarm = sum(bool(found & expected) for found in untouched) / len(untouched)
        recalls.append(recall)
        alarms.append(alarm)
        print(f"{name:22} {len(broken):6} {recall:7.3f} {alarm:13.4f}", flush=True)
        if show == name:
            for one in [one for one, hit in zip(broken, hits, strict=True) if not hit][:25]:
                print(f"   {one.arabic}\n   {one.english}\n")
    print(f"{'mean':22} {'':6} {sum(recalls) / len(recalls):7.3f} {sum(alarms) / len(alarms):13.4f}")


if __name__ == "__main__":
    main()
