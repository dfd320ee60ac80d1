"""The reading of an article from its first sentence to its last: what each marked text is, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.article import Article, Segments
from bisum.model.quote import Quote, QuoteKind
from bisum.model.span import Span
from bisum.stages.arabic.units import read_units, with_names
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.indirect import Reports
from bisum.stages.attribution.kinds.features import features
from bisum.stages.attribution.kinds.speech import is_clause, speech_probability
from bisum.stages.attribution.reading.cast import Names, find_names, gather
from bisum.stages.attribution.reading.confidence import SURE_OF_REPORT, confide
from bisum.stages.attribution.reading.decision import LEFT_OPEN, Decision, nearest, speaker_of
from bisum.stages.attribution.reading.dialogue import turn
from bisum.stages.attribution.reading.echo import echo, echo_headline, words_of
from bisum.stages.attribution.reading.looking_back import look_back
from bisum.stages.attribution.reading.marked import Marks
from bisum.stages.attribution.reading.surroundings import setting_of
from bisum.stages.attribution.reading.unframed import before_colon, cue_before
from bisum.stages.attribution.speakers.ballot import Candidate, probability_of
from bisum.stages.attribution.speakers.choosing import Standing, stand
from bisum.stages.attribution.speakers.inner_voices import swallowed
from bisum.stages.attribution.speakers.proposal import Proposal
from bisum.stages.attribution.speakers.voice import Voice
from bisum.stages.attribution.speakers.voices import Chorus
from bisum.stages.tables import read_set
from bisum.text import fold

MAX_SWALLOWED: Final = 40
"""Units of a quotation in which a swallowed reporting clause is looked for."""

_BELIEFS: Final = read_set("beliefs")


class Reading:
    """Reads one article, or its title, from its first sentence to its last."""

    def __init__(self, article: Article, marks: Marks, chorus: Chorus, names: Names) -> None:
        self.article = article
        self.decisions: list[Decision | None] = [None] * len(marks.pairs)
        self.features: dict[int, dict[str, float]] = {}
        self.reported: list[Quote] = []
        self.reported_by: list[Sequence[Candidate]] = []
        self.inner = marks.inner
        self._marks = marks
        self._terms: set[tuple[str, ...]] = set()
        self._waiting: list[int] = []
        self._led: Voice | None = None
        self._leading: Voice | None = None
        self.chorus = chorus
        self.names = names

    def read(self, body: Reading | None = None) -> None:
        """Decide on all quotations; those of a headline may echo the ``body``."""
        for scene in self._marks.scenes:
            self._sentence(scene)
        other = body or self
        echo(self.decisions, self.inner, other.decisions, other.inner)
        if body is not None:
            echo_headline(self.decisions, self.inner, body.decisions, body.inner, self._is_named)

    @property
    def n_sentences(self) -> int:
        """How many sentences it has."""
        return len(self._marks.scenes)

    def _is_named(self, decision: Decision) -> bool:
        """Tell whether the nearest mention is part of the speaker's name, and not an office."""
        if decision.mention is None or decision.entity is None:
            return False
        said = fold(self.article.text_of(decision.mention)).split()
        return set(said) <= set(fold(self.article.text_of(decision.entity.span)).split())

    def _is_speech(self, index: int) -> bool:
        decision = self.decisions[index]
        return decision is not None and decision.is_speech

    def _sentence(self, scene: Scene) -> None:
        led, self._led = self._led, None
        voices = self.chorus.hear(scene)
        if scene.units[scene.stop - 1].key == ":" and voices:
            self._led = voices[-1]
        self._leading = led
        look_back(self.decisions, self._waiting, scene, voices, self.chorus)
        if voices:
            self._waiting = []
        self._decide_all(scene, voices)
        self._report(scene, voices)

    def _decide_all(self, scene: Scene, voices: Sequence[Voice]) -> None:
        for place in range(scene.start, scene.stop):
            unit = scene.units[place]
            if unit.kind == "q" and self.decisions[unit.quote] is None:
                self._decide(scene, place, voices)
            elif unit.kind == "q":
                self._close(scene, place, voices)

    def _close(self, scene: Scene, place: int, voices: Sequence[Voice]) -> None:
        """Give an utterance that ran on from an earlier paragraph to whom its end names: «…»، قال فلان."""
        index = scene.units[place].quote
        decision = self.decisions[index]
        if decision is None or decision.rule not in LEFT_OPEN:
            return
        _, _, voice, relation = stand(scene, place, voices)
        if voice is None or relation != "post":
            return
        mention = nearest(scene, voice.mention)
        rule = f"{relation}-{voice.how}"
        self.decisions[index] = replace(
            decision, rule=rule, entity=voice.entity, cue=voice.cue, relay=voice.relay, mention=mention
        )

    def _decide(self, scene: Scene, place: int, voices: Sequence[Voice]) -> None:
        index = scene.units[place].quote
        standing = stand(scene, place, voices)
        inner = self.inner(index)
        setting = setting_of(
            standing,
            inner,
            pair=self._marks.pairs[index],
            decisions=self.decisions,
            seen_as_term=words_of(inner) in self._terms,
        )
        found = features(setting)
        self.features[index] = found
        probability = speech_probability(found)
        if probability < 0.5:
            self._terms.add(words_of(inner))
            self.decisions[index] = Decision(False, probability, "term")
            self._nested(index, scene.sentence, None)
            return
        decision = self._attribute(standing)
        is_inner = self._marks.is_inner(index)  # nobody goes on from within another's words
        if decision.entity is not None and not is_inner:
            self.chorus.speak(decision.entity)
        if decision.relay is not None and decision.relay.kind != "press":
            self.chorus.speak(decision.relay)
        if standing.voice is None and setting.is_alone:
            self._waiting.append(index)
        is_direct = is_clause(inner) and (standing.relation in {"right", "post"} or setting.is_alone)
        self.decisions[index] = replace(decision, probability=probability, is_direct=is_direct)
        self._nested(index, scene.sentence, decision.entity)

    def _attribute(self, standing: Standing) -> Decision:
        """Find the speaker of what is speech."""
        scene, place, voice, relation = standing
        answer = turn(scene, place, self.decisions, self.chorus)
        if answer is not None:
            return answer
        if voice is not None and relation != "loose":
            mention = nearest(scene, voice.mention)
            rule = f"{relation}-{voice.how}"
            return Decision(
                True, 1.0, rule, voice.entity, voice.cue, voice.relay, mention, ballot=voice.ballot
            )
        inside = self._marks.beginning(scene.units[place].quote)[:MAX_SWALLOWED]
        cut = swallowed(replace(scene, units=inside, start=0, stop=len(inside)), self.chorus.discourse)
        if cut is not None:
            return Decision(True, 1.0, "swallowed", cut.entity, cut.cue)
        return self._weighed(standing)

    def _weighed(self, standing: Standing) -> Decision:
        """Find the speaker of what no frame explains: whoever stands before a colon, or goes on."""
        scene, place, voice, _ = standing
        lead = self._leading
        if (
            voice is None
            and lead is not None
            and all(unit.kind == "p" for unit in scene.units[scene.start : place])
        ):
            return Decision(True, 1.0, "led", lead.entity, lead.cue, lead.relay, ballot=lead.ballot)
        proposal = self._proposal(standing)
        ballot: Sequence[Candidate] = ()
        if scene.paragraph is not None and not self._marks.is_inner(scene.units[place].quote):
            ballot = self.chorus.weighing.of_quotation(scene, place, proposal)
        if ballot and ballot[0].entity is not proposal.entity:
            voice, proposal = None, Proposal(ballot[0].entity, "weighed")
        cue = voice.cue if voice is not None else cue_before(scene, place, self.decisions)
        relay = voice.relay if voice is not None else None
        near = nearest(scene, proposal.mention)
        return Decision(True, 1.0, proposal.how, proposal.entity, cue, relay, near, ballot=ballot)

    def _proposal(self, standing: Standing) -> Proposal:
        """Give whom the rules propose for what no frame explains."""
        scene, place, voice, _ = standing
        proposal = Proposal(self.chorus.going_on(), "continued")
        if voice is not None:
            proposal = Proposal(voice.entity, "loose", voice.mention)
        elif place > scene.start and scene.units[place - 1].key == ":":
            proposal = before_colon(scene, place, self.chorus.discourse) or proposal
        return proposal if proposal.entity is not None else proposal._replace(how="unattributed")

    def _nested(self, index: int, sentence: int, speaker: Entity | None) -> None:
        """Decide on the quotations inside a quotation."""
        for scene in self._marks.inside(index, sentence):
            self._decide_all(scene, self.chorus.overhear(scene, speaker))

    def _report(self, scene: Scene, voices: Sequence[Voice]) -> None:
        """Write the rows of reported speech without marks."""
        frames = [voice.frame for voice in voices]
        quotes = {unit.quote for unit in scene.units[scene.start : scene.stop] if unit.kind == "q"}
        speech = {index for index in quotes if self._is_speech(index)}
        for report in Reports(scene, frames, speech).find():
            voice = voices[report.number]
            if voice.how == "impersonal" and voice.cue is not None and voice.cue.lemma in _BELIEFS:
                continue  # «يُعتقد أن …»: nobody has said it
            rule = f"{report.rule}-{voice.how}"
            self.reported_by.append(voice.ballot)
            self.reported.append(
                Quote(
                    kind=QuoteKind.INDIRECT,
                    text=scene.text[report.start : report.end],
                    spans=(Span(paragraph=scene.paragraph, start=report.start, end=report.end),),
                    speaker=speaker_of(self.article, voice.entity, nearest(scene, voice.mention)),
                    cue=voice.cue,
                    relay=speaker_of(self.article, voice.relay, None),
                    confidence=confide(SURE_OF_REPORT, rule, probability_of(voice.ballot, voice.entity)),
                    rule=rule,
                )
            )


def read_body(article: Article, segments: Segments, persons: Sequence[Span] = ()) -> Reading:
    """Read the paragraphs of an article.

    Args:
        article: The article.
        segments: Its sentences and marks.
        persons: Where a model sees persons' names.
    """
    texts = [(n, paragraph.text, segments.paragraphs[n]) for n, paragraph in enumerate(article.paragraphs)]
    flat = [read_units(text) for _, text, _ in texts]
    names = find_names(flat, persons)
    marks = Marks(texts, segments.marked, [with_names(units, names.words) for units in flat])
    reading = Reading(article, marks, gather(marks.scenes, names.full), names)
    reading.read()
    return reading


def read_title(article: Article, segments: Segments, body: Reading) -> Reading | None:
    """Read the title of an article whose ``body`` was read; None where it has no marks."""
    if article.title is None or segments.title is None or not segments.title_marked:
        return None
    text = article.title.text
    units = with_names(read_units(text), body.names.words)
    passages = [(None, text, segments.title)]
    marks = Marks(passages, segments.title_marked, [units], n_before=body.n_sentences)
    reading = Reading(article, marks, body.chorus, body.names)
    reading.read(body)
    return reading
