"""Frames without a verb of their own: formulae that name a source, texts that speak, the bare colon."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.contents import STRONG, content_after
from bisum.stages.attribution.cues import FoundFormula, VerbForm, is_finite, verb_forms
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.objects import agreeing
from bisum.stages.attribution.subjects import source_mention, subject_after
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set


def follows_quote(units: Sequence[Unit], at: int, start: int) -> bool:
    """Tell whether a quotation stands right before, points and small words aside."""
    place = at - 1
    n_words = 0
    while place >= start:
        unit = units[place]
        if unit.kind == "q":
            return True
        if unit.kind == "w":
            n_words += 1
            if n_words > 1 or unit.key not in {"هكذا", "هذا", "ما", "و", "كما", "كذلك"}:
                return False
        elif unit.key not in ",-.":
            return False
        place -= 1
    return False


def formula_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, formula: FoundFormula, names: AbstractSet[str]
) -> Frame | None:
    """Read the frame of a formula that begins at a unit («بحسب فلان»، «كما قال فلان»)."""
    follows = follows_quote(units, at, start)
    if formula.kind == "verb":
        return _formula_verb(units, at, stop, formula, names, follows=follows)
    if formula.kind == "back":
        is_held = formula.words == _HIS_VIEW and at > start and units[at - 1].look.stem.startswith(_HOLDS)
        return None if is_held else _back_frame(units, at, stop, formula, follows=follows)  # «تمسكه برأيه»
    place = formula.end
    if place >= stop or (formula.words[0] == "في" and "تصريح" in formula.words[1] and not follows):
        return None
    came = any(unit.look.stem in _ISSUED for unit in units[start:at])
    if units[place].key in {"ما", "ان"} or (formula.words[1:] == ("لسان",) and came):
        return None  # «حتى جاء الرد على لسان فلان»
    mention = source_mention(units, place, stop, names)
    if mention is None or (mention.kind == "other" and mention.head in _MEASURES):
        return None
    content = None
    if not follows and at <= start + 3:
        content = _led_clause(units, at, start, mention.after, stop)
    leads = all(unit.kind == "p" or unit.look.tags & {"conj", "adv"} for unit in units[start:at])
    tie = "ان" if content is not None and leads else ""
    return Frame(at, max(formula.end, at + 1), "source", None, mention, None, content, tie, follows)


def _back_frame(units: Sequence[Unit], at: int, stop: int, formula: FoundFormula, *, follows: bool) -> Frame:
    """Read «على حد قوله»: whoever speaks anyway."""
    place = formula.end
    opens = place + 1 < stop and "comp" in units[place].look.tags
    content, tie = (place + 1, "ان") if opens else (None, "")
    owner = next((one for one in OWNERS if units[place - 1].key.endswith(one)), "")
    return Frame(at, place, "back", None, None, None, content, tie, follows, owner=owner)


_HIS_VIEW: Final = ("براي*",)
_HOLDS: Final = ("تمسك", "متمسك", "يتمسك", "تشبث", "متشبث", "ادلي", "يدلي", "اخذ", "ياخذ", "احتفظ")

OWNERS: Final = {"هما": ("", "d"), "ها": ("f", "s"), "هم": ("m", "p"), "هن": ("f", "p"), "ه": ("m", "s")}
"""Pronouns of owners, the longest first, with their gender and number."""
_MEASURES: Final = read_set("measures")
"""What something goes by, and nobody says: «تختلف الكلفة بحسب **حجم** الطلب»."""

MAX_TO_CLAUSE: Final = 14
"""Units of what is said of a source before the comma that ends it."""


def _led_clause(units: Sequence[Unit], at: int, start: int, after: int, stop: int) -> int | None:
    """Find the clause that a source opens: «بحسب مصدر حضر الجلسة، فإن …»."""
    leads = all(unit.kind == "p" or unit.look.tags & {"conj", "adv"} for unit in units[start:at])
    for place in range(after, min(stop - 1, after + (MAX_TO_CLAUSE if leads else 1))):
        if leads and units[place].key == "فقد":
            return place  # «وبحسب فلان فقد تقدم …»
        is_so = units[place].look.conjunction == "ف" or units[place].key.startswith("فان")
        if leads and is_so and "comp" in units[place].look.tags:
            return place + 1  # «وحسب المصدر ذاته فإن …»
        if units[place].kind == "q" or units[place].key in ".?!":
            return None
        if units[place].key in ",:":
            opens = "comp" in units[place + 1].look.tags
            if opens and not leads:
                return None  # «وكان يقول، بحسب فلان، إن …»: the verb reports
            return place + 1 + (opens and place + 2 < stop)
    return None


def _formula_verb(
    units: Sequence[Unit],
    at: int,
    stop: int,
    formula: FoundFormula,
    names: AbstractSet[str],
    *,
    follows: bool,
) -> Frame | None:
    """Read «كما قال فلان», «هذا ما صرح به فلان», «وفقا لما ذكره فلان»."""
    place = formula.end
    while place < stop and units[place].key in {"قد", "كان", "كانت", "كانوا"}:
        place += 1
    if place >= stop:
        return None
    if place + 2 < stop and is_finite(units[place]) and units[place + 1].key == "ان":
        place += 2  # «كما يحب أن يردد»
    verb = _finite(units[place])
    if verb is None:
        return None
    is_bare = formula.words == ("كما",)
    is_calling = verb.verb.lemma in _CALLS and units[place].key not in _NAMED_SO
    if formula.words == ("علي", "ما") and is_calling:
        return None  # «اعترض على ما وصفه بـ«…»»
    mention = agreeing(subject_after(units, place + 1, stop, names), verb)
    if verb.verb.lemma in _STANDS and place + 2 < stop and units[place + 1].key == "في":
        mention = source_mention(units, place + 2, stop, names)  # «وفق ما جاء في تقرير»
    content = content_after(units, place, stop, mention, verb)
    ends = mention is not None and verb.verb.strength == STRONG and _ends(units, mention.after, stop)
    if is_bare and (content is not None or not (follows or ends)):
        return None  # «كما قال إن …» reports what follows, as any verb does; not «…، كما أعلنت الوزارة.»
    return Frame(at, place + 1, "verb", verb, mention, None, None, "", follows or content is None)


def _ends(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether nothing but points is left of a sentence."""
    return all(unit.kind == "p" for unit in units[at:stop])


_NAMED_SO: Final = read_set("named so")
_CALLS: Final = read_set("calls")
_STANDS: Final = frozenset(("جاء", "ورد"))


def _finite(unit: Unit) -> VerbForm | None:
    for one in verb_forms(unit.key):
        if one.form.kind == "verb" and one.form.person == 3:
            return one
    return None


_TEXT_OWNERS: Final = frozenset(("press", "body"))


def text_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    """Read «جاء في بيان للوزارة أن …»: the text speaks, or the body that gave it out."""
    if at + 2 >= stop or (
        at > start and units[at - 1].key == "ما" and not follows_quote(units, at - 1, start)
    ):
        return None
    place = at + 1
    mention = None
    if units[place].key == "في":
        inside = _inside_text(units, place + 1, stop)
        mention = source_mention(units, inside, stop, names)
        for ahead in range(place + 2, min(stop, place + 8)):
            unit = units[ahead]
            if unit.kind != "w" or "comp" in unit.look.tags:
                break
            if unit.look.preposition == "ل" and unit.look.tags & _TEXT_OWNERS:
                mention = source_mention(units, ahead, stop, names)
                break
    elif units[place].key not in {"فيه", "فيها", "علي"}:
        return None
    content = content_after(units, at, stop, mention, one)
    follows = follows_quote(units, at, start)
    if content is None and not follows:
        return None
    where, tie = content if content is not None else (None, "")
    return Frame(at, at + 1, "verb", one, mention, None, where, tie, follows and content is None)


def _inside_text(units: Sequence[Unit], at: int, stop: int) -> int:
    """Give where the text begins that a page or paragraph is of: «في الصفحة 41 من **التقرير**»."""
    if units[at].look.stem not in _PARTS:
        return at
    for place in range(at + 1, min(stop - 1, at + 4)):
        if units[place].key == "من" or (place == at + 1 and units[place].look.is_definite):
            return place + (units[place].key == "من")
    return at


_PARTS: Final = read_set("parts of texts")


def acted_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, names: AbstractSet[str]
) -> Frame | None:
    """Read «، قبل أن تتدخل رئيسة الجلسة فلانة: «…»»: whoever did something right before the colon speaks."""
    if at + 1 >= stop or units[at + 1].kind != "q":
        return None
    for first in range(max(start, at - MAX_TO_UTTERANCE) + 1, at):
        if not is_finite(units[first - 1]) or units[first - 1].look.tags & {"role", "prep"}:
            continue
        mention = read_mention(units, first, at, names)
        if mention is not None and mention.after >= at and mention.is_sure and mention.kind in _PERSONS:
            return Frame(at, at + 1, "colon", None, mention, None, at + 1, ":", False)
    return None


_PERSONS: Final = frozenset(("person", "role"))


def utterance_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, names: AbstractSet[str], frames: Sequence[Frame]
) -> Frame | None:
    """Read «رسالة من الوزير إلى الصحافيين: "…"»: a noun of utterance, whose it is, and a colon.

    Whose it is stands right after the noun, after من or ل, or after a verb of issuing
    («صدر عن اللجنة … رسالة: …»); else the sentence's subject speaks.
    """
    if at + 1 >= stop or units[at + 1].kind != "q":
        return None
    found = None
    for place in range(at - 1, max(start - 1, at - MAX_TO_UTTERANCE), -1):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".:;?!" or any(one.after > place for one in frames[-1:]):
            break
        is_object = unit.look.is_definite and "prep" in units[place - 1].look.tags  # «تتحفظ على الكلمة: …»
        if unit.look.stem in UTTERANCES and not (unit.look.conjunction or is_object) and unit.kind == "w":
            found = place
    if found is None:
        return None
    mention = _mouth(units, found, at, names) or _utterer(units, found, start, at, names)
    return Frame(found, found + 1, "noun", None, mention, None, at + 1, ":", False)


def text_colon_frame(units: Sequence[Unit], at: int, stop: int) -> Frame | None:
    """Read «رسالة …، وفيها: «…»»: what stands in the text before."""
    if at + 1 >= stop or units[at + 1].kind != "q" or units[at - 1].key not in _IN_IT:
        return None
    return Frame(at - 1, at, "noun", None, None, None, at + 1, ":", False)


MAX_TO_UTTERANCE: Final = 12
"""Units between a noun of utterance and its colon."""

UTTERANCES: Final = read_set("utterances")
"""Nouns for words that somebody says or writes."""


def _mouth(units: Sequence[Unit], place: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Read «جاء رد الوزارة على لسان **مستشار**: «…»»."""
    for ahead in range(place + 1, stop - 2):
        if units[ahead].key == "علي" and units[ahead + 1].key == "لسان":
            owner = source_mention(units, ahead + 2, stop, names)
            return owner if owner is not None and owner.is_sure else None
    return None


def _utterer(
    units: Sequence[Unit], place: int, start: int, stop: int, names: AbstractSet[str]
) -> Mention | None:
    if place + 1 < stop:
        owner = read_mention(units, place + 1, stop, names)
        if owner is not None and owner.is_sure and not units[place].look.is_definite:
            return owner
    for ahead in range(place + 1, stop - 1):
        if units[ahead].key == "من" or units[ahead].look.preposition == "ل":
            begin = ahead + 1 if units[ahead].key == "من" else ahead
            owner = source_mention(units, begin, stop, names)
            if owner is not None and owner.is_sure:
                return owner
    for back in range(place - 1, start, -1):
        if units[back - 1].look.stem in _ISSUED and units[back].key in {"عن", "من"}:
            return read_mention(units, back + 1, place, names)
    for back in range(place - 1, start - 1, -1):
        unit = units[back]
        if unit.kind != "w":
            break
        if "verb" in unit.look.tags and not unit.look.is_definite:
            subject = subject_after(units, back + 1, place, names)
            if subject is not None and subject.is_sure:
                return subject
            break
    return read_mention(units, place, stop, names) if units[place].look.is_definite else None


_IN_IT: Final = read_set("in it")
_ISSUED: Final = frozenset(("صدر", "يصدر", "صدرت", "تصدر", "ورد", "وردت", "جاء", "جاءت"))


def colon_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, names: AbstractSet[str], frames: Sequence[Frame]
) -> Frame | None:
    """Read «جاك روس: "…"» and the headline «واشنطن تايمز: …»."""
    if frames or at + 1 >= stop or at - start > 10:
        return None
    mention = None
    for first in range(start, at):
        mention = read_mention(units, first, at, names)
        if mention is not None and mention.after >= at:
            break
        if mention is not None:
            return None
    if mention is None or mention.kind == "other":
        return None
    return Frame(at, at + 1, "colon", None, mention, None, at + 1, ":", False)
