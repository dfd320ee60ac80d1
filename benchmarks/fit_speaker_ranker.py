"""Train the speaker ranker's top on annotated articles, and measure them on articles left out.

Usage: python benchmarks/fit_speaker_ranker.py OUT --gold GOLD[,GOLD…]:INPUT … [--silver INPUT]
           [--left-out GOLD[,GOLD…]:INPUT …] [--passes 5] [--seed 1]

GOLD files hold quotations or reported speech without marks, INPUT their articles. From --silver those
utterances are taken of which the rules are sure: they teach the model what a frame looks like, in one
pass before the others. OUT becomes the folder that `bisum.engines.speaker_ranker` loads. Only development
sets belong here. A quarter of an hour of one core for 800 articles and 1,959 of silver.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from bisum.engines.checkpoints.hashes import SUMS_FILE
from bisum.engines.speaker_ranker.encoder import Bottom
from bisum.engines.speaker_ranker.files import BASE_SHA256, WEIGHTS
from bisum.engines.speaker_ranker.loaded import packed_base
from bisum.engines.speaker_ranker.model import N_FROZEN, Top
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.engines.speaker_ranker.stored import SCALE, SETTINGS, load_model
from bisum.engines.speaker_ranker.tokens import Pieces
from bisum.engines.speaker_ranker.windows import Row, Window, windows
from bisum.model.article import Article
from bisum.stages.attribution.reading.article import Reading, read_body
from bisum.stages.attribution.reading.rereading import (
    BY_MODEL,
    BY_RULES,
    LEAST_SAID,
    SURE,
    Weighed,
    questions_of,
    weighed,
)
from bisum.stages.segment import segment
from bisum.store.articles import Reader
from fit_speakers import same, truths

BATCH = 4
RATE = 3e-4
HEAD_RATE = 5 * RATE
WARM_UP = 60  # steps
DROP = 0.1
RULES_SHOWN = 0.4  # share of rows whose loss counts the rules' opinion too, by half
MOST_8BIT = 127
SILVER_FROM = 0.93  # probability of the likeliest from which the rules are believed


class Case(NamedTuple):
    """One row: the rules' log-probabilities, who is right, and how it is told apart in figures."""

    row: Row
    by_rules: Tensor
    right: Tensor
    is_marked: bool


class Sample(NamedTuple):
    """One window with what the frozen layers made of it, in half precision."""

    window: Window
    vectors: Tensor
    cases: Sequence[Case]


class Told(NamedTuple):
    """An article with what can be asked of it and which candidates are right."""

    article: Article
    reading: Reading
    asked: Sequence[Weighed]
    right: Sequence[Sequence[bool]]


def rights(article: Article, asked: Weighed, truth: Sequence[str | None]) -> list[bool]:
    """Tell which candidates are right."""
    names = [None if one.entity is None else article.text_of(one.entity.span) for one in asked.ballot]
    return [same(list(truth), name) for name in names]


def gold_of(part: str) -> Iterator[Told]:
    """Give annotated articles with what is asked and who is right."""
    paths, _, source = part.partition(":")
    known = truths(paths.split(","))
    for article, reading, asked in read_articles(source):
        if article.id not in known:
            continue
        keys = [(one.spans[0].paragraph or 0, "\n".join(map(article.text_of, one.spans))) for one in asked]
        told = [
            (one, known[article.id][key])
            for one, key in zip(asked, keys, strict=True)
            if key in known[article.id]
        ]
        yield Told(article, reading, [one for one, _ in told], [rights(article, *both) for both in told])


def silver_of(source: str) -> Iterator[Told]:
    """Give articles with the utterances of which the rules are sure."""
    for article, reading, asked in read_articles(source):
        sure = [one for one in asked if one.ballot[0].probability >= SILVER_FROM and one.ballot[0].entity]
        yield Told(article, reading, sure, [[n == 0 for n in range(len(one.ballot))] for one in sure])


def read_articles(source: str) -> Iterator[tuple[Article, Reading, list[Weighed]]]:
    """Read articles, with all utterances that were weighed, sure or not."""
    for article in Reader([source]):
        if isinstance(article, Article):
            pairs = segment(article)
            reading = read_body(article, pairs)
            yield article, reading, list(weighed(pairs.marked, reading))


def samples(packed: PackedEncoder, articles: Iterator[Told]) -> list[Sample]:
    """Cut articles into windows and run the frozen layers over them, once."""
    pieces, bottom = Pieces(packed), Bottom(packed, N_FROZEN)
    found: list[tuple[Window, list[Case]]] = []
    for article, reading, asked, right in articles:
        text, questions = questions_of(article, reading, asked)
        for window in windows(pieces(text), questions, first=packed.first, last=packed.last):
            cases = []
            for row in window.rows:
                ballot = asked[row.number].ballot
                by_rules = torch.tensor([math.log(max(one.probability, 1e-6)) for one in ballot])
                cases.append(
                    Case(row, by_rules, torch.tensor(right[row.number]), asked[row.number].is_marked)
                )
            found.append((window, cases))
    found.sort(key=lambda one: len(one[0].ids))
    made = []
    with torch.inference_mode():
        for start in range(0, len(found), BATCH):
            some = found[start : start + BATCH]
            x, _ = bottom([window.ids for window, _ in some])
            made += [
                Sample(window, x[n, : len(window.ids)].half(), cases)
                for n, (window, cases) in enumerate(some)
            ]
    return made


def batches(some: Sequence[Sample], seed: int) -> list[list[Sample]]:
    """Mix samples, those of like length together."""
    chance = random.Random(seed)
    ordered = sorted(some, key=lambda one: len(one.window.ids) + 60 * chance.random())
    found = [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]
    chance.shuffle(found)
    return found


def scores_of(top: Top, batch: Sequence[Sample], drop: float = 0.0) -> list[Tensor]:
    """Score all rows of a batch."""
    longest = max(len(one.vectors) for one in batch)
    x = torch.zeros(len(batch), longest, batch[0].vectors.shape[1])
    seen = torch.zeros(len(batch), 1, 1, longest, dtype=torch.bool)
    for n, one in enumerate(batch):
        x[n, : len(one.vectors)] = one.vectors.float()
        seen[n, :, :, : len(one.vectors)] = True
    scores: list[Tensor] = top(x, seen, [one.window for one in batch], drop)
    return scores


def train(
    packed: PackedEncoder, gold: Sequence[Sample], silver: Sequence[Sample], passes: int, seed: int
) -> Top:
    """Train it."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    top = Top(packed)
    groups = [{"params": list(top.layers.parameters())}, {"params": list(top.head.parameters())}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    plan = batches([*silver, *gold], seed) if silver else []
    for number in range(passes):
        plan += batches(gold, 1000 * seed + number)
    began, losses = time.monotonic(), []
    top.train()
    for step, batch in enumerate(plan, 1):
        pace = min(step / WARM_UP, 1) * (1 - step / (len(plan) + 1))
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * pace
        cases = [case for one in batch for case in one.cases]
        parts = []
        for case, scores in zip(cases, scores_of(top, batch, DROP), strict=True):
            if case.right.any():
                shown = 0.5 * case.by_rules if chance.random() < RULES_SHOWN else 0.0
                chances = torch.log_softmax(scores + shown, 0)
                parts.append(-torch.logsumexp(chances[case.right], 0))
        if not parts:
            continue
        loss = torch.stack(parts).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(top.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        if step % 50 == 0:
            minutes = (time.monotonic() - began) / 60
            print(f"step {step} of {len(plan)}: {np.mean(losses[-50:]):.3f}, {minutes:.0f} min", flush=True)
    return top.eval()


def measure(top: Top, some: Sequence[Sample], name: str) -> None:
    """Print how often rules, model and both are right, and what both say of themselves."""
    rows: list[tuple[bool, bool, bool, bool, float]] = []
    by_share: dict[float, list[bool]] = defaultdict(list)
    with torch.inference_mode():
        for batch in batches(some, 0):
            cases = [case for one in batch for case in one.cases]
            for case, scores in zip(cases, scores_of(top, batch), strict=True):
                rules, opinion = case.by_rules, torch.log_softmax(scores, 0)
                both = torch.softmax(BY_RULES * rules + BY_MODEL * opinion.clamp_min(LEAST_SAID), 0)
                best = int((rules if rules.max() >= math.log(SURE) else both).argmax())
                right = case.right
                were_right = [bool(right[int(at)]) for at in (rules.argmax(), opinion.argmax(), best)]
                rows.append((case.is_marked, were_right[0], were_right[1], were_right[2], float(both.max())))
                for share in (0.1, 0.3, 0.5, 0.7, 1.0, 2.0):
                    by_share[share].append(bool(right[(rules + share * opinion).argmax()]))
    for kind, kept in (("all", rows), ("marked", [row for row in rows if row[0]])):
        rules_, model, both_ = (np.mean([row[n] for row in kept]) for n in (1, 2, 3))
        print(f"{name} {kind}: {len(kept)}; rules {rules_:.4f}, model {model:.4f}, together {both_:.4f}")
    print("  by weight of the model:", {share: round(float(np.mean(x)), 4) for share, x in by_share.items()})
    for low in np.arange(0.2, 1.0, 0.1):
        at = [row for row in rows if low <= row[4] < low + 0.1 + 1e-9]
        if at:
            print(f"  said {np.mean([r[4] for r in at]):.2f}: {np.mean([r[3] for r in at]):.2f} of {len(at)}")


def save_top(top: Top, folder: Path, *, base_sha256: str) -> None:
    """Write a trained top with the hash of the base that it stands on, and its own hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    stored: dict[str, Tensor] = {}
    for name, tensor in top.state_dict().items():
        stored |= _stored(name, tensor)
    save_file(stored, folder / WEIGHTS)
    settings = {"base": "intfloat/multilingual-e5-small", "base_sha256": base_sha256}
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    names = (WEIGHTS, SETTINGS)
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / SUMS_FILE).write_text("".join(sums), "utf-8")


def _stored(name: str, tensor: Tensor) -> dict[str, Tensor]:
    if tensor.dim() != 2 or "layers" not in name:
        return {name: tensor.half()}
    scale = (tensor.abs().amax(1, keepdim=True) / MOST_8BIT).clamp_min(1e-8).half()
    whole = (tensor / scale.float()).round().clamp(-MOST_8BIT, MOST_8BIT)
    return {name: whole.to(torch.int8), name + SCALE: scale}


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--silver")
    parser.add_argument("--left-out", nargs="*", default=[])
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    packed = packed_base()
    gold = samples(packed, (one for part in chosen.gold for one in gold_of(part)))
    silver = samples(packed, silver_of(chosen.silver)) if chosen.silver else []
    left_out = samples(packed, (one for part in chosen.left_out for one in gold_of(part)))
    print(f"{len(gold)} windows of gold, {len(silver)} of silver", flush=True)
    top = train(packed, gold, silver, chosen.passes, chosen.seed)
    save_top(top, chosen.out, base_sha256=BASE_SHA256)
    stored = load_model(packed, chosen.out, base_sha256=BASE_SHA256).top
    if left_out:
        measure(stored, left_out, "left out")
    digest = hashlib.sha256((chosen.out / WEIGHTS).read_bytes()).hexdigest()
    print(f"base {BASE_SHA256[:12]}, trained part {digest[:12]} in {chosen.out}")


if __name__ == "__main__":
    main()
