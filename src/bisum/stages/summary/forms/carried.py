"""Carried: a ledger entry as a summary's sentence takes it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bisum.model.bitext import Rendering
from bisum.model.quote import Quote


class Carried(NamedTuple):
    """A ledger entry with its English.

    Attributes:
        number: Its number in the ledger, None for reported speech without marks.
        quote: The entry.
        renderings: Its English, one a paragraph.
        is_described: A mention of the speaker without the name stands in the source.
        has_office: It has the office by which the article introduces the speaker.
    """

    number: int | None
    quote: Quote
    renderings: Sequence[Rendering]
    is_described: bool = False
    has_office: bool = False
