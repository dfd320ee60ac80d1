"""A model runs where it is asked to."""

from __future__ import annotations

import pytest
import torch

from bisum.engines.device import choose_place
from bisum.errors import ConfigError


def test_what_is_asked_for_is_taken() -> None:
    """A user's choice beats ours."""
    place = choose_place("cpu", "float32")

    assert (place.device, place.dtype, place.torch_dtype, place.label) == (
        "cpu",
        "float32",
        torch.float32,
        "cpu",
    )


@pytest.mark.parametrize(("device", "dtype"), [("cuda:77", "auto"), ("gpu", "auto"), ("cpu", "int4")])
def test_what_isnt_here_is_refused_before_anything_is_loaded(device: str, dtype: str) -> None:
    """Better now than after the first article."""
    with pytest.raises(ConfigError, match="take"):
        choose_place(device, dtype)
