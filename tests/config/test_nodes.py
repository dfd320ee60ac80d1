"""YAML that stays small, and what is none."""

from __future__ import annotations

import pytest

from bisum.config.nodes import compose
from bisum.errors import ConfigError


@pytest.mark.parametrize("text", ["[" * 100 + "]" * 100, "[" + "[x], {y: z}, " * 200 + "]"])
def test_brackets_count_while_they_are_open(text: str) -> None:
    """A long list of articles in brackets of their own is no attack."""
    assert compose(text, "run.yaml") is not None


@pytest.mark.parametrize("sign", ["[", "{"])
def test_too_many_open_brackets_are_told_as_such(sign: str) -> None:
    """The parser would take seconds, and then complain of something else."""
    with pytest.raises(ConfigError, match=r"run\.yaml: not YAML: more than 100 brackets .* close brackets"):
        compose(sign * 101, "run.yaml")


def test_a_character_that_yaml_forbids_is_told() -> None:
    """A bell copied out of a terminal must not end as a bug of ours."""
    with pytest.raises(ConfigError, match=r"run\.yaml: not YAML"):
        compose("output: \x07", "run.yaml")
