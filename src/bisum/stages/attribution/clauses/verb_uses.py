"""Whether a form of a reporting verb reports where it stands: as a verb, and of its own accord."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import STRONG, VerbForm, has_object
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import is_bare_verb
from bisum.stages.tables import read_set

PASSES_ON: Final = {"نقل": "عن", "أورد": "عن", "روى": "عن", "علم": "من", "نسب": "الي"}
"""Verbs that pass words on, and the word before whose they are: «علمت الجريدة من مصدر أن …»."""

_CARRIES: Final = frozenset((*PASSES_ON, "نشر", "بث", "تناقل", "تداول"))
MAX_TO_TEXT: Final = 10
"""Units from a text to the second verb that says who carried it."""

N_TO_HIDDEN: Final = 5
"""Units from «طلب» to what is kept back: «طلب عدم الكشف عن **هويته**»."""

OF_HIM: Final = frozenset(("عنه", "عنها", "عنهم"))
VERB_OPENERS: Final = read_set("verb openers")
ON_IT: Final = read_set("on it")
_IS_LESS: Final = frozenset(("يقل", "تقل"))
_NEARLY: Final = read_set("nearly")
_IF: Final = read_set("if")
_I_SAID: Final = read_set("i said")
_NAMES_THINGS: Final = read_set("names things")
WHAT: Final = frozenset(("ما", "بما", "مما", "لما", "فيما", "كما"))
_LIKE_PREPOSITIONS: Final = read_set("like prepositions")
_HIDDEN: Final = read_set("hidden")
_NAMES_SOURCE: Final = frozenset(("كشف", "ذكر", "ذكّر", "نشر", "أعلن", "أفصح", "أفاد"))
_CONDITIONS: Final = frozenset(("طلب", "طالب", "رفض", "اشترط", "فضل", "آثر"))
_WITHHOLDS: Final = read_set("withholds")


def _is_verb_place(scene: Scene, at: int) -> bool:
    """Tell whether a verb may stand here: at the start of a clause, after a subject or a particle."""
    if at == scene.start:
        return True
    before = scene.units[at - 1]
    if before.kind in "pq":
        return True
    look = before.look
    return "prep" not in look.tags or before.key in VERB_OPENERS or before.key in WHAT


def may_report(scene: Scene, at: int, one: VerbForm) -> bool:
    """Tell whether a form stands as a verb that says something, and as no other word."""
    units = scene.units
    form = one.form
    if _says_nothing(scene, at, one) or (form.person != 3 and form.key not in _I_SAID):
        return False
    if at > scene.start and (_is_supposed(units[at - 1], one) or _tells_of_text(units, at, one)):
        return False
    if not _is_verb_place(scene, at) or is_condition(units, at, one):
        return False
    is_verb = at + 1 < scene.stop and units[at + 1].key in ON_IT
    return is_verb or form.key not in _LIKE_PREPOSITIONS or _has_clause(scene, at, one)


def _says_nothing(scene: Scene, at: int, one: VerbForm) -> bool:
    """Tell whether a verb names a thing, asks of one, or is itself what is spoken of."""
    units = scene.units
    is_what = units[at - 1].key in WHAT
    if one.verb.lemma in _NAMES_THINGS and not is_what:
        return True  # «ما سمّته «مجزرة»» reports, «سمّت ابنتها «زهرة»» names
    if one.form.key in _I_SAID and at + 1 < scene.stop and units[at + 1].key == "عن":
        return True  # «حين سألناه عن ذلك ضحك: «…»»
    return is_what and one.verb.lemma in {"قيل", "نسب"}  # «وصفت ما قيل بـ«…»», «نفى ما نُسب إليه»


def _tells_of_text(units: Sequence[Unit], at: int, one: VerbForm) -> bool:
    """Tell whether a verb only says who gave words out: «قال في تصريحات **أوردتها** وكالة: …»."""
    if one.verb.lemma not in _CARRIES or not has_object(one):
        return False
    is_joined = units[at].key != one.form.key  # «رسالة هرّبتها عائلته **ونشرتها** صحيفة: …»
    for place in range(at - 1, max(-1, at - (MAX_TO_TEXT if is_joined else 2)), -1):
        if units[place].key in ".;:?!":
            return False
        if units[place].look.tags & {"forum", "text"}:
            return True
    return False


def _is_supposed(before: Unit, one: VerbForm) -> bool:
    """Tell whether nobody says it by the word before: «كادت تعتذر», «لو علمت أن …», «أن يُقال إن …»."""
    is_said_so = one.verb.lemma == "قيل" and before.key == "ان"
    is_if = before.look.stem in _IF and one.verb.strength < STRONG
    is_less = one.form.key in _IS_LESS and before.key != "لم"  # «أجر يقل عن …»
    return before.look.stem in _NEARLY or is_if or is_said_so or is_less or before.key == "ممن"


def _has_clause(scene: Scene, at: int, one: VerbForm) -> bool:
    """Tell whether a verb that looks like a preposition goes on as a verb must."""
    for place in range(at + 1, min(scene.stop, at + 10)):
        unit = scene.units[place]
        is_verb = not unit.look.is_definite and ("verb" in unit.look.tags or is_bare_verb(unit))
        if unit.kind == "q" or unit.key in ".:," or (is_verb and place > at + 1):
            return False
        if "comp" in unit.look.tags and unit.key.lstrip("ب").startswith("ان") and one.form.key != "عبر":
            return place <= at + 4
        if unit.key == "عن" and "عن" in one.verb.ties:
            return True
    return False


def is_condition(units: Sequence[Unit], at: int, one: VerbForm) -> bool:
    """Tell whether a verb only says that its subject stays unnamed: «، طلب عدم الكشف عن اسمه،»."""
    following = units[at + 1].key if at + 1 < len(units) else ""
    if one.verb.lemma in _CONDITIONS and following in _WITHHOLDS:
        return True
    is_aside = at > 0 and units[at - 1].kind == "p" and one.verb.lemma in _CONDITIONS
    n = N_TO_HIDDEN if is_aside else 2 if one.verb.lemma in _NAMES_SOURCE else 0
    return any(unit.key in _HIDDEN for unit in units[at + 1 : at + 1 + n])
