"""The arithmetic of matrix products, chosen for the processor, and products done in it.

Measured on one core of an AMD Zen 4 (docs/performance.md), 128 rows times 512 by
1536, in 10^9 operations a second: fp32 102 (MKL) and 115 (oneDNN, weights reordered),
bf16 228, int8 388 to 440. The products of one core need no barrier between threads, so
sentences are shared out among the cores instead of rows.
"""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple, Protocol

import torch
from torch.nn import functional
from transformers.activations import ACT2FN

from bisum.engines.processor import has_bfloat16, has_vnni, processor_kind

Arithmetic = Literal["model", "float32", "bfloat16", "int8"]

# Largest absolute value of a quantised weight or input.
_LEVELS: Final = 127
# Added to inputs, because signed ones take oneDNN's slow way.
_ZERO_POINT: Final = 128
# Without VNNI two products are added in 16 bits; inputs of 1 to 127 times weights of 127 just fit in.
_LEVELS_WITHOUT_VNNI: Final = 63
_ZERO_POINT_WITHOUT_VNNI: Final = 64
# Rows of zeros keep a scale to be divided by.
_LEAST_SCALE: Final = 1e-20
# What oneDNN computes inside a product, by transformers' name.
_FUSED_ACTIVATION: Final = "gelu_pytorch_tanh"
# Of a table that is being quantised: a few MB.
_ROWS_AT_ONCE: Final = 2048


def cache_dtype(arithmetic: Arithmetic, dtype: torch.dtype) -> torch.dtype:
    """Choose the dtype of keys and values that are kept, for a model that computes in ``dtype``.

    They are read whole at each step, so their bytes count: attention over 32 sentences, 8
    heads, 40 tokens, fresh from memory, took 1.0 ms a layer in fp32 and 0.5 in bf16 (one
    core, Zen 4).
    """
    return torch.bfloat16 if arithmetic in {"int8", "bfloat16"} and has_bfloat16() else dtype


def has_onednn() -> bool:
    """Tell whether torch has oneDNN's products, which take weights in reordered blocks."""
    is_built_in: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return is_built_in and hasattr(torch.ops.onednn, "qlinear_pointwise")


_ONE: Final = torch.ones(1)


class Prepared(NamedTuple):
    """Rows as a product wants them, with the scale of each where they were quantised."""

    rows: torch.Tensor
    scales: torch.Tensor = _ONE


class Projection(Protocol):
    """A matrix product with its bias added."""

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """Give (n, n_out) of (n, n_in), in fp32 or the model's dtype."""

    def prepare(self, rows: torch.Tensor) -> Prepared:
        """Prepare rows for this product and others of the same arithmetic."""

    def multiply(self, prepared: Prepared) -> torch.Tensor:
        """Give the product of prepared rows, in a tensor of its own."""


def projection(weight: torch.Tensor, bias: torch.Tensor | None, arithmetic: Arithmetic) -> Projection:
    """Prepare a product with ``weight``, shape (n_out, n_in)."""
    if arithmetic == "model":
        return _Plain(weight, bias)
    bias = None if bias is None else bias.float()
    if arithmetic == "int8":
        return _Int8(*_quantise(weight), bias)
    return _Reordered(weight.float(), bias, torch.bfloat16 if arithmetic == "bfloat16" else torch.float32)


class Gate(Protocol):
    """Two products of the same rows, one activated and multiplied with the other."""

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """Give (n, n_out) of (n, n_in), in whatever dtype the next product takes."""


def gate(gating: torch.Tensor, gated: torch.Tensor, activation: str, arithmetic: Arithmetic) -> Gate:
    """Prepare ``activation(gating · rows) * (gated · rows)``, weights of shape (n_out, n_in) each."""
    if arithmetic == "bfloat16" and activation == _FUSED_ACTIVATION:
        return _FusedGate(gating, gated)
    return _Gate(projection(torch.cat([gating, gated]), None, arithmetic), activation)


class _Gate:
    def __init__(self, both: Projection, activation: str) -> None:
        self._both = both
        self._activate = ACT2FN[activation]

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        gating, gated = self._both(rows).chunk(2, dim=1)
        activated: torch.Tensor = self._activate(gating)
        return activated * gated


class _FusedGate:
    """In bf16, activated and multiplied before anything is rounded: two roundings fewer a number."""

    def __init__(self, gating: torch.Tensor, gated: torch.Tensor) -> None:
        self._multiply: Any = torch.ops.mkldnn._linear_pointwise  # noqa: SLF001 - torch's own name
        reorder: Any = torch.ops.mkldnn._reorder_linear_weight  # noqa: SLF001 - torch's own name
        self._gating: Any = reorder(gating.to(torch.bfloat16), None)
        self._gated: Any = reorder(gated.to(torch.bfloat16), None)

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        rounded = rows.to(torch.bfloat16)
        activated = self._multiply(rounded, self._gating, None, "gelu", [], "tanh")
        product: torch.Tensor = self._multiply.binary(rounded, activated, self._gated, None, "mul")
        return product


class _Plain:
    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        self._weight = weight.contiguous()
        self._bias = None if bias is None else bias.to(weight.dtype)

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return self.multiply(self.prepare(rows))

    def prepare(self, rows: torch.Tensor) -> Prepared:
        return Prepared(rows)

    def multiply(self, prepared: Prepared) -> torch.Tensor:
        return functional.linear(prepared.rows, self._weight, self._bias)


class _Reordered:
    """Weights in the blocks in which oneDNN reads them."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None, dtype: torch.dtype) -> None:
        self._dtype = dtype
        self._bias = bias
        self._multiply: Any = torch.ops.mkldnn._linear_pointwise  # noqa: SLF001 - torch's own name
        self._weight: Any = torch.ops.mkldnn._reorder_linear_weight(weight.to(dtype), None)  # noqa: SLF001 - torch's own name

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return self.multiply(self.prepare(rows))

    def prepare(self, rows: torch.Tensor) -> Prepared:
        return Prepared(rows.to(self._dtype))

    def multiply(self, prepared: Prepared) -> torch.Tensor:
        if self._dtype is torch.float32:
            exact: torch.Tensor = self._multiply(prepared.rows, self._weight, self._bias, "none", [], "")
            return exact
        product: torch.Tensor = self._multiply(prepared.rows, self._weight, None, "none", [], "")
        return product.float() if self._bias is None else torch.add(product, self._bias)


class _Int8:
    """Weights with one scale an output, inputs with one scale a row: no row sees another."""

    def __init__(self, weight: torch.Tensor, scales: torch.Tensor, bias: torch.Tensor | None) -> None:
        self._bias = bias
        is_quick = has_vnni()
        self._levels = _LEVELS if is_quick else _LEVELS_WITHOUT_VNNI
        self._zero_point = _ZERO_POINT if is_quick else _ZERO_POINT_WITHOUT_VNNI
        self._scales = scales.squeeze(1)
        self._zeros = torch.zeros(len(weight), dtype=torch.long)
        self._weight: Any = torch.ops.onednn.qlinear_prepack(weight, None)

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return self.multiply(self.prepare(rows))

    def prepare(self, rows: torch.Tensor) -> Prepared:
        sizes = rows.abs()
        scales = sizes.amax(dim=1, keepdim=True).clamp_(min=_LEAST_SCALE).div_(self._levels)
        levels = torch.div(rows, scales, out=sizes).round_()
        # Bytes wrap round: what is negative as an int8 is above 127 as a uint8.
        unsigned = levels.to(torch.int8).view(torch.uint8).add_(self._zero_point)
        return Prepared(unsigned, scales)

    def multiply(self, prepared: Prepared) -> torch.Tensor:
        product: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
            prepared.rows, 1.0, self._zero_point, self._weight, self._scales, self._zeros,
            None, 1.0, 0, torch.float32, "none", [], "",
        )  # fmt: skip
        if self._bias is not None:
            return torch.addcmul(self._bias, product, prepared.scales, out=product)
        return product.mul_(prepared.scales)


def _quantise(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Give int8 rows and the scale of each, shape (n, 1), such that their product is the weight."""
    rows = torch.empty(weight.shape, dtype=torch.int8)
    scales = torch.empty(len(weight), 1)
    # A few rows at a time: copies of a whole table would leave their room in the process.
    for start in range(0, len(weight), _ROWS_AT_ONCE):
        here = slice(start, start + _ROWS_AT_ONCE)
        part = weight[here].float()
        scales[here] = part.abs().amax(dim=1, keepdim=True).clamp_(min=_LEAST_SCALE) / _LEVELS
        rows[here] = (part / scales[here]).round_()
    return rows, scales


class Table:
    """A row of numbers for each token: looked up for what goes in, multiplied for what comes out."""

    def __init__(self, rows: torch.Tensor, arithmetic: Arithmetic) -> None:
        """Keep ``rows``, shape (vocabulary, width), as the arithmetic needs them."""
        self._arithmetic = arithmetic
        self._scales: torch.Tensor | None = None
        if arithmetic == "model":
            self._rows = rows
        elif arithmetic == "int8":
            self._rows, self._scales = _quantise(rows)
        else:
            # A copy: a view would keep the whole file of weights in memory.
            self._rows = rows.to(torch.bfloat16 if arithmetic == "bfloat16" else torch.float32, copy=True)

    def __len__(self) -> int:
        return self._rows.shape[0]

    @property
    def device(self) -> torch.device:
        """Where the rows are."""
        return self._rows.device

    def look_up(self, ids: torch.Tensor) -> torch.Tensor:
        """Give the rows of ids of any shape, in fp32 or the model's dtype."""
        rows = self._rows[ids]
        if self._arithmetic == "model":
            return rows
        return rows.float() if self._scales is None else rows * self._scales[ids]

    @property
    def screens(self) -> bool:
        """Whether int8 finds the likeliest rows quicker than the arithmetic itself tells how likely they are.

        128 rows of 640 numbers over 164,146 tokens: 420 against 230 · 10^9 operations a
        second in bf16 (one core, Zen 4). With AMX nothing was measured.
        """
        return self._arithmetic == "bfloat16" and processor_kind() != "amx"

    def projection(
        self, ids: range, bias: torch.Tensor | None, n_padding: int, *, is_screen: bool = False
    ) -> Projection:
        """Prepare the product with the rows of ``ids``.

        Args:
            ids: Which rows, one after the other.
            bias: One number a row and padding row.
            n_padding: Rows of zeros added at the end.
            is_screen: In int8, for finding what is likely.
        """
        rows = self._rows[ids.start : ids.stop]
        if n_padding:
            rows = torch.cat([rows, rows.new_zeros(n_padding, rows.shape[1])])
        if self._scales is None:
            return projection(rows, bias, "int8" if is_screen else self._arithmetic)
        scales = self._scales[ids.start : ids.stop]
        return _Int8(rows, torch.cat([scales, scales.new_ones(n_padding, 1)]), bias)
