"""Value and Product: what everything that bisum knows is made of."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An immutable value, compared by content.

    Subclasses repeat ``frozen=True, kw_only=True``; a test walks them all and checks.
    Invariants live in ``__post_init__``, which runs for the constructor, for decoding
    and for ``msgspec.structs.replace``.
    """


class Product(Value, frozen=True, kw_only=True):
    """What one stage adds to an article."""
