"""The beams of each sentence: which go on, which are finished, and when it is enough.

The rules are those of transformers' ``generate``, sentence by sentence.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import torch

from bisum.engines.decode.settings import Search
from bisum.engines.decode.vocabulary import Bans

# What transformers takes from a score that must not count.
_NEVER: Final = -1e9


class Output(NamedTuple):
    """One finished output.

    Attributes:
        ids: With the end, without the start.
        log_probability: Mean over its tokens; a forced token counts as certain.
        is_truncated: It reached the limit without an end.
        score: What the search ranks by: the log-probability of the whole over a power of
            its length.
        others: What else was finished, at most as many as there are further beams, the
            best first; without others of their own.
    """

    ids: tuple[int, ...]
    log_probability: float
    is_truncated: bool
    score: float = 0.0
    others: tuple[Output, ...] = ()


class Beams:
    """The state of the search in every slot."""

    def __init__(self, search: Search, n_slots: int, n_most: int, device: torch.device) -> None:
        """Make room.

        Args:
            search: Its settings.
            n_slots: Sentences at once.
            n_most: Most tokens of any output.
            device: Where.
        """
        self._search = search
        self._ends = torch.tensor(search.ends, device=device)
        self._rewarded = torch.tensor(search.rewarded, dtype=torch.long, device=device)
        beam = search.beam
        self._ids = torch.zeros(n_slots, beam, n_most + 1, dtype=torch.long, device=device)
        self._running = torch.zeros(n_slots, beam, device=device)
        self._ages = torch.zeros(n_slots, dtype=torch.long, device=device)
        self._most = torch.full((n_slots,), n_most + 1, dtype=torch.long, device=device)
        self._is_active = torch.zeros(n_slots, dtype=torch.bool, device=device)
        # Rewards that a sentence is owed, and those that each beam has had.
        self._owed = torch.zeros(n_slots, dtype=torch.long, device=device)
        self._had = torch.zeros(n_slots, beam, dtype=torch.long, device=device)
        self._finished = torch.full((n_slots, beam), _NEVER, device=device)
        # Of the finished outputs, the best first.
        self._finished_ids = torch.zeros(n_slots, beam, n_most, dtype=torch.long, device=device)
        self._totals = torch.zeros(n_slots, beam, device=device)
        self._lengths = torch.zeros(n_slots, beam, dtype=torch.long, device=device)
        powers = [1.0, *(length**search.length_penalty for length in range(1, n_most + 2))]
        self._powers = torch.tensor(powers, device=device)

    @property
    def last_ids(self) -> torch.Tensor:
        """The newest token of each beam; (slots, beam)."""
        places = self._ages.view(-1, 1, 1).expand(-1, self._search.beam, 1)
        return self._ids.gather(2, places).squeeze(2)

    @property
    def ages(self) -> torch.Tensor:
        """How many tokens each slot's outputs have; (slots,)."""
        return self._ages

    def admit(self, slot: int, *, most: int, last: int, owed: int = 0) -> None:
        """Begin a sentence.

        Args:
            slot: Where.
            most: An end at this many tokens.
            last: Token that the output follows.
            owed: How many rewarded tokens it should have.
        """
        self._ids[slot, :, 0] = last
        self._running[slot] = _NEVER
        self._running[slot, 0] = 0
        self._ages[slot] = 0
        self._most[slot] = most
        self._is_active[slot] = True
        self._owed[slot] = owed
        self._had[slot] = 0
        self._finished[slot] = _NEVER
        self._lengths[slot] = 0

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        for name in (
            "_ids", "_running", "_ages", "_most", "_is_active", "_owed", "_had", "_finished", "_finished_ids",
            "_totals", "_lengths",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name).index_select(0, slots))

    def bans(self) -> Bans | None:
        """Give what no beam may choose next; None where all is allowed."""
        beam = self._search.beam
        parts = []
        is_early = self._is_active & (self._ages < self._search.min_tokens)
        if bool(is_early.any()):
            rows = is_early.repeat_interleave(beam).nonzero().squeeze(1)
            parts.append((rows.repeat_interleave(len(self._ends)), self._ends.repeat(len(rows))))
        if self._search.no_repeat:
            parts.append(self._repeats())
        if not parts:
            return None
        return Bans(torch.cat([rows for rows, _ in parts]), torch.cat([ids for _, ids in parts]))

    def _repeats(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Find the tokens that would end a run of tokens a second time."""
        size = self._search.no_repeat - 1
        # The start counts as a token where the search has one, as in transformers.
        first = 0 if self._search.start is not None else 1
        length = int(self._ages.max()) + 1
        whole = self._ids[:, :, first:length].flatten(0, 1)
        n_known = (self._ages + 1 - first).repeat_interleave(self._search.beam)
        n_places = whole.shape[1] - size
        if n_places <= 0:
            none = torch.zeros(0, dtype=torch.long, device=whole.device)
            return none, none
        follows = torch.arange(size, whole.shape[1], device=whole.device)
        is_same = follows < n_known.unsqueeze(1)
        for offset in range(size):
            newest = (n_known - size + offset).clamp(min=0).unsqueeze(1)
            is_same &= whole[:, offset : offset + n_places] == whole.gather(1, newest)
        rows, places = is_same.nonzero(as_tuple=True)
        return rows, whole[rows, follows[places]]

    def advance(self, values: torch.Tensor, ids: torch.Tensor) -> tuple[torch.Tensor, list[int]]:
        """Take each beam's likeliest continuations, one step for all slots.

        Args:
            values: Log-probabilities, (slots * beam, n); the likeliest first.
            ids: Likewise.

        Returns:
            The beam that each beam goes on from, (slots, beam), and the slots that are done.
        """
        self._force(values, ids)
        return self._advance_one(values, ids) if self._search.beam == 1 else self._advance_beams(values, ids)

    def _force(self, values: torch.Tensor, ids: torch.Tensor) -> None:
        for token, is_due in (
            (self._search.forced_first, self._ages == 0),
            (self._search.forced_last, self._ages + 1 == self._most),
        ):
            # Where both are due, the last wins, as in transformers.
            if token is not None and bool(is_due.any()):
                rows = is_due.repeat_interleave(self._search.beam)
                values[rows, 0] = 0
                values[rows, 1:] = -torch.inf
                ids[rows, 0] = token

    def _advance_one(self, values: torch.Tensor, ids: torch.Tensor) -> tuple[torch.Tensor, list[int]]:
        self._running += values
        self._ages += self._is_active
        self._ids.scatter_(2, self._ages.view(-1, 1, 1), ids.unsqueeze(2))
        is_done = torch.isin(ids, self._ends).squeeze(1) | (self._ages >= self._most)
        done = (is_done & self._is_active).nonzero().squeeze(1)
        if len(done):
            self._finished_ids[done] = self._ids[done, :, 1:]
            self._totals[done] = self._running[done]
            self._lengths[done] = self._ages[done].unsqueeze(1)
            self._finished[done] = self._totals[done] / self._powers[self._lengths[done]]
        return torch.zeros_like(ids), done.tolist()

    def _advance_beams(self, values: torch.Tensor, ids: torch.Tensor) -> tuple[torch.Tensor, list[int]]:
        beam = self._search.beam
        n_slots, n_each = len(self._ages), values.shape[1]
        ids = ids.view(n_slots, beam, n_each)
        earned = self._earned(ids)
        scores = values.view(n_slots, beam, n_each) + self._running.unsqueeze(2)
        if earned is not None:
            scores = scores + self._search.reward * earned
        n_most = min(self._search.n_candidates, beam * n_each)
        top, places = scores.flatten(1).topk(n_most, dim=1)
        parents = places // n_each
        tokens = ids.flatten(1).gather(1, places)
        lengths = self._ages + 1
        is_last = lengths >= self._most
        is_end = torch.isin(tokens, self._ends) | is_last.unsqueeze(1)
        self._running, chosen = (top + is_end * _NEVER).topk(beam, dim=1)
        is_finished = is_end[:, :beam] & self._is_active.unsqueeze(1)
        if bool(is_finished.any()):
            self._finish(is_finished, top, parents, tokens, lengths)
        if earned is not None:
            earned = earned.flatten(1).gather(1, places.gather(1, chosen))
        parents, tokens = parents.gather(1, chosen), tokens.gather(1, chosen)
        if earned is not None:
            self._had = self._had.gather(1, parents) + earned
        self._ids = self._ids.gather(1, parents.unsqueeze(2).expand(-1, -1, self._ids.shape[2]))
        self._ages += self._is_active
        self._ids.scatter_(2, self._ages.view(-1, 1, 1).expand(-1, beam, 1), tokens.unsqueeze(2))
        return parents, self._done(is_last)

    def _earned(self, ids: torch.Tensor) -> torch.Tensor | None:
        """Mark the continuations that are rewarded, shape as ``ids``; None where nothing is owed."""
        if not self._search.rewarded or not bool(self._owed.any()):
            return None
        # Nor is the last token allowed: it ends the output.
        owed = self._owed.masked_fill(self._ages + 1 >= self._most, 0)
        is_due = (self._had < owed.unsqueeze(1)).unsqueeze(2)
        return (torch.isin(ids, self._rewarded) & is_due).long()

    def _finish(
        self, is_finished: torch.Tensor, top: torch.Tensor, parents: torch.Tensor, tokens: torch.Tensor,
        lengths: torch.Tensor,
    ) -> None:  # fmt: skip
        """Keep the best of the finished outputs."""
        beam = self._search.beam
        slots = is_finished.any(dim=1).nonzero().squeeze(1)
        ids = self._ids[slots.unsqueeze(1), parents[slots, :beam], 1:]
        here = lengths[slots].unsqueeze(1).expand(-1, beam)
        ids.scatter_(2, here.unsqueeze(2) - 1, tokens[slots, :beam].unsqueeze(2))
        totals = top[slots, :beam]
        # A token that ends an output earns nothing, so its parent's rewards are its own.
        own = totals - self._search.reward * self._had[slots].gather(1, parents[slots, :beam])
        scores = (totals / self._powers[here]).masked_fill(~is_finished[slots], _NEVER)
        # Of equal ones the earlier stays before the later.
        ranked = torch.cat([self._finished[slots], scores], dim=1).sort(dim=1, descending=True, stable=True)
        best = ranked.indices[:, :beam]
        self._finished[slots] = ranked.values[:, :beam]
        self._totals[slots] = torch.cat([self._totals[slots], own], dim=1).gather(1, best)
        self._lengths[slots] = torch.cat([self._lengths[slots], here], dim=1).gather(1, best)
        ids = torch.cat([self._finished_ids[slots], ids], dim=1)
        self._finished_ids[slots] = ids.gather(1, best.unsqueeze(2).expand(-1, -1, ids.shape[2]))

    def _done(self, is_last: torch.Tensor) -> list[int]:
        """Find the slots that nothing can improve; ages are those after the step."""
        search = self._search
        worst = self._finished[:, -1]
        is_distant = search.early_stopping == "never" and search.length_penalty > 0
        lengths = (self._most if is_distant else self._ages).clamp(max=len(self._powers) - 1)
        is_done = ~(self._running[:, 0] / self._powers[lengths] > worst) | is_last
        if search.early_stopping == "yes":
            is_done |= worst > _NEVER / 2
        return (is_done & self._is_active).nonzero().squeeze(1).tolist()

    def output(self, slot: int) -> Output:
        """Give a finished sentence's outputs, the best with the others, and free the slot."""
        best, *others = [self._finished_output(slot, rank) for rank in range(self._n_finished(slot))]
        self._is_active[slot] = False
        self._owed[slot] = 0
        self._most[slot] = self._finished_ids.shape[2] + 1
        self._ages[slot] = 0
        self._running[slot] = 0
        return best._replace(others=tuple(others))

    def _n_finished(self, slot: int) -> int:
        return max(1, int((self._finished[slot] > _NEVER / 2).sum()))

    def _finished_output(self, slot: int, rank: int) -> Output:
        length = int(self._lengths[slot, rank])
        ids = tuple(self._finished_ids[slot, rank, :length].tolist())
        return Output(
            ids=ids,
            log_probability=float(self._totals[slot, rank]) / max(1, length),
            is_truncated=not ids or ids[-1] not in self._search.ends,
            score=float(self._finished[slot, rank]),
        )
