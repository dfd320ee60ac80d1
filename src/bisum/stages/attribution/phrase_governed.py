"""Prepositions inside noun phrases: «رئيس اللجنة **في البرلمان**», «المتحدث **باسم الشركة**»."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.lexicon import office_of
from bisum.stages.attribution.masdars import is_masdar
from bisum.stages.attribution.phrase_ends import FinishedPhrase
from bisum.stages.attribution.phrase_limits import is_owned
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

_ON_BEHALF: Final = frozenset(("باسم", "باسمه", "باسمها", "باسمهم"))
_BODIES: Final = frozenset(("press", "body", "text"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_STANDS_FOR: Final = read_set("stands for")
_IN_CHARGE: Final = read_set("in charge")
_IDIOMS: Final = frozenset(("وجه", "وجهه", "وجهها", "حين", "نهايه", "ختام", "بدايه", "اشاره", "محاوله"))
_INSIDE: Final = frozenset(("في", "من", "لدي", "باسم", "ضمن", "داخل"))
_OCCASIONS: Final = (
    read_set("occasions") | read_set("utterances") | {"عريضه", "رد", "مقال", "مرافعه", "شهاده"}
)
_FROM: Final = frozenset(("بين", "خلال", "دون", "قبل", "بعد", "جهه", "جهته", "جهتها", "جانبه", "جانبها"))
"""What makes one preposition with من: «زوجها من بين المحاصرين»."""
_ROOMS: Final = frozenset(("برنامج", "راي"))
_LETTERS: Final = read_set("letters")
_ADDRESSEES: Final = read_set("addressees")


class GoverningPhrase(FinishedPhrase):
    """A noun phrase, with what it governs by prepositions."""

    def _preposition(self, place: int, unit: Unit) -> int:  # noqa: C901, PLR0911, PLR0912 - a decision list: each return is one rule
        if self.name or place + 1 >= self.stop:
            return 0
        look = unit.look
        following = self.units[place + 1]
        if unit.key in _ON_BEHALF:
            self.last = place
            return 1
        if look.preposition:
            if look.tags & {"press", "forum"} or look.stem in _ADDRESSEES or not look.tags:
                return 0
            is_station = following.kind == "q" or following.look.stem in _LETTERS
            is_station = is_station and not look.tags & {"body"}
            if look.preposition == "ل" and is_station:
                return 0
            if look.tags & _STOPS:
                return 0
            is_place = look.is_definite or look.tags & (_BODIES | {"place"})
            is_long = place - self.at >= 2 or "role" in look.tags
            if "role" in look.tags and self.kind == "other":
                return 0  # «سبق للناقد فلان أن …»
            if not is_place and (look.preposition == "ب" or not is_long):
                return 0
            self.last = place
            return 1
        before = self.units[place - 1]
        if unit.key == "من" and (self.units[self.at].look.is_definite or following.key in _FROM):
            return 0
        if unit.key == "في" and self.kind in _BODIES and is_masdar(following):
            return 0  # «نجحت الصحيفة في الوصول إليها»
        is_charge = (unit.key == "علي" and office_of(before.look) in _IN_CHARGE) or (
            unit.key == "عن" and {before.look.stem, self.units[self.at].look.stem} & _STANDS_FOR
        )
        if (unit.key not in _INSIDE and not is_charge) or following.kind == "q":
            return 0
        if following.look.tags & {"forum", "time", "comp", "pron", "press"} or following.kind != "w":
            return 0
        if unit.key == "في" and following.look.stem in _OCCASIONS and following.look.stem not in _ROOMS:
            return 0  # «قال رئيس الوزراء في برقية»
        if following.look.stem in _IDIOMS or is_owned(following):
            return 0  # «صرخت امرأة في وجه مسؤول», «الورقة في خاتمتها»
        if unit.key == "في" and any(one.key == "في" for one in self.units[self.at : place]):
            return 0  # «شكك عضو في اللجنة في جدوى …»
        self.last = place + 1
        if "role" in following.look.tags:
            self.roles.add(following.look.stem)
        return 2

    def _n_station(self, place: int) -> int:
        """Count the words of a station's name with letters: «نسيم أف أم»; 0 where none stands here."""
        unit = self.units[place]
        n = 0
        while place + n + 1 < self.stop and self.units[place + n + 1].look.stem in _LETTERS:
            is_letter = self.units[place + n].key in {"سي", "ان"}  # «سي إن إن», and no «أف أم إن …»
            if "comp" in self.units[place + n + 1].look.tags and (not is_letter or n > 1):
                break
            n += 1
        return n + 1 if n > 1 and not unit.look.tags & {"role", "prep", "comp", "conj"} else 0
