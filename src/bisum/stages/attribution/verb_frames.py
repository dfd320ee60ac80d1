"""Frames of reporting verbs."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from bisum.stages.attribution.clause_subjects import clause_subject
from bisum.stages.attribution.colon_frames import UTTERANCES
from bisum.stages.attribution.contents import content_after, is_condition, nominal_content
from bisum.stages.attribution.cues import Verb, VerbForm, has_object, is_rooted, verb_forms
from bisum.stages.attribution.formulas import follows_quote
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.fronted import AND_HE, contrasted_subject
from bisum.stages.attribution.masdars import find_object
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.names import is_name_word
from bisum.stages.attribution.noun_frames import noun_frame, participle_frame, saying_frame
from bisum.stages.attribution.objects import agreeing, is_addressed
from bisum.stages.attribution.phrase_limits import is_owned
from bisum.stages.attribution.subjects import MAX_TO_SUBJECT, subject_after
from bisum.stages.attribution.text_frames import text_frame
from bisum.stages.attribution.verb_uses import OF_HIM, ON_IT, PASSES_ON, VERB_OPENERS, may_report
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set
from bisum.text import fold

_CLAUSE: Final = frozenset(("ان", ":"))
_REPORTS: Final = _CLAUSE | {"«"}
_BELIEFS: Final = read_set("beliefs")
_MENTIONED: Final = frozenset(("role", "crowd", "press", "body", "text"))
_SMALL: Final = frozenset(("pp", "pron", "rel", "neg", "time"))
_NEEDS_OBJECT: Final = read_set("needs object")
_TAKES_OBJECT: Final = read_set("takes object")
_ASIDES: Final = read_set("asides")


def verb_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, names: AbstractSet[str]
) -> Frame | None:
    """Read the frame of a reporting verb, participle or verbal noun that stands at a unit, if it reports."""
    unit = units[at]
    forms = verb_forms(unit.key)
    if unit.key == "القول":
        return saying_frame(units, at, start, stop, names)
    is_noun = unit.look.is_definite and not unit.key.startswith("بال") and not is_rooted(unit)
    if not forms or is_noun:
        return None
    is_first_name = unit.key in names and at + 1 < stop and units[at + 1].key in names  # «روي تافاريس»
    if is_first_name or (unit.key in names and unit.look.tags <= {"verb"}) or unit.look.tags & _SMALL:
        return None
    if is_condition(units, at, forms[0]):
        return None
    for one in forms:
        if one.form.kind == "participle":
            frame = participle_frame(units, at, start, stop, one)
        elif one.form.kind == "noun":
            frame = noun_frame(units, at, stop, one, names)
        else:
            frame = _finite_frame(units, at, start, stop, one, names)
        if frame is not None:
            return frame
    return None


def _is_owned_head(units: Sequence[Unit], at: int, mention: Mention, one: VerbForm) -> bool:
    """Tell whether the phrase after a verb belongs to its subject: «اتهمت فيها جارتها بـ…»."""
    if has_object(one) or one.form.key.endswith(("ني", "نا")):
        return False  # «سألها زميلها طانيوس القاعي: …»
    return any(unit.start == mention.start and is_owned(unit) for unit in units[at + 1 : mention.after])


def _finite_frame(  # noqa: C901, PLR0911, PLR0912 - a decision list: each return is one rule
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    verb, form = one.verb, one.form
    if form.key in _ASIDES and _is_aside(units, at, start, stop):
        return None
    if verb.lemma in {"جاء", "ورد"}:
        return text_frame(units, at, start, stop, one, names)
    if not may_report(units, at, start, stop, one):
        return None
    unit = units[at]
    is_prefixed = unit.key != form.key
    before = units[at - 1] if at > start else None
    opens = (
        before is None
        or before.kind in "pq"
        or is_prefixed
        or before.key in VERB_OPENERS
        or before.look.tags & (_MENTIONED | {"conj"}) != frozenset()
        or (before.key == "ان" and any(unit.look.stem in _DONE for unit in units[start : at - 1]))
        or is_name_word(before, names)
        or before.look.is_definite
        or before.key in _PRONOMINAL  # «وأنه كتب حينها: …»
        or before.key in _BY_TURN  # «من ناحيته ذكر المدير أن …»
        or _is_of_text(units, at, start, stop, verb)
        or contrasted_subject(units, start, at, names) is not None
    )
    is_noun_too = any(other.form.kind == "noun" for other in verb_forms(form.key))
    is_base = form.key == form_base(one)
    ambiguous = (is_base and verb.strength < 3) or (is_noun_too and (is_base or form.key == unit.key))
    mention = agreeing(subject_after(units, at + 1, stop, names), one)
    mention = None if mention is not None and mention.is_owned_object else mention
    if mention is not None and verb.lemma in _NEEDS_OBJECT and _is_owned_head(units, at, mention, one):
        mention = None  # «أخبر عائلته بأنه …»: to whom it is said
    if mention is not None and is_addressed(units, stop, mention, one):
        mention = None  # «وحث التجار على …»
    if at > start and units[at - 1].key in AND_HE:
        mention = None  # «وهو يخاطب وكيله: «…»»
    mention, content = _inner(units, at, start, stop, one, names) or (
        mention,
        content_after(units, at, stop, mention, one),
    )
    is_introducing = _introduces(units, at, content) and (not is_noun_too or (content or (0, ""))[1] == ":")
    if (ambiguous and not opens and not is_introducing) or _is_elative(units, at, stop, one):
        return None
    if before is not None and before.key in _PRONOMINAL:
        mention = None  # «أكد أنه سيبلغ المجلس»: the pronoun is the subject
    follows = follows_quote(units, at, start) and not (is_prefixed and unit.key[0] in "وف")
    if content is None:
        nominal = nominal_content(units, at, stop, mention, one)
        has_object = (
            verb.lemma in _TAKES_OBJECT and find_object(units, at + 1, stop, is_denial=True) is not None
        )
        if not follows and nominal is None and verb.strength < 3 and not has_object:
            return None
        if nominal is not None and not follows:
            return _relayed(
                units, at, stop, names, Frame(at, at + 1, "verb", one, mention, None, *nominal, False)
            )
        if follows and verb.strength == 1:
            return None
        return _relayed(
            units, at, stop, names, Frame(at, at + 1, "verb", one, mention, None, None, "", follows)
        )
    where, tie = content
    if before is not None and before.key == "ان" and tie in {":", "«"} and _is_wish(units, at, start):
        return None
    begin = mention.after if mention is not None and mention.after > at else at + 1
    if follows and tie == "ان" and where > begin + 2:
        return Frame(at, at + 1, "verb", one, mention, None, None, "", follows)
    has_source = verb.lemma == "علم" and any(unit.key == "من" for unit in units[at:where])
    if verb.strength == 1 and tie == "ان" and units[where - 2].key not in verb.ties and not has_source:
        return None  # «ذهب إلى أن» reports, «ذهب» alone doesn't
    return _relayed(
        units, at, stop, names, Frame(at, at + 1, "verb", one, mention, None, where, tie, follows)
    )


def _is_of_text(units: Sequence[Unit], at: int, start: int, stop: int, verb: Verb) -> bool:
    """Tell whether a verb says what a text does or holds: «بيان شكر فيه …», «بياناً تحدث عن «…»»."""
    if at + 1 >= stop or units[at + 1].key in ON_IT:
        return at + 1 < stop
    near = units[max(start, at - 2) : at]
    is_text = any(unit.look.stem.removesuffix("ا") in UTTERANCES for unit in near)
    return is_text and units[at + 1].key in verb.ties


def _inner(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> tuple[Mention, tuple[int, str]] | None:
    """Read who speaks inside a report, and where what is said begins: «أن رئيس الديوان أبلغ اللجنة أن …»."""
    mention = clause_subject(units, start, at, names) if one.verb.lemma not in _BELIEFS else None
    if mention is None:
        return None
    content = content_after(units, at, stop, mention, one)
    return (mention, content) if content is not None and content[1] in _REPORTS else None


def _is_aside(units: Sequence[Unit], at: int, start: int, stop: int) -> bool:
    """Tell whether a verb has no subject: «ويذكر أن …», «يذكر، في هذا السياق، أن …», «تبيّن أن …»."""
    following = units[at + 1] if at + 1 < stop else None
    is_bare = following is None or following.kind != "w" or bool(following.look.tags & {"comp", "prep"})
    before = units[at - 1] if at > start else None
    has_subject = (
        before is not None
        and before.kind == "w"
        and (before.look.is_unknown or bool(before.look.tags & {"pron", "given", "name", "role"}))
    )
    return is_bare and (not has_subject or at <= start + 1)


def _is_wish(units: Sequence[Unit], at: int, start: int) -> bool:
    """Tell whether «أن» before a verb opens a wish inside a report: «أنه … طلب أن ترد بمثله: …»."""
    is_free = at - 2 >= start and units[at - 2].key not in _NO_CLAUSE
    is_done = any(unit.look.stem in _DONE for unit in units[start : at - 1])
    return is_free and not is_done and any("comp" in unit.look.tags for unit in units[start : at - 2])


def _introduces(units: Sequence[Unit], at: int, content: tuple[int, str] | None) -> bool:
    """Tell whether marks stand right after a verb, or after its colon: «وفي آخرها كتب «…»»."""
    if content is None or units[content[0]].kind != "q":
        return False
    is_written = units[at + 1].key in ON_IT and content == (at + 2, "«")  # «قميصاً كُتب عليه «…»»
    return content[1] == ":" or content == (at + 1, "«") or is_written


def _is_elative(units: Sequence[Unit], at: int, stop: int, one: VerbForm) -> bool:
    """Tell whether it compares: «أبلغ من الحضور»."""
    return one.form.key == "ابلغ" and at + 1 < stop and units[at + 1].key == "من"


_BY_TURN: Final = read_set("by turn")
_NO_CLAUSE: Final = read_set("no clause")
_DONE: Final = frozenset(("سبق", "بعد"))  # «سبق أن شبّه …»
_PRONOMINAL: Final = read_set("pronominal")


def form_base(one: VerbForm) -> str:
    """Give the folded perfect of a lemma: the form that often is a noun or a preposition too."""
    return fold(one.verb.lemma)


def _relayed(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str], frame: Frame) -> Frame:
    """Read «نقلت الوكالة عن الوزير قوله»: the speaker follows عن, the subject passes it on."""
    if frame.verb is None or frame.verb.verb.lemma not in PASSES_ON:
        return frame
    word = PASSES_ON[frame.verb.verb.lemma]
    is_clause = frame.tie == "ان" and frame.content is not None
    limit = min(stop, at + MAX_TO_SUBJECT, frame.content if is_clause and frame.content is not None else stop)
    for place in range(at + 1, limit):
        if word == "عن" and units[place].key in OF_HIM and units[place - 1].kind == "w":
            return replace(frame, mention=None, relay=frame.mention)  # «نقل الموقع عنه قوله»
        if units[place].key == word and place + 1 < stop:
            source = read_mention(units, place + 1, stop, names)
            if source is not None:
                relay = frame.mention if frame.mention is not None and frame.mention.after <= place else None
                return replace(frame, mention=source, relay=relay)
        if units[place].kind == "q" and place > at + 3:
            break
    return frame
