"""What may be left out of an Arabic sentence.

Rules over words, points and quotations. A stretch goes only where its bounds are sure and
the rest is a whole statement of the same voice: never a part of a quotation, a source, a
condition, a denial or a contrast, nor what a reporting verb still has to report. Nor a day:
who quotes a summary must know when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bisum.model.quote import Stance
from bisum.stages.arabic.cues import formula_at, is_finite, verb_forms
from bisum.stages.arabic.units import Unit, read_units
from bisum.stages.summary.cuts.cut import Cut, CutKind
from bisum.stages.tables import read_set

_BY_THE_WAY: Final = read_set("tells by the way")
_FURTHER: Final = read_set("further statement")
_FURTHER_THAT: Final = read_set("further that")
_MUST_STAY: Final = read_set("must stay")
_OCCASIONS: Final = read_set("occasions")
_FRONTED: Final = read_set("fronted")
_NO_CLAUSE: Final = read_set("no clause") | {"الي", "علي"}
# Of one; «الذين» mostly says which ones are meant, comma or not.
_WHO: Final = frozenset(("الذي", "التي", "والذي", "والتي"))
_BEFORE_VERB: Final = frozenset(
    ("قد", "وقد", "فقد", "لقد", "لم", "ولم", "لن", "ولن", "لا", "ولا", "كما", "ثم", "سوف")
)
_ON_OCCASION: Final = frozenset(["في", "خلال", "عبر", "ضمن", "عقب", "اثر", "بعد", "قبل", "قبيل"])
_THAT: Final = frozenset(["ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "بانهم"])
_NOT_FINITE: Final = frozenset(("prep", "time", "pp", "conj", "rel", "adv"))
# Verbs that say nothing without the clause that they report.
_NEEDS_CONTENT: Final = (
    read_set("says") | read_set("opens speech") | frozenset(("ذكر", "أشار", "لفت", "نقل", "كتب", "رأى"))
) - read_set("takes object")
_CONCEDES: Final = "استدرك"
_STOPS: Final = ".!?:…"
_LONGEST_OCCASION: Final = 16  # units; more is a story of its own
_FAR: Final = 12  # units between a reporting verb and the occasion
_SHORTEST_REST: Final = 5  # words that a sentence keeps before a last part that goes


def arabic_cuts(text: str, quoted: Sequence[tuple[int, int]]) -> list[Cut]:
    """Find what may be left out of a sentence; some of it may overlap.

    Args:
        text: The sentence.
        quoted: Ranges of its quotations, marks included, in order and apart.
    """
    whole = read_units(text, [(start, end, n) for n, (start, end) in enumerate(quoted)])
    found = list(_brackets(text, whole))
    units = [
        unit
        for unit in whole
        if not (_is_in_number(text, unit) or any(cut.start <= unit.start < cut.end for cut in found))
    ]
    while units and units[-1].kind == "p" and units[-1].key in _STOPS:
        units.pop()
    found += _occasions(text, units)
    found += _parts(text, units)
    return sorted(set(found), key=lambda cut: (cut.start, cut.end))


def _brackets(text: str, units: Sequence[Unit]) -> Iterator[Cut]:
    """Find words in brackets; figures, and what follows one as its unit, stay."""
    opened: int | None = None
    for n, unit in enumerate(units):
        if unit.kind == "p" and unit.key == "(":
            opened = n
        elif unit.kind == "p" and unit.key == ")" and opened is not None:
            start, inside = _before(text, units[opened]), units[max(0, opened - 1) : n]
            has_figures = any(one.kind == "n" or one.key in "%٪" for one in inside)
            if 0 < start < units[opened].start and not has_figures:
                yield Cut(start, unit.end, CutKind.BRACKETS)
            opened = None


def _is_in_number(text: str, unit: Unit) -> bool:
    """Tell whether a point bounds no part: the comma of «3,000», the colon of «9:30»."""
    around = text[unit.start - 1 : unit.start] + text[unit.end : unit.end + 1]
    return unit.kind == "p" and len(around) == 2 and around.isdigit()


def _before(text: str, unit: Unit) -> int:
    """Give the offset of the space before a unit."""
    return len(text[: unit.start].rstrip())


def _occasions(text: str, units: Sequence[Unit]) -> Iterator[Cut]:
    """Find «في مؤتمر صحافي …» between a reporting verb with its subject and what is reported."""
    for at, (unit, after) in enumerate(pairwise(units)):
        if not (at and unit.key in _ON_OCCASION and _is_occasion(after)):
            continue
        if not any(_reports(one) for one in units[max(0, at - _FAR) : at]):
            continue
        stop = min(len(units), at + _LONGEST_OCCASION)
        end = next((n for n in range(at + 1, stop) if _opens_content(units, n)), None)
        if end is None or any(one.kind == "q" for one in units[at:end]):
            continue
        if _must_stay(units[at:end]) or _names_source(units[at + 1 : end]):
            continue
        commas = [at + n for n in _commas(units[at:end])]
        if commas and commas != [end - 1]:
            continue
        is_set_off = units[at - 1].key == ","
        if is_set_off == bool(commas) or (is_set_off and units[end].key == ":"):
            start, earlier = units[at - 1] if is_set_off else unit, _commas(units[: at - 1])
            keeps_comma = bool(is_set_off and commas) and _closes_another(units, earlier)
            yield Cut(_before(text, start), units[end - 1 - keeps_comma].end, CutKind.OCCASION)


def _commas(units: Sequence[Unit]) -> list[int]:
    return [n for n, unit in enumerate(units) if unit.kind == "p" and unit.key == ","]


def _is_occasion(unit: Unit) -> bool:
    return unit.kind == "w" and (unit.key in _OCCASIONS or unit.look.stem in _OCCASIONS)


def _reports(unit: Unit) -> bool:
    return any(one.form.kind == "verb" and one.verb.strength > 1 for one in verb_forms(unit.key))


def _opens_content(units: Sequence[Unit], at: int) -> bool:
    """Tell whether what is reported begins here."""
    return units[at].key == ":" or (units[at].key in _THAT and units[at - 1].key not in _NO_CLAUSE)


def _parts(text: str, units: Sequence[Unit]) -> Iterator[Cut]:
    """Find parts between commas, and last parts after one, that may go."""
    commas = _commas(units)
    for comma, end in pairwise([*commas, len(units)]):
        part, rest = units[comma + 1 : end], units[end + 1 :]
        kind = _kind_of(part)
        if kind is CutKind.FURTHER:
            stop = _end_of_further(units, comma, [n for n in commas if n > comma])
            if stop is not None and _is_whole(units[:comma]):
                yield Cut(_before(text, units[comma]), units[stop - 1].end, kind)
        elif kind is None or _must_stay(part) or _names_source(part[1:]):
            continue
        elif not rest:
            # What somebody is heard to say, last of all, is what the sentence tells: «وهو يخاطب وكيله: «…»».
            says = any(one.key == ":" and two.kind == "q" for one, two in pairwise(part))
            if not says and _is_whole(units[:comma]) and _has_predicate(units[:comma]):
                yield Cut(_before(text, units[comma]), part[-1].end, kind)
        elif kind is CutKind.OCCASION or (_goes_on(rest[0]) and not _may_end_aside(rest)):
            keeps_comma = _closes_another(units, [n for n in commas if n < comma]) or _opens_part(rest)
            yield Cut(_before(text, units[comma]), (part[-1] if keeps_comma else units[end]).end, kind)


def _closes_another(units: Sequence[Unit], before: Sequence[int]) -> bool:
    """Tell whether one of the commas before opened a part that is still open: «رئيسة اللجنة، سلوى الغربي»."""
    is_fronted = bool(before) and not _can_begin(units[0])
    return (len(before) - is_fronted) % 2 == 1


def _opens_part(rest: Sequence[Unit]) -> bool:
    return _kind_of(rest) is not None or formula_at(rest, 0, len(rest)) is not None


def _kind_of(part: Sequence[Unit]) -> CutKind | None:
    """Tell what a part after a comma is, None where it must stay."""
    if not part or part[0].kind != "w" or part[0].key in _MUST_STAY or formula_at(part, 0, len(part)):
        return None
    first = part[0]
    if first.key in _BY_THE_WAY or first.key in _WHO:
        return CutKind.BACKGROUND
    if first.key in _ON_OCCASION and len(part) > 1 and _is_occasion(part[1]):
        # «، في مؤتمر صحافي إن …،»: what is reported goes with nothing.
        has_content = any(_opens_content(part, n) for n in range(1, len(part)))
        return None if has_content else CutKind.OCCASION
    return CutKind.FURTHER if first.key in _FURTHER or _opens_further(first) else None


def _opens_further(unit: Unit) -> bool:
    """Tell whether «مشيراً», «وأكد» or «وأن» begins one more statement; a denial is none."""
    if _denies(unit) or any(one.verb.lemma == _CONCEDES for one in verb_forms(unit.key)):
        return False
    if unit.key in _FURTHER_THAT or (unit.key[0] == "و" and is_finite(unit)):
        return True
    return not unit.look.is_definite and any(one.form.kind == "participle" for one in verb_forms(unit.key))


def _denies(unit: Unit) -> bool:
    return unit.kind == "w" and any(one.verb.stance is Stance.DENIAL for one in verb_forms(unit.key))


def _must_stay(part: Sequence[Unit]) -> bool:
    """Tell whether a part holds a contrast, a condition or a denial."""
    return any(unit.key in _MUST_STAY or _denies(unit) for unit in part)


def _names_source(part: Sequence[Unit]) -> bool:
    """Tell whether a part holds «بحسب …», which may be the source of more than the part.

    Args:
        part: Without its first word: «في تصريح …» is a formula itself, which may go.
    """
    found = (formula_at(part, n, len(part)) for n in range(len(part)))
    return any(one is not None and one.kind == "source" for one in found)


def _end_of_further(units: Sequence[Unit], comma: int, ends: Sequence[int]) -> int | None:
    """Find where a further statement ends: with the sentence, or before a source that must stay.

    Returns:
        None where something after it belongs to what was before it, or must stay.
    """
    stop = len(units)
    for end in ends:
        rest = units[end + 1 :]
        if rest and formula_at(rest, 0, len(rest)):
            stop = end
            break
        first = rest[0] if rest else None
        if first and (
            first.kind == "q" or first.key in _THAT or (is_finite(first) and first.key[0] not in "وف")
        ):
            return None
    part = units[comma + 1 : stop]
    names_source = any(formula_at(part, n, len(part)) for n in range(1, len(part)) if part[n - 1].key != ",")
    return None if names_source or _must_stay(part) else stop


def _goes_on(first: Unit) -> bool:
    """Tell whether what follows a part between commas goes on with what was before it."""
    is_joined = (
        first.kind == "w" and first.key[0] in "وف" and (is_finite(first) or bool(first.look.conjunction))
    )
    return not is_joined and first.key not in ("ثم", "او")


def _may_end_aside(rest: Sequence[Unit]) -> bool:
    """Tell whether a country between commas may belong to the aside: «، التي تبعد عن صفاقس، تونس، هي»."""
    place = rest[: next((n for n, unit in enumerate(rest) if unit.key == ","), 0)]
    return bool(place) and all("place" in unit.look.tags for unit in place)


def _is_whole(head: Sequence[Unit]) -> bool:
    """Tell whether the beginning of a sentence is a statement by itself."""
    n_words = sum(unit.kind in "wn" for unit in head) + 2 * sum(unit.kind == "q" for unit in head)
    verb = _main_verb(head)
    if n_words < _SHORTEST_REST or verb is None:
        return False
    if not _reports(head[verb]):
        return True
    last = max(n for n, unit in enumerate(head) if _reports(unit))
    if not {one.verb.lemma for one in verb_forms(head[last].key)} & _NEEDS_CONTENT:
        return True
    reported = range(last + 1, len(head))
    return any(unit.kind == "q" for unit in head) or any(_opens_content(head, n) for n in reported)


def _can_begin(first: Unit) -> bool:
    """Tell whether a word may begin a main clause, and no words in front of one."""
    return not (first.look.tags & _NOT_FINITE or first.key in _FRONTED or first.look.preposition)


def _has_predicate(head: Sequence[Unit]) -> bool:
    """Tell whether «إن …» has a verb of its own; «إن صاحب الزنزانة، وهو تاجر،» still waits for one."""
    last = max((n for n, unit in enumerate(head) if unit.key in _THAT | _FURTHER_THAT), default=None)
    return last is None or any(unit.kind == "q" or is_finite(unit) for unit in head[last + 1 :])


def _main_verb(head: Sequence[Unit]) -> int | None:
    """Find a verb that begins a part between commas, or follows a noun that does."""
    for before, stop in pairwise([-1, *_commas(head), len(head)]):
        at = before + 1
        while at < stop and head[at].key in _BEFORE_VERB:
            at += 1
        if at == stop:
            continue
        first = head[at]
        if is_finite(first) and "rel" not in first.look.tags:
            return at
        if not _can_begin(first):
            continue
        for n in range(at + 1, stop):
            if head[n].look.tags & {"rel", "comp"} or head[n].key in _FRONTED:
                break
            if is_finite(head[n]):
                return n
    return None
