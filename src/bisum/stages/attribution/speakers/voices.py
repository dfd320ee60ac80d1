"""Voices: the frames of a sentence, each with who speaks in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import subject_before
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.frames.sentence import find_frames
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.attribution.speakers.agreement import agreement, came_this, is_impersonal, turn_of
from bisum.stages.attribution.speakers.ballot import Candidate
from bisum.stages.attribution.speakers.cited import bearer
from bisum.stages.attribution.speakers.inner_voices import inner_voice, is_mine
from bisum.stages.attribution.speakers.proposal import NOBODY, Proposal
from bisum.stages.attribution.speakers.proposals import GO_ON, Proposals
from bisum.stages.attribution.speakers.relays import with_relays
from bisum.stages.attribution.speakers.voice import REPORTING_TIES, Voice, main_last, make_cue
from bisum.stages.attribution.speakers.weighing import Weighing

MAX_TOPIC: Final = 30
"""Units of a sentence in which the person it is about is looked for."""

MAX_SILENCE: Final = 3
"""Sentences without speech after which a quotation that stands alone goes on with nobody."""


class Chorus:
    """Who speaks and who is spoken of, from the first sentence on.

    Attributes:
        discourse: The entities of the article.
        turns: Paragraphs that are questions or answers of an interview.
        weighing: The choice among all who are near.
    """

    def __init__(self, discourse: Discourse, turns: frozenset[int] = frozenset()) -> None:
        self.discourse = discourse
        self.turns = turns
        self.weighing = Weighing(discourse)
        self._proposals = Proposals(discourse)
        self._topic: Entity | None = None
        self._last_named: Entity | None = None
        self._sentence = 0
        self._paragraph: int | None = None
        self._topic_at = self._spoken_at = -1

    def hear(self, scene: Scene) -> list[Voice]:
        """Find the voices of the next sentence, and remember who spoke."""
        self._sentence = scene.sentence
        self._paragraph = scene.paragraph
        voices: list[Voice] = []
        for frame in find_frames(scene):
            voices.append(self._voice(scene, frame, voices))
        voices = with_relays(voices, self.going_on())
        for voice in main_last(scene.units, voices):
            frame = voice.frame
            counts = frame.tie in REPORTING_TIES or frame.follows or voice.how == "named"
            if voice.entity is not None and counts and voice.how != "same":
                self.speak(voice.entity)
                if voice.relay is not None and voice.relay.kind != "press":
                    self.speak(voice.relay)
        if all(voice.how != "named" for voice in voices):
            contents = [voice.frame.content for voice in voices if voice.frame.content is not None]
            self._note_topic(replace(scene, stop=min([scene.stop, *contents])))  # not who is spoken of
        return voices

    def overhear(self, scene: Scene, speaker: Entity | None) -> list[Voice]:
        """Find the voices inside a quotation: nobody goes on there but its own speaker."""
        frames = find_frames(scene)
        return [inner_voice(scene, frame, speaker, self.weighing) for frame in frames]

    def speak(self, entity: Entity) -> None:
        """Note that an entity has spoken in this sentence."""
        self.discourse.speak(entity, self._sentence, self._paragraph)
        self._spoken_at = self._sentence

    def going_on(self) -> Entity | None:
        """Give who goes on speaking when nothing says who speaks; None after a silence."""
        if self._spoken_at < self._sentence - MAX_SILENCE:
            return None
        return self.discourse.current("", "")

    def _note_topic(self, scene: Scene) -> None:
        units = scene.units
        for first in range(scene.start, min(scene.stop, scene.start + MAX_TOPIC)):
            unit = units[first]
            if unit.kind == "w" and unit.is_name:
                named = read_mention(units, first, scene.stop)
                if named is not None and named.is_named and named.is_sure:
                    self._last_named = self.discourse.resolve(named, scene.paragraph)
                    break
        mention = subject_before(scene, scene.stop)
        if mention is not None and (mention.is_named or (mention.is_definite and mention.kind == "role")):
            self._topic = self.discourse.resolve(mention, scene.paragraph)
            self._topic_at = self._sentence

    def _voice(self, scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Voice:
        relay = None if frame.relay is None else self.discourse.resolve(frame.relay, scene.paragraph)
        proposal = self._proposals.named(scene, frame)
        unnamed = self._unnamed(scene, frame) if proposal is None else None
        if unnamed is not None:
            return Voice(frame, unnamed.entity, relay, unnamed.how, unnamed.mention, make_cue(scene, frame))
        proposal = proposal or self._proposal(scene, frame, voices) or NOBODY
        ballot: Sequence[Candidate] = ()
        is_told = proposal.how == "current" and came_this(scene.units, scene.start)
        if scene.paragraph is not None and not is_told:
            ballot = self.weighing.of_frame(scene, frame, proposal, voices)
        if ballot and ballot[0].entity is not proposal.entity:
            proposal = Proposal(ballot[0].entity, "weighed")
        entity, how, mention = proposal
        if how == "same" and relay is None:
            relay = next((voice.relay for voice in voices if voice.entity is entity), None)
        return Voice(frame, entity, relay, how, mention, make_cue(scene, frame), ballot)

    def _unnamed(self, scene: Scene, frame: Frame) -> Proposal | None:
        """Give who speaks, beyond doubt, where the frame means to name nobody: «قلت له», «كُتب عليها»."""
        following = scene.units[frame.after : frame.after + 1]
        is_own = all(unit.kind != "w" or "prep" in unit.look.tags for unit in following)  # no «همست لي»
        is_own = is_own or (frame.verb is not None and frame.verb.form.person == 1)
        if scene.paragraph in self.turns and is_own and is_mine(frame):
            return Proposal(self.discourse.hero, "interviewed")  # who answers is named first in the article
        if not is_impersonal(scene, frame):
            return None
        is_borne, mention = bearer(scene, frame)
        if mention is not None:
            return Proposal(self.discourse.resolve(mention, scene.paragraph), "bearer", mention)
        return None if is_borne else Proposal(None, "impersonal")

    def _proposal(self, scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Proposal | None:
        """Give whom the rules propose for a frame that names nobody, the nearest to its verb first."""
        return (
            self._proposals.pointed_to(scene, frame)
            or self._proposals.inside(scene, frame)
            or self._proposals.within(scene, frame, voices)
            or (self._answering(frame, voices) if turn_of(scene, frame) else self._going_on(frame))
        )

    def _answering(self, frame: Frame, voices: Sequence[Voice]) -> Proposal | None:
        """Give who answers: not the one who spoke last, but the one before."""
        gender, number = agreement(frame)
        last = next((voice.entity for voice in reversed(voices) if voice.entity is not None), None)
        other = self.discourse.previous(gender, number, last or self.discourse.current("", ""))
        return None if other is None else Proposal(other, "answer")

    def _going_on(self, frame: Frame) -> Proposal | None:
        """Give who goes on speaking, or the one whom the sentences before are about."""
        gender, number = agreement(frame)
        goes_on = frame.verb is not None and frame.verb.verb.lemma in GO_ON
        topic = self._topic if self._topic is not None and self._topic.agrees(gender, number) else None
        if topic is not None and not goes_on and self._topic_at >= self._spoken_at:
            return Proposal(topic, "topic")
        current = self.discourse.current(gender, number)
        if current is not None and current.kind == "text" and not goes_on:
            current = self.discourse.current(gender, number, texts=False) or current
        if current is not None:
            return Proposal(current, "current")
        if topic is not None:
            return Proposal(topic, "topic")
        last = self._last_named
        return Proposal(last, "mentioned") if last is not None and last.agrees(gender, number) else None
