"""Voices: the frames of a sentence, each with who speaks in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.attribution.agreement import agreement, answers, came_this, is_impersonal, passes_on_his
from bisum.stages.attribution.asking import Asking
from bisum.stages.attribution.authors import author_of, owner_of
from bisum.stages.attribution.ballot import Candidate
from bisum.stages.attribution.choosing import is_alone
from bisum.stages.attribution.cited import bearer, cited_owner
from bisum.stages.attribution.clause_subjects import own_subject
from bisum.stages.attribution.cues import has_object
from bisum.stages.attribution.discourse import Discourse
from bisum.stages.attribution.entities import Entity
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.frames import find_frames
from bisum.stages.attribution.fronted import contrasted_subject, fronted_subject, subject_after_that
from bisum.stages.attribution.inner_voices import inner_voice, is_mine
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.owners import issuer, main_subject, owner_before
from bisum.stages.attribution.relays import with_relays
from bisum.stages.attribution.speaker_weights import WEIGHTS
from bisum.stages.attribution.subjects import (
    adjacent_subject,
    subject_before,
)
from bisum.stages.attribution.verb_uses import PASSES_ON
from bisum.stages.attribution.voice import REPORTING_TIES, Scene, Voice, main_last, make_cue
from bisum.stages.attribution.weighing import NO_WORDS, doer, governor_gender, weigh_frame, weigh_in
from bisum.stages.tables import read_set

MAX_TOPIC: Final = 30
"""Units of a sentence in which the person it is about is looked for."""

MAX_TO_LABELLED: Final = 3
"""Units from a noun for what is written or chanted («لافتة», «عبارة») to the marks."""

MAX_SILENCE: Final = 3
"""Sentences without speech after which a quotation that stands alone goes on with nobody."""


_GO_ON: Final = read_set("go on")
_LABELS: Final = read_set("labels")


_BEFORE_THAT: Final = frozenset(("قبل", "بعد", "دون"))
_CONTRARY_PRONOUNS: Final = read_set("contrary pronouns")


class Chorus:
    """Who speaks and who is spoken of, from the first sentence on.

    Attributes:
        discourse: The entities of the article.
        names: Folded words that are names in it.
        turns: Paragraphs that are questions or answers of an interview.
    """

    def __init__(
        self, discourse: Discourse, names: frozenset[str], turns: frozenset[int] = frozenset()
    ) -> None:
        self.discourse = discourse
        self.names = names
        self.turns = turns
        self._topic: Entity | None = None
        self._last_named: Entity | None = None
        self._sentence = 0
        self._paragraph: int | None = None
        self._topic_at = self._spoken_at = -1

    def hear(self, scene: Scene) -> list[Voice]:
        """Find the voices of the next sentence, and remember who spoke."""
        self._sentence += 1
        self._paragraph = scene.paragraph
        voices: list[Voice] = []
        for frame in find_frames(scene.units, scene.start, scene.stop, self.names):
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
        frames = find_frames(scene.units, scene.start, scene.stop, self.names)
        return [
            inner_voice(scene, frame, speaker, self.names, self.discourse, self._sentence - 1)
            for frame in frames
        ]

    def speak(self, entity: Entity) -> None:
        """Note that an entity has spoken in this sentence."""
        self.discourse.speak(entity, self._sentence - 1, self._paragraph)
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
            if unit.kind == "w" and unit.key in self.names:
                named = read_mention(units, first, scene.stop, self.names)
                if named is not None and named.is_named and named.is_sure:
                    self._last_named = self.discourse.resolve(named, scene.paragraph)
                    break
        mention = subject_before(units, scene.start, scene.stop, self.names)
        if mention is not None and (mention.is_named or (mention.is_definite and mention.kind == "role")):
            self._topic = self.discourse.resolve(mention, scene.paragraph)
            self._topic_at = self._sentence

    def _voice(self, scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Voice:
        relay = None if frame.relay is None else self.discourse.resolve(frame.relay, scene.paragraph)
        found = self._named(scene, frame)
        following = scene.units[frame.after : frame.after + 1]
        is_own = all(unit.kind != "w" or "prep" in unit.look.tags for unit in following)  # no «همست لي»
        is_own = is_own or (frame.verb is not None and frame.verb.form.person == 1)
        if found is None and scene.paragraph in self.turns and is_own and is_mine(frame):
            mine = self.discourse.hero  # «قلت له»: who answers is whom the article names first
            return Voice(frame, mine, relay, "interviewed", None, make_cue(scene, frame))
        if found is None and is_impersonal(scene, frame):
            is_borne, mention = bearer(scene.units, frame, scene.start, self.names)
            if mention is not None:
                by = self.discourse.resolve(mention, scene.paragraph)
                return Voice(frame, by, relay, "bearer", mention, make_cue(scene, frame))
            if not is_borne:
                return Voice(frame, None, relay, "impersonal", None, make_cue(scene, frame))
        found = found or self._pointed_to(scene, frame) or self._inside(scene, frame)
        found = found or self._within(scene, frame, voices)
        found = found or (self._answering(frame, voices) if answers(scene, frame) else self._going_on(frame))
        entity, how, mention = found if found is not None else (None, "none", None)
        ballot: Sequence[Candidate] = ()
        is_told = how == "current" and came_this(scene.units, scene.start)
        if scene.paragraph is not None and not is_told:
            ballot = weigh_frame(scene, frame, how, entity, voices, self.discourse, self._sentence - 1)
        if ballot and ballot[0].entity is not entity and WEIGHTS:
            entity, how, mention = ballot[0].entity, "weighed", None
        if how == "same" and relay is None:
            relay = next((voice.relay for voice in voices if voice.entity is entity), None)
        return Voice(frame, entity, relay, how, mention, make_cue(scene, frame), ballot)

    def weigh_freely(self, scene: Scene, place: int, how: str, first: Entity | None) -> Sequence[Candidate]:
        """Weigh all who may speak a quotation that no frame explains."""
        before = scene.units[max(scene.start, place - MAX_TO_LABELLED) : place]
        is_label = any(unit.kind == "w" and unit.look.stem in _LABELS for unit in before)
        setting = "lone" if is_alone(scene, place) else "free"
        asking = Asking(setting, how, first, "", "", self._sentence - 1, 0, (), NO_WORDS, is_label=is_label)
        return weigh_in(scene, place, asking, self.discourse)

    def weigh_turn(self, scene: Scene, place: int, last: Entity) -> Sequence[Candidate]:
        """Weigh all who may answer the ``last`` speaker, where nothing says who does."""
        asking = Asking("turn", "none", None, "", "s", self._sentence - 1, 0, (), NO_WORDS, last=last)
        return [one for one in weigh_in(scene, place, asking, self.discourse) if one.entity is not last]

    def _answering(self, frame: Frame, voices: Sequence[Voice]) -> tuple[Entity, str, Mention | None] | None:
        """Give who answers: not the one who spoke last, but the one before."""
        gender, number = agreement(frame)
        last = next((voice.entity for voice in reversed(voices) if voice.entity is not None), None)
        other = self.discourse.previous(gender, number, last or self.discourse.current("", ""))
        return None if other is None else (other, "answer", None)

    def _named(self, scene: Scene, frame: Frame) -> tuple[Entity, str, Mention | None] | None:
        """Give the speaker that the frame itself names, or who stands right before its verb."""
        is_quoted = frame.relay is not None or (frame.verb is not None and frame.verb.verb.lemma in PASSES_ON)
        cited = cited_owner(scene.units, frame, scene.start, self.names)
        if cited is not None:
            return self.discourse.resolve(cited, scene.paragraph), "named", cited
        owner = owner_of(scene.units, frame, self.discourse, self._sentence - 1)
        if owner is not None:
            return owner, "named", None
        mention = (None if is_quoted else self._as_for(scene, frame)) or frame.mention
        if mention is None:
            return None
        if frame.kind == "verb" and not frame.follows and not is_quoted:
            mention = self._earlier_subject(scene, frame, mention) or mention
        entity = self.discourse.resolve(mention, scene.paragraph)
        if mention.is_definite:
            entity = author_of(entity, self.discourse) or entity  # «… في بيان. وأكد البيان أن …»
        gender, _ = agreement(frame)
        is_subject = frame.kind == "verb" and frame.relay is None
        if is_subject and gender and not entity.gender and entity.kind == "person":
            entity.gender = gender
        return entity, "named", mention

    def _as_for(self, scene: Scene, frame: Frame) -> Mention | None:
        """Give whom the sentence is about where its verb answers أما with ف: «أما سعاد فقالت»."""
        units, start = scene.units, scene.start
        if frame.kind != "verb" or units[start].key not in {"اما", "واما"}:
            return None
        if units[frame.at].key[0] != "ف" and units[frame.at - 1].key != "فقد":
            return None
        return fronted_subject(units, start, frame.at, self.names)

    def _earlier_subject(self, scene: Scene, frame: Frame, mention: Mention) -> Mention | None:
        """Give the subject right before a verb, where what follows the verb is its object."""
        verb = frame.verb
        if verb is None or frame.at == scene.start or scene.units[frame.at].key != verb.form.key:
            return None
        earlier = adjacent_subject(scene.units, scene.start, frame.at, self.names)
        if earlier is None or not earlier.is_sure:
            return None
        if scene.units[frame.at - 1].key == "," and not earlier.is_named:
            return None
        is_object = earlier.is_named or not mention.is_named
        conflicts = bool(verb.form.gender and earlier.gender) and verb.form.gender != earlier.gender
        return earlier if is_object and not conflicts else None

    def _pointed_to(self, scene: Scene, frame: Frame) -> tuple[Entity, str, Mention | None] | None:
        """Give the owner of the text («تغريدة لفلان كتب فيها»), or the antecedent («السائق الذي قال»)."""
        units, start = scene.units, scene.start
        if frame.kind == "noun" and frame.at - 2 > start and "rel" in units[frame.at - 2].look.tags:
            mention = adjacent_subject(units, start, frame.at - 1, self.names)  # «…، التي اكتفت بالقول»
            entity = None if mention is None else self.discourse.resolve(mention, scene.paragraph)
            return None if entity is None else (entity, "before", mention)
        if frame.kind != "verb":
            return None
        mention = owner_before(units, start, frame.at, len(units), self.names)
        mention = mention or issuer(units, start, frame.at, self.names)
        if mention is None and frame.at - 2 > start and units[frame.at - 1].key == "ان":
            is_before = units[frame.at - 2].key in _BEFORE_THAT  # «تردد فلان قبل أن يجيب: …»
            mention = main_subject(units, start, frame.at - 2, self.names) if is_before else None
        if mention is not None:
            return self.discourse.resolve(mention, scene.paragraph), "named", mention
        if frame.at > start and "rel" in units[frame.at - 1].look.tags:
            mention = adjacent_subject(units, start, frame.at, self.names)
            is_of_it = frame.verb is not None and has_object(frame.verb)  # «فلان الذي وصفه بـ…»
            mention = main_subject(units, start, frame.at - 1, self.names) if is_of_it else mention
        entity = None if mention is None else self.discourse.resolve(mention, scene.paragraph)
        if entity is None or (entity.gender and not entity.agrees(agreement(frame)[0], "")):
            return None
        return entity, "before", mention

    def _inside(self, scene: Scene, frame: Frame) -> tuple[Entity, str, Mention | None] | None:
        """Give who stands right after أنّ in the clause of a verb, where the verb agrees with him."""
        if frame.kind != "verb" or passes_on_his(scene, frame):
            return None
        mention = subject_after_that(scene.units, scene.start, frame.at, self.names)
        mention = mention or contrasted_subject(scene.units, scene.start, frame.at, self.names)
        entity = None if mention is None else self.discourse.resolve(mention, scene.paragraph)
        return (entity, "fronted", mention) if entity and entity.agrees(*agreement(frame)) else None

    def _within(
        self, scene: Scene, frame: Frame, voices: Sequence[Voice]
    ) -> tuple[Entity, str, Mention | None] | None:
        """Give the speaker of another frame of the sentence, or the subject before the verb."""
        units, start = scene.units, scene.start
        gender, number = agreement(frame)
        found = self._elsewhere(scene, frame, voices)
        if found is not None or passes_on_his(scene, frame):
            return found
        if all(unit.kind != "w" or unit.look.tags & {"conj", "adv"} for unit in units[start : frame.at]):
            return None
        fronted = self._fronted(scene, frame, gender) if frame.kind == "verb" else None
        mention = fronted if fronted is not None and units[frame.at - 1].key == "," else None
        how = "fronted" if mention is not None else "before"
        if mention is None and frame.kind == "verb":
            mention = adjacent_subject(units, start, frame.at, self.names) or fronted
        mention = mention or subject_before(units, start, frame.at, self.names)
        if mention is None:
            return None
        entity = self.discourse.resolve(mention, scene.paragraph)
        is_asker = answers(scene, frame) and any(voice.entity is entity for voice in voices[-1:])
        if is_asker or not entity.agrees(gender, number):
            return None
        return entity, how, mention

    def _elsewhere(
        self, scene: Scene, frame: Frame, voices: Sequence[Voice]
    ) -> tuple[Entity, str, Mention | None] | None:
        """Give who opens the clause of a verb, or the speaker of another frame of the sentence."""
        units, start = scene.units, scene.start
        gender, number = agreement(frame)
        if came_this(units, start) and all(voice.frame.kind == "noun" for voice in voices):
            return None  # «وجاء ذلك في تعليقه على …، مشددا على أن …»: nobody else has spoken
        goes_on = frame.verb is not None and frame.verb.verb.lemma in _GO_ON  # «لكنه استدرك: …»
        if frame.at > start and units[frame.at - 1].key in _CONTRARY_PRONOUNS and not goes_on:
            outer = voices[0].frame.content if voices else None
            mention = None if outer is None else read_mention(units, outer, frame.at, self.names)
            if mention is not None and mention.is_named and mention.is_sure:
                return self.discourse.resolve(mention, scene.paragraph), "before", mention
        elif not answers(scene, frame):
            gender = gender or governor_gender(scene, frame)
            own = own_subject(units, start, frame, self.names) or doer(scene, frame, voices, self.names)
            entity = None if own is None else self.discourse.resolve(own, scene.paragraph)
            if entity is not None and entity.agrees(gender, number):
                return entity, "before", own
            for voice in reversed(main_last(units, voices)):
                if voice.entity is not None and voice.entity.agrees(gender, number):
                    return voice.entity, "same", voice.mention
        return None

    def _fronted(self, scene: Scene, frame: Frame, gender: str) -> Mention | None:
        """Give the subject that a sentence opens with, where the verb agrees with it."""
        fronted = fronted_subject(scene.units, scene.start, frame.at, self.names)
        agrees = fronted is not None and (not gender or not fronted.gender or fronted.gender == gender)
        return fronted if agrees else None

    def _going_on(self, frame: Frame) -> tuple[Entity, str, Mention | None] | None:
        """Give who goes on speaking, or the one whom the sentences before are about."""
        gender, number = agreement(frame)
        goes_on = frame.verb is not None and frame.verb.verb.lemma in _GO_ON
        topic = self._topic if self._topic is not None and self._topic.agrees(gender, number) else None
        if topic is not None and not goes_on and self._topic_at >= self._spoken_at:
            return topic, "topic", None
        current = self.discourse.current(gender, number)
        if current is not None and current.kind == "text" and not goes_on:
            current = self.discourse.current(gender, number, texts=False) or current
        if current is not None:
            return current, "current", None
        if topic is not None:
            return topic, "topic", None
        last = self._last_named
        return (last, "mentioned", None) if last is not None and last.agrees(gender, number) else None
