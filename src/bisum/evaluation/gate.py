"""Gate: fails when a pinned score falls, or when the gold it was measured with changed.

A gate file is YAML or JSON; paths are relative to it:

    run: ../outputs/demo
    references: [../samples/references.jsonl]
    references_sha256: 5c1f…
    floors:
      attributed_f1: 87.5
      chrf: 61.0
    ceilings:
      ter: 48.0
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import msgspec
from ruamel.yaml import YAML

from bisum.errors import ConfigError
from bisum.evaluation.evaluate import evaluate
from bisum.evaluation.figures.measure import Better
from bisum.evaluation.figures.results import Evaluation
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import read_run
from bisum.evaluation.inputs.settings import read_settings
from bisum.evaluation.measuring import Effort
from bisum.model.base import Value

_DECIMALS: Final = 2
"""Of a pinned score, rounded to the lenient side."""

_SAME: Final = 1e-9  # floats in another order of summing differ that much


class GateFile(Value, frozen=True, kw_only=True):
    """What is pinned.

    Attributes:
        run: The run's folder.
        references: The reference files.
        references_sha256: Their digest; None before the first pinning.
        floors: Least score by measure.
        ceilings: The same for measures of which less is better: the highest score allowed.
    """

    run: str
    references: tuple[str, ...]
    references_sha256: str | None = None
    floors: dict[str, float] = msgspec.field(default_factory=dict)
    ceilings: dict[str, float] = msgspec.field(default_factory=dict)


class Check(Value, frozen=True, kw_only=True):
    """One pinned score.

    Attributes:
        measure: Its key.
        limit: What is pinned.
        is_floor: False for a ceiling.
        score: What it is now; None where it can't be measured any more.
    """

    measure: str
    limit: float
    is_floor: bool
    score: float | None

    @property
    def holds(self) -> bool:
        """Whether the score is on the right side."""
        if self.score is None:
            return False
        return self.score >= self.limit - _SAME if self.is_floor else self.score <= self.limit + _SAME


class Outcome(Value, frozen=True, kw_only=True):
    """What the gate says.

    Attributes:
        checks: One a pinned score.
        sha256: Digest of the references now.
        pinned_sha256: Digest of those pinned; None before the first pinning.
    """

    checks: tuple[Check, ...]
    sha256: str
    pinned_sha256: str | None

    @property
    def is_same_gold(self) -> bool:
        """Whether the references are the pinned ones."""
        return self.sha256 == self.pinned_sha256

    @property
    def holds(self) -> bool:
        """Whether nothing fell and the gold is the pinned one."""
        return self.is_same_gold and all(check.holds for check in self.checks)


def check(path: Path) -> Outcome:
    """Measure the run of a gate file and hold it against what is pinned.

    Raises:
        ConfigError: The file, its run or its references can't be read, a measure is
            unknown or pinned on the wrong side, or nothing is pinned.
    """
    pinned = read_settings(path, GateFile)
    if not pinned.floors and not pinned.ceilings:
        msg = f"{path}: nothing is pinned; name measures under floors or ceilings with any score, then --pin"
        raise ConfigError(msg)
    references = load([path.parent / name for name in pinned.references])
    run = read_run(path.parent / pinned.run)
    found = evaluate(run, references, effort=Effort(with_ter="ter" in pinned.ceilings))
    checks = [_check(path, found, name, limit, is_floor=True) for name, limit in pinned.floors.items()]
    checks += [_check(path, found, name, limit, is_floor=False) for name, limit in pinned.ceilings.items()]
    return Outcome(
        checks=tuple(checks),
        sha256=references.sha256,
        pinned_sha256=pinned.references_sha256,
    )


def _check(path: Path, found: Evaluation, name: str, limit: float, *, is_floor: bool) -> Check:
    figure = found.figure(name)
    if figure is None:
        known = ", ".join(sorted(one.measure for one in found.figures))
        msg = f"{path}: {name!r} was not measured; expected one of {known}"
        raise ConfigError(msg)
    side = Better.LOWER if is_floor else Better.HIGHER
    if figure.better == side.value:
        wrong, right = ("floors", "ceilings") if is_floor else ("ceilings", "floors")
        msg = f"{path}: {name} stands under {wrong}, but {figure.better} is better: move it to {right}"
        raise ConfigError(msg)
    return Check(measure=name, limit=limit, is_floor=is_floor, score=figure.score)


def pin(path: Path, outcome: Outcome, *, may_lower: bool = False, may_change_gold: bool = False) -> None:
    """Write the present scores and the gold's digest into a gate file; its comments stay.

    Args:
        path: The gate file that ``outcome`` was measured for.
        outcome: What was measured.
        may_lower: Let a floor fall (and a ceiling rise).
        may_change_gold: Take another gold set than the pinned one.

    Raises:
        ConfigError: That would lower a floor or change the gold, and its flag wasn't given.
    """
    pinned = read_settings(path, GateFile)
    if not outcome.is_same_gold and pinned.references_sha256 is not None and not may_change_gold:
        msg = (
            f"{path}: the references changed since they were pinned ({outcome.sha256}, expected "
            f"{pinned.references_sha256}); see what changed, then pin them with --new-gold"
        )
        raise ConfigError(msg)
    fallen = [check.measure for check in outcome.checks if not check.holds]
    if fallen and not may_lower:
        msg = (
            f"{path}: pinning would loosen {', '.join(fallen)}; find out why, or do it with --lower "
            "and a line in the changelog"
        )
        raise ConfigError(msg)
    lost = [check.measure for check in outcome.checks if check.score is None]
    if lost:
        msg = f"{path}: {', '.join(lost)} can't be measured now, so there is nothing to pin; take it out"
        raise ConfigError(msg)
    _write(path, outcome)


def _write(path: Path, outcome: Outcome) -> None:
    text = path.read_text(encoding="utf-8-sig")
    is_json = text.lstrip().startswith("{")
    yaml = YAML(typ="rt")
    tree = msgspec.json.decode(text) if is_json else yaml.load(text)
    tree["references_sha256"] = outcome.sha256
    for one in outcome.checks:
        if one.score is not None:
            side = "floors" if one.is_floor else "ceilings"
            tree[side][one.measure] = _lenient(one.score, is_floor=one.is_floor)
    if is_json:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(tree), indent=2) + b"\n")
    else:
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(tree, file)


def _lenient(score: float, *, is_floor: bool) -> float:
    scaled = score * 10**_DECIMALS
    return (math.floor(scaled + _SAME) if is_floor else math.ceil(scaled - _SAME)) / 10**_DECIMALS
