"""Models by name, with and without a pinned revision; the hub is a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.checkpoints import hub
from bisum.engines.checkpoints.pins import split_pin

Checkpoints = Callable[[str], Path]


@pytest.mark.parametrize(
    ("model", "asked"),
    [("owner/tiny", None), ("owner/tiny@v1.0", "v1.0"), ("owner/tiny@refs/pr/3", "refs/pr/3")],
)
def test_the_hub_is_asked_for_the_revision_that_the_name_pins(
    model: str, asked: str | None, checkpoint: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record names model and commit apart: the pin must reach the hub, and stay out of the name."""
    found = []

    def snapshot(name: str, *, revision: str | None, **_: object) -> str:
        found.append((name, revision))
        return str(checkpoint("marian"))

    monkeypatch.setattr(hub, "snapshot_download", snapshot)
    card = hub.find_model(model).card("seq2seq")

    assert found == [("owner/tiny", asked)]
    assert card.model == "owner/tiny"
    assert card.revision == checkpoint("marian").name


@given(st.text(alphabet="ab@/.~", max_size=12))
def test_a_path_pins_nothing_and_a_pin_loses_no_letter(model: str) -> None:
    """Folders may have an «@» in their names; and what was written must be what is asked for."""
    name, revision = split_pin(model)

    assert model == (name if revision is None else f"{name}@{revision}")
    if model.startswith(("/", "./", "../", "~")):
        assert revision is None
