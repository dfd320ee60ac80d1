"""How an output is searched for: the settings of ``generate`` that this decoder follows."""

from __future__ import annotations

from typing import Any, Final, Literal

from bisum.errors import EngineError
from bisum.model.base import Value

_NOT_FOLLOWED: Final = "isn't followed by bisum's own decoder; use transformers' generate"

EarlyStopping = Literal["yes", "no", "never"]

# Settings of a GenerationConfig that would change the output and aren't followed here,
# each with the values that change nothing.
_NEUTRAL: Final[dict[str, tuple[Any, ...]]] = {
    "do_sample": (None, False),
    "num_beam_groups": (None, 1),
    "num_return_sequences": (None, 1),
    "repetition_penalty": (None, 1.0),
    "encoder_repetition_penalty": (None, 1.0),
    "encoder_no_repeat_ngram_size": (None, 0),
    "sequence_bias": (None,),
    "guidance_scale": (None, 1, 1.0),
    "exponential_decay_length_penalty": (None,),
    "begin_suppress_tokens": (None,),
    "constraints": (None,),
    "force_words_ids": (None,),
    "penalty_alpha": (None, 0.0),
    "dola_layers": (None,),
    "stop_strings": (None,),
    "max_time": (None,),
    "remove_invalid_values": (None, False),
    "watermarking_config": (None,),
}


class Search(Value, frozen=True, kw_only=True):
    """Settings of one search, lengths in tokens of the output with its end, without its start.

    Attributes:
        beam: Beam size; 1 is greedy.
        length_penalty: Exponent of the length that a finished beam's score is divided by.
        early_stopping: ``yes`` ends a sentence once as many outputs as beams are finished,
            ``no`` once the best open beam is worse than all of them at its length now,
            ``never`` once it could not become better at any length.
        no_repeat: No run of this many tokens comes twice in an output; 0 allows all.
        min_tokens: No end before this many tokens stand.
        max_tokens: An output ends here at the latest.
        ends: Ids that end an output, at least one.
        start: Id that the output follows, for encoder-decoder models.
        forced_first: Id of the first token, chosen whatever the model says.
        forced_last: Id of the last token where the output reaches ``max_tokens``.
        banned: Ids never chosen, but where they are forced.
        is_renormalised: Probabilities are shared out again among the tokens not banned.
        rewarded: Ids for which a beam is rewarded, as often as the sentence is owed one of
            them; a greedy search isn't.
        reward: Nats for each, in a beam's score but not in its log-probability.
    """

    beam: int = 1
    length_penalty: float = 1.0
    early_stopping: EarlyStopping = "no"
    no_repeat: int = 0
    min_tokens: int = 0
    max_tokens: int = 256
    ends: tuple[int, ...] = (0,)
    start: int | None = None
    forced_first: int | None = None
    forced_last: int | None = None
    banned: tuple[int, ...] = ()
    is_renormalised: bool = False
    rewarded: tuple[int, ...] = ()
    reward: float = 0.0

    def __post_init__(self) -> None:
        if self.beam < 1 or self.max_tokens < 1 or self.min_tokens < 0 or self.no_repeat < 0 or not self.ends:
            msg = f"a search needs beam >= 1, max_tokens >= 1, an end and no negative number, got {self}"
            raise ValueError(msg)

    @property
    def n_candidates(self) -> int:
        """How many continuations are looked at: enough open ones if all beams end."""
        return 1 if self.beam == 1 else self.beam * max(2, 1 + len(self.ends))


def search_of(settings: Any) -> Search:
    """Read the settings of transformers' ``GenerationConfig`` for an encoder-decoder model.

    Args:
        settings: As ``generate`` completes them: what is None in those given to it comes from
            ``model.generation_config``. ``max_length`` counts the start token.

    Raises:
        EngineError: It asks for something that this decoder doesn't do; ``generate`` does.
    """
    for name, neutral in _NEUTRAL.items():
        found = getattr(settings, name, None)
        if found not in neutral:
            msg = f"generation setting {name}={found!r} {_NOT_FOLLOWED}"
            raise EngineError(msg)
    n_most = settings.max_new_tokens
    if n_most is None:
        n_most = (settings.max_length or 20) - 1
    n_least = settings.min_new_tokens
    if n_least is None:
        n_least = max(0, (settings.min_length or 0) - 1)
    ends = settings.eos_token_id
    start = settings.decoder_start_token_id
    if start is None:
        start = settings.bos_token_id
    stopping = settings.early_stopping
    return Search(
        beam=settings.num_beams or 1,
        length_penalty=1.0 if settings.length_penalty is None else settings.length_penalty,
        early_stopping="never" if stopping == "never" else "yes" if stopping else "no",
        no_repeat=settings.no_repeat_ngram_size or 0,
        min_tokens=n_least,
        max_tokens=n_most,
        ends=(ends,) if isinstance(ends, int) else tuple(ends or ()),
        start=start,
        forced_first=settings.forced_bos_token_id,
        forced_last=_only(settings.forced_eos_token_id, "forced_eos_token_id"),
        banned=_banned(settings),
        is_renormalised=bool(settings.renormalize_logits),
    )


def _banned(settings: Any) -> tuple[int, ...]:
    words = settings.bad_words_ids or ()
    if any(len(word) != 1 for word in words):
        msg = f"generation setting bad_words_ids={words!r} has words of several tokens and {_NOT_FOLLOWED}"
        raise EngineError(msg)
    ends = settings.eos_token_id
    # As transformers: the end can't be a bad word.
    bad = {word[0] for word in words} - set([ends] if isinstance(ends, int) else ends or ())
    return tuple(sorted(bad | set(settings.suppress_tokens or ())))


def _only(ids: Any, name: str) -> int | None:
    several = list(ids) if isinstance(ids, (list, tuple)) else [ids]
    if len(several) > 1:
        msg = f"generation setting {name}={ids!r} names several tokens and {_NOT_FOLLOWED}"
        raise EngineError(msg)
    return None if not several or several[0] is None else int(several[0])
