"""The reading of an article from its first sentence to its last: what each marked text is, and who speaks."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.article import Article, Marked, Passage, Segments
from bisum.model.quote import Cue, Quote, QuoteKind, Stance
from bisum.model.span import Span
from bisum.stages.attribution.ballot import Candidate, probability_of
from bisum.stages.attribution.cast import Names, find_names, gather
from bisum.stages.attribution.choosing import choose_voice
from bisum.stages.attribution.colon_frames import UTTERANCES
from bisum.stages.attribution.confidence import SURE_OF_REPORT, confide
from bisum.stages.attribution.decision import Decision, nearest, speaker_of
from bisum.stages.attribution.dialogue import turn
from bisum.stages.attribution.echo import echo, echo_headline, words_of
from bisum.stages.attribution.entities import Entity
from bisum.stages.attribution.holding import hold_quotes, sentence_ranges
from bisum.stages.attribution.indirect import find_reports
from bisum.stages.attribution.inner_voices import swallowed
from bisum.stages.attribution.kind_features import features
from bisum.stages.attribution.kinds import is_clause, speech_probability
from bisum.stages.attribution.speaker_weights import WEIGHTS
from bisum.stages.attribution.surroundings import setting_of
from bisum.stages.attribution.unframed import before_colon, cue_before, first_subject
from bisum.stages.attribution.voice import Scene, Voice
from bisum.stages.attribution.voices import Chorus
from bisum.stages.attribution.words import Unit, read_units
from bisum.stages.tables import read_set
from bisum.text import fold

MAX_SWALLOWED: Final = 40
"""Units of a quotation in which a swallowed reporting clause is looked for."""

_UNTIED: Final = frozenset(("loose",))

_BELIEFS: Final = read_set("beliefs")
_WITH_THESE: Final = frozenset(("بهذه", "بهذا", "بهذين"))
_LEFT_OPEN: Final = frozenset(("continued", "unattributed", "weighed"))


class Reading:
    """Reads one article, or its title, from its first sentence to its last."""

    def __init__(
        self,
        article: Article,
        texts: Sequence[tuple[int | None, str, Passage]],
        marked: Sequence[Marked],
        flat: Sequence[list[Unit]],
        chorus: Chorus | None = None,
        names: Names | None = None,
    ) -> None:
        self.article = article
        self.texts = texts
        self.marked = marked
        self.flat = flat
        self.decisions: list[Decision | None] = [None] * len(marked)
        self.features: dict[int, dict[str, float]] = {}
        self.reported: list[Quote] = []
        self.reported_by: list[Sequence[Candidate]] = []
        self._terms: set[tuple[str, ...]] = set()
        self._waiting: list[int] = []
        self._led: Voice | None = None
        self._leading: Voice | None = None
        self._starts: dict[int, list[int]] = {}
        self._children: dict[int, list[int]] = {}
        self._pieces: dict[int | None, list[tuple[int, int, int]]] = {}
        for index, pair in enumerate(marked):
            if pair.parent is not None:
                self._children.setdefault(pair.parent, []).append(index)
                continue
            for span in pair.spans:
                self._pieces.setdefault(span.paragraph, []).append((span.start, span.end, index))
        self.scenes = self._cut()
        self.chorus = chorus or gather(self.scenes, names or Names((), frozenset()))

    def read(self, body: Reading | None = None) -> None:
        """Decide on all quotations; those of a headline may echo the ``body``."""
        for scene in self.scenes:
            self._sentence(scene)
        other = body or self
        echo(self.decisions, self.inner, other.decisions, other.inner)
        if body is not None:
            echo_headline(self.decisions, self.inner, body.decisions, body.inner, self._is_named)

    def _is_named(self, decision: Decision) -> bool:
        """Tell whether the nearest mention is part of the speaker's name, and not an office."""
        if decision.mention is None or decision.entity is None:
            return False
        said = fold(self.article.text_of(decision.mention)).split()
        return set(said) <= set(fold(self.article.text_of(decision.entity.span)).split())

    def _cut(self) -> list[Scene]:
        """Give the sentences, in reading order."""
        found = []
        for (number, text, passage), flat in zip(self.texts, self.flat, strict=True):
            units = hold_quotes(text, flat, self._pieces.get(number, ())) if text else []
            found += [
                Scene(number, text, units, start, stop) for start, stop in sentence_ranges(units, passage)
            ]
        return found

    def _sentence(self, scene: Scene) -> None:
        led, self._led = self._led, None
        voices = self.chorus.hear(scene)
        if scene.units[scene.stop - 1].key == ":" and voices:
            self._led = voices[-1]
        self._leading = led
        self._look_back(scene, voices)
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
        if decision is None or decision.rule not in _LEFT_OPEN:
            return
        voice, relation = choose_voice(scene, place, voices)
        if voice is None or relation != "post":
            return
        mention = nearest(scene, voice.mention)
        rule = f"{relation}-{voice.how}"
        self.decisions[index] = replace(
            decision, rule=rule, entity=voice.entity, cue=voice.cue, relay=voice.relay, mention=mention
        )

    def _decide(self, scene: Scene, place: int, voices: Sequence[Voice]) -> None:
        index = scene.units[place].quote
        voice, relation = choose_voice(scene, place, voices)
        inner = self.inner(index)
        setting = setting_of(
            scene,
            place,
            voice,
            relation,
            inner,
            pair=self.marked[index],
            decisions=self.decisions,
            seen_as_term=words_of(inner) in self._terms,
            names=self.chorus.names,
        )
        found = features(setting)
        self.features[index] = found
        probability = speech_probability(found)
        if probability < 0.5:
            self._terms.add(words_of(inner))
            self.decisions[index] = Decision(False, probability, "term")
            self._nested(index, None)
            return
        decision = self._attribute(scene, place, voice, relation)
        is_inner = self.marked[index].parent is not None  # nobody goes on from within another's words
        if decision.entity is not None and not is_inner:
            self.chorus.speak(decision.entity)
        if decision.relay is not None and decision.relay.kind != "press":
            self.chorus.speak(decision.relay)
        if voice is None and setting.is_alone:
            self._waiting.append(index)
        is_direct = is_clause(inner) and (relation in {"right", "post"} or setting.is_alone)
        self.decisions[index] = replace(decision, probability=probability, is_direct=is_direct)
        self._nested(index, decision.entity)

    def _attribute(self, scene: Scene, place: int, voice: Voice | None, relation: str) -> Decision:
        """Find the speaker of what is speech."""
        answer = turn(scene, place, self.decisions, self.chorus)
        if answer is not None:
            return answer
        if voice is not None and relation not in _UNTIED:
            mention = nearest(scene, voice.mention)
            rule = f"{relation}-{voice.how}"
            return Decision(
                True, 1.0, rule, voice.entity, voice.cue, voice.relay, mention, ballot=voice.ballot
            )
        span = self.marked[scene.units[place].quote].spans[0]
        inside = self._between(span)[:MAX_SWALLOWED]
        cut = swallowed(
            replace(scene, units=inside, start=0, stop=len(inside)), self.chorus.names, self.chorus.discourse
        )
        if cut is not None:
            return Decision(True, 1.0, "swallowed", cut.entity, cut.cue)
        return self._weighed(scene, place, voice, relation)

    def _weighed(self, scene: Scene, place: int, voice: Voice | None, relation: str) -> Decision:
        """Find the speaker of what no frame explains: whoever stands before a colon, or goes on."""
        first, how, mention = self.chorus.going_on(), "continued", None
        lead = self._leading
        if (
            voice is None
            and lead is not None
            and all(unit.kind == "p" for unit in scene.units[scene.start : place])
        ):
            return Decision(True, 1.0, "led", lead.entity, lead.cue, lead.relay, ballot=lead.ballot)
        if voice is not None:
            first, how, mention = voice.entity, relation, voice.mention
        elif place > scene.start and scene.units[place - 1].key == ":":
            found = before_colon(scene, place, self.chorus.names, self.chorus.discourse)
            if found is not None:
                first, how, mention = found[0], "colon", found[1]
        if first is None:
            how = "unattributed"
        ballot: Sequence[Candidate] = ()
        entity = first
        if scene.paragraph is not None and self.marked[scene.units[place].quote].parent is None:
            ballot = self.chorus.weigh_freely(scene, place, how, first)
            entity = ballot[0].entity if WEIGHTS else first
        cue = voice.cue if voice is not None and entity is first else cue_before(scene, place, self.decisions)
        relay = voice.relay if voice is not None and entity is first else None
        near = nearest(scene, mention) if entity is first else None
        rule = how if entity is first else "weighed"
        return Decision(True, 1.0, rule, entity, cue, relay, near, ballot=ballot)

    def inner(self, index: int) -> list[Unit]:
        """Give the units of a marked text."""
        return [unit for span in self.marked[index].spans for unit in self._between(span)]

    def _between(self, span: Span) -> list[Unit]:
        """Give the units of a span."""
        number = span.paragraph or 0
        flat = self.flat[number]
        starts = self._starts.get(number)
        if starts is None:
            starts = self._starts[number] = [unit.start for unit in flat]
        return flat[bisect.bisect_left(starts, span.start) : bisect.bisect_left(starts, span.end)]

    def _nested(self, index: int, speaker: Entity | None) -> None:
        """Decide on the quotations inside a quotation."""
        children = self._children.get(index, ())
        for span in self.marked[index].spans if children else ():
            text = self.texts[span.paragraph or 0][1]
            pieces = [
                (piece.start, piece.end, child)
                for child in children
                for piece in self.marked[child].spans
                if piece.paragraph == span.paragraph
            ]
            units = hold_quotes(text, self._between(span), pieces)
            scene = Scene(span.paragraph, text, units, 0, len(units))
            self._decide_all(scene, self.chorus.overhear(scene, speaker))

    def _look_back(self, scene: Scene, voices: Sequence[Voice]) -> None:
        """Give quotations that stood alone to whom the next sentence names: «هذا ما صرح به فلان»."""
        if self._waiting and scene.units[scene.start].key in _WITH_THESE:
            self._look_back_with(scene)
            return
        first = voices[0] if voices else None
        if first is None or first.entity is None or first.how != "named" or not first.frame.follows:
            return
        if first.frame.at != scene.start or scene.units[scene.start].key != "هذا":
            return
        for index in self._waiting:
            decision = self.decisions[index]
            if decision is not None:
                self.decisions[index] = replace(
                    decision, entity=first.entity, cue=first.cue, rule="looked-back"
                )

    def _look_back_with(self, scene: Scene) -> None:
        """Do the same for «بهذه الكلمات افتتح فلان …»: the words are the cue, the subject speaks."""
        units, noun = scene.units, scene.start + 1
        if noun >= scene.stop or units[noun].look.stem not in UTTERANCES:
            return
        span = Span(paragraph=scene.paragraph, start=units[scene.start].start, end=units[noun].end)
        text = scene.text[span.start : span.end]
        found = first_subject(replace(scene, start=noun + 1), self.chorus.names, self.chorus.discourse)
        for index in self._waiting:
            decision = self.decisions[index]
            if decision is not None and decision.rule in _LEFT_OPEN:
                cue = Cue(text=text, span=span, lemma=text, stance=Stance.NEUTRAL)
                self.decisions[index] = replace(
                    decision, entity=found or decision.entity, cue=cue, rule="looked-back"
                )

    def _report(self, scene: Scene, voices: Sequence[Voice]) -> None:
        """Write the rows of reported speech without marks."""

        def is_speech(index: int) -> bool:
            decision = self.decisions[index]
            return decision is not None and decision.is_speech

        frames = [voice.frame for voice in voices]
        for report in find_reports(scene.units, scene.start, scene.stop, frames, is_speech):
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
    """Read the paragraphs of an article."""
    texts = [(n, paragraph.text, segments.paragraphs[n]) for n, paragraph in enumerate(article.paragraphs)]
    flat = [read_units(text, 0, len(text)) for _, text, _ in texts]
    reader = Reading(article, texts, segments.marked, flat, names=find_names(flat, persons))
    reader.read()
    return reader
