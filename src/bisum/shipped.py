"""What comes with bisum beside its code: the default model's adapter, configs and samples to begin with.

An installed package has them in its folder ``shipped``, the source tree at its root, at the same places.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def shipped(place: str) -> Path:
    """Give the path of something that comes with bisum.

    Args:
        place: Where it lies in the source tree, ``models/ar-en-gemma`` say.
    """
    installed = _PACKAGE / "shipped"
    return (installed if installed.is_dir() else _PACKAGE.parents[1]) / place
