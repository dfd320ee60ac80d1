"""An utterance: words whose speaker is asked for, with what their sentence says of him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal

import msgspec

from bisum.stages.arabic.cues import has_object
from bisum.stages.arabic.units import fold_words
from bisum.stages.attribution.clauses.objects import stands_alone
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.speakers.governors import clause_start
from bisum.stages.attribution.speakers.proposal import Proposal
from bisum.stages.tables import read_set

_ASKS_SOMEBODY: Final = read_set("asks somebody")
_GO_ON: Final = read_set("go on")
_NEEDS_OBJECT: Final = read_set("needs object")

Setting = Literal["named", "bare", "turn", "reply", "inner", "free", "lone"]
"""Where words stand: ``named``, in a frame with a phrase where its speaker should stand; ``bare``, in one
that has none; ``turn`` or ``reply``, in one that has none and turns to the other speaker; ``inner``, in a
frame inside another's words; ``free``, in no frame; ``lone``, in no frame and alone in their sentence.
"""


class Utterance(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Words whose speaker is asked for.

    Attributes:
        scene: Their sentence.
        place: Index of the unit where their cue stands, or the quotation without one; behind all units
            where they stand inside another's words.
        setting: Where they stand.
        proposal: Whom the rules propose.
        gender: That the verb asks for; empty where it asks nothing.
        number: ``s``, ``d``, ``p`` or empty.
        frame: That reports them; None where there is none, and inside another's words.
        outer: Who speaks in the frame inside whose content they stand, None where they stand in none.
        last: Who speaks in the frame before, None where there is none.
        contents: Indices of the units where the reports of the frames before begin.
        is_label: A noun for what is written or chanted stands before them («لافتة «…»»).
    """

    scene: Scene
    place: int
    setting: Setting
    proposal: Proposal
    gender: str = ""
    number: str = ""
    frame: Frame | None = None
    outer: Entity | None = None
    last: Entity | None = None
    contents: Sequence[int] = ()
    is_label: bool = False

    @cached_property
    def quotes(self) -> Sequence[int]:
        """Indices of the units that are quotations in the sentence."""
        scene = self.scene
        return [at for at in range(scene.start, scene.stop) if scene.units[at].kind == "q"]

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Folded words inside them."""
        text, units = self.scene.text, self.scene.units
        return frozenset(
            key for at in self.quotes for key in fold_words(text[units[at].start : units[at].end])
        )

    @cached_property
    def asks(self) -> bool:
        """Whether the verb takes a person as its object («سأل», «أبلغ»)."""
        return self._lemma in _ASKS_SOMEBODY

    @cached_property
    def goes_on(self) -> bool:
        """Whether the verb says that somebody goes on («أضاف»)."""
        return self._lemma in _GO_ON

    @cached_property
    def object(self) -> str:
        """Whom a pronoun on the verb makes its object («سألته», «قال لي»): ``him``, ``me``, or empty."""
        verb = None if self.frame is None else self.frame.verb
        if verb is None or verb.form.kind != "verb":
            return ""
        if verb.form.key.endswith(("ني", "نا")):
            return "me"
        return "him" if has_object(verb) else ""

    @cached_property
    def follows(self) -> bool:
        """Whether the cue stands after what it reports."""
        return self.frame is not None and self.frame.follows

    @cached_property
    def is_back(self) -> bool:
        """Whether a formula points back to the speaker («على حد قولها»)."""
        return self.frame is not None and self.frame.kind == "back"

    @cached_property
    def is_participle(self) -> bool:
        """Whether the cue is a participle, which has its clause's subject («ليتدخل فلان مقاطعاً: …»)."""
        return self.frame is not None and self.frame.kind == "participle"

    @cached_property
    def content(self) -> int | None:
        """Index of the unit where the frame's own report begins, None where nowhere after it."""
        return self.frame.content if self.frame is not None and self.frame.tie == "ان" else None

    @cached_property
    def clause(self) -> int | None:
        """Index of the unit where the clause of the cue begins, None without a frame."""
        return None if self.frame is None else clause_start(self.scene, self.frame.at)

    @cached_property
    def named(self) -> Mention | None:
        """The phrase where the speaker should stand, where the frame has one."""
        return self.frame.mention if self.frame is not None and self.proposal.how == "named" else None

    @cached_property
    def is_apart(self) -> bool:
        """Whether words stand between the cue and that phrase after it."""
        frame = self.frame
        if frame is None or self.named is None:
            return False
        between = self.scene.units[frame.after : self.named.after]
        return any(unit.kind == "w" and unit.end <= self.named.start for unit in between)

    @cached_property
    def is_alone(self) -> bool:
        """Whether the verb needs an object, and nothing but that phrase can be it («خاطب الحضور: …»)."""
        verb = None if self.frame is None else self.frame.verb
        if self.named is None or verb is None or verb.form.kind != "verb" or self.object:
            return False
        return verb.verb.lemma in _NEEDS_OBJECT and stands_alone(self.scene, self.named)

    @cached_property
    def has_relative(self) -> bool:
        """Whether a clause right after that phrase tells more of it («الرجل الذي يرأس الشركة»)."""
        if self.named is None:
            return False
        units, place, stop = self.scene.units, self.named.after, self.scene.stop
        if place < stop and units[place].key == ",":
            place += 1
        return place < stop and "rel" in units[place].look.tags

    @property
    def _lemma(self) -> str:
        verb = None if self.frame is None else self.frame.verb
        return "" if verb is None else verb.verb.lemma
