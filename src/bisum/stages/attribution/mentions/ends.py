"""What a noun phrase that was read to its end says of whom it mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.lexicon import Look, look_up
from bisum.stages.arabic.name_words import NAME_LINKS, is_before_given
from bisum.stages.attribution.mentions.mention import Mention, MentionKind
from bisum.stages.attribution.mentions.phrase import Phrase
from bisum.stages.tables import read_lines, read_set

MAX_DESCRIPTION: Final = 9
"""Words kept of a speaker who has no name."""

ONE_OF: Final = ("احد", "احدي", "احدا")
"""What begins «one of them»."""

_HIS_HONOUR: Final = read_set("his honour")
_ORIGIN: Final = frozenset(("common", "name"))
_NISBA: Final = ("ي", "يه")
_SINGULAR: Final = frozenset(read_lines("roles"))
_PLURALS: Final = ("ون", "ين", "ات")
_AFFILIATIONS: Final = frozenset(("body", "press", "place"))
_MALE_LANDS: Final = read_set("male lands")
_NO_NAMES: Final = frozenset(("neg", "pron", "comp", "prep", "conj"))
_NOT_LAST: Final = NAME_LINKS - {"لي"}


def quoted_mention(phrase: Phrase) -> Mention | None:
    """Give the body that a quotation names; None where it is no name."""
    head = phrase.head
    words = head.look.stem.split()
    if words and look_up(words[0]).tags & _NO_NAMES:
        return None  # ««ما معي إلا هذا الولد»: بهذه الجملة …» is no name
    after = phrase.at + 1
    following = phrase.units[after] if after < phrase.stop else head
    if following.look.is_definite and following.look.tags <= _ORIGIN and following.key.endswith(_NISBA):
        after += 1  # «المرصد» الموريتانية
    return Mention(
        start=head.start,
        end=phrase.units[after - 1].end,
        name_start=head.start,
        name_end=head.end,
        head="",
        kind="body",
        keys=tuple(words),
        gender="",
        is_plural=False,
        is_definite=False,
        role=None,
        affiliation=None,
        roles=frozenset(),
        role_words=frozenset(),
        is_sure=False,
        after=after,
    )


def finish(phrase: Phrase, place: int) -> Mention:
    """Give what a phrase mentions that ends before a place."""
    units, head = phrase.units, phrase.head
    chosen, after = _naming_part(phrase, place)
    kind: MentionKind = "person" if phrase.name else phrase.kind
    first, last = units[chosen[0]], units[chosen[-1]]
    is_joined = (
        first.key[0] == "و"
        and not first.is_name
        and (bool(first.look.conjunction) or first.key[1:] in first.names)
    )
    is_quoted = first.kind == "q"
    keys = [units[n].look.stem if units[n].look.conjunction else units[n].key for n in chosen]
    if is_joined:
        keys[0] = first.key[1:]
    return Mention(
        start=head.start,
        end=units[phrase.last].end,
        name_start=first.start + (is_quoted or is_joined),
        name_end=last.end - is_quoted,
        head=head.look.stem,
        kind=kind,
        keys=tuple(keys),
        gender=_gender_of_one(head.look.stem) or _gender(phrase, kind, after),
        is_plural=_is_plural(kind, head.look),
        is_definite=head.look.is_definite or head.look.stem in _HIS_HONOUR,
        role=phrase.role,
        affiliation=_affiliation(phrase),
        roles=frozenset(phrase.roles),
        role_words=_role_words(phrase),
        is_sure=_is_sure(phrase, kind, chosen),
        after=after,
    )


def _naming_part(phrase: Phrase, place: int) -> tuple[Sequence[int], int]:
    """Give the words that name best, and where the phrase ends: a link that joins nothing is none of it."""
    if phrase.quoted is not None and not phrase.name and phrase.kind == "role":
        return (phrase.quoted,), place
    if not phrase.name:
        return _description(phrase), place
    chosen = phrase.name
    while len(chosen) > 1 and phrase.units[chosen[-1]].key in _NOT_LAST:
        if phrase.last == chosen.pop():
            phrase.last, place = chosen[-1], chosen[-1] + 1  # «ليلى منصور | فإن»
    is_late = len(chosen) > 1 and is_before_given(phrase.units, chosen[0])
    return chosen[1:] if is_late else chosen, place


def _description(phrase: Phrase) -> Sequence[int]:
    """Give the words that describe who has no name."""
    # A head right before the end of its stretch has no last word of its own.
    end = max(phrase.at, min(phrase.last, phrase.at + MAX_DESCRIPTION - 1))
    while end > phrase.at and phrase.units[end].look.tags & {"prep", "comp"}:
        end -= 1
    return range(phrase.at, end + 1)


def _is_plural(kind: MentionKind, look: Look) -> bool:
    """Tell whether a head is a plural, or a crowd."""
    if kind == "role" and look.stem.endswith(_PLURALS) and look.stem not in _SINGULAR:
        return True
    return "crowd" in look.tags and not look.stem.startswith(ONE_OF)


def _gender_of_one(stem: str) -> str:
    """Give the gender of «one of them»; empty for any other head."""
    if not stem.startswith(ONE_OF):
        return ""
    if stem.startswith("احدي"):
        return "f"
    return "m" if stem.startswith("احد") and not stem.startswith("احدا") else "f"


def _gender(phrase: Phrase, kind: MentionKind, place: int) -> str:
    """Give the gender that the head of the phrase shows; empty where it shows none."""
    if phrase.name and phrase.kind != "role" and phrase.roles and not phrase.is_nisba:
        return _gender_of_office(phrase)
    head = phrase.head
    gender = head.look.gender
    if kind == "body" and "place" in head.look.tags and "body" not in head.look.tags:
        return "" if head.look.stem in _MALE_LANDS else "f"
    if not gender and kind in {"other", "text", "body"}:
        gender = "f" if head.look.stem.endswith("ه") else "m"
    if phrase.name and phrase.is_nisba and not gender and head.look.is_definite:
        gender = "f" if head.look.stem.endswith("ه") else "m"  # «الإيطالية فلانة»
    if gender == "m" and phrase.kind == "role" and _is_woman_by_adjective(phrase):
        gender = "f"
    is_alone = (
        place <= phrase.at + 1 or phrase.at + 1 in phrase.name[:1] or phrase.units[phrase.at + 1].kind == "p"
    )
    if phrase.kind == "role" and is_alone and not head.look.is_definite and head.look.stem.endswith("ه"):
        gender = ""  # «سلفه فالون»، «مديره، …»: his, and no woman
    return gender


def _gender_of_office(phrase: Phrase) -> str:
    """Give the gender of the last office before a name: «موقف رئيسة البلدية، فلانة»."""
    for place in range(phrase.name[0] - 1, phrase.at, -1):
        look = phrase.units[place].look
        if "role" in look.tags and look.gender and look.stem in phrase.roles:
            return look.gender
    return ""


def _is_woman_by_adjective(phrase: Phrase) -> bool:
    """Tell whether an adjective makes the bearer of an office a woman: «السيناتور الديمقراطية»."""
    if phrase.at + 1 > phrase.last:
        return False
    head, following = phrase.head.look, phrase.units[phrase.at + 1].look
    is_adjective = following.tags <= _ORIGIN and following.is_definite and following.stem.endswith("يه")
    return head.is_definite and is_adjective


def _affiliation(phrase: Phrase) -> tuple[int, int] | None:
    """Find the body, press or place that the office names: «الناطق باسم **وزارة الصحة**»."""
    if not phrase.roles or phrase.kind in {"body", "press", "text"}:
        return None
    begin, end = phrase.role or (phrase.head.start, phrase.units[phrase.last].end)
    office = [unit for unit in phrase.units[phrase.at : phrase.last + 1] if begin <= unit.start < end]
    for at, unit in enumerate(office):
        if at == 0 or not unit.look.tags & _AFFILIATIONS or "role" in unit.look.tags:
            continue
        if unit.look.preposition == "ل" and unit.look.is_definite:
            return None  # «للشركة» can't be cut
        last = at
        while last + 1 < len(office) and not office[last + 1].look.tags & {"role"}:
            last += 1
        return unit.start + bool(unit.look.preposition), office[last].end
    return None


def _role_words(phrase: Phrase) -> frozenset[str]:
    if not phrase.roles:
        origins = phrase.units[phrase.at : phrase.name[0]] if phrase.is_nisba and phrase.name else ()
        return frozenset(unit.key.removeprefix("و").removeprefix("ال") for unit in origins)
    others = (phrase.units[n] for n in range(phrase.at, phrase.last + 1) if n not in phrase.name)
    return (
        frozenset(unit.key.removeprefix("و").removeprefix("ال") for unit in others if unit.kind == "w")
        | phrase.apposed
    )


def _is_sure(phrase: Phrase, kind: MentionKind, chosen: Sequence[int]) -> bool:
    if kind != "person":
        return kind != "other"
    if phrase.roles:
        return True
    units = [phrase.units[n] for n in chosen]
    if any(unit.is_name or unit.key.removeprefix("و") in unit.names for unit in units):
        return True
    if any("given" in unit.look.tags for unit in units):
        return True
    return len(units) > 1 and any("name" in unit.look.tags for unit in units)
