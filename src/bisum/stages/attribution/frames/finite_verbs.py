"""Finite forms of reporting verbs where they stand, and which of them are verbs there and no nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.arabic.cues import STRONG, Verb, VerbForm, verb_forms
from bisum.stages.arabic.name_words import is_name_word
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.fronted import contrasted_subject
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.verb_uses import ON_IT, VERB_OPENERS
from bisum.stages.attribution.frames.colons import UTTERANCES
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set
from bisum.text import fold

_MENTIONED: Final = frozenset(("role", "crowd", "press", "body", "text"))
_BEFORE_VERB: Final = _MENTIONED | {"conj"}
_BY_TURN: Final = read_set("by turn")
_DONE: Final = frozenset(("سبق", "بعد"))
PRONOMINAL: Final = read_set("pronominal")
"""«أنه» and its like right before a verb: the pronoun is its subject."""


class FiniteVerb(NamedTuple):
    """A finite form of a reporting verb where it stands; see ``verb_frame``."""

    scene: Scene
    at: int
    one: VerbForm

    @property
    def unit(self) -> Unit:
        """The verb itself."""
        return self.scene.units[self.at]

    @property
    def before(self) -> Unit | None:
        """What stands right before it in its sentence."""
        return self.scene.units[self.at - 1] if self.at > self.scene.start else None

    @property
    def is_joined(self) -> bool:
        """Whether something is written onto it: «فقال»."""
        return self.unit.key != self.one.form.key

    def frame(
        self, mention: Mention | None, content: tuple[int, str] | None = None, *, follows: bool = False
    ) -> Frame:
        """Give its frame, with the ``content`` that it reports after it."""
        where, tie = content or (None, "")
        return Frame(
            at=self.at,
            after=self.at + 1,
            kind="verb",
            verb=self.one,
            mention=mention,
            content=where,
            tie=tie,
            follows=follows,
        )


def stands_as_verb(use: FiniteVerb, content: tuple[int, str] | None) -> bool:
    """Tell whether a form that may be a noun or a preposition too is a verb here."""
    form, unit = use.one.form, use.unit
    is_noun_too = any(other.form.kind == "noun" for other in verb_forms(form.key))
    is_base = form.key == _base(use.one)
    is_ambiguous = (is_base and use.one.verb.strength < STRONG) or (
        is_noun_too and (is_base or form.key == unit.key)
    )
    if not is_ambiguous:
        return True
    if _introduces(use.scene.units, use.at, content) and (not is_noun_too or (content or (0, ""))[1] == ":"):
        return True
    return _opens(use)


def _opens(use: FiniteVerb) -> bool:
    """Tell whether a verb may stand where a form does, by what is before it."""
    scene, at, one = use
    before = use.before
    return (
        before is None
        or before.kind in "pq"
        or use.is_joined
        or before.key in VERB_OPENERS
        or bool(before.look.tags & _BEFORE_VERB)
        or (before.key == "ان" and is_done(scene, at))
        or is_name_word(before)
        or before.look.is_definite
        or before.key in PRONOMINAL  # «وأنه كتب حينها: …»
        or before.key in _BY_TURN  # «من ناحيته ذكر المدير أن …»
        or _is_of_text(scene, at, one.verb)
        or contrasted_subject(scene, at) is not None
    )


def _base(one: VerbForm) -> str:
    """Give the folded perfect of a lemma: the form that often is a noun or a preposition too."""
    return fold(one.verb.lemma)


def _is_of_text(scene: Scene, at: int, verb: Verb) -> bool:
    """Tell whether a verb says what a text does or holds: «بيان شكر فيه …», «بياناً تحدث عن «…»»."""
    units = scene.units
    if at + 1 >= scene.stop or units[at + 1].key in ON_IT:
        return at + 1 < scene.stop
    near = units[max(scene.start, at - 2) : at]
    is_text = any(unit.look.stem.removesuffix("ا") in UTTERANCES for unit in near)
    return is_text and units[at + 1].key in verb.ties


def is_done(scene: Scene, at: int) -> bool:
    """Tell whether «أن» before a verb follows what was done: «سبق أن شبّه …»."""
    return any(unit.look.stem in _DONE for unit in scene.units[scene.start : at - 1])


def _introduces(units: Sequence[Unit], at: int, content: tuple[int, str] | None) -> bool:
    """Tell whether marks stand right after a verb, or after its colon: «وفي آخرها كتب «…»»."""
    if content is None or units[content[0]].kind != "q":
        return False
    is_written = units[at + 1].key in ON_IT and content == (at + 2, "«")  # «قميصاً كُتب عليه «…»»
    return content[1] == ":" or content == (at + 1, "«") or is_written


def is_elative(scene: Scene, at: int, one: VerbForm) -> bool:
    """Tell whether it compares: «أبلغ من الحضور»."""
    return one.form.key == "ابلغ" and at + 1 < scene.stop and scene.units[at + 1].key == "من"
