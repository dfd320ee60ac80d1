"""The ledger of one article: each quotation with its kind, speaker and cue."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.article import Article, Marked, Passage, Segments
from bisum.model.quote import Cue, Quote, QuoteKind, Quotes, Speaker, Stance
from bisum.model.span import Span
from bisum.stages.attribution.discourse import Discourse, Entity, FullName
from bisum.stages.attribution.frames import (
    Frame,
    source_mention,
    adjacent_subject,
    find_frames,
    owner_before,
    subject_before,
)
from bisum.stages.attribution.indirect import find_reports
from bisum.stages.attribution.kinds import Setting, features, is_clause, speech_probability
from bisum.stages.attribution.mentions import Mention, name_runs, read_mention
from bisum.stages.attribution.words import Unit, read_units

MAX_SWALLOWED: Final = 40
"""Units of a quotation in which a swallowed reporting clause is looked for."""

MAX_HEADLINE: Final = 140
"""Code points of the longest headline."""

MAX_SENTENCE: Final = 240
"""Units read at a time: an endless sentence is read in stretches, so that time stays linear."""

MIN_ECHO: Final = 0.6
"""Share of words that a quotation and the one it echoes must have in common."""

MAX_ECHOED: Final = 200
"""Quotations that may be echoed; more would only cost time."""

MAX_TOPIC: Final = 30
"""Units of a sentence in which the person it is about is looked for."""

MAX_NEAR: Final = 4
"""Units into a reported clause within which a quotation belongs to its verb, whatever follows."""

MAX_CONTINUED: Final = 2
"""Paragraphs without speech after which a quotation that stands alone goes on with nobody."""

_GO_ON: Final = frozenset(
    "أضاف زاد تابع استطرد أردف واصل أكمل استدرك ختم اختتم خلص كرر أعاد ردد مضى عاد استأنف".split()
)
_CALLS: Final = frozenset("وصف سمى اعتبر عد".split())


class Voice(NamedTuple):
    """A frame with who speaks in it.

    Attributes:
        frame: The frame.
        entity: Who speaks, None where the article does not say.
        relay: Who passes it on.
        how: ``named``, ``before``, ``same``, ``current``, ``topic`` or ``none``.
        mention: Where the speaker is mentioned nearest, None where it is not.
        cue: The cue as it stands, None for a bare colon.
    """

    frame: Frame
    entity: Entity | None
    relay: Entity | None
    how: str
    mention: Mention | None
    cue: Cue | None


class Decision(NamedTuple):
    """What was decided about one marked text, before it becomes a Quote."""

    is_speech: bool
    probability: float
    entity: Entity | None
    cue: Cue | None
    relay: Entity | None
    mention: Span | None
    is_direct: bool
    rule: str


class _Reader:
    """Reads one article, or its title, from its first paragraph to its last."""

    def __init__(
        self,
        article: Article,
        texts: Sequence[tuple[int | None, str, Passage]],
        marked: Sequence[Marked],
        discourse: Discourse,
        names: frozenset[str],
        flat: Sequence[list[Unit]],
    ) -> None:
        self.article = article
        self.texts = texts
        self.marked = marked
        self.discourse = discourse
        self.names = names
        self.flat = flat
        self.decisions: list[Decision | None] = [None] * len(marked)
        self.topic: Entity | None = None
        self.last_named: Entity | None = None
        self.features: dict[int, dict[str, float]] = {}
        self.waiting: list[int] = []
        self._starts: dict[int, list[int]] = {}
        self.topic_at = self.spoken_at = -1
        self.sentence = 0
        self.terms: set[tuple[str, ...]] = set()
        self.reported: list[Quote] = []
        self.children: dict[int, list[int]] = {}
        for index, pair in enumerate(marked):
            if pair.parent is not None:
                self.children.setdefault(pair.parent, []).append(index)
        self._pieces: dict[int | None, list[tuple[int, int, int]]] = {}
        for index, pair in enumerate(marked):
            if pair.parent is None:
                for span in pair.spans:
                    self._pieces.setdefault(span.paragraph, []).append((span.start, span.end, index))

    def read(self, echoes: _Reader | None = None) -> None:
        """Decide on all quotations; those of a headline may echo what ``echoes`` read."""
        for (number, text, passage), flat in zip(self.texts, self.flat, strict=True):
            if not text:
                continue
            units = hold_quotes(text, flat, self._pieces.get(number, ()))
            for start, stop in _sentence_ranges(units, passage):
                self._sentence(number, text, units, start, stop)
        self._echo(echoes or self)

    def _sentence(self, number: int | None, text: str, units: list[Unit], start: int, stop: int) -> None:
        self.sentence += 1
        frames = find_frames(units, start, stop, self.names)
        voices: list[Voice] = []
        for frame in frames:
            voices.append(self._voice(number, text, units, start, frame, voices))
        voices = self._with_relays(voices)
        for voice in _main_last(units, voices):
            frame = voice.frame
            counts = frame.tie in {"ان", ":", "«"} or frame.follows or voice.how == "named"
            if voice.entity is not None and counts and voice.how != "same":
                self._speaks(voice.entity)
                if voice.relay is not None and voice.relay.kind != "press":
                    self._speaks(voice.relay)
        if not voices or all(voice.how != "named" for voice in voices):
            self._note_topic(number, units, start, stop)
        self._look_back(units, start, voices)
        if voices:
            self.waiting = []
        for place in range(start, stop):
            unit = units[place]
            if unit.kind == "q" and self.decisions[unit.quote] is None:
                self._decide(number, text, units, start, stop, place, voices)
        self._report(number, text, units, start, stop, voices)

    def _look_back(self, units: list[Unit], start: int, voices: list[Voice]) -> None:
        """Give quotations that stood alone to whom the next sentence names: «هذا ما صرح به فلان»."""
        first = voices[0] if voices else None
        if first is None or first.entity is None or first.how != "named":
            return
        if not first.frame.follows or first.frame.at != start or units[start].key != "هذا":
            return
        for index in self.waiting:
            decision = self.decisions[index]
            if decision is not None:
                self.decisions[index] = decision._replace(
                    entity=first.entity, cue=first.cue, rule="looked-back"
                )

    def _echo(self, body: _Reader) -> None:
        """Give a quotation without a speaker, as in a headline, to whom its words belong further on."""
        known = [
            (set(key.split()), decision)
            for key, decision in body._worded()
            if decision.is_speech and decision.entity is not None
        ][:MAX_ECHOED]
        n_left = MAX_ECHOED
        for index, decision in enumerate(self.decisions):
            if decision is None or not decision.is_speech or decision.entity is not None:
                continue
            n_left -= 1
            if n_left < 0:
                return
            if decision.rule.endswith("impersonal"):
                continue
            words = {unit.key for unit in self._inner(index) if unit.kind == "w"}
            for others, other in known:
                if len(words) > 1 and len(words & others) >= MIN_ECHO * max(len(words), len(others)):
                    self.decisions[index] = decision._replace(entity=other.entity, rule="echo")
                    break

    def _worded(self) -> list[tuple[str, Decision]]:
        return [
            (" ".join(unit.key for unit in self._inner(index) if unit.kind == "w"), decision)
            for index, decision in enumerate(self.decisions)
            if decision is not None
        ]

    def _report(
        self, number: int | None, text: str, units: list[Unit], start: int, stop: int, voices: list[Voice]
    ) -> None:
        """Write the rows of reported speech without marks."""

        def is_speech(index: int) -> bool:
            decision = self.decisions[index]
            return decision is not None and decision.is_speech

        for report in find_reports(units, start, stop, [voice.frame for voice in voices], is_speech):
            voice = voices[report.number]
            span = Span(paragraph=number, start=report.start, end=report.end)
            mention = None
            if voice.mention is not None:
                at = voice.mention
                mention = Span(paragraph=number, start=at.name_start, end=at.name_end)
            self.reported.append(
                Quote(
                    kind=QuoteKind.INDIRECT,
                    text=text[report.start : report.end],
                    spans=(span,),
                    speaker=_speaker(self.article, voice.entity, mention),
                    cue=voice.cue,
                    relay=_speaker(self.article, voice.relay, None),
                    confidence=0.5,
                    rule=f"{report.rule}-{voice.how}",
                )
            )

    def _speaks(self, entity: Entity | None) -> None:
        if entity is not None:
            self.discourse.speak(entity)
            self.spoken_at = self.sentence

    def _note_topic(self, number: int | None, units: list[Unit], start: int, stop: int) -> None:
        for first in range(start, min(stop, start + MAX_TOPIC)):
            unit = units[first]
            if unit.kind == "w" and unit.key in self.names:
                named = read_mention(units, first, stop, self.names)
                if named is not None and named.is_named and named.is_sure:
                    self.last_named = self.discourse.resolve(named, number)
                    break
        mention = subject_before(units, start, stop, self.names)
        if mention is not None and (mention.is_named or (mention.is_definite and mention.kind == "role")):
            self.topic = self.discourse.resolve(mention, number)
            self.topic_at = self.sentence

    def _voice(
        self, number: int | None, text: str, units: list[Unit], start: int, frame: Frame, voices: list[Voice]
    ) -> Voice:
        cue = _cue(number, text, units, frame)
        relay = None if frame.relay is None else self.discourse.resolve(frame.relay, number)
        form = frame.verb.form if frame.verb is not None else None
        gender = form.gender if form else ""
        if frame.verb is not None and frame.verb.verb.lemma in {"جاء", "ورد"}:
            gender = ""
        plural = form.number if form else ""
        if frame.mention is not None and frame.kind == "verb" and not frame.follows:
            earlier = self._earlier_subject(units, start, frame)
            if earlier is not None:
                frame = frame._replace(mention=earlier)
        if frame.mention is not None:
            entity = self.discourse.resolve(frame.mention, number)
            if frame.kind == "verb" and gender and not entity.gender and entity.kind == "person":
                entity.gender = gender
            return Voice(frame, entity, relay, "named", frame.mention, cue)
        needs = "p" if plural == "p" else ("s" if frame.kind != "noun" else "")
        if frame.verb is not None and _is_impersonal(text, units, frame):
            return Voice(frame, None, relay, "impersonal", None, cue)
        if frame.kind == "verb" and frame.mention is None:
            mention = owner_before(units, start, frame.at, len(units), self.names)
            if mention is not None:
                return Voice(frame, self.discourse.resolve(mention, number), relay, "before", mention, cue)
        if frame.kind == "verb" and frame.at > start and "rel" in units[frame.at - 1].look.tags:
            mention = adjacent_subject(units, start, frame.at, self.names)
            if mention is not None:
                return Voice(frame, self.discourse.resolve(mention, number), relay, "before", mention, cue)
        can_be_same = not (frame.at > start and units[frame.at - 1].key in _CONTRARY_PRONOUNS)
        for voice in reversed(_main_last(units, voices)) if can_be_same else ():
            if voice.entity is not None and voice.entity.agrees(gender, needs):
                return Voice(frame, voice.entity, relay, "same", voice.mention, cue)
        if frame.at > start and units[frame.at - 1].key in _CONTRARY_PRONOUNS and voices:
            outer = voices[0].frame.content
            mention = None if outer is None else read_mention(units, outer, frame.at, self.names)
            if mention is not None and mention.is_named and mention.is_sure:
                return Voice(frame, self.discourse.resolve(mention, number), relay, "before", mention, cue)
        is_first = all(
            unit.kind != "w" or unit.look.tags & {"conj", "adv"} for unit in units[start : frame.at]
        )
        if not is_first:
            mention = None
            if frame.kind == "verb":
                mention = adjacent_subject(units, start, frame.at, self.names)
            mention = mention or subject_before(units, start, frame.at, self.names)
            if mention is not None:
                entity = self.discourse.resolve(mention, number)
                if entity.agrees(gender, needs):
                    if gender and not entity.gender:
                        entity.gender = gender
                    return Voice(frame, entity, relay, "before", mention, cue)
        goes_on = frame.verb is not None and frame.verb.verb.lemma in _GO_ON
        topic = self.topic
        if (
            not goes_on
            and topic is not None
            and self.topic_at >= self.spoken_at
            and topic.agrees(gender, needs)
        ):
            return Voice(frame, topic, relay, "topic", None, cue)
        current = self.discourse.current(gender, needs)
        if current is not None:
            return Voice(frame, current, relay, "current", None, cue)
        if topic is not None and topic.agrees(gender, needs):
            return Voice(frame, topic, relay, "topic", None, cue)
        last = self.last_named
        if last is not None and last.agrees(gender, needs):
            return Voice(frame, last, relay, "mentioned", None, cue)
        return Voice(frame, None, relay, "none", None, cue)

    def _earlier_subject(self, units: list[Unit], start: int, frame: Frame) -> Mention | None:
        """Give the subject right before a verb, where what follows the verb is its object."""
        mention = frame.mention
        verb = frame.verb
        if mention is None or verb is None or units[frame.at].key != verb.form.key or frame.at == start:
            return None
        earlier = adjacent_subject(units, start, frame.at, self.names)
        if earlier is None or not earlier.is_sure:
            return None
        if units[frame.at - 1].key == "," and not earlier.is_named:
            return None
        is_object = earlier.is_named or not mention.is_named
        conflicts = bool(verb.form.gender and earlier.gender) and verb.form.gender != earlier.gender
        return earlier if is_object and not conflicts else None

    def _with_relays(self, voices: list[Voice]) -> list[Voice]:
        """Make agencies that only pass words on relays, where another speaker is at hand."""
        changed = []
        for voice in voices:
            entity = voice.entity
            is_press = entity is not None and entity.kind == "press"
            leads = voice.frame.kind == "source" and voice.frame.content is not None
            passes_on = (voice.frame.kind == "source" or voice.frame.follows) and not leads
            if is_press and passes_on:
                other = next(
                    (v.entity for v in voices if v.entity is not None and v.entity is not entity), None
                )
                if other is None and self.spoken_at >= self.sentence - 3:
                    other = self.discourse.current("", "")
                if other is not None and other is not entity and other.kind != "press":
                    changed.append(voice._replace(entity=other, relay=entity, how="relayed"))
                    continue
            changed.append(voice)
        return changed

    def _decide(
        self,
        number: int | None,
        text: str,
        units: list[Unit],
        start: int,
        stop: int,
        place: int,
        voices: list[Voice],
    ) -> None:
        index = units[place].quote
        pair = self.marked[index]
        voice, relation = _frame_of(units, start, stop, place, voices)
        inner = self._inner(index)
        is_alone = _is_alone(units, start, stop, place)
        keys = tuple(unit.key for unit in inner if unit.kind in "wn")
        verb = voice.frame.verb.verb if voice is not None and voice.frame.verb is not None else None
        setting = Setting(
            inner=inner,
            before=units[place - 1] if place > start else None,
            before_that=units[place - 2] if place > start + 1 else None,
            after=units[place + 1] if place + 1 < stop else None,
            relation=relation,
            is_alone=is_alone,
            is_unclosed=pair.closing is None,
            seen_as_term=keys in self.terms,
            in_title=number is None,
            strength=verb.strength if verb is not None else 0,
            stance_claims=verb is not None and verb.lemma in _CALLS,
            distance=place - voice.frame.content
            if voice is not None and voice.frame.content is not None
            else 0,
            is_headline=len(text) < MAX_HEADLINE and text[-1] not in '.؟!»"”…',
            is_nested=pair.parent is not None,
        )
        found = features(setting)
        self.features[index] = found
        probability = speech_probability(found)
        is_speech = probability >= 0.5
        if not is_speech:
            self.terms.add(keys)
            self.decisions[index] = Decision(False, 1 - probability, None, None, None, None, False, "term")
            self._nested(index, None)
            return
        entity, cue, relay, mention, rule = self._speaker_of(
            number, voice, relation, index, units, start, place
        )
        if entity is not None:
            self._speaks(entity)
        if voice is None and is_alone:
            self.waiting.append(index)
        is_direct = is_clause(inner) and (relation in {"right", "post"} or is_alone)
        self.decisions[index] = Decision(True, probability, entity, cue, relay, mention, is_direct, rule)
        self._nested(index, entity)

    def _inside_out(self, number: int | None, index: int) -> Voice | None:
        """Read a reporting clause that the marks swallowed: «لا داعي للقلق، قال فلان، فـ…»."""
        span = self.marked[index].spans[0]
        text = self.texts[number or 0][1]
        inside = self._between(span)[:MAX_SWALLOWED]
        for frame in find_frames(inside, 0, len(inside), self.names):
            verb = frame.verb
            is_cut = frame.at > 0 and inside[frame.at - 1].key in ",-"
            if verb is None or verb.form.kind != "verb" or verb.verb.strength < 3 or not is_cut:
                continue
            if frame.mention is not None and frame.mention.is_sure:
                entity = self.discourse.resolve(frame.mention, number)
                return Voice(
                    frame, entity, None, "swallowed", frame.mention, _cue(number, text, inside, frame)
                )
        return None

    def _by_colon(
        self, number: int | None, units: list[Unit], start: int, place: int
    ) -> tuple[Entity | None, Span | None]:
        """Give who stands before a colon that no reporting verb explains."""
        mention = adjacent_subject(units, start, place - 1, self.names)
        mention = mention or subject_before(units, start, place, self.names)
        if mention is None:
            for first in range(start, place):
                found = source_mention(units, first, place, self.names)
                if found is not None and found.is_named and found.is_sure:
                    mention = found
                    break
        if mention is None:
            return None, None
        span = Span(paragraph=number, start=mention.name_start, end=mention.name_end)
        return self.discourse.resolve(mention, number), span

    def _speaker_of(
        self,
        number: int | None,
        voice: Voice | None,
        relation: str,
        index: int,
        units: list[Unit],
        start: int,
        place: int,
    ) -> tuple[Entity | None, Cue | None, Entity | None, Span | None, str]:
        if voice is not None:
            mention = voice.mention
            span = None
            if mention is not None:
                span = Span(paragraph=number, start=mention.name_start, end=mention.name_end)
            return voice.entity, voice.cue, voice.relay, span, f"{relation}-{voice.how}"
        swallowed = self._inside_out(number, index)
        if swallowed is not None:
            return swallowed.entity, swallowed.cue, None, None, "swallowed"
        if place > start and units[place - 1].key == ":":
            entity, span = self._by_colon(number, units, start, place)
            if entity is not None:
                return entity, None, None, span, "colon"
        if self.spoken_at >= self.sentence - 3:
            return self.discourse.current("", ""), None, None, None, "continued"
        return None, None, None, None, "unattributed"

    def _inner(self, index: int) -> list[Unit]:
        inner: list[Unit] = []
        for span in self.marked[index].spans:
            inner += self._between(span)
        return inner

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
        children = self.children.get(index, ())
        if not children:
            return
        for span in self.marked[index].spans:
            number = span.paragraph
            text = self.texts[number or 0][1]
            inside = self._between(span)
            pieces = [
                (piece.start, piece.end, child)
                for child in children
                for piece in self.marked[child].spans
                if piece.paragraph == number
            ]
            units = hold_quotes(text, inside, pieces)
            frames = find_frames(units, 0, len(units), self.names)
            voices = []
            for frame in frames:
                entity = None if frame.mention is None else self.discourse.resolve(frame.mention, number)
                mention = frame.mention
                if entity is None:
                    mention = subject_before(units, 0, frame.at, self.names)
                    entity = None if mention is None else self.discourse.resolve(mention, number)
                if entity is None and frame.verb is not None and frame.verb.form.person == 1:
                    entity = speaker
                voices.append(Voice(frame, entity, None, "named", mention, _cue(number, text, units, frame)))
            for place, unit in enumerate(units):
                if unit.kind == "q" and self.decisions[unit.quote] is None:
                    self._decide(number, text, units, 0, len(units), place, voices)


_CONTRARY_PRONOUNS: Final = frozenset("ولكنه ولكنها لكنه لكنها".split())
_PASSIVE: Final = re.compile("[وفس]?[\u0621-\u064a]\u064f")
_OF_TEXTS: Final = frozenset("كتب خط رفع عنون".split())


def _is_impersonal(text: str, units: Sequence[Unit], frame: Frame) -> bool:
    """Tell whether a verb names nobody: «قيل»، «يُحكى»، «كُتب عليها»."""
    verb = frame.verb
    if verb is None or verb.form.kind != "verb" or frame.mention is not None:
        return False
    if verb.verb.lemma == "قيل":
        return True
    unit = units[frame.at]
    following = units[frame.after] if frame.after < len(units) else None
    if verb.verb.lemma in _OF_TEXTS and following is not None and following.key in {"عليها", "عليه"}:
        return True
    is_bare = verb.form.number == "s" and verb.form.gender == "m"
    return is_bare and _PASSIVE.match(text[unit.start : unit.end]) is not None


def hold_quotes(text: str, flat: Sequence[Unit], pieces: Sequence[tuple[int, int, int]]) -> list[Unit]:
    """Put each quotation's words and marks into one unit.

    Args:
        text: The passage.
        flat: Its units one by one.
        pieces: Start, end and index of the quotations, in order, apart from one another.
    """
    units: list[Unit] = []
    at = 0
    for start, end, index in pieces:
        begin, stop = start, end
        while at < len(flat) and flat[at].end <= start:
            units.append(flat[at])
            at += 1
        if (
            units
            and units[-1].kind == "p"
            and text[units[-1].end : start].isspace() | (units[-1].end == start)
        ):
            if units[-1].key in _MARKS:
                begin = units.pop().start
        while at < len(flat) and flat[at].start < end:
            stop = max(stop, flat[at].end)
            at += 1
        if at < len(flat) and flat[at].key in _MARKS and not text[end : flat[at].start].strip():
            stop = flat[at].end
            at += 1
        units.append(Unit("q", "«", begin, stop, index, _QUOTE_LOOK))
    units += flat[at:]
    return units


_MARKS: Final = frozenset("«»‹›\"“”„‟＂〝〞'‘’‚‛")
_QUOTE_LOOK: Final = next(iter(read_units("1", 0, 1))).look


def _sentence_ranges(units: Sequence[Unit], passage: Passage) -> list[tuple[int, int]]:
    ranges = []
    at = 0
    for sentence in passage.sentences:
        begin = at
        while at < len(units) and units[at].start < sentence.end:
            at += 1
        ranges += [(cut, min(cut + MAX_SENTENCE, at)) for cut in range(begin, at, MAX_SENTENCE)]
    return ranges


def _is_alone(units: Sequence[Unit], start: int, stop: int, place: int) -> bool:
    return all(unit.kind == "p" for n, unit in enumerate(units[start:stop], start) if n != place)


def _frame_of(
    units: Sequence[Unit], start: int, stop: int, place: int, voices: Sequence[Voice]
) -> tuple[Voice | None, str]:
    """Choose the frame that a quotation belongs to, and how it is tied."""
    leads = all(unit.kind == "p" for unit in units[start:place])
    post = next(
        (
            voice
            for voice in voices
            if voice.frame.follows
            and voice.frame.at > place
            and not any(unit.kind == "q" for unit in units[place + 1 : voice.frame.at])
        ),
        None,
    )
    before = [voice for voice in voices if voice.frame.content is not None and voice.frame.content <= place]
    if post is not None and (leads or post.frame.at - place <= 3):
        is_right = bool(before) and not any(
            unit.kind != "p" for unit in units[before[-1].frame.content or 0 : place]
        )
        is_near = bool(before) and place - (before[-1].frame.content or 0) <= MAX_NEAR
        if not ((is_right or is_near) and post.frame.kind in {"source", "back"}):
            return post, "post"
    if before:
        voice = before[-1]
        content = voice.frame.content or 0
        gap = [unit for unit in units[content:place] if unit.kind != "p"]
        if not gap:
            return voice, "right" if voice.frame.tie in {"ان", ":", "«"} else "tied"
        if voice.frame.tie not in {"ان", ":", "«"} and len(gap) <= 2:
            return voice, "tied"
        return voice, "within"
    split = _split_by(units, place, voices)
    if split is not None:
        return split, "post"
    source = next(
        (voice for voice in voices if voice.frame.kind in {"source", "back"} or voice.frame.follows), None
    )
    if source is not None:
        return source, "source"
    if leads and voices:
        return voices[0], "source"
    loose = [voice for voice in voices if voice.frame.at < place]
    if loose:
        return loose[-1], "loose"
    return None, "none"


_MEANWHILE: Final = frozenset("بينما فيما حين ولكنه ولكنها لكنه لكنها لكن ثم".split())


def _main_last(units: Sequence[Unit], voices: Sequence[Voice]) -> list[Voice]:
    """Order voices so that those inside another's report come first: the next verb goes on with the outer."""
    inner: list[Voice] = []
    outer: list[Voice] = []
    for number, voice in enumerate(voices):
        frame = voice.frame
        is_inside = any(
            other.frame.content is not None and other.frame.content <= frame.at for other in voices[:number]
        )
        before = units[frame.at - 1] if frame.at else None
        starts_anew = frame.kind == "verb" and (
            units[frame.at].key[0] in "وف"
            or (before is not None and (before.kind == "p" or before.look.stem in _MEANWHILE))
        )
        (inner if is_inside and not starts_anew and frame.kind == "verb" else outer).append(voice)
    return [*inner, *outer]


def _split_by(units: Sequence[Unit], place: int, voices: Sequence[Voice]) -> Voice | None:
    """Give the reporting clause that cuts one utterance in two: «…»، قال فلان، «…»."""
    for voice in reversed(voices):
        frame = voice.frame
        if not frame.follows or frame.at >= place:
            continue
        between = units[frame.after : place]
        is_near = len(between) <= 12 and bool(between) and between[-1].kind == "p"
        if is_near and not any(unit.kind == "q" or unit.key in ".?!" for unit in between):
            return voice
    return None


def _cue(number: int | None, text: str, units: Sequence[Unit], frame: Frame) -> Cue | None:
    if frame.kind == "colon":
        return None
    start, end = units[frame.at].start, units[max(frame.at, frame.after - 1)].end
    while text[start:end] and not text[end - 1].isalnum() and end > start + 1:
        end -= 1
    lemma = frame.verb.verb.lemma if frame.verb is not None else text[start:end]
    stance = frame.verb.verb.stance if frame.verb is not None else Stance.NEUTRAL
    return Cue(
        text=text[start:end], span=Span(paragraph=number, start=start, end=end), lemma=lemma, stance=stance
    )


def kind_features(article: Article, segments: Segments) -> dict[tuple[int, str], dict[str, float]]:
    """Give the features by which each marked text is told speech or term, for fitting their weights.

    Returns:
        By paragraph and text.
    """
    reader, _, _ = _read_body(article, segments)
    by_text = {}
    for index, found in reader.features.items():
        spans = segments.marked[index].spans
        text = "\n".join(article.text_of(span) for span in spans)
        by_text[spans[0].paragraph or 0, text] = found
    return by_text


def attribute(article: Article, segments: Segments) -> Quotes:
    """Decide on every pair of quotation marks of an article and of its title."""
    reader, discourse, words = _read_body(article, segments)
    quotes = _quotes(article, segments.marked, reader.decisions)
    title: tuple[Quote, ...] = ()
    if article.title is not None and segments.title is not None and segments.title_marked:
        whole = article.title.text
        units = list(read_units(whole, 0, len(whole)))
        title_reader = _Reader(
            article, [(None, whole, segments.title)], segments.title_marked, discourse, words, [units]
        )
        title_reader.read(echoes=reader)
        title = _quotes(article, segments.title_marked, title_reader.decisions)
    return Quotes(marked=quotes, indirect=tuple(reader.reported), title=title)


def _read_body(article: Article, segments: Segments) -> tuple[_Reader, Discourse, frozenset[str]]:
    """Read the paragraphs of an article."""
    texts: list[tuple[int | None, str, Passage]] = [
        (number, paragraph.text, segments.paragraphs[number])
        for number, paragraph in enumerate(article.paragraphs)
    ]
    flat = [list(read_units(text, 0, len(text))) for _, text, _ in texts]
    names: list[FullName] = []
    words: set[str] = set()
    for (number, _, _), units in zip(texts, flat, strict=True):
        for start, end in name_runs(units):
            run = units[start:end]
            names.append(
                FullName(
                    tuple(unit.key for unit in run),
                    Span(paragraph=number, start=run[0].start, end=run[-1].end),
                )
            )
            words.update(unit.key for unit in run if len(unit.key) > 2)
    discourse = Discourse(names)
    reader = _Reader(article, texts, segments.marked, discourse, frozenset(words), flat)
    reader.read()
    return reader, discourse, frozenset(words)


def _quotes(
    article: Article, marked: Sequence[Marked], decisions: Sequence[Decision | None]
) -> tuple[Quote, ...]:
    quotes = []
    for pair, decision in zip(marked, decisions, strict=True):
        text = "\n".join(article.text_of(span) for span in pair.spans)
        if decision is None:
            decision = Decision(False, 0.5, None, None, None, None, False, "unread")
        kind = QuoteKind.TERM
        if decision.is_speech:
            kind = QuoteKind.DIRECT if decision.is_direct else QuoteKind.PARTIAL
        quotes.append(
            Quote(
                kind=kind,
                text=text,
                spans=pair.spans,
                speaker=_speaker(article, decision.entity, decision.mention),
                cue=decision.cue,
                relay=_speaker(article, decision.relay, None),
                parent=pair.parent,
                closed=pair.closing is not None,
                confidence=round(decision.probability, 3),
                rule=decision.rule,
            )
        )
    return tuple(quotes)


def _speaker(article: Article, entity: Entity | None, mention: Span | None) -> Speaker | None:
    if entity is None:
        return None
    role = None if entity.role is None else article.text_of(entity.role)
    return Speaker(
        name=article.text_of(entity.span),
        span=entity.span,
        role=role,
        mention=mention if mention != entity.span else None,
    )
