"""What tests share: the command line as a process, and invented articles."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A change is judged by the same examples each time; `make explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("same")

# Workers share the cores: threads of their own would wait for each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_collection() -> None:
    """What modules load stays: the collector needn't look through it, which takes half a second a time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on what is made may be left over."""
    gc.freeze()
    gc.enable()


ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CALLED_WITH = {"PYTHONWARNINGS": "error", "COLUMNS": "120"}


class Warm:
    """Bisum with its modules loaded; see ``warm``."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: folder / name for name in ("stdin", "stdout", "stderr")}
        self._server = subprocess.Popen(
            [sys.executable, ROOT / "tests" / "warm.py"],
            env={**os.environ, **CALLED_WITH},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, words: list[str], environment: dict[str, str], stdin: str
    ) -> subprocess.CompletedProcess[str]:
        for name, text in (("stdin", stdin), ("stdout", ""), ("stderr", "")):
            self._files[name].write_bytes(text.encode())
        asked = {name: str(path) for name, path in self._files.items()}
        asked |= {"words": words, "environment": environment, "folder": str(Path.cwd())}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps(asked), file=self._server.stdin, flush=True)
        code = int(self._server.stdout.readline())
        told = [self._files[name].read_text(encoding="utf-8") for name in ("stdout", "stderr")]
        return subprocess.CompletedProcess(words, code, *told)

    def stop(self) -> None:
        self._server.communicate()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    found = Warm(tmp_path_factory.mktemp("warm"))
    yield found
    found.stop()


class Bisum:
    """The command line, each call a process of its own; ``start`` loads all it needs, as a user's does."""

    def __init__(self, home: Path, warm: Warm) -> None:
        home.mkdir()
        self._warm = warm
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("HF_", "BISUM_"))},
            "XDG_CACHE_HOME": str(home / "cache"),
            "HOME": str(home),
            **CALLED_WITH,
        }

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bisum", *map(str, words)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return self._warm.run([*map(str, words)], self._environment, stdin)


def until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds while a process runs."""
    while not is_so():
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.01)


@pytest.fixture
def open_bisum(tmp_path: Path, warm: Warm) -> Callable[[str], Bisum]:
    """Give the command line of another user or machine, by name."""
    return lambda name: Bisum(tmp_path / name, warm)


@pytest.fixture
def bisum(open_bisum: Callable[[str], Bisum]) -> Bisum:
    return open_bisum("home")


@pytest.fixture
def fake_config(tmp_path: Path) -> Path:
    """A config whose engine marks sentences and translates nothing."""
    path = tmp_path / "fake.yaml"
    path.write_text("translate: {engine: fake}\nrun: {window: 4}\n", encoding="utf-8")
    return path


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[[int], Path]:
    """Write that many different articles into a JSON Lines file."""

    def write(n_articles: int) -> Path:
        path = tmp_path / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for n in range(n_articles):
                file.write(json.dumps(_article(n), ensure_ascii=False) + "\n")
        return path

    return write


def _article(n: int) -> dict[str, object]:
    return {
        "id": f"a{n}",
        "title": f"افتتاح المكتبة رقم {n}",
        "paragraphs": [
            f"افتتح رئيس البلدية سامر الخطيب المكتبة رقم {n} أمس الأحد.",
            f"وقال الخطيب: «لن نغلق بابها قبل {n + 10} سنة». وأضاف أن الكتب وصلت كلها.",
        ],
    }


@pytest.fixture
def shared() -> Path:
    """The shared material, where it lies beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared material does not lie beside the project")
    return SHARED
