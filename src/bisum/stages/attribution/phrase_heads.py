"""How a noun phrase that can speak begins."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.cues import is_third_person, verb_forms
from bisum.stages.attribution.lexicon import office_of
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.names import (
    TOWN_STARTS,
    is_article_given,
    is_cue_word,
    is_name_word,
    is_origin,
    is_participle,
)
from bisum.stages.attribution.no_heads import is_no_head
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MAX_PHRASE: Final = 24
"""Units of the longest noun phrase read; the longest title in the development articles has 14."""
_BODIES: Final = frozenset(("press", "body", "text"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_NAMES: Final = frozenset(("name", "given"))
_NO_VERBS: Final = frozenset(("given", "role", "press", "body", "text", "crowd"))  # «نقابة المحامين»
_NISBA: Final = frozenset(("common", "name"))
_VERB_STARTS: Final = ("ست", "سي", "سن", "يت", "تت", "يس", "تس")
_KUNYA: Final = frozenset(("ام", "ابو", "ابي", "ابن", "بن", "ابا"))
_COUNTS: Final = read_set("counts")
_OFFICES_TOO: Final = frozenset(("امين", "وامين"))
_OFFICE_OF: Final = frozenset(("عام", "سر", "مال", "صندوق", "مجلس", "فرع", "حزب", "مفتاح"))
NAMES_TOO: Final = frozenset(("علي", "خلف"))
"""Names that are prepositions too."""
_BEFORE_SUBJECT: Final = frozenset(("verb", "comp", "conj", "adv"))
_PRONOUNS: Final = frozenset(
    [
        "مني",
        "منه",
        "منها",
        "منا",
        "منهم",
        "منك",
        "عني",
        "عنه",
        "عنها",
        "عنا",
        "عنهم",
        "لي",
        "له",
        "لها",
        "لنا",
        "لهم",
        "لك",
        "به",
        "بها",
        "بهم",
        "بنا",
        "بي",
        "فيه",
        "فيها",
        "فيهم",
        "اليه",
        "اليها",
        "اليهم",
        "الينا",
        "معي",
        "معه",
        "معها",
        "معهم",
        "معنا",
        "عليه",
        "عليها",
        "عليهم",
        "علينا",
    ]
)
_BEFORE_VERB: Final = frozenset(("وهو", "وهي", "وهم", "كان", "كانت", "وكان", "وكانت"))
_MIN_JOINED: Final = 4
_VERBS_TOO: Final = frozenset(("ولد", "مثل", "ومثل", "وولد"))
_OTHERS: Final = read_set("others")


def _reports(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a verb that reports by itself."""
    if unit.look.is_definite or unit.look.preposition:
        return False
    return any(
        one.form.kind == "verb" and one.verb.strength >= _REPORTS and one.form.person == 3
        for one in verb_forms(unit.key)
    )


_REPORTS: Final = 2
"""Strength of a verb beside which a place may stand for a power."""


class PhraseHead(abc.ABC):
    """The beginning of a noun phrase while it is read."""

    def __init__(self, units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> None:
        self.units = units
        self.at = at
        self.stop = min(stop, at + MAX_PHRASE)
        self.names = names
        self.name: list[int] = []
        self.roles: set[str] = set()
        self.role: tuple[int, int] | None = None
        self.last = at
        self.kind = "other"
        self.quoted: int | None = None
        self.is_nisba = False
        self.apposed: frozenset[str] = frozenset()

    @abc.abstractmethod
    def read(self) -> Mention | None:
        """Read the phrase; None where none begins."""

    def _begin(self, head: Unit) -> bool:  # noqa: C901, PLR0911, PLR0912 - a decision list: each return is one rule
        tags = head.look.tags
        if head.kind != "w" or head.look.preposition or len(head.key) < 2 or head.key in _PRONOUNS:
            return False
        if head.key.endswith("ا") and is_participle(head):
            return False
        if head.key.startswith("بال") and not head.look.tags & _NAMES:
            return False  # «استطردت بالدارجة»
        if head.key in TOWN_STARTS or self._is_verb_too(head):
            return False
        if (
            self._is_saying(head)
            or self._is_negated(head)
            or is_no_head(self.units, self.at, self.stop, self.names)
        ):
            return False
        if self._is_kunya(self.at):
            self.kind = "person"
            self.name.append(self.at)
            return True
        if head.key[0] == "و" and head.key[1:] in self.names and head.key not in self.names:
            self.kind = "person"
            self.name.append(self.at)
            return True
        if self._is_unlisted_verb(head) or self._is_verb_before_office(head):
            return False
        if self._is_count(self.at):
            self.kind = "crowd"
            return True
        if self._is_office_too(self.at):
            self.kind = "role"
            self.roles.add(head.look.stem)
            return True
        if is_origin(self.units, self.at):
            self.is_nisba = True
            return True
        if head.key in NAMES_TOO and self._governs_noun(self.at):
            return False
        if "given" in tags and head.key not in self.names and self._is_verb_before_noun(self.at):
            return False
        if is_article_given(self.units, self.at):
            self.kind = "person"
            self.name.append(self.at)
            return True
        if is_name_word(head, self.names) and (
            head.key in self.names or not (tags & {"role", *_BODIES} and head.look.is_definite)
        ):
            self.kind = "person"
            self.name.append(self.at)
            return True
        if self._is_power(self.at):
            self.kind = "body"  # «وأعلنت طهران أن …»
            following = self.units[self.at + 1 : self.at + 2]
            is_whole = following and following[0].look.is_definite and following[0].key.endswith("يه")
            self.stop = self.at + 1 + bool(is_whole)  # «كوريا الشمالية», but «اتهمت موسكو | الحلف»
        elif self._is_other(self.at) or ("crowd" in tags and not head.look.is_definite):
            self.kind = "crowd"
        elif tags & _BODIES and not head.look.is_definite and self.at and self.units[self.at - 1].kind == "n":
            return False  # «خبراء من 22 دولة»
        elif "role" in tags:
            self.kind = "role"
            self.roles.add(office_of(head.look))
        elif tags & _BODIES:
            self.kind = next(kind for kind in ("press", "body", "text") if kind in tags)
        elif "crowd" in tags:
            self.kind = "crowd"
        elif head.look.is_definite and tags <= _NISBA and head.key.endswith(("ي", "يه")):
            self.is_nisba = True  # «الكورية الجنوبية بارك سون هي»
        elif tags & (_STOPS | {"prep"}) or ("verb" in tags and "common" not in tags) or is_cue_word(head):
            return False
        return True

    def _is_power(self, place: int) -> bool:
        """Tell whether a country or its capital stands for who governs it: beside a verb that reports."""
        look = self.units[place].look
        if "place" not in look.tags or look.tags & {"role", "given", "press", "text"} or look.conjunction:
            return False
        before = self.units[place - 1] if place else None
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        is_asked = following is not None and (following.kind == "p" or "comp" in following.look.tags)
        if before is not None and before.kind == "w" and _reports(before):
            return True
        opens = before is None or before.kind == "p" or "conj" in before.look.tags
        return opens and not is_asked and following is not None and _reports(following)

    def _is_count(self, place: int) -> bool:
        """Tell whether a number counts persons or bodies here: «ثلاث منظمات», «خمسة مصادر»."""
        if self.units[place].key.removeprefix("و") not in _COUNTS or place + 1 >= self.stop:
            return False
        following = self.units[place + 1].look
        return bool(following.tags & {"role", "body", "press", "crowd"}) and not following.is_definite

    def _is_office_too(self, place: int) -> bool:
        """Tell whether a given name is an office here: «أمين عام الحزب»."""
        return self.units[place].key in _OFFICES_TOO and (
            place + 1 < self.stop and self.units[place + 1].look.stem in _OFFICE_OF
        )

    def _is_verb_before_noun(self, place: int) -> bool:
        """Tell whether a given name is a verb here: «واصل الابن سحب المعاش»."""
        if not is_third_person(self.units[place]):
            return False
        return self._governs_noun(place) or (
            place + 1 < self.stop and "role" in self.units[place + 1].look.tags
        )

    def _governs_noun(self, place: int) -> bool:
        """Tell whether a name that is a preposition too has a common noun after it: «خلف الحافلة»."""
        if place + 1 >= self.stop:
            return False
        following = self.units[place + 1].look
        if self.units[place + 1].key.endswith(("ها", "هم")) and following.tags & {"role", "common"}:
            return True  # «خلف جارتها»
        is_noun = "common" in following.tags and "name" not in following.tags
        return following.is_definite and is_noun and not following.stem.endswith("ي")  # «محمد علي العروي»

    def _is_verb_too(self, head: Unit) -> bool:
        """Tell whether a noun is a verb here: «ولد الراحل في …», «مثل المتهم أمام …»."""
        opens = self.at == 0 or self.units[self.at - 1].kind == "p"
        return (
            head.key in _VERBS_TOO
            and opens
            and self.at + 1 < self.stop
            and self.units[self.at + 1].look.is_definite
        )

    def _office_start(self) -> int:
        """Give where the first noun of office of the phrase begins, or the phrase."""
        offices = (unit for unit in self.units[self.at : self.last + 1] if "role" in unit.look.tags)
        first = next(offices, self.units[self.at])
        return first.start + (first.key[0] == "و" and bool(first.look.conjunction))

    def _is_negated(self, head: Unit) -> bool:
        """Tell whether an unknown word is a verb by what stands before it: «لم يُرضِ», «وهي تنفض»."""
        before = self.units[self.at - 1] if self.at else None
        if before is None or before.kind == "p":
            is_joined = head.key[0] == "و" and head.key[1:2] in {"ي", "ت"} and len(head.key) > _MIN_JOINED
            return is_joined and head.look.is_unknown and head.key[1:] not in self.names  # «وتصمت»
        if "neg" in before.look.tags:
            return head.key[0] in "يتنا" and head.look.tags <= _NAMES
        opens = "rel" in before.look.tags or before.key in _BEFORE_VERB
        return opens and head.key[0] in "يت" and head.look.is_unknown and head.key not in self.names

    def _is_saying(self, head: Unit) -> bool:
        """Tell whether a word is a participle that reports: «مضيفة أن …», «متسائلين: …»."""
        if head.look.is_definite or self.at + 1 >= self.stop or not is_participle(head):
            return False
        following = self.units[self.at + 1]
        ties = frozenset().union(*(one.verb.ties for one in verb_forms(head.key)))
        return "comp" in following.look.tags or following.key == ":" or following.key in ties

    def _is_other(self, place: int) -> bool:
        """Tell whether «آخر», «الثاني» stands alone for a person: what is said follows, or the verb."""
        if self.units[place].key.removeprefix("و") not in _OTHERS:
            return False
        before = self.units[place - 1] if place else None
        if before is not None and before.kind == "w" and not before.look.tags & _BEFORE_SUBJECT:
            return False  # an adjective: «المتهم الأول»
        if place + 1 >= len(self.units):
            return True
        following = self.units[place + 1]
        return following.kind in "pq" or "comp" in following.look.tags or is_cue_word(following)

    def _is_kunya(self, place: int) -> bool:
        """Tell whether أم، أبو، ابن begin a name here: a name must follow them."""
        if self.units[place].key not in _KUNYA or place + 1 >= self.stop:
            return False
        following = self.units[place + 1]
        return is_name_word(following, self.names) or "given" in following.look.tags

    def _is_unlisted_verb(self, head: Unit) -> bool:
        """Tell whether a word is a verb that no table has: «أهدت الزموري»."""
        looks_so = head.key.endswith("ت") or (head.key.startswith(_VERB_STARTS) and len(head.key) > 4)
        if head.look.tags or not looks_so or head.key in self.names or self.at + 1 >= self.stop:
            return False
        following = self.units[self.at + 1]
        return following.look.is_definite or following.key in self.names

    def _is_verb_before_office(self, head: Unit) -> bool:
        """Tell whether an unknown word at the start of a clause is a verb: «رافع المحامي فلان»."""
        if self.at + 1 >= self.stop or head.look.tags & _NO_VERBS or head.look.is_definite:
            return False
        before = self.units[self.at - 1] if self.at else None
        opens = before is None or before.kind == "p" or bool(before.look.tags & {"conj", "comp"})
        following = self.units[self.at + 1].look
        return opens and "role" in following.tags and following.is_definite and not following.conjunction
