"""Train a low-rank difference of Gemma 3 270M for Arabic news.

    python recipes/ar-en-gemma/train.py --work outputs/ar-en-gemma --start models/ar-en-gemma --hours 1.5

Killed and started again with the same line it goes on from its last checkpoint. The
rate falls to zero over the hours given, however many steps the machine makes of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any, Final

import msgspec
import torch
from safetensors.torch import save_file

from answers import AnswerRows
from base import load_base
from bisum.engines.device import choose_place
from corpus import Pair, read_pairs
from lowrank import adapter_state, load_adapter, make_low_rank
from mixture import BROAD, NEWS_PHASE, Batch, batches, by_kind, encode, round_of

# As the first adapter, which this one goes on from: 23 MB in bfloat16.
RANK: Final = 48
ALPHA: Final = 96.0
BATCH_TOKENS: Final = 1280  # padding counted; as the first adapter, three seconds of two idle cores
# A warm adapter's peak: three fifths of what the first one was trained with from nothing.
PEAK_RATE: Final = 3e-4
WARM_UP: Final = 30  # steps
WEIGHT_DECAY: Final = 0.01
MOST_GRADIENT: Final = 1.0  # norm, above which a step's gradient is scaled down
# Share of the hours after which only news is read.
BROAD_UNTIL: Final = 0.7
# Kinds whose English has many rare pieces: their output rows are in use only in the rounds
# that have them.
OF_NAMES: Final = ("names", "grammar")
CHECKPOINT_S: Final = 600.0
N_WATCHED: Final = 24  # sentences of each set whose loss is watched, from its whole length
SEED: Final = 270
_SNAPSHOT_DTYPE: Final = torch.bfloat16


class Progress(msgspec.Struct):
    """How far a training is; what a checkpoint holds beside the weights.

    Attributes:
        n_steps: Done.
        n_tokens: Read, both sides and prompts, padding not counted.
        spent_s: Seconds of training, over all starts.
        n_rounds: Rounds that are over.
        n_batches: Batches read of the round that is on.
        is_broad: Whether that round is of all kinds.
        dealt: How many pairs of each kind were read in the rounds that are over.
    """

    n_steps: int = 0
    n_tokens: int = 0
    spent_s: float = 0.0
    n_rounds: int = 0
    n_batches: int = 0
    is_broad: bool = True
    dealt: dict[str, int] = {}


class Trainer:
    """A model in training."""

    def __init__(
        self,
        work: Path,
        *,
        hours: float,
        start: Path | None = None,
        peak: float = PEAK_RATE,
        threads: int | None = None,
        compiled: bool = False,
        seed: int = SEED,
    ) -> None:
        """Go on from the checkpoint in the work folder, else from an adapter, else from the base."""
        self._work, self._peak, self._seconds = work, peak, hours * 3600
        self._seed = seed
        place = choose_place(threads=threads)
        # Half of what a GPU without bfloat16 computes would be zeros or infinities.
        dtype = torch.float32 if place.dtype == "float16" else place.torch_dtype
        self._model, self._tokenizer = load_base(work, dtype)
        self._layers = make_low_rank(self._model, rank=RANK, alpha=ALPHA)
        self._model.to(place.device)
        if start is not None:
            load_adapter(self._layers, start)
        self._trained = [factor for low in self._layers.values() for factor in (low.down, low.up)]
        self._optimiser = torch.optim.AdamW(
            self._trained, lr=peak, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY, fused=True
        )
        self.progress = Progress()
        if (work / "checkpoint.pt").is_file():
            self._resume()
        pairs = msgspec.json.Decoder(Pair).decode_lines((work / "pairs.jsonl").read_bytes())
        self._pairs = by_kind(pairs)
        self._watched = {name: self._encoded(some) for name, some in read_watched(work).items()}
        answers = [self._ids(" " + pair.english) for pair in pairs if pair.kind not in OF_NAMES]
        answers += [list(example.answer) for batch in self._watched.values() for example in batch]
        ends = [self._tokenizer.eos_token_id]
        self._rows = AnswerRows(
            self._model.model.embed_tokens.weight, [*ends, *(token for answer in answers for token in answer)]
        )
        if compiled:
            for layer in self._model.model.layers:
                layer.compile(dynamic=True)

    @property
    def share_done(self) -> float:
        """Of the hours."""
        return self.progress.spent_s / self._seconds

    def run(self) -> None:
        """Train until the hours are over; keep checkpoints and a log."""
        self._say(f"{self._rows.n_rows:,} output rows, from step {self.progress.n_steps}")
        saved_at = self.progress.spent_s
        while self.share_done < 1:
            dealt = dict(self.progress.dealt)
            for batch in self._round(dealt)[self.progress.n_batches :]:
                self._step(batch)
                self.progress.n_batches += 1
                if self.share_done >= 1:
                    break
                if self.progress.spent_s - saved_at >= CHECKPOINT_S:
                    self._keep()
                    saved_at = self.progress.spent_s
            else:
                self.progress.n_rounds += 1
                self.progress.n_batches, self.progress.dealt = 0, dealt
        self._keep()

    def _round(self, dealt: dict[str, int]) -> list[Batch]:
        """Give the batches of the round that is on, the same after a kill as before."""
        progress = self.progress
        if progress.n_batches == 0:
            progress.is_broad = self.share_done < BROAD_UNTIL
        shares = BROAD if progress.is_broad else NEWS_PHASE
        pairs = round_of(self._pairs, shares, progress.n_rounds, dealt=dealt, seed=self._seed)
        chance = random.Random(f"{self._seed}/{progress.n_rounds}")
        found = batches(self._encoded(pairs), most_tokens=BATCH_TOKENS, chance=chance)
        self._rows.use(found)
        return found

    def _step(self, batch: Batch) -> None:
        began = time.monotonic()
        rate = self._peak * min(1.0, (self.progress.n_steps + 1) / WARM_UP) * max(0.0, 1 - self.share_done)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        loss = self._rows.loss(self._model.model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._trained, MOST_GRADIENT)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._merge()
        n_tokens = sum(example.n_tokens for example in batch)
        self.progress.n_steps += 1
        self.progress.n_tokens += n_tokens
        took_s = time.monotonic() - began
        self.progress.spent_s += took_s
        self._log(loss=round(loss.item(), 4), rate=rate, tokens=n_tokens, took_s=round(took_s, 2))

    def _merge(self) -> None:
        for low in self._layers.values():
            low.merge()

    @torch.compiler.set_stance("force_eager")
    @torch.no_grad()
    def _watch(self) -> dict[str, float]:
        """Give the loss on each watched set, in nats a token.

        Never compiled: that would take longer than these few sentences.
        """
        found: dict[str, float] = {}
        for name, examples in self._watched.items():
            total, n = 0.0, 0
            for batch in batches(examples, most_tokens=BATCH_TOKENS, chance=random.Random(0)):
                n_answers = sum(len(example.answer) for example in batch)
                total += self._rows.loss(self._model.model, batch).item() * n_answers
                n += n_answers
            found[name] = round(total / max(1, n), 4)
        return found

    def _keep(self) -> None:
        """Write a checkpoint to go on from and a snapshot to score."""
        began = time.monotonic()
        watched = self._watch()
        self.progress.spent_s += time.monotonic() - began
        state = adapter_state(self._layers)
        kept = {
            "adapter": state,
            "optimiser": self._optimiser.state_dict(),
            "progress": msgspec.to_builtins(self.progress),
        }
        torch.save(kept, self._work / "checkpoint.new")
        (self._work / "checkpoint.new").replace(self._work / "checkpoint.pt")
        snapshots = self._work / "snapshots"
        snapshots.mkdir(exist_ok=True)
        small = {name: factor.to(_SNAPSHOT_DTYPE) for name, factor in state.items()}
        save_file(small, snapshots / f"step-{self.progress.n_steps:05}.safetensors", {"format": "pt"})
        self._log(watched=watched)

    def _resume(self) -> None:
        kept = torch.load(self._work / "checkpoint.pt", weights_only=True)
        self.progress = msgspec.convert(kept["progress"], Progress)
        with torch.no_grad():
            for name, low in self._layers.items():
                low.down.copy_(kept["adapter"][name.format(side="A")])
                low.up.copy_(kept["adapter"][name.format(side="B")])
        self._optimiser.load_state_dict(kept["optimiser"])
        self._merge()

    def _encoded(self, pairs: list[Pair]) -> Batch:
        start, end = self._tokenizer.bos_token_id, self._tokenizer.eos_token_id
        return [encode(pair, self._ids, start=start, end=end) for pair in pairs]

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer(text, add_special_tokens=False).input_ids
        return found

    def _log(self, **what: Any) -> None:
        progress = self.progress
        line = {
            "step": progress.n_steps,
            "read": progress.n_tokens,
            "spent_s": round(progress.spent_s, 1),
            **what,
        }
        with (self._work / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        if "watched" in what or progress.n_steps % 10 == 0:
            self._say(f"{100 * self.share_done:3.0f} % {json.dumps(line)}")

    @staticmethod
    def _say(what: str) -> None:
        print(time.strftime("%H:%M:%S"), what, flush=True)


def read_watched(work: Path) -> dict[str, list[Pair]]:
    """Give some sentences of each set in ``watched/``, whose loss is only looked at."""
    found: dict[str, list[Pair]] = {}
    for file in sorted((work / "watched").glob("*.tsv")):
        pairs = list(read_pairs(file, "watched"))
        found[file.stem] = pairs[:: max(1, len(pairs) // N_WATCHED)][:N_WATCHED]
    return found


def main(arguments: list[str]) -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder that prepare.py wrote")
    parser.add_argument("--start", type=Path, help="folder of an adapter to go on from")
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--peak", type=float, default=PEAK_RATE, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=SEED, help="another one, another order of the pairs")
    parser.add_argument("--threads", type=int, help="of a processor; one a core where it isn't said")
    parser.add_argument(
        "--compiled", action="store_true", help="twice as fast after a minute; needs a C++ compiler"
    )
    chosen = parser.parse_args(arguments)
    torch.manual_seed(chosen.seed)
    Trainer(
        chosen.work, hours=chosen.hours, start=chosen.start, peak=chosen.peak, threads=chosen.threads,
        compiled=chosen.compiled, seed=chosen.seed,
    ).run()  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
