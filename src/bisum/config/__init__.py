"""Config: one YAML file is one run.

Unknown keys, keys set twice and wrong types are errors that name file, line and key; no
setting comes from elsewhere.
"""

from bisum.config.runtime import Runtime
from bisum.config.settings import (
    CheckSettings,
    Config,
    NameSettings,
    QuoteSettings,
    RetrySettings,
    TranslateSettings,
)
from bisum.config.summary import SummarySettings
from bisum.config.tree import load, put_over

__all__ = [
    "CheckSettings",
    "Config",
    "NameSettings",
    "QuoteSettings",
    "RetrySettings",
    "Runtime",
    "SummarySettings",
    "TranslateSettings",
    "load",
    "put_over",
]
