"""Say which share of the branches of bisum's code its tests take, package by package.

Usage: python benchmarks/branches.py [PYTEST OPTION …]

Commands that tests run as processes of their own are counted, but for those that are killed. Lines of the
table: package, branches taken, branches, their share, share of the lines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
_DATA: Final = ROOT / "outputs" / "coverage"
_TESTS: Final = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--numprocesses", "2", "--dist", "loadfile")


class _Counts(msgspec.Struct):
    """What is there, and what of it was run; the unit is branches and lines."""

    covered_branches: int = 0
    num_branches: int = 0
    covered_lines: int = 0
    num_statements: int = 0


class _File(msgspec.Struct):
    summary: _Counts


class _Report(msgspec.Struct):
    files: dict[str, _File]


def main() -> None:
    """Run the tests and print the table."""
    shutil.rmtree(_DATA, ignore_errors=True)
    _DATA.mkdir(parents=True)
    done = _coverage("run", *_TESTS, *sys.argv[1:])
    if done.returncode:
        sys.exit(done.stdout[-4000:] + done.stderr[-4000:])
    _coverage("combine", "--quiet")
    found = _DATA / "report.json"
    _coverage("json", "--quiet", "-i", "-o", str(found))
    _print(msgspec.json.decode(found.read_bytes(), type=_Report))


def _coverage(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "coverage", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _print(report: _Report) -> None:
    packages: defaultdict[str, _Counts] = defaultdict(_Counts)
    for path, file in report.files.items():
        for name in (_package(path), "all"):
            for field in _Counts.__struct_fields__:
                total = getattr(packages[name], field) + getattr(file.summary, field)
                setattr(packages[name], field, total)
    for name, counts in sorted(packages.items(), key=lambda one: (one[0] == "all", one[0])):
        branches = counts.covered_branches / max(1, counts.num_branches)
        lines = counts.covered_lines / max(1, counts.num_statements)
        print(
            f"{name:20} {counts.covered_branches:5,} of {counts.num_branches:5,} branches {branches:6.1%}"
            f"   lines {lines:6.1%}"
        )


def _package(path: str) -> str:
    """Name the package of a file, the parts of ``stages`` one by one."""
    parts = Path(path).parts[Path(path).parts.index("bisum") + 1 :]
    if len(parts) == 1:
        return "(top)"
    return "/".join(parts[: 2 if parts[0] == "stages" and len(parts) > 2 else 1])


if __name__ == "__main__":
    main()
