"""What is known where it is asked who speaks."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.mentions.mention import Mention


class Asking(msgspec.Struct, frozen=True):
    """Where it is asked who speaks.

    Attributes:
        setting: ``named``, the frame has a phrase where its speaker stands; ``bare``, it has
            none; ``turn`` or ``reply``, it has none and turns to the other speaker; ``inner``, the
            frame stands inside another's words; ``free``, there is no frame.
        how: Name of the rule that proposes ``first``, or ``none``.
        first: Whom the rules propose, None for nobody.
        gender: That the verb asks for; empty where it asks nothing.
        number: ``s``, ``p`` or empty.
        outer: Who speaks in the frame inside whose content this one stands, None where it is not.
        last: Who speaks in the frame before it in the sentence, None where there is none.
        asks: The verb takes a person as its object («سأل», «أبلغ»).
        goes_on: The verb says that somebody goes on («أضاف»).
        object: Whom a pronoun on the verb makes its object: ``him``, ``me``, or empty.
        follows: The cue stands after what it reports.
        named: The phrase where the speaker should stand, where the frame has one.
        alone: The verb needs an object, and nothing but that phrase can be it («خاطب الحضور: …»).
        gap: Units between the cue and that phrase.
        content: Index of the unit where the frame's own report begins, None where nowhere after it.
        contents: Where the reports of the sentence begin, those of the frames before.
        is_back: A formula points back to the speaker («على حد قولها»).
        clause: Index of the unit where the clause of the cue begins.
        is_participle: The cue is a participle, which has its clause's subject («ليتدخل فلان مقاطعاً: …»).
        relative: A relative clause stands right after the phrase where the speaker should stand.
        is_label: A noun for what is written or chanted stands before it («لافتة «…»»).
        sentence: Number of the sentence in the article; this and what follows is noted by ``weigh_in``.
        paragraph: Index of the paragraph, None in the title.
        place: Index of the unit where the cue stands, or the quotation without one.
        quotes: Indices of the units that are quotations in the sentence.
        quoted: Folded words inside them.
    """

    setting: str
    how: str
    first: Entity | None
    gender: str
    number: str
    outer: Entity | None = None
    last: Entity | None = None
    asks: bool = False
    goes_on: bool = False
    object: str = ""
    follows: bool = False
    named: Mention | None = None
    alone: bool = False
    gap: int = 0
    content: int | None = None
    contents: Sequence[int] = ()
    is_back: bool = False
    is_label: bool = False
    clause: int = -1
    is_participle: bool = False
    relative: bool = False
    sentence: int = 0
    paragraph: int | None = None
    place: int = 0
    quotes: Sequence[int] = ()
    quoted: frozenset[str] = frozenset()
