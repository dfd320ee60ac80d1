"""What a translation owes its source, and the choice among a search's outputs by it.

A beam search likes what is short and smooth: it drops the marks around a name rather than
risk them, and now and then a number. So a beam that opens a quotation which its source has
is rewarded while it is searched for, and among the outputs that are finished each loss
counts against its score. It is a reranking with features of the source, as in Wu et al.,
"Google's Neural Machine Translation System" (2016, section 7), with faithfulness for their
coverage. A source without quotations and numbers gets what it would get without all this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from bisum.engines.decode import Output

# Part of the signature of what was made with it; raised when texts change.
VERSION: Final = 1
# Nats for a quotation that is opened, and for one lost at the end.
MARK_REWARD: Final = 1.5
_MARK_LOSS: Final = 3.0
_NUMBER_LOSS: Final = 2.0
# Smaller numbers are as often words in English: «12 دولة», "twelve countries".
_SMALL: Final = 12

_MARKED: Final = re.compile('«[^«»]+»|“[^“”]+”|„[^„“”]+[“”]|"[^"]+"')
_NUMBER: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_SEPARATORS: Final = re.compile("[.,٫٬]")
# Pieces that open a quotation, at a word's beginning or behind a bracket.
_OPENING: Final = re.compile(r"▁?[(\[]?“[‘(\[]?")


class Owed(NamedTuple):
    """What of a source must be found in its translation.

    Attributes:
        n_quotations: Pairs of quotation marks.
        numbers: Those in figures that are too large to be written as a word.
    """

    n_quotations: int
    numbers: frozenset[str]


NOTHING: Final = Owed(0, frozenset())


def owed_by(arabic: str) -> Owed:
    """Look a source over."""
    return Owed(len(_MARKED.findall(arabic)), frozenset(_numbers(arabic)))


def losses(owed: Owed, english: str) -> float:
    """Weigh what a translation lost, in nats; 0 where it kept all."""
    n_marks = max(0, owed.n_quotations - len(_MARKED.findall(english)))
    n_numbers = len(owed.numbers.difference(_numbers(english)))
    return _MARK_LOSS * n_marks + _NUMBER_LOSS * n_numbers


def choose(output: Output, owed: Owed, answer: Callable[[Any], str], *, length_penalty: float) -> Output:
    """Give the best of a search's outputs, its own first where none is better.

    Args:
        output: The search's best, with the others.
        owed: By the source.
        answer: Gives an output's text.
        length_penalty: The search's; a loss is divided as a score is.
    """
    if not output.others or owed == NOTHING:
        return output

    def worth(one: Output) -> float:
        return one.score - losses(owed, answer(one.ids)) / float(max(1, len(one.ids)) ** length_penalty)

    return max((output, *output.others), key=worth)


def opening_ids(vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """Give the ids of the pieces that open a quotation in English."""
    return tuple(sorted(at for piece, at in vocabulary.items() if _OPENING.fullmatch(piece)))


def _numbers(text: str) -> Iterable[str]:
    for found in _NUMBER.findall(text):
        digits = str(int(_SEPARATORS.sub("", found)))
        if int(digits) > _SMALL:
            yield digits
