"""Numbers put together word by word, in either language."""

from __future__ import annotations

import msgspec


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number that a text names.

    Attributes:
        text: As it stands.
        values: What it may mean: 1,200 may be 1200 or, the comma a point, 1.2.
        is_digits: Written in digits.
        is_ordinal: «third» rather than «three».
    """

    text: str
    values: frozenset[float]
    is_digits: bool
    is_ordinal: bool = False


class Part(msgspec.Struct, frozen=True, gc=False):
    """What one word adds to a number.

    Attributes:
        kind: ``add``, ``times``, ``whole``, ``fraction``, ``teen`` or ``digits``.
        values: What it adds or multiplies by.
        is_joined: The Arabic word starts with و, so that it goes on with the number before it.
        is_ordinal: «third», not «three»: so is the whole number then.
    """

    kind: str
    values: frozenset[float]
    is_joined: bool = False
    is_ordinal: bool = False


class NumberReader:
    """Reads numbers off a row of words."""

    def __init__(self) -> None:
        self.found: list[Quantity] = []
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._done: set[float] = {0.0}
        self._current: set[float] = set()
        self._scale = 0.0
        self._is_digits = self._is_ordinal = False

    @property
    def is_open(self) -> bool:
        """Whether a number is in hand."""
        return bool(self._words)

    def end(self) -> None:
        """Finish the number in hand."""
        if self._words:
            values = {base + one for base in self._done for one in (self._current or {0.0})}
            self.found.append(
                Quantity(" ".join(self._words), frozenset(values), self._is_digits, self._is_ordinal)
            )
        self._clear()

    def take(self, text: str, part: Part) -> None:
        """Add a word to the number in hand, or start another."""
        getattr(self, f"_{part.kind}")(part)
        self._words.append(text)
        self._is_ordinal = self._is_ordinal or part.is_ordinal

    def _add(self, part: Part) -> None:
        if self._current and not self._fits(max(part.values), is_joined=part.is_joined):
            self.end()
        self._current = {a + b for a in (self._current or {0.0}) for b in part.values}

    def _fits(self, value: float, *, is_joined: bool) -> bool:
        """Tell whether a word can go on with the number in hand: five and forty, three hundred and five."""
        rest = max(self._current) % 100
        if self._is_digits and not is_joined:
            return False
        if is_joined and rest < 10 and 20 <= value < 100:
            return rest > 0 or max(self._current) >= 100
        return value < 100 and (
            (rest == 0 and max(self._current) >= 100) or (rest >= 20 and rest % 10 == 0 > value - 10)
        )

    def _whole(self, part: Part) -> None:
        (value,) = part.values
        self.end()
        self._done, self._scale = {value}, value / 2

    def _digits(self, part: Part) -> None:
        if self._words and not (part.is_joined and self._scale and not self._current):
            self.end()
        self._current, self._is_digits = set(part.values), True

    def _teen(self, part: Part) -> None:
        if self._current and 0 < max(self._current) % 100 < 10 and not self._is_digits:
            self._current = {one + 10 for one in self._current}  # «أربع عشرة», «مئة وأربع عشرة»
        else:
            self._add(part)

    def _times(self, part: Part) -> None:
        (scale,) = part.values
        if self._scale and scale >= self._scale:
            # «340 million and 500 million» are two numbers.
            current, words, is_digits = self._current, self._words[-1:], self._is_digits
            self._current, self._words = set(), self._words[:-1]
            self.end()
            self._current, self._words, self._is_digits = current, words, is_digits
        self._current = {one * scale for one in self._current} or {scale}
        if scale >= 1e3:
            self._done = {base + one for base in self._done for one in self._current}
            self._current, self._scale = set(), scale

    def _fraction(self, part: Part) -> None:
        if self._is_ordinal:  # «السابعة والنصف»: seven, and half an hour
            self.end()
        elif not self._words and part.is_joined and self.found:  # «ثلاثة أشهر ونصف الشهر»
            last = self.found[-1]
            more = frozenset(a + b for a in last.values for b in part.values)
            self.found[-1] = msgspec.structs.replace(last, values=last.values | more)
        if self._words and part.is_joined:
            unit = self._scale if self._scale and not self._current else 1.0
            self._current = {a + b * unit for a in (self._current or {0.0}) for b in part.values}
        else:
            self.end()
            self._current = set(part.values)
