"""Frames of reporting verbs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import STRONG, VerbForm, has_object, is_rooted, verb_forms
from bisum.stages.arabic.masdars import find_object
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.fronted import AND_HE
from bisum.stages.attribution.clauses.objects import agreeing, is_addressed, needs_object
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import MAX_TO_SUBJECT, subject_after
from bisum.stages.attribution.clauses.verb_uses import OF_HIM, PASSES_ON, is_condition, may_report
from bisum.stages.attribution.frames.clause_subjects import clause_subject
from bisum.stages.attribution.frames.contents import content_after, nominal_content
from bisum.stages.attribution.frames.finite_verbs import (
    PRONOMINAL,
    FiniteVerb,
    is_done,
    is_elative,
    stands_as_verb,
)
from bisum.stages.attribution.frames.formulas import follows_quote
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.frames.nouns import noun_frame, participle_frame, saying_frame
from bisum.stages.attribution.frames.texts import text_frame
from bisum.stages.attribution.mentions.limits import is_owned
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

_CLAUSE: Final = frozenset(("ان", ":"))
_REPORTS: Final = _CLAUSE | {"«"}
_BELIEFS: Final = read_set("beliefs")
_SMALL: Final = frozenset(("pp", "pron", "rel", "neg", "time"))
_NEEDS_OBJECT: Final = read_set("needs object")
_TAKES_OBJECT: Final = read_set("takes object")
_ASIDES: Final = read_set("asides")
_OF_TEXTS: Final = frozenset(("جاء", "ورد"))
_NO_CLAUSE: Final = read_set("no clause")


def verb_frame(scene: Scene, at: int) -> Frame | None:
    """Read the frame of a reporting verb, participle or verbal noun that stands at a unit, if it reports."""
    units = scene.units
    unit = units[at]
    forms = verb_forms(unit.key)
    if unit.key == "القول":
        return saying_frame(scene, at)
    is_noun = unit.look.is_definite and not unit.key.startswith("بال") and not is_rooted(unit)
    if not forms or is_noun:
        return None
    is_first_name = unit.is_name and at + 1 < scene.stop and units[at + 1].is_name  # «روي تافاريس»
    if is_first_name or (unit.is_name and unit.look.tags <= {"verb"}) or unit.look.tags & _SMALL:
        return None
    if is_condition(units, at, forms[0]):
        return None
    for one in forms:
        if one.form.kind == "participle":
            frame = participle_frame(scene, at, one)
        elif one.form.kind == "noun":
            frame = noun_frame(scene, at, one)
        else:
            frame = _finite_frame(FiniteVerb(scene, at, one))
        if frame is not None:
            return frame
    return None


def _is_owned_head(units: Sequence[Unit], at: int, mention: Mention, one: VerbForm) -> bool:
    """Tell whether the phrase after a verb belongs to its subject: «اتهمت فيها جارتها بـ…»."""
    if has_object(one) or one.form.key.endswith(("ني", "نا")):
        return False  # «سألها زميلها طانيوس القاعي: …»
    return any(unit.start == mention.start and is_owned(unit) for unit in units[at + 1 : mention.after])


def _finite_frame(use: FiniteVerb) -> Frame | None:
    """Read the frame of a finite verb, if it reports."""
    scene, at, one = use
    if one.form.key in _ASIDES and _is_aside(scene, at):
        return None
    if one.verb.lemma in _OF_TEXTS:
        return text_frame(scene, at, one)
    if not may_report(scene, at, one):
        return None
    mention = _subject(use)
    mention, content = _inner(use) or (mention, content_after(scene, at, mention, one))
    if is_elative(scene, at, one) or not stands_as_verb(use, content):
        return None
    if use.before is not None and use.before.key in PRONOMINAL:
        mention = None  # «أكد أنه سيبلغ المجلس»: the pronoun is the subject
    follows = follows_quote(scene, at) and not (use.is_joined and use.unit.key[0] in "وف")
    if content is None:
        return _without_content(use, mention, follows=follows)
    return _with_content(use, mention, content, follows=follows)


def _subject(use: FiniteVerb) -> Mention | None:
    """Read the subject after a verb; None where what follows is its object, or the subject stands before."""
    scene, at, one = use
    units = scene.units
    mention = agreeing(subject_after(units, at + 1, scene.stop), one)
    if mention is None or mention.is_owned_object:
        return None
    if one.verb.lemma in _NEEDS_OBJECT and _is_owned_head(units, at, mention, one):
        return None  # «أخبر عائلته بأنه …»: to whom it is said
    is_object = is_addressed(scene, mention, one)  # «وحث التجار على …»
    if is_object or (needs_object(one) and _is_alone_in_it(scene, at, mention)):
        return None
    is_his = use.before is not None and use.before.key in AND_HE  # «وهو يخاطب وكيله: «…»»
    return None if is_his else mention


def _is_alone_in_it(scene: Scene, at: int, mention: Mention) -> bool:
    """Tell whether «فيها» and one phrase alone follow, which then is the object: «اتهم فيها فلانا بأنه …»."""
    units = scene.units
    is_tied = mention.after < scene.stop and units[mention.after].key[0] == "ب"
    return is_tied and units[at + 1].key in _IN_IT


_IN_IT: Final = frozenset(("فيه", "فيها", "فيهما", "به", "بها"))


def _without_content(use: FiniteVerb, mention: Mention | None, *, follows: bool) -> Frame | None:
    """Give the frame of a verb that no clause and no marks follow: it follows the words, or has a noun."""
    scene, at, one = use
    if follows:
        is_weak = one.verb.strength == 1
        return None if is_weak else _relayed(use, use.frame(mention, follows=True))
    nominal = nominal_content(scene, at, mention, one)
    if nominal is not None:
        return _relayed(use, use.frame(mention, nominal))
    is_denial = one.verb.lemma in _TAKES_OBJECT
    has_noun = is_denial and find_object(scene.units, at + 1, scene.stop, is_denial=True) is not None
    if one.verb.strength < STRONG and not has_noun:
        return None
    return _relayed(use, use.frame(mention))


def _with_content(
    use: FiniteVerb, mention: Mention | None, content: tuple[int, str], *, follows: bool
) -> Frame | None:
    """Give the frame of a verb that a clause or marks follow; None where it does not report them."""
    scene, at, one = use
    units = scene.units
    where, tie = content
    before = use.before
    if before is not None and before.key == "ان" and tie in {":", "«"} and _is_wish(scene, at):
        return None
    begin = mention.after if mention is not None and mention.after > at else at + 1
    if follows and tie == "ان" and where > begin + 2:
        return use.frame(mention, follows=True)
    has_source = one.verb.lemma == "علم" and any(unit.key == "من" for unit in units[at:where])
    is_tied = units[where - 2].key in one.verb.ties or has_source
    if one.verb.strength == 1 and tie == "ان" and not is_tied:
        return None  # «ذهب إلى أن» reports, «ذهب» alone doesn't
    return _relayed(use, use.frame(mention, content, follows=follows))


def _inner(use: FiniteVerb) -> tuple[Mention, tuple[int, str]] | None:
    """Read who speaks inside a report, and where what is said begins: «أن رئيس الديوان أبلغ اللجنة أن …»."""
    scene, at, one = use
    mention = clause_subject(scene, at) if one.verb.lemma not in _BELIEFS else None
    if mention is None:
        return None
    content = content_after(scene, at, mention, one)
    return (mention, content) if content is not None and content[1] in _REPORTS else None


def _is_aside(scene: Scene, at: int) -> bool:
    """Tell whether a verb has no subject: «ويذكر أن …», «يذكر، في هذا السياق، أن …», «تبيّن أن …»."""
    units = scene.units
    following = units[at + 1] if at + 1 < scene.stop else None
    is_bare = following is None or following.kind != "w" or bool(following.look.tags & {"comp", "prep"})
    before = units[at - 1] if at > scene.start else None
    has_subject = (
        before is not None
        and before.kind == "w"
        and (before.look.is_unknown or bool(before.look.tags & {"pron", "given", "name", "role"}))
    )
    return is_bare and (not has_subject or at <= scene.start + 1)


def _is_wish(scene: Scene, at: int) -> bool:
    """Tell whether «أن» before a verb opens a wish inside a report: «أنه … طلب أن ترد بمثله: …»."""
    units = scene.units
    is_free = at - 2 >= scene.start and units[at - 2].key not in _NO_CLAUSE
    if not is_free or is_done(scene, at):
        return False
    return any("comp" in unit.look.tags for unit in units[scene.start : at - 2])


def _relayed(use: FiniteVerb, frame: Frame) -> Frame:
    """Read «نقلت الوكالة عن الوزير قوله»: the speaker follows عن, the subject passes it on."""
    scene, at, one = use
    units, stop = scene.units, scene.stop
    word = PASSES_ON.get(one.verb.lemma)
    if word is None:
        return frame
    is_clause = frame.tie == "ان" and frame.content is not None
    limit = min(stop, at + MAX_TO_SUBJECT, frame.content if is_clause and frame.content is not None else stop)
    for place in range(at + 1, limit):
        if word == "عن" and units[place].key in OF_HIM and units[place - 1].kind == "w":
            return replace(frame, mention=None, relay=frame.mention)  # «نقل الموقع عنه قوله»
        if units[place].key == word and place + 1 < stop:
            source = read_mention(units, place + 1, stop)
            if source is not None:
                relay = frame.mention if frame.mention is not None and frame.mention.after <= place else None
                return replace(frame, mention=source, relay=relay)
        if units[place].kind == "q" and place > at + 3:
            break
    return frame
