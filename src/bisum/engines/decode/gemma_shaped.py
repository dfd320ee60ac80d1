"""Decoder-only models in the shape of Gemma 3, computed with a transformers model's weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import torch
from torch.nn import functional

from bisum.engines.decode.arithmetic import Arithmetic, Gate, Projection, Table, cache_dtype, gate, projection
from bisum.engines.decode.cells import Cells, attend
from bisum.engines.decode.smoothing import Peaks, even_out, input_peaks
from bisum.engines.processor import has_bfloat16, processor_kind
from bisum.errors import EngineError

FAMILIES = ("gemma3_text",)

# First layers that take nothing but their gates in int8: what strays there goes through all others. In bf16
# they are as the others: exact there too, they cost a run 7 %, and 928 of 1,000 texts were fp32's, not 920.
_EXACT_LAYERS: Final = 2
_LARGEST_HALF: Final = 65_504


class _Arithmetics(NamedTuple):
    """Of a layer's products: those around the attention, the gates, and what comes after them."""

    own: Arithmetic
    gated: Arithmetic
    outer: Arithmetic


def _arithmetics(asked: Arithmetic, layer: int) -> _Arithmetics:
    """Choose where rounding is spared.

    Without AMX bf16 is only twice as fast as fp32, so what is small and strays much stays in fp32: the
    products around the attention are three tenths of a layer, and half of what bf16 loses in it.

    Int8 costs most where no norm before it can be evened out, and where it turns the attention: of the
    default model's divergence from fp32 in int8 (.033) .014 came from ``down_proj`` and .008 from the
    queries, keys and values. The gates are half of a layer.
    """
    if asked in {"model", "float32"}:
        return _Arithmetics(asked, asked, asked)
    finer: Arithmetic = "bfloat16" if has_bfloat16() else "float32"
    exact = finer if processor_kind() == "amx" else "float32"
    is_spared = asked == "int8" and layer < _EXACT_LAYERS
    return _Arithmetics(exact, asked, exact if is_spared else finer)


class _Norm(NamedTuple):
    weight: torch.Tensor
    epsilon: float

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.rms_norm(rows, (rows.shape[-1],), self.weight, self.epsilon)


class _Layer(NamedTuple):
    """One layer; queries, keys and values in one product, and the gate with what it gates."""

    own: Projection
    own_out: Projection
    gated: Gate
    outer: Projection
    before_own: _Norm
    after_own: _Norm
    before_inner: _Norm
    after_inner: _Norm
    # Turns of each place for queries and keys, with the norms' weights and the queries' scale
    # in them: (places, heads, head size) for a row and for the row with its halves exchanged.
    straight: torch.Tensor
    crossed: torch.Tensor
    # Taken from all keys: (heads, 1, head size).
    centre: torch.Tensor | None = None


def _joined(arithmetic: Arithmetic, *modules: Any) -> Projection:
    return projection(torch.cat([module.weight.detach() for module in modules]), None, arithmetic)


def _window(config: Any, n_places: int) -> int:
    """Give how many tokens the model sees at once; refuse one that isn't of the family, or sees too few."""
    if config.model_type not in FAMILIES or config.attn_logit_softcapping or config.final_logit_softcapping:
        msg = f"bisum's own decoder knows {FAMILIES[0]} without capped logits, not {config.model_type!r}"
        raise EngineError(msg)
    window: int = min(config.sliding_window or config.max_position_embeddings, config.max_position_embeddings)
    if n_places > window:
        msg = f"prompt and output may have {n_places} tokens, the model sees {window}; ask for fewer"
        raise EngineError(msg)
    return window


class GemmaShaped:
    """Weights and steps of one model."""

    def __init__(self, model: Any, arithmetic: Arithmetic, *, n_places: int) -> None:
        """Take the weights of a transformers model, which isn't needed afterwards.

        Args:
            model: With a language-modelling head.
            arithmetic: Of its products.
            n_places: Most tokens of a prompt with its output.

        Raises:
            EngineError: It isn't of the family, or sees fewer tokens than that at once.
        """
        config = model.config
        self.window = _window(config, n_places)
        self.arithmetic = arithmetic
        self.device: torch.device = model.device
        self.dtype: torch.dtype = model.dtype if arithmetic == "model" else torch.float32
        self.cache_dtype = cache_dtype(arithmetic, self.dtype)
        if self.cache_dtype is not self.dtype:
            # As long as bf16 and eight times as fine; it is multiplied in fp32.
            self.cache_dtype = torch.float16
        self.n_layers: int = config.num_hidden_layers
        self.n_heads: int = config.num_key_value_heads
        self.head_size: int = config.head_dim
        self._n_asking: int = config.num_attention_heads
        self._activation: str = config.hidden_activation
        self._epsilon: float = config.rms_norm_eps
        # Half of all operations; int8 finds the likeliest tokens, and their rows stay exact.
        kept: Arithmetic = "bfloat16" if arithmetic == "int8" else arithmetic
        self.table = Table(model.get_output_embeddings().weight.detach(), kept)
        words = model.model.embed_tokens
        is_tied = words.weight.data_ptr() == model.get_output_embeddings().weight.data_ptr()
        self.bias: torch.Tensor | None = None
        self._words = self.table if is_tied else Table(words.weight.detach(), kept)
        self._scale = float(words.embed_scale.to(self.dtype))
        self._last_norm = self._norm(model.model.norm)
        places = torch.arange(n_places, device=self.device).unsqueeze(0)
        turns = {
            kind: model.model.rotary_emb(self._last_norm.weight, places, kind)
            for kind in set(config.layer_types)
        }
        peaks = input_peaks(model) if arithmetic == "int8" else {}
        self._layers = [
            self._layer(
                layer, _arithmetics(arithmetic, index), turns[kind], config.query_pre_attn_scalar**-0.5, peaks
            )
            for index, (layer, kind) in enumerate(zip(model.model.layers, config.layer_types, strict=True))
        ]
        if self.cache_dtype is not self.dtype and isinstance(config.bos_token_id, int):
            self._centre_keys(config.bos_token_id)

    def _centre_keys(self, first: int) -> None:
        """Take the first token's key from all keys, which no softmax tells.

        It is the key that is looked at most, so the scores that count come near to zero, where bf16 is fine.
        Scores and keys in bf16 moved the margin between the default model's two best tokens by .048, so
        centred by .013 (root mean square along fp32's outputs, 8 sentences).
        """
        keys = self.read([[first]], None)[0][:, 0].to(self.dtype)
        self._layers = [
            layer._replace(centre=centre) for layer, centre in zip(self._layers, keys, strict=True)
        ]

    def _norm(self, module: Any) -> _Norm:
        return _Norm((1 + module.weight.detach().float()).to(self.dtype), self._epsilon)

    def _layer(
        self,
        layer: Any,
        arithmetics: _Arithmetics,
        turns: tuple[torch.Tensor, torch.Tensor],
        scale: float,
        peaks: Peaks,
    ) -> _Layer:
        own, inner = layer.self_attn, layer.mlp
        cosines, sines = turns
        weights = torch.cat([
            self._norm(own.q_norm).weight.expand(self._n_asking, -1) * scale,
            self._norm(own.k_norm).weight.expand(self.n_heads, -1),
        ])  # fmt: skip
        half = self.head_size // 2
        sines = torch.cat([-sines[..., :half], sines[..., half:]], dim=-1)
        before_inner = self._norm(layer.pre_feedforward_layernorm)
        gating, gated = inner.gate_proj.weight.detach(), inner.up_proj.weight.detach()
        if inner.gate_proj in peaks:
            (gating, gated), evened = even_out((gating, gated), before_inner.weight, peaks[inner.gate_proj])
            before_inner = before_inner._replace(weight=evened)
        return _Layer(
            own=_joined(arithmetics.own, own.q_proj, own.k_proj, own.v_proj),
            own_out=_joined(arithmetics.own, own.o_proj),
            gated=gate(gating, gated, self._activation, arithmetics.gated),
            outer=_joined(arithmetics.outer, inner.down_proj),
            before_own=self._norm(layer.input_layernorm),
            after_own=self._norm(layer.post_attention_layernorm),
            before_inner=before_inner,
            after_inner=self._norm(layer.post_feedforward_layernorm),
            straight=cosines[0].unsqueeze(1) * weights,
            crossed=sines[0].unsqueeze(1) * weights.roll(half, dims=-1),
        )

    def read(self, prompts: Sequence[Sequence[int]], prefix: torch.Tensor | None) -> list[torch.Tensor]:
        """Read prompts, as one batch, each from its first token after the prefix.

        Args:
            prompts: Ids after the prefix, none empty.
            prefix: Keys and values of what they all begin with, as this gives them; or None.

        Returns:
            Keys and values of each with its prefix, (layers, 2, heads, tokens, head size).
        """
        n_tokens = [len(prompt) for prompt in prompts]
        n, longest = len(prompts), max(n_tokens)
        first = 0 if prefix is None else prefix.shape[3]
        ids = torch.zeros(n, longest, dtype=torch.long)
        for row, prompt in enumerate(prompts):
            ids[row, : len(prompt)] = torch.tensor(prompt)
        ids = ids.to(self.device)
        # What is padded at the end is seen by nobody.
        mask = torch.full((1, longest, first + longest), -torch.inf, dtype=self.dtype, device=self.device)
        mask = mask.triu(first + 1)
        shape = (n, self.n_layers, 2, self.n_heads, first + longest, self.head_size)
        kept = torch.zeros(shape, dtype=self.cache_dtype, device=self.device)
        if prefix is not None:
            kept[:, :, :, :, :first] = prefix
        rows = (self._words.look_up(ids) * self._scale).view(n * longest, -1)
        for index, layer in enumerate(self._layers):
            queries, keys, values = self._asked(
                rows, layer, n, torch.arange(first, first + longest, device=self.device).expand(n, -1)
            )
            kept[:, index, 0, :, first:], kept[:, index, 1, :, first:] = keys, values
            seen = attend(queries, kept[:, index, 0], kept[:, index, 1], mask)
            rows = self._gone_on(rows, layer, seen, n)
        return [
            one[:, :, :, : first + length].contiguous() for one, length in zip(kept, n_tokens, strict=True)
        ]

    def step(self, ids: torch.Tensor, places: torch.Tensor, cells: Cells) -> torch.Tensor:
        """Go one token further with all beams.

        Args:
            ids: The newest token of each beam, (slots, beam).
            places: Its place in prompt and output, (slots,).
            cells: What the beams have seen; a step is opened, and these tokens written.

        Returns:
            The last layer's rows, (slots * beam, width).
        """
        n, beam = ids.shape
        rows = (self._words.look_up(ids) * self._scale).view(n * beam, -1)
        cells.open_step()
        mask = cells.mask
        for index, layer in enumerate(self._layers):
            queries, keys, values = self._asked(rows, layer, n, places.unsqueeze(1))
            cells.write(index, keys, values)
            rows = self._gone_on(rows, layer, attend(queries, *cells.read(index), mask), n)
        return self._last_norm(rows)

    def _asked(
        self, rows: torch.Tensor, layer: _Layer, n: int, places: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give queries, keys and values, (n, heads, rows, size); all that ask a head are its rows."""
        n_both = self._n_asking + self.n_heads
        whole = layer.own(layer.before_own(rows)).view(n, -1, n_both + self.n_heads, self.head_size)
        both = functional.rms_norm(whole[:, :, :n_both], (self.head_size,), None, self._epsilon)
        swapped = both.roll(self.head_size // 2, dims=-1)
        both = torch.addcmul(both * layer.straight[places], swapped, layer.crossed[places])
        queries = both[:, :, : self._n_asking].transpose(1, 2).reshape(n, self.n_heads, -1, self.head_size)
        keys = both[:, :, self._n_asking :].transpose(1, 2)
        keys = keys if layer.centre is None else keys - layer.centre
        values = whole[:, :, n_both:].transpose(1, 2)
        if self.cache_dtype == torch.float16:
            # Keys have a norm; what is larger than halves reach would be no number.
            values = values.clamp(-_LARGEST_HALF, _LARGEST_HALF)
        return queries, keys, values

    def _gone_on(self, rows: torch.Tensor, layer: _Layer, seen: torch.Tensor, n: int) -> torch.Tensor:
        seen = seen.reshape(n, self._n_asking, -1, self.head_size).transpose(1, 2).reshape(len(rows), -1)
        rows = rows + layer.after_own(layer.own_out(seen))
        return rows + layer.after_inner(layer.outer(layer.gated(layer.before_inner(rows))))
