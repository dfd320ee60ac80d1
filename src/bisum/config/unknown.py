"""Keys that no config has: what was perhaps meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

import msgspec

from bisum.config.gone import GONE
from bisum.config.settings import Config

Key = tuple[str, ...]


def unknown_key(place: str, key: Key, known: Collection[str]) -> str:
    """Give what is told of an unknown key: the near one, the same elsewhere, or all that are known there."""
    shown = repr(".".join(key))
    if key in GONE:
        return f"{place}: {shown} is no key any more; {GONE[key]}"
    near = difflib.get_close_matches(key[-1], known, n=1) or [
        ".".join(one) for one in _keys(msgspec.inspect.type_info(Config), ()) if one[-1] == key[-1]
    ]
    advice = f"did you mean {' or '.join(map(repr, near))}?" if near else f"known here: {', '.join(known)}"
    return f"{place}: unknown key {shown}; {advice}"


def _keys(kind: msgspec.inspect.Type, above: Key) -> Iterator[Key]:
    """Give all keys that a config may have."""
    if isinstance(kind, msgspec.inspect.StructType):
        for field in kind.fields:
            yield (*above, field.encode_name)
            yield from _keys(field.type, (*above, field.encode_name))
