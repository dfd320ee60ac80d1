"""The recipes are scripts beside the package: their folder goes on the path, as running one puts it."""

from __future__ import annotations

import sys
from pathlib import Path

RECIPE = Path(__file__).parents[2] / "recipes" / "ar-en-gemma"

if str(RECIPE) not in sys.path:
    sys.path.insert(0, str(RECIPE))
