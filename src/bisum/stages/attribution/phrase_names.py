"""Names inside noun phrases: titles before them, what goes on with them, what follows."""

from __future__ import annotations

import re
from typing import Final

from bisum.stages.attribution.cues import is_third_person, verb_forms
from bisum.stages.attribution.lexicon import is_noun
from bisum.stages.attribution.masdars import is_masdar
from bisum.stages.attribution.names import (
    CLUB_ENDS,
    FIRM_LINKS,
    GIVEN_FORMS,
    MAYBE_GIVEN,
    NAME_LINKS,
    NEVER_SURNAMES,
    is_article_given,
    is_cue_word,
    is_name_word,
    is_origin,
    is_role_surname,
    is_strange_noun,
)
from bisum.stages.attribution.phrase_heads import NAMES_TOO, PhraseHead
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

_BODIES: Final = frozenset(("press", "body", "text"))
_HONORIFICS: Final = read_set("honorifics")
_RELATIVES: Final = read_set("relatives")
_NEEDS_OBJECT: Final = read_set("needs object")
_COMMON: Final = frozenset(("common",))
_NAMED: Final = frozenset(("given", "name"))
_NAME: Final = frozenset(("name",))
_CALLED: Final = frozenset(("common", "name", "role"))
_CALLABLE: Final = frozenset(("common", "name", "given", "place"))
_NO_NOUN: Final = frozenset(
    ("role", "comp", "rel", "neg", "conj", "pron", "time", "adv", "pp", "prep", "verb", "given", "name")
)
_ACTING: Final = re.compile("م.{3,5}ا")  # participles in the accusative
_GOVERNS: Final = frozenset(("عبد", "العبد"))
_PARTICLES: Final = frozenset(("دي", "دو", "دا", "دل", "ديل", "فان", "فون", "لو", "دير", "دن", "سان"))


class NamingPhrase(PhraseHead):
    """A noun phrase, as far as it is a name."""

    def _is_short_title(self, place: int) -> bool:
        """Tell whether «د.», «م.» stands before a name."""
        units = self.units
        if place + 2 >= self.stop or units[place].kind != "w" or len(units[place].key) > 1:
            return False
        named = units[place + 2]
        is_plain = named.kind == "w" and named.look.tags <= _CALLED and not named.look.is_definite
        is_free = is_plain and not (named.look.preposition or named.look.conjunction)
        return units[place + 1].key == "." and (is_free or is_name_word(named, self.names))

    def _is_titled_name(self, place: int) -> bool:
        """Tell whether a title or origin and a name stand after an office («…، الدكتورة ربى القطارنة،»)."""
        if place + 1 >= self.stop or self.units[place].kind != "w":
            return False
        look = self.units[place].look
        is_title = look.stem in _HONORIFICS or "role" in look.tags or is_origin(self.units, place)
        return is_title and look.is_definite and not look.preposition and self._is_name_at(place + 1)

    def _is_name_at(self, place: int) -> bool:
        """Tell whether a name stands between commas, though its first word means something too."""
        unit = self.units[place]
        if is_article_given(self.units, place) or self._is_maybe_given(place):
            return True
        if is_name_word(unit, self.names):
            return not self._is_verb_at(place)
        is_plain = unit.kind == "w" and unit.look.tags <= _CALLED and not unit.look.is_definite
        if not is_plain or unit.look.preposition or place + 1 >= self.stop:
            return False
        following = self.units[place + 1]
        if "role" in unit.look.tags and (following.look.is_definite or not self._is_closed_after(place + 1)):
            return False  # «مدير المركز، شاهد هاشمي، …» is named, «مصدر، مراسل الجريدة في …» isn't
        return is_name_word(following, self.names)

    def _is_maybe_given(self, place: int) -> bool:
        """Tell whether a given name that is a common word too, another word and a comma stand here."""
        unit = self.units[place]
        if unit.key in GIVEN_FORMS and unit.look.is_definite:
            return self._is_closed_after(place + 1)  # «عضو المجلس، الطيب المدني، …»
        if unit.key not in MAYBE_GIVEN or not self.roles:
            return False
        if place + 1 < self.stop and "time" in self.units[place + 1].look.tags:
            return False  # «، صباح اليوم، …»
        return any(self._is_comma_after(place + n) for n in (1, 2))

    def _is_verb_at(self, place: int) -> bool:
        """Tell whether a name after a comma is a verb too, and no other name follows: «، واصل الابن …»."""
        unit = self.units[place]
        if unit.key in self.names or not is_third_person(unit):
            return False
        return place + 1 >= self.stop or not is_name_word(self.units[place + 1], self.names)

    def _after_name(self, place: int, unit: Unit) -> int:  # noqa: PLR0911 - a decision list: each return is one rule
        """Go on with a person's name: further names, links, and one word with the article."""
        look = unit.look
        if look.conjunction and unit.key not in self.names:
            return 0
        if unit.key in CLUB_ENDS:  # «ألوا أثليتيك», «مدرب ليدز يونايتد»
            self.kind = self.kind if self.roles else "body"
            self.name, self.role, self.last = [], None, place
            return 1
        is_link = (
            (unit.key in NAME_LINKS and not self._is_no(place))
            or self.units[place - 1].key in _GOVERNS
            or unit.key == "الله"
        )
        is_link = is_link or (unit.key.startswith("بال") and (not look.tags or "name" in look.tags))
        is_bare = look.is_unknown or look.tags == _COMMON
        if (
            is_bare
            and unit.key not in self.names
            and _ACTING.fullmatch(unit.key)
            and self._is_governing(place)
        ):
            return 0  # «أوردونيث مشيداً بصحار»
        is_prep = "given" not in unit.look.tags or self._governs_noun(place)
        if unit.key in NAMES_TOO and (is_prep or place + 1 >= self.stop):
            return 0
        is_surname = (
            look.is_definite
            and not look.tags & {"role", "crowd", "comp", "time", *_BODIES}
            and not look.preposition
        )
        if is_surname and unit.key not in self.names:
            if unit.key in NEVER_SURNAMES or is_masdar(unit):
                return 0  # «انتقد المدرب عماد شكري التحكيم»
            is_plain = bool(look.tags) and "name" not in look.tags
            is_late = is_plain and (self._has_surname() or not self._is_given_only())
            is_saying = any(one.form.kind == "noun" for one in verb_forms(unit.key))  # «القول»
            may_close = self._is_closed_after(place) and (self._is_told() or not self._is_comma_after(place))
            if is_saying or ((is_late or is_noun(look)) and not may_close):
                return 0  # an object: «افتتح سامر الخطيب المكتبة»
        is_plain = (
            self._is_plain_surname(place)
            or (len(self.name) == 1 and is_role_surname(self.units, self.name[0], place))
            or self._is_middle_name(place)
            or self._follows_link(place)
            or (is_strange_noun(unit) and bool(self.units[place - 1].look.tags & _NAMED))
        )
        is_before_link = place + 1 < self.stop and self.units[place + 1].key in FIRM_LINKS
        if look.is_definite and "given" in look.tags and is_before_link:
            self.name.append(place)  # «محمد الأمين ولد أحمد»
            self.last = place
            return 1
        is_linked = self.units[place - 1].key in FIRM_LINKS and unit.kind == "w" and not look.preposition
        if (
            is_linked
            or is_name_word(unit, self.names)
            or is_link
            or is_plain
            or (is_surname and len(self.name) < 4)
        ):
            self.name.append(place)
            self.last = place
            return 1
        if "role" in look.tags and self.role is None and (look.is_definite or self._is_construct(place)):
            return self._apposition(place)
        return 0

    def _is_construct(self, place: int) -> bool:
        """Tell whether an office with what it is of follows a name: «بدر الفليج مدير إدارة الإعلام»."""
        unit = self.units[place]
        if unit.look.conjunction or unit.key.endswith("ا") or place + 1 >= self.stop or not self.roles:
            return False
        following = self.units[place + 1]
        is_noun = following.kind == "w" and not following.look.tags & _NO_NOUN
        return is_noun and not following.look.preposition and not following.look.conjunction

    def _is_no(self, place: int) -> bool:
        """Tell whether «لا» denies a verb («فلان لا يتعجل») and links no name («دي لا كروز»)."""
        if self.units[place].key != "لا" or place + 1 >= self.stop:
            return self.units[place].key == "لا"
        following = self.units[place + 1]
        return following.key[0] in "يتنا" and following.key not in self.names

    def _is_governing(self, place: int) -> bool:
        """Tell whether a preposition follows a word."""
        if place + 1 >= self.stop:
            return False
        following = self.units[place + 1].look
        return "prep" in following.tags or bool(following.preposition)

    def _apposition(self, place: int) -> int:
        """Read the office after a name; what follows it is no part of the phrase."""
        inner = type(self)(self.units, place, min(self.stop, place + 14), self.names)
        mention = inner.read()
        if mention is None:
            return 0
        self.role = (mention.start, mention.end)
        self.roles |= inner.roles
        self.apposed = frozenset(key.removeprefix("ال") for key in mention.keys) | mention.role_words
        self.stop = mention.after
        return mention.after - place

    def _is_closed_after(self, place: int) -> bool:
        """Tell whether what is said, a point or where it was said follows a word of a name."""
        if place + 1 >= len(self.units):
            return True
        following = self.units[place + 1]
        if following.key in {",", ":", "ل"} or following.kind == "q" or "comp" in following.look.tags:
            return True
        where = self.units[place + 2] if place + 2 < len(self.units) else following
        return following.key == "في" and "forum" in where.look.tags

    def _is_comma_after(self, place: int) -> bool:
        return place + 1 < len(self.units) and self.units[place + 1].key == ","

    def _follows_link(self, place: int) -> bool:
        """Tell whether a word belongs to the foreign particle before it: «توماس دي مايتسيره»."""
        unit = self.units[place]
        is_linked = self.units[place - 1].key in _PARTICLES and unit.kind == "w" and len(self.name) > 1
        is_free = not unit.look.preposition and not unit.look.conjunction
        return is_linked and is_free and unit.look.tags <= _CALLABLE and self._is_closed_after(place)

    def _is_given_only(self) -> bool:
        """Tell whether the name so far is given names and links: what has the article is a surname then."""
        return all(
            "given" in self.units[n].look.tags
            or self.units[n].key in NAME_LINKS
            or self.units[n].key in MAYBE_GIVEN
            or not self.units[n].look.tags
            for n in self.name
        )

    def _has_surname(self) -> bool:
        """Tell whether the name has its surname with the article already."""
        return any(
            self.units[n].look.is_definite
            and "given" not in self.units[n].look.tags
            and (n == self.name[0] or self.units[n - 1].key not in NAME_LINKS)
            for n in self.name
        )

    def _is_middle_name(self, place: int) -> bool:
        """Tell whether a noun of office inside a name is part of it: «أحمد قايد صالح»."""
        unit = self.units[place]
        if len(self.name) != 1 or unit.look.is_definite or unit.look.preposition or place + 1 >= self.stop:
            return False
        if not is_name_word(self.units[place + 1], self.names):
            return False
        is_plain = unit.look.tags <= _CALLED and self._is_closed_after(place + 1)  # «نايلة حداد شدياق، …»
        return "role" in unit.look.tags or is_plain

    def _is_plain_surname(self, place: int) -> bool:
        """Tell whether a common word after a given name is its surname: a clause or comma follows it."""
        look = self.units[place].look
        first = self.units[self.name[0]].look
        is_given = len(self.name) == 1 and ("given" in first.tags or bool(self.roles and first.tags <= _NAME))
        if not is_given or not look.tags <= {"common", "name", "place"} or place + 1 >= len(self.units):
            return False
        if self._is_closed_after(place):
            return True
        unit, following = self.units[place], self.units[place + 1].look
        is_act = is_masdar(unit) or unit.key.endswith(("ا", "ه", "ها", "هم"))
        return self._is_told() and "prep" in following.tags and not is_act

    def _is_told(self) -> bool:
        """Tell whether the phrase is the subject right after a reporting verb that has no other object."""
        before = self.units[self.at - 1] if self.at else None
        if before is None or not is_cue_word(before):
            return False  # nor «انتقد المدرب عماد شكري التحكيم، …»
        return not any(one.verb.lemma in _NEEDS_OBJECT for one in verb_forms(before.key))

    def _is_of_somebody(self, place: int) -> bool:
        """Tell whether a name is of whom the head is said to belong to: «زوجة فلان», but «زوجته فلانة»."""
        head = self.units[self.at].look
        is_owned = head.stem.endswith("ه") and head.gender != "f"
        if head.is_definite or is_owned or head.stem not in _RELATIVES:
            return False
        return all(is_name_word(unit, self.names) for unit in self.units[self.at + 1 : place])

    def _is_name_next(self, place: int) -> bool:
        return place + 1 < self.stop and is_name_word(self.units[place + 1], self.names)

    def _is_role_name(self, place: int) -> bool:
        """Tell whether a noun of office is a name after an office: «النائب فلاح المرشود»."""
        look, before = self.units[place].look, self.units[place - 1].look
        if look.is_definite or self.name or not before.is_definite or "role" not in before.tags:
            return False
        if place + 1 >= self.stop or look.conjunction or look.preposition:
            return False
        following = self.units[place + 1].look
        is_surname = following.is_definite and (not following.tags or "name" in following.tags)
        return is_surname or self._is_name_next(place)

    def _is_named_too(self, place: int) -> bool:
        """Tell whether a preposition that is a name too begins the name after an office: «نظيره علي شاكر»."""
        unit = self.units[place]
        is_office = "role" in self.units[place - 1].look.tags and self.kind == "role" and not self.name
        if unit.key not in NAMES_TOO or "given" not in unit.look.tags or not is_office:
            return False
        following = self.units[place + 1] if place + 1 < self.stop else unit
        return following is not unit and bool(following.look.tags & _NAMED) and not following.look.preposition

    def _is_called(self, place: int) -> bool:
        """Tell whether a name that is a noun too, and a surname, close it: «نائب الرئيس عوض المقطري، …»."""
        unit, before = self.units[place], self.units[place - 1]
        if self.name or self.kind != "role" or unit.key not in MAYBE_GIVEN or unit.look.tags & _NO_NOUN:
            return False
        if place + 2 >= self.stop or not before.look.is_definite or unit.look.is_definite:
            return False
        surname, closing = self.units[place + 1], self.units[place + 2]
        is_surname = surname.look.is_definite and surname.key.endswith("ي") and not surname.look.preposition
        return is_surname and (closing.key in {",", ":", "("} or "comp" in closing.look.tags)
