"""Who said it, ranked by a small encoder that reads the whole passage: optional, beside the rules."""

from __future__ import annotations

from bisum.engines.speaker_ranker.ranker import E5SpeakerRanker, open_own

__all__ = ["E5SpeakerRanker", "open_own"]
