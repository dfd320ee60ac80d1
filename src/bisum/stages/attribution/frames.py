"""Frames: a reporting verb or formula, who speaks, and where what is said begins."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from bisum.stages.attribution.cues import FoundFormula, VerbForm, formula_at, verb_forms
from bisum.stages.attribution.mentions import (
    Mention,
    is_cue_word,
    is_name_word,
    is_participle,
    read_mention,
)
from bisum.stages.attribution.words import Unit

MAX_TO_SUBJECT: Final = 16
"""Units between a verb and its subject."""

MAX_TO_CONTENT: Final = 34
"""Units between a verb and what is said."""

_BODIES: Final = frozenset(("press", "body", "text"))
_MENTIONED: Final = frozenset(("role", "crowd", "press", "body", "text"))
_VERB_OPENERS: Final = frozenset(
    "قد لقد كما ما الذي التي الذين حيث ثم بل لم لن لا وقد فقد كان كانت وكان وكانت لكن ولكن ولكنه ولكنها لكنه لكنها "
    "فيما بينما حين عندما هو هي هذا هكذا بينها سبق مما حيثما وهو وهي".split()
)
_COLON: Final = frozenset(":")


class Frame(NamedTuple):
    """One report.

    Attributes:
        at: Index of the first unit of the cue.
        after: Index of the unit just after the cue.
        kind: ``verb``, ``participle``, ``noun``, ``source``, ``back`` or ``colon``.
        verb: The lemma and form, None for formulae and the bare colon.
        mention: The speaker named by the frame itself, None where it goes on.
        relay: Who passes the words on.
        content: Index of the unit where the content begins; None where nothing after the
            cue is reported: then it may report what stands before it.
        tie: What ties them: ``ان : « علي الي من عن ب`` or empty.
        follows: It is put after the words it reports («كما قال فلان»).
    """

    at: int
    after: int
    kind: str
    verb: VerbForm | None
    mention: Mention | None
    relay: Mention | None
    content: int | None
    tie: str
    follows: bool


def find_frames(units: Sequence[Unit], start: int, stop: int, names: AbstractSet[str]) -> list[Frame]:
    """Find the frames of one sentence, in reading order.

    Args:
        units: Of the passage.
        start: Index of the sentence's first unit.
        stop: Index just after its last.
        names: Folded words that are names in the article.
    """
    frames: list[Frame] = []
    place = start
    while place < stop:
        unit = units[place]
        frame = None
        if unit.kind == "w":
            formula = formula_at(units, place, stop)
            if formula is not None:
                frame = _formula_frame(units, place, start, stop, formula, names)
            if frame is None:
                frame = _verb_frame(units, place, start, stop, names)
        elif unit.key == ":" and place > start:
            frame = _colon_frame(units, place, start, stop, names, frames)
        if frame is None:
            place += 1
            continue
        frames.append(frame)
        place = max(place + 1, frame.after)
    return _outer(units, frames)


def _outer(units: Sequence[Unit], frames: Sequence[Frame]) -> list[Frame]:
    """Drop verbs that only go on inside what another one reports: «قال إنه يعتقد أن …»."""
    kept: list[Frame] = []
    for frame in frames:
        verb = frame.verb
        inside = any(
            other.content is not None and other.content <= frame.at and other.tie in {"ان", ":"}
            for other in kept
        )
        if (
            inside
            and verb is not None
            and frame.kind == "verb"
            and frame.mention is None
            and not frame.follows
            and frame.tie != ":"
            and not _is_conjoined(units[frame.at], verb)
            and units[frame.at - 1].key not in _CONTRARY
        ):
            continue
        host = kept[-1] if kept else None
        if host is not None and verb is not None and _is_one_report(host, frame):
            after = frame.after if frame.at <= host.after else host.after
            kept[-1] = host._replace(content=frame.content, tie=frame.tie, after=after)
            continue
        kept.append(frame)
    return kept


_OPENS_SPEECH: Final = frozenset("أضاف تابع أردف استطرد صرح تحدث أفاد صرخ صاح".split())


def _is_one_report(host: Frame, frame: Frame) -> bool:
    """Tell whether two verbs report the same words: «وأضاف قائلا: …», «كتب في منشور نشره: …»."""
    if (
        host.verb is None
        or frame.verb is None
        or host.kind != "verb"
        or host.follows
        or frame.content is None
    ):
        return False
    if frame.kind == "participle" and (frame.verb.verb.lemma == "قال" or frame.verb.verb.strength == 1):
        waits = host.verb.verb.lemma in _OPENS_SPEECH and host.tie not in {"ان", ":", "«"}
        return host.content == frame.content or waits
    return host.content == frame.content and frame.verb.verb.strength <= host.verb.verb.strength


_CONTRARY: Final = frozenset("ولكنه ولكنها لكنه لكنها ولكنهم لكنهم لكن ولكن ثم بينما فيما".split())


def _is_conjoined(unit: Unit, verb: VerbForm) -> bool:
    """Tell whether و or ف is written onto a verb."""
    return unit.key != verb.form.key and unit.key[0] in "وف"


def _formula_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, formula: FoundFormula, names: AbstractSet[str]
) -> Frame | None:
    follows = _follows_quote(units, at, start)
    if formula.kind == "verb":
        return _formula_verb(units, at, start, stop, formula, names, follows=follows)
    if formula.kind == "back":
        return Frame(at, formula.end, "back", None, None, None, None, "", follows)
    place = formula.end
    if place >= stop or (formula.words[0] == "في" and "تصريح" in formula.words[1] and not follows):
        return None
    if units[place].key in {"ما", "ان"}:
        return None
    mention = source_mention(units, place, stop, names)
    if mention is None:
        return None
    content = None
    if not follows and at <= start + 3:
        after = mention.after
        if after < stop and units[after].key in ",:":
            content = after + 1
    return Frame(at, max(formula.end, at + 1), "source", None, mention, None, content, "", follows)


def source_mention(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Read who follows a formula; a ل may be written onto the first word."""
    unit = units[at]
    if unit.kind == "w" and unit.look.preposition == "ل":
        bare = unit._replace(look=unit.look._replace(preposition=""), start=unit.start + 1)
        if unit.look.is_definite:
            bare = bare._replace(start=unit.start)
        patched = [*units[:0], bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched), names)
        return None if mention is None else mention._replace(after=mention.after + at)
    if unit.kind == "w" and not unit.look.tags and unit.key.startswith("ل") and len(unit.key) > 3:
        stem = unit.key[1:]
        bare = unit._replace(key=stem, look=unit.look._replace(stem=stem), start=unit.start + 1)
        patched = [bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched), names)
        return None if mention is None else mention._replace(after=mention.after + at)
    return read_mention(units, at, stop, names)


def _formula_verb(
    units: Sequence[Unit],
    at: int,
    start: int,
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
    verb = _finite(units[place])
    if verb is None:
        return None
    is_bare = formula.words == ("كما",)
    mention = _agreeing(subject_after(units, place + 1, stop, names), verb)
    content = _content_after(units, place, stop, mention, verb)
    if content is not None and is_bare:
        return None  # «كما قال إن …» reports what follows, as any verb does
    first = at if not is_bare else at
    return Frame(first, place + 1, "verb", verb, mention, None, None, "", follows or content is None)


def _finite(unit: Unit) -> VerbForm | None:
    for one in verb_forms(unit.key):
        if one.form.kind == "verb" and one.form.person == 3:
            return one
    return None


def _follows_quote(units: Sequence[Unit], at: int, start: int) -> bool:
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


def _verb_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, names: AbstractSet[str]
) -> Frame | None:
    unit = units[at]
    forms = verb_forms(unit.key)
    if not forms or unit.look.is_definite and not unit.key.startswith("بال"):
        return None
    if unit.key in names and unit.look.tags <= {"verb"}:
        return None
    for one in forms:
        if one.form.kind == "participle":
            frame = _participle_frame(units, at, start, stop, one, names)
        elif one.form.kind == "noun":
            frame = _noun_frame(units, at, start, stop, one, names)
        else:
            frame = _finite_frame(units, at, start, stop, one, names)
        if frame is not None:
            return frame
    return None


def _is_verb_place(units: Sequence[Unit], at: int, start: int) -> bool:
    """Tell whether a verb may stand here: at the start of a clause, after a subject or a particle."""
    if at == start:
        return True
    before = units[at - 1]
    if before.kind in "pq":
        return True
    look = before.look
    return "prep" not in look.tags or before.key in _VERB_OPENERS


def _finite_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    verb, form = one
    if verb.lemma in {"جاء", "ورد"}:
        return _text_frame(units, at, start, stop, one, names)
    if form.person != 3 or not _is_verb_place(units, at, start):
        return None
    unit = units[at]
    if form.key in _LIKE_PREPOSITIONS and not _has_clause(units, at, stop, one):
        return None
    is_prefixed = unit.key != form.key
    before = units[at - 1] if at > start else None
    opens = (
        before is None
        or before.kind in "pq"
        or is_prefixed
        or before.key in _VERB_OPENERS
        or before.look.tags & _MENTIONED != frozenset()
        or is_name_word(before, names)
        or before.look.is_definite
    )
    ambiguous = form.key == form_base(one) and verb.strength < 3
    if ambiguous and not opens:
        return None
    mention = _agreeing(subject_after(units, at + 1, stop, names), one)
    content = _content_after(units, at, stop, mention, one)
    follows = _follows_quote(units, at, start) and not (is_prefixed and unit.key[0] in "وف")
    if content is None:
        nominal = _nominal_content(units, at, stop, mention, one)
        if not follows and nominal is None and verb.strength < 3:
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
    if verb.strength == 1 and tie == "ان":
        return None
    return _relayed(
        units, at, stop, names, Frame(at, at + 1, "verb", one, mention, None, where, tie, follows)
    )


def _agreeing(mention: Mention | None, one: VerbForm) -> Mention | None:
    """Keep a subject that the verb before it agrees with: it is singular there, in their gender."""
    if mention is None or one.form.number == "p":
        return None
    is_man = mention.gender == "m" and mention.kind in {"person", "role"} and not mention.is_plural
    return None if one.form.gender == "f" and is_man else mention


_LIKE_PREPOSITIONS: Final = frozenset("بين عبر حسب ضمن عد عقب نص بعد علي رد".split()) - {"رد", "نص"}


def _has_clause(units: Sequence[Unit], at: int, stop: int, one: VerbForm) -> bool:
    """Tell whether a verb that looks like a preposition goes on as a verb must."""
    for place in range(at + 1, min(stop, at + 10)):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".:":
            return False
        if "comp" in unit.look.tags and unit.key.lstrip("ب").startswith("ان") and one.form.key != "عبر":
            return place <= at + 4
        if unit.key == "عن" and "عن" in one.verb.ties:
            return True
    return False


def form_base(one: VerbForm) -> str:
    """Give the folded perfect of a lemma: the form that often is a noun or a preposition too."""
    from bisum.text import fold  # noqa: PLC0415

    return fold(one.verb.lemma)


def _relayed(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str], frame: Frame) -> Frame:
    """Read «نقلت الوكالة عن الوزير قوله»: the speaker follows عن, the subject passes it on."""
    if frame.verb is None or frame.verb.verb.lemma not in {"نقل", "أورد", "روى"}:
        return frame
    limit = min(stop, at + MAX_TO_SUBJECT)
    for place in range(at + 1, limit):
        if units[place].key == "عن" and place + 1 < stop:
            source = read_mention(units, place + 1, stop, names)
            if source is not None:
                return frame._replace(mention=source, relay=frame.mention)
        if units[place].kind == "q" and place > at + 3:
            break
    return frame


def _ties_right_after(unit: Unit, one: VerbForm) -> bool:
    is_tie = unit.key in one.verb.ties or unit.look.preposition in one.verb.ties
    return is_tie or unit.key == ":" or unit.kind == "q" or "comp" in unit.look.tags


_TEXT_OWNERS: Final = frozenset(("press", "body"))


def _text_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    """Read «جاء في بيان للوزارة أن …»: the text speaks, or the body that gave it out."""
    if at + 2 >= stop or (
        at > start and units[at - 1].key == "ما" and not _follows_quote(units, at - 1, start)
    ):
        return None
    place = at + 1
    mention = None
    if units[place].key == "في":
        mention = source_mention(units, place + 1, stop, names)
        for ahead in range(place + 2, min(stop, place + 8)):
            unit = units[ahead]
            if unit.kind != "w" or "comp" in unit.look.tags:
                break
            if unit.look.preposition == "ل" and unit.look.tags & _TEXT_OWNERS:
                mention = source_mention(units, ahead, stop, names)
                break
    elif units[place].key not in {"فيه", "فيها", "علي"}:
        return None
    content = _content_after(units, at, stop, mention, one)
    follows = _follows_quote(units, at, start)
    if content is None and not follows:
        return None
    where, tie = content if content is not None else (None, "")
    return Frame(at, at + 1, "verb", one, mention, None, where, tie, follows and content is None)


def _participle_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    unit = units[at]
    if (
        unit.key.endswith("ه")
        and "role" in unit.look.tags
        and (at + 1 >= stop or not _ties_right_after(units[at + 1], one))
    ):
        return None
    if one.form.key.endswith("ه") and not unit.look.is_definite and at > start:
        before = units[at - 1]
        if before.kind == "w" and before.look.tags & {"prep", "neg"}:
            return None
    if not unit.key.removeprefix("و").removeprefix("ف").endswith(("ا", "ه", "ين", "ات")):
        return None
    content = _content_after(units, at, stop, None, one)
    if content is None:
        nominal = _nominal_content(units, at, stop, None, one)
        if nominal is None:
            follows = one.verb.lemma == "قال" and _follows_quote(units, at, start)
            return Frame(at, at + 1, "participle", one, None, None, None, "", True) if follows else None
        return Frame(at, at + 1, "participle", one, None, None, *nominal, False)
    return Frame(at, at + 1, "participle", one, None, None, *content, False)


def _noun_frame(
    units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm, names: AbstractSet[str]
) -> Frame | None:
    """Read «بقوله إن», «تعهد ترامب أن», «تأكيده أن»: they report with a clause or marks right after."""
    if one.verb.strength < 2:
        return None
    is_owned = bool(one.form.gender)
    is_said = one.verb.lemma == "قال"
    if not is_owned and not (is_said and units[at].key.endswith("القول")):
        mention = read_mention(units, at + 1, min(stop, at + 8), names)
        if mention is None or mention.kind == "other":
            return None
        near = mention.after
    else:
        mention = None
        near = at + 1
    if near >= stop:
        return None
    if units[near].key == "," and near + 1 < stop:
        near += 1
    unit = units[near]
    if unit.kind == "q" and (is_owned or is_said):
        return Frame(at, at + 1, "noun", one, mention, None, near, "«", False)
    if unit.key == ":" and near + 1 < stop:
        return Frame(at, at + 1, "noun", one, mention, None, near + 1, ":", False)
    if "comp" in unit.look.tags:
        return Frame(at, at + 1, "noun", one, mention, None, near + 1, "ان", False)
    return None


def subject_after(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Find the subject that follows a verb; None where there is none before the content."""
    limit = min(stop, at + MAX_TO_SUBJECT)
    place = at
    in_phrase = False
    while place < limit:
        unit = units[place]
        if unit.kind == "p":
            if unit.key in ",(" or (unit.key == "-" and in_phrase):
                if unit.key == "(":
                    while place < limit and units[place].key != ")":
                        place += 1
                in_phrase = False
                place += 1
                continue
            return None
        if unit.kind == "n":
            place += 1
            continue
        if unit.kind == "q":
            if in_phrase:
                place += 1
                in_phrase = False
                continue
            return _quoted_subject(units, place, stop, names)
        tags = unit.look.tags
        if tags & {"comp", "rel", "neg"} or (is_cue_word(unit) and not tags & {"role", "given"}):
            return None
        if unit.key.endswith("ا") and is_participle(unit):
            return None
        if "conj" in tags and "adv" not in tags:
            return None
        if unit.look.preposition or "prep" in tags or unit.key in {"ل", "ب"}:
            in_phrase = True
            place += 1
            continue
        if tags & {"time", "adv", "pp"} and (unit.look.is_definite or not tags & {"role", "given"}):
            place += 1
            continue
        if in_phrase:
            before = units[place - 1]
            is_head = "role" in tags and not before.look.preposition and "prep" not in before.look.tags
            if not (is_head and not unit.look.conjunction):
                if "verb" in tags and "common" not in tags:
                    return None
                place += 1
                continue
        mention = read_mention(units, place, stop, names)
        if mention is None or (in_phrase and not (mention.is_named or mention.is_definite)):
            return None
        if mention.kind == "other" and not mention.is_definite:
            return None
        return mention
    return None


def _quoted_subject(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Take a short quotation as a name where a clause with أن follows it."""
    unit = units[at]
    if unit.end - unit.start > 40:
        return None
    for place in range(at + 1, min(stop, at + 14)):
        key = units[place].key
        is_clause = "comp" in units[place].look.tags and key.lstrip("ب").startswith("ان")
        if is_clause or (key == ":" and place > at + 1) or (key == ":" and place + 1 < stop):
            return read_mention(units, at, stop, names)
        if units[place].kind == "q":
            return None
    return None


def _content_after(
    units: Sequence[Unit], at: int, stop: int, mention: Mention | None, one: VerbForm
) -> tuple[int, str] | None:
    """Find where the reported clause begins: after إن or a colon, or at a quotation."""
    begin = mention.after if mention is not None and mention.after > at else at + 1
    limit = min(stop, begin + MAX_TO_CONTENT)
    place = begin
    n_words = 0
    loose = False
    while place < limit:
        unit = units[place]
        if unit.kind == "q":
            before = units[place - 1]
            is_address = (
                before.key == "ل"
                or (_is_name_quote(units, place) and place + 1 < stop)
                or _is_in_phrase(units, place, stop)
                or (one.verb.lemma in _NEVER_MARKS and before.key != ":")
            )
            if not is_address:
                if n_words <= (6, 1, 4, 6)[one.verb.strength] or (
                    one.verb.strength == 3 and before.kind == "p"
                ):
                    return place, "«"
                if before.key == ":":
                    return place, ":"
                if one.verb.strength < 3:
                    return None
                loose = True
        elif unit.key == ":":
            return (place + 1, ":") if place + 1 < stop else None
        elif unit.kind == "w":
            tags = unit.look.tags
            if "comp" in tags and unit.key != "كان":
                return (place + 1, "ان") if place + 1 < stop else None
            if is_cue_word(unit) and _is_next_report(unit, place - begin + (units[place - 1].kind == "p")):
                break
            n_words += 1
        elif unit.key in ".?!":
            break
        place += 1
    return (begin, "~") if loose else None


def _is_next_report(unit: Unit, distance: int) -> bool:
    if unit.look.preposition:
        return False
    kind = verb_forms(unit.key)[0].form.kind
    return (kind == "verb" and distance > 1) or (kind == "participle" and distance > 0)


_NEVER_MARKS: Final = frozenset(
    "شهد تضمن تناول سجل وثق نشر أظهر أثبت قضى قرر عرض أنهى أعاد قرأ استعرض عاد مضى واصل نفى أنكر حدث ناقش هاجم".split()
)


def _is_in_phrase(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a short quotation is a name in a phrase, by what follows: أن، الذي, a later colon."""
    unit = units[at]
    if unit.end - unit.start > 42 or at + 1 >= stop:
        return False
    if units[at - 1].look.tags & {"comp"} or units[at - 1].key in ":":
        return False
    following = units[at + 1]
    if following.key == "," and at + 2 < stop:
        following = units[at + 2]
    if following.look.tags & {"comp", "rel"}:
        return True
    return any(
        units[place].key == ":" and units[place + 1].kind == "q"
        for place in range(at + 1, min(stop - 1, at + 14))
    )


def _is_name_quote(units: Sequence[Unit], at: int) -> bool:
    before = units[at - 1]
    return bool(before.look.tags & _BODIES) and units[at].end - units[at].start < 40


def _nominal_content(
    units: Sequence[Unit], at: int, stop: int, mention: Mention | None, one: VerbForm
) -> tuple[int, str] | None:
    """Find content that is no clause: «حذر من …», «دعا إلى …», «شدد على ضرورة …»."""
    ties = one.verb.ties
    begin = mention.after if mention is not None and mention.after > at else at + 1
    limit = min(stop, begin + 8)
    for place in range(begin, limit):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".?!:":
            return None
        if unit.kind != "w":
            continue
        if unit.key in ties and unit.key != "ان" and place + 1 < stop:
            return place + 1, unit.key
        if unit.look.preposition and unit.look.preposition in ties:
            return place, unit.look.preposition
        if is_cue_word(unit):
            return None
    return None


def _colon_frame(
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


def adjacent_subject(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find a noun phrase that ends right before a verb («الفيحاني قال»), the longest one.

    A comma between them is passed over, and so is a relative pronoun: then the phrase is
    its antecedent («السائق الذي قال»).
    """
    end = at
    while end > start and (
        units[end - 1].key in {"قد", "لقد", "كان", "كانت", "وقد"} or "adv" in units[end - 1].look.tags
    ):
        end -= 1
    if end > start and "rel" in units[end - 1].look.tags:
        end -= 1
    if end > start and units[end - 1].key == ",":
        end -= 1
    for first in range(max(start, end - 9), end):
        if first > start and _is_possessed(units[first - 1]):
            continue
        if (
            first > start
            and units[first - 1].look.tags & {"role", "press", "body"}
            and not units[first - 1].look.is_definite
        ):
            continue
        mention = read_mention(units, first, end, names)
        if mention is not None and mention.after >= end and mention.is_sure:
            governed = first > start and (
                "prep" in units[first - 1].look.tags or bool(units[first].look.preposition)
            )
            return None if governed and end == at else mention
    return None


MAX_TO_OWNER: Final = 14
"""Units between a text and the relative clause that says what stands in it."""


def owner_before(
    units: Sequence[Unit], start: int, at: int, stop: int, names: AbstractSet[str]
) -> Mention | None:
    """Find whose text it is: «تغريدة للرئيس ترامب كتب فيها», «بيان للقيادة تعهدت فيه»."""
    if at + 1 >= stop or units[at + 1].key not in {"فيها", "فيه", "خلالها", "خلاله"}:
        return None
    for place in range(at - 1, max(start, at - MAX_TO_OWNER), -1):
        if units[place].kind == "w" and units[place].look.preposition == "ل":
            mention = source_mention(units, place, at, names)
            if mention is not None and mention.is_sure:
                return mention
    return None


def _is_bare_verb(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a lemma that is no noun too."""
    if unit.look.is_definite or unit.look.preposition:
        return False
    forms = verb_forms(unit.key)
    return bool(forms) and forms[0].form.kind == "verb" and not any(one.form.kind == "noun" for one in forms)


def _is_possessed(unit: Unit) -> bool:
    """Tell whether a noun lacks its article, so that what follows is its owner."""
    look = unit.look
    return (
        "common" in look.tags
        and not look.is_definite
        and not look.tags & {"verb", "time", "conj", "prep", "adv"}
    )


def subject_before(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find the subject that stands before a verb in its sentence.

    The first phrase at the start of the sentence, or after its first verb; prepositions
    and what they govern are passed over. Of two clauses the nearer one's.
    """
    best: Mention | None = None
    place = start
    governed = False
    after_verb = True
    new_clause = True
    while place < at:
        unit = units[place]
        if unit.kind != "w":
            if unit.key in ",-" or unit.kind == "q":
                governed = False
                new_clause = True
            place += 1
            continue
        look = unit.look
        if "prep" in look.tags and not (unit.key == "عبر" and place == start):
            governed = True
            place += 1
            continue
        if look.preposition:
            governed = True
            place += 1
            continue
        is_verb = not look.tags & {"role", "given"} and ("verb" in look.tags or _is_bare_verb(unit))
        if is_verb or look.tags & {"conj", "comp"} or "rel" in look.tags:
            new_clause = new_clause or bool(look.tags & {"conj", "comp"}) or bool(look.conjunction)
            after_verb = after_verb or best is None or new_clause
            governed = False
            place += 1
            continue
        if governed and not after_verb:
            place += 1
            continue
        if look.tags & {"time", "neg", "pron", "adv", "pp"}:
            place += 1
            continue
        if governed:
            place += 1
            continue
        mention = read_mention(units, place, at, names)
        if mention is not None:
            if mention.is_sure and after_verb:
                best = mention
                after_verb = new_clause = False
            place = max(place + 1, mention.after)
            continue
        place += 1
    return best
