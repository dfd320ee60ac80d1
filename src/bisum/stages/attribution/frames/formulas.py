"""Frames of formulae that name a source: «بحسب فلان»، «كما قال فلان»، «على حد قوله»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.cues import STRONG, FoundFormula, VerbForm, is_finite, verb_forms
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.objects import agreeing
from bisum.stages.attribution.clauses.owners import ISSUED
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import source_mention, subject_after
from bisum.stages.attribution.frames.contents import content_after
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set


def follows_quote(scene: Scene, at: int) -> bool:
    """Tell whether a quotation stands right before, points and small words aside."""
    place = at - 1
    n_words = 0
    while place >= scene.start:
        unit = scene.units[place]
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


def formula_frame(scene: Scene, at: int, formula: FoundFormula) -> Frame | None:
    """Read the frame of a formula that begins at a unit («بحسب فلان»، «كما قال فلان»)."""
    units, start = scene.units, scene.start
    follows = follows_quote(scene, at)
    if formula.kind == "verb":
        return _formula_verb(scene, at, formula, follows=follows)
    if formula.kind == "back":
        is_held = formula.words == _HIS_VIEW and at > start and units[at - 1].look.stem.startswith(_HOLDS)
        return None if is_held else _back_frame(scene, at, formula, follows=follows)  # «تمسكه برأيه»
    place = formula.end
    if place >= scene.stop or (formula.words[0] == "في" and "تصريح" in formula.words[1] and not follows):
        return None
    came = any(unit.look.stem in ISSUED for unit in units[start:at])
    if units[place].key in {"ما", "ان"} or (formula.words[1:] == ("لسان",) and came):
        return None  # «حتى جاء الرد على لسان فلان»
    mention = source_mention(units, place, scene.stop)
    if mention is None or (mention.kind == "other" and mention.head in _MEASURES):
        return None
    content = None
    if not follows and at <= start + 3:
        content = _led_clause(scene, at, mention.after)
    leads = all(unit.kind == "p" or unit.look.tags & {"conj", "adv"} for unit in units[start:at])
    tie = "ان" if content is not None and leads else ""
    return Frame(
        at=at,
        after=max(formula.end, at + 1),
        kind="source",
        mention=mention,
        content=content,
        tie=tie,
        follows=follows,
    )


def _back_frame(scene: Scene, at: int, formula: FoundFormula, *, follows: bool) -> Frame:
    """Read «على حد قوله»: whoever speaks anyway."""
    units = scene.units
    place = formula.end
    opens = place + 1 < scene.stop and "comp" in units[place].look.tags
    content, tie = (place + 1, "ان") if opens else (None, "")
    owner = next((one for one in OWNERS if units[place - 1].key.endswith(one)), "")
    return Frame(at=at, after=place, kind="back", content=content, tie=tie, follows=follows, owner=owner)


_HIS_VIEW: Final = ("براي*",)
_HOLDS: Final = ("تمسك", "متمسك", "يتمسك", "تشبث", "متشبث", "ادلي", "يدلي", "اخذ", "ياخذ", "احتفظ")

OWNERS: Final = {"هما": ("", "d"), "ها": ("f", "s"), "هم": ("m", "p"), "هن": ("f", "p"), "ه": ("m", "s")}
"""Pronouns of owners, the longest first, with their gender and number."""
_MEASURES: Final = read_set("measures")
"""What something goes by, and nobody says: «تختلف الكلفة بحسب **حجم** الطلب»."""

MAX_TO_CLAUSE: Final = 14
"""Units of what is said of a source before the comma that ends it."""


def _led_clause(scene: Scene, at: int, after: int) -> int | None:
    """Find the clause that a source opens: «بحسب مصدر حضر الجلسة، فإن …»."""
    units = scene.units
    leads = all(unit.kind == "p" or unit.look.tags & {"conj", "adv"} for unit in units[scene.start : at])
    for place in range(after, min(scene.stop - 1, after + (MAX_TO_CLAUSE if leads else 1))):
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
            return place + 1 + (opens and place + 2 < scene.stop)
    return None


def _formula_verb(
    scene: Scene,
    at: int,
    formula: FoundFormula,
    *,
    follows: bool,
) -> Frame | None:
    """Read «كما قال فلان», «هذا ما صرح به فلان», «وفقا لما ذكره فلان»."""
    units, stop = scene.units, scene.stop
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
    mention = agreeing(subject_after(units, place + 1, stop), verb)
    if verb.verb.lemma in _STANDS and place + 2 < stop and units[place + 1].key == "في":
        mention = source_mention(units, place + 2, stop)  # «وفق ما جاء في تقرير»
    content = content_after(scene, place, mention, verb)
    ends = mention is not None and verb.verb.strength == STRONG and _ends(scene, mention.after)
    if is_bare and (content is not None or not (follows or ends)):
        return None  # «كما قال إن …» reports what follows, as any verb does; not «…، كما أعلنت الوزارة.»
    follows = follows or content is None
    return Frame(at=at, after=place + 1, kind="verb", verb=verb, mention=mention, follows=follows)


def _ends(scene: Scene, at: int) -> bool:
    """Tell whether nothing but points is left of a sentence."""
    return all(unit.kind == "p" for unit in scene.units[at : scene.stop])


_NAMED_SO: Final = read_set("named so")
_CALLS: Final = read_set("calls")
_STANDS: Final = frozenset(("جاء", "ورد"))


def _finite(unit: Unit) -> VerbForm | None:
    for one in verb_forms(unit.key):
        if one.form.kind == "verb" and one.form.person == 3:
            return one
    return None
