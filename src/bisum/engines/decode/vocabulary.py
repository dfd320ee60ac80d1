"""The choice of next tokens: the likeliest few of each row and nothing about the rest."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final, NamedTuple

import torch

from bisum.engines.decode.arithmetic import Table

# The likeliest tokens lie in the blocks with the largest maxima, so only those are sorted.
# 64 rows of 62,834: 0.8 ms against 4.8 ms for topk over all (one core, Zen 4).
_BLOCK: Final = 64
# Logits are made in tiles that stay in a core's own cache (1 MB in fp32) while they are
# looked through, for so many rows at a time that the tiles together are 32 MB at most.
_TILE: Final = 262_144
_LOGITS_AT_ONCE: Final = 8_000_000
_MOST_ROWS: Final = 128
# Tokens looked at again exactly, beyond those wanted, where int8 chose them. Of 656 rows of the default
# model's beams, 4 more held the 8 likeliest in all but one, 8 more in all; their log-probabilities differ by
# .004 on average, which is less than bf16's own rounding.
_SCREENED_MORE: Final = 12


# Of a norm, relative: rounding alone can't take all of it away.
_LEAST_CHANGE: Final = -0.9


class Bans(NamedTuple):
    """Single places of a table of logits that must not be chosen; as many rows as ids."""

    rows: torch.Tensor
    ids: torch.Tensor


class Vocabulary:
    """The last product of a model, over all tokens."""

    def __init__(
        self, table: Table, bias: torch.Tensor | None, *, banned: tuple[int, ...], is_renormalised: bool,
        n_rows: int,
    ) -> None:  # fmt: skip
        """Prepare the product.

        Args:
            table: One row a token.
            bias: Added to the logits; one number a token.
            banned: Ids never chosen.
            is_renormalised: Probabilities are of the tokens that aren't banned.
            n_rows: How many are asked about at a time, at most; sets the size of tiles.
        """
        self._is_renormalised = is_renormalised
        self._held = threading.local()
        device = table.device
        self._n_words = len(table)
        self._table = table
        self._bias = bias
        self._is_screened = table.screens and device.type == "cpu"
        # A graphics processor does it all at once, and sorts whole rows quicker than it picks blocks.
        self._is_tiled = device.type == "cpu"
        n_blocks = -(-self._n_words // _BLOCK)
        n_tiles = max(1, n_blocks * _BLOCK * min(n_rows, _MOST_ROWS) // _TILE) if self._is_tiled else 1
        self._width = -(-n_blocks // n_tiles) * _BLOCK if self._is_tiled else self._n_words
        self._products = []
        for start in range(0, self._n_words, self._width):
            here = range(start, min(start + self._width, self._n_words))
            n_padding = self._width - len(here)
            part = None if bias is None else bias[here.start : here.stop].float()
            if n_padding:
                known = torch.zeros(len(here), device=device) if part is None else part
                part = torch.cat([known, torch.full((n_padding,), -torch.inf, device=device)])
            self._products.append(table.projection(here, part, n_padding, is_screen=self._is_screened))
        self._banned: dict[int, torch.Tensor] = {}
        for index in range(len(self._products)):
            start = index * self._width
            places = [at - start for at in banned if start <= at < start + self._width]
            if places:
                self._banned[index] = torch.tensor(places, device=device)

    def likeliest(
        self, hidden: torch.Tensor, n_best: int, bans: Bans | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the ``n_best`` likeliest tokens of each row.

        Args:
            hidden: Shape (n, width).
            n_best: How many; fewer where the vocabulary has fewer.
            bans: What must not be chosen, besides what never is.

        Returns:
            Log-probabilities and ids, each (n, n_best), the likeliest first.
        """
        n_best = min(n_best, self._n_words)
        n_rows = max(1, min(_MOST_ROWS, _LOGITS_AT_ONCE // self._n_words)) if self._is_tiled else len(hidden)
        if len(hidden) <= n_rows:
            return self._of_rows(hidden, n_best, bans)
        # Parts of like size, none of them small.
        n_rows = -(-len(hidden) // -(-len(hidden) // n_rows))
        parts = []
        for start in range(0, len(hidden), n_rows):
            here = None
            if bans is not None:
                is_here = (bans.rows >= start) & (bans.rows < start + n_rows)
                here = Bans(bans.rows[is_here] - start, bans.ids[is_here])
            parts.append(self._of_rows(hidden[start : start + n_rows], n_best, here))
        return torch.cat([values for values, _ in parts]), torch.cat([ids for _, ids in parts])

    def _of_rows(
        self, hidden: torch.Tensor, n_best: int, bans: Bans | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        maxima, norms = [], []
        prepared = self._products[0].prepare(hidden)
        here = self._by_tile(bans)
        tiles = self._tiles()
        for index, product in enumerate(self._products):
            tile = tiles[index] = product.multiply(prepared).float()
            is_touched = index in here or index in self._banned
            if is_touched and self._is_renormalised:
                self._forbid(tile, index, here)
            tops = self._maxima(tile)
            norm = self._norm(tile, tops)
            if is_touched and self._is_renormalised:
                # Where all was forbidden, nothing is a number.
                tile.masked_fill_(norm == -torch.inf, -torch.inf)
            if is_touched and not self._is_renormalised:
                self._forbid(tile, index, here)
                tops = self._maxima(tile) + norm if self._is_tiled else tops
            maxima.append(tops)
            norms.append(norm)
        each = torch.cat(norms, dim=1)
        norm = each.logsumexp(dim=1, keepdim=True)
        if self._is_screened:
            n_seen = min(n_best + _SCREENED_MORE, self._n_words)
            guesses, ids = self._top(tiles, torch.cat(maxima, dim=1), each, n_seen)
            values, ids, norm = self._exactly(hidden, guesses, ids, norm, n_best)
        elif self._is_tiled:
            values, ids = self._top(tiles, torch.cat(maxima, dim=1), each, n_best)
        else:
            top = tiles[0].topk(n_best, dim=1)
            values, ids = top.values, top.indices
        return values - norm, ids

    def _tiles(self) -> list[torch.Tensor]:
        """Give the tiles that this thread made last, to be replaced one by one.

        A new one takes the room of the one replaced before it; all freed together would go back to the
        machine in between, and their pages be made anew.
        """
        held: list[torch.Tensor] | None = getattr(self._held, "tiles", None)
        if held is None:
            held = self._held.tiles = [torch.empty(0)] * len(self._products)
        return held

    def _exactly(
        self,
        hidden: torch.Tensor,
        guesses: torch.Tensor,
        ids: torch.Tensor,
        norm: torch.Tensor,
        n_best: int,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Multiply what int8 chose again, exactly; give the best logits, their ids, and a better norm."""
        ids = ids.clamp(max=self._n_words - 1)
        logits = torch.bmm(self._table.look_up(ids), hidden.unsqueeze(2)).squeeze(2)
        if self._bias is not None:
            logits += self._bias[ids]
        logits.masked_fill_(guesses == -torch.inf, -torch.inf)
        # Most of the probability lies with them, so their share of the norm is put right too.
        change = ((logits - norm).exp() - (guesses - norm).exp()).sum(dim=1, keepdim=True)
        top = logits.topk(n_best, dim=1)
        return top.values, ids.gather(1, top.indices), norm + change.clamp(min=_LEAST_CHANGE).log1p()

    def _by_tile(self, bans: Bans | None) -> dict[int, tuple[torch.Tensor, torch.Tensor]]:
        """Give rows and columns of what is banned in each tile that has any."""
        if bans is None or not len(bans.rows):
            return {}
        owners = bans.ids // self._width
        found = {}
        for index in sorted(set(owners.tolist())):
            is_here = owners == index
            found[index] = (bans.rows[is_here], bans.ids[is_here] - index * self._width)
        return found

    def _forbid(
        self, tile: torch.Tensor, index: int, here: dict[int, tuple[torch.Tensor, torch.Tensor]]
    ) -> None:
        if index in self._banned:
            tile[:, self._banned[index]] = -torch.inf
        if index in here:
            tile[here[index]] = -torch.inf

    def _maxima(self, tile: torch.Tensor) -> torch.Tensor:
        """Give the largest logit of each block."""
        return tile.view(len(tile), -1, _BLOCK).amax(dim=2) if self._is_tiled else tile

    def _norm(self, tile: torch.Tensor, maxima: torch.Tensor) -> torch.Tensor:
        """Give the logarithm of the sum of the exponentials, minus infinity where all is forbidden.

        Where logits come in tiles, the tile's become log-probabilities among the tile's tokens: written where
        they are read, because a core's own cache has no room for them twice.
        """
        if not self._is_tiled:
            return tile.logsumexp(dim=1, keepdim=True)
        # The largest log-probability is the largest logit less the norm. It takes half of logsumexp's time.
        largest = maxima.amax(dim=1, keepdim=True)
        torch.log_softmax(tile, dim=1, out=tile)
        norm = largest - tile.amax(dim=1, keepdim=True)
        return norm.masked_fill_(largest == -torch.inf, -torch.inf)

    def _top(
        self, tiles: Sequence[torch.Tensor], maxima: torch.Tensor, norms: torch.Tensor, n_best: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Find the largest logits in the blocks with the largest maxima.

        Args:
            tiles: Of log-probabilities, (rows, width) each.
            maxima: Of the logits of all blocks, (rows, blocks).
            norms: What each tile's logits are above its log-probabilities, (rows, tiles).
            n_best: How many.
        """
        n_each = self._width // _BLOCK
        chosen = maxima.topk(min(n_best, maxima.shape[1]), dim=1).indices
        owners = torch.div(chosen, n_each, rounding_mode="floor")
        rows = torch.arange(len(maxima), device=maxima.device).unsqueeze(1)
        blocks = (rows * n_each + chosen - owners * n_each).flatten()
        order = owners.flatten().argsort()
        n_of_each = owners.flatten().bincount(minlength=len(tiles)).tolist()
        shares = torch.split(blocks[order], n_of_each)
        near = torch.cat([
            tile.view(-1, _BLOCK).index_select(0, share) for tile, share in zip(tiles, shares, strict=True)
        ])  # fmt: skip
        near = near.index_select(0, order.argsort()).view(*chosen.shape, _BLOCK)
        near += norms.gather(1, owners).unsqueeze(2)
        top = near.flatten(1).topk(n_best, dim=1)
        places = chosen.gather(1, top.indices // _BLOCK) * _BLOCK + top.indices % _BLOCK
        return top.values, places
