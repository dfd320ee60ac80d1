"""Linear layers with a low-rank difference that is merged once a step.

PEFT computes W x and B A x side by side: three products, two of them so thin that a
processor wastes most of its time on them. Here W + s B A is computed once a step, in
bfloat16, and every token pays for one product forwards and one backwards. The
differences themselves stay in fp32. The files are PEFT's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

PLACES: Final = {
    "self_attn": ("q_proj", "k_proj", "v_proj", "o_proj"),
    "mlp": ("gate_proj", "up_proj", "down_proj"),
}
_PEFT_NAME: Final = "base_model.model.model.layers.{layer}.{part}.{name}.lora_{side}.weight"
WEIGHTS: Final = "adapter_model.safetensors"


class _Merged(torch.autograd.Function):
    """A product with the merged weight, whose gradient goes to the low-rank factors."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, down: Tensor, up: Tensor, merged: Tensor, scale: float) -> Tensor:
        ctx.save_for_backward(x, down, up, merged)
        ctx.scale = scale
        return x @ merged.T

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        (d_out,) = gradients
        x, down, up, merged = ctx.saved_tensors
        flat, d_flat = x.flatten(0, -2), d_out.flatten(0, -2)
        low = flat @ down.to(x.dtype).T
        d_low = d_flat @ up.to(x.dtype)
        d_up = (d_flat.T @ low).float() * ctx.scale
        d_down = (d_low.T @ flat).float() * ctx.scale
        return d_out @ merged, d_down, d_up, None, None


class LowRank(nn.Module):
    """A frozen linear layer and its trained difference ``scale * up @ down``."""

    def __init__(self, linear: nn.Linear, *, rank: int, scale: float) -> None:
        """Take a layer's place; the difference is zero until it is loaded or trained."""
        super().__init__()
        weight = linear.weight.detach()
        self.register_buffer("base", weight, persistent=False)
        self.register_buffer("merged", weight.clone(), persistent=False)
        self.down = nn.Parameter(torch.empty(rank, linear.in_features, dtype=torch.float32))
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank, dtype=torch.float32))
        nn.init.kaiming_uniform_(self.down, a=5**0.5)
        self.scale = scale

    @torch.no_grad()
    def merge(self) -> None:
        """Bring the merged weight up to date; call it after each step."""
        up, down = (self.up * self.scale).to(self.base.dtype), self.down.to(self.base.dtype)
        torch.addmm(self.base, up, down, out=self.merged)

    def forward(self, x: Tensor) -> Tensor:
        """Multiply with the merged weight."""
        return _Merged.apply(x, self.down, self.up, self.merged, self.scale)


def make_low_rank(model: Any, *, rank: int, alpha: float) -> dict[str, LowRank]:
    """Put a low-rank layer in the place of each linear one; freeze everything else.

    Returns:
        The layers by the name that PEFT gives them, ``{side}`` left open.
    """
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    found: dict[str, LowRank] = {}
    for number, layer in enumerate(model.model.layers):
        for part, names in PLACES.items():
            for name in names:
                low = LowRank(layer.get_submodule(f"{part}.{name}"), rank=rank, scale=alpha / rank)
                layer.get_submodule(part).register_module(name, low)
                found[_PEFT_NAME.format(layer=number, part=part, name=name, side="{side}")] = low
    return found


@torch.no_grad()
def load_adapter(layers: dict[str, LowRank], folder: Path) -> None:
    """Start from an adapter of the same rank."""
    stored = load_file(folder / WEIGHTS)
    for name, low in layers.items():
        low.down.copy_(stored[name.format(side="A")])
        low.up.copy_(stored[name.format(side="B")])
        low.merge()


def adapter_state(layers: dict[str, LowRank]) -> dict[str, Tensor]:
    """Give the factors under PEFT's names, in fp32."""
    state: dict[str, Tensor] = {}
    for name, low in layers.items():
        state[name.format(side="A")] = low.down.detach().clone()
        state[name.format(side="B")] = low.up.detach().clone()
    return state
