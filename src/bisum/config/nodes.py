"""YAML text as nodes: what stands where, with nothing guessed of what it means."""

from __future__ import annotations

import itertools
import warnings
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node

from bisum.errors import ConfigError

_HELP: Final = "indent with spaces, put one after each colon, close brackets and quotation marks"
# Settings nest a few deep. The parser looks at all open brackets for each new one: 5,000 took it 7 seconds.
_MOST_OPEN: Final = 100
_BRACKETS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


def compose(text: str, where: str) -> Node | None:
    """Give the node at the top; None where there is nothing.

    Args:
        text: One YAML document.
        where: What errors call it.

    Raises:
        ConfigError: It isn't YAML, or nests deeper than settings do.
    """
    n_open = itertools.accumulate(_BRACKETS.get(sign, 0) for sign in text)
    if max(n_open, default=0) > _MOST_OPEN:
        msg = f"{where}: not YAML: more than {_MOST_OPEN} brackets are open at once; {_HELP}"
        raise ConfigError(msg)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # an anchor set twice is YAML; the reader tells of a key set twice
            node: Node | None = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        msg = f"{where}:{line}: not YAML: {fault.problem}; {_HELP}"
        raise ConfigError(msg) from None
    except (YAMLError, RecursionError) as fault:
        msg = f"{where}: not YAML: {fault}; {_HELP}"
        raise ConfigError(msg) from None
    return node
