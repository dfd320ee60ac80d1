"""What a noun phrase that was read to its end says of whom it mentions."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.lexicon import look_up
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.names import (
    NAME_LINKS,
    is_before_given,
)
from bisum.stages.attribution.phrase_clauses import IssuedPhrase
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_lines, read_set

MAX_DESCRIPTION: Final = 9
"""Words kept of a speaker who has no name."""
_HIS_HONOUR: Final = read_set("his honour")
_ORIGIN: Final = frozenset(("common", "name"))
_NISBA: Final = ("ي", "يه")
_SINGULAR: Final = frozenset(read_lines("roles"))
ONE_OF: Final = ("احد", "احدي", "احدا")
"""What begins «one of them»."""
_AFFILIATIONS: Final = frozenset(("body", "press", "place"))


_MALE_LANDS: Final = read_set("male lands")
_NO_NAMES: Final = frozenset(("neg", "pron", "comp", "prep", "conj"))


class FinishedPhrase(IssuedPhrase):
    """A noun phrase that is read to its end."""

    def _quoted(self, head: Unit) -> Mention | None:
        words = head.look.stem.split()
        if words and look_up(words[0]).tags & _NO_NAMES:
            return None  # ««ما معي إلا هذا الولد»: بهذه الجملة …» is no name
        after = self.at + 1
        following = self.units[after] if after < self.stop else head
        if following.look.is_definite and following.look.tags <= _ORIGIN and following.key.endswith(_NISBA):
            after += 1  # «المرصد» الموريتانية
        return Mention(
            start=head.start,
            end=self.units[after - 1].end,
            name_start=head.start,
            name_end=head.end,
            head="",
            kind="body",
            keys=tuple(head.look.stem.split()),
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

    def _finish(self, place: int) -> Mention:
        units = self.units
        head = units[self.at]
        if self.name:
            kind, chosen = "person", self.name
        else:
            kind = self.kind
            # A head right before the end of its stretch has no last word of its own.
            end = max(self.at, min(self.last, self.at + MAX_DESCRIPTION - 1))
            chosen = list(range(self.at, end + 1))
            while len(chosen) > 1 and units[chosen[-1]].look.tags & {"prep", "comp"}:
                chosen.pop()
        while self.name and len(chosen) > 1 and units[chosen[-1]].key in NAME_LINKS - {"لي"}:
            if self.last == chosen.pop():
                self.last, place = chosen[-1], chosen[-1] + 1  # «ليلى منصور | فإن»
        if self.name and len(chosen) > 1 and is_before_given(units, chosen[0]):
            chosen = chosen[1:]
        if self.quoted is not None and kind == "role":
            chosen = [self.quoted]
        first, last = units[chosen[0]], units[chosen[-1]]
        gender = self._gender(kind, place)
        stem = head.look.stem
        is_many = kind == "role" and stem.endswith(("ون", "ين", "ات")) and stem not in _SINGULAR
        is_plural = is_many or ("crowd" in head.look.tags and not stem.startswith(ONE_OF))
        if stem.startswith(ONE_OF):
            gender = "m" if stem.startswith("احد") and not stem.startswith("احدا") else "f"
            gender = "f" if stem.startswith("احدي") else gender
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
            is_definite=head.look.is_definite or stem in _HIS_HONOUR,
            role=self.role,
            affiliation=self._affiliation(),
            roles=frozenset(self.roles),
            role_words=self._role_words(),
            is_sure=self._is_sure(kind, chosen),
            after=place,
        )

    def _gender(self, kind: str, place: int) -> str:
        """Give the gender that the head of the phrase shows; empty where it shows none."""
        if self.name and self.kind != "role" and self.roles and not self.is_nisba:
            return self._gender_of_office()
        head = self.units[self.at]
        gender = head.look.gender
        if kind == "body" and "place" in head.look.tags and "body" not in head.look.tags:
            return "" if head.look.stem in _MALE_LANDS else "f"
        if not gender and kind in {"other", "text", "body"}:
            gender = "f" if head.look.stem.endswith("ه") else "m"
        if self.name and self.is_nisba and not gender and head.look.is_definite:
            gender = "f" if head.look.stem.endswith("ه") else "m"  # «الإيطالية فلانة»
        if gender == "m" and self.kind == "role" and self._is_woman_by_adjective():
            gender = "f"
        is_alone = place <= self.at + 1 or self.at + 1 in self.name[:1] or self.units[self.at + 1].kind == "p"
        if self.kind == "role" and is_alone and not head.look.is_definite and head.look.stem.endswith("ه"):
            gender = ""  # «سلفه فالون»، «مديره، …»: his, and no woman
        return gender

    def _gender_of_office(self) -> str:
        """Give the gender of the last office before a name: «موقف رئيسة البلدية، فلانة»."""
        for place in range(self.name[0] - 1, self.at, -1):
            look = self.units[place].look
            if "role" in look.tags and look.gender and look.stem in self.roles:
                return look.gender
        return ""

    def _is_woman_by_adjective(self) -> bool:
        """Tell whether an adjective makes the bearer of an office a woman: «السيناتور الديمقراطية»."""
        if self.at + 1 > self.last:
            return False
        head, following = self.units[self.at].look, self.units[self.at + 1].look
        is_adjective = following.tags <= _ORIGIN and following.is_definite and following.stem.endswith("يه")
        return head.is_definite and is_adjective

    def _affiliation(self) -> tuple[int, int] | None:
        """Find the body, press or place that the office names: «الناطق باسم **وزارة الصحة**»."""
        if not self.roles or self.kind in {"body", "press", "text"}:
            return None
        begin, end = self.role or (self.units[self.at].start, self.units[self.last].end)
        office = [unit for unit in self.units[self.at : self.last + 1] if begin <= unit.start < end]
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

    def _role_words(self) -> frozenset[str]:
        if not self.roles:
            origins = self.units[self.at : self.name[0]] if self.is_nisba and self.name else ()
            return frozenset(unit.key.removeprefix("و").removeprefix("ال") for unit in origins)
        others = (self.units[n] for n in range(self.at, self.last + 1) if n not in self.name)
        return (
            frozenset(unit.key.removeprefix("و").removeprefix("ال") for unit in others if unit.kind == "w")
            | self.apposed
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
