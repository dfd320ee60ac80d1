"""Proposals: whom the rules propose as the speaker of a frame, by what stands in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import has_object
from bisum.stages.arabic.verb_places import is_after_before_that
from bisum.stages.attribution.clauses.fronted import contrasted_subject, fronted_subject, subject_after_that
from bisum.stages.attribution.clauses.owners import issuer, main_subject, owner_before
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import adjacent_subject, subject_before
from bisum.stages.attribution.clauses.verb_uses import PASSES_ON
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.frames.clause_subjects import own_subject
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.attribution.speakers.agreement import agreement, came_this, passes_on_his, turn_of
from bisum.stages.attribution.speakers.authors import author_of, owner_of
from bisum.stages.attribution.speakers.cited import cited_owner
from bisum.stages.attribution.speakers.governors import doer, governor_gender
from bisum.stages.attribution.speakers.proposal import Proposal, Way
from bisum.stages.attribution.speakers.voice import Voice, main_last
from bisum.stages.tables import read_set

GO_ON: Final = read_set("go on")
"""Verbs that say that somebody goes on: أضاف، استدرك."""

_CONTRARY_PRONOUNS: Final = read_set("contrary pronouns")


class Proposals:
    """Whom the rules propose in the sentences of one article."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def named(self, scene: Scene, frame: Frame) -> Proposal | None:
        """Give the speaker that the frame itself names, or who stands right before its verb."""
        is_quoted = frame.relay is not None or (frame.verb is not None and frame.verb.verb.lemma in PASSES_ON)
        cited = cited_owner(scene, frame)
        if cited is not None:
            return Proposal(self._discourse.resolve(cited, scene.paragraph), "named", cited)
        owner = owner_of(scene, frame, self._discourse)
        if owner is not None:
            return Proposal(owner, "named")
        mention = (None if is_quoted else self._as_for(scene, frame)) or frame.mention
        if mention is None:
            return None
        if frame.kind == "verb" and not frame.follows and not is_quoted:
            mention = self._earlier_subject(scene, frame, mention) or mention
        entity = self._discourse.resolve(mention, scene.paragraph)
        if mention.is_definite:
            entity = author_of(entity, self._discourse) or entity  # «… في بيان. وأكد البيان أن …»
        gender, _ = agreement(frame)
        is_subject = frame.kind == "verb" and frame.relay is None
        if is_subject and gender and not entity.gender and entity.kind == "person":
            entity.gender = gender
        return Proposal(entity, "named", mention)

    def _as_for(self, scene: Scene, frame: Frame) -> Mention | None:
        """Give whom the sentence is about where its verb answers أما with ف: «أما سعاد فقالت»."""
        units, start = scene.units, scene.start
        if frame.kind != "verb" or units[start].key not in {"اما", "واما"}:
            return None
        if units[frame.at].key[0] != "ف" and units[frame.at - 1].key != "فقد":
            return None
        mention = fronted_subject(scene, frame.at)
        if mention is None or mention.kind == "other":
            return None  # «أما حلمها المؤجل، …، فتؤكد أن …»
        gender, _ = agreement(frame)
        return mention if not gender or not mention.gender or gender == mention.gender else None

    def _earlier_subject(self, scene: Scene, frame: Frame, mention: Mention) -> Mention | None:
        """Give the subject right before a verb, where what follows the verb is its object."""
        verb = frame.verb
        if verb is None or frame.at == scene.start or scene.units[frame.at].key != verb.form.key:
            return None
        earlier = adjacent_subject(scene, frame.at)
        if earlier is None or not earlier.is_sure:
            return None
        if scene.units[frame.at - 1].key == "," and not earlier.is_named:
            return None
        is_object = earlier.is_named or not mention.is_named
        conflicts = bool(verb.form.gender and earlier.gender) and verb.form.gender != earlier.gender
        return earlier if is_object and not conflicts else None

    def pointed_to(self, scene: Scene, frame: Frame) -> Proposal | None:
        """Give the owner of the text («تغريدة لفلان كتب فيها»), or the antecedent («السائق الذي قال»)."""
        units, start = scene.units, scene.start
        if frame.kind == "noun" and frame.at - 2 > start and "rel" in units[frame.at - 2].look.tags:
            mention = adjacent_subject(scene, frame.at - 1)  # «…، التي اكتفت بالقول»
            entity = None if mention is None else self._discourse.resolve(mention, scene.paragraph)
            return None if entity is None else Proposal(entity, "before", mention)
        if frame.kind != "verb":
            return None
        mention = owner_before(scene, frame.at)
        mention = mention or issuer(scene, frame.at)
        if mention is None and frame.at - 2 > start and is_after_before_that(units, frame.at):
            mention = main_subject(scene, frame.at - 2)  # «تردد فلان قبل أن يجيب: …»
        if mention is not None:
            return Proposal(self._discourse.resolve(mention, scene.paragraph), "named", mention)
        if frame.at > start and "rel" in units[frame.at - 1].look.tags:
            mention = adjacent_subject(scene, frame.at)
            is_of_it = frame.verb is not None and has_object(frame.verb)  # «فلان الذي وصفه بـ…»
            mention = main_subject(scene, frame.at - 1) if is_of_it else mention
        entity = None if mention is None else self._discourse.resolve(mention, scene.paragraph)
        if entity is None or (entity.gender and not entity.agrees(agreement(frame)[0], "")):
            return None
        return Proposal(entity, "before", mention)

    def inside(self, scene: Scene, frame: Frame) -> Proposal | None:
        """Give who stands right after أنّ in the clause of a verb, where the verb agrees with him."""
        if frame.kind != "verb" or passes_on_his(scene, frame):
            return None
        mention = subject_after_that(scene, frame.at)
        mention = mention or contrasted_subject(scene, frame.at)
        entity = None if mention is None else self._discourse.resolve(mention, scene.paragraph)
        return Proposal(entity, "fronted", mention) if entity and entity.agrees(*agreement(frame)) else None

    def within(self, scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Proposal | None:
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
        how: Way = "fronted" if mention is not None else "before"
        if mention is None and frame.kind == "verb":
            mention = adjacent_subject(scene, frame.at) or fronted
        mention = mention or subject_before(scene, frame.at)
        if mention is None:
            return None
        entity = self._discourse.resolve(mention, scene.paragraph)
        is_asker = turn_of(scene, frame) and any(voice.entity is entity for voice in voices[-1:])
        if is_asker or not entity.agrees(gender, number):
            return None
        return Proposal(entity, how, mention)

    def _elsewhere(self, scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Proposal | None:
        """Give who opens the clause of a verb, or the speaker of another frame of the sentence."""
        units, start = scene.units, scene.start
        gender, number = agreement(frame)
        if came_this(units, start) and all(voice.frame.kind == "noun" for voice in voices):
            return None  # «وجاء ذلك في تعليقه على …، مشددا على أن …»: nobody else has spoken
        goes_on = frame.verb is not None and frame.verb.verb.lemma in GO_ON  # «لكنه استدرك: …»
        if frame.at > start and units[frame.at - 1].key in _CONTRARY_PRONOUNS and not goes_on:
            outer = voices[0].frame.content if voices else None
            mention = None if outer is None else read_mention(units, outer, frame.at)
            if mention is not None and mention.is_named and mention.is_sure:
                return Proposal(self._discourse.resolve(mention, scene.paragraph), "before", mention)
        elif not turn_of(scene, frame):
            gender = gender or governor_gender(scene, frame)
            own = own_subject(scene, frame) or doer(scene, frame, voices)
            entity = None if own is None else self._discourse.resolve(own, scene.paragraph)
            if entity is not None and entity.agrees(gender, number):
                return Proposal(entity, "before", own)
            for voice in reversed(main_last(units, voices)):
                if voice.entity is not None and voice.entity.agrees(gender, number):
                    return Proposal(voice.entity, "same", voice.mention)
        return None

    def _fronted(self, scene: Scene, frame: Frame, gender: str) -> Mention | None:
        """Give the subject that a sentence opens with, where the verb agrees with it."""
        fronted = fronted_subject(scene, frame.at)
        agrees = fronted is not None and (not gender or not fronted.gender or fronted.gender == gender)
        return fronted if agrees else None
