"""The evaluation's own settings files: YAML (or JSON, which is YAML) of a known form."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bisum.config.files import read_text
from bisum.errors import ConfigError

T = TypeVar("T")


def read_settings(path: Path, form: type[T]) -> T:
    """Read a file as YAML 1.2 and check it against a form.

    Raises:
        ConfigError: It can't be read, is no YAML, sets a key twice, or has an unknown key
            or a wrong type.
    """
    text = read_text(path, what="this file", instead="docs/evaluating.md shows such a file")
    try:
        return msgspec.convert(YAML(typ="safe", pure=True).load(text), form)
    except YAMLError as fault:
        msg = f"{path}: not YAML: {' '.join(str(fault).split())}"
        raise ConfigError(msg) from None
    except msgspec.ValidationError as fault:
        msg = f"{path}: {fault}; docs/evaluating.md shows such a file"
        raise ConfigError(msg) from None
