"""The ledger of one article: each quotation with its kind, speaker and cue."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.article import Article, Marked, Passage, Segments
from bisum.model.quote import Cue, Quote, QuoteKind, Quotes, Speaker, Stance
from bisum.model.span import Span
from bisum.stages.attribution.choosing import choose_voice, is_alone
from bisum.stages.attribution.confidence import SURE_OF_REPORT, confide
from bisum.stages.attribution.discourse import Discourse, Entity, FullName
from bisum.stages.attribution.formulas import UTTERANCES
from bisum.stages.attribution.holding import hold_quotes, sentence_ranges
from bisum.stages.attribution.indirect import find_reports
from bisum.stages.attribution.kind_features import features
from bisum.stages.attribution.kinds import is_clause, speech_probability
from bisum.stages.attribution.mentions import Mention
from bisum.stages.attribution.names import name_runs, office_before
from bisum.stages.attribution.setting import N_LEFT, Setting
from bisum.stages.attribution.voices import Chorus, Scene, Voice
from bisum.stages.attribution.words import Unit, read_units
from bisum.stages.tables import read_set

MAX_SWALLOWED: Final = 40
"""Units of a quotation in which a swallowed reporting clause is looked for."""

MAX_HEADLINE: Final = 140
"""Code points of the longest headline."""

MIN_ECHO: Final = 0.6
"""Share of words that a quotation and the one it echoes must have in common."""

MAX_ECHOED: Final = 200
"""Quotations that may be echoed, or echo; more would only cost time."""

_CALLS: Final = read_set("calls")
_WITH_THESE: Final = frozenset(("بهذه", "بهذا", "بهذين"))
_LEFT_OPEN: Final = frozenset(("continued", "unattributed"))
_SENTENCE_END: Final = frozenset('.؟!»"”…')


class Decision(NamedTuple):
    """What was decided about one marked text, before it becomes a Quote.

    Attributes:
        is_speech: It is speech and no term.
        probability: That it is.
        rule: Name of the rule that decided.
        entity: Who speaks.
        cue: What ties them.
        relay: Who passed the words on.
        mention: Where the speaker is mentioned nearest.
        is_direct: It is at least a clause and stands by itself.
    """

    is_speech: bool
    probability: float
    rule: str
    entity: Entity | None = None
    cue: Cue | None = None
    relay: Entity | None = None
    mention: Span | None = None
    is_direct: bool = False


class _Reader:
    """Reads one article, or its title, from its first sentence to its last."""

    def __init__(
        self,
        article: Article,
        texts: Sequence[tuple[int | None, str, Passage]],
        marked: Sequence[Marked],
        chorus: Chorus,
        flat: Sequence[list[Unit]],
    ) -> None:
        self.article = article
        self.texts = texts
        self.marked = marked
        self.chorus = chorus
        self.flat = flat
        self.decisions: list[Decision | None] = [None] * len(marked)
        self.features: dict[int, dict[str, float]] = {}
        self.reported: list[Quote] = []
        self._terms: set[tuple[str, ...]] = set()
        self._waiting: list[int] = []
        self._starts: dict[int, list[int]] = {}
        self._children: dict[int, list[int]] = {}
        self._pieces: dict[int | None, list[tuple[int, int, int]]] = {}
        for index, pair in enumerate(marked):
            if pair.parent is not None:
                self._children.setdefault(pair.parent, []).append(index)
                continue
            for span in pair.spans:
                self._pieces.setdefault(span.paragraph, []).append((span.start, span.end, index))

    def read(self, body: _Reader | None = None) -> None:
        """Decide on all quotations; those of a headline may echo the ``body``."""
        for (number, text, passage), flat in zip(self.texts, self.flat, strict=True):
            if not text:
                continue
            units = hold_quotes(text, flat, self._pieces.get(number, ()))
            for start, stop in sentence_ranges(units, passage):
                self._sentence(Scene(number, text, units, start, stop))
        self._echo(body or self)

    def _sentence(self, scene: Scene) -> None:
        voices = self.chorus.hear(scene)
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
        mention = _nearest(scene, voice.mention)
        rule = f"{relation}-{voice.how}"
        self.decisions[index] = decision._replace(
            rule=rule, entity=voice.entity, cue=voice.cue, relay=voice.relay, mention=mention
        )

    def _decide(self, scene: Scene, place: int, voices: Sequence[Voice]) -> None:
        index = scene.units[place].quote
        voice, relation = choose_voice(scene, place, voices)
        inner = self._inner(index)
        setting = self._setting(scene, place, voice, relation, inner)
        found = features(setting)
        self.features[index] = found
        probability = speech_probability(found)
        if probability < 0.5:
            self._terms.add(_words(inner))
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
        self.decisions[index] = decision._replace(probability=probability, is_direct=is_direct)
        self._nested(index, decision.entity)

    def _setting(
        self, scene: Scene, place: int, voice: Voice | None, relation: str, inner: Sequence[Unit]
    ) -> Setting:
        units, start, stop = scene.units, scene.start, scene.stop
        pair = self.marked[units[place].quote]
        verb = voice.frame.verb.verb if voice is not None and voice.frame.verb is not None else None
        content = voice.frame.content if voice is not None else None
        return Setting(
            inner=inner,
            left=units[max(start, place - N_LEFT) : place],
            joined=self._joined(units, start, place),
            n_gap=_n_gap(units, place, voice),
            after=units[place + 1] if place + 1 < stop else None,
            relation=relation,
            is_alone=is_alone(scene, place),
            is_unclosed=pair.closing is None,
            seen_as_term=_words(inner) in self._terms,
            in_title=scene.paragraph is None,
            strength=verb.strength if verb is not None else 0,
            stance_claims=verb is not None and verb.lemma in _CALLS,
            distance=place - content if content is not None else 0,
            is_headline=len(scene.text) < MAX_HEADLINE and scene.text[-1] not in _SENTENCE_END,
            is_nested=pair.parent is not None,
        )

    def _joined(self, units: Sequence[Unit], start: int, place: int) -> str:
        """Tell what the quotation is that stands right before one, «و» or a comma between them."""
        at = place - 1
        while at > start and (units[at].key in {"و", ",", "او"}):
            at -= 1
        if at > start and units[at].key == ")":
            while at > start and units[at].key != "(":
                at -= 1
            at -= 1
        decision = self.decisions[units[at].quote] if start <= at < place and units[at].kind == "q" else None
        return "" if decision is None else "speech" if decision.is_speech else "term"

    def _attribute(self, scene: Scene, place: int, voice: Voice | None, relation: str) -> Decision:
        """Find the speaker of what is speech."""
        if voice is not None:
            mention = _nearest(scene, voice.mention)
            rule = f"{relation}-{voice.how}"
            return Decision(True, 1.0, rule, voice.entity, voice.cue, voice.relay, mention)
        span = self.marked[scene.units[place].quote].spans[0]
        inside = self._between(span)[:MAX_SWALLOWED]
        swallowed = self.chorus.swallowed(scene._replace(units=inside, start=0, stop=len(inside)))
        if swallowed is not None:
            return Decision(True, 1.0, "swallowed", swallowed.entity, swallowed.cue)
        if place > scene.start and scene.units[place - 1].key == ":":
            found = self.chorus.before_colon(scene, place)
            if found is not None:
                return Decision(True, 1.0, "colon", found[0], mention=_nearest(scene, found[1]))
        entity = self.chorus.going_on()
        rule = "continued" if entity is not None else "unattributed"
        return Decision(True, 1.0, rule, entity, self._cue_before(scene, place))

    def _cue_before(self, scene: Scene, place: int) -> Cue | None:
        """Give the cue of the quotation right before one that stands alone: «…»، قال فلان. «…»."""
        index = scene.units[place].quote
        before = self.decisions[index - 1] if index and is_alone(scene, place) else None
        cue = before.cue if before is not None and before.is_speech else None
        return cue if cue is not None and cue.span.paragraph == scene.paragraph else None

    def _inner(self, index: int) -> list[Unit]:
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
                self.decisions[index] = decision._replace(
                    entity=first.entity, cue=first.cue, rule="looked-back"
                )

    def _look_back_with(self, scene: Scene) -> None:
        """Do the same for «بهذه الكلمات افتتح فلان …»: the words are the cue, the subject speaks."""
        units, noun = scene.units, scene.start + 1
        if noun >= scene.stop or units[noun].look.stem not in UTTERANCES:
            return
        span = Span(paragraph=scene.paragraph, start=units[scene.start].start, end=units[noun].end)
        text = scene.text[span.start : span.end]
        found = self.chorus.first_subject(scene._replace(start=noun + 1))
        for index in self._waiting:
            decision = self.decisions[index]
            if decision is not None and decision.rule in _LEFT_OPEN:
                cue = Cue(text=text, span=span, lemma=text, stance=Stance.NEUTRAL)
                self.decisions[index] = decision._replace(
                    entity=found or decision.entity, cue=cue, rule="looked-back"
                )

    def _echo(self, body: _Reader) -> None:
        """Give a quotation without a speaker, as in a headline, to whom its words belong further on."""
        known = [
            (set(_words(body._inner(index))), decision)
            for index, decision in enumerate(body.decisions)
            if decision is not None and decision.entity is not None
        ][:MAX_ECHOED]
        silent = [
            (index, decision)
            for index, decision in enumerate(self.decisions)
            if decision is not None and decision.is_speech and decision.entity is None
        ]
        for index, decision in silent[:MAX_ECHOED]:
            words = set(_words(self._inner(index)))
            if len(words) < 2 or decision.rule.endswith("impersonal"):
                continue
            for others, other in known:
                if len(words & others) >= MIN_ECHO * max(len(words), len(others)):
                    self.decisions[index] = decision._replace(entity=other.entity, rule="echo")
                    break

    def _report(self, scene: Scene, voices: Sequence[Voice]) -> None:
        """Write the rows of reported speech without marks."""

        def is_speech(index: int) -> bool:
            decision = self.decisions[index]
            return decision is not None and decision.is_speech

        frames = [voice.frame for voice in voices]
        for report in find_reports(scene.units, scene.start, scene.stop, frames, is_speech):
            voice = voices[report.number]
            rule = f"{report.rule}-{voice.how}"
            self.reported.append(
                Quote(
                    kind=QuoteKind.INDIRECT,
                    text=scene.text[report.start : report.end],
                    spans=(Span(paragraph=scene.paragraph, start=report.start, end=report.end),),
                    speaker=_speaker(self.article, voice.entity, _nearest(scene, voice.mention)),
                    cue=voice.cue,
                    relay=_speaker(self.article, voice.relay, None),
                    confidence=confide(SURE_OF_REPORT, rule),
                    rule=rule,
                )
            )


def _n_gap(units: Sequence[Unit], place: int, voice: Voice | None) -> int:
    """Count the words between a quotation and the cue, or the speaker after the cue, before it."""
    if voice is None or voice.frame.tie != "«":
        return 0
    ends = [voice.frame.after]
    mention = voice.frame.mention
    if mention is not None and voice.frame.at < mention.after <= place:
        ends.append(mention.after)
    return sum(unit.kind == "w" for unit in units[max(ends) : place])


def _words(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.key for unit in units if unit.kind in "wn")


def _nearest(scene: Scene, mention: Mention | None) -> Span | None:
    if mention is None:
        return None
    return Span(paragraph=scene.paragraph, start=mention.name_start, end=mention.name_end)


def kind_features(article: Article, segments: Segments) -> dict[tuple[int, str], dict[str, float]]:
    """Give the features by which each marked text is told speech or term, for fitting their weights.

    Returns:
        By paragraph and text.
    """
    reader = _read_body(article, segments)
    by_text = {}
    for index, found in reader.features.items():
        spans = segments.marked[index].spans
        text = "\n".join(article.text_of(span) for span in spans)
        by_text[spans[0].paragraph or 0, text] = found
    return by_text


def attribute(article: Article, segments: Segments) -> Quotes:
    """Decide on every pair of quotation marks of an article and of its title."""
    body = _read_body(article, segments)
    marked = _quotes(article, segments.marked, body.decisions)
    title: tuple[Quote, ...] = ()
    if article.title is not None and segments.title is not None and segments.title_marked:
        text = article.title.text
        texts = [(None, text, segments.title)]
        units = list(read_units(text, 0, len(text)))
        reader = _Reader(article, texts, segments.title_marked, body.chorus, [units])
        reader.read(body)
        title = _quotes(article, segments.title_marked, reader.decisions)
    return Quotes(marked=marked, indirect=tuple(body.reported), title=title)


def _read_body(article: Article, segments: Segments) -> _Reader:
    """Read the paragraphs of an article."""
    texts = [(n, paragraph.text, segments.paragraphs[n]) for n, paragraph in enumerate(article.paragraphs)]
    flat = [list(read_units(text, 0, len(text))) for _, text, _ in texts]
    names: list[FullName] = []
    for number, units in enumerate(flat):
        for start, end in name_runs(units):
            run = units[start:end]
            span = Span(paragraph=number, start=run[0].start, end=run[-1].end)
            offices, phrase = office_before(units, start)
            names.append(FullName(tuple(unit.key for unit in run), span, offices, phrase))
    words = frozenset(key for name in names for key in name.keys if len(key) > 2)
    reader = _Reader(article, texts, segments.marked, Chorus(Discourse(names), words), flat)
    reader.read()
    return reader


def _quotes(
    article: Article, marked: Sequence[Marked], decisions: Sequence[Decision | None]
) -> tuple[Quote, ...]:
    unread = Decision(False, 0.5, "unread")
    return tuple(
        _quote(article, pair, decision or unread) for pair, decision in zip(marked, decisions, strict=True)
    )


def _quote(article: Article, pair: Marked, decision: Decision) -> Quote:
    kind = QuoteKind.TERM
    if decision.is_speech:
        kind = QuoteKind.DIRECT if decision.is_direct else QuoteKind.PARTIAL
    probability = decision.probability if decision.is_speech else 1 - decision.probability
    return Quote(
        kind=kind,
        text="\n".join(article.text_of(span) for span in pair.spans),
        spans=pair.spans,
        speaker=_speaker(article, decision.entity, decision.mention),
        cue=decision.cue,
        relay=_speaker(article, decision.relay, None),
        parent=pair.parent,
        closed=pair.closing is not None,
        confidence=confide(probability, decision.rule),
        rule=decision.rule,
    )


def _speaker(article: Article, entity: Entity | None, mention: Span | None) -> Speaker | None:
    if entity is None:
        return None
    return Speaker(
        name=article.text_of(entity.span),
        span=entity.span,
        role=None if entity.role is None else article.text_of(entity.role),
        mention=mention if mention != entity.span else None,
    )
