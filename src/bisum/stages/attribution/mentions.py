"""Mentions of persons, bodies and documents, read as noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from bisum.stages.attribution.cues import uses_of
from bisum.stages.attribution.lexicon import is_listed, look_up
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.names import (
    is_article_given,
    is_cue_word,
    is_name_word,
)
from bisum.stages.attribution.phrase_ends import ONE_OF
from bisum.stages.attribution.phrase_governed import GoverningPhrase
from bisum.stages.attribution.phrase_limits import acts_after, is_beyond
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MAX_QUOTED_NAME: Final = 42
"""Code points of the longest name in quotation marks, marks included."""
_CALLABLE: Final = frozenset(("common", "name", "given", "time", "place"))
_PLAIN: Final = frozenset(("common",))
_BODIES: Final = frozenset(("press", "body", "text"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_HONORIFICS: Final = read_set("honorifics")
_RANKS: Final = frozenset(("اول", "ثان", "ثاني", "ثالث", "اولي", "ثانيه"))
_HONOURS: Final = read_set("honours")
_NAME: Final = frozenset(("name",))
_OF_WORKS: Final = frozenset(
    ("صاحب", "صاحبه", "مولف", "مولفه", "بطل", "بطله", "مخرج", "مخرجه",
     "ضيف", "ضيفه", "مذيع", "مذيعه", "مقدم", "مقدمه")
)  # fmt: skip
"""Whose name is not what stands in marks after it: «صاحبة «ليل مالح»», «ضيف «حديث المساء»»."""
_THIS: Final = frozenset(("هذا", "هذه"))
_NAMES: Final = frozenset(("given", "name"))


class _Phrase(GoverningPhrase):
    """A noun phrase while it is read."""

    def read(self) -> Mention | None:
        head = self.units[self.at]
        if head.kind == "q":
            return self._quoted(head)
        honour = frozenset((head.key.removeprefix("و"),)) & _HONOURS
        if honour and self.at + 1 < self.stop:
            following = self.units[self.at + 1]
            if following.kind == "w" and (
                following.look.tags & {"role", "given"} or following.look.is_definite
            ):
                self.at = self.last = self.at + 1  # «معالي وزير الطاقة»
                head = following
        if not self._begin(head):
            return None
        place = self.at + 1
        while place < self.stop:
            step = self._step(place)
            if not step:
                break
            place += step
        found = self._finish(self._issued(place))
        return replace(found, roles=found.roles | honour)  # so that «سموه» finds him again

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
            return self._take_name(place)
        if (
            look.stem in _RANKS
            and look.is_definite
            and before.look.is_definite
            and "role" in before.look.tags
        ):
            self.last = place  # «الملازم الأول»
            return 1
        if (
            look.stem == "عام"
            and look.is_definite
            and (before.look.is_definite or "role" in before.look.tags)
        ):
            self.last = place
            return 1
        if len(unit.key) < 2:
            return self._take_titled(place)
        is_construct = before.look.tags & (_BODIES | {"role"}) and not before.look.is_definite
        if "time" in look.tags and is_construct and (look.stem == "عام" or before.look.tags & _BODIES):
            self.last = place  # «كاتب عام», «صحيفة اليوم»
            return 1
        if unit.key == "غير" and place + 1 < self.stop and self.units[place + 1].look.is_definite:
            self.last = place + 1  # «المنظمة غير الحكومية»
            return 2
        if uses_of(unit.key).gendered_noun:
            return 0
        if "forum" in look.tags and not look.is_definite and self.kind == "role" and not look.tags & {"role"}:
            return 0
        is_called = before.look.stem in _HONORIFICS and before.look.is_definite and not look.is_definite
        if is_called and not self.name and not look.preposition and look.tags <= _CALLABLE:
            return self._take_name(place)
        if unit.key in _THIS and not before.look.is_definite and "role" in before.look.tags:
            self.last = place
            return 1  # «رئيس هذا المشروع»
        if self._is_named_too(place) or self._is_called(place):
            return self._take_name(place)  # «نظيره علي شاكر»
        if (
            look.tags & _STOPS
            or (is_cue_word(unit) and not look.is_definite)
            or acts_after(self.units, self.at, place, self.stop, self.names, self.kind)
        ):
            return 0
        if not self.name and is_beyond(self.units, self.at, place):
            return 0
        if "verb" in look.tags and (look.stem[0] == "ي" or not look.tags & {"common", "role", "given"}):
            return 0
        if (
            "verb" in look.tags
            and before.look.is_definite
            and not look.is_definite
            and "role" not in look.tags
        ):
            return 0  # «ومع اتساع الجدل خرج الفنان»
        if "prep" in look.tags or look.preposition:
            return self._preposition(place, unit)
        if look.conjunction and (self.name or self.kind == "person"):
            return 0
        n_station = self._n_station(place)
        if n_station and unit.key[0] == "ل":
            return 0
        if n_station:
            self.last = place + n_station - 1
            return n_station
        is_object = self.kind == "crowd" and before.look.is_definite and not look.is_definite
        if is_object and look.is_unknown and not self.units[self.at].look.stem.startswith(ONE_OF):
            return 0  # «ردد عدد من المحتجين هتاف …»
        if self._is_name_start(place):
            return self._start_name(place, unit)
        if "role" in look.tags:
            if self._is_role_name(place):
                return self._take_name(place)
            if self.name or (self.kind in _BODIES and before.look.is_definite and not look.is_definite):
                return 0  # an object: «برأت المحكمة مهندسة الحي»
            if self.kind in _BODIES and before.look.is_definite and before.look.gender + look.gender == "fm":
                return 0  # «سألت الجريدة المتحدث باسم الهيئة»
            if self._is_other_person(place):
                return 0
            if before.look.is_definite or "role" not in before.look.tags:
                self.roles.add(look.stem)  # in «نائب الرئيس» the president is somebody else
        elif before.look.is_definite and not look.is_definite and look.tags == _PLAIN:
            return 0  # an object: «أعلن الرئيس فوز …»
        self.last = place
        return 1

    def _take_titled(self, place: int) -> int:
        """Take «د.» and the name after it: «مديرة الصحة **د. عواطف المحجوبي**»; 0 for any other letter."""
        if not self._is_short_title(place):
            return 0
        if self.name or self.kind != "role":
            return 2
        self._take_name(place + 2)
        return 3

    def _take_name(self, place: int) -> int:
        """Begin the name; what stands before it is the office."""
        self.name.append(place)
        self.role = self.role or (self._office_start(), self.units[place - 1].end)
        self.last = place
        return 1

    def _is_name_start(self, place: int) -> bool:
        """Tell whether a word looks like the first of a name."""
        unit = self.units[place]
        if self.name or "place" in unit.look.tags:
            return False
        if is_article_given(self.units, place):
            return "role" in self.units[place - 1].look.tags | self._head_tags
        is_bare = not unit.look.is_definite or unit.key in self.names
        return is_bare and is_name_word(unit, self.names)

    def _start_name(self, place: int, unit: Unit) -> int:
        """Take a word that looks like a name as one, as part of a body's name, or as its town."""
        look, before = unit.look, self.units[place - 1]
        in_body_name = before.look.tags & _BODIES and not before.look.is_definite
        is_owner = (
            "common" in before.look.tags and not before.look.is_definite and "role" not in before.look.tags
        )
        is_town_too = unit.key[0] == "ب" and look.tags == _NAME and is_listed(unit.key[1:])  # «بتطاوين»
        is_strange = not look.tags or is_town_too
        is_governed = unit.key[0] in "بل" and unit.key not in self.names and is_strange
        if is_governed and place == self.at + 1 and not self.units[self.at].look.is_definite:
            return 0  # «مريضة بأزيلال»
        is_town = is_governed and before.look.is_definite and not self._is_name_next(place)
        is_owner = is_owner or self._is_of_somebody(place)
        may_be = (
            self.is_nisba
            or self.kind in {"role", "person"}
            or (bool(self.roles) and self.kind not in _BODIES)
        )
        if may_be and not (is_town or in_body_name or is_owner or self._clashes(place)):
            return self._take_name(place)
        self.last = place  # «المحكمة الابتدائية بتطاوين»
        return 1

    @property
    def _head_tags(self) -> frozenset[str]:
        return self.units[self.at].look.tags

    def _clashes(self, place: int) -> bool:
        """Tell whether a name can't be the one of the office: «مديرة مؤسسة الشهيد شكري بلعيد»."""
        head, gender = self.units[self.at].look, self.units[place].look.gender
        before = self.units[place - 1]
        is_honoured = before.look.is_definite and "role" in before.look.tags  # «مؤسسة الشهيد شكري بلعيد»
        is_body = bool(before.look.tags & _BODIES) and not before.look.is_definite
        is_apart = place > self.at + 1 and before.kind == "w" and (is_honoured or is_body)
        return is_apart and self.kind == "role" and bool(head.gender and gender) and head.gender != gender

    def _is_other_person(self, place: int) -> bool:
        """Tell whether a noun of office after another one is the object: «واجهت القاضية المتهم»."""
        head, unit = self.units[self.at], self.units[place]
        is_near = place - self.at <= 2  # not «الناطق باسم القوات المسلحة»
        if not (head.look.is_definite and unit.look.is_definite and is_near) or "role" not in head.look.tags:
            return False
        return bool(head.look.gender and unit.look.gender) and head.look.gender != unit.look.gender

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
            self.role = (self._office_start(), self.units[place - 1].end)
            self.last = place + 2
            return 3
        if not self.name and self.roles and self._is_name_at(place + 1):
            self.name.append(place + 1)
            self.role = (self._office_start(), self.units[place - 1].end)
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

    def _quote(self, place: int) -> int:
        before = self.units[place - 1]
        is_short = self.units[place].end - self.units[place].start <= MAX_QUOTED_NAME
        is_named = is_short and (before.look.tags & _BODIES or before.key == "باسم")
        if self.kind == "role" and not self.name and not is_named and self._is_quoted_name(place):
            self.quoted = place
            self.role = (self._office_start(), before.end)
            self.last = place
            return 1
        if is_named and not self.name:
            self.last = place
            return 1
        return 0

    def _is_quoted_name(self, place: int) -> bool:
        """Tell whether a short quotation after an office is a name, by what follows it."""
        unit = self.units[place]
        if (
            unit.end - unit.start > 36
            or place + 1 >= self.stop
            or self.units[place - 1].look.stem in _OF_WORKS
        ):
            return False
        words = [look_up(word) for word in unit.look.stem.split()]
        if 1 < len(words) < 5 and all(word.is_unknown or word.tags <= _NAMES for word in words):
            return True  # «المحامي الفرنسي "برنارد لامون"»
        following = self.units[place + 1]
        look = following.look
        goes_on = "comp" in look.tags or look.preposition == "ل"
        return goes_on or (is_cue_word(following) and following.key[-1:] in "اه")


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
