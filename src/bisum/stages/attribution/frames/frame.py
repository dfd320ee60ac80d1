"""Frame: one report, as it was read."""

from __future__ import annotations

from typing import Literal

import msgspec

from bisum.stages.arabic.cues import VerbForm
from bisum.stages.attribution.mentions.mention import Mention

FrameKind = Literal["verb", "participle", "noun", "source", "back", "colon"]
"""What its cue is: a form of a verb, a formula that names a source or points back to one, or a bare colon."""


class Frame(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One report.

    Attributes:
        at: Index of the first unit of the cue.
        after: Index of the unit just after the cue.
        kind: What its cue is.
        verb: The lemma and form, None for formulae and the bare colon.
        mention: The speaker named by the frame itself, None where it goes on.
        relay: Who passes the words on.
        content: Index of the unit where the content begins; None where nothing after the
            cue is reported: then it may report what stands before it.
        tie: What ties them: ``ان``, ``:``, ``«``, one of the prepositions ``علي الي من عن ب``, ``~`` where a
            quotation stands somewhere behind a verb of saying, or empty.
        follows: It is put after the words it reports («كما قال فلان»).
        shown: First unit of the word that is shown as the cue, and the unit after it, where
            that is not the verb: «اكتفى **بالقول**», «نقل عن فلان **قوله**».
        owner: The pronoun of a formula that points back: «على حد قول**ها**».
    """

    at: int
    after: int
    kind: FrameKind
    verb: VerbForm | None = None
    mention: Mention | None = None
    relay: Mention | None = None
    content: int | None = None
    tie: str = ""
    follows: bool = False
    shown: tuple[int, int] | None = None
    owner: str = ""
