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
    """

    ids: tuple[int, ...]
    log_probability: float
    is_truncated: bool


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
        beam = search.beam
        self._ids = torch.zeros(n_slots, beam, n_most + 1, dtype=torch.long, device=device)
        self._running = torch.zeros(n_slots, beam, device=device)
        self._ages = torch.zeros(n_slots, dtype=torch.long, device=device)
        self._least = torch.zeros(n_slots, dtype=torch.long, device=device)
        self._most = torch.full((n_slots,), n_most + 1, dtype=torch.long, device=device)
        self._is_active = torch.zeros(n_slots, dtype=torch.bool, device=device)
        self._finished = torch.full((n_slots, beam), _NEVER, device=device)
        self._best_ids = torch.zeros(n_slots, n_most, dtype=torch.long, device=device)
        self._best_totals = torch.zeros(n_slots, device=device)
        self._best_lengths = torch.zeros(n_slots, dtype=torch.long, device=device)
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

    def admit(self, slot: int, *, least: int, most: int, last: int) -> None:
        """Begin a sentence.

        Args:
            slot: Where.
            least: No end before this many tokens.
            most: An end at this many tokens.
            last: Token that the output follows.
        """
        self._ids[slot, :, 0] = last
        self._running[slot] = _NEVER
        self._running[slot, 0] = 0
        self._ages[slot] = 0
        self._least[slot] = least
        self._most[slot] = most
        self._is_active[slot] = True
        self._finished[slot] = _NEVER
        self._best_lengths[slot] = 0

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        for name in (
            "_ids", "_running", "_ages", "_least", "_most", "_is_active", "_finished",
            "_best_ids", "_best_totals", "_best_lengths",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name).index_select(0, slots))

    def bans(self) -> Bans | None:
        """Give what no beam may choose next; None where all is allowed."""
        beam = self._search.beam
        parts = []
        is_early = self._ages < self._least
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
            self._best_ids[done] = self._ids[done, 0, 1:]
            self._best_totals[done] = self._running[done, 0]
            self._best_lengths[done] = self._ages[done]
        return torch.zeros_like(ids), done.tolist()

    def _advance_beams(self, values: torch.Tensor, ids: torch.Tensor) -> tuple[torch.Tensor, list[int]]:
        beam = self._search.beam
        n_slots, n_each = len(self._ages), values.shape[1]
        scores = (values.view(n_slots, beam, n_each) + self._running.unsqueeze(2)).flatten(1)
        n_most = min(self._search.n_candidates, scores.shape[1])
        top, places = scores.topk(n_most, dim=1)
        parents = places // n_each
        tokens = ids.view(n_slots, -1).gather(1, places)
        lengths = self._ages + 1
        is_last = lengths >= self._most
        is_end = torch.isin(tokens, self._ends) | is_last.unsqueeze(1)
        self._running, chosen = (top + is_end * _NEVER).topk(beam, dim=1)
        is_finished = is_end[:, :beam] & self._is_active.unsqueeze(1)
        if bool(is_finished.any()):
            self._finish(is_finished, top, parents, tokens, lengths)
        parents, tokens = parents.gather(1, chosen), tokens.gather(1, chosen)
        self._ids = self._ids.gather(1, parents.unsqueeze(2).expand(-1, -1, self._ids.shape[2]))
        self._ages += self._is_active
        self._ids.scatter_(2, self._ages.view(-1, 1, 1).expand(-1, beam, 1), tokens.unsqueeze(2))
        return parents, self._done(is_last)

    def _finish(
        self, is_finished: torch.Tensor, top: torch.Tensor, parents: torch.Tensor, tokens: torch.Tensor,
        lengths: torch.Tensor,
    ) -> None:  # fmt: skip
        """Keep the finished outputs' scores, and the best output itself."""
        beam = self._search.beam
        slots = is_finished.any(dim=1).nonzero().squeeze(1)
        totals = top[slots, :beam]
        scores = totals / self._powers[lengths[slots]].unsqueeze(1)
        scores = scores.masked_fill(~is_finished[slots], _NEVER)
        best, place = scores.max(dim=1)
        is_better = best > self._finished[slots, 0]
        self._finished[slots] = torch.cat([self._finished[slots], scores], dim=1).topk(beam, dim=1).values
        slots, place = slots[is_better], place[is_better]
        totals = totals[is_better]
        self._best_ids[slots] = self._ids[slots, parents[slots, place], 1:]
        self._best_ids[slots, lengths[slots] - 1] = tokens[slots, place]
        self._best_totals[slots] = totals.gather(1, place.unsqueeze(1)).squeeze(1)
        self._best_lengths[slots] = lengths[slots]

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
        """Give a finished sentence's best output, and free the slot."""
        length = int(self._best_lengths[slot])
        ids = tuple(self._best_ids[slot, :length].tolist())
        self._is_active[slot] = False
        self._most[slot] = self._best_ids.shape[1] + 1
        self._least[slot] = 0
        self._ages[slot] = 0
        self._running[slot] = 0
        return Output(
            ids=ids,
            log_probability=float(self._best_totals[slot]) / max(1, length),
            is_truncated=not ids or ids[-1] not in self._search.ends,
        )
