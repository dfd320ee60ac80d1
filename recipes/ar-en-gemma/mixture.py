"""Which pairs come when, in which form, and in which batches.

All of it follows from a seed and the number of the round, so that a training that was
killed goes on with the batches that it would have had.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from bisum.engines.prompts import AR_EN_GEMMA
from corpus import Pair

# Of the tokens of a round. News most of all; general text for breadth, since translated
# world news (ntrex-dev) has words that Tunisian radio never says: there the first adapter's
# loss is 2.2 nats a token, on ant-news-dev 0.85. Names and the grammar for what must come
# out right whatever the subject.
BROAD: Final[Mapping[str, float]] = {
    "ant": 0.18,
    "news": 0.38,
    "general": 0.27,
    "everyday": 0.05,
    "grammar": 0.03,
    "names": 0.03,
    "lexicon": 0.06,
}
# The last phase: what the model is for. With .32 of ant and .10 of general the loss on ntrex-dev
# rose again.
NEWS_PHASE: Final[Mapping[str, float]] = {
    "ant": 0.20,
    "news": 0.44,
    "marked": 0.05,
    "general": 0.24,
    "grammar": 0.02,
    "lexicon": 0.05,
}
# So many tokens are sorted by length together: enough for batches of little padding, few
# enough that each round has its share of each kind.
ROUND_TOKENS: Final = 40_000
LONGEST: Final = 260  # tokens, both sides and the prompt: as the first adapter, for the memory's sake
# Share of sentences that go on with the next of their kind, as a paragraph does.
JOINED: Final = 0.06
# Names come by the line, several of them: alone, half of their tokens would be the prompt.
NAMES_A_LINE: Final = 6
# Mark styles of the source and how often each is put in for the one that is there. The
# English keeps “…”.
MARKS: Final = (("«", "»"), ('"', '"'), ("“", "”"), ("\u201e", "\u201c"))
REMARKED: Final = 0.4
PAD: Final = 0
# Lengths are rounded up to this, so that fewer shapes are met.
STEP: Final = 8
_MARKED: Final = re.compile(r'[«“„"]([^«»“”„"]+)[»”“"]')


class Encoder(Protocol):
    """The part of a tokenizer that is needed."""

    def __call__(self, text: str) -> list[int]:
        """Give a text's ids, without marks of beginning and end."""


class Example(msgspec.Struct, frozen=True):
    """Ids of a prompt, and of what is to follow it.

    Attributes:
        asked: From the beginning of the text to the colon after «English».
        answer: The English with the space before it and the end of the text.
    """

    asked: tuple[int, ...]
    answer: tuple[int, ...]

    @property
    def n_tokens(self) -> int:
        """Of both."""
        return len(self.asked) + len(self.answer)


Batch = list[Example]


def encode(pair: Pair, encoder: Encoder, *, start: int, end: int) -> Example:
    """Ask for a pair's Arabic and answer with its English, as the engine will."""
    asked = encoder(AR_EN_GEMMA.ask(pair.arabic))
    return Example((start, *asked), (*encoder(" " + pair.english), end))


def remark(arabic: str, chance: random.Random) -> str:
    """Give an Arabic sentence other quotation marks, now and then."""
    if chance.random() >= REMARKED:
        return arabic
    first, last = chance.choice(MARKS)
    return _MARKED.sub(lambda found: f"{first}{found[1]}{last}", arabic)


def round_of(
    pairs: Mapping[str, Sequence[Pair]],
    shares: Mapping[str, float],
    number: int,
    *,
    dealt: dict[str, int],
    seed: int,
) -> list[Pair]:
    """Give the pairs of one round, about ``ROUND_TOKENS`` tokens of them, in chance order.

    Each kind is gone through from end to end before any of it comes again.

    Args:
        pairs: By kind.
        shares: Of the tokens, by kind.
        number: Of the round; another one, other pairs and marks.
        dealt: How many pairs of each kind came before; brought up to date.
        seed: Of the training.
    """
    chance = random.Random(f"{seed}/{number}")
    chosen: list[Pair] = []
    for kind, share in shares.items():
        of_kind = pairs.get(kind, ())
        if not of_kind:
            continue
        n = max(1, round(share * ROUND_TOKENS / _tokens_a_pair(of_kind, kind)))
        start = dealt.get(kind, 0)
        dealt[kind] = start + n
        chosen += _formed(_dealt(of_kind, start, n, seed), kind, chance)
    chance.shuffle(chosen)
    return [msgspec.structs.replace(pair, arabic=remark(pair.arabic, chance)) for pair in chosen]


def batches(examples: Iterable[Example], *, most_tokens: int, chance: random.Random) -> list[Batch]:
    """Put examples of like length together, at most so many tokens with the padding."""
    found: list[Batch] = []
    batch: Batch = []
    for example in sorted((one for one in examples if one.n_tokens <= LONGEST), key=lambda one: one.n_tokens):
        if batch and (len(batch) + 1) * padded(example.n_tokens) > most_tokens:
            found.append(batch)
            batch = []
        batch.append(example)
    if batch:
        found.append(batch)
    chance.shuffle(found)
    return found


def padded(n_tokens: int) -> int:
    """Round a length up."""
    return -(-n_tokens // STEP) * STEP


def by_kind(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Sort pairs by their kind."""
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.kind].append(pair)
    return dict(found)


def _dealt(pairs: Sequence[Pair], start: int, n: int, seed: int) -> list[Pair]:
    """Deal n pairs from a place on, in an order that is new each time all were dealt."""
    dealt: list[Pair] = []
    while len(dealt) < n:
        deck, at = divmod(start + len(dealt), len(pairs))
        order = list(range(len(pairs)))
        random.Random(f"{seed}/{pairs[0].kind}/{deck}").shuffle(order)
        dealt += [pairs[k] for k in order[at : at + n - len(dealt)]]
    return dealt


def _formed(pairs: Sequence[Pair], kind: str, chance: random.Random) -> list[Pair]:
    """Join names to lines, and some sentences to paragraphs."""
    if kind == "names":
        return [_joined(pairs[n : n + NAMES_A_LINE], "، ", ", ") for n in range(0, len(pairs), NAMES_A_LINE)]
    formed: list[Pair] = []
    for pair in pairs:
        if formed and kind in {"ant", "news", "general"} and chance.random() < JOINED:
            formed[-1] = _joined([formed[-1], pair], " ", " ")
        else:
            formed.append(pair)
    return formed


def _joined(pairs: Sequence[Pair], arabic: str, english: str) -> Pair:
    return Pair(
        pairs[0].kind,
        arabic.join(pair.arabic for pair in pairs),
        english.join(pair.english for pair in pairs),
    )


def _tokens_a_pair(pairs: Sequence[Pair], kind: str) -> float:
    """Estimate the tokens of a pair from its characters: 3.2 for each on both sides, and the prompt."""
    some = pairs[:: max(1, len(pairs) // 500)]
    n_characters = sum(len(pair.arabic) + len(pair.english) for pair in some) / len(some)
    return n_characters / 3.2 + (9 / NAMES_A_LINE if kind == "names" else 9)
