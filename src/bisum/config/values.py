"""What settings are made of: kinds of value, and bounds that several share."""

from __future__ import annotations

from typing import Annotated

import msgspec

# Marks a setting that names a file or folder: relative to the config file that sets it,
# or to the current folder where the command line does.
FilePath = Annotated[str, msgspec.Meta(extra={"is_path": True})]
# The same, but it may also lie in a store (``s3://bucket/folder``).
Place = Annotated[str, msgspec.Meta(extra={"is_path": True, "may_be_address": True})]
# A name, or a path where it begins like one.
NameOrPath = Annotated[str, msgspec.Meta(extra={"may_be_path": True})]


def require_search(beam: int | None, max_tokens: int) -> None:
    """Refuse a beam or a length that no decoder takes."""
    if beam is not None and not 1 <= beam <= 32:
        msg = f"beam is from 1 to 32, got {beam}"
        raise ValueError(msg)
    if not 1 <= max_tokens <= 4096:
        msg = f"max_tokens is from 1 to 4096, got {max_tokens}"
        raise ValueError(msg)
