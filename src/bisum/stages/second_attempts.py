"""Second attempts: sentences with a serious fault asked for again, in the ways that help such a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bisum.engines.ports import Attempt, Translated, Translator
from bisum.errors import EngineError
from bisum.model.bitext import Try
from bisum.model.finding import Severity
from bisum.stages.checks.faults import faults_of
from bisum.stages.checks.pair import Pair
from bisum.stages.checks.sentence.doubt import Confidence
from bisum.stages.english.text import find_marks
from bisum.text import holds_arabic, normalise

FIRST: Final = "first"
"""The way of a translation that was asked for as the config says."""

_SECOND: Final = "second-model"
_APART: Final = "quote-apart"
_MARKS_LOST: Final = "marks-lost"
"""Not a finding by itself: the quotation may be found without its marks, and is flagged otherwise."""

# How the same model is asked again. Twice the beam of the default model; runs of 4 tokens, since names
# of three repeat rightly; 24 tokens, about one clause.
_ATTEMPTS: Final = {
    "beam": Attempt(beam=8),
    "no-repeat": Attempt(no_repeat=4),
    "clauses": Attempt(source_limit=24),
}
# What helps which fault, the likeliest first. By hand; of 19 sentences of the samples whose English a second
# attempt replaced, a wider beam made most better, and clauses by themselves most worse where nothing was
# missing before (docs/decisions/second-attempts.md).
_LOOPS: Final = ("no-repeat", "clauses")
_GAPS: Final = ("clauses", "beam")
_FACTS: Final = ("beam",)
_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "repetition": _LOOPS,
    "truncated": _LOOPS,
    "too-long": _LOOPS,
    "empty": _GAPS,
    "too-short": _GAPS,
    "part-missing": _GAPS,
    _MARKS_LOST: (_APART, "beam"),
}
_MIN_QUOTED: Final = 4  # words of a quotation worth the trouble
_QUOTED: Final = re.compile('«([^«»]+)»|“([^“”]+)”|"([^"]+)"')
_STOPS: Final = re.compile(r"[\s.,:;،؛]+$")


class Chosen(NamedTuple):
    """The English of a sentence after all attempts.

    Attributes:
        result: What is kept.
        way: How it was asked for.
        tried: The others, in the order of asking.
    """

    result: Translated
    way: str = FIRST
    tried: tuple[Try, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Made:
    """One attempt and what the checks say of it."""

    way: str
    result: Translated
    codes: tuple[str, ...]
    n_serious: int

    @property
    def cost(self) -> tuple[int, int]:
        """Less is better: serious faults, then all."""
        return self.n_serious, len(self.codes)


class SecondAttempts:
    """Asks again for doubtful sentences, a bounded number of times, and keeps what the checks like best."""

    def __init__(
        self,
        translator: Translator,
        *,
        most: int,
        confidence: Confidence,
        second: Translator | None = None,
    ) -> None:
        """Make one.

        Args:
            translator: Who made the first translations.
            most: Ways tried for one sentence at most; above 0.
            confidence: What the model's log-probabilities are worth.
            second: Another model, asked before all other ways.
        """
        self._translator = translator
        self._most = most
        self._confidence = confidence
        self._second = second

    @property
    def signature(self) -> str:
        """Name the ways and the second model."""
        second = f", {self._second.signature}" if self._second else ""
        return f"attempts-3({self._most}{second})"

    def improve(self, first: Mapping[str, Translated]) -> dict[str, Chosen]:
        """Choose the English of each Arabic sentence; most keep their first.

        Raises:
            EngineError: A model broke its contract.
        """
        made = {arabic: [self._judged(arabic, FIRST, result)] for arabic, result in first.items()}
        for _ in range(self._most):
            asked: dict[str, list[str]] = {}
            for arabic, attempts in made.items():
                way = self._next_way(arabic, attempts)
                if way is not None:
                    asked.setdefault(way, []).append(arabic)
            if not asked:
                break
            for way, sentences in asked.items():
                results = self._ask(way, sentences)
                for arabic, result in zip(sentences, results, strict=True):
                    made[arabic].append(self._judged(arabic, way, result))
        return {arabic: _chosen(attempts) for arabic, attempts in made.items()}

    def _judged(self, arabic: str, way: str, result: Translated) -> _Made:
        pair = Pair(
            arabic=arabic,
            english=result.text,
            log_probability=result.log_probability,
            is_truncated=result.is_truncated,
            is_measured=self._confidence.is_measured,
        )
        faults = faults_of(pair) if holds_arabic(arabic) else []
        lost = [_MARKS_LOST] if _quoted(arabic) and not find_marks(result.text) else []
        return _Made(
            way=way,
            result=result,
            codes=(*(fault.code for fault in faults), *lost),
            n_serious=sum(fault.severity is Severity.SERIOUS for fault in faults) + len(lost),
        )

    def _next_way(self, arabic: str, attempts: Sequence[_Made]) -> str | None:
        best = min(attempts, key=lambda one: one.cost)
        if best.n_serious == 0:
            return None
        known = [code for code in attempts[0].codes if code in _WAYS]
        ways = [way for code in known for way in _WAYS[code]] + list(_FACTS)
        ways = [_SECOND, *ways] if self._second else ways
        used = {one.way for one in attempts}
        return next(
            (way for way in ways if way not in used and (way != _APART or _frame(arabic) is not None)), None
        )

    def _ask(self, way: str, sentences: Sequence[str]) -> Sequence[Translated]:
        if way == _APART:
            return self._apart(sentences)
        if way == _SECOND and self._second is not None:
            return _translated(self._second, sentences)
        return _translated(self._translator.trying(_ATTEMPTS[way]), sentences)

    def _apart(self, sentences: Sequence[str]) -> Sequence[Translated]:
        """Translate each quotation by itself, and put its English in the frame's, in marks."""
        frames = [_frame(arabic) or ("", arabic, "") for arabic in sentences]
        parts = [part for frame in frames for part in frame if part]
        english = dict(zip(parts, _translated(self._translator, parts), strict=True))
        return [_framed(frame, english.get) for frame in frames]


def _translated(translator: Translator, sentences: Sequence[str]) -> Sequence[Translated]:
    results = translator.translate(sentences)
    if len(results) != len(sentences):
        msg = (
            f"{translator.signature} returned {len(results)} translations for {len(sentences)} sentences "
            "of second attempts; their pairing is lost, so nothing was kept"
        )
        raise EngineError(msg)
    return results


def _chosen(attempts: Sequence[_Made]) -> Chosen:
    if len(attempts) == 1:
        return Chosen(attempts[0].result)
    # Of equals the earliest: a later one must be better to replace what the config asked for.
    best = min(attempts, key=lambda one: one.cost)
    others = tuple(
        Try(
            way=one.way,
            english=normalise(one.result.text),
            findings=one.codes,
            log_probability=one.result.log_probability,
        )
        for one in attempts
        if one is not best
    )
    return Chosen(best.result, best.way, others)


def _quoted(arabic: str) -> re.Match[str] | None:
    """Give the only quotation of a sentence, where it has just one that is long enough."""
    found = list(_QUOTED.finditer(arabic))
    return found[0] if len(found) == 1 and len(found[0].group().split()) >= _MIN_QUOTED else None


def _frame(arabic: str) -> tuple[str, str, str] | None:
    """Cut a sentence into what comes before its quotation, the quotation, and what comes after."""
    found = _quoted(arabic)
    if found is None:
        return None
    words = next(group for group in found.groups() if group)
    before = _STOPS.sub("", arabic[: found.start()]).strip()
    after = _STOPS.sub("", arabic[found.end() :]).strip()
    # A word or two around it are no frame that a model could translate.
    return (before, words.strip(), after) if len(before.split()) > 1 and len(after.split()) != 1 else None


def _framed(frame: tuple[str, str, str], english: Callable[[str], Translated | None]) -> Translated:
    before, words, after = (english(part) if part else None for part in frame)
    quoted = words.text.strip().strip('“”"«» ') if words else ""
    parts = [
        _STOPS.sub("", before.text).strip() + ":" if before else "",
        f"“{quoted}”" if quoted else "",
        after.text.strip() if after else "",
    ]
    known = [one for one in (before, words, after) if one is not None]
    chances = [one.log_probability for one in known if one.log_probability is not None]
    return Translated(
        text=" ".join(part for part in parts if part),
        log_probability=min(chances, default=None),
        is_truncated=any(one.is_truncated for one in known),
    )
