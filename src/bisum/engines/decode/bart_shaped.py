"""Encoder-decoder models in the shape of BART, computed with a transformers model's weights.

Marian, BART, Pegasus, mBART and M2M100 with NLLB differ in where they normalise, in how
they number positions, and in their activation; the rest is the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import torch
from torch.nn import functional
from transformers.activations import ACT2FN

from bisum.engines.decode.arithmetic import Arithmetic, Projection, Table, cache_dtype, projection
from bisum.engines.decode.cells import Cells, Sources, attend
from bisum.errors import EngineError

# Whether a family normalises what goes into a layer (else what comes out of it).
_NORMALISES_BEFORE: Final = {"marian": False, "bart": False, "pegasus": True, "mbart": True, "m2m_100": True}

FAMILIES: Final = tuple(_NORMALISES_BEFORE)

# Rows that go through both products of a layer together when sources are read: what lies between them is four
# times as wide. 736 rows took 22 ms a layer, in parts of 184 and activated in place 12 (one core, Zen 4,
# beside other programs).
_ROWS_TOGETHER: Final = 192


class _Norm(NamedTuple):
    weight: torch.Tensor
    bias: torch.Tensor
    epsilon: float

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(rows, (rows.shape[-1],), self.weight, self.bias, self.epsilon)


class _Layer(NamedTuple):
    """One layer; the three projections of its own attention in one, queries scaled."""

    own: Projection
    own_out: Projection
    own_norm: _Norm
    inner: Projection
    outer: Projection
    final_norm: _Norm
    # Only in the decoder: the queries that it asks the source with.
    asking: Projection | None = None
    asking_out: Projection | None = None
    asking_norm: _Norm | None = None


def _activation(name: str) -> Callable[[torch.Tensor], torch.Tensor]:
    """Give an activation, in place where torch has it so."""
    if name in {"silu", "swish"}:
        return lambda rows: functional.silu(rows, inplace=True)
    known: Callable[[torch.Tensor], torch.Tensor] = torch.relu_ if name == "relu" else ACT2FN[name]
    return known


class BartShaped:
    """Weights and steps of one model."""

    def __init__(self, model: Any, arithmetic: Arithmetic, *, n_most: int) -> None:
        """Take the weights of a transformers model, which isn't needed afterwards.

        Args:
            model: With a language-modelling head.
            arithmetic: Of its products.
            n_most: Most tokens of an output.

        Raises:
            EngineError: It isn't of a known family, or has no places for so many tokens.
        """
        config = model.config
        if config.model_type not in _NORMALISES_BEFORE:
            msg = f"bisum's own decoder knows the families {', '.join(FAMILIES)}, not {config.model_type!r}"
            raise EngineError(msg)
        self.arithmetic = arithmetic
        self.device: torch.device = model.device
        self.dtype: torch.dtype = model.dtype if arithmetic == "model" else torch.float32
        self.cache_dtype = cache_dtype(arithmetic, self.dtype)
        self.n_heads: int = config.decoder_attention_heads
        self.n_layers: int = config.decoder_layers
        self.width: int = config.d_model
        self.pad: int = config.pad_token_id
        self._before = _NORMALISES_BEFORE[config.model_type]
        self._activation = _activation(config.activation_function)
        encoder, decoder = model.model.encoder, model.model.decoder
        head = model.get_output_embeddings().weight.detach()
        self.table = Table(head, arithmetic)
        self.bias: torch.Tensor | None = getattr(model, "final_logits_bias", None)
        if self.bias is not None:
            self.bias = self._own(self.bias).flatten() if bool(self.bias.any()) else None
        self._source_words = self._words(encoder, head)
        self._words_scale = self._scale(encoder)
        self._target_words = self._words(decoder, head)
        self._target_scale = self._scale(decoder)
        self._zero_at_pad = config.model_type == "m2m_100"
        self.source_limit, self._source_places = self._places(encoder, config.max_position_embeddings)
        self._n_encoder_heads: int = config.encoder_attention_heads
        limit, self._target_places = self._places(decoder, max(n_most, config.max_position_embeddings))
        if n_most > limit:
            msg = f"the model has places for {limit} tokens, not for outputs of {n_most}; lower max_length"
            raise EngineError(msg)
        self._source_norms = self._outer_norms(encoder)
        self._target_norms = self._outer_norms(decoder)
        self._encoder = [self._layer(layer) for layer in encoder.layers]
        self._decoder = [self._layer(layer) for layer in decoder.layers]
        # The keys and values that all decoder layers want of a source, in one product.
        sides = [
            side
            for layer in decoder.layers
            for side in (layer.encoder_attn.k_proj, layer.encoder_attn.v_proj)
        ]
        self._answering = self._joined(sides, 1.0)

    def _words(self, side: Any, head: torch.Tensor) -> Table:
        weight = side.embed_tokens.weight.detach()
        return self.table if weight.data_ptr() == head.data_ptr() else Table(weight, self.arithmetic)

    @staticmethod
    def _scale(side: Any) -> float:
        scale = getattr(side.embed_tokens, "embed_scale", None)
        return float(getattr(side, "embed_scale", 1.0) if scale is None else scale)

    def _places(self, side: Any, n_most: int) -> tuple[int, torch.Tensor]:
        """Give how many places there are, and the row of each."""
        places = side.embed_positions
        if hasattr(places, "get_embedding"):
            first = places.padding_idx + 1
            rows = places.get_embedding(n_most + first, places.embedding_dim, places.padding_idx)[first:]
        else:
            rows = places.weight.detach()[getattr(places, "offset", 0) :]
        return len(rows), self._own(rows).to(self.device)

    def _outer_norms(self, side: Any) -> tuple[_Norm | None, _Norm | None]:
        """Give the norms after the embeddings and after the last layer."""
        first, last = getattr(side, "layernorm_embedding", None), getattr(side, "layer_norm", None)
        return self._norm(first), self._norm(last)

    def _norm(self, module: Any) -> Any:
        if module is None:
            return None
        return _Norm(self._own(module.weight), self._own(module.bias), module.eps)

    def _own(self, numbers: torch.Tensor) -> torch.Tensor:
        """Copy: a view of a few numbers would keep the whole file of weights in memory."""
        return numbers.detach().to(self.dtype, copy=True)

    def _linear(self, module: Any) -> Projection:
        return self._joined([module], 1.0)

    def _joined(self, modules: Sequence[Any], first_scale: float) -> Projection:
        """Join products of the same rows into one; the first one's result is scaled."""
        scales = [first_scale, *([1.0] * (len(modules) - 1))]
        pairs = list(zip(modules, scales, strict=True))
        weight = torch.cat([module.weight.detach() * scale for module, scale in pairs])
        bias = None
        if modules[0].bias is not None:
            bias = torch.cat([module.bias.detach() * scale for module, scale in pairs])
        return projection(weight, bias, self.arithmetic)

    def _layer(self, layer: Any) -> _Layer:
        own, asking = layer.self_attn, getattr(layer, "encoder_attn", None)
        scale = 1 / math.sqrt(own.head_dim)
        common = {
            "own": self._joined([own.q_proj, own.k_proj, own.v_proj], scale),
            "own_out": self._linear(own.out_proj),
            "own_norm": self._norm(layer.self_attn_layer_norm),
            "inner": self._linear(layer.fc1),
            "outer": self._linear(layer.fc2),
            "final_norm": self._norm(layer.final_layer_norm),
        }
        if asking is None:
            return _Layer(**common)
        return _Layer(
            **common,
            asking=self._joined([asking.q_proj], scale),
            asking_out=self._linear(asking.out_proj),
            asking_norm=self._norm(layer.encoder_attn_layer_norm),
        )

    def encode(self, sources: Sequence[Sequence[int]]) -> list[torch.Tensor]:
        """Read sources, as one batch.

        Returns:
            What the decoder wants of each, (layers, 2, heads, tokens, head size).
        """
        n_tokens = [len(source) for source in sources]
        n, longest = len(sources), max(n_tokens)
        ids = torch.full((n, longest), self.pad, dtype=torch.long)
        for row, source in enumerate(sources):
            ids[row, : len(source)] = torch.tensor(source)
        ids = ids.to(self.device)
        lengths = torch.tensor(n_tokens, device=self.device)
        is_there = torch.arange(longest, device=self.device) < lengths.unsqueeze(1)
        mask = torch.zeros(n, 1, longest, dtype=self.dtype, device=self.device)
        mask.masked_fill_(~is_there.unsqueeze(1), -torch.inf)
        words = self._source_words.look_up(ids)
        rows = words * self._words_scale if self._words_scale != 1 else words
        rows = (rows + self._source_places[:longest]).view(n * longest, self.width)
        first, last = self._source_norms
        rows = first(rows) if first else rows
        heads = self._n_encoder_heads
        shape = (n, longest, 3, heads, self.width // heads)
        for layer in self._encoder:
            queries, keys, values = (
                layer.own(self._prepared(rows, layer.own_norm)).view(shape).permute(2, 0, 3, 1, 4)
            )
            seen = attend(queries, keys, values, mask).transpose(1, 2).reshape(n * longest, self.width)
            rows = self._added(rows, layer.own_out(seen), layer.own_norm)
            rows = self._fed_forward(rows, layer)
        rows = last(rows) if last else rows
        wanted = (
            self._answering(rows)
            .view(n, longest, self.n_layers, 2, self.n_heads, -1)
            .permute(0, 2, 3, 4, 1, 5)
        )
        return [wanted[row, :, :, :, :length].contiguous() for row, length in enumerate(n_tokens)]

    def step(self, ids: torch.Tensor, ages: torch.Tensor, cells: Cells, sources: Sources) -> torch.Tensor:
        """Go one token further with all beams.

        Args:
            ids: The newest token of each beam, (slots, beam).
            ages: Its place in the output, (slots,).
            cells: What the beams have seen; a step is opened, and these tokens written.
            sources: What they translate.

        Returns:
            The last layer's rows, (slots * beam, width).
        """
        n, beam = ids.shape
        words = self._target_words.look_up(ids)
        rows = words * self._target_scale if self._target_scale != 1 else words
        places = self._target_places[ages].unsqueeze(1)
        if self._zero_at_pad:
            places = places * (ids != self.pad).unsqueeze(2)
        rows = (rows + places).view(n * beam, self.width)
        first, last = self._target_norms
        rows = first(rows) if first else rows
        cells.open_step()
        seen_mask, source_mask = cells.mask, sources.mask
        shape = (n, beam, 3, self.n_heads, self.width // self.n_heads)
        for index, layer in enumerate(self._decoder):
            queries, keys, values = (
                layer.own(self._prepared(rows, layer.own_norm)).view(shape).permute(2, 0, 3, 1, 4)
            )
            cells.write(index, keys, values)
            seen = (
                attend(queries, *cells.read(index), seen_mask).transpose(1, 2).reshape(n * beam, self.width)
            )
            rows = self._added(rows, layer.own_out(seen), layer.own_norm)
            rows = self._asked(rows, layer, sources.read(index), source_mask, n)
            rows = self._fed_forward(rows, layer)
        return last(rows) if last else rows

    def _asked(
        self,
        rows: torch.Tensor,
        layer: _Layer,
        source: tuple[torch.Tensor, torch.Tensor],
        mask: torch.Tensor,
        n: int,
    ) -> torch.Tensor:
        if layer.asking is None or layer.asking_out is None or layer.asking_norm is None:
            return rows
        queries = layer.asking(self._prepared(rows, layer.asking_norm))
        queries = queries.view(n, -1, self.n_heads, self.width // self.n_heads).transpose(1, 2)
        found = attend(queries, *source, mask).transpose(1, 2).reshape(len(rows), self.width)
        return self._added(rows, layer.asking_out(found), layer.asking_norm)

    def _fed_forward(self, rows: torch.Tensor, layer: _Layer) -> torch.Tensor:
        prepared = self._prepared(rows, layer.final_norm)
        n_parts = max(1, len(rows) // _ROWS_TOGETHER) if self.device.type == "cpu" else 1
        parts = [
            layer.outer(self._activation(layer.inner(part)))
            for part in torch.split(prepared, -(-len(rows) // n_parts))
        ]
        return self._added(rows, parts[0] if n_parts == 1 else torch.cat(parts), layer.final_norm)

    def _prepared(self, rows: torch.Tensor, norm: _Norm) -> torch.Tensor:
        return norm(rows) if self._before else rows

    def _added(self, rows: torch.Tensor, change: torch.Tensor, norm: _Norm) -> torch.Tensor:
        return rows + change if self._before else norm(change.add_(rows))
