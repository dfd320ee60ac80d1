"""Frames of participles and verbal nouns that report: «مؤكداً أن …», «بقوله إن …», «حاول القول إن …»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.cues import VerbForm, is_finite, verb_forms
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import source_mention, subject_after
from bisum.stages.attribution.frames.contents import content_after, nominal_content
from bisum.stages.attribution.frames.formulas import follows_quote
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

_PRONOMINAL: Final = read_set("pronominal")
_NEEDS_OBJECT: Final = read_set("needs object")
_TAKES_OBJECT: Final = read_set("takes object")


def saying_frame(scene: Scene, at: int) -> Frame | None:
    """Read «حاول فلان القول إن …»; without a subject before it («يمكن القول إن») nobody says it."""
    units = scene.units
    verb = next((place for place in range(at - 1, scene.start - 1, -1) if is_finite(units[place])), at)
    mention = subject_after(units, verb + 1, at)
    is_clause = at + 2 < scene.stop and "comp" in units[at + 1].look.tags
    if mention is None or not is_clause:
        return None
    verb_form = verb_forms("قول")[0]
    return Frame(at=at, after=at + 1, kind="noun", verb=verb_form, mention=mention, content=at + 2, tie="ان")


def _ties_right_after(unit: Unit, one: VerbForm) -> bool:
    is_tie = unit.key in one.verb.ties or unit.look.preposition in one.verb.ties
    return is_tie or unit.key == ":" or unit.kind == "q" or "comp" in unit.look.tags


_BEING: Final = frozenset(("كان", "كانت", "كانوا", "يكون", "تكون", "ليس", "ليست", "مازال", "زال", "غير"))


def _is_described(before: Unit, strength: int) -> bool:
    """Tell whether a feminine participle is an adjective or an object: «بنبرة ساخرة»."""
    look = before.look
    is_noun = before.key.endswith("ه") and not look.is_definite and "common" in look.tags
    is_noun = is_noun and (bool(look.preposition) or strength == 1)  # «حركية مشجعة على …»
    return before.kind == "w" and (bool(look.tags & {"prep", "neg"}) or is_noun)


def participle_frame(  # noqa: PLR0911 - a decision list: each return is one rule
    scene: Scene, at: int, one: VerbForm
) -> Frame | None:
    """Read «، مؤكدا أن …»: a participle that goes on with what is said."""
    units = scene.units
    unit = units[at]
    is_person = unit.key.endswith("ه") and "role" in unit.look.tags
    is_cut_off = at > scene.start and units[at - 1].key == ","
    is_tied = at + 1 < scene.stop and _ties_right_after(units[at + 1], one)
    if (is_person or unit.key == "لافته") and not is_tied and not is_cut_off:
        return None  # «المضيفة …», «رفعت لافتة كُتب عليها …»
    if at > scene.start:
        before = units[at - 1]
        if before.kind == "n" or before.look.stem in _BEING or before.key in _PRONOMINAL:
            return None  # «118 شاهداً»، «كان متوقعاً»، «أنها مطالبة بالعمل»
        is_adjective = one.form.key.endswith("ه") and not unit.look.is_definite
        if is_adjective and _is_described(before, one.verb.strength):
            return None
        if before.look.preposition and before.key.endswith("ه") and not before.look.is_definite:
            return None  # an adjective: «بنبرة ساخرة»
    if not unit.key.removeprefix("و").removeprefix("ف").endswith(("ا", "ه", "ين", "ات")):
        return None
    where, tie = content_after(scene, at, None, one) or nominal_content(scene, at, None, one) or (None, "")
    follows = where is None and one.verb.lemma == "قال" and follows_quote(scene, at)
    if where is None and (is_person or not (follows or one.verb.lemma in _TAKES_OBJECT)):
        return None
    return Frame(at=at, after=at + 1, kind="participle", verb=one, content=where, tie=tie, follows=follows)


def _past_audience(scene: Scene, at: int) -> int:
    """Give where it goes on after those who are told: «تأكيد رئيس الأركان **للصحفيين** أن …»."""
    units = scene.units
    if at >= scene.stop or units[at].look.preposition != "ل" or not units[at].look.tags & _AUDIENCE:
        return at
    told = source_mention(units, at, scene.stop)
    return told.after if told is not None else at


_AUDIENCE: Final = frozenset(("role", "crowd", "press"))


def noun_frame(scene: Scene, at: int, one: VerbForm) -> Frame | None:
    """Read «بقوله إن», «تعهد ترامب أن», «تأكيده أن»: they report with a clause or marks right after."""
    units, stop = scene.units, scene.stop
    if one.verb.strength < 2 or (at > 0 and units[at - 1].key in {"تم", "يتم", "جري"}):
        return None
    mention, near = None, at + 1
    is_mentioned = not one.form.gender and one.verb.lemma != "قال"
    if is_mentioned and not units[at].key.startswith(("بال", "وبال")):
        mention = read_mention(units, at + 1, min(stop, at + 8))
        if mention is None or mention.kind == "other":
            return None
        near = mention.after
        # «لم يتردد في وصف المتهم بأنه …»: of whom it is said
        mention = None if one.verb.lemma in _NEEDS_OBJECT else mention
    near = _past_audience(scene, near)
    content = _noun_content(scene, at, near, one) if near < stop else None
    if content is None:
        return None
    where, tie = content
    return Frame(at=at, after=at + 1, kind="noun", verb=one, mention=mention, content=where, tie=tie)


def _noun_content(scene: Scene, at: int, near: int, one: VerbForm) -> tuple[int, str] | None:
    """Find the clause or the marks that a verbal noun reports.

    Args:
        scene: The sentence.
        at: Index of the noun.
        near: Index of the unit after it, its owner and those who are told.
        one: Its verb.
    """
    units, stop = scene.units, scene.stop
    is_owned, is_said = bool(one.form.gender), one.verb.lemma == "قال"
    if is_said and (is_owned or units[at].key.endswith("القول")):
        content = content_after(scene, at, None, one)
        if content is not None and content[1] != "~":
            return content
    if units[near].key == "," and near + 1 < stop:
        near += 1
    unit = units[near]
    if unit.key in one.verb.ties and units[at].key.startswith("بال") and near + 1 < stop:
        opens = "comp" in units[near + 1].look.tags and near + 2 < stop
        return near + 1 + opens, "ان" if opens else unit.key
    is_work = one.verb.lemma == "روى"  # «عن روايتها «…»»: a novel
    if unit.kind == "q" and (is_owned or is_said) and not is_work:
        return near, "«"
    if unit.key == ":" and near + 1 < stop:
        return near + 1, ":"
    return (near + 1, "ان") if "comp" in unit.look.tags else None
