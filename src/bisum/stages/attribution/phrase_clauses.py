"""Noun phrases with the clause that says who issued a text: «بيان صدر عن الوزارة», «استطلاع أجراه المعهد»."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.phrase_names import NamingPhrase
from bisum.stages.tables import read_set

MAX_ISSUER: Final = 9
"""Units of the longest phrase read for who issued a text."""

_ISSUED: Final = read_set("issued")
_ISSUED_BY: Final = read_set("issued by")
_ISSUERS: Final = frozenset(("body", "press", "text", "crowd"))


class IssuedPhrase(NamingPhrase):
    """A noun phrase, with who issued the text that it names."""

    def _issued(self, place: int) -> int:
        """Take a clause of issuing into the phrase, and give where the phrase ends then."""
        head = self.units[self.at]
        if self.kind != "text" or head.look.is_definite or self.name or place + 1 >= self.stop:
            return place
        verb = self.units[place]
        if verb.key in _ISSUED_BY:
            return self._issuer(self._past_time(place + 1)) or place
        if verb.key not in _ISSUED:
            return place
        begin = self._past_time(place + 1)
        if begin + 1 < self.stop and self.units[begin].key in _BY:
            return self._issuer(begin + 1) or place
        return place

    def _past_time(self, place: int) -> int:
        """Pass over when it was issued."""
        while place < self.stop and ("time" in self.units[place].look.tags or self.units[place].kind == "n"):
            place += 1
        return place

    def _issuer(self, place: int) -> int:
        """Read who issued it, and give where that phrase ends; 0 where nobody is named there."""
        inner = type(self)(self.units, place, min(self.stop, place + MAX_ISSUER), self.names)
        mention = inner.read()
        if mention is None or (mention.kind not in _ISSUERS and not mention.is_named):
            return 0
        self.last = inner.last
        return mention.after


_BY: Final = frozenset(("عن", "في", "من"))
