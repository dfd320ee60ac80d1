"""Learn how the letters of Arabic words tell names from common words, and verbs from nouns.

Usage: python benchmarks/word_shapes.py TEXT… > src/bisum/stages/tables/word_shapes.tsv

TEXT are files of Arabic text (articles, ``.jsonl.xz``, or ``.tsv.xz`` with Arabic first). Words that the
tables know, as they stand in the tables and inflected in these texts, are what is learnt from; a tenth
of them is held out, and what the weights say of it is printed to standard error. Method: logistic
regression over the letter n-grams of a word, one for each question.
"""

from __future__ import annotations

import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from bisum.model.article import Article
from bisum.stages.arabic.lexicon import find
from bisum.stages.arabic.word_shapes import MAX_NOUN, MIN_LETTERS, MIN_VERB, letter_runs
from bisum.stages.tables import read_lines
from bisum.store.articles import Reader
from bisum.text import fold

MIN_SEEN = 25  # words that have an n-gram; rarer ones are left out
PULL = 1.0  # of each weight to zero; .5 and 2 do as well on the words held out
STEPS = 60  # of L-BFGS; the loss no longer falls
HELD_OUT = 0.1
WEIGHT_UNIT = 10  # the table's weights are whole tenths of log-odds
NOUN_TAGS = frozenset(("common", "role", "text", "crowd"))
HEAD = f"""\
# How much an n-gram of a word's folded letters (^ before, $ after it) speaks for a name and not a common
# word, and for a verb and not a noun, in 1/{WEIGHT_UNIT} of log-odds; the empty one is the constant. Made by
# benchmarks/word_shapes.py from the words of the other tables, as open text has them.
"""
WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652]+")


def main() -> None:
    """Print the table: an n-gram, its weight for a name, its weight for a verb."""
    torch.manual_seed(1)
    seen = {word for path in sys.argv[1:] for word in _words(Path(path))}
    found = {word: find(word) for word in seen if len(word) >= MIN_LETTERS}
    tags = {word: look.tags for word, look in found.items() if look is not None}
    nouns = {word for word, its in tags.items() if its and its <= NOUN_TAGS}
    verbs = {word for word, its in tags.items() if its == {"verb"}} | set(read_lines("verbs"))
    common = nouns | verbs | {word for word, its in tags.items() if its == {"common", "verb"}}
    names = set(read_lines("names")) - common
    verbs = _joined(verbs - nouns)
    for_name = _fit("names", names, common)
    for_verb = _fit("verbs", verbs, nouns)
    print(HEAD, end="")
    for run in sorted(for_name.keys() | for_verb.keys()):
        one, two = for_name.get(run, 0), for_verb.get(run, 0)
        if one or two:
            print(f"{run}\t{one}\t{two}")


def _words(path: Path) -> Iterator[str]:
    if path.name.endswith(".jsonl.xz"):
        for article in Reader([str(path)]):
            if isinstance(article, Article):
                yield from _folded(" ".join(one.text for one in article.paragraphs))
        return
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from _folded(line.split("\t")[0])


def _folded(text: str) -> Iterator[str]:
    return (fold(one) for one in WORD.findall(text))


def _joined(verbs: set[str]) -> set[str]:
    """Add verbs with what is written onto them: و، ف، the future's س."""
    future = {"س" + one for one in verbs if one[0] in "يتن"}
    return verbs | {letter + one for letter in "وف" for one in verbs | future} | future


def _fit(name: str, wanted: set[str], others: set[str]) -> dict[str, int]:
    draw = random.Random(1)
    halves = []
    for words in (sorted(one for one in wanted if len(one) >= MIN_LETTERS), sorted(others)):
        draw.shuffle(words)
        cut = int(len(words) * HELD_OUT)
        halves.append((words[cut:], words[:cut]))
    (good, good_held), (bad, bad_held) = halves
    seen = Counter(run for word in good + bad for run in letter_runs(word))
    places = {run: i for i, (run, n) in enumerate(sorted(seen.items())) if n >= MIN_SEEN}
    weights, constant = _regress(good, bad, {run: i for i, run in enumerate(places)})
    table = {run: round(weight * WEIGHT_UNIT) for run, weight in zip(places, weights, strict=True)}
    table[""] = round(constant * WEIGHT_UNIT)
    limit = MAX_NOUN if name == "names" else MIN_VERB
    scores = [
        [sum(table.get(run, 0) for run in ("", *letter_runs(word))) for word in held]
        for held in (good_held, bad_held)
    ]
    shares = [sum(one < limit for one in held) / len(held) for held in scores]
    print(
        f"{name}: {len(table)} n-grams; {shares[0]:.3f} below {limit}, of the others {shares[1]:.3f}",
        file=sys.stderr,
    )
    return table


def _regress(good: Sequence[str], bad: Sequence[str], places: dict[str, int]) -> tuple[list[float], float]:
    runs: list[int] = []
    starts: list[int] = []
    for word in (*good, *bad):
        starts.append(len(runs))
        runs += [places[run] for run in letter_runs(word) if run in places]
    wanted = torch.cat((torch.ones(len(good)), torch.zeros(len(bad))))
    share = torch.where(wanted > 0, len(wanted) / 2 / len(good), len(wanted) / 2 / len(bad))
    weights = torch.zeros(len(places), 1, requires_grad=True)
    constant = torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS((weights, constant), max_iter=STEPS, history_size=8)

    def loss() -> torch.Tensor:
        search.zero_grad()
        said = torch.nn.functional.embedding_bag(
            torch.tensor(runs), weights, torch.tensor(starts), mode="sum"
        )[:, 0]
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(said + constant, wanted, weight=share)
        total = wrong + PULL * weights.square().sum() / len(wanted)
        total.backward()
        return total

    search.step(loss)
    return weights.detach()[:, 0].tolist(), constant.detach().item()


if __name__ == "__main__":
    main()
