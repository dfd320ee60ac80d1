"""Write an adapter as PEFT and bisum read it: one snapshot of a training, or the mean of several.

python recipes/ar-en-gemma/export.py --like models/ar-en-gemma --to DIR SNAPSHOT [SNAPSHOT…]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file, save_file

from bisum.engines.checkpoints.hashes import SUMS_FILE, sha256_of
from lowrank import WEIGHTS

_CONFIG: Final = "adapter_config.json"
MOST_BYTES: Final = 40_000_000  # what may go into the project's history


def export(snapshots: Sequence[Path], *, like: Path, to: Path) -> None:
    """Write an adapter's folder.

    The factors are averaged, not their products: close to one another, as they are at the
    end of one training, it makes no difference that shows.

    Args:
        snapshots: Of one training; at least one.
        like: Folder of an adapter of the same shape, for its configuration and notices.
        to: Folder, made if need be.

    Raises:
        SystemExit: The result is larger than may be kept.
    """
    all_states = [load_file(snapshot) for snapshot in snapshots]
    mean = {
        name: torch.stack([state[name].float() for state in all_states]).mean(dim=0).to(torch.bfloat16)
        for name in all_states[0]
    }
    to.mkdir(parents=True, exist_ok=True)
    save_file(mean, to / WEIGHTS, metadata={"format": "pt"})
    if (n_bytes := (to / WEIGHTS).stat().st_size) > MOST_BYTES:
        msg = f"{to / WEIGHTS} has {n_bytes:,} bytes, more than {MOST_BYTES:,}; train with a lower rank"
        raise SystemExit(msg)
    for name in (_CONFIG, "Notice"):
        if (like / name).is_file() and like.resolve() != to.resolve():
            shutil.copyfile(like / name, to / name)
    sums = "".join(f"{sha256_of(to / name)}  {name}\n" for name in (WEIGHTS, _CONFIG))
    (to / SUMS_FILE).write_text(sums, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("snapshots", type=Path, nargs="+", metavar="SNAPSHOT")
    parser.add_argument("--like", type=Path, default=Path("models/ar-en-gemma"))
    parser.add_argument("--to", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    export(chosen.snapshots, like=chosen.like, to=chosen.to)
    print(f"{chosen.to}: {', '.join(sorted(file.name for file in chosen.to.iterdir()))}")


if __name__ == "__main__":
    main(sys.argv[1:])
