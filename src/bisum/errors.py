"""The errors of bisum.

    BisumError
    ├── ConfigError     the run can't start: a setting is wrong
    ├── EngineError     a model broke its contract or can't be had: the run stops
    ├── PipelineError   the stages are in an order that can't work
    └── ArticleError    this one article can't be finished: the run goes on

A message says what was found, what was expected, and what to do. Text taken from
outside is quoted with ``!r``.
"""

from __future__ import annotations


class BisumError(Exception):
    """Any error that bisum raises on purpose; a bug is never one of these."""


class ConfigError(BisumError):
    """A setting is wrong, so the run can't start."""


class EngineError(BisumError):
    """A model broke its contract or can't be had; the run stops."""


class PipelineError(BisumError):
    """Stages are in an order that can't work."""


class ArticleError(BisumError):
    """One article can't be finished; it becomes a failure and the run goes on.

    Attributes:
        stage: Name of the stage that gave up, ``read`` for reading.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
