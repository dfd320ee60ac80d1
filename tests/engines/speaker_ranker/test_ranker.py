"""The speaker ranker that comes with bisum, on the encoder that comes as a package."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from bisum.engines.ports import SpeakerQuestion
from bisum.engines.speaker_ranker import E5SpeakerRanker, open_own
from bisum.engines.speaker_ranker.loaded import LoadedRanker, packed_base
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.errors import EngineError
from bisum.shipped import shipped

OWN = shipped("models/ar-speakers-e5")
ARTICLE = (
    "زار الوزير سامر الحلواني مصنع النسيج صباح أمس.\n"
    "أما العاملة ليلى عبد الهادي فلها رأي آخر.\n"
    "«لم نقبض رواتبنا منذ ثلاثة أشهر والآلات متوقفة».\n"
    "وغادر الوزير قبل الظهر.\n"
)


def places(part: str, nth: int = 0) -> tuple[int, int]:
    """Give where a part of the article stands."""
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.index(part, start + 1)
    return start, start + len(part)


WORKER = (places("العاملة ليلى عبد الهادي"),)
MINISTER = (places("الوزير سامر الحلواني"), places("الوزير", 1))
QUESTION = SpeakerQuestion(
    spans=(places("لم نقبض رواتبنا منذ ثلاثة أشهر والآلات متوقفة"),),
    candidates=(MINISTER, WORKER, ()),
)


@pytest.fixture(scope="module")
def ranker() -> E5SpeakerRanker:
    found = open_own()
    assert found is not None, "make setup installs the extra `embeddings`"
    return found


@pytest.fixture(scope="module")
def packed() -> PackedEncoder:
    return packed_base()


@pytest.fixture
def base_at_hand(packed: PackedEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test that is about the folder the two seconds that reading the base takes."""
    monkeypatch.setattr("bisum.engines.speaker_ranker.loaded.packed_base", lambda: packed)


def test_it_reads_whose_turn_it_is(ranker: E5SpeakerRanker) -> None:
    """No verb, no colon: only the sentence before tells the worker from the minister."""
    [[minister, worker, nobody]] = ranker.rank(ARTICLE, [QUESTION])
    assert worker > max(minister, nobody)


def test_what_it_gives_are_probabilities(ranker: E5SpeakerRanker) -> None:
    """The rules' own are weighed with them."""
    [scores] = ranker.rank(ARTICLE, [QUESTION])
    assert all(score <= 0 for score in scores)
    assert sum(math.exp(score) for score in scores) == pytest.approx(1)


def test_an_answer_does_not_hang_on_what_else_is_asked(ranker: E5SpeakerRanker) -> None:
    """A record must not depend on the company it was made in."""
    other = SpeakerQuestion(spans=(places("وغادر"),), candidates=((), MINISTER))
    [alone] = ranker.rank(ARTICLE, [QUESTION])
    first, second = ranker.rank(ARTICLE, [QUESTION, other]), ranker.rank(ARTICLE, [other, QUESTION])
    assert first[0] == pytest.approx(alone, abs=1e-4)
    assert second[1] == pytest.approx(alone, abs=1e-4)


def test_a_candidate_who_stands_nowhere_near_is_scored_too(ranker: E5SpeakerRanker) -> None:
    """As many scores as candidates, whatever the window holds."""
    far = ARTICLE + "كلمة " * 900 + "قال ذلك."
    end = len(far)
    question = SpeakerQuestion(spans=((end - 8, end),), candidates=(MINISTER, WORKER, ()))
    [scores] = ranker.rank(far, [question])
    assert len(scores) == 3
    assert all(math.isfinite(score) for score in scores)


def test_nothing_is_loaded_while_nothing_is_asked(tmp_path: Path) -> None:
    """An article of which the rules are sure takes no model."""
    assert E5SpeakerRanker(tmp_path).rank("", []) == []


@pytest.mark.usefixtures("base_at_hand")
def test_weights_of_another_hash_are_refused(tmp_path: Path) -> None:
    """Damaged, or somebody else's."""
    folder = shutil.copytree(OWN, tmp_path / "mine")
    with (folder / "model.safetensors").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EngineError, match="its SHA-256 is"):
        LoadedRanker(folder)


@pytest.mark.usefixtures("base_at_hand")
def test_weights_for_another_base_are_refused(tmp_path: Path) -> None:
    """On other layers they mean nothing, and would say something all the same."""
    folder = shutil.copytree(OWN, tmp_path / "mine", ignore=shutil.ignore_patterns("SHA256SUMS"))
    settings = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(settings | {"base_sha256": "0" * 64}), "utf-8")
    with pytest.raises(EngineError, match="was trained on a base of SHA-256 0000"):
        LoadedRanker(folder)


@pytest.mark.usefixtures("base_at_hand")
def test_a_folder_with_nothing_in_it_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(EngineError, match="the speaker ranker can't be loaded from there"):
        LoadedRanker(tmp_path)
