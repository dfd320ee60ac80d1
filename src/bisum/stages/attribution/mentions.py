"""Mentions of persons, bodies and documents, read as noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from bisum.stages.attribution.cues import verb_forms
from bisum.stages.attribution.names import NAME_LINKS, is_cue_word, is_name_word, is_participle
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MAX_PHRASE: Final = 24
"""Units of the longest noun phrase read; the longest title in the development articles has 14."""

MAX_DESCRIPTION: Final = 9
"""Words kept of a speaker who has no name."""

MAX_QUOTED_NAME: Final = 42
"""Code points of the longest name in quotation marks, marks included."""

_CALLABLE: Final = frozenset(("common", "name", "given", "time", "place"))
_PLAIN: Final = frozenset(("common",))
_BODIES: Final = frozenset(("press", "body", "text"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_HONORIFICS: Final = read_set("honorifics")
_STANDS_FOR: Final = read_set("stands for")
_IN_CHARGE: Final = read_set("in charge")
_KUNYA: Final = frozenset(("ام", "ابو", "ابي", "ابن", "بن", "ابا"))
_INSIDE: Final = frozenset(("في", "من", "لدي", "باسم", "ضمن"))
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
_LETTERS: Final = read_set("letters")
_OTHERS: Final = read_set("others")
_ADDRESSEES: Final = read_set("addressees")


class Mention(NamedTuple):
    """A noun phrase that can speak.

    Attributes:
        start: Offset of the phrase in the passage.
        end: Offset just after it.
        name_start: Offset of the part that names best: the person's name where there is
            one, else the description.
        name_end: Offset just after that part.
        head: Stem of the head noun; of a name its first word.
        kind: ``person``, ``role``, ``press``, ``body``, ``text``, ``crowd`` or ``other``.
        keys: Folded words of the naming part.
        gender: ``m``, ``f`` or empty.
        is_plural: The head is plural, or a crowd.
        is_definite: A description with the article, which points back.
        role: Offsets of the title or office, where the phrase has one beside the name.
        roles: Stems of the nouns of office in the phrase.
        is_sure: Its name is in a table or stands in full in the article, or it has an
            office or a head noun that speaks.
        after: Index of the unit just after the phrase.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    head: str
    kind: str
    keys: tuple[str, ...]
    gender: str
    is_plural: bool
    is_definite: bool
    role: tuple[int, int] | None
    roles: frozenset[str]
    is_sure: bool
    after: int

    @property
    def is_named(self) -> bool:
        """Whether it has a person's name."""
        return self.kind == "person"


class _Phrase:
    """A noun phrase while it is read."""

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

    def read(self) -> Mention | None:
        head = self.units[self.at]
        if head.kind == "q":
            return self._quoted(head)
        if not self._begin(head):
            return None
        place = self.at + 1
        while place < self.stop:
            step = self._step(place)
            if not step:
                break
            place += step
        return self._finish(place)

    def _quoted(self, head: Unit) -> Mention | None:
        return Mention(
            start=head.start,
            end=head.end,
            name_start=head.start,
            name_end=head.end,
            head="",
            kind="body",
            keys=(),
            gender="",
            is_plural=False,
            is_definite=False,
            role=None,
            roles=frozenset(),
            is_sure=False,
            after=self.at + 1,
        )

    def _begin(self, head: Unit) -> bool:  # noqa: PLR0911 - a decision list: each return is one rule
        tags = head.look.tags
        if head.kind != "w" or head.look.preposition or len(head.key) < 2 or head.key in _PRONOUNS:
            return False
        if head.key.endswith("ا") and is_participle(head):
            return False
        if self._is_kunya(self.at):
            self.kind = "person"
            self.name.append(self.at)
            return True
        if head.key[0] == "و" and head.key[1:] in self.names and head.key not in self.names:
            self.kind = "person"
            self.name.append(self.at)
            return True
        if self._is_unlisted_verb(head):
            return False
        if is_name_word(head, self.names) and (
            head.key in self.names or not (tags & {"role", *_BODIES} and head.look.is_definite)
        ):
            self.kind = "person"
            self.name.append(self.at)
            return True
        if self._is_other(self.at) or ("crowd" in tags and not head.look.is_definite):
            self.kind = "crowd"
        elif "role" in tags:
            self.kind = "role"
            self.roles.add(head.look.stem)
        elif tags & _BODIES:
            self.kind = next(kind for kind in ("press", "body", "text") if kind in tags)
        elif "crowd" in tags:
            self.kind = "crowd"
        elif tags & (_STOPS | {"prep"}) or ("verb" in tags and "common" not in tags) or is_cue_word(head):
            return False
        return True

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

    def _is_unlisted_verb(self, head: Unit) -> bool:
        """Tell whether a word is a verb that no table has: «أهدت الزموري»."""
        if head.look.tags or not head.key.endswith("ت") or head.key in self.names or self.at + 1 >= self.stop:
            return False
        following = self.units[self.at + 1]
        return following.look.is_definite or following.key in self.names

    def _step(self, place: int) -> int:  # noqa: C901, PLR0911, PLR0912 - a decision list: each return is one rule
        """Take the unit at a place into the phrase; 0 where the phrase ends before it."""
        unit = self.units[place]
        if unit.kind == "p":
            return self._point(place, unit)
        if unit.kind == "q":
            return self._quote(place)
        if unit.kind == "n":
            return 0
        look = unit.look
        before = self.units[place - 1]
        if self.name and self.name[-1] == place - 1:
            return self._after_name(place, unit)
        if self.roles and not self.name and self._is_kunya(place):
            self.name.append(place)
            self.role = self.role or (self.units[self.at].start, before.end)
            self.last = place
            return 1
        if (
            look.stem == "عام"
            and look.is_definite
            and (before.look.is_definite or "role" in before.look.tags)
        ):
            self.last = place
            return 1
        if len(unit.key) < 2:
            return 2 if self._is_short_title(place) else 0
        is_construct = before.look.tags & (_BODIES | {"role"}) and not before.look.is_definite
        if "time" in look.tags and is_construct:
            self.last = place
            return 1
        if any(one.form.kind == "noun" and one.form.gender for one in verb_forms(unit.key)):
            return 0
        if "forum" in look.tags and not look.is_definite and self.kind == "role" and not look.tags & {"role"}:
            return 0
        is_called = before.look.stem in _HONORIFICS and before.look.is_definite and not look.is_definite
        if is_called and not self.name and not look.preposition and look.tags <= _CALLABLE:
            self.name.append(place)
            self.role = self.role or (self.units[self.at].start, before.end)
            self.last = place
            return 1
        if look.tags & _STOPS or (is_cue_word(unit) and not look.is_definite):
            return 0
        if "verb" in look.tags and (look.stem[0] == "ي" or not look.tags & {"common", "role", "given"}):
            return 0
        if "prep" in look.tags or look.preposition:
            return self._preposition(place, unit)
        if look.conjunction and (self.name or self.kind == "person"):
            return 0
        is_start = not look.is_definite or unit.key in self.names
        if is_start and is_name_word(unit, self.names) and not self.name and "place" not in look.tags:
            in_body_name = before.look.tags & _BODIES and not before.look.is_definite
            is_owner = (
                "common" in before.look.tags
                and not before.look.is_definite
                and "role" not in before.look.tags
            )
            may_be = self.kind in {"role", "person"} or (bool(self.roles) and self.kind not in _BODIES)
            if may_be and not in_body_name and not is_owner:
                self.name.append(place)
                self.role = self.role or (self.units[self.at].start, before.end)
            self.last = place
            return 1
        if "role" in look.tags:
            if self.name:
                return 0
            self.roles.add(look.stem)
        elif before.look.is_definite and not look.is_definite and look.tags == _PLAIN:
            return 0  # an object: «أعلن الرئيس فوز …»
        self.last = place
        return 1

    def _point(self, place: int, unit: Unit) -> int:  # noqa: PLR0911 - a decision list: each return is one rule
        if unit.key == "(":
            for ahead in range(place + 1, min(place + 8, self.stop)):
                if self.units[ahead].key == ")":
                    return ahead - place + 1
            return 0
        if unit.key != "," or place + 1 >= self.stop:
            return 0
        following = self.units[place + 1]
        if following.kind == "q" or following.look.conjunction:
            return 0
        if not self.name and self.roles and self._is_short_title(place + 1):
            return 3
        if not self.name and self.roles and self._is_titled_name(place + 1):
            self.name.append(place + 2)
            self.role = (self.units[self.at].start, self.units[place - 1].end)
            self.last = place + 2
            return 3
        if not self.name and self.roles and self._is_name_at(place + 1):
            self.name.append(place + 1)
            self.role = (self.units[self.at].start, self.units[place - 1].end)
            self.last = place + 1
            return 2
        if (
            self.name
            and "role" in following.look.tags
            and self.role is None
            and not following.look.preposition
        ):
            taken = self._apposition(place + 1)
            return taken + 1 if taken else 0
        return 0

    def _is_short_title(self, place: int) -> bool:
        """Tell whether «د.», «م.» stands before a name."""
        units = self.units
        if place + 2 >= self.stop or units[place].kind != "w" or len(units[place].key) > 1:
            return False
        return units[place + 1].key == "." and is_name_word(units[place + 2], self.names)

    def _is_titled_name(self, place: int) -> bool:
        """Tell whether a title and a name stand after an office («…، الدكتورة ربى القطارنة،»)."""
        if place + 1 >= self.stop or self.units[place].kind != "w":
            return False
        look = self.units[place].look
        is_title = look.stem in _HONORIFICS or "role" in look.tags
        return is_title and look.is_definite and not look.preposition and self._is_name_at(place + 1)

    def _is_kunya(self, place: int) -> bool:
        """Tell whether أم، أبو، ابن begin a name here: a name must follow them."""
        if self.units[place].key not in _KUNYA or place + 1 >= self.stop:
            return False
        following = self.units[place + 1]
        return is_name_word(following, self.names) or "given" in following.look.tags

    def _is_name_at(self, place: int) -> bool:
        """Tell whether a name stands between commas, though its first word means something too."""
        unit = self.units[place]
        if is_name_word(unit, self.names):
            return True
        is_plain = unit.kind == "w" and unit.look.tags <= {"common", "name"} and not unit.look.is_definite
        if not is_plain or unit.look.preposition or place + 1 >= self.stop:
            return False
        return is_name_word(self.units[place + 1], self.names)

    def _apposition(self, place: int) -> int:
        """Read the office after a name; what follows it is no part of the phrase."""
        inner = _Phrase(self.units, place, min(self.stop, place + 14), self.names)
        mention = inner.read()
        if mention is None:
            return 0
        self.role = (mention.start, mention.end)
        self.roles |= inner.roles
        self.stop = mention.after
        return mention.after - place

    def _quote(self, place: int) -> int:
        before = self.units[place - 1]
        is_short = self.units[place].end - self.units[place].start <= MAX_QUOTED_NAME
        is_named = is_short and (before.look.tags & _BODIES or before.key == "باسم")
        if self.kind == "role" and not self.name and not is_named and self._is_quoted_name(place):
            self.quoted = place
            self.role = (self.units[self.at].start, before.end)
            self.last = place
            return 1
        if is_named and not self.name:
            self.last = place
            return 1
        return 0

    def _is_quoted_name(self, place: int) -> bool:
        """Tell whether a short quotation after an office is a name, by what follows it."""
        unit = self.units[place]
        if unit.end - unit.start > 36 or place + 1 >= self.stop:
            return False
        following = self.units[place + 1]
        look = following.look
        goes_on = "comp" in look.tags or look.preposition == "ل"
        return goes_on or (is_cue_word(following) and following.key[-1:] in "اه")

    def _after_name(self, place: int, unit: Unit) -> int:
        """Go on with a person's name: further names, links, and one word with the article."""
        look = unit.look
        if look.conjunction and unit.key not in self.names:
            return 0
        is_link = unit.key in NAME_LINKS or self.units[place - 1].key == "عبد"
        is_link = is_link or (unit.key.startswith("بال") and (not look.tags or "name" in look.tags))
        if unit.key == "علي" and place + 1 < self.stop and self.units[place + 1].look.is_definite:
            return 0
        is_surname = (
            look.is_definite and not look.tags & {"role", "comp", "time", *_BODIES} and not look.preposition
        )
        if is_surname and look.tags and self._has_surname():
            return 0  # an object: «افتتح سامر الخطيب المكتبة»
        is_plain = (
            self._is_plain_surname(place) or self._is_role_surname(place) or self._is_middle_name(place)
        )
        if is_name_word(unit, self.names) or is_link or is_plain or (is_surname and len(self.name) < 4):
            self.name.append(place)
            self.last = place
            return 1
        if "role" in look.tags and look.is_definite and self.role is None:
            return self._apposition(place)
        return 0

    def _has_surname(self) -> bool:
        """Tell whether the name has its surname with the article already."""
        return any(
            self.units[n].look.is_definite
            and "given" not in self.units[n].look.tags
            and (n == self.name[0] or self.units[n - 1].key not in NAME_LINKS)
            for n in self.name
        )

    def _is_role_surname(self, place: int) -> bool:
        """Tell whether a noun of office right after a given name is a surname: «يوسف الشاهد»."""
        look = self.units[place].look
        is_given = len(self.name) == 1 and "given" in self.units[self.name[0]].look.tags
        if not is_given or not look.is_definite or "role" not in look.tags or place + 1 >= len(self.units):
            return False
        following = self.units[place + 1]
        return (
            following.kind != "w"
            or bool(following.look.preposition)
            or bool(following.look.tags & {"comp", "prep", "time"})
        )

    def _is_middle_name(self, place: int) -> bool:
        """Tell whether a noun of office inside a name is part of it: «أحمد قايد صالح»."""
        unit = self.units[place]
        if len(self.name) != 1 or unit.look.is_definite or unit.look.preposition or place + 1 >= self.stop:
            return False
        return "role" in unit.look.tags and is_name_word(self.units[place + 1], self.names)

    def _is_plain_surname(self, place: int) -> bool:
        """Tell whether a common word after a given name is its surname: a clause or comma follows it."""
        look = self.units[place].look
        is_given = len(self.name) == 1 and "given" in self.units[self.name[0]].look.tags
        if not is_given or not look.tags <= {"common", "name", "place"} or place + 1 >= len(self.units):
            return False
        following = self.units[place + 1]
        return following.key in ",:" or "comp" in following.look.tags or following.kind == "q"

    def _preposition(self, place: int, unit: Unit) -> int:  # noqa: PLR0911 - a decision list: each return is one rule
        if self.name or place + 1 >= self.stop:
            return 0
        look = unit.look
        following = self.units[place + 1]
        if unit.key == "باسم":
            self.last = place
            return 1
        if look.preposition:
            if look.tags & {"press", "forum"} or look.stem in _ADDRESSEES or not look.tags:
                return 0
            is_station = following.kind == "q" or following.look.stem in _LETTERS
            if look.preposition == "ل" and is_station:
                return 0
            if look.tags & _STOPS:
                return 0
            is_place = look.is_definite or look.tags & (_BODIES | {"place"})
            is_long = place - self.at >= 2 or "role" in look.tags
            if not is_place and (look.preposition == "ب" or not is_long):
                return 0
            self.last = place
            return 1
        before = self.units[place - 1]
        if unit.key == "من" and self.units[self.at].look.is_definite:
            return 0
        is_charge = (unit.key == "علي" and before.look.stem in _IN_CHARGE) or (
            unit.key == "عن" and before.look.stem in _STANDS_FOR
        )
        if (unit.key not in _INSIDE and not is_charge) or following.kind == "q":
            return 0
        if following.look.tags & {"forum", "time", "comp", "pron", "press"} or following.kind != "w":
            return 0
        self.last = place + 1
        if "role" in following.look.tags:
            self.roles.add(following.look.stem)
        return 2

    def _finish(self, place: int) -> Mention:
        units = self.units
        head = units[self.at]
        if self.name:
            kind, chosen = "person", self.name
        else:
            kind = self.kind
            chosen = list(range(self.at, min(self.last, self.at + MAX_DESCRIPTION - 1) + 1))
            while len(chosen) > 1 and units[chosen[-1]].look.tags & {"prep", "comp"}:
                chosen.pop()
        while len(chosen) > 1 and units[chosen[-1]].key in NAME_LINKS - {"لي"}:
            chosen.pop()
        if self.quoted is not None and kind == "role":
            chosen = [self.quoted]
        first, last = units[chosen[0]], units[chosen[-1]]
        gender = head.look.gender
        if not gender and kind in {"other", "text", "body"}:
            gender = "f" if head.look.stem.endswith("ه") else "m"
        is_alone = place <= self.at + 1 or self.at + 1 in self.name[:1] or units[self.at + 1].kind == "p"
        if self.kind == "role" and is_alone and not head.look.is_definite and head.look.stem.endswith("ه"):
            gender = ""  # «سلفه فالون»، «مديره، …»: his, and no woman
        stem = head.look.stem
        is_plural = "crowd" in head.look.tags or (kind == "role" and stem.endswith(("ون", "ين", "ات")))
        name_start = first.start
        is_prefixed = (
            first.key[0] == "و"
            and first.key not in self.names
            and (bool(first.look.conjunction) or first.key[1:] in self.names)
        )
        if is_prefixed:
            name_start += 1
        name_end = last.end
        if first.kind == "q":
            name_start, name_end = first.start + 1, last.end - 1
        return Mention(
            start=head.start,
            end=units[self.last].end,
            name_start=name_start,
            name_end=name_end,
            head=stem,
            kind=kind,
            keys=tuple(
                units[n].key[1:]
                if n == chosen[0] and is_prefixed
                else (units[n].look.stem if units[n].look.conjunction else units[n].key)
                for n in chosen
            ),
            gender=gender,
            is_plural=is_plural,
            is_definite=head.look.is_definite,
            role=self.role,
            roles=frozenset(self.roles),
            is_sure=self._is_sure(kind, chosen),
            after=place,
        )

    def _is_sure(self, kind: str, chosen: list[int]) -> bool:
        if kind != "person":
            return kind != "other"
        if self.roles:
            return True
        if any(self.units[n].key.removeprefix("و") in self.names for n in chosen):
            return True
        if any(self.units[n].key in self.names or "given" in self.units[n].look.tags for n in chosen):
            return True
        return len(chosen) > 1 and any("name" in self.units[n].look.tags for n in chosen)


def read_mention(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Read the noun phrase that begins at a unit.

    Args:
        units: Of the passage.
        at: Where the phrase begins.
        stop: Index of the unit where reading must end.
        names: Folded words that are names elsewhere in the article.

    Returns:
        None where no phrase that could speak begins there.
    """
    if at >= stop:
        return None
    return _Phrase(units, at, stop, names).read()
