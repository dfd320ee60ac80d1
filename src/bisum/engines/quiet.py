"""Libraries kept from writing progress bars and notices into our output."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator

from transformers.utils import logging


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Silence transformers and the warnings of its companions while models are loaded.

    What is wrong with a model is told by errors of our own; these notices are about the
    libraries' plans for later versions.
    """
    verbosity, has_bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if has_bars:
            logging.enable_progress_bar()
